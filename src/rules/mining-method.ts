/** Ways of digging a plan rules out or asks for: wells for mineral water, open pits, processes the State has struck off. */
import { mineralsIn } from '#mineral/mineral.ts'
import type { Clause, MiningMethod, Plan } from '#plan/plan.ts'
import { eventsIn, everyChange, newRights } from '#rules/applies-to.ts'
import { duty } from '#rules/duty.ts'
import { answer, brokenVerdict, type Finding, unknownFor } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import { areasIn } from '#rules/ground.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses, quoteAround } from '#rules/normative.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft, paragraphOf, partsOf, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { townshipsAtHead } from '#rules/township.ts'
import { zoneSide } from '#rules/zone.ts'

const bans = /严禁|禁止|不得|不准|不允许|不再|杜绝/
const methods: readonly (readonly [method: MiningMethod, zh: string, pattern: RegExp])[] = [
  ['well', '凿井、扩泉开采', /凿井|打井|钻井|扩泉|井采/],
  ['open-pit', '露天开采', /露天(?:方式)?(?:开采)?/],
  ['underground', '地下开采', /地下开采|井工开采|硐采/],
]
/** Manners of digging that no plan wants. */
const manners =
  /掏采|一面墙|无台阶|扩壶|裸露爆破|干采干选|土法|氰化|混汞|池浸|炼汞|以[^，。；]{2,16}(?:名义|为名|之名)[^，。；]{0,6}(?:采|挖)/
/** Works that come with a mine and may not be built: tailings dams above dwellings, heap leaching, smelting. */
const works =
  /(?:严禁|禁止|不得|不再|不准|不允许)(?:在[^，。；]{0,10})?(?:批准|审批)?(?:新建|建设|新设|设置|新增)[^，。；]{0,12}?(尾矿库|[“"]?头顶库[”"]?|排土场|选矿厂|选厂|堆浸场?|冶炼厂?|洗选厂|炼[汞硫金]厂?)/
/** "高钙石灰岩不得用作普通石料": what a mineral may not be dug for. */
const misuse =
  /([^，。；]{2,14}?)(?:一律)?(?:不得|严禁|禁止|不准|不能)(?:直接)?(?:用作|用于(?:生产)?|作为|当作|改作|充作)([^，。；]{2,14})/
/** "新建萤石矿山应采用地下开采", "原则上采用井工方式": the one way a plan wants; how it is laid out is read where designs are. */
const required =
  /(?<![不无])(?:应当?|必须|须|一律|只能|全部|原则上)[^，。；不禁]{0,4}(?:采用|采取|实行|选择|改为)[^，。；]{0,4}?(地下|井工|井下|硐采|露天)(?:(?:开采|采矿)的?(?:方式|方法)?|方式)(?:进行(?:开采|采矿)?|开采)?(?:（[^）]*）)?$/
const laidOut = /台阶|分层|充填|爆破|自上而下/
/** "深部矿体应…", "埋深超过100米的，应…": only such a deposit is meant, and no field of the form says what it is like. */
const suchDeposit = /的[^，。；]{0,8}$|[深浅]部|埋[藏深]|矿[体层]|倾斜|具备|条件|适[宜合]/
const demanded: readonly (readonly [MiningMethod, RegExp])[] = [
  ['open-pit', /露天/],
  ['underground', /地下|井工|井下|硐采/],
]
/** "确需露天开采的，应通过…论证": who departs from the way wanted, and what is asked of them then. */
const otherwise =
  /(?:确需|确因|确要|因[^，。；]{2,20}(?:需|须|要))[^，。；]{0,12}(露天|地下|井工|井下|硐采)[^，。；]*[，,]([^。；]+)/
const process = /(?:淘汰|落后|限制)[^，。；]{0,16}(?:技术|工艺|设备|方法|方式)/
const figure = /\d|以下|以上/

const methodOf = (words: string): MiningMethod | undefined => demanded.find(([, pattern]) => pattern.test(words))?.[0]

