/** What a table is for, told by its header words and its cells, never by its number. */

import { mineralList, mineralsIn } from '#mineral/mineral.ts'
import { parseUnit } from '#mineral/unit.ts'
import { once } from '#plan/once.ts'
import type { PlanTable } from '#plan/plan.ts'
import { isTotalRow, saysNothing } from './cell.ts'
import { columnKinds, columnOf, columnsOf } from './column.ts'
import { zoneKindIn } from './zone-kind.ts'

export type TableRole =
  /** Targets of the plan: indicator, unit, value, attribute. */
  | 'indicators'
  /** Targets of the last round and what became of them. */
  | 'last-round'
  /** Key areas, concentrated, restricted, forbidden … areas. */
  | 'zones'
  /** Exploration or mining blocks, one to a row. */
  | 'blocks'
  /** Minerals of the blocks with their townships, not one block to a row. */
  | 'block-minerals'
  /** Least mining scale by mineral (and deposit scale). */
  | 'floors'
  /** Least mining scale by the reserves held. */
  | 'reserves-floors'
  /** Mines by mineral now and at the end of the plan. */
  | 'mine-counts'
  /** Mines by mineral, scale, method and state at one date. */
  | 'mines'
  /** Minerals found, by class. */
  | 'mineral-list'
  /** Exploration or mining rights. */
  | 'rights'
  | 'projects'
  /** Deposits with their reserves. */
  | 'deposits'

/** Share of a column's filled cells that satisfy `test`; 0 for an empty column. */
const share = (table: PlanTable, column: number, test: (text: string) => boolean): number => {
  const cells = table.rows.filter((_, index) => !isTotalRow(table, index)).map((row) => row[column] ?? '')
  const filled = cells.filter((cell) => !saysNothing(cell))
  return filled.length === 0 ? 0 : filled.filter(test).length / filled.length
}

const mostlyNumbers = (table: PlanTable, column: number): boolean =>
  share(table, column, (cell) => /^[≤≥<>＜＞约]?\s*-?[\d.,]+\s*%?$/.test(cell.trim())) > 0.6
const mostlyMinerals = (table: PlanTable, column: number): boolean =>
  share(table, column, (cell) => mineralList(cell).some((mineral) => mineral.known)) > 0.5
const isFlow = (cell: string): boolean => {
  const unit = parseUnit(cell)
  return unit !== null && (unit.dimension === 'mass' || unit.dimension === 'volume')
}

const roleOf = (table: PlanTable): TableRole | null => {
  const kinds = columnKinds(table)
  const has = (kind: (typeof kinds)[number]): boolean => kinds.includes(kind)
  const { title } = table
  const head = table.columns.join(' ')
  const said = `${title} ${head}`
  const scales = ['large', 'medium', 'small'].filter((kind) =>
    (kinds as readonly (string | null)[]).includes(kind),
  ).length
  const unit = columnOf(table, 'unit')
  const reserves = columnOf(table, 'reserves')

  if (/(?:上一?轮|第?[一二三四]轮|三轮|前一轮)/.test(title) && (has('result') || has('target')) && !has('money'))
    return 'last-round'
  if ((has('target') || /目标/.test(head)) && has('result') && (unit >= 0 || /指标/.test(said)) && !has('money'))
    return 'last-round'

  if (has('floor') && reserves >= 0 && columnsOf(table, 'mineral').length === 0) return 'reserves-floors'
  if (/(?:最低|最小|准入|门槛|下限)[^ ]*规模|规模[^ ]*(?:最低|准入|标准|下限|门槛)/.test(said))
    if (scales >= 2 || has('floor') || (has('mineral') && unit >= 0 && share(table, unit, isFlow) > 0.6))
      return 'floors'
  if (scales >= 2 || has('floor')) {
    if (unit >= 0 && share(table, unit, isFlow) > 0.6) return 'floors'
    if (scales >= 2 && /矿山|规模|状态|方式|统计|现状|情况/.test(said)) return 'mines'
  }

  const years = columnsOf(table, 'year-value').filter((column) => mostlyNumbers(table, column))
  if (has('attribute') || (/指标/.test(said) && unit >= 0 && (years.length > 0 || has('target')))) return 'indicators'
  const minerals = kinds.findIndex((kind, i) => (kind === 'mineral' || kind === 'name') && mostlyMinerals(table, i))
  if (
    minerals >= 0 &&
    /矿山数|采矿权数|矿山.*数量|数量/.test(said) &&
    (years.length > 0 || columnsOf(table, 'count').length > 1)
  )
    return 'mine-counts'

  const name = columnOf(table, 'name')
  const project = /(?:项目|工程)(?:名称)?/.test(head) || (/项目|工程/.test(title) && name >= 0)
  if (project && (has('time') || has('money') || has('aim') || has('progress') || has('area'))) return 'projects'

  if (/探矿权|采矿权|矿业权/.test(title) && !/区/.test(title.replace(/矿区|行政区|地区/g, ''))) return 'rights'

  const blockish =
    /区块/.test(said) ||
    (name >= 0 && share(table, Math.max(0, columnOf(table, 'number')), (cell) => /^[KC]Q\d/i.test(cell)) > 0.6)
  if (blockish && name >= 0) return 'blocks'
  if (blockish && columnOf(table, 'mineral') >= 0) return 'block-minerals'
  if (
    name >= 0 &&
    (has('zone') || zoneKindIn(title) !== null || share(table, name, (cell) => zoneKindIn(cell) !== null) > 0.5)
  )
    return 'zones'
  if (name >= 0 && reserves >= 0 && /矿产地|矿区|矿床|储量/.test(said)) return 'deposits'

  const listed = table.columns.some((column) => /查明|已?发现|矿种名称|主要矿种/.test(column))
  if (listed && table.columns.some((_, i) => share(table, i, (cell) => mineralsIn(cell).length > 0) > 0.4))
    return 'mineral-list'
  if (/矿山/.test(title) && (has('state') || has('method') || has('count'))) return 'mines'
  return null
}

/** What a table is for; null when its header and cells tell nothing that is known. */
export const tableRole = once(
  (table: PlanTable) => table,
  (table) => (table.columns.length === 0 || table.rows.length === 0 ? null : roleOf(table)),
)
