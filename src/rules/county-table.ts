/** Tables that part a city's figures among its counties: one row for each, a column for each measure. */
import { parseQuantity } from '#mineral/quantity.ts'
import type { Attribute, Plan } from '#plan/plan.ts'
import { isCounty } from '#rules/county.ts'
import { blank, isTotal, quotingRow } from '#rules/row.ts'
import type { RuleDraft } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'
import { subjectsIn } from '#rules/subject.ts'

const past = /现状|现有|基期|实际|完成情况|统计|最低|修复|治理/

/** One figure of one county, as a draft that a kind completes. */
export type Share = {
  readonly column: string
  readonly value: number
  readonly unit: string
  readonly attribute: Attribute
  /** A rule of this figure. */
  readonly rule: (rest: Pick<RuleDraft, 'act' | 'appliesTo' | 'test' | 'force' | 'effect'>) => RuleDraft
}

/** A column that says only when or of what, under a title that says what is parted: "2025年", "钼（矿石万吨）". */
const underTitle = (plan: Plan, title: string, column: string, fits: (words: string) => boolean): boolean =>
  fits(title) &&
  ((plan.period.to !== null && new RegExp(`^${plan.period.to}年?(?:[（(]|$)`).test(column)) ||
    (/[吨方]/.test(column) && subjectsIn(column).length > 0))

/** The figures of the counties in columns that `fits` by their names, or by the table's title. */
export const sharesOf = (plan: Plan, fits: (column: string) => boolean): readonly Share[] =>
  plan.tables.flatMap((table) => {
    const place = table.columns.findIndex((_, i) => {
      const rows = table.rows.filter((row) => !isTotal(row))
      return rows.length > 1 && rows.every((row) => isCounty(row[i]!.trim()))
    })
    if (place < 0 || past.test(table.title)) return []
    const attribute: Attribute = /约束/.test(table.title) ? 'binding' : /预期/.test(table.title) ? 'expected' : null
    return table.columns.flatMap((column, i): readonly Share[] => {
      if (i === place || past.test(column) || !(fits(column) || underTitle(plan, table.title, column, fits))) return []
      const unit = /[（(]([^（）()]*)[）)]\s*$/.exec(column)?.[1] ?? table.unit ?? '个'
      return table.rows.flatMap((row, r): readonly Share[] => {
        const found = isTotal(row) || blank(row[i]) ? null : parseQuantity(row[i]!, unit)
        const quoted = quotingRow(table, r, place)
        if (!found || !quoted) return []
        const common = {
          subjects: subjectsIn(column),
          condition: { counties: [row[place]!.trim()] },
          attribute,
          table: table.id,
        }
        return [
          { column, value: found.value, unit, attribute, rule: (rest) => draft(table, quoted, { ...common, ...rest }) },
        ]
      })
    })
  })

/** Such tables lying on their side: a column for each county, a row for each measure or mineral. */
export const sharesAcross = (plan: Plan, fits: (words: string) => boolean): readonly Share[] =>
  plan.tables.flatMap((table) => {
    const places = table.columns.flatMap((column, i) => (isCounty(column.trim()) ? [i] : []))
    if (places.length < 2 || past.test(table.title.replace('最低', '')) || !fits(table.title)) return []
    const attribute: Attribute = /约束/.test(table.title) ? 'binding' : /预期/.test(table.title) ? 'expected' : null
    const unitColumn = table.columns.findIndex((column) => /单位/.test(column))
    return table.rows.flatMap((row, r): readonly Share[] => {
      const head = row.slice(0, places[0]!).join(' ')
      const quoted = isTotal(row) ? null : quotingRow(table, r)
      const unit = (unitColumn >= 0 ? row[unitColumn] : undefined) ?? table.unit ?? '个'
      if (!quoted || past.test(head)) return []
      return places.flatMap((i): readonly Share[] => {
        const found = blank(row[i]) ? null : parseQuantity(row[i]!, unit)
        if (!found) return []
        const common = {
          subjects: subjectsIn(head),
          condition: { counties: [table.columns[i]!.trim()] },
          attribute,
          table: table.id,
        }
        return [
          {
            column: head,
            value: found.value,
            unit,
            attribute,
            rule: (rest) => draft(table, quoted, { ...common, ...rest }),
          },
        ]
      })
    })
  })