/** The way of digging one part of a clause asks for, and who may depart from it in the paragraph. */
const wantedIn = (clause: Clause, plan: Plan): readonly RuleDraft[] =>
  partsOf(clause.span.text, '，,；;').flatMap((part, i, parts) => {
    const hit = required.exec(part.text)
    const wanted = hit && !laidOut.test(part.text) ? methodOf(hit[1]!) : undefined
    if (!hit || !wanted) return []
    const before = part.text.slice(0, hit.index)
    // "露天矿山应采用露天开采方式" tells an open pit how to dig, not whom.
    if (methodOf(before) === wanted && !suchDeposit.test(before)) return []
    const lead = before.length > 0 ? before : (/^.+[的时]$/.exec(parts[i - 1]?.text ?? '')?.[0] ?? '')
    const deposit = suchDeposit.test(lead) || lead.endsWith('时') ? { where: lead } : {}
    const place = /^(?:在)?([^，。；]{2,16}?(?:区|范围|地带))(?:以)?内/.exec(part.text)?.[1]
    const zone = zoneSide(part.text)
    const paragraph = paragraphOf(plan, clause)
    const exceptions = paragraph.slice(paragraph.indexOf(clause), paragraph.indexOf(clause) + 2).flatMap((next) => {
      const departs = otherwise.exec(next.span.text)
      const other = departs ? methodOf(departs[1]!) : undefined
      if (!departs || !other || other === wanted) return []
      const quoted = quoting(next.span, departs.index, departs.index + departs[0].length)
      return [{ when: departs[0], condition: { methods: [other] }, test: null, duties: [departs[2]!], ...quoted }]
    })
    const force = forceOf(part.text) === 'in-principle' ? 'in-principle' : 'must'
    return [
      draft(clause, quoting(clause.span, part.start, part.end), {
        act: 'mining',
        subjects: [...new Set(mineralsIn(part.text).map((mention) => mention.text))],
        appliesTo: eventsIn(part.text, newRights),
        condition: zone.inside
          ? { insideZone: zone.inside }
          : zone.outside
            ? { outsideZone: zone.outside }
            : place
              ? { where: `${place}内` }
              : deposit,
        test: { measure: 'method', op: 'in', value: [wanted], unit: null },
        exceptions,
        force,
        effect: 'refuse',
      }),
    ]
  })

