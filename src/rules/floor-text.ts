/** Minimum scales as sentences set them, with their departures. */

import type { DepositScale } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { forceOf } from '#rules/force.ts'
import type { Condition, Exception, RuleDraft, Test } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import type { Departure, Statement } from '#rules/statement.ts'
import { type Threshold, yearly } from '#rules/threshold.ts'

/** Words of a floor, of a mine's size, of a mine to be. */
const floorWords =
  /(?:最低|最小)(?:开采|生产|建设|设计)?规模|(?:开采|生产|建设|设计|矿山)规模|规模(?:不|应|要|必须|原则|达)|产能|生产能力|年产|日产|日处理|日采选|技改|新建|新立|新设|新办|扩建|准入|矿山不|不再/
/** Totals, reserves and history are no floors. */
const otherWords =
  /(?:年)?(?:开采|生产)?总量|年开采量|年产量|总产量|开采总|调控|资源量|需求|产值|消耗|利用量|处理率|储备|排放|投资|已形成/

const bounds = /分别(?:为|是|达到?|不(?:得)?低于|不少于|应?达到?|≥)?/

const isFloor = (statement: Statement, found: Threshold): boolean => {
  if (found.measures !== 'output') return false
  if (otherWords.test(statement.text.slice(0, found.start - statement.start))) return false
  if (bounds.test(statement.text) && floorWords.test(statement.text)) return true
  if (statement.banned) return found.op === '<' || found.op === '<='
  if (found.op === '>=')
    return (
      floorWords.test(statement.text) || (floorWords.test(statement.sofar) && /低于|少于|小于|≥/.test(statement.text))
    )
  // "最低开采规模指标为：建筑用石料5万立方米/年、…": a list after the words says no operator.
  return found.op === null && /(?:最低|最小)(?:开采|生产|建设|设计)?规模/.test(statement.sofar)
}

export const exceptionOf = (
  departure: Departure,
  statement: Statement,
  test: Test | null,
  duties: readonly string[],
): Exception => {
  const { clause } = departure
  const { quote, at } = quoting(clause.span, departure.ownSentence ? departure.start : statement.start, statement.end)
  const { events } = statement
  return {
    when: departure.when,
    condition: { ...departure.condition, ...(departure.ownSentence && events ? { events } : {}) },
    test,
    duties,
    quote,
    at,
    ...(departure.ownSentence ? { standsAlone: true } : {}),
  }
}

/** What comes after the last figure of a departure's sentence: the duties that come with it. */
export const dutiesAfter = (statements: readonly Statement[], statement: Statement): readonly string[] => {
  const { departure, clause } = statement
  if (!departure) return []
  const rest = statements.filter(
    (other) =>
      other.clause === clause &&
      other.start > statement.start &&
      other.departure !== null &&
      other.thresholds.every((found) => found.measures !== 'output' && found.measures !== 'years') &&
      !/(?:服务|开采|生产)年限|最低|规模/.test(other.text),
  )
  const first = rest[0]
  return first ? [clause.span.text.slice(first.start, rest.at(-1)!.end)] : []
}

/** A base and what departs from it must speak of the same paragraph and not of different minerals. */
export const departsFrom = (base: { readonly statement: Statement }, statement: Statement): boolean => {
  const a = base.statement
  const same = a.clause.paragraph.at.start === statement.clause.paragraph.at.start
  const subjects = statement.subjects
  return same && a.departure === null && (subjects.length === 0 || subjects.some((name) => a.subjects.includes(name)))
}

const forceIn = (text: string) => {
  const force = forceOf(text)
  return force === 'in-principle' || (force === 'target' && /力争|争取/.test(text)) || /鼓励|引导/.test(text)
    ? /鼓励|引导/.test(text)
      ? 'guidance'
      : force
    : 'must'
}

const scaleWords: readonly (readonly [DepositScale, RegExp])[] = [
  ['large', /大型?/],
  ['medium', /中型?/],
  ['small', /小型?/],
]

/** One threshold and what it is meant for. */
type Share = { readonly found: Threshold; readonly subjects: readonly string[]; readonly byScale?: Test['byScale'] }

/**
 * "A、B最低规模分别为X和Y": each of the things named before gets the figure at its place; "大、中、小型…分别为X、Y、Z" is one
 * floor by the deposit's scale. Without 分别 every figure is for all.
 */
const sharedOut = (statement: Statement, floors: readonly Threshold[]): readonly Share[] => {
  const { subjects, text } = statement
  const all = floors.map((found) => ({ found, subjects }))
  const at = text.search(bounds)
  if (at < 0 || floors.length < 2) return all
  const scales = scaleWords.filter(([, pattern]) => pattern.test(text.slice(0, at).replace(/大中型|中小型/g, '')))
  if (scales.length === floors.length)
    return [
      {
        found: floors.reduce((least, next) => (next.value < least.value ? next : least)),
        subjects,
        byScale: Object.fromEntries(scales.map(([scale], i) => [scale, floors[i]!.value])),
      },
    ]
  return subjects.length === floors.length ? floors.map((found, i) => ({ found, subjects: [subjects[i]!] })) : all
}

type Base = { readonly statement: Statement; readonly at: number; readonly value: number }

/** The floors of a plan's sentences, departures attached to what they depart from. */
export const floorsOfText = (statements: readonly Statement[]): readonly RuleDraft[] => {
  const rules: RuleDraft[] = []
  const bases: Base[] = []
  for (const statement of statements) {
    const floors = statement.thresholds.filter((found) => isFloor(statement, found))
    for (const { found, subjects: own, byScale } of sharedOut(statement, floors)) {
      const unit = yearly(found.unit)
      const test: Test = {
        measure: 'annualOutput',
        op: '>=',
        value: found.value,
        unit,
        ...(byScale ? { byScale } : {}),
      }
      const { departure } = statement
      const base = departure
        ? bases.findLast((known) => departsFrom(known, statement) && known.value > found.value)
        : undefined
      const duties = dutiesAfter(statements, statement)
      if (departure && base) {
        const index = base.at
        const rule = rules[index]!
        rules[index] = { ...rule, exceptions: [...rule.exceptions, exceptionOf(departure, statement, test, duties)] }
        if (!departure.ownSentence) continue
      }
      const { clause } = statement
      const subjects = own.length > 0 ? own : (base?.statement.subjects ?? [])
      const condition: Condition =
        departure && base ? { ...statement.condition, ...departure.condition } : statement.condition
      const force = forceIn(statement.text)
      if (!departure) bases.push({ statement, at: rules.length, value: found.value })
      rules.push(
        draft(clause, quoting(clause.span, departure && base ? departure.start : statement.start, statement.end), {
          act: 'mining',
          subjects,
          appliesTo: statement.events ?? newRights,
          condition,
          test,
          force,
          effect: force === 'guidance' ? 'prefer' : 'refuse',
          ...(departure && base && duties.length > 0 ? { duties } : {}),
        }),
      )
    }
  }
  return rules
}
