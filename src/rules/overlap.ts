/**
 * Rights beside rights: "同一矿区范围内不得交叉、重叠设置采矿权", "相邻采石场边界间距不少于300米". Judged by the registered rights on
 * the map; without that layer there is no data, never no overlap.
 */
import { compareQuantities } from '#mineral/quantity.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { answer, brokenVerdict, type Finding, unknownFor } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { hasLayer, kindOfOverlap } from '#rules/layer-kind.ts'
import { areaText, areaTextEn } from '#rules/measure-text.ts'
import { actsIn, normativeClauses, quoteAround } from '#rules/normative.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft, partsOf } from '#rules/sentence.ts'
import type { Overlap, Situation } from '#rules/situation.ts'
import { thresholdsIn } from '#rules/threshold.ts'

const bans = /不得|不能|不允许|不准|严禁|禁止|避免|不应|不再|防止/
const right = /采矿权|探矿权|矿业权|矿权|矿区|矿山|采石场|采场|砂场/
/** Another right as the other side of the overlap; anything else there is ground. */
const crossing =
  /(?:交叉|重叠|重复)[^，。；]{0,8}(?:设置|设立|出让|配置|投放|采矿权|探矿权|矿业权)|(?:采矿权|探矿权|矿业权|矿权)[^，。；]{0,10}(?:交叉|重叠|重复)|(?:两|2)个(?:及|或)?以上(?:的)?(?:采矿权|探矿权|矿业权|采矿主体)/
const spaced =
  /(?:相邻|之间|与(?:已设|现有|已有|周边|邻近|相邻)|(?:采矿权|矿山|采石场|矿区)[^，。；]{0,4}(?:边界|边缘)?间)[^，。；]{0,20}(?:间距|距离|间隔)|(?:间距|间隔)/
/** What lies apart or crosses is ground or a road, not a right. */
const ground = /红线|农田|保护[区地]|公园|边界线|铁路|公路|国道|省道|居民|村庄|学校|建筑物|高压/

const readClause = (clause: Clause): readonly RuleDraft[] =>
  partsOf(clause.span.text, '，,；;').flatMap((part, i, parts) => {
    const { text } = part
    const about = right.test(text) || (i > 0 && right.test(parts[i - 1]!.text))
    if (!about || ground.test(text)) return []
    const force = forceOf(text) === 'in-principle' ? 'in-principle' : 'must'
    const shared = { appliesTo: newRights, force, effect: 'refuse' } as const
    const gap = spaced.test(text) ? thresholdsIn(text).find(({ unit, op }) => /米$/.test(unit) && op === '>=') : null
    if (gap)
      return [
        draft(clause, quoteAround(clause, spaced), {
          ...shared,
          act: 'mining',
          condition: /露天|采石/.test(text) ? { methods: ['open-pit'] } : {},
          test: { measure: 'rightDistance', op: '>=', value: gap.value, unit: gap.unit },
        }),
      ]
    if (!crossing.test(text) || !bans.test(text)) return []
    return actsIn(text).map((act) =>
      draft(clause, quoteAround(clause, crossing), {
        ...shared,
        act,
        test: { measure: 'rights', op: 'not-intersect', value: '已设矿业权', unit: null },
      }),
    )
  })

const isRight = (overlap: Overlap): boolean => /^(?:mining|exploration)-right$/.test(kindOfOverlap(overlap) ?? '')

const judge = (rule: Rule, situation: Situation): Finding => {
  const { land, application } = situation
  if (!land) return unknownFor(rule, ['area'])
  if (!hasLayer(land, 'mining-right') && !land.overlaps.some(isRight)) return unknownFor(rule, ['layers'])
  // An exploration right that grows into a mining right lies on itself.
  const others = land.overlaps.filter(
    (overlap) =>
      isRight(overlap) &&
      !overlap.sliver &&
      !(application.event === 'conversion' && kindOfOverlap(overlap) === 'exploration-right'),
  )
  const met = others.find(({ area }) => area > 0)
  if (met)
    return answer(
      rule,
      brokenVerdict(rule),
      {
        zh: `与已设矿业权“${met.feature}”重叠${areaText(met.area)}`,
        en: `${areaTextEn(met.area)} lies on the right “${met.feature}”`,
      },
      { conditions: [] },
    )
  const { value, unit } = rule.test
  if (rule.test.measure === 'rightDistance' && typeof value === 'number' && unit) {
    const least = { value, unit }
    const apart = others.filter(({ distance }) => distance !== undefined)
    for (const { distance, feature } of apart) {
      const compared = compareQuantities({ value: Math.round(distance! * 10) / 10, unit: '米' }, least)
      if ('order' in compared && compared.order < 0)
        return answer(
          rule,
          brokenVerdict(rule),
          { zh: `与“${feature}”的间距小于 ${value} ${unit}`, en: `less than ${value} ${unit} from “${feature}”` },
          { computed: compared.computed, conditions: [] },
        )
    }
    const near = land.near === undefined ? null : compareQuantities({ value: land.near, unit: '米' }, least)
    if (near && 'order' in near && near.order < 0) return unknownFor(rule, ['layers'])
  }
  return answer(rule, 'pass', { zh: '与已设矿业权不重叠、间距符合', en: 'apart from every registered right' })
}

export const overlaps: RuleKindDefinition = {
  kind: 'overlap',
  read: (plan: Plan) => normativeClauses(plan).flatMap(readClause),
  judge,
}
