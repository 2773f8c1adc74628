/** An opinion for whoever asks, with or without an account; nothing of it is stored. */
import { readApplication } from '#review/application.ts'
import type { Opinion } from '#review/opinion.ts'
import type { Application } from '#rules/situation.ts'
import type { User } from '#store/users.ts'
import type { Context } from './context.ts'
import { unusable } from './fault.ts'
import { reviewContext } from './review-context.ts'

/** An application from outside, or a 400 fault that says what is wrong with it. */
export const usableApplication = (json: unknown): Application => {
  const { value, messages } = readApplication(json)
  if (!value) throw unusable(400, 'unusable-application', messages)
  return value
}

/**
 * The opinion on an application as of today (or its own date), with what the map had to say. Of the applications under way
 * it tells a person of those in the own region, a stranger of none; of layers that are not public no more than they allow.
 */
export const opinionOn = async (
  context: Context,
  user: User | null,
  application: Application,
  planId: string,
): Promise<Opinion> => {
  const gathered = await reviewContext(context, application, planId, undefined, user)
  const { review } = await import('#review/review.ts')
  const opinion = review(application, gathered.context)
  return { ...opinion, messages: [...opinion.messages, ...gathered.messages] }
}
