/**
 * Rights stand on planned blocks: "应以批复的规划区块为依据", one holder to a block in principle, no deposit cut into small
 * pieces. Outside every block a new right fails; where nobody says in which block it lies, it is unknown.
 */
import { containsMineral, mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan, ZoneKind } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { duty } from '#rules/duty.ts'
import { exemptionsIn } from '#rules/exception-text.ts'
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { hasLayer, kindOfOverlap } from '#rules/layer-kind.ts'
import { areaText, areaTextEn, shareText } from '#rules/measure-text.ts'
import { actsIn, normativeClauses, quoteAround } from '#rules/normative.ts'
import { blocksOf, isBlock, townshipsOf } from '#rules/planned-block.ts'
import { knownPurposesIn } from '#rules/purpose.ts'
import type { Act, Exception, Rule, RuleDraft } from '#rules/rule.ts'
import { draft, paragraphOf, partsOf } from '#rules/sentence.ts'
import type { Application, LandFacts, Overlap, Situation } from '#rules/situation.ts'
import { liesIn, shareIn, zoneKindIn } from '#rules/zone.ts'

const right = /采矿权|探矿权|矿业权/
const grants = /投放|设置|设立|新(?:[建立设办批]|开办?)|出让|审批|配置|部署/
/** "以…区块为依据", "必须符合…规划", "在…区块范围内设置", "区块外不得…". */
const bound =
  /(?:以|依据|依照|按照?|根据|符合|遵循)[^，。；]{0,20}(?:(?:规划)?区块|(?:勘查|开采)规划区)|区块[^，。；]{0,8}(?:为依据|为准|范围内|以外|之外|外)|(?:位于|处于|落[在入]|布设[于在]|限于|在|进入)[^，。；]{0,12}(?:区块|(?:勘查|开采)规划区)(?:范围)?[之以]?内|与[^，。；]{0,10}区块[^，。；]{0,8}一致|(?:必须|应当?|须)(?:严格)?符合[^，。；]{0,12}规划/
const treatedAs =
  /可以?在[^，。；]{0,6}(?:区块|规划)[^，。；]{0,6}外|不受此限|不在此[限列]|除外|视[为同](?:已)?(?:符合|纳入|落在|位于|处于|在)|等同于?|不受[^，。；]{0,12}(?:区块|规划)[^，。；]{0,6}限制|可不(?:受|在)/
const oneHolder =
  /(?:一个|一|1个|每个|单个|同一)[^，。；]{0,12}(?:区块|规划区|矿区|矿床|矿体|井田)[^，。；]{0,12}(?:(?:只|仅|对应|原则上)[^，。；]{0,14}(?:主体|采矿权|探矿权|矿业权|矿山)|[设建配]?[置立]?(?:一个|一|1个)(?:勘查|开采|采矿|探矿|投资)?权?(?:主体|采矿权|探矿权|矿业权))/
const splitting =
  /(?:严禁|禁止|不得|防止|避免|杜绝)[^。；]{0,24}(?:化大为小|分割(?:出让|设置|转让)?|大矿小开|一矿多开|肢解|化整为零|拆分)/

const sites = '(?:建筑[用]?)?[^，。；]{0,12}(?:集中|重点)?(?:开采|采)区'
/** "应当位于…集中开采区内", "只能在…区内投放"; verbs of placing need no 内: "一律布局在…集中开采区". */
const sitedIn = new RegExp(
  `(?:应当?|必须|须|一律|只能|全部|统一|原则上)[^，。；]{0,8}(?:(?:位于|[布设安][设置立局排]?[在于]|进入|纳入|选址[在于]|集中[到在至于])(${sites})(?=(?:范围|以)?内|[，。；、（]|$|(?:统一|集中|规范)(?:开采|建设|布局))|(?:在|于)(${sites})(?:范围)?内)`,
)
/** "…集中开采区外不再新设". */
const notOutside = new RegExp(
  `(${sites})(?:范围)?(?:以|之)?外[，,]?[^，。；]{0,12}(?:不得|不再|禁止|严禁|不予|原则上不再?|不(?=新[设建立]))[^，。；]{0,10}(?:新(?:[建立设办批]|开办?)|新增|投放|设置|设立|出让|布局|布设|布置|布点|开采)|(?:不得|禁止|严禁|不再)[^，。；]{0,4}在(${sites})(?:范围)?(?:以|之)?外`,
)

