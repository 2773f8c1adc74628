import type { Confirmation } from '#ledger/confirmation.ts'
import { nextEntry, type State } from './state.ts'
import type { Store } from './store.ts'

export const addConfirmation = async ({ query }: Store, confirmation: Confirmation): Promise<void> => {
  const { targetId, value, ...row } = confirmation
  await query
    .insertInto('confirmation')
    .values({ ...row, target_id: targetId, value: value === null ? null : JSON.stringify(value), entered: nextEntry })
    .execute()
}

/** Oldest first: the last one on a target holds. As of a `state` where given. */
export const listConfirmations = async (
  { query }: Store,
  region: string,
  plans: readonly string[],
  state?: State,
): Promise<Confirmation[]> => {
  if (plans.length === 0) return []
  let asked = query
    .selectFrom('confirmation')
    .select(['region', 'id', 'plan', 'target', 'target_id', 'quote', 'decision', 'value', 'reason', 'by', 'at'])
    .where('region', '=', region)
    .where('plan', 'in', plans)
    .orderBy('entered')
    .orderBy('at')
  if (state !== undefined) asked = asked.where('entered', '<=', state)
  const rows = await asked.execute()
  return rows.map(({ target_id, value, ...row }) => ({
    ...row,
    targetId: target_id,
    value: value === null ? null : JSON.parse(value),
  }))
}
