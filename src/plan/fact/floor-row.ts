/** Tables of least mining scales, row by row: the rows that facts and checks alike speak of. */

import type { Span } from '#document/document.ts'
import { normalMineral } from '#mineral/mineral.ts'
import { parseUnit } from '#mineral/unit.ts'
import { oncePerTable } from '#plan/once.ts'
import type { DepositScale, MiningMethod, PlanTable } from '#plan/plan.ts'
import { isTotalRow, numberIn, saysNothing } from './cell.ts'
import { columnOf, headingUnit } from './column.ts'
import { tableRole } from './table-role.ts'

export type FloorValue = {
  /** Null where the table tells no sizes of deposits apart. */
  readonly scale: DepositScale | null
  readonly column: number
  readonly value: number
}

export type FloorRow = {
  readonly table: PlanTable
  readonly row: number
  readonly mineral: string
  readonly name: Span
  readonly method: Extract<MiningMethod, 'open-pit' | 'underground'> | null
  /** What else narrows the row: 普通类型, 机制砂原料. */
  readonly type: string | null
  readonly unit: string
  readonly unitSpan: Span | null
  readonly values: readonly FloorValue[]
  readonly large: number | null
  readonly medium: number | null
  readonly small: number | null
  /** The least size that the row admits for a new mine. */
  readonly least: number | null
  /** What mines that exist must reach, where the table keeps them apart. */
  readonly existing: FloorValue | null
  readonly cells: readonly Span[]
}

/** "矿石万吨" under "单位/年" is 矿石万吨/年. */
const yearly = (unit: string, heading: string): string =>
  unit !== '' && !/[/／]/.test(unit) && (parseUnit(unit)?.per ?? null) === null && /[／/]\s*年|每年/.test(heading)
    ? `${unit}/年`
    : unit

/** The unit a cell writes behind its number: "3万吨/年". */
const cellUnit = (text: string): string | null =>
  /\d\s*([\p{Script=Han}m³]+(?:[/／][年日ad])?)$/u.exec(text.trim())?.[1] ?? null

/** "100/30/9" in one cell: large, medium, small. */
const graded = (text: string): readonly number[] | null =>
  /^(\d+(?:\.\d+)?)[/／、](\d+(?:\.\d+)?)[/／、](\d+(?:\.\d+)?)$/.exec(text.replace(/\s/g, ''))?.slice(1).map(Number) ??
  null

const scales = ['large', 'medium', 'small'] as const

const existingWords = /(?:已有|已建|现有|已设|生产矿山|保留|改扩建)/
const newWords = /新建|新设|新立|新增|拟[建设]/

/** The one column of sizes where the table tells none apart: that of new mines, else the one of least scales. */
const singleColumn = (table: PlanTable): number => {
  const fresh = table.columns.findIndex((heading) => newWords.test(heading))
  if (fresh >= 0) return fresh
  const floor = columnOf(table, 'floor')
  return floor >= 0 ? floor : table.columns.findIndex((heading) => /规模/.test(heading))
}

const rowsIn = (table: PlanTable): readonly FloorRow[] => {
  if (tableRole(table) !== 'floors') return []
  const mineral = columnOf(table, 'mineral') >= 0 ? columnOf(table, 'mineral') : columnOf(table, 'name')
  if (mineral < 0) return []
  const unit = columnOf(table, 'unit')
  const sized = scales.flatMap((scale) =>
    columnOf(table, scale) >= 0 ? [[scale, columnOf(table, scale)] as const] : [],
  )
  const single = sized.length === 0 ? singleColumn(table) : -1
  const existing = table.columns.findIndex((heading) => existingWords.test(heading) && !newWords.test(heading))
  const type = table.columns.findIndex((heading) =>
    /类型|开采方式|方式|条件|区域|储量|资源量|矿床规模|矿区规模/.test(heading),
  )
  return table.cells.flatMap((cells, row): FloorRow | [] => {
    if (isTotalRow(table, row) || saysNothing(cells[mineral]!.text)) return []
    const valueAt = (column: number, scale: DepositScale | null): readonly FloorValue[] => {
      const value = numberIn(cells[column]!.text)
      return value === null ? [] : [{ scale, column, value }]
    }
    const grades = single >= 0 ? graded(cells[single]!.text) : null
    const values = grades
      ? grades.map((value, i) => ({ scale: scales[i]!, column: single, value }))
      : single >= 0
        ? valueAt(single, null)
        : sized.flatMap(([scale, column]) => valueAt(column, scale))
    const of = (scale: DepositScale): number | null => values.find((each) => each.scale === scale)?.value ?? null
    const words = `${cells[mineral]!.text} ${type >= 0 ? cells[type]!.text : ''}`
    const written =
      unit >= 0
        ? cells[unit]!.text.replace(/\s+/g, '')
        : ((single >= 0 ? (headingUnit(table, single) ?? cellUnit(cells[single]!.text)) : table.unit) ?? '')
    return {
      table,
      row,
      mineral: normalMineral(cells[mineral]!.text.replace(/[（(].*?[）)]/g, '').trim()),
      type: type >= 0 && !saysNothing(cells[type]!.text) ? cells[type]!.text.trim() : null,
      name: cells[mineral]!,
      method: /露天/.test(words) ? 'open-pit' : /地下|井工/.test(words) ? 'underground' : null,
      unit: unit >= 0 ? yearly(written, table.columns[unit]!) : written,
      unitSpan: unit >= 0 ? cells[unit]! : null,
      values,
      large: of('large'),
      medium: of('medium'),
      small: of('small'),
      least: values.length > 0 ? Math.min(...values.map((each) => each.value)) : null,
      existing: existing >= 0 ? (valueAt(existing, null)[0] ?? null) : null,
      cells: [...new Set([...sized.map(([, column]) => column), ...(single >= 0 ? [single] : [])])].map(
        (column) => cells[column]!,
      ),
    }
  })
}

/** A row's values as they are shown to a reader: large, medium, small, or the least. */
export const shown = (row: FloorRow): string =>
  [row.large, row.medium, row.small].filter((value) => value !== null).join('/') ||
  [row.least, row.existing?.value ?? null].filter((value) => value !== null).join('/')

/** Every row of a plan's tables of least scales. */
export const floorRowsOf = oncePerTable(rowsIn)
