import type { ReturnEntry } from '#rules/situation.ts'
import { scopeDigits } from './regions.ts'
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
    .values({ ...record, mine, year, output: JSON.stringify(output) })
    .execute()
}

/** The last return of each mine and year within a scope, up to and including the year of `date` (YYYY-MM-DD). */
export const listReturns = async ({ query }: Store, scope: string, date: string): Promise<ReturnRecord[]> => {
  const rows = await query
    .selectFrom('yearly_return')
    .selectAll()
    .where('region', 'like', `${scopeDigits(scope)}%`)
    .orderBy('region')
    .where('year', '<=', Number(date.slice(0, 4)))
    .orderBy('mine')
    .orderBy('year')
    .orderBy('at')
    .execute()
  const latest = new Map(rows.map((row) => [`${row.region} ${row.mine} ${row.year}`, row]))
  return [...latest.values()].map(({ mine, year, output, ...record }) => ({
    ...record,
    entry: { mine, year, output: JSON.parse(output) },
  }))
}
