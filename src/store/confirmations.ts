import type { Store } from './store.ts'

/** What a person said of what was read. `quote` finds the same fact or rule again when it gets another id. */
export type Confirmation = {
  readonly region: string
  readonly id: string
  readonly plan: string
  readonly target: 'fact' | 'rule'
  readonly targetId: string
  readonly quote: string
  readonly decision: 'confirm' | 'correct' | 'reject'
  /** The corrected value; null unless the decision is 'correct'. */
  readonly value: unknown
  readonly reason: string
  readonly by: string
  readonly at: string
}

export const addConfirmation = async ({ query }: Store, confirmation: Confirmation): Promise<void> => {
  const { targetId, value, ...row } = confirmation
  await query
    .insertInto('confirmation')
    .values({ ...row, target_id: targetId, value: value === null ? null : JSON.stringify(value) })
    .execute()
}

/** Oldest first: the last one on a target holds. */
export const listConfirmations = async ({ query }: Store, region: string, plan: string): Promise<Confirmation[]> => {
  const rows = await query
    .selectFrom('confirmation')
    .selectAll()
    .where('region', '=', region)
    .where('plan', '=', plan)
    .orderBy('at')
    .execute()
  return rows.map(({ target_id, value, ...row }) => ({
    ...row,
    targetId: target_id,
    value: value === null ? null : JSON.parse(value),
  }))
}
