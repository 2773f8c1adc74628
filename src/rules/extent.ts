/** How large one area may be, or must be: "单个勘查区块面积一般不超过40平方千米", "露天采石场矿区面积不得小于0.05平方千米". */
import { compareQuantities, type Quantity } from '#mineral/quantity.ts'
import type { Plan } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { answer, brokenVerdict, type Finding, unknownFor } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { type Statement, statementsOf } from '#rules/statement.ts'
import type { Threshold } from '#rules/threshold.ts'

/** The area of one right or one block. */
const oneArea =
  /(?:区块|矿区|采矿权|探矿权|矿业权|矿山|采石场|采场|勘查区)(?:登记|设置|出让)?(?:矿区)?(?:平面)?(?:范围)?(?:平面)?(?:面积|范围(?=不))|(?:^|单个)勘查面积/
/** Areas of many together, of ground that is repaired, or of land that is built on. */
const otherAreas = /总面积|合计|累计|共计?|治理|修复|复垦|复绿|占地|损毁|压占|规划区总/

const isExtent = (statement: Statement, found: Threshold): boolean =>
  found.measures === 'area' &&
  (found.op === '>=' || found.op === '<=' || found.op === '<' || found.op === '>') &&
  oneArea.test(statement.text) &&
  !otherAreas.test(statement.text) &&
  // "不小于2平方千米的区块由县级出让": of whom it speaks, not what it asks.
  !/^的(?!规定|要求|标准|限)/.test(statement.text.slice(found.end - statement.start))

const read = (plan: Plan): readonly RuleDraft[] =>
  statementsOf(plan).flatMap((statement) => {
    const { clause, text, start, end, condition } = statement
    const exploring = /勘查|探矿权/.test(text)
    const force = forceOf(text)
    return statement.thresholds
      .filter((found) => isExtent(statement, found))
      .map((found) =>
        draft(clause, quoting(clause.span, start, end), {
          act: exploring ? 'exploration' : 'mining',
          subjects: statement.named,
          appliesTo: exploring ? ['new'] : (statement.events ?? newRights),
          condition,
          test: {
            measure: 'area',
            op: found.op === '>=' || found.op === '>' ? '>=' : '<=',
            value: found.value,
            unit: found.unit,
          },
          force,
          effect: force === 'must' ? 'refuse' : 'condition',
        }),
      )
  })

/** The area on the map where there is one, else what the applicant says. */
const areaOf = ({ application, land }: Situation): Quantity | undefined =>
  land ? { value: land.area, unit: '平方米' } : application.statedArea

const judge = (rule: Rule, situation: Situation): Finding => {
  const { op, value, unit } = rule.test
  const own = areaOf(situation)
  if (!own || typeof value !== 'number' || unit === null) return unknownFor(rule, ['area'])
  const compared = compareQuantities(own, { value, unit })
  if ('unknown' in compared) return unknownFor(rule, ['area'], { why: compared.unknown })
  const { computed } = compared
  const least = op === '>='
  const limit = `${value} ${unit}`
  if (least ? compared.order >= 0 : compared.order <= 0)
    return answer(
      rule,
      'pass',
      {
        zh: `面积${least ? '不小于' : '不超过'} ${limit}`,
        en: `the area is ${least ? 'at least' : 'at most'} ${limit}`,
      },
      { computed },
    )
  return answer(
    rule,
    brokenVerdict(rule),
    { zh: `面积${least ? '小于' : '超过'} ${limit}`, en: `the area is ${least ? 'below' : 'above'} ${limit}` },
    { computed, conditions: [] },
  )
}

export const extent: RuleKindDefinition = { kind: 'extent', read, judge }
