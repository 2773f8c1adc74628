/**
 * Clauses of one plan that ask different things of the same application. The more specific one (a departure, by variety,
 * method, event or place) governs; where neither is, both stand and the stricter decides. An upper plan never gives way.
 */
import { normalMineral } from '#mineral/mineral.ts'
import { compareQuantities, type Quantity } from '#mineral/quantity.ts'
import type { Words } from '#rules/finding.ts'
import type { Application } from '#rules/situation.ts'
import { type Judged, yielding } from './judged.ts'
import type { Disagreement } from './opinion.ts'

type Dimension = 'exception' | 'variety' | 'method' | 'event' | 'place'

/** In what a rule is more than general. The deposit's scale and the mineral are how tables are keyed, not what narrows. */
const dimensions = ({ rule, excepted }: Judged): ReadonlySet<Dimension> => {
  const { condition, appliesTo } = rule
  const found = new Set<Dimension>()
  if (excepted || condition.purposes) found.add('exception')
  if (condition.varieties) found.add('variety')
  if (condition.methods) found.add('method')
  // What holds for every mine there is ("已有矿山") stands beside what a change must meet; it does not stand in its place.
  if (!appliesTo.includes('new') && !appliesTo.includes('renewal')) found.add('event')
  if (condition.insideZone || condition.outsideZone || condition.zoneName || condition.townships || condition.counties)
    found.add('place')
  if (condition.onFarmland !== undefined) found.add('place')
  return found
}

const byScale = ({ rule }: Judged): boolean =>
  rule.condition.depositScale !== undefined ||
  rule.test.byScale !== undefined ||
  rule.condition.reservesUnit !== undefined

/** In what `a` is more specific than `b`, null where it is not: it has all that `b` has and something besides. */
const moreSpecific = (a: Judged, b: Judged): Dimension | null => {
  const [mine, other] = [dimensions(a), dimensions(b)]
  // A departure departs from whatever would hold without it, by place and by method too.
  if (mine.has('exception') && !other.has('exception')) return 'exception'
  for (const dimension of other) if (!mine.has(dimension)) return null
  const dimension = [...mine].find((one) => !other.has(one)) ?? null
  // A floor by method does not set aside one by the deposit's scale: each is keyed by what the other leaves open.
  return dimension === 'method' && byScale(b) && !byScale(a) ? null : dimension
}

const decided: ReadonlySet<string> = new Set(['pass', 'fail', 'needs-reasons', 'needs-a-person', 'preferred'])

/** Kinds whose figures stand for one and the same thing, so that two of them can disagree. */
const leastKinds: ReadonlySet<string> = new Set(['floor', 'service-life'])

/** The least output or years a rule asks of this application, null where it asks none. */
export const threshold = ({ held }: Judged, application: Application): Quantity | null => {
  if (!leastKinds.has(held.kind)) return null
  const { op, value, unit, byScale } = held.test
  if (op !== '>=' || unit === null) return null
  const least = byScale && application.depositScale ? byScale[application.depositScale] : value
  return typeof least === 'number' ? { value: least, unit } : null
}

const capKinds: ReadonlySet<string> = new Set(['quota', 'mine-count'])

/** Two totals or numbers set for the same thing under the same condition, and yet not the same figure. */
const capsDiffer = (a: Judged, b: Judged): Words | null => {
  if (!capKinds.has(a.rule.kind) || a.held.test.op !== '<=' || b.held.test.op !== '<=') return null
  const [x, y] = [a.held.test, b.held.test]
  if (typeof x.value !== 'number' || typeof y.value !== 'number' || x.unit === null || y.unit === null) return null
  const of = ({ rule }: Judged): string =>
    JSON.stringify([rule.condition, [...new Set(rule.subjects.map(normalMineral))].sort()])
  if (of(a) !== of(b)) return null
  const compared = compareQuantities({ value: x.value, unit: x.unit }, { value: y.value, unit: y.unit })
  const same = 'order' in compared ? compared.order === 0 : x.unit !== y.unit || x.value === y.value
  return same
    ? null
    : { zh: `${x.value} ${x.unit}与${y.value} ${y.unit}`, en: `${x.value} ${x.unit} and ${y.value} ${y.unit}` }
}

const names: Readonly<Record<Dimension, Words>> = {
  exception: { zh: '例外情形', en: 'a departure' },
  variety: { zh: '矿种类型', en: 'variety' },
  method: { zh: '开采方式', en: 'method' },
  event: { zh: '申请事项', en: 'event' },
  place: { zh: '地点', en: 'place' },
}

const text = ({ value, unit }: Quantity): string => `${value} ${unit}`

/** "不得超过3年" of a departure beside "不低于10年" of the table: a life that can keep only one of them. */
const lifeBounds = (a: Judged, b: Judged, application: Application): Words | null => {
  if (a.held.kind !== 'service-life') return null
  const [least, most] = a.held.test.op === '<=' ? [b, a] : [a, b]
  const [low, high] = [threshold(least, application), most.held.test]
  if (!low || high.op !== '<=' || typeof high.value !== 'number' || high.unit === null) return null
  const compared = compareQuantities(low, { value: high.value, unit: high.unit })
  return 'order' in compared && compared.order > 0
    ? {
        zh: `不低于${text(low)}与不超过${high.value} ${high.unit}`,
        en: `at least ${text(low)} and at most ${high.value} ${high.unit}`,
      }
    : null
}

