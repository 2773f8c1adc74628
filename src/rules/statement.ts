/**
 * Sentences of a plan as statements: each comma's part with what the parts before it have already said — mineral,
 * variety, method, event, zone, reserves — and with the departure ("保障…的，…") it belongs to.
 */
import type { Clause, DepositScale, MiningMethod, Plan } from '#plan/plan.ts'
import { eventsIn } from '#rules/applies-to.ts'
import { countiesAtHead } from '#rules/county.ts'
import { type Departure, openingOf } from '#rules/departure.ts'
import { bans } from '#rules/force.ts'
import { pastRound, tellsPast } from '#rules/past.ts'
import { knownPurposesIn } from '#rules/purpose.ts'
import type { ApplicationEvent, Condition } from '#rules/rule.ts'
import { type Part, paragraphOf, partsOf } from '#rules/sentence.ts'
import { countiesAbove, goesOn, pitOwner, zoneAbove } from '#rules/statement-context.ts'
import { ownMinerals, subjectsIn } from '#rules/subject.ts'
import { type Threshold, thresholdsIn } from '#rules/threshold.ts'
import { townshipsAtHead } from '#rules/township.ts'
import { zoneKindIn, zoneSide } from '#rules/zone.ts'

export type Statement = {
  readonly clause: Clause
  /** The part's own words, and its offsets in the clause. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** Where the words begin that name the mineral or the event this part goes on speaking of; `start` where it names them. */
  readonly from: number
  /** All words of the sentence up to this part's end, for words that hold on ("不再新建…、…", "日处理…"). */
  readonly sofar: string
  /** Minerals named in this part or, failing that, earlier in the sentence. */
  readonly subjects: readonly string[]
  /** Minerals named in this very part. */
  readonly named: readonly string[]
  readonly condition: Condition
  /** Named in this part or, failing that, earlier in the sentence; null where nowhere. */
  readonly events: readonly ApplicationEvent[] | null
  readonly banned: boolean
  readonly departure: Departure | null
  /** The quantities that stand in this part, by offsets into the clause. */
  readonly thresholds: readonly Threshold[]
  /** Groups of counties named so far, for a later "分别" that shares figures out among them. */
  readonly countyGroups: readonly (readonly string[])[]
}

const methodsIn = (text: string): readonly MiningMethod[] => [
  ...(/露天/.test(text) ? (['open-pit'] as const) : []),
  ...(/地下(?!水|热)|井工|井下|坑采|硐采|平硐/.test(text) ? (['underground'] as const) : []),
]

/** "主城区周边不低于…": a place in words; a remote one is a purpose the applicant claims. */
const placeIn = (text: string): Condition => {
  const place =
    /^(?:位于|在)?([^，。；\d]{0,8}?(?:城区|周边|地区|山区|乡镇|区域|流域|沿线)(?:范围)?)(?:内|的)?(?=新建|不|应|最低|≥|露天)/.exec(
      text,
    )?.[1]
  if (!place) return {}
  const purposes = knownPurposesIn(place)
  return purposes.length > 0 ? { purposes } : { where: place }
}

const scaleIn = (text: string): DepositScale | undefined => {
  // "大中型矿山" narrows to no one of them.
  const single = text.replace(/大中型|中小型/g, '')
  const found = (['large', 'medium', 'small'] as const).filter((_, i) => single.includes(['大型', '中型', '小型'][i]!))
  return found.length === 1 ? found[0] : undefined
}

const types = '普通|稀有|特殊|优质|一般|偏硅酸|锶|锂|锌|硒|碳酸|复合'
/** "普通类型", "偏硅酸、锶等稀有类型"; "锂、萤石中型矿山" names minerals. */
const variety = new RegExp(
  `(?:${types})(?=(?:[、和或](?:${types}))*等?(?:${types})?类?型)|(?:高瓦斯|低瓦斯|(?:煤与瓦斯)?突出)矿井`,
  'g',
)
const varietiesIn = (text: string): readonly string[] =>
  [...text.matchAll(variety)].map(
    ({ 0: name, index }) => `${name}${/^类?型/.exec(text.slice(index + name.length))?.[0] ?? ''}`,
  )

