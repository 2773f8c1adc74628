import type { MineEntry } from '#rules/situation.ts'
import { rangeOf } from './regions.ts'
import { nextEntry, type State } from './state.ts'
import type { Store } from './store.ts'

/** What holds of a mine from the day `since` on, until a later entry of the same name. Never edited. */
export type MineRecord = {
  readonly region: string
  readonly id: string
  readonly since: string
  readonly mine: MineEntry
  readonly by: string
  readonly at: string
}

export const addMine = async ({ query }: Store, { mine, ...record }: MineRecord): Promise<void> => {
  await query
    .insertInto('mine')
    .values({ ...record, name: mine.name, entry: JSON.stringify(mine), entered: nextEntry })
    .execute()
}

/**
 * The entry of each mine within a scope (a region's code, with all regions below it) that holds on `date`
 * (YYYY-MM-DD): the latest since then, the last written among equals. As of a `state` what was written later is not there.
 */
export const listMines = async (
  { query }: Store,
  scope: string,
  date: string,
  state?: State,
): Promise<MineRecord[]> => {
  const [first, last] = rangeOf(scope)
  let asked = query
    .selectFrom('mine')
    .select(['region', 'id', 'name', 'since', 'entry', 'by', 'at'])
    .where('region', '>=', first)
    .where('region', '<=', last)
    .orderBy('region')
    .where('since', '<=', date)
    .orderBy('name')
    .orderBy('since')
    .orderBy('entered')
    .orderBy('at')
    .orderBy('id')
  if (state !== undefined) asked = asked.where('entered', '<=', state)
  const rows = await asked.execute()
  const latest = new Map(rows.map((row) => [`${row.region} ${row.name}`, row]))
  return [...latest.values()].map(({ name: _, entry, ...record }) => ({ ...record, mine: JSON.parse(entry) }))
}
