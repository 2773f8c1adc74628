/** The review, open to everybody: it stores nothing and decides nothing. */
import { Type } from 'typebox'
import { planEntry } from '#store/plans.ts'
import type { App, Context } from './context.ts'
import { notFound } from './fault.ts'
import { Id } from './field.ts'
import { openLimit } from './guard.ts'
import { opinionOn, usableApplication } from './open-review.ts'
import { mayRead } from './rights.ts'

export const reviewRoutes = (app: App, context: Context): void => {
  const Asked = Type.Object({ application: Type.Unknown(), planId: Id })
  app.post('/api/review', { schema: { body: Asked }, config: { rateLimit: openLimit } }, async (request) => {
    const { application, planId } = request.body
    const plan = await planEntry(context.store, planId)
    if (!plan || !mayRead(request, plan)) throw notFound('这个规划', 'plan')
    return opinionOn(context, request.user, usableApplication(application), planId)
  })
}
