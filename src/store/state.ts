/**
 * A state of the store: the number of the last entry of the log that belongs to it. Every row of a source carries the
 * number of the entry it came in with, and is written in one transaction with that entry; so what is read as of a state
 * is the same whenever it is read.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Store } from './store.ts'

export type State = number

/** Beyond every entry: whatever is there now. The greatest number a column of both doors holds. */
export const latest: State = 2 ** 31 - 1

/** The number the next entry of the log will have: that of the transaction this is part of. */
export const nextEntry: RawBuilder<number> = sql<number>`(select coalesce(max(seq), 0) + 1 from log)`

/** The state at a time (ISO 8601, UTC): the last entry written up to then; 0 before the first. */
export const stateAt = async ({ query }: Store, time: string): Promise<State> =>
  (
    await query
      .selectFrom('log')
      .select('seq')
      .where('at', '<=', time)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.seq ?? 0
