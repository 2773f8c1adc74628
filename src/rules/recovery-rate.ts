/** Least rates of recovery ("开采回采率不低于82%"): shown in the scheme, so a condition of the grant until it is shown. */
import { mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { everyChange } from '#rules/applies-to.ts'
import { answer } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses } from '#rules/normative.ts'
import type { RuleDraft } from '#rules/rule.ts'
import { draft, partsOf, quoting } from '#rules/sentence.ts'

const rate =
  /((?:开采)?回采率|(?:选矿)?回收率|综合(?:利用|回收)率|回灌率|(?:尾矿|废石)[^，。；]{0,6}利用率|荒料率|循环利用率)[^，。；\d]{0,10}(?:不(?:得|应|能)?(?:低于|少于|小于)|(?:应|须|必须|要)?(?:达到?|保持在|在|为)|≥)(\d+(?:\.\d+)?)\s*[%％]/
/** An aim of the whole area, or what has been: no requirement of one mine. */
const aim = /鼓励|引导|到20\d\d年|全[市县区省]|平均|力争|目标|现状|目前/

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const parts = partsOf(text, '，,；;')
  const first = parts.find((part) => rate.test(part.text))
  if (!first || aim.test(text)) return []
  const last = parts.findLast((part) => rate.test(part.text))!
  // Rates named side by side are one requirement: "回采率不低于…，选矿回收率不低于…".
  const quoted = quoting(clause.span, first.start, Math.min(last.end, first.start + 200))
  return parts.flatMap((part) => {
    const match = rate.exec(part.text)
    if (!match) return []
    const own = mineralsIn(part.text)
    const named = (own.length > 0 ? own : mineralsIn(text)).map((mention) => mention.text)
    return [
      draft(clause, quoted, {
        act: 'mining',
        subjects: [...new Set(named)],
        appliesTo: everyChange,
        test: { measure: match[1]!, op: '>=', value: Number(match[2]), unit: '%' },
        force: 'must',
        effect: 'refuse',
      }),
    ]
  })
}

export const recoveryRate: RuleKindDefinition = {
  kind: 'recovery-rate',
  read: (plan: Plan) => normativeClauses(plan).flatMap(readClause),
  judge: (rule) => {
    const least = `${rule.test.measure}不低于${rule.test.value}%`
    return answer(
      rule,
      'condition',
      { zh: `开发利用方案须载明${least}`, en: `the scheme must show a recovery of at least ${rule.test.value}%` },
      { conditions: [least] },
    )
  },
}
