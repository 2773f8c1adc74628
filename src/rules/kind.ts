/** What every rule kind provides: it reads its clauses, judges its rules, and says why. */
import type { Clause, Plan } from '#plan/plan.ts'
import type { Finding } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

/** A plan as the readers see it: everything but rules. */
export type RuleKindDefinition = {
  /** The file's name without its ending. */
  readonly kind: string
  /** All rules of this kind in a plan, from its clauses, tables and facts. A rule without a quote is a defect. */
  readonly read: (plan: Plan) => readonly Rule[]
  /** One rule against one situation. Exceptions are already chosen: `rule.test` is the test that holds. */
  readonly judge: (rule: Rule, situation: Situation) => Finding
}

export type ClauseReader = (clause: Clause, plan: Plan) => readonly Rule[]