const readClause = (clause: Clause, plan: Plan): readonly RuleDraft[] => {
  const { text } = clause.span
  const wanted = wantedIn(clause, plan)
  if (!bans.test(text)) return wanted
  const drafts: RuleDraft[] = [...wanted]
  const subjects: string[] = []
  const pieces = partsOf(text, '，,；;')
  for (const [part, piece] of pieces.flatMap((whole) => whole.text.split('、').map((one) => [one, whole] as const))) {
    const own = mineralsIn(piece.text).map((mention) => mention.text)
    if (own.length > 0) subjects.splice(0, subjects.length, ...new Set(own))
    if (!bans.test(part) || figure.test(part)) continue
    // "公路两侧不得露天开采" closes ground, not a method; "露天采矿权不得位于…" places one.
    const after = part.slice(bans.exec(part)!.index)
    const before = pieces[pieces.indexOf(piece) - 1]?.text ?? ''
    // A place said before holds on, unless the part before has a ban of its own to end with.
    const placed = bans.test(before) ? piece.text : text
    const closed = /区(?:域|范围)?内|两侧|范围内/.test(placed) && townshipsAtHead(placed).length === 0
    if (areasIn(placed).length > 0 || closed || /位于|进入/.test(after)) continue
    const townships = townshipsAtHead(bans.test(before) ? piece.text : text)
    // "禁止在地质灾害高易发区设置露天矿山": ground that no layer and no field answers for.
    const ground = /在([^，。；]{2,16}?(?:区|带|地段|流域|沿线))(?!矿)/.exec(after)?.[1]
    // "开采深度超过300米的，不得露天开采": such deposits only.
    const where = ground ?? (/\d.*的$/.test(before) ? before : undefined)
    const banned = methods.filter(([, , pattern]) => pattern.test(after)).map(([method]) => method)
    if (banned.length === 0 || /露天(?:矿山)?[^，。]{0,6}(?:堆放|焚烧|作业时)/.test(part)) continue
    drafts.push(
      draft(clause, quoteAround(clause, bans), {
        act: 'mining',
        subjects: [...subjects],
        appliesTo: everyChange,
        condition: { ...(townships.length > 0 ? { townships } : {}), ...(where ? { where } : {}) },
        test: { measure: 'method', op: 'forbid', value: banned, unit: null },
        force: forceOf(part) === 'in-principle' ? 'in-principle' : 'must',
        effect: 'refuse',
      }),
    )
  }
  for (const part of partsOf(text, '，,；;'))
    if (bans.test(part.text) && manners.test(part.text))
      drafts.push(
        draft(clause, quoteAround(clause, manners), {
          act: 'mining',
          appliesTo: everyChange,
          // "露天矿山应当自上而下分台阶开采，禁止掏采": the manner of one way of digging.
          condition: /露天/.test(text) && !/地下|井工/.test(text) ? { methods: ['open-pit'] } : {},
          test: { measure: 'technology', op: 'forbid', value: manners.exec(part.text)![0], unit: null },
          force: 'must',
          effect: 'refuse',
        }),
      )
  for (const part of partsOf(text, '，,；;')) {
    const banned = works.exec(part.text)
    // "红线内禁止建设尾矿库" closes ground.
    if (!banned || areasIn(part.text).length > 0 || /[区围]内|两[侧岸]/.test(part.text)) continue
    drafts.push(
      draft(clause, quoteAround(clause, works), {
        act: 'mining',
        appliesTo: everyChange,
        test: { measure: 'technology', op: 'forbid', value: banned[0].replace(bans, ''), unit: null },
        force: forceOf(part.text) === 'in-principle' ? 'in-principle' : 'must',
        effect: 'refuse',
      }),
    )
  }
  const used = misuse.exec(text)
  if (used && mineralsIn(used[1]!).length > 0)
    drafts.push(
      draft(clause, quoteAround(clause, misuse), {
        act: 'mining',
        subjects: mineralsIn(used[1]!).map((mention) => mention.text),
        appliesTo: everyChange,
        test: { measure: 'technology', op: 'forbid', value: `将${used[1]}用作${used[2]}`, unit: null },
        force: 'must',
        effect: 'refuse',
      }),
    )
  if (process.test(text) && /采用|使用|选用/.test(text))
    drafts.push(
      draft(clause, quoteAround(clause, process), {
        act: 'mining',
        appliesTo: everyChange,
        test: { measure: 'technology', op: 'forbid', value: process.exec(text)![0], unit: null },
        force: 'must',
        effect: 'refuse',
      }),
    )
  return drafts
}

const judge = (rule: Rule, situation: Situation): Finding => {
  const { method, undertakings } = situation.application
  if (rule.test.measure === 'technology') {
    if (undertakings?.some((undertaking) => /工艺|设备|技术/.test(undertaking)))
      return answer(rule, 'pass', { zh: '已承诺不采用淘汰的技术、工艺和设备', en: 'undertaken' })
    return answer(
      rule,
      'condition',
      {
        zh: '开发利用方案审查时须核实未采用所列技术、工艺和设备',
        en: 'the scheme is checked for struck-off processes',
      },
      { conditions: [duty('do-without', String(rule.test.value))] },
    )
  }
  if (method === undefined) return unknownFor(rule, ['method'])
  const listed = rule.test.value as readonly string[]
  const name = (one: string): string => methods.find(([code]) => code === one)?.[1] ?? one
  if (rule.test.op === 'in')
    return listed.includes(method)
      ? answer(rule, 'pass', { zh: `开采方式为${name(method)}，符合要求`, en: `${method} is the method asked for` })
      : answer(rule, brokenVerdict(rule), {
          zh: `开采方式为${name(method)}，规划要求${listed.map(name).join('、')}`,
          en: `the method is ${method}, the plan asks for ${listed.join(', ')}`,
        })
  if (!listed.includes(method))
    return answer(rule, 'pass', { zh: `开采方式为${name(method)}，不在禁止之列`, en: `${method} is not ruled out` })
  return answer(rule, brokenVerdict(rule), {
    zh: `规划禁止${name(method)}`,
    en: `the plan rules out ${method}`,
  })
}

export const miningMethod: RuleKindDefinition = {
  kind: 'mining-method',
  read: (plan: Plan) => normativeClauses(plan).flatMap((clause) => readClause(clause, plan)),
  judge,
}
