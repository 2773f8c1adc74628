/** Indicators: the targets of this plan, and those of the last round with what became of them. */
import { knownMineral, mineralsIn } from '#mineral/mineral.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import { parseUnit } from '#mineral/unit.ts'
import type { Attribute, Operator, PlanTable } from '#plan/plan.ts'
import { columnKinds, columnOf, isTotalRow, saysNothing, unitInParentheses } from './column.ts'
import { type Draft, fromRow, type Reading, rowSpan, WHOLE, yearIn } from './draft.ts'
import { measureOf } from './measure.ts'
import { tableRole } from './table-role.ts'

const attributeOf = (cell: string): Attribute =>
  /约束/.test(cell) ? 'binding' : /预期|引导|指导/.test(cell) ? 'expected' : null

/** "钨精矿（WO3 65%）", "铁矿（地下）", "金": the mineral a name cell names as a whole; null when it names something else. */
const mineralNamed = (cell: string): string | null => {
  const bare = cell.replace(/[（(][^（）()]*[）)]\s*$/, '').trim()
  if (bare === '' || bare.length > 14) return null
  if (knownMineral(bare)) return bare
  const [first] = mineralsIn(bare)
  const whole = first && first.start === 0 && /^(?:精矿|矿石|原矿|矿)?$/.test(bare.slice(first.end))
  return whole || /^[一-龥]{1,8}矿$/.test(bare) ? bare : null
}

type Value = { readonly column: number; readonly year: number | null; readonly isTarget: boolean }

/** The columns that hold values, with the year each speaks of. */
const valueColumns = (table: PlanTable, plan: Reading, past: boolean): readonly Value[] => {
  const { base, to } = plan.period
  return columnKinds(table).flatMap((kind, column): Value[] => {
    const header = table.columns[column]!
    if (/年均|增长|变化|增速|增幅|累计增/.test(header)) return []
    const year = yearIn(header)
    if (past) {
      if (kind === 'target' && !/指标$|名称/.test(header)) return [{ column, year: year ?? base, isTarget: true }]
      if (kind === 'result' || kind === 'year-value')
        return /是否|完成率|比例/.test(header) ? [] : [{ column, year: year ?? base, isTarget: false }]
      return []
    }
    if (kind === 'year-value') return [{ column, year, isTarget: year !== null && base !== null && year > base }]
    if (kind === 'target') {
      if (/^指标$|名称/.test(header)) return []
      const isBase = /基期|现状|基准/.test(header)
      return [{ column, year: isBase ? base : to, isTarget: !isBase }]
    }
    return []
  })
}

const readTable = (table: PlanTable, plan: Reading, past: boolean): readonly Draft[] => {
  const values = valueColumns(table, plan, past)
  const unitColumn = columnOf(table, 'unit')
  const attributeColumn = columnOf(table, 'attribute')
  const firstValue = Math.min(...values.map((value) => value.column))
  const names = table.columns
    .map((_, column) => column)
    .filter((column) => {
      const kind = columnKinds(table)[column]
      return column < (unitColumn >= 0 ? unitColumn : firstValue) && kind !== 'number' && kind !== 'category'
    })
  if (values.length === 0 || names.length === 0) return []
  return table.rows.flatMap((row, index): Draft[] => {
    if (isTotalRow(row)) return []
    const path = names.map((column) => row[column]!.trim()).filter((name, i, all) => name !== '' && name !== all[i - 1])
    let unitCell = unitColumn >= 0 ? row[unitColumn]!.trim() : ''
    // A unit column that carries a name instead ("开采回采率（%） | 建筑用砂"): the unit stands in the name.
    if (unitCell !== '' && !parseUnit(unitCell) && (mineralNamed(unitCell) || unitCell === path.at(-1))) {
      if (unitCell !== path.at(-1)) path.push(unitCell)
      unitCell = ''
    }
    const named = [...path]
      .reverse()
      .map(unitInParentheses)
      .find((unit) => unit !== null && parseUnit(unit) !== null)
    const unit = unitCell !== '' && !saysNothing(unitCell) ? unitCell.replace(/\s+/g, '') : (named ?? table.unit)
    const last = path.at(-1)
    if (!last) return []
    const group =
      path.length > 1 ? path.at(-2)! : columnOf(table, 'category') >= 0 ? row[columnOf(table, 'category')]! : ''
    // Under a known measure a name that measures nothing is the mineral, whether or not anyone knows it.
    const listed = path.length > 1 && measureOf(group).known && !measureOf(last).known && last.length <= 14
    const subject = mineralNamed(last) ?? (listed ? last : null)
    let measure = measureOf(subject ? group : last)
    if (!subject && !measure.known && path.length > 1) measure = { ...measure, name: `${group}${measure.name}` }
    // "硅藻土年开采量" names both.
    const within = subject ? null : (mineralsIn(last).find((mention) => mention.start === 0)?.text ?? null)
    const from = names[0]!
    return values.flatMap(({ column, year, isTarget }): Draft[] => {
      const cell = row[column]!.trim()
      if (saysNothing(cell)) return []
      const span = rowSpan(table, index, from, Math.max(column, isTarget ? attributeColumn : column))
      if (!span) return []
      const quantity = parseQuantity(cell, unit ?? '')
      const op: Operator = quantity?.op ?? (isTarget ? measure.target : '=')
      const sure =
        quantity !== null && unit !== null && parseUnit(quantity.unit) !== null && (measure.known || subject !== null)
      return [
        {
          kind: 'indicator',
          subject: subject ?? within ?? WHOLE,
          measure: measure.name,
          op,
          value: quantity?.value ?? cell,
          unit: quantity ? quantity.unit || unit : unit,
          year,
          attribute: isTarget && attributeColumn >= 0 ? attributeOf(row[attributeColumn]!) : null,
          ...fromRow(table, index, span),
          confidence: sure ? 'sure' : 'likely',
          planLevel: 'own',
        },
      ]
    })
  })
}

export const readIndicators = (plan: Reading): readonly Draft[] =>
  plan.tables.flatMap((table) => {
    const role = tableRole(table)
    return role === 'indicators' || role === 'last-round' ? readTable(table, plan, role === 'last-round') : []
  })
