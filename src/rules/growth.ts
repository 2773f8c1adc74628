/** "石膏矿山不得再扩大规模": mines that stay, and grow no more. */
import type { Plan } from '#plan/plan.ts'
import { answer, brokenVerdict, type Finding } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import { statementsOf } from '#rules/statement.ts'

const closes =
  /(?:不再|不得|严禁|禁止|不予|停止|不允许|不准)(?:审批|批准|办理|受理)?[^，。；]{0,2}(?:扩大|提高|新增|增加|核增|扩建)[^，。；]{0,6}(?:能力|规模|产能|矿区范围)/
/** What was approved must not be overstepped: that is how to mine, not whether a mine may grow. */
const oversteps = /擅自|超[出过]?|原批准|越界|违[法规]/

const read = (plan: Plan): readonly RuleDraft[] =>
  statementsOf(plan).flatMap((statement) => {
    const { clause, condition, subjects, text } = statement
    const hit = closes.exec(text)
    const narrowed = subjects.length > 0 || condition.varieties || condition.insideZone || condition.depositScale
    if (!hit || oversteps.test(text) || statement.thresholds.length > 0 || !narrowed) return []
    return [
      draft(clause, quoting(clause.span, statement.from, statement.end), {
        act: 'mining',
        subjects,
        appliesTo: ['expansion', 'capacity-upgrade'],
        condition,
        test: { measure: 'growth', op: 'forbid', value: hit[0], unit: null },
        force: forceOf(text) === 'in-principle' ? 'in-principle' : 'must',
        effect: 'refuse',
      }),
    ]
  })

const judge = (rule: Rule): Finding =>
  answer(rule, brokenVerdict(rule), {
    zh: `规划规定${rule.test.value}`,
    en: `the plan lets such mines grow no more (“${rule.test.value}”)`,
  })

export const growth: RuleKindDefinition = { kind: 'growth', read, judge }
