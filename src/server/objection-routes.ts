/** Objections: anybody may make one, the office reads them. */
import { Type } from 'typebox'
import { listObjections } from '#store/objections.ts'
import { coversRegion } from '#store/regions.ts'
import type { App, Context } from './context.ts'
import { Id } from './field.ts'
import { keepObjection } from './objection.ts'
import { requireUser } from './rights.ts'

const limit = { max: 20, timeWindow: '1 hour' }

export const objectionRoutes = (app: App, context: Context): void => {
  const Objection = Type.Object({
    planId: Id,
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
