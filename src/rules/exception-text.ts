/** Departures tied to the rules they depart from, as the readers of floors and of service life need it. */
import type { Clause } from '#plan/plan.ts'
import type { Departure } from '#rules/departure.ts'
import { knownPurposesIn } from '#rules/purpose.ts'
import type { Exception, Test } from '#rules/rule.ts'
import { quoting } from '#rules/sentence.ts'
import type { Statement } from '#rules/statement.ts'

/** An exception from a departure and the statement that says what holds instead; `test` null frees from the rule. */
export const exceptionOf = (
  departure: Departure,
  statement: Statement,
  test: Test | null,
  duties: readonly string[],
): Exception => {
  const { clause } = departure
  const from = departure.clause === statement.clause ? Math.min(departure.start, statement.start) : departure.start
  const { quote, at } = quoting(
    clause.span,
    from,
    departure.frees ? departure.start + departure.when.length : statement.end,
  )
  const { events } = statement
  return {
    when: departure.when,
    condition: { ...departure.condition, ...(departure.ownSentence && events && test ? { events } : {}) },
    test,
    duties,
    quote,
    at,
    ...(departure.ownSentence && test ? { standsAlone: true } : {}),
  }
}

/**
 * "除…应急工程确需外，不再新设…", "禁止…，…需要的除外": purposes that free from a ban, whole. A clause without such words,
 * or whose exempted are told by no purpose, has none.
 */
export const exemptionsIn = (clause: Clause): readonly Exception[] => {
  const { text } = clause.span
  const hit =
    /除(?:了)?([^，。；]{2,60}?)(?:需要|确需|必需|需求|建设)?(?:的)?(?:以)?外[，,]|([^，。；]{2,60}?)(?:的|等)?，?(?:除外|不在此[限列]|不受此限)/.exec(
      text,
    )
  const words = hit?.[1] ?? hit?.[2]
  const known = words ? knownPurposesIn(words) : []
  // A deed nobody foresaw ("经批准的清淤疏浚除外") keeps the plan's words; whoever claims it says so in them.
  const purposes =
    known.length > 0 ? known : words && /的[\u4e00-\u9fff]{2,8}$/.test(words) ? [words.split('的').at(-1)!] : []
  if (!hit || !words || purposes.length === 0) return []
  const quoted = quoting(clause.span, hit.index, hit.index + hit[0].length)
  return [{ when: words, condition: { purposes }, test: null, duties: [], ...quoted }]
}

/** What comes after the last figure of a departure's sentence: the duties that come with it. */
export const dutiesAfter = (statements: readonly Statement[], statement: Statement): readonly string[] => {
  const { departure, clause } = statement
  if (!departure || departure.frees) return []
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
export const departsFrom = (base: Statement, statement: Statement): boolean => {
  const same = base.clause.paragraph.at.start === statement.clause.paragraph.at.start
  const { subjects } = statement
  const open = base.departure === null || base.departure.frees
  return same && open && (subjects.length === 0 || subjects.some((name) => base.subjects.includes(name)))
}