/** "其他矿种不低于…", "其它非金属矿山…": all minerals but those named before, or all of a class but those. */
const othersIn = (text: string): { readonly subjects: readonly string[] } | null => {
  const hit = /其[他它余]的?(非金属|金属|能源)?(?:矿(?:种|产|山|类)?)/.exec(text)
  return hit ? { subjects: hit[1] ? [`${hit[1]}矿产`] : [] } : null
}

/** A name nobody knows, told by its position: what stands right before the words of a floor. */
const strangeSubject =
  /^(?:其中|对于?|规划期内|今后|全[市县区省]|我[市县区省]|本[市县区省])?(?:新(?:[建立设办批]|开办?)|扩建|改扩建|[、和及的])*([\u4e00-\u9fff]{1,12}?(?:（[^）]{1,20}）)?)(?:类)?(?:新(?:[建立设办批]|开办?)|扩建|改扩建|技改提能|矿山|采矿权|最低|最小|开采规模|生产规模|建设规模|设计规模|年产|年生产|年开采|不得低于|不低于|应?达到|≥)/
const notName =
  /^(?:(?:全|我|本)[市县区省州旗]|办|后|但|其|如|确|可|且|新|扩|改|矿|各|所有|全部|单|已[设有建]|现有|拟|原有|保留|整合|同一|任何|任一|相应|主要|重点|本级|其它|其他|开采|生产|建设|设计|最低|最小|区|该|此|每|一|原则|严格|必须|要|应|须|并|且|以|按|在|为|由|大[型中]|中[型小]|小型|普通|稀有|露天|地下|达到|确定|采取|规划|企业|规模|年|日|服务|保障|鼓励|支持|引导)|矿山|矿种|项目|荒料|产品|规模|要求|条件|标准|原则|类型|开采|生产|新建|扩建|以上|以下|城区|周边|地区|山区|乡镇|区域|范围|矿井|[内外中]$|区$/

/** Failing that, in a sentence with a figure, a strange name in a mineral's place. */
const strangeSubjectIn = (text: string): readonly string[] => {
  const strange = strangeSubject.exec(text)?.[1]
  return strange && !notName.test(strange) ? [strange] : []
}

/** "资源储量不得低于500万立方米": a demand on the reserves themselves. */
export const demandsReserves = (text: string, found: Threshold): boolean =>
  found.measures === 'output' &&
  found.op === '>=' &&
  /(?<!新增[^，。；]{0,12})(?:储量|资源量)(?:规模)?(?:原则上)?(?:不得|应|须|必须|要|不)[^，。；]{0,5}$/.test(
    text.slice(0, found.start),
  )

/** "储量5000万吨以上的…": the quantity narrows the rule; it is no floor itself. */
const isReserves = (text: string, found: Threshold): boolean =>
  found.measures === 'output' &&
  !demandsReserves(text, found) &&
  !/(?:新增|新发现|探获|提交|增储|探明)[^，。；]{0,40}$/.test(text.slice(0, found.start)) &&
  /(?:储量|资源量)(?:规模)?(?:在|达到?|为|≥|大于|超过|不足|小于|低于|[（(][^）)]*[）)])*\s*$/.test(
    text.slice(0, found.start),
  )

const reservesIn = (text: string, thresholds: readonly Threshold[]): Condition => {
  const condition: { reservesAtLeast?: number; reservesBelow?: number; reservesUnit?: string } = {}
  for (const found of thresholds) {
    if (!isReserves(text, found)) continue
    condition.reservesUnit = found.unit
    if (found.op === '<=' || found.op === '<') condition.reservesBelow = found.value
    else condition.reservesAtLeast = found.value
    if (found.upper !== undefined) condition.reservesBelow = found.upper
  }
  return condition
}

/** Where an enumeration may be taken apart: 、 and its like outside brackets. */
const listMarks = /、|以及|及|和|或/g

/**
 * Parts of a sentence. A part that lists several figures ("…以下A、…以下B", "…A和…B") is taken apart between them, one with
 * a figure in brackets ("60个（其中…20个）") at the bracket.
 */
