/** Who sees a plan: the office that keeps it, or everybody. */
import { appendLog } from '#store/log.ts'
import { planEntry, publishPlan } from '#store/plans.ts'
import { transact } from '#store/store.ts'
import type { User } from '#store/users.ts'
import type { Context } from './context.ts'
import { notFound } from './fault.ts'
import { requireRegion } from './rights.ts'

/** Publishes a plan or takes it back; the log keeps who did. */
export const setPublished = async (
  { store, now }: Context,
  user: User,
  id: string,
  wanted: boolean,
): Promise<{ id: string; published: string | null }> => {
  const entry = await planEntry(store, id)
  if (!entry) throw notFound('这个规划', 'plan')
  requireRegion(user, entry.region)
  const at = now().toISOString()
  const published = wanted ? (entry.published ?? at) : null
  await transact(store, async (inside) => {
    await publishPlan(inside, id, published)
    const action = wanted ? 'publish' : 'withdraw-plan'
    await appendLog(inside, { region: entry.region, at, by: user.name, action, subject: `plan:${id}`, detail: {} })
  })
  return { id, published }
}
