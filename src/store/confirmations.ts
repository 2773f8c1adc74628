import type { Confirmation } from '#ledger/confirmation.ts'
import type { Store } from './store.ts'

export const addConfirmation = async ({ query }: Store, confirmation: Confirmation): Promise<void> => {
  const { targetId, value, ...row } = confirmation
  await query
    .insertInto('confirmation')
    .values({ ...row, target_id: targetId, value: value === null ? null : JSON.stringify(value) })
    .execute()
}

/** Oldest first: the last one on a target holds. */
export const listConfirmations = async (
  { query }: Store,
  region: string,
  plans: readonly string[],
): Promise<Confirmation[]> => {
  if (plans.length === 0) return []
  const rows = await query
    .selectFrom('confirmation')
    .selectAll()
    .where('region', '=', region)
    .where('plan', 'in', plans)
    .orderBy('at')
    .execute()
  return rows.map(({ target_id, value, ...row }) => ({
    ...row,
    targetId: target_id,
    value: value === null ? null : JSON.parse(value),
  }))
}
