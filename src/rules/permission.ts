/** What must be had before a right is applied for: a share of a national quota, the word of a higher office. */
import { mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { direction } from '#rules/direction.ts'
import { duty } from '#rules/duty.ts'
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses, quoteAround } from '#rules/normative.ts'
import type { Condition, Rule, RuleDraft } from '#rules/rule.ts'
import { draft, paragraphOf } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { zoneSide } from '#rules/zone.ts'
import { consentShown } from '#rules/zone-ban.ts'

/** "没有指标的不予受理", "应当符合国家开采总量控制指标". */
const allotment =
  /(?:应当?|必须|须)[^，。；]{0,6}(?:符合|取得|具有|纳入)[^，。；]{0,10}(?:国家|省|市)[^，。；]{0,8}(?:总量)?(?:控制)?指标|(?:没有|未取得|无)[^，。；]{0,6}指标的?[^，。；]{0,4}(?:不予|不得|不)/
/** "经…核准后方可启用". */
const opening = /([\u4e00-\u9fff]{0,6}(?:备选|储备|接续)(?:开采)?区)[^。；]*经[^，。；]*(?:核准|批准|同意)[^。；]*方可/

/** "申请采矿权前，应取得…部门同意意见": a paper like others, so a condition. */
const agreed =
  /(?:应当?|必须|须|需)(?:先)?(?:取得|征得|征求|附具)[^。；]{0,40}(?:同意|批准|许可|审查)(?:的)?(?:意见|文件|手续|证明)?/

/** "新立矿业权须经…论证同意". */
const approved =
  /新(?:[建立设办批]|开办?)[^，。；]{0,10}(?:应当?|必须|须|需)(?:[^。；]{0,20}[，,]并)?经[^，。；]{2,30}(?:同意|批准|核准|论证|审查)/

/** "未取得用林手续的，不予登记", "尚未完成征地的不得开工": what must be had first, said by its lack. */
const lacking =
  /(?:未|没有|尚未)(落实|列入|纳入|取得|安装|完成|通过|办理|开展|缴纳|签订|配套|建设|建成|确定)([^，。；]{2,20}?)的(?:[^，。；的]{0,8})[，,]?(?:一律|坚决|当年)?(?:不予|不得|不准|不能|不(?=办理|批准|核准|受理))[^，。；]{0,4}(?:立项|批准|办理|出让|受理|登记|核准|投产|投入|使用|开采|新设|审批|颁发|开工|建设)/

const ofLack = (clause: Clause): readonly RuleDraft[] => {
  const hit = lacking.exec(clause.span.text)
  // Lists and papers are read where lists and papers are.
  const standing = /延续|(?:已有|现有|已设|在产|生产)(?:矿山|采矿权)/.test(clause.span.text)
  if (!hit || standing || /区块|规划|方案|报告|评价|评估|采矿许可证|指标$/.test(hit[2]!.replace(/置换指标$/, '')))
    return []
  return [
    draft(clause, quoteAround(clause, lacking), {
      act: 'mining',
      subjects: [...new Set(mineralsIn(clause.span.text.slice(0, hit.index)).map((mention) => mention.text))],
      appliesTo: newRights,
      test: { measure: 'prerequisite', op: 'requires', value: `${hit[1]}${hit[2]}`, unit: null },
      force: 'must',
      effect: 'refuse',
    }),
  ]
}

/** The minerals the paragraph has been speaking of ("建筑用石料划为允许开采区、备选开采区…"), where the clause names none. */
const mineralsBefore = (plan: Plan, clause: Clause): readonly string[] => {
  const paragraph = paragraphOf(plan, clause)
  const before = paragraph.slice(0, paragraph.indexOf(clause) + 1).map(({ span }) => mineralsIn(span.text))
  return [...new Set(before.findLast((mentions) => mentions.length > 0)?.map((mention) => mention.text))]
}

/** "对限制类矿种…": the minerals that the plan holds back. */
const heldBack = (plan: Plan): readonly string[] => [
  ...new Set(direction.read(plan).flatMap(({ test, subjects }) => (test.op === 'restrict' ? subjects : []))),
]

const readClause = (plan: Plan, clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const lack = ofLack(clause)
  if (lack.length > 0) return lack
  const zone = opening.exec(text)?.[1]
  const quota = allotment.test(text) && /采矿权|矿山|开采/.test(text)
  const agreement =
    !quota &&
    !zone &&
    (agreed.test(text) || approved.test(text)) &&
    /申请人|申请(?:采矿权|前|登记)|新(?:[建立设办批]|开办?)|矿山企业/.test(text)
  if (!quota && !zone && !agreement) return []
  const { inside } = zoneSide(text)
  const condition: Condition = zone ? { zoneName: zone } : agreement && inside ? { insideZone: inside } : {}
  return [
    draft(clause, quoteAround(clause, /指标|核准|批准|同意/), {
      act: 'mining',
      subjects: quota
        ? [...new Set(mineralsIn(text).map((mention) => mention.text))]
        : zone
          ? mineralsBefore(plan, clause)
          : /限制(?:类|性|开采|勘查)(?:的)?矿(?:种|产)/.test(text)
            ? heldBack(plan)
            : [],
      appliesTo: newRights,
      condition,
      test: {
        measure: quota ? 'allotment' : 'consent',
        op: 'requires',
        value: quota ? '开采总量控制指标' : agreement ? '有关部门同意意见' : '核准',
        unit: null,
      },
      force: 'must',
      effect: agreement ? 'condition' : 'refuse',
    }),
  ]
}

const judge = (rule: Rule, situation: Situation): Finding => {
  const { documents, undertakings } = situation.application
  const papers = [...(documents ?? []), ...(undertakings ?? [])]
  if (rule.test.measure === 'prerequisite') {
    const words = String(rule.test.value)
    const core = words.slice(2)
    if (papers.some((name) => name.includes(core) || core.includes(name)))
      return answer(rule, 'pass', { zh: `已${words}`, en: 'it is shown' })
    return answer(rule, 'condition', { zh: `须先${words}`, en: `first: “${words}”` }, { conditions: [words] })
  }
  const had =
    rule.test.measure === 'allotment' ? papers.some((name) => /指标/.test(name)) : consentShown(rule, situation)
  if (had) return answer(rule, 'pass', { zh: `已取得${rule.test.value}`, en: 'it is had' })
  if (!documents) return unknownFor(rule, ['documents'])
  if (rule.effect === 'condition')
    return answer(
      rule,
      'condition',
      { zh: `未见${rule.test.value}`, en: 'consent of the offices is not shown' },
      { conditions: [duty('obtain', String(rule.test.value))] },
    )
  return answer(rule, 'fail', { zh: `未见${rule.test.value}的证明材料`, en: 'no paper shows that it is had' })
}

export const permission: RuleKindDefinition = {
  kind: 'permission',
  read: (plan: Plan) => normativeClauses(plan).flatMap((clause) => readClause(plan, clause)),
  judge,
}
