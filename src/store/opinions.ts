import type { Opinion } from '#review/opinion.ts'
import type { Store } from './store.ts'

/** What an opinion was made from, so that it can be made again. */
export type OpinionBasis = {
  readonly plans: readonly { readonly id: string; readonly sha256: string }[]
  readonly compiler: string
  /** Number of the last log entry before it: the state of the ledger. */
  readonly log: number
  readonly layers: readonly { readonly region: string; readonly name: string; readonly sha256: string }[]
}

export type OpinionEntry = {
  readonly region: string
  readonly id: string
  readonly application: string
  readonly opinion: Opinion
  readonly basis: OpinionBasis
  readonly by: string
  readonly at: string
}

export const addOpinion = async ({ query }: Store, { opinion, basis, ...entry }: OpinionEntry): Promise<void> => {
  await query
    .insertInto('opinion')
    .values({ ...entry, opinion: JSON.stringify(opinion), basis: JSON.stringify(basis) })
    .execute()
}

/** The opinion that holds for an application: the last one made. */
export const lastOpinion = async (
  { query }: Store,
  region: string,
  application: string,
): Promise<OpinionEntry | null> => {
  const row = await query
    .selectFrom('opinion')
    .selectAll()
    .where('region', '=', region)
    .where('application', '=', application)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, opinion: JSON.parse(row.opinion), basis: JSON.parse(row.basis) } : null
}
