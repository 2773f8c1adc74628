/**
 * What must be promised rather than handed in: a green-mine duty in the grant contract, a restoration fund account, an
 * agreement, building to the green-mine standard. Lacking it is a condition; a period the plan leaves open
 * ("一段时间") needs a person.
 */
import type { Clause, Plan } from '#plan/plan.ts'
import { eventsIn, everyChange, newRights } from '#rules/applies-to.ts'
import { duty } from '#rules/duty.ts'
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses, numberOf, quoteAround } from '#rules/normative.ts'
import type { ApplicationEvent, Rule, RuleDraft } from '#rules/rule.ts'
import { draft, partsOf } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { zoneSide } from '#rules/zone.ts'

type Undertaking = {
  /** Name of the undertaking, in the plan's language; the value of the test. */
  readonly name: string
  readonly nameEn: string
  readonly asked: (text: string) => boolean
  /** Which of the application's undertakings (or papers) keep it. */
  readonly kept: RegExp
  readonly keptByPaper?: RegExp
  readonly events: readonly ApplicationEvent[]
  /** Part of the sentence that is quoted when the sentence is long. */
  readonly marks: RegExp
}

const contract = '出让合同条款'
const holder = /矿山|采矿权|矿业权|企业|申请人/
/** Offices looking after the holders' duties ask nothing of an applicant. */
const overseeing =
  /抽查|跟踪|监督检查|健全完善|不断完善|强化|加强.{0,16}(?:监管|监督|使用)|评估.{0,10}成效|落实.{0,4}制度|全面实行/
const existingOnly = (text: string): boolean =>
  /生产矿山|在产矿山|现有矿山|已有矿山|已建矿山|闭坑矿山/.test(text) && !/新(?:[建立设办批]|开办?)|扩建/.test(text)

const promises: readonly Undertaking[] = [
  {
    name: contract,
    nameEn: 'terms in the grant contract',
    asked: (text) =>
      /合同/.test(text) &&
      /合同中?[，,]?[^，。；]{0,8}(?:明确|约定|载明|写明|规定)|(?:纳入|写入|列入)[^，。；]{0,10}合同/.test(text),
    kept: /合同/,
    events: newRights,
    marks: /合同|出让/,
  },
  {
    name: '治理恢复基金账户',
    nameEn: 'restoration fund account',
    asked: (text) =>
      /基金/.test(text) &&
      /建立|设立|开设|缴存|足额|计提|提取|单设会计科目|专户|账户/.test(text) &&
      holder.test(text) &&
      !overseeing.test(text) &&
      !/挪/.test(text.replace(/，[^，]*挪[^，]*/, '')),
    kept: /基金/,
    events: everyChange,
    marks: /基金/,
  },
  {
    name: '治理恢复协议书',
    nameEn: 'restoration agreement',
    asked: (text) =>
      /(?:签订|签署|缴纳|出具)[^。；]{0,24}(?:协议书?|责任书|承诺书)/.test(text) &&
      holder.test(text) &&
      !/鼓励|支持|倡导/.test(text),
    kept: /协议|责任书|承诺/,
    events: [...newRights, 'expansion'],
    marks: /协议|责任书|承诺书/,
  },
  {
    name: '绿色矿山要求纳入出让公告',
    nameEn: 'green-mine duty in the grant notice',
    asked: (text) => /(?:纳入|写入|列入)[^，。；]{0,10}(?:出让)?公告/.test(text),
    kept: /公告/,
    events: newRights,
    marks: /公告/,
  },
  {
    name: '绿色矿山标准建设',
    nameEn: 'building to the green-mine standard',
    asked: (text) =>
      /(?<!生产|在产|现有|已有|原有|已建|在建|大中型|小型)矿山[^。；]{0,24}?(?:按照?|依照|对照|达到|符合|执行|落实)[^，。；]{0,12}绿色矿山[^，。；]{0,8}(?:标准|要求|规范|条件)/.test(
        text,
      ) &&
      !existingOnly(text) &&
      !/鼓励|力争|争取|合同|公告/.test(text) &&
      (!/\d{4}年底?(?:前|[，,])/.test(text) ||
        /新(?:[建立设办批]|开办?)(?:采矿权|矿山)?[^，。；]{0,4}(?:全部|一律|必须|均)/.test(text)),
    kept: /绿色矿山|绿色开采/,
    keptByPaper: /绿色矿山/,
    events: [...newRights, 'expansion'],
    marks: /绿色矿山/,
  },
]

/** What an undertaking is called in English; null for one nobody foresaw. */
export const nameOfUndertaking = (name: string): string | null =>
  promises.find((promise) => promise.name === name)?.nameEn ?? null

/** A time for acceptance that nobody can count. */
const openPeriod =
  /(?:投产|运行|生产|建成)[^，。；]{0,10}(?:后)?(一段时间|一定(?:时间|期限|时期)|适当(?:时间|时候)|合理(?:时间|期限))/

/** "投产后一年内完成绿色矿山验收": a term that can be counted. */
const term =
  /(?:投产|采矿许可证|建成|验收)(?:后|满)?[^，。；]{0,4}?([一二两三四五\d]+)(年|个月)(?:以?内|后?应)?[^。；]{0,14}(?:验收|评估|达到|建成)/

