/** Tables of targets, this round's and the last one's, row by row: the rows that facts and checks alike speak of. */

import type { Span } from '#document/document.ts'
import { knownMineral, mineralsIn } from '#mineral/mineral.ts'
import { parseUnit } from '#mineral/unit.ts'
import { once } from '#plan/once.ts'
import type { Attribute, Plan, PlanTable } from '#plan/plan.ts'
import { decimalsOf, isTotalRow, numberIn, saysNothing } from './cell.ts'
import { columnKinds, columnOf, unitInParentheses } from './column.ts'
import { yearIn } from './draft.ts'
import { tableRole } from './table-role.ts'

export type IndicatorValue = {
  readonly column: number
  readonly year: number | null
  /** What is to be reached, not what is. */
  readonly isTarget: boolean
  /** Null where the cell holds words. */
  readonly value: number | null
  readonly decimals: number
  readonly span: Span
}

export type IndicatorRow = {
  readonly table: PlanTable
  readonly row: number
  /** Of the last round: its values are what was aimed at and what became of it. */
  readonly past: boolean
  /** Category, group and name as written, outermost first, each once. */
  readonly path: readonly string[]
  /** The path without the category. */
  readonly names: readonly string[]
  readonly nameColumn: number
  readonly name: Span
  readonly unit: string
  readonly unitSpan: Span | null
  readonly values: readonly IndicatorValue[]
  /** The last of the targets, in a table of the last round what was reached. */
  readonly value: number | null
  readonly decimals: number
  readonly valueSpan: Span
  /** What was in the base year. */
  readonly base: IndicatorValue | null
  readonly attribute: Attribute
  readonly attributeSpan: Span | null
  readonly minerals: readonly string[]
}

/** "钨精矿（WO3 65%）", "铁矿（地下）", "金": the mineral a name cell names as a whole; null when it names something else. */
export const mineralNamed = (cell: string): string | null => {
  const bare = cell.replace(/[（(][^（）()]*[）)]\s*$/, '').trim()
  if (bare === '' || bare.length > 14) return null
  if (knownMineral(bare)) return bare
  const [first] = mineralsIn(bare)
  const whole = first && first.start === 0 && /^(?:精矿|矿石|原矿|矿)?$/.test(bare.slice(first.end))
  return whole || /^[一-龥]{1,8}矿$/.test(bare) ? bare : null
}

type Period = Plan['period']
type ValueColumn = { readonly column: number; readonly year: number | null; readonly isTarget: boolean }

/** The columns that hold values, with the year each speaks of. */
const valueColumns = (table: PlanTable, { base, to }: Period, past: boolean): readonly ValueColumn[] =>
  columnKinds(table).flatMap((kind, column): ValueColumn[] => {
    const heading = table.columns[column]!
    if (/年均|增长|变化|增速|增幅|累计增/.test(heading)) return []
    const year = yearIn(heading)
    if (past) {
      if (kind === 'target' && !/指标$|名称/.test(heading)) return [{ column, year: year ?? base, isTarget: true }]
      if (kind === 'result' || kind === 'year-value')
        return /是否|完成率|比例/.test(heading) ? [] : [{ column, year: year ?? base, isTarget: false }]
      return []
    }
    if (kind === 'year-value') return [{ column, year, isTarget: year !== null && base !== null && year > base }]
    if (kind === 'target') {
      if (/^指标$|名称/.test(heading)) return []
      const isBase = /基期|现状|基准/.test(heading)
      return [{ column, year: isBase ? base : to, isTarget: !isBase }]
    }
    return []
  })

const attributeOf = (text: string): Attribute =>
  /约束/.test(text) ? 'binding' : /预期|引导|指导/.test(text) ? 'expected' : null

const rowsIn = (table: PlanTable, period: Period): readonly IndicatorRow[] => {
  const role = tableRole(table)
  if (role !== 'indicators' && role !== 'last-round') return []
  const past = role === 'last-round'
  const columns = valueColumns(table, period, past)
  const unitColumn = columnOf(table, 'unit')
  const attributeColumn = columnOf(table, 'attribute')
  const end = unitColumn >= 0 ? unitColumn : Math.min(...columns.map((each) => each.column))
  const before = columnKinds(table).flatMap((kind, column) =>
    column < end && kind !== 'number' ? [{ kind, column }] : [],
  )
  const nameColumns = before.flatMap(({ kind, column }) => (kind === 'category' ? [] : [column]))
  const last = nameColumns.at(-1)
  if (columns.length === 0 || last === undefined) return []
  return table.cells.flatMap((cells, row): IndicatorRow | [] => {
    if (isTotalRow(table, row)) return []
    const words = (from: readonly number[]): string[] =>
      from
        .map((column) => cells[column]!.text.replace(/\s+/g, ''))
        .filter((word, i, all) => word !== '' && !/^\d+$/.test(word) && word !== all[i - 1])
    const path = words(before.map(({ column }) => column))
    const names = words(nameColumns)
    let unitCell = unitColumn >= 0 ? cells[unitColumn]!.text.replace(/\s+/g, '') : ''
    let name = cells[nameColumns.findLast((column) => cells[column]!.text.trim() !== '') ?? last]!
    // A unit column that carries a name instead ("开采回采率（%） | 建筑用砂"): the unit stands in the name.
    if (unitCell !== '' && !parseUnit(unitCell) && (mineralNamed(unitCell) || unitCell === names.at(-1))) {
      if (unitCell !== names.at(-1)) {
        names.push(unitCell)
        path.push(unitCell)
      }
      name = cells[unitColumn]!
      unitCell = ''
    }
    if (names.length === 0) return []
    const inName = names
      .toReversed()
      .map(unitInParentheses)
      .find((unit) => unit !== null && parseUnit(unit) !== null)
    const values = columns.map(
      ({ column, year, isTarget }): IndicatorValue => ({
        column,
        year,
        isTarget,
        value: numberIn(cells[column]!.text),
        decimals: decimalsOf(cells[column]!.text),
        span: cells[column]!,
      }),
    )
    const chosen =
      (past ? values.findLast((each) => !each.isTarget) : values.findLast((each) => each.isTarget)) ?? values.at(-1)!
    const attributeSpan = attributeColumn >= 0 ? cells[attributeColumn]! : null
    return {
      table,
      row,
      past,
      path,
      names,
      nameColumn: nameColumns[0]!,
      name,
      unit: unitCell !== '' && !saysNothing(unitCell) ? unitCell : (inName ?? table.unit ?? ''),
      unitSpan: unitCell === '' ? null : cells[unitColumn]!,
      values,
      value: chosen.value,
      decimals: chosen.decimals,
      valueSpan: chosen.span,
      base: past ? null : (values.find((each) => !each.isTarget && each !== chosen) ?? null),
      attribute: attributeSpan ? attributeOf(attributeSpan.text) : null,
      attributeSpan,
      minerals: /比例|产值|矿山数|数量|矿产地|率$/.test(name.text)
        ? []
        : mineralsIn(name.text).map((mention) => mention.name),
    }
  })
}

/** Every row of a plan's tables of targets. */
export const indicatorRowsOf = once(
  ({ tables }: Pick<Plan, 'tables' | 'period'>) => tables,
  ({ tables, period }) => tables.flatMap((table) => rowsIn(table, period)),
)
