/** What every rule kind provides: it reads its clauses, judges its rules, and says why. */
import type { Plan } from '#plan/plan.ts'
import type { Finding } from '#rules/finding.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

export type RuleKindDefinition = {
  /** The file's name without its ending. */
  readonly kind: string
  /** All rules of this kind in a plan, from its clauses and tables. A rule without a quote is a defect. */
  readonly read: (plan: Plan) => readonly RuleDraft[]
  /**
   * One rule against one situation. `judge.ts` has already seen to it that act, event, mineral and condition fit, and
   * has put the exception that applies (test, quote, place, duties) in place of what it departs from.
   */
  readonly judge: (rule: Rule, situation: Situation) => Finding
  /**
   * Where the gate of `judge.ts` does not fit a kind (totals and counts are monitored, yet every new mine is weighed
   * against them), the acts of application its rules speak to. Default: the rule's own act.
   */
  readonly speaksTo?: (rule: Rule) => readonly ('mining' | 'exploration')[]
}