const block = (act: Act): string => (act === 'exploration' ? '勘查规划区块' : '开采规划区块')

/** A departure from the blocks in one sentence: for rights that grow out of exploration, or for a purpose. */
const exceptionsOf = (clause: Clause): readonly Exception[] => {
  const { text } = clause.span
  if (!treatedAs.test(text)) return []
  const parts = partsOf(text, '，,')
  const end = parts.find((part) => treatedAs.test(part.text))!
  const start =
    parts.find(
      (part) =>
        part.start <= end.start &&
        (/探转采|探矿权|转采|已设|已有|现有/.test(part.text) || knownPurposesIn(part.text).length > 0),
    ) ?? end
  const words = text.slice(start.start, end.end)
  const conversion = /探转采|探矿权|转采/.test(words)
  const purposes = conversion ? [] : knownPurposesIn(words)
  if (!conversion && purposes.length === 0) return []
  const when = text.slice(start.start, start.end).replace(/^(?:但|属于?|对于?|为)+|的$/g, '')
  return [
    {
      when: words,
      condition: conversion ? { events: ['conversion'] } : { purposes },
      test: { measure: 'block', op: 'match', value: text.slice(end.start, end.end), unit: null },
      duties: [duty('confirm', when)],
      ...quoteAround(clause, /区块|规划|视为|限/),
    },
  ]
}

/** Departures in the sentence itself and in the one that follows it in the paragraph ("…；探矿权转采矿权的，不受此限"). */
const exceptionsIn = (plan: Plan, clause: Clause): readonly Exception[] => {
  const following = paragraphOf(plan, clause)
  const at = following.indexOf(clause)
  const own = exceptionsOf(clause)
  // What comes right after, or a little later with words that point back ("…不受此限", "…可不受区块限制").
  const later = following
    .slice(at + 1, at + 4)
    .map((next, i) => (i === 0 || /此限|上述|以上|区块/.test(next.span.text) ? exceptionsOf(next) : []))
  if (own.length > 0) return own
  const freed = exemptionsIn(clause)
  return freed.length > 0 ? freed : (later.find((found) => found.length > 0) ?? [])
}

const readClause = (plan: Plan, clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const drafts: RuleDraft[] = []
  const acts = actsIn(text.replace(/探转采|已设探矿权|探矿权转(?:为)?采矿权/g, ''))
  if (
    right.test(text) &&
    grants.test(text) &&
    bound.test(text) &&
    /应|必须|须|不得|严禁|禁止|严格|要(?!求|素|件)|一律|只能/.test(text)
  )
    for (const act of acts)
      drafts.push(
        draft(clause, quoteAround(clause, /区块|规划|视为/), {
          act,
          appliesTo: act === 'mining' ? newRights : ['new'],
          test: { measure: 'block', op: 'within', value: block(act), unit: null },
          exceptions: exceptionsIn(plan, clause),
          force: /原则上/.test(text) && !/应|必须|须|不得/.test(text) ? 'in-principle' : 'must',
          effect: 'refuse',
        }),
      )
  const site = sitedIn.exec(text) ?? notOutside.exec(text)
  const zone = site ? zoneKindIn(site[1] ?? site[2]!) : undefined
  if (zone && /新(?:[建立设办批]|开办?)|投放|设置|设立|出让|布设|采矿权|矿山/.test(text) && !/服务年限|规模/.test(text))
    drafts.push(
      draft(clause, quoteAround(clause, /区/), {
        act: 'mining',
        subjects: [...new Set(mineralsIn(text).map((mention) => mention.text))],
        appliesTo: newRights,
        test: { measure: 'zone', op: 'within', value: zone, unit: null },
        exceptions: exceptionsIn(plan, clause),
        force: forceOf(text) === 'in-principle' ? 'in-principle' : 'must',
        effect: 'refuse',
      }),
    )
  if (oneHolder.test(text))
    for (const act of actsIn(oneHolder.exec(text)![0]))
      drafts.push(
        draft(clause, quoteAround(clause, oneHolder), {
          act,
          appliesTo: act === 'mining' ? newRights : ['new'],
          test: { measure: 'subjectsPerBlock', op: '<=', value: 1, unit: '个' },
          force: forceOf(text) === 'in-principle' ? 'in-principle' : 'must',
          effect: 'condition',
        }),
      )
  if (splitting.test(text) && /出让|分割|矿产地|设置|投放/.test(text))
    drafts.push(
      draft(clause, quoteAround(clause, splitting), {
        act: 'mining',
        appliesTo: newRights,
        test: { measure: 'splitting', op: 'forbid', value: '化大为小、分割出让', unit: null },
        force: 'must',
        effect: 'refuse',
      }),
    )
  return drafts
}

