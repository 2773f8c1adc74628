/** Indicators as a reader meets them: one line each, what this plan aims at beside where it starts. */
import type { Fact, Plan } from '#plan/plan.ts'

/** One indicator with the plan's target and, where the same line of the plan tells it, the value of the base year. */
export type IndicatorRow = { readonly name: string; readonly target: Fact; readonly base: Fact | null }

/** Subjects that mean the plan's whole region: an indicator needs no such word before it. */
export const wholes: ReadonlySet<string> = new Set(['', '全部', '全县', '全市', '全省', '全国', '全区', '矿山'])

const shown = (value: number | string | null): string =>
  typeof value === 'number' ? value.toLocaleString('zh-CN', { maximumFractionDigits: 6 }) : (value ?? '')

/** "≤ 80 万吨"; what is told exactly stands without a sign. */
const signs: Readonly<Partial<Record<Fact['op'], string>>> = { '<=': '≤', '>=': '≥', '<': '＜', '>': '＞' }

/** The value as written, an indicator's with its sign. */
export const signedValue = ({ value, op, kind }: Fact): string =>
  `${kind === 'indicator' && typeof value === 'number' ? (signs[op] ?? '') : ''}${shown(value)}`

/** Value and unit of a fact as written. */
export const withUnit = (fact: Fact): string =>
  `${signedValue(fact)} ${typeof fact.value === 'number' ? (fact.unit ?? '') : ''}`.trim()

const nameOf = ({ subject, measure }: Fact): string => {
  if (!measure || subject.includes(measure)) return subject
  return wholes.has(subject) || measure.includes(subject) ? measure : `${subject} ${measure}`
}

/** The plan's own word for the line: what stands before the unit ("复绿面积 公顷 24.5"). */
const ownName = (fact: Fact): string => {
  const words = fact.quote.split(/\s+/)
  const at = fact.unit === null ? -1 : words.indexOf(fact.unit)
  return at > 0 ? words[at - 1]! : nameOf(fact)
}

/** What a plan aims at: the value of its last year, or one it calls binding or expected. The last round's have neither. */
const isTarget = ({ year, attribute, op }: Fact, { base, to }: Plan['period']): boolean =>
  year === to || (attribute !== null && (year === null || (year !== base && op !== '=')))

const sameLine = (a: Fact, b: Fact): boolean =>
  a.subject === b.subject &&
  a.measure === b.measure &&
  a.table === b.table &&
  (a.table === undefined || a.row === b.row)

/**
 * One row for each indicator this plan sets: a line of its table; an indicator told in the text only where no table
 * tells it. Two lines of one name go by the plan's own words for them.
 */
export const indicatorRows = ({ facts, period }: Plan): IndicatorRow[] => {
  const told = facts.filter(({ kind, value }) => kind === 'indicator' && value !== null)
  const targets: Fact[] = []
  for (const fact of [...told].sort((a, b) => Number(a.table === undefined) - Number(b.table === undefined))) {
    if (!isTarget(fact, period)) continue
    const same = targets.filter(({ subject, measure }) => subject === fact.subject && measure === fact.measure)
    const again = same.some(
      (one) =>
        fact.table === undefined ||
        one.table === undefined ||
        sameLine(one, fact) ||
        (one.value === fact.value && one.unit === fact.unit),
    )
    if (!again) targets.push(fact)
  }
  const names = targets.map(nameOf)
  return targets.map((target, i) => ({
    name: names.filter((name) => name === names[i]).length > 1 ? ownName(target) : names[i]!,
    target,
    base:
      told.find(
        (fact) => fact !== target && fact.year === period.base && period.base !== null && sameLine(fact, target),
      ) ?? null,
  }))
}