const zoneOf = (text: string): Pick<RuleDraft, 'condition'> => {
  const { inside, outside } = zoneSide(text)
  return { condition: { ...(inside ? { insideZone: inside } : {}), ...(outside ? { outsideZone: outside } : {}) } }
}

/** The events a sentence names, without those it names only in passing (生产矿山 beside 新建矿山, 加快改造升级). */
const eventsOf = (text: string, otherwise: readonly ApplicationEvent[]): readonly ApplicationEvent[] => {
  const named = eventsIn(text.replace(/出让|设立|升级改造|改造升级|技术改造|生产矿山|在产矿山/g, ''), otherwise)
  return named.includes('new') ? named.filter((event) => otherwise.includes(event) || event === 'expansion') : otherwise
}

/** "在出让合同中明确A、B、C等要求和D": the terms it lists, fewer than two where it lists none. */
const termsIn = (text: string): readonly string[] =>
  (/合同中?[，,]?[^，。；]{0,6}(?:明确|约定|载明|写明|规定)([^，。；]+)/.exec(text)?.[1] ?? '')
    .split(/、|等(?:相关|有关)?(?:要求|内容|事项|义务)?(?:和|及|以及)/)
    .map((term) => term.trim())
    .filter(Boolean)

const testOf = (name: string, text: string): RuleDraft['test'] => {
  const terms = name === contract ? termsIn(text) : []
  return terms.length > 1
    ? { measure: 'contractTerms', op: 'requires', value: terms.length, unit: '项' }
    : { measure: 'undertakings', op: 'requires', value: name, unit: null }
}

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const drafts = promises
    .filter((promise) => promise.asked(text))
    .map((promise) =>
      draft(clause, quoteAround(clause, promise.marks), {
        act: 'mining',
        appliesTo: eventsOf(text, promise.events),
        ...zoneOf(text),
        test: testOf(promise.name, text),
        force: forceOf(text) === 'in-principle' ? 'in-principle' : 'must',
        effect: 'condition',
        duties: [
          ...(promise.name === contract && termsIn(text).length > 1
            ? [duty('contract-says', termsIn(text).join('、'))]
            : []),
          ...partsOf(text, '，,')
            .filter(({ text: part }) => /基金使用制度|公示/.test(part) && /制定|建立|通过/.test(part))
            .map(({ text: part }) => part.trim()),
        ],
      }),
    )
  const open = openPeriod.exec(text)
  if (open && holder.test(text))
    drafts.push(
      draft(clause, quoteAround(clause, openPeriod), {
        act: 'mining',
        appliesTo: newRights,
        test: { measure: 'acceptance', op: 'requires', value: open[1]!, unit: null },
        force: 'must',
        effect: 'condition',
      }),
    )
  const counted = term.exec(text)
  if (counted && /绿色矿山/.test(text))
    drafts.push(
      draft(clause, quoteAround(clause, term), {
        act: 'mining',
        appliesTo: newRights,
        test: { measure: 'acceptanceTerm', op: '<=', value: numberOf(counted[1]!), unit: counted[2]! },
        force: 'must',
        effect: 'condition',
      }),
    )
  return drafts
}

const judge = (rule: Rule, situation: Situation): Finding => {
  const value = rule.test.measure === 'contractTerms' ? contract : String(rule.test.value)
  if (rule.test.measure === 'acceptance')
    return answer(rule, 'needs-a-person', {
      zh: `规划要求投产后验收，但“${value}”没有界定，须由人确定期限`,
      en: `acceptance after the start of production is asked for, but “${value}” is not defined: a person sets the period`,
    })
  if (rule.test.measure === 'acceptanceTerm') {
    const length = `${rule.test.value}${rule.test.unit}`
    return answer(
      rule,
      'condition',
      {
        zh: `投产（取得许可）后${length}内须达到绿色矿山标准`,
        en: 'to be accepted as a green mine in the term the plan sets',
      },
      { conditions: [duty('green-in-term', length)] },
    )
  }
  const promise = promises.find(({ name }) => name === value)
  const { undertakings, documents } = situation.application
  const byPaper = promise?.keptByPaper
  const kept = [
    ...(undertakings ?? []).filter((undertaking) => promise?.kept.test(undertaking) || undertaking.includes(value)),
    ...(byPaper ? (documents ?? []).filter((paper) => byPaper.test(paper)) : []),
  ]
  if (kept.length > 0)
    return answer(rule, 'pass', {
      zh: `已承诺：${kept.join('、')}`,
      en: `undertaken: ${promise?.nameEn ?? `“${value}”`}`,
    })
  if (!undertakings) return unknownFor(rule, ['undertakings'])
  return answer(
    rule,
    'condition',
    { zh: `申请中没有：${value}`, en: `undertaking lacking: ${promise?.nameEn ?? `“${value}”`}` },
    { conditions: [duty('carry-out', value), ...(rule.duties ?? [])] },
  )
}

export const undertaking: RuleKindDefinition = {
  kind: 'undertaking',
  read: (plan: Plan) => normativeClauses(plan).flatMap(readClause),
  judge,
}
