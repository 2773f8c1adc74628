/**
 * "不符合规划的勘查、开采项目，一律不得审批": the plan as a whole refuses what departs from it. What departs
 * is told by the plan's other rules; this one gives the refusal its ground.
 */
import type { Clause, Plan } from '#plan/plan.ts'
import { everyChange } from '#rules/applies-to.ts'
import { answer } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { actsIn, normativeClauses, quoteAround } from '#rules/normative.ts'
import type { RuleDraft } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'

const departs =
  /(?:不符合|违反|违背|未(?:列入|纳入))[^，。；]{0,14}(?:规划|准入(?:条件|要求|标准))|(?:审查|核实|审核)[^，。；]{0,6}是否(?:符合|列入|纳入)[^，。；]{0,10}规划/
const refused =
  /(?:不得|不予|不能|一律不(?:得|予)?|严禁|禁止|停止)[^，。；]{0,10}(?:批准|审批|立项|颁发|受理|办理|出让|投放|新设|设立|登记|许可|通过)/

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const cause = departs.exec(text)
  if (!cause || !refused.test(text.slice(cause.index))) return []
  return actsIn(text).map((act) =>
    draft(clause, quoteAround(clause, /规划|准入|不得|不予|严禁/), {
      act,
      appliesTo: everyChange,
      test: { measure: 'conformity', op: 'forbid', value: cause[0], unit: null },
      force: 'must',
      effect: 'refuse',
    }),
  )
}

export const conformity: RuleKindDefinition = {
  kind: 'conformity',
  read: (plan: Plan) => normativeClauses(plan).flatMap(readClause),
  judge: (rule) =>
    answer(rule, 'not-applicable', {
      zh: '是否符合规划，由规划的其他各条分别判断',
      en: 'whether the plan is met is told by its other clauses',
    }),
}