/** Floors, totals and numbers are compared by their figure, directions by their sense; the rest binds side by side. */
const differ = (a: Judged, b: Judged, application: Application): Words | null => {
  if (a.rule.kind !== b.rule.kind || a.held.test.measure !== b.held.test.measure) return null
  const caps = capsDiffer(a, b)
  if (caps) return caps
  const [x, y] = [threshold(a, application), threshold(b, application)]
  if (x && y) {
    const { density } = application
    const compared = compareQuantities(x, y, density === undefined ? {} : { density })
    if ('unknown' in compared || compared.order === 0) return null
    return { zh: `${text(x)}与${text(y)}`, en: `${text(x)} and ${text(y)}` }
  }
  const verdicts = [a.finding.verdict, b.finding.verdict]
  const lives = lifeBounds(a, b, application)
  if (lives) return lives
  if (
    a.rule.kind === 'direction' &&
    verdicts.includes('preferred') &&
    verdicts.some((one) => one !== 'preferred' && one !== 'pass')
  )
    return { zh: '鼓励与限制', en: 'favoured and restricted' }
  return null
}

/** A least for deposits of every size that lies below the one for this size: who keeps the one keeps the other. */
const keptAlong = (a: Judged, b: Judged, application: Application): boolean => {
  if (byScale(a) === byScale(b)) return false
  const [scaled, general] = byScale(a) ? [a, b] : [b, a]
  const [x, y] = [threshold(scaled, application), threshold(general, application)]
  const compared = x && y && compareQuantities(x, y)
  return compared !== null && 'order' in compared && compared.order > 0
}

type Settled = { readonly judged: readonly Judged[]; readonly disagreements: readonly Disagreement[] }

/** Which of two governs; `governs` null where both stand. */
const settle = (
  a: Judged,
  b: Judged,
  words: Words,
): { readonly governs: Judged | null; readonly note: Disagreement } => {
  const forA = moreSpecific(a, b)
  const forB = forA ? null : moreSpecific(b, a)
  const dimension = forA ?? forB
  const [first, second] = forB ? [b, a] : [a, b]
  const how: Words = dimension
    ? {
        zh: `以按${names[dimension].zh}更具体的条文为准`,
        en: `the clause more specific by ${names[dimension].en} governs`,
      }
    : { zh: '两条同样具体，从严掌握', en: 'neither is more specific: the stricter decides' }
  return {
    governs: dimension ? first : null,
    note: {
      rules: [first.rule.id, second.rule.id],
      quotes: [first.finding.quote, second.finding.quote],
      governs: dimension ? first.rule.id : null,
      reason: dimension ?? 'stricter',
      message: {
        zh: `规划两处条文不一致（${words.zh}）：“${first.finding.quote}”与“${second.finding.quote}”；${how.zh}`,
        en: `two clauses disagree (${words.en}): "${first.finding.quote}" and "${second.finding.quote}"; ${how.en}`,
      },
    },
  }
}

/** What is more specific in these stands in the general figure's place; a method is only how tables are keyed. */
const answersInstead: ReadonlySet<Dimension> = new Set(['exception', 'variety', 'event', 'place'])

/**
 * A general figure in a unit that cannot be compared without the density (万吨 beside 万立方米) waits for nothing where a
 * more specific clause of the same kind, in the application's own unit, has answered.
 */
const incomparable = (one: Judged, answering: readonly Judged[]): Judged | undefined =>
  one.finding.verdict === 'unknown' && one.finding.missing.join() === 'density'
    ? answering.find(
        (other) =>
          other.rule.kind === one.rule.kind &&
          other.held.test.measure === one.held.test.measure &&
          answersInstead.has(moreSpecific(other, one) ?? 'method'),
      )
    : undefined

/** Finds what disagrees among the rules of one plan that answer this application, and lets the general give way. */
export const settleDisagreements = (judged: readonly Judged[], application: Application): Settled => {
  const answering = judged.filter(({ finding }) => decided.has(finding.verdict))
  const disagreements: Disagreement[] = []
  const yields = new Map<Judged, { readonly to: Judged; readonly note: Disagreement }>()
  answering.forEach((a, i) => {
    for (const b of answering.slice(i + 1)) {
      const words = differ(a, b, application)
      if (!words) continue
      const { governs, note } = settle(a, b, words)
      if (!governs && keptAlong(a, b, application)) continue
      disagreements.push(note)
      const general = governs === a ? b : a
      // Where both give the same answer nothing has to give way: both are cited.
      if (governs && a.finding.verdict !== b.finding.verdict && !yields.has(general))
        yields.set(general, { to: governs, note })
    }
  })
  return {
    judged: judged.map((one) => {
      const way = yields.get(one)
      const narrower = way ? undefined : incomparable(one, answering)
      if (narrower)
        return yielding(one, narrower.rule, {
          zh: `计量单位不同，以更具体的“${narrower.finding.quote}”为准`,
          en: `measured in another unit; the more specific clause "${narrower.finding.quote}" governs`,
        })
      if (!way) return one
      return yielding(one, way.to.rule, {
        zh: `与“${way.to.finding.quote}”不一致，以该更具体的条文为准（本条结果：${one.finding.message.zh}）`,
        en: `gives way to the more specific clause "${way.to.finding.quote}" (by itself: ${one.finding.message.en})`,
      })
    }),
    disagreements,
  }
}
