/**
 * Doors a plan closes inside its own zones: "区内不得新设…采矿权", "保护区内…不得压覆", "禁止开采区内禁止一切采砂、采石活动".
 * Where the plan leaves the door open to whoever has consent ("未经…同意，不得"), the consent is looked for.
 */
import { mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan, ZoneKind } from '#plan/plan.ts'
import { everyChange, newRights } from '#rules/applies-to.ts'
import { countiesAtHead } from '#rules/county.ts'
import { answer, brokenVerdict, type Finding, unknownFor } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { actsIn, normativeClauses } from '#rules/normative.ts'
import { knownPurposesIn } from '#rules/purpose.ts'
import type { Act, Condition, Exception, Rule, RuleDraft } from '#rules/rule.ts'
import { draft, type Part, paragraphOf, partsOf, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { townshipsAtHead } from '#rules/township.ts'
import { zoneKindIn } from '#rules/zone.ts'

/** Kinds of zones that close doors; in the others a plan says how to mine, not whether. */
const closing: ReadonlySet<ZoneKind> = new Set([
  'strategic-protection',
  'national-planned',
  'forbidden',
  'restricted',
  'reserved',
])
const bans =
  /(?:不得|禁止|严禁|不再|不予|不允许|不准|停止|不)(?:单独|再|另行)?(?:新(?:[建立设办批]|开办?)|新增|扩大|扩建|扩能|扩界|投放|设置|设立|出让|审批|压覆|勘查|开采|开展|从事|进行|一切|任何)/
const digs = /(?:生产|开采|建设)规模|采矿权|探矿权|矿业权|矿山|开采|勘查|采[砂石]|采泥炭|压覆|采矿|探矿/
const inside = /(?:区|地)(?:域|范围)?(?:以)?内/
const consent = /(?:未经|须经|需经|应经|经|报)[^，。；]{0,24}(?:同意|批准|核准|论证|许可|审批)/
const dug: readonly (readonly [RegExp, string])[] = [
  [/采砂/, '建筑用砂'],
  [/采石/, '建筑用石料'],
]

/** Which zone "区内" means: named in the sentence, in a sentence before it in the paragraph, or by the heading. */
const zoneOf = (plan: Plan, clause: Clause, part: Part): ZoneKind | undefined => {
  const before = clause.span.text.slice(0, part.end)
  const named = [...before.matchAll(/([^，。；、]{0,14}区)(?:域|范围)?(?:以)?内/g)]
    .map((match) => zoneKindIn(match[1]!))
    .findLast(Boolean)
  if (named) return named
  if (!inside.test(before)) return undefined
  const earlier = paragraphOf(plan, clause).filter(({ span }) => span.at.start < clause.span.at.start)
  return (
    zoneKindIn(before) ??
    earlier.map(({ span }) => zoneKindIn(span.text)).findLast(Boolean) ??
    clause.headings.map(zoneKindIn).findLast(Boolean)
  )
}

const subjectsOf = (text: string): readonly string[] => [
  ...new Set([
    ...mineralsIn(text).map((mention) => mention.text),
    ...dug.filter(([pattern]) => pattern.test(text)).map(([, name]) => name),
  ]),
]

/** Whether a text closes a zone of the plan's own from within ("禁止开采区内不得新设…"). */
export const bansWithin = (text: string): boolean => inside.test(text) && bans.test(text)

/** "…；因抢险救灾确需临时取石的，报…批准": whom the next clause of the paragraph lets in, and on what terms. */
const freedAfter = (plan: Plan, clause: Clause): readonly Exception[] => {
  const paragraph = paragraphOf(plan, clause)
  const next = paragraph[paragraph.indexOf(clause) + 1]
  const hit =
    next && /^(?:但)?(?:因|为|确因)?[^，。；]{2,40}(?:确需|需要|必须)[^，。；]{0,16}的，(.+)$/.exec(next.span.text)
  const purposes = hit ? knownPurposesIn(hit[0]) : []
  if (!next || !hit || purposes.length === 0 || !/批准|同意|核准|论证/.test(hit[1]!)) return []
  const when = hit[0].slice(0, hit[0].length - hit[1]!.length - 1)
  return [{ when, condition: { purposes }, test: null, duties: [hit[1]!], ...quoting(next.span) }]
}

/** "东岭镇原则上不再投放探矿权", "某县停止新设采矿权": no more rights at all in some counties or townships. */
const noMore =
  /^[、和及与：:\s]*(?:境|县域|辖区|行政区域|范围)?(?:以?内)?(?:规划期内|原则上|一律|均|全面)*(?:不再|停止|暂[停缓]|禁止|严禁|不得|不)(?:新(?:[建立设办批]|开办?)|新增|投放|设置|设立|出让|审批)(?:新的?|任何|一切)*(采矿权|探矿权|矿业权|矿山)$/

const ofPlaces = (plan: Plan, clause: Clause): readonly RuleDraft[] =>
  partsOf(clause.span.text, '，,；;').flatMap((part) => {
    const townships = townshipsAtHead(part.text)
    const counties = countiesAtHead(part.text, plan)
    // Nothing but the names may stand before the ban: "某县：保护地内不得新设…" closes ground.
    const hit = noMore.exec([...counties, ...townships].reduce((rest, name) => rest.replaceAll(name, ''), part.text))
    if (!hit || mineralsIn(part.text).length > 0 || townships.length + counties.length === 0) return []
    const acts = hit[1] === '探矿权' ? ['exploration'] : hit[1] === '矿业权' ? ['mining', 'exploration'] : ['mining']
    return acts.map((act) =>
      draft(clause, quoting(clause.span, part.start, part.end), {
        act: act as Act,
        appliesTo: act === 'mining' ? newRights : ['new'],
        condition: {
          ...(counties.length > 0 ? { counties } : {}),
          ...(townships.length > 0 ? { townships } : {}),
        },
        test: { measure: 'grants', op: 'forbid', value: hit[1]!, unit: null },
        force: forceOf(part.text) === 'in-principle' ? 'in-principle' : 'must',
        effect: 'refuse',
      }),
    )
  })

const readClause = (plan: Plan, clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const places = ofPlaces(plan, clause)
  if (places.length > 0) return places
  if (!bansWithin(text)) return []
  const parts = partsOf(text, '，,；;')
  return parts.flatMap((part, i) => {
    if (!bans.test(part.text) || !digs.test(part.text)) return []
    const kind = zoneOf(plan, clause, part)
    // In zones that say how to mine a door is closed only to the minerals it names.
    const doorNamed =
      /(?:不得|禁止|严禁|不再|不予)(?:单独|再|另行)?(?:新设|设置|设立|投放)[^，。；]*(?:采矿权|探矿权|矿业权)/.test(
        part.text,
      )
    if (!kind || !(closing.has(kind) || (doorNamed && subjectsOf(part.text).length > 0))) return []
    const near = parts.slice(Math.max(0, i - 1), i + 2)
    const open = parts.find(({ text: said }) => consent.test(said))
    const covers = /压覆/.test(part.text)
    const own = subjectsOf(part.text)
    // "区内钨矿的…，县级不投放采矿权": the mineral stands in the part before.
    const named = own.length > 0 || i === 0 ? own : subjectsOf(parts[i - 1]!.text.replace(/^.*?区内/, ''))
    // Nothing says whose resource must not be built over: nothing to judge by.
    if (covers && own.length === 0) return []
    const others = /其[他它余]/.test(part.text)
    const kept = covers ? own : others ? subjectsOf(text.slice(0, part.start)) : []
    // What lies under is kept for its own mineral: the ban is on all that would be dug on top of it.
    const condition: Condition = {
      insideZone: kind,
      ...(kept.length > 0 ? { otherThan: kept } : {}),
      ...(/露天/.test(part.text) ? { methods: ['open-pit'] as const } : {}),
    }
    const last = near.at(-1)!
    const quoted = quoting(clause.span, parts[0]!.start, Math.min(last.end, parts[0]!.start + 300))
    const grows = /扩大|扩建|扩能|扩界/.test(part.text)
    return actsIn(part.text.replace(/压覆/g, '开采')).map((act) =>
      draft(clause, quoted, {
        act,
        subjects: others && /固体/.test(part.text) ? ['固体矿产'] : covers || others ? [] : named,
        appliesTo: grows
          ? ['expansion', 'capacity-upgrade', ...(/新(?:[建立设办批]|开办?)/.test(part.text) ? newRights : [])]
          : /新(?:[建立设办批]|开办?)|投放|设立|出让/.test(part.text)
            ? newRights
            : everyChange,
        condition,
        exceptions: grows ? [] : freedAfter(plan, clause),
        test: { measure: open ? 'consent' : 'zone', op: 'not-intersect', value: kind, unit: null },
        force: forceOf(part.text) === 'in-principle' ? 'in-principle' : 'must',
        effect: 'refuse',
      }),
    )
  })
}

/** A paper or an undertaking that shows consent; leave to build over a resource is leave for nothing else. */
export const consentShown = (rule: Rule, { application }: Situation): boolean | undefined => {
  const { documents, undertakings } = application
  if (!documents && !undertakings) return undefined
  const building = /压覆/.test(rule.quote)
  return [...(documents ?? []), ...(undertakings ?? [])].some(
    (name) => /同意|批准|核准|批复|论证|许可|审批/.test(name) && (building || !/压覆/.test(name)),
  )
}

/** The zones of the banned kind that the area lies in, by name. */
const liesInZones = ({ test }: Rule, { application, land }: Situation): readonly string[] => {
  const mapped = land?.overlaps.filter(({ zone, area, sliver }) => zone === test.value && area > 0 && !sliver) ?? []
  const named = mapped.map(({ feature }) => feature)
  return named.length > 0 ? named : (application.inside ?? []).filter((name) => zoneKindIn(name) === test.value)
}

const judge = (rule: Rule, situation: Situation): Finding => {
  if (rule.test.measure === 'grants')
    return answer(rule, brokenVerdict(rule), {
      zh: `该县区或乡镇不再新设${rule.test.value}`,
      en: 'no more rights are granted in this county or township',
    })
  const zones = liesInZones(rule, situation).map((name) => `“${name}”`)
  const zh = zones.length > 0 ? zones.join('、') : '该分区'
  if (rule.test.measure === 'consent') {
    const shown = consentShown(rule, situation)
    if (shown === undefined) return unknownFor(rule, ['documents'])
    if (shown) return answer(rule, 'pass', { zh: '已取得同意', en: 'consent is shown' })
  }
  return answer(rule, rule.force === 'in-principle' ? 'needs-reasons' : 'fail', {
    zh: rule.test.measure === 'consent' ? `位于${zh}内，未见同意文件` : `位于${zh}内，规划在此禁止`,
    en: rule.test.measure === 'consent' ? 'lies in the zone and shows no consent' : 'lies in a zone the plan closes',
  })
}

export const zoneBan: RuleKindDefinition = {
  kind: 'zone-ban',
  read: (plan: Plan) => normativeClauses(plan).flatMap((clause) => readClause(plan, clause)),
  judge,
}
