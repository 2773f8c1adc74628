import type { ReturnEntry } from '#rules/situation.ts'
import { rangeOf } from './regions.ts'
import { nextEntry, type State } from './state.ts'
import type { Store } from './store.ts'

/** A yearly return as it was handed in. A corrected one is a later record, never an edit. */
export type ReturnRecord = {
  readonly region: string
  readonly id: string
  readonly entry: ReturnEntry
  readonly by: string
  readonly at: string
}

export const addReturn = async ({ query }: Store, { entry, ...record }: ReturnRecord): Promise<void> => {
  const { mine, year, output } = entry
  await query
    .insertInto('yearly_return')
    .values({ ...record, mine, year, output: JSON.stringify(output), entered: nextEntry })
    .execute()
}

/** The last return of each mine and year within a scope, up to the year of `date` (YYYY-MM-DD) and in it; as of a `state` where given. */
export const listReturns = async (
  { query }: Store,
  scope: string,
  date: string,
  state?: State,
): Promise<ReturnRecord[]> => {
  const [first, last] = rangeOf(scope)
  let asked = query
    .selectFrom('yearly_return')
    .select(['region', 'id', 'mine', 'year', 'output', 'by', 'at'])
    .where('region', '>=', first)
    .where('region', '<=', last)
    .orderBy('region')
    .where('year', '<=', Number(date.slice(0, 4)))
    .orderBy('mine')
    .orderBy('year')
    .orderBy('entered')
    .orderBy('at')
    .orderBy('id')
  if (state !== undefined) asked = asked.where('entered', '<=', state)
  const rows = await asked.execute()
  const latest = new Map(rows.map((row) => [`${row.region} ${row.mine} ${row.year}`, row]))
  return [...latest.values()].map(({ mine, year, output, ...record }) => ({
    ...record,
    entry: { mine, year, output: JSON.parse(output) },
  }))
}
