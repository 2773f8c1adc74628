/** The review, open to everybody: it stores nothing and decides nothing. */
import { Type } from 'typebox'
import { readApplication } from '#review/application.ts'
import type { Opinion } from '#review/opinion.ts'
import type { Application } from '#rules/situation.ts'
import { planEntry } from '#store/plans.ts'
import { coversRegion } from '#store/regions.ts'
import type { User } from '#store/users.ts'
import type { App, Context } from './context.ts'
import { notFound, unusable } from './fault.ts'
import { openLimit } from './guard.ts'
import { reviewContext } from './review-context.ts'
import { mayRead } from './rights.ts'

/** An application from outside, or a 400 fault that says what is wrong with it. */
export const usableApplication = (json: unknown): Application => {
  const { value, messages } = readApplication(json)
  if (!value) throw unusable(400, 'unusable-application', messages)
  return value
}

/**
 * The opinion on an application as of today (or its own date). Of the applications under way it tells a person of those in the
 * own region, a stranger of none.
 */
export const opinionOn = async (
  context: Context,
  user: User | null,
  application: Application,
  planId: string,
): Promise<Opinion> => {
  const sees = user && (({ region }: { region: string }): boolean => coversRegion(user.region, region))
  const gathered = await reviewContext(context, application, planId, undefined, sees)
  const { review } = await import('#review/review.ts')
  return review(application, gathered.context)
}

export const reviewRoutes = (app: App, context: Context): void => {
  const Asked = Type.Object({ application: Type.Unknown(), planId: Type.String({ maxLength: 64 }) })
  app.post('/api/review', { schema: { body: Asked }, config: { rateLimit: openLimit } }, async (request) => {
    const { application, planId } = request.body
    const plan = await planEntry(context.store, planId)
    if (!plan || !mayRead(request, plan)) throw notFound('这个规划', 'plan')
    return opinionOn(context, request.user, usableApplication(application), planId)
  })
}
