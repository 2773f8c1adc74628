import type { Opinion, OverallVerdict } from '#review/opinion.ts'
import type { MadeFrom } from '#review/since.ts'
import { rangeOf } from './regions.ts'
import type { Store } from './store.ts'

export type OpinionBasis = MadeFrom

export type OpinionEntry = {
  readonly region: string
  readonly id: string
  readonly application: string
  readonly opinion: Opinion
  readonly basis: OpinionBasis
  readonly by: string
  readonly at: string
}

export type StoredOpinion = OpinionEntry & {
  /** The opinion's very bytes, as they were written. */
  readonly text: string
}

/** An opinion's very bytes, as it is kept. */
export const opinionText = (opinion: Opinion): string => JSON.stringify(opinion)

/** Keeps an opinion and answers with the text it is kept as. */
export const addOpinion = async ({ query }: Store, { opinion, basis, ...entry }: OpinionEntry): Promise<string> => {
  const text = opinionText(opinion)
  await query
    .insertInto('opinion')
    .values({ ...entry, opinion: text, basis: JSON.stringify(basis), verdict: opinion.verdict })
    .execute()
  return text
}

/** The verdict that holds for each application of a scope, by its id. */
export const lastVerdicts = async ({ query }: Store, scope: string): Promise<ReadonlyMap<string, OverallVerdict>> => {
  const [first, last] = rangeOf(scope)
  const rows = await query
    .selectFrom('opinion')
    .select(['application', 'verdict'])
    .where('region', '>=', first)
    .where('region', '<=', last)
    .orderBy('at')
    .execute()
  return new Map(rows.map(({ application, verdict }) => [application, verdict as OverallVerdict]))
}

/** The opinions on an application, the last one made first; `limit` at most. */
export const lastOpinions = async (
  { query }: Store,
  region: string,
  application: string,
  limit: number,
): Promise<StoredOpinion[]> => {
  const rows = await query
    .selectFrom('opinion')
    .selectAll()
    .where('region', '=', region)
    .where('application', '=', application)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ verdict: _, ...entry }) => ({
    ...entry,
    text: entry.opinion,
    opinion: JSON.parse(entry.opinion),
    basis: JSON.parse(entry.basis),
  }))
}

/** The opinion that holds for an application: the last one made. */
export const lastOpinion = async (store: Store, region: string, application: string): Promise<StoredOpinion | null> =>
  (await lastOpinions(store, region, application, 1))[0] ?? null
