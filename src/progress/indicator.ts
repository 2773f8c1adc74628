/** How far each indicator of a plan has come: its base value, its target, and what the ledger knows of it by now. */
import { convertQuantity } from '#mineral/quantity.ts'
import type { Fact, Plan } from '#plan/plan.ts'
import { countedMines, missingYears } from '#rules/balance.ts'
import { namesMineral } from '#rules/condition.ts'
import type { LedgerFacts, MineEntry } from '#rules/situation.ts'
import { yearly } from '#rules/threshold.ts'

export type YearValue = {
  readonly year: number
  readonly value: number
  /** Producing mines whose return of that year lacks: the value is a part of the whole. */
  readonly missing: readonly string[]
}

export type IndicatorProgress = {
  readonly subject: string
  readonly measure: string
  readonly unit: string | null
  readonly attribute: Fact['attribute']
  readonly base: Fact | null
  readonly target: Fact
  /** By year, as far as the ledger knows; empty for what it does not keep. */
  readonly series: readonly YearValue[]
  /** In the unit of the target; null where the ledger does not know. */
  readonly now: number | null
  /** Whether the target is met by now; null where nobody knows. */
  readonly met: boolean | null
}

/** Subjects that stand for all minerals. */
const everything: ReadonlySet<string> = new Set(['', '全部', '矿山', '全县', '全市'])

const subjectsOf = ({ subject }: Fact): string[] => (everything.has(subject) ? [] : [subject])

const ofMinerals = (mines: readonly MineEntry[], subjects: readonly string[]): MineEntry[] =>
  mines.filter(({ minerals }) => subjects.length === 0 || namesMineral(subjects, minerals))

/** Output of each year that has returns, with the mines that lack; a year with a value that cannot be brought to the unit
 * is left out. */
export const outputSeries = (ledger: LedgerFacts, subjects: readonly string[], unit: string): YearValue[] => {
  const names = new Set(ofMinerals(ledger.mines, subjects).map(({ name }) => name))
  const gaps = missingYears(ledger, subjects)
  const years = new Map<number, number>()
  for (const { mine, year, output } of ledger.returns) {
    if (!names.has(mine)) continue
    const converted = convertQuantity({ value: output.value, unit: yearly(output.unit) }, unit)
    years.set(year, (years.get(year) ?? 0) + ('unknown' in converted ? Number.NaN : converted.value))
  }
  return [...years]
    .filter(([, value]) => !Number.isNaN(value))
    .map(([year, value]) => ({
      year,
      value: Number(value.toPrecision(12)),
      missing: gaps.filter(({ years: lacking }) => lacking.includes(year)).map(({ mine }) => mine),
    }))
    .sort((a, b) => a.year - b.year)
}

/** Percent of the mines that are large or medium; null where no mine, or one of unknown size, is counted. */
export const largeMediumShare = (ledger: LedgerFacts, subjects: readonly string[]): number | null => {
  const mines = countedMines(ledger, subjects)
  if (mines.length === 0 || mines.some(({ scale }) => scale === undefined)) return null
  return (100 * mines.filter(({ scale }) => scale !== 'small').length) / mines.length
}

/** What the ledger keeps, by the measure's words. */
const known = (target: Fact, ledger: LedgerFacts): Pick<IndicatorProgress, 'series' | 'now'> => {
  const subjects = subjectsOf(target)
  if (/(?:大中型|大、中型).*比例/.test(target.measure)) return { series: [], now: largeMediumShare(ledger, subjects) }
  if (/^(?:矿山|采矿权)(?:总)?(?:数量|数|个数)$/.test(target.measure))
    return { series: [], now: countedMines(ledger, subjects).length }
  if (/^年?开采(?:总)?量$|^年?产量$/.test(target.measure)) {
    const series = outputSeries(ledger, subjects, yearly(target.unit ?? ''))
    return { series, now: series.at(-1)?.value ?? null }
  }
  return { series: [], now: null }
}

const meets = (now: number, { op, value }: Fact): boolean | null => {
  if (typeof value !== 'number') return null
  if (op === '<=') return now <= value
  if (op === '<') return now < value
  if (op === '>') return now > value
  return op === '>=' ? now >= value : null
}

const nothingKnown = { series: [], now: null } as const

/**
 * One line for each indicator with a target after the base year; the same target told twice is one line. Without a
 * ledger (null) nothing is known of now: not even that there is no mine.
 */
export const indicatorProgress = (plan: Plan, ledger: LedgerFacts | null): IndicatorProgress[] => {
  const stated = plan.facts.filter(({ kind, value }) => kind === 'indicator' && typeof value === 'number')
  const { base: baseYear } = plan.period
  const targets = new Map<string, Fact>()
  for (const fact of stated) {
    const key = `${fact.subject} ${fact.measure} ${fact.year}`
    if (fact.year !== baseYear && fact.op !== '=' && !targets.has(key)) targets.set(key, fact)
  }
  return [...targets.values()].map((target) => {
    const { subject, measure, unit, attribute } = target
    const same = (fact: Fact) => fact.subject === subject && fact.measure === measure && fact.year === baseYear
    const { series, now } = ledger ? known(target, ledger) : nothingKnown
    const told = now === null ? null : meets(now, target)
    // Of a part of the whole only what more output cannot undo is sure: over a cap, or up to a target.
    const partly = (series.at(-1)?.missing.length ?? 0) > 0
    const met = partly && told === /^<=?$/.test(target.op ?? '') ? null : told
    return { subject, measure, unit, attribute, base: stated.find(same) ?? null, target, series, now, met }
  })
}
