/** Areas, money and numbers a sentence gives beside a reference to a table, against the totals of that table. */

import { cellNumber, decimalsOf, isTotalRow } from '#plan/fact/cell.ts'
import { headingUnit } from '#plan/fact/column.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import { areaKindsIn } from '#plan/fact/zone-kind.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { baseValue, type Dimension, type Figure, tidy, unitOf } from '#plan/text/figure.ts'
import { type Passage, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import { tableNamed, tableReferences } from '#plan/text/words.ts'
import { type Check, type Finding, judged } from './finding.ts'

type Named = { readonly table: PlanTable; readonly start: number }

/** Tables a passage points to: by number, or as the one below. */
const tablesNamed = (plan: Plan, passage: Passage): readonly Named[] => {
  const numbered = tableReferences(passage.text).flatMap((reference) => {
    const table = tableNamed(plan, reference.id, passage.span.at.start)
    return table ? [{ table, start: reference.start }] : []
  })
  const below = [...passage.text.matchAll(/[见如](?:下|附)表/g)].flatMap((match) => {
    const table = plan.tables.find((each) => each.at.start > passage.span.at.start)
    return table ? [{ table, start: match.index }] : []
  })
  // A table without number or title belongs to the paragraph right above it.
  const next = plan.tables.find((each) => each.at.start > passage.span.at.start)
  const following = passagesOf(plan)[passage.index + 1]
  const untitled =
    next && !next.caption && below.length === 0 && (!following || following.span.at.start > next.at.start)
      ? [{ table: next, start: passage.text.length }]
      : []
  return [...numbered, ...below, ...untitled]
}

/** The total of the columns that measure this, null where none or several do. */
const totalOf = (
  table: PlanTable,
  dimension: Dimension,
): { readonly value: number; readonly decimals: number; readonly column: number; readonly fromRow: boolean } | null => {
  const columns = table.columns.flatMap((_, at) =>
    unitOf(headingUnit(table, at) ?? '')?.dimension === dimension && !/产值|比例|率|均/.test(table.columns[at]!)
      ? [at]
      : [],
  )
  const chosen = columns.length > 1 ? columns.filter((at) => /合计|总/.test(table.columns[at]!)) : columns
  const column = chosen[0]
  if (column === undefined || chosen.length > 1) return null
  const rows = table.cells.filter((_, row) => !isTotalRow(table, row))
  const total = table.cells.find((_, row) => isTotalRow(table, row))
  const values = rows.map((row) => cellNumber(row[column]!))
  if (values.some((value) => value === null) || rows.length === 0) return null
  const factor = unitOf(headingUnit(table, column)!)!.factor
  const stated = total ? cellNumber(total[column]!) : null
  const value = stated ?? values.reduce((sum: number, each) => sum + each!, 0)
  return {
    value: value * factor,
    decimals: Math.max(...rows.map((row) => decimalsOf(row[column]!.text))),
    column,
    fromRow: stated !== null,
  }
}

const compare = (passage: Passage, figure: Figure, table: PlanTable): Finding[] => {
  const total = totalOf(table, figure.dimension)
  if (!total) return []
  const holds = Math.abs(total.value - baseValue(figure)) < 0.5 * 10 ** -Math.max(figure.decimals, 0) * figure.factor
  const row = table.cells.find((_, at) => isTotalRow(table, at))
  return [
    judged(holds, {
      quotes: [
        quote(passage.span, figure.labelStart, figure.end),
        ...(row && total.fromRow
          ? [quote(row[total.column]!)]
          : table.cells.map((cells) => quote(cells[total.column]!))),
      ],
      computed: `${figure.text} ${holds ? '=' : '≠'} ${table.id} ${tidy(total.value / figure.factor)}`,
      right: { zh: `正文与${table.id}合计一致`, en: `The text agrees with the total of ${table.id}` },
      wrong: {
        zh: `正文为${figure.text}，${table.id}合计为${tidy(total.value / figure.factor)}`,
        en: `The text has ${figure.text}, ${table.id} adds up to ${tidy(total.value / figure.factor)}`,
      },
      remedy: { zh: '统一正文与表格', en: 'Make text and table agree' },
    }),
  ]
}

export const tableTotal: Check = {
  name: 'table-total',
  title: { zh: '正文与表格合计', en: 'Text against totals of tables' },
  run: (plan) =>
    passagesOf(plan).flatMap((passage) =>
      tablesNamed(plan, passage).flatMap(({ table, start }) => {
        const { from } = sentenceAround(passage.text, Math.min(start, passage.text.length - 2))
        const figures = passage.figures.filter(
          (figure) =>
            figure.start >= from &&
            figure.end <= start &&
            (figure.dimension === 'area' || figure.dimension === 'money') &&
            (!/其中/.test(passage.text.slice(from, figure.start)) ||
              /^(?:总面积|面积(?:合计|共计|总计))/.test(figure.label)),
        )
        // A table that holds zones of several kinds has no one total.
        if (tablesOf(plan).listings.filter((listing) => listing.table === table).length > 1) return []
        const kinds = tablesOf(plan).listings.flatMap((listing) => (listing.table === table ? [listing.kind] : []))
        return figures.flatMap((figure) => {
          // "…重点勘查区…；重点开采区…，见专栏3、专栏4": the sentence tells which of the tables it means.
          const said = areaKindsIn(passage.text.slice(from, figure.start))
          if (kinds.length > 0 && said.length > 0 && !kinds.some((kind) => kind === 'project' || said.includes(kind)))
            return []
          return (
            // Two figures of one dimension: nobody knows which the table adds up.
            figures.filter((other) => other.dimension === figure.dimension).length === 1
              ? compare(passage, figure, table)
              : []
          )
        })
      }),
    ),
}