/**
 * The planned block of the act the area lies in, most of it first; null where it meets none. Corners drawn along a
 * boundary differ by slivers: a thousandth outside is inside.
 */
export const mappedBlock = (
  land: LandFacts,
  act: Application['act'],
): (Overlap & { readonly covers: boolean }) | null => {
  const met = land.overlaps.filter(
    (overlap) => kindOfOverlap(overlap) === `${act}-block` && !overlap.sliver && overlap.area > 0,
  )
  const most = met.reduce<Overlap | null>((a, b) => (a && a.share >= b.share ? a : b), null)
  return most && { ...most, covers: most.covers ?? most.share > 0.999 }
}

const judgeBlock = (rule: Rule, situation: Situation): Finding => {
  const { application, plan, land } = situation
  const name = String(rule.test.value)
  // The departure that treats it as conforming: an exploration right that grows into a mining right.
  if (rule.test.op === 'match')
    return answer(rule, 'pass', { zh: `属例外情形：${name}`, en: 'treated as conforming with the plan' })
  const { block: asked } = application
  // Where the blocks are on the map, what lies outside is measured, whatever was stated.
  const mapped = land === null ? null : mappedBlock(land, application.act)
  const broken = rule.force === 'in-principle' ? 'needs-reasons' : 'fail'
  if (mapped && !mapped.covers) {
    const { feature, code, share } = mapped
    const called = [code, feature].filter(Boolean).join(' ')
    const outside = (land?.area ?? 0) * (1 - share)
    return answer(
      rule,
      broken,
      {
        zh: `超出${called}范围：区块外${areaText(outside)}，占申请范围的${shareText(1 - share)}`,
        en: `reaches beyond the block: ${areaTextEn(outside)}, ${shareText(1 - share)} of the area`,
      },
      { computed: `${shareText(share)} < 100%` },
    )
  }
  if (mapped && asked === undefined)
    return answer(rule, 'pass', { zh: `位于${name}${mapped.feature}内`, en: 'lies in a planned block' })
  if (asked === undefined)
    return land && hasLayer(land, `${application.act}-block`)
      ? answer(rule, broken, { zh: `不在任何${name}内`, en: 'lies outside every planned block' })
      : unknownFor(rule, ['block'])
  if (asked === 'none' || asked === '')
    return answer(rule, rule.force === 'in-principle' ? 'needs-reasons' : 'fail', {
      zh: `不在任何${name}内`,
      en: 'lies outside every planned block',
    })
  const listed = blocksOf(plan, application.act)
  const found = listed.filter((fact) => isBlock(fact, asked))
  // Plans number their blocks in annexes that are not always published: a number alone is taken as given.
  const coded = listed.some(({ code }) => code !== undefined)
  if (listed.length > 0 && found.length === 0 && coded && /[A-Za-z]{2}\d{3}/.test(asked))
    return {
      ...unknownFor(rule, ['block']),
      message: { zh: `规划所列${name}中没有“${asked}”，请核实`, en: `the plan lists no block “${asked}”` },
    }
  const minerals = found.flatMap((fact) => fact.minerals ?? [])
  const fits = application.minerals.every((mineral) =>
    minerals.some((planned) => containsMineral(planned, mineral) || containsMineral(mineral, planned)),
  )
  if (minerals.length > 0 && !fits)
    return answer(rule, 'needs-a-person', {
      zh: `区块${asked}的主矿种为${minerals.join('、')}，与申请矿种不同；是否需先调整区块，由人判断`,
      en: `block “${asked}” is planned for “${minerals.join('、')}”: a person decides whether the block is changed first`,
    })
  return answer(rule, 'pass', { zh: `位于${name}${asked}`, en: `lies in block “${asked}”` })
}

