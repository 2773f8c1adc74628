/** Keeps what anybody says of a published plan. */
import { randomUUID } from 'node:crypto'
import { appendLog } from '#store/log.ts'
import { addObjection } from '#store/objections.ts'
import { planEntry } from '#store/plans.ts'
import { transact } from '#store/store.ts'
import type { Context } from './context.ts'
import { notFound } from './fault.ts'

type NewObjection = {
  readonly planId: string
  readonly clause: string
  readonly text: string
  readonly contact: string
}

/** Keeps an objection with the plan's region; the contact stays out of the log. */
export const keepObjection = async ({ store, now }: Context, given: NewObjection): Promise<string> => {
  const { planId, clause, text, contact } = given
  const plan = await planEntry(store, planId)
  if (!plan || plan.published === null) throw notFound('这个规划', 'plan')
  const at = now().toISOString()
  const { region } = plan
  const id = randomUUID()
  await transact(store, async (inside) => {
    await addObjection(inside, { region, id, plan: planId, clause, text, contact, at })
    const detail = { planId, clause, text }
    await appendLog(inside, { region, at, by: '', action: 'object', subject: `objection:${id}`, detail })
  })
  return id
}
