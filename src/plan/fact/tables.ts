/** What the tables of a plan hold, row by row; and the rows that speak of a mineral. */

import { containsMineral, sameMineral } from '#mineral/mineral.ts'
import { once } from '#plan/once.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { type FloorRow, floorRowsOf } from './floor-row.ts'
import { type IndicatorRow, indicatorRowsOf } from './indicator-row.ts'
import { type Listing, listingsOf } from './listing.ts'

export type Tables = {
  readonly listings: readonly Listing[]
  /** Targets of this round. */
  readonly indicators: readonly IndicatorRow[]
  /** Targets of the last round and what became of them. */
  readonly results: readonly IndicatorRow[]
  readonly floors: readonly FloorRow[]
}

/** Listings, indicators and floors of a plan. */
export const tablesOf = once(
  ({ tables }: Pick<Plan, 'tables' | 'period'>) => tables,
  (plan): Tables => {
    const rows = indicatorRowsOf(plan)
    return {
      listings: listingsOf(plan),
      indicators: rows.filter((row) => !row.past),
      results: rows.filter((row) => row.past),
      floors: floorRowsOf(plan),
    }
  },
)

/** Of two names for a mineral, whether one stands for the other. */
export const covers = (a: string, b: string): boolean => containsMineral(a, b) || containsMineral(b, a)

/**
 * The rows that speak of a mineral, table by table: its own row; else the rows of what contains it; else those of what it
 * contains. 建筑用石料 beside 建筑用砂岩 does not stand for the latter.
 */
export const rowsOfMineral = <Row extends { readonly table: PlanTable; readonly mineral: string }>(
  rows: readonly Row[],
  mineral: string,
): readonly Row[] => {
  return [...Map.groupBy(rows, (row) => row.table).values()].flatMap((inTable) => {
    const same = inTable.filter((row) => sameMineral(row.mineral, mineral))
    if (same.length > 0) return same
    const whole = inTable.filter((row) =>
      containsMineral(
        row.mineral,
        mineral,
        inTable.flatMap((other) => (other === row ? [] : [other.mineral])),
      ),
    )
    return whole.length > 0 ? whole : inTable.filter((row) => containsMineral(mineral, row.mineral))
  })
}

/** Beyond this many tables of one kind a text is compared with those nearest to it: cost stays linear in a plan's length. */
const MOST_COMPARED = 4

/** Of many tables of one kind those that stand nearest to an offset of the source. */
export const nearest = <Item>(
  items: readonly Item[],
  tableOf: (item: Item) => PlanTable,
  at: number,
): readonly Item[] => {
  const tables = [...new Set(items.map(tableOf))]
  if (tables.length <= MOST_COMPARED) return items
  const near = tables.sort((a, b) => Math.abs(a.at.start - at) - Math.abs(b.at.start - at)).slice(0, MOST_COMPARED)
  return items.filter((item) => near.includes(tableOf(item)))
}