/** The block asked for lies, by the plan's own list, in another township than the application says. */
const misplaced = (rule: Rule, { application, plan, land }: Situation): Finding | null => {
  const { act, block: asked, township } = application
  if (township === undefined || asked === undefined || land !== null) return null
  const listed = [
    ...new Set(
      blocksOf(plan, act)
        .filter((fact) => fact.code === asked || fact.name === asked)
        .flatMap(townshipsOf),
    ),
  ]
  if (listed.length === 0 || listed.some((place) => place.endsWith(township) || township.includes(place))) return null
  return answer(rule, 'needs-a-person', {
    zh: `规划所列区块${asked}在${listed.join('、')}，申请所述乡镇为${township}，须由人核实`,
    en: `the plan lists block “${asked}” in “${listed.join('、')}”, the application says “${township}”: a person decides`,
  })
}

const judgeSite = (rule: Rule, situation: Situation): Finding => {
  const kind = rule.test.value as ZoneKind
  const lies = liesIn(situation, kind)
  if (lies === undefined) return unknownFor(rule, ['inside'])
  const broken = rule.force === 'in-principle' ? 'needs-reasons' : 'fail'
  const share = shareIn(situation, kind)
  if (lies && share !== null && share > 0 && share <= 0.999) {
    const outside = shareText(1 - share)
    return answer(
      rule,
      broken,
      {
        zh: `部分超出规定的开采分区，区外占申请范围的${outside}`,
        en: `reaches beyond the zone it must lie in by ${outside} of the area`,
      },
      { computed: `${shareText(share)} < 100%` },
    )
  }
  if (lies) return answer(rule, 'pass', { zh: '位于规定的开采分区内', en: 'lies in the zone it must lie in' })
  return answer(rule, broken, { zh: '不在规定的开采分区内', en: 'lies outside the zone it must lie in' })
}

const judge = (rule: Rule, situation: Situation): Finding => {
  const { block: asked, act } = situation.application
  if (rule.test.measure === 'block') return misplaced(rule, situation) ?? judgeBlock(rule, situation)
  if (rule.test.measure === 'zone') return judgeSite(rule, situation)
  if (rule.test.measure === 'splitting')
    return answer(
      rule,
      'condition',
      {
        zh: '出让机关须确认该矿产地没有被化大为小、分割出让',
        en: 'the granting office confirms that no deposit is cut up',
      },
      { conditions: [duty('not-split')] },
    )
  if (asked === 'none')
    return answer(rule, 'not-applicable', { zh: '不在规划区块内，无从适用', en: 'lies outside every block' })
  if (asked === undefined) return unknownFor(rule, ['block'])
  const elsewhere = misplaced(rule, situation)
  if (elsewhere) return elsewhere
  const who = act === 'exploration' ? '勘查主体' : '开采主体'
  return answer(
    rule,
    'condition',
    { zh: `区块${asked}内须没有其他${who}`, en: `no other holder in block “${asked}”` },
    { conditions: [duty(act === 'exploration' ? 'no-other-explorer' : 'no-other-miner', asked)] },
  )
}

export const blocks: RuleKindDefinition = {
  kind: 'block',
  read: (plan: Plan) => normativeClauses(plan).flatMap((clause) => readClause(plan, clause)),
  judge,
}
