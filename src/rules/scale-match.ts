/** "开采规模与储量规模相适应", "防止大矿小开": the size of a mine must fit the deposit it works. */
import { convertQuantity, numberText } from '#mineral/quantity.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { eventsIn, newRights } from '#rules/applies-to.ts'
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { tellsPast } from '#rules/past.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft, partsOf, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { yearly } from '#rules/threshold.ts'

const fits =
  /(?:规模|产能|能力)[^，。；]{0,14}(?:储量|资源量|资源条件)[^，。；]{0,14}(?:相适应|相匹配|匹配|适应|相称|相符|相当|一致)|(?:储量|资源量)[^，。；]{0,14}(?:规模|产能)[^，。；]{0,6}(?:相适应|相匹配|匹配|适应|相称|一致)/
const waste = /(?:防止|避免|禁止|严禁|杜绝|不得|制止|遏制|坚决)[^，。；]{0,6}(?:大矿小开|大矿小采|一矿多开)/
const unfit = /(?:大|中)型(?:矿产地|矿床|矿区)[^，。；]{0,8}(?:不得|不应|不能|禁止)[^，。；]{0,8}(?:小型|中型)/
const hard = /必须|不得|严禁|禁止|应当|应与|须|落到实处|严格(?:执行|落实)/

const ofClause = (clause: Clause): readonly RuleDraft[] => {
  if (tellsPast(clause)) return []
  const { text } = clause.span
  const parts = partsOf(text, '，,；;。')
  const hits = parts.filter(
    (part) =>
      (fits.test(part.text) && !/年限[与和同]/.test(part.text)) || waste.test(part.text) || unfit.test(part.text),
  )
  const [first] = hits
  if (!first) return []
  const last = hits.at(-1)!
  // Two halves of one demand, a comma apart, are quoted together.
  const end = last.start - first.end <= 2 ? last.end : first.end
  const words = text.slice(first.start, end)
  const must = hard.test(words)
  return [
    draft(clause, quoting(clause.span, first.start, end), {
      act: 'mining',
      appliesTo: eventsIn(text, newRights),
      test: { measure: 'scaleMatch', op: 'match', value: '开采规模与储量规模相适应', unit: null },
      force: must ? 'must' : 'in-principle',
      effect: must ? 'refuse' : 'condition',
    }),
  ]
}

const read = (plan: Plan): readonly RuleDraft[] => plan.clauses.flatMap(ofClause)

/** A mining right runs at most thirty years (Mineral Resources Law as revised 2024, art. 24). */
const longestRight = 30

/**
 * The clause names no measure. What can be computed is how long the reserves last at the output applied for: longer than
 * any mining right may run is a large deposit worked small. This asks for reasons and never refuses by itself.
 */
const judge = (rule: Rule, situation: Situation): Finding => {
  const soft = (finding: Finding): Finding => ({ ...finding, refuses: false })
  const { reserves, annualOutput, serviceLife, density } = situation.application
  const stated = serviceLife && /年$/.test(serviceLife.unit) ? serviceLife.value : null
  let years = stated
  let computed = stated === null ? null : `${numberText(stated)} 年`
  if (reserves && annualOutput && annualOutput.value > 0) {
    const output = convertQuantity({ ...annualOutput, unit: yearly(annualOutput.unit) }, yearly(reserves.unit), {
      density,
    })
    if ('value' in output && output.value > 0) {
      years = reserves.value / output.value
      computed = `${numberText(reserves.value)} ÷ ${numberText(output.value)} = ${numberText(Math.round(years * 10) / 10)} 年`
    }
  }
  if (years === null) {
    const missing = [...(reserves ? [] : ['reserves']), ...(annualOutput ? [] : ['annualOutput'])]
    return soft(unknownFor(rule, missing.length > 0 ? missing : ['density']))
  }
  if (years > longestRight)
    return soft(
      answer(
        rule,
        'needs-reasons',
        {
          zh: `按申请规模可采年限超过采矿权最长期限 ${longestRight} 年，可能大矿小开，需说明理由`,
          en: `at this output the reserves outlast the longest mining right (${longestRight} years): a large deposit may be worked small, reasons are needed`,
        },
        { computed, conditions: [] },
      ),
    )
  return soft(
    answer(
      rule,
      'pass',
      { zh: '开采规模与储量规模没有明显不相适应', en: 'output and reserves are not out of proportion' },
      { computed },
    ),
  )
}

export const scaleMatch: RuleKindDefinition = { kind: 'scale-match', read, judge }
