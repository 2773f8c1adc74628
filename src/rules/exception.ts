/** Which departure from a rule applies, and what the rule becomes by it. */
import { holding } from '#rules/condition.ts'
import type { Exception, Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

export type Choice = {
  /** The exception that applies, null where none does. */
  readonly exception: Exception | null
  /** Fields that would decide about an exception that may apply. */
  readonly missing: readonly string[]
}

/** The first exception that applies; where none does, what is missing to know. */
export const chooseException = (rule: Rule, situation: Situation): Choice => {
  const missing = new Set<string>()
  for (const exception of rule.exceptions) {
    const { events, ...condition } = exception.condition
    if (events && !events.includes(situation.application.event)) continue
    const held = holding(condition, situation)
    if (held.holds) return { exception, missing: [] }
    if (held.holds === undefined) for (const field of held.missing) missing.add(field)
  }
  return { exception: null, missing: [...missing] }
}

/** The rule as the exception leaves it: its test, quote, place and duties; the exception itself is a must. */
export const departed = (rule: Rule, exception: Exception): Rule => ({
  ...rule,
  test: exception.test ?? rule.test,
  quote: exception.quote,
  at: exception.at,
  force: 'must',
  exceptions: [],
  duties: exception.duties,
})
