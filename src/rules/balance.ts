/** What the ledger says is already there: mines that count, output of the latest returns. */
import { convertQuantity, type Incomparable, numberText } from '#mineral/quantity.ts'
import { namesMineral } from '#rules/condition.ts'
import type { Application, LedgerFacts, MineEntry } from '#rules/situation.ts'
import { yearly } from '#rules/threshold.ts'

const concerns = (subjects: readonly string[], minerals: readonly string[]): boolean =>
  subjects.length === 0 || namesMineral(subjects, minerals)

/** Mines that count against a cap: producing, building and suspended ones, not those closed. */
export const countedMines = (ledger: LedgerFacts, subjects: readonly string[]): readonly MineEntry[] =>
  ledger.mines.filter((mine) => mine.status !== 'closed' && concerns(subjects, mine.minerals))

/** Applications ahead in the queue that would add a mine of these minerals. */
export const aheadOf = (ledger: LedgerFacts, subjects: readonly string[]): readonly Application[] =>
  (ledger.ahead ?? []).filter((other) => other.act === 'mining' && concerns(subjects, other.minerals))

/** The part of a register that lies in one county; null where it does not say of every mine where it lies. */
export const ledgerWithin = (ledger: LedgerFacts, names: readonly string[]): LedgerFacts | null => {
  if (ledger.mines.some(({ region, status }) => region === undefined && status !== 'closed')) return null
  const mines = ledger.mines.filter(({ region }) => region !== undefined && names.includes(region))
  const here = new Set(mines.map(({ name }) => name))
  const ahead = ledger.ahead?.filter(({ region }) => names.includes(region))
  return { mines, returns: ledger.returns.filter(({ mine }) => here.has(mine)), ...(ahead ? { ahead } : {}) }
}

export type OutputBalance = {
  /** In the unit asked for. */
  readonly total: number
  /** "150 + 40": the summands. */
  readonly terms: readonly number[]
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
  const add = (value: number, own: string) => {
    const converted = convertQuantity({ value, unit: yearly(own) }, unit, { density })
    if ('unknown' in converted) unknown = converted
    else terms.push(converted.value)
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
  for (const other of aheadOf(ledger, subjects))
    if (other.annualOutput) add(other.annualOutput.value, other.annualOutput.unit)
  const total = Number(numberText(terms.reduce((sum, term) => sum + term, 0)))
  return { total, terms, silent, strangers, unknown }
}
