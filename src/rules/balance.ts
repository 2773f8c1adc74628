/** What the ledger says is already there: mines that count, output of the latest returns. */
import { convertQuantity, type Incomparable, numberText } from '#mineral/quantity.ts'
import { newRights } from '#rules/applies-to.ts'
import { namesMineral } from '#rules/condition.ts'
import type { ApplicationEvent } from '#rules/rule.ts'
import type { Application, LedgerFacts, MineEntry } from '#rules/situation.ts'
import { yearly } from '#rules/threshold.ts'

const concerns = (subjects: readonly string[], minerals: readonly string[]): boolean =>
  subjects.length === 0 || namesMineral(subjects, minerals)

/** Mines that count against a cap: producing, building and suspended ones, not those closed. */
export const countedMines = (ledger: LedgerFacts, subjects: readonly string[]): readonly MineEntry[] =>
  ledger.mines.filter((mine) => mine.status !== 'closed' && concerns(subjects, mine.minerals))

/** Events by which a mine that stands already digs more or elsewhere; the others leave its output as it is. */
const growing: readonly ApplicationEvent[] = ['expansion', 'capacity-upgrade', 'change']

/** True where an application speaks of a mine that stands, so that its output takes the place of what is dug there. */
export const grows = ({ event }: Application): boolean => growing.includes(event)

/** True where an application, once granted, adds to what is dug. */
const adds = (application: Application): boolean => newRights.includes(application.event) || grows(application)

const aheadBy = (ledger: LedgerFacts, subjects: readonly string[], events: readonly ApplicationEvent[]) =>
  (ledger.ahead ?? []).filter(
    (other) => other.act === 'mining' && events.includes(other.event) && concerns(subjects, other.minerals),
  )

/** Applications ahead in the queue that would add a mine of these minerals. */
export const aheadOf = (ledger: LedgerFacts, subjects: readonly string[]): readonly Application[] =>
  aheadBy(ledger, subjects, newRights)

/** The registered mine an application names; undefined where it names none or one that is not in the register. */
export const mineOf = ({ mine }: Application, ledger: LedgerFacts): MineEntry | undefined =>
  mine === undefined ? undefined : ledger.mines.find(({ name }) => name === mine)

/**
 * The ledger without what the application would take the place of: the output of the mine it names, of the mines that
 * applications ahead name and would add to, and the earlier applications for one and the same mine.
 */
export const withoutReplaced = (ledger: LedgerFacts, application?: Application): LedgerFacts => {
  const own = application && mineOf(application, ledger)?.name
  const later = new Map<string, Application>()
  for (const other of ledger.ahead ?? []) if (adds(other) && mineOf(other, ledger)) later.set(other.mine!, other)
  const ahead = (ledger.ahead ?? []).flatMap((other) => {
    if (!adds(other) || other.mine === undefined) return [other]
    if (later.has(other.mine)) return later.get(other.mine) === other && other.mine !== own ? [other] : []
    // A name that the register does not know says no more than none.
    const { mine: _, ...unnamed } = other
    return [unnamed]
  })
  const replaced = new Set([...later.keys(), ...(own === undefined ? [] : [own])])
  return {
    mines: ledger.mines.filter(({ name }) => !replaced.has(name)),
    returns: ledger.returns.filter(({ mine }) => !replaced.has(mine)),
    ahead,
  }
}

export type MissingYears = { readonly mine: string; readonly years: readonly number[] }

/**
 * Years of which a producing mine of these minerals handed in no return, from its own first one to the latest that any
 * mine handed in; of a mine without any return that latest year.
 */
export const missingYears = (ledger: LedgerFacts, subjects: readonly string[]): readonly MissingYears[] => {
  const latest = Math.max(...ledger.returns.map(({ year }) => year))
  if (!Number.isFinite(latest)) return []
  return countedMines(ledger, subjects).flatMap(({ name, status }) => {
    if (status !== 'producing') return []
    const told = new Set(ledger.returns.filter(({ mine }) => mine === name).map(({ year }) => year))
    const first = Math.min(latest, ...told)
    const years = Array.from({ length: latest - first + 1 }, (_, i) => first + i).filter((year) => !told.has(year))
    return years.length > 0 ? [{ mine: name, years }] : []
  })
}

export type OutputBalance = {
  /** In the unit asked for. */
  readonly total: number
  /** "150 + 40": the summands. */
  readonly terms: readonly number[]
  /** How many applications ahead in the queue are among the summands. */
  readonly ahead: number
  /** Of the total, what may be counted twice: applications ahead that grow from a mine they do not name. */
  readonly doubled: number
  /** Mines whose output nobody reported. */
  readonly silent: readonly string[]
  /** Returns whose mine is not in the register: counted, for nobody knows that they do not belong here. */
  readonly strangers: readonly string[]
  /** Why a summand could not be brought to the unit, null where all could. */
  readonly unknown: Incomparable | null
}

/**
 * Yearly output of the minerals from each mine's latest return; a mine that is building counts with its approved output,
 * as do applications ahead in the queue.
 */
export const outputBalance = (
  ledger: LedgerFacts,
  subjects: readonly string[],
  unit: string,
  density?: number,
): OutputBalance => {
  const terms: number[] = []
  const silent: string[] = []
  let unknown: Incomparable | null = null
  const add = (value: number, own: string): number => {
    const converted = convertQuantity({ value, unit: yearly(own) }, unit, { density })
    if ('unknown' in converted) unknown = converted
    else terms.push(converted.value)
    return 'unknown' in converted ? 0 : converted.value
  }
  const latest = (mine: string) =>
    ledger.returns.filter((entry) => entry.mine === mine).toSorted((a, b) => b.year - a.year)[0]
  for (const mine of countedMines(ledger, subjects)) {
    const entry = latest(mine.name)
    if (entry) add(entry.output.value, entry.output.unit)
    else if (mine.annualOutput && mine.status !== 'suspended') add(mine.annualOutput.value, mine.annualOutput.unit)
    else if (mine.status === 'producing') silent.push(mine.name)
  }
  const registered = new Set(ledger.mines.map((mine) => mine.name))
  const strangers = [...new Set(ledger.returns.map((entry) => entry.mine).filter((mine) => !registered.has(mine)))]
  for (const mine of strangers) {
    const entry = latest(mine)!
    add(entry.output.value, entry.output.unit)
  }
  const largest = Math.max(0, ...terms)
  let doubled = 0
  const there = terms.length
  for (const other of aheadBy(ledger, subjects, [...newRights, ...growing])) {
    if (!other.annualOutput) continue
    const added = add(other.annualOutput.value, other.annualOutput.unit)
    if (grows(other) && other.mine === undefined) doubled += Math.min(added, largest)
  }
  const total = Number(numberText(terms.reduce((sum, term) => sum + term, 0)))
  return { total, terms, ahead: terms.length - there, doubled, silent, strangers, unknown }
}
