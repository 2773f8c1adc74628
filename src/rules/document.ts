/**
 * Papers an applicant must have made or hand in: "新建矿山应编制…方案", "采矿权申请人须提交…", "按规定进行环境影响
 * 评价". A paper that is lacking is a condition of the opinion, never a refusal.
 */
import { mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { eventsIn, newRights } from '#rules/applies-to.ts'
import { changes } from '#rules/change.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses, quoteAround, speaksToHolders } from '#rules/normative.ts'
import { judgePapers, type Paper, papersIn } from '#rules/paper.ts'
import type { ApplicationEvent, RuleDraft } from '#rules/rule.ts'
import { draft, type Part, partsOf } from '#rules/sentence.ts'

const obliges =
  /应(?!用|对|急|力)|必须|须|务必|需要?(?!求)|要(?!求|素|件|点)|要求(?=矿山|企业|采矿)|方可|严格按照|按(?:照)?(?:有关|相关|国家)?规定|申请办理|督促|组织|不得|不予|一律|实行/
/** Verbs that make or hand in a paper, before or after its name. */
const makes =
  /编制(?!的)|编报|编修|提交|提供|没有|缺少|编写|报送|报备|备齐|附(?!近|表|图|件|录|则)|递交|出具|附具|具备|取得|制定|办理|委托/
const makesAssessment = /提供|附具|执行|实行|取得|进行|开展|完成|做好|履行|通过|落实|委托|经|提交|编制|办理/
const assessment: ReadonlySet<string> = new Set([
  'environmental-impact',
  'geohazard',
  'safety',
  'reserves-report',
  'social-risk',
  'water-resources',
  'water-permit',
  'feasibility',
])
/** A scheme that must hold a chapter: "勘查实施方案应有绿色勘查专章", "在方案中单列…". */
const holds = /(?:应当?|须|必须|要)(?:有|包含|包括|设|附|含)|单列|专章|专篇|专节|单设|专设|设(?:置)?(?=绿色)|纳入/
/** Those who already mine, or mine no more: what they owe is watched, not asked of an applicant. */
const existing = /生产矿山|现有矿山|已建矿山|在建矿山|在产矿山|历史遗留|废弃|闭坑|关闭|关停|修复工作前/
const entering = /新(?:[建立设办批]|开办?)|申请|扩建|拟建|开工建设|出让|建设项目|勘查项目/
const forOffices =
  /^(?:各级|县级|市级|本级)?(?:人民)?政府|^(?:县|市|自治县)?(?:自然资源|主管)[^，。；]{0,8}(?:部门|局)(?!会同)/
/** Follow-up duties that stand beside a paper: public notice, yearly plans. */
const followsUp = /公示|公告(?!.*出让)|年度(?:实施|治理|修复|恢复)?计划|备案/

const refused =
  /(?:未|没有|缺少|不提交)[^，。；]{2,26}(?:方案|报告书?|章节|专章|评价|评估|设计)的?[，,]?(?:一律|坚决)?(?:不予|不得|不批|不受理)/

const isMade = (paper: Paper, part: string): boolean =>
  (assessment.has(paper.key) ? makesAssessment : makes).test(part) ||
  /(?:方案|报告)(?:的)?(?:编制|编写|报批)/.test(part)

/** Whose paper it is: the part itself says, or the nearest part before that does. */
const ofExisting = (parts: readonly Part[], part: Part): boolean => {
  const said = parts
    .filter(({ start }) => start <= part.start)
    .findLast(({ text }) => existing.test(text) || entering.test(text))
  return said !== undefined && existing.test(said.text) && !entering.test(said.text)
}

/** The papers a sentence wants made: a verb that makes them in the same part, or carried on from the part before. */
const required = (text: string): readonly Paper[] => {
  const parts = partsOf(text, '，,；;')
  return papersIn(text).filter((paper) => {
    if (paper.key === 'annual-plan' || paper.key === 'closure-report' || paper.key === 'closure-plan') return false
    const part = parts.find(({ start, end }) => paper.start >= start && paper.start < end)
    if (!part) return false
    const before = text.slice(part.start, paper.start)
    const rest = before.replace(/按(?:照)?(?:有关|相关|国家)?(?:规定|要求)/, '')
    if (
      !assessment.has(paper.key) &&
      /(?:执行|按照?|依据|根据|不按|遵照|落实)[^，。；]{0,14}$/.test(rest) &&
      !makes.test(rest)
    )
      return false
    if (ofExisting(parts, part)) return false
    if (/鼓励|支持|引导|可以?$/.test(before)) return false
    if (holds.test(part.text) && !makes.test(part.text.slice(0, part.text.search(holds))))
      return holds.test(before) || paper.key === 'green-exploration'
    return isMade(paper, part.text)
  })
}

/** Whose papers they are where a mineral stands before them ("新建煤矿必须通过…", "地热开发实行…"); empty: everybody's. */
const ownersOf = (text: string, papers: readonly Paper[]): readonly string[] => {
  const before = text.slice(0, papers[0]!.start)
  return /除|不包括/.test(before) ? [] : [...new Set(mineralsIn(before).map((mention) => mention.text))]
}

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  if (!/方案|报告|章|评价|评估|论证|设计|计划书|承诺书|证明|核实|许可|手续/.test(text)) return []
  if (!obliges.test(text) && !/^(?:新(?:[建立设办批]|开办?)).*(?:在编制|提交)|时，?提交/.test(text)) return []
  if (!speaksToHolders(text) && !refused.test(text) && !clause.headings.slice(-1).some(speaksToHolders)) return []
  if (forOffices.test(text) || changes(text) || (existing.test(text) && !entering.test(text))) return []
  const papers = required(text)
  if (papers.length === 0) return []
  const exploring = papers.some(({ key }) => key === 'exploration-scheme' || key === 'green-exploration')
  const otherwise: readonly ApplicationEvent[] = /申请人|申请办理|许可证|登记/.test(text)
    ? newRights
    : [...newRights, 'expansion']
  const named = eventsIn(text, otherwise).filter((event) => otherwise.includes(event) || event === 'expansion')
  const duties = partsOf(text, '，,；;')
    .filter(
      (part) =>
        followsUp.test(part.text) && papers.every((paper) => paper.end <= part.start || paper.start >= part.end),
    )
    .map((part) => part.text.trim().replace(/^(?:并|且|同时)/, ''))
  return [
    draft(clause, quoteAround(clause, /方案|报告|章节|评价|评估|核实/), {
      act: exploring ? 'exploration' : 'mining',
      appliesTo: exploring ? ['new'] : named.length > 0 ? named : otherwise,
      test: {
        measure: 'documents',
        op: 'requires',
        value: [...new Set(papers.map((paper) => paper.text))],
        unit: null,
      },
      force: forceOf(text) === 'in-principle' ? 'in-principle' : 'must',
      // "未编报…方案的不予受理": without it there is no grant at all.
      effect: refused.test(text) ? 'refuse' : 'condition',
      duties,
      subjects: ownersOf(text, papers),
      confidence: papers.every(({ key, text: name }) => key !== name) ? 'sure' : 'likely',
      condition: /小型矿山/.test(text) ? { depositScale: 'small' } : {},
    }),
  ]
}

export const document: RuleKindDefinition = {
  kind: 'document',
  read: (plan: Plan) => normativeClauses(plan).flatMap(readClause),
  judge: judgePapers,
}
