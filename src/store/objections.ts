import type { Store } from './store.ts'

/** What a citizen says of a plan. `clause` is a clause's id, '' for the plan as a whole. */
export type Objection = {
  readonly region: string
  readonly id: string
  readonly plan: string
  readonly clause: string
  readonly text: string
  readonly contact: string
  readonly at: string
}

export const addObjection = async ({ query }: Store, objection: Objection): Promise<void> => {
  await query.insertInto('objection').values(objection).execute()
}

/** The newest first. */
export const listObjections = ({ query }: Store): Promise<Objection[]> =>
  query.selectFrom('objection').selectAll().orderBy('at', 'desc').execute()
