/** Objections: anybody may make one, the office reads them. */
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { appendLog } from '#store/log.ts'
import { addObjection, listObjections } from '#store/objections.ts'
import { planEntry } from '#store/plans.ts'
import { transact } from '#store/store.ts'
import type { App, Context } from './context.ts'
import { notFound } from './fault.ts'
import { coversRegion, requireUser } from './rights.ts'

const limit = { max: 20, timeWindow: '1 hour' }

export const objectionRoutes = (app: App, { store, now }: Context): void => {
  const Objection = Type.Object({
    planId: Type.String({ maxLength: 64 }),
    clause: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.String({ minLength: 1, maxLength: 5000 }),
    contact: Type.Optional(Type.String({ maxLength: 200 })),
  })
  app.post('/api/objections', { schema: { body: Objection }, config: { rateLimit: limit } }, async (request, reply) => {
    const { planId, clause = '', text, contact = '' } = request.body
    const plan = await planEntry(store, planId)
    if (!plan) throw notFound('这个规划', 'plan')
    const at = now().toISOString()
    const { region } = plan
    const objection = { region, id: randomUUID(), plan: planId, clause, text, contact, at }
    await transact(store, async (inside) => {
      await addObjection(inside, objection)
      const subject = `objection:${objection.id}`
      await appendLog(inside, { region, at, by: '', action: 'object', subject, detail: { planId, clause, text } })
    })
    reply.code(201)
    return { id: objection.id }
  })

  app.get('/api/objections', async (request) => {
    const user = requireUser(request)
    const objections = (await listObjections(store)).filter(({ region }) => coversRegion(user.region, region))
    return objections.map(({ plan: planId, ...objection }) => ({ ...objection, planId }))
  })
}
