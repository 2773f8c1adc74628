/** Objections: anybody may make one, the office reads them. */
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { appendLog } from '#store/log.ts'
import { addObjection, listObjections } from '#store/objections.ts'
import { planEntry } from '#store/plans.ts'
import { coversRegion } from '#store/regions.ts'
import { transact } from '#store/store.ts'
import type { App, Context } from './context.ts'
import { notFound } from './fault.ts'
import { requireUser } from './rights.ts'

const limit = { max: 20, timeWindow: '1 hour' }

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

export const objectionRoutes = (app: App, context: Context): void => {
  const Objection = Type.Object({
    planId: Type.String({ maxLength: 64 }),
    clause: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.String({ minLength: 1, maxLength: 5000 }),
    contact: Type.Optional(Type.String({ maxLength: 200 })),
  })
  app.post('/api/objections', { schema: { body: Objection }, config: { rateLimit: limit } }, async (request, reply) => {
    const { planId, clause = '', text, contact = '' } = request.body
    const id = await keepObjection(context, { planId, clause, text, contact })
    reply.code(201)
    return { id }
  })

  app.get('/api/objections', async (request) => {
    const user = requireUser(request)
    const objections = (await listObjections(context.store)).filter(({ region }) => coversRegion(user.region, region))
    return objections.map(({ plan: planId, ...objection }) => ({ ...objection, planId }))
  })
}