const statementParts = (text: string, thresholds: readonly Threshold[]): readonly Part[] =>
  partsOf(text).flatMap((part) => {
    const inside = thresholds.filter(({ start, end }) => start >= part.start && end <= part.end)
    if (inside.length < 2 || /分别/.test(part.text)) return [part]
    const cuts: { from: number; to: number }[] = []
    for (const [i, found] of inside.slice(1).entries()) {
      const last = inside[i]!
      const between = text.slice(last.opEnd, found.opStart)
      const bracket = between.search(/[（(]/)
      const mark = [...between.matchAll(listMarks)].at(0)
      if (bracket >= 0 && !/[）)]/.test(between))
        cuts.push({ from: last.opEnd + bracket, to: last.opEnd + bracket + 1 })
      else if (mark) cuts.push({ from: last.opEnd + mark.index, to: last.opEnd + mark.index + mark[0].length })
    }
    // An enumeration mark right after the figure's noun ("45万吨/年以下露天锰矿、15万吨/年…") parts; one before it does not.
    const pieces: Part[] = []
    let start = part.start
    for (const { from, to } of cuts) {
      pieces.push({ text: text.slice(start, from), start, end: from })
      start = to
    }
    const end =
      cuts.length > 0 && /[）)]$/.test(part.text) && !/[（(]/.test(text.slice(start, part.end))
        ? part.end - 1
        : part.end
    return [...pieces, { text: text.slice(start, end), start, end }]
  })

/** The mine a departure speaks of, after whom it serves. */
const servesAs = /的[^，。；的]{1,10}(?:矿山|采矿权|采石场|料场|砂场)$/

const narrowed = (own: Condition, before: Condition): Condition => ({ ...before, ...own })

const inZone = (departure: Departure, zone: Condition): Departure => ({
  ...departure,
  condition: narrowed(zone, departure.condition),
})

const memory = new WeakMap<Plan, readonly Statement[]>()

/** All statements of a plan, in order; those of past sections left out. Several kinds ask: read once for each plan. */
export const statementsOf = (plan: Plan): readonly Statement[] => {
  const known = memory.get(plan)
  if (known) return known
  const own = ownMinerals(plan)
  const statements: Statement[] = []
  for (const clause of plan.clauses)
    statements.push(...ofClause(clause, own, paragraphOf(plan, clause), plan, statements.at(-1)))
  memory.set(plan, statements)
  return statements
}

