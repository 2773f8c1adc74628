/** One rule of one plan with what it says of the application: what the later steps of a review work on. */
import { chooseException, departed } from '#rules/exception.ts'
import type { Finding, Words } from '#rules/finding.ts'
import { judge } from '#rules/judge.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'
import type { OpinionFinding, RuledPlan } from './opinion.ts'
import { sectionOf } from './section.ts'

export type Judged = {
  readonly rule: Rule
  /** The rule as the exception that applies leaves it; the rule itself where none does. */
  readonly held: Rule
  readonly excepted: boolean
  readonly plan: RuledPlan['plan']
  readonly upper: boolean
  readonly finding: Finding
  readonly governedBy: string | null
}

/** Judges one rule; the situation speaks of the same plan. */
export const judgeRule = (rule: Rule, situation: Situation, upper: boolean): Judged => {
  const { exception } = chooseException(rule, situation)
  return {
    rule,
    held: exception?.test ? departed(rule, exception) : rule,
    excepted: exception !== null,
    plan: situation.plan,
    upper,
    finding: judge(rule, situation),
    governedBy: null,
  }
}

/** A rule that gives way: it stays in the opinion, not applicable, and says to what. */
export const yielding = (judged: Judged, governing: Rule, why: Words): Judged => ({
  ...judged,
  governedBy: governing.id,
  finding: { ...judged.finding, verdict: 'not-applicable', message: why, conditions: [], missing: [] },
})

/** The finding as the opinion shows it. */
export const shown = ({ rule, plan, upper, finding, governedBy }: Judged): OpinionFinding => {
  const section = sectionOf(plan, rule)
  return {
    ...finding,
    plan: plan.title,
    ...(section === '' ? {} : { section }),
    upper,
    act: rule.act,
    force: rule.force,
    effect: rule.effect,
    governedBy,
  }
}