const ofClause = (
  clause: Clause,
  names: readonly string[],
  paragraph: readonly Clause[],
  plan: Plan,
  previous: Statement | undefined,
): readonly Statement[] => {
  if (tellsPast(clause)) return []
  const { text } = clause.span
  const statements: Statement[] = []
  const heading = clause.headings.at(-1) ?? ''
  const carried = goesOn(clause, previous, names)
  const above = countiesAbove(clause, paragraph, plan)
  const countyGroups: (readonly string[])[] = [...(carried?.countyGroups ?? [])]
  let subjects = carried?.subjects ?? pitOwner(clause, paragraph, names)
  let from: number | null = null
  let condition: Condition = {}
  let events: readonly ApplicationEvent[] | null = null
  let departure: Departure | null = null
  let banned = false
  const zoneBefore = zoneAbove(clause, paragraph)
  if (zoneBefore) {
    condition = { insideZone: zoneBefore }
    if (zoneKindIn(heading) && /^(?:区|分区)内/.test(text)) subjects = subjectsIn(heading, names)
  }
  if (above.length > 0) condition = { ...condition, counties: above }
  const thresholds = thresholdsIn(text)
  const past = pastRound(text, plan.period.from)
  const parts = statementParts(text, thresholds)
  for (const [i, part] of parts.entries()) {
    if (past && part.start >= past.start && part.start < past.end) continue
    const side = zoneSide(part.text)
    const counties = countiesAtHead(part.text.replace(/^(?:其中|在|新建)/, ''), plan)
    if (counties.length > 0) countyGroups.push(counties)
    const townships = townshipsAtHead(part.text)
    const methods = methodsIn(part.text)
    const varieties = varietiesIn(part.text)
    const scale = scaleIn(part.text)
    const zone: Condition = {
      ...(side.inside ? { insideZone: side.inside } : {}),
      ...(side.outside ? { outsideZone: side.outside } : {}),
    }
    const inside = thresholds.filter((found) => found.start >= part.start && found.end <= part.end)
    const reserves = reservesIn(text, inside)
    // "含偏硅酸、锶等稀有类型": what a water holds is no mineral of the rule.
    const known = subjectsIn(part.text.replace(/(?:富)?含[^，。；]*?等/, ''), names)
    const rest = othersIn(part.text)
    const own = rest ? rest.subjects : known.length > 0 || inside.length === 0 ? known : strangeSubjectIn(part.text)
    const opened = openingOf(
      part.text,
      // A village called 十家 is no figure.
      inside.some((found) => !isReserves(text, found) && !(found.measures === 'count' && found.op === null)),
    )
    if (opened) {
      departure = { ...opened, clause, start: part.start, ownSentence: statements.length === 0 }
    } else if (departure) departure = inZone(departure, zone)
    // A new mineral begins anew: what was said of the one before does not hold for it.
    if (rest && subjects.length > 0) {
      condition = { ...condition, otherThan: [...(condition.otherThan ?? []), ...subjects] }
      subjects = own
    } else if (opened && servesAs.test(part.text)) {
      // "服务于重点工程的临时石料矿山": whom it frees stands at its end.
      const freed = subjectsIn(servesAs.exec(part.text)![0], names)
      if (freed.length > 0) subjects = freed
    } else if (own.length > 0 && !opened) {
      const kept: Condition = {
        ...(condition.insideZone ? { insideZone: condition.insideZone } : {}),
        ...(condition.outsideZone ? { outsideZone: condition.outsideZone } : {}),
        ...(condition.counties ? { counties: condition.counties } : {}),
        ...(condition.townships ? { townships: condition.townships } : {}),
      }
      if (subjects.length > 0 && own.join() !== subjects.join()) condition = kept
      subjects = own
    }
    const here: Condition = {
      ...(departure ? {} : { ...zone, ...placeIn(part.text) }),
      ...(counties.length > 0 ? { counties } : {}),
      ...(townships.length > 0 ? { townships } : {}),
      ...(methods.length > 0 ? { methods } : {}),
      ...(varieties.length > 0 ? { varieties } : {}),
      ...(scale ? { depositScale: scale } : {}),
      ...reserves,
    }
    const named = eventsIn(part.text, [])
    if (named.length > 0) events = named
    if (known.length > 0 || named.length > 0) from = opened || from === null || known.length > 0 ? part.start : from
    // "…不足5万吨/年的，不予核准": the ban comes after its figure.
    const threatened =
      /的(?:[^，。；的]{0,8}(?:矿山|采矿权|项目|矿))?$/.test(part.text) &&
      inside.some(({ op }) => op === '<' || op === '<=') &&
      /^(?:一律|坚决|原则上)?(?:不得|不予|不再|禁止|严禁|停止)(?![低少小超高大突]|满足|达到)/.test(
        parts[i + 1]?.text ?? '',
      )
    if (bans(part.text) || threatened) banned = true
    else if (named.length > 0) banned = false
    statements.push({
      clause,
      text: part.text,
      start: part.start,
      end: part.end,
      from:
        known.length > 0 || named.length > 0 || part.start - (from ?? part.start) > 80
          ? part.start
          : (from ?? part.start),
      sofar: text.slice(0, part.end),
      subjects,
      named: known,
      condition: narrowed(here, condition),
      events,
      banned,
      departure,
      thresholds: inside.filter((found) => !isReserves(text, found)),
      countyGroups: [...countyGroups],
    })
    // Past a figure the words before it are another's: a quote shows one demand.
    if (inside.length > 0) from = null
    // Reserves and zone hold on for the parts that follow; method, variety and scale do not outlast their figure.
    // A part without a figure narrows the one that follows ("新建…地下开采的，日处理不得低于…").
    const { depositScale: _, ...unscaled } = here
    // "大型矿山…发展" speaks of mines; only what speaks of the deposit narrows the parts that follow.
    const lasting = /储量|资源量|矿床|矿产地|型的?$/.test(part.text) ? here : unscaled
    const narrowing: Condition = inside.length > 0 || opened ? {} : lasting
    const kept = {
      ...(counties.length > 0 && inside.length === 0 ? { counties } : {}),
      ...(townships.length > 0 && inside.length === 0 ? { townships } : {}),
    }
    const holds: Condition = departure ? { ...narrowing, ...reserves } : { ...narrowing, ...reserves, ...zone, ...kept }
    condition = narrowed(holds, condition)
  }
  return statements
}
