/**
 * A reader with a pencil: what each clause of a plan says of an application, written by hand from the document. It reads
 * no text, knows no rule and no kind; it is slow-witted on purpose, so that it errs elsewhere than the engine does.
 */
import type { Quantity } from '#mineral/quantity.ts'
import type { FindingVerdict } from '#rules/finding.ts'
import type { Application, LedgerFacts } from '#rules/situation.ts'

/** null: the clause does not speak of this application; 'anything': the pencil does not work it out. */
export type Says = FindingVerdict | null | 'anything'

export type Card = {
  /** The clause, by words that occur in no other. */
  readonly quote: string
  /** Several where the clause makes several demands at once. */
  readonly says: (application: Application, ledger: LedgerFacts) => Says | readonly Says[]
}

/** What an application for one mineral may state: outputs around every figure the plan has for it, in one unit. */
export type Product = {
  readonly mineral: string
  readonly unit: string
  readonly outputs: readonly number[]
  /** A block of the plan meant for it, where it has one. */
  readonly block?: string
}

export type PencilPlan = {
  readonly file: string
  readonly region: string
  readonly products: readonly Product[]
  readonly years: readonly number[]
  /** m³ or t as the plan's own table has them; empty where no clause asks for reserves. */
  readonly reserves: readonly Quantity[]
  readonly zones: readonly string[]
  /** Townships its clauses name, and one besides. */
  readonly townships: readonly string[]
  readonly cards: readonly Card[]
}

/** What is not known is never a pass. */
export const least = (value: number | undefined, floor: number, broken: Says = 'fail', lacking: Says = 'unknown') =>
  value === undefined ? lacking : value < floor ? broken : 'pass'

/** A right that is new, granted afresh or grown out of an exploration right. */
export const opens = ({ event }: Application): boolean => event === 'new' || event === 'conversion'

export const digs = (application: Application, ...minerals: readonly string[]): boolean =>
  application.act === 'mining' && minerals.includes(application.minerals[0]!)

export const seeks = (application: Application, ...minerals: readonly string[]): boolean =>
  application.act === 'exploration' && minerals.includes(application.minerals[0]!)

/** true, false, or nobody knows. */
export const within = ({ inside }: Application, ...zones: readonly string[]): boolean | undefined =>
  inside === undefined ? undefined : inside.some((zone) => zones.includes(zone))

/** A clause that holds only where `held` does: not where it does not; unknown where nobody knows and it would object. */
export const where = (held: boolean | undefined, says: Says): Says =>
  held === true || says === null ? says : held === false ? null : says === 'pass' ? 'pass' : 'unknown'

/** Floors of a table row, by the scale of the deposit; undefined where the row sets none for it. */
export const byScale = (
  { depositScale, annualOutput }: Application,
  large: number | undefined,
  medium: number | undefined,
  small: number | undefined,
): Says => {
  const floors = [large, medium, small].filter((floor) => floor !== undefined)
  if (depositScale === undefined) {
    // Above every floor there is nothing to ask; below the least the answer is the same for all.
    const output = annualOutput?.value
    if (output === undefined) return 'unknown'
    if (output < Math.min(...floors) && floors.length === 3) return 'fail'
    return output >= Math.max(...floors) ? 'pass' : 'unknown'
  }
  const floor = { large, medium, small }[depositScale]
  return floor === undefined ? null : least(annualOutput?.value, floor)
}

/** A paper or an undertaking that is asked for: a condition until it is there. */
export const asks = (given: readonly string[] | undefined, ...papers: readonly string[]): Says =>
  given === undefined ? 'unknown' : papers.every((paper) => given.includes(paper)) ? 'pass' : 'condition'

export const output = ({ annualOutput }: Application): number | undefined => annualOutput?.value

/** What is stated, else what reserves and output make of it. */
export const years = ({ serviceLife, reserves, annualOutput }: Application): number | undefined =>
  serviceLife?.value ??
  (reserves && annualOutput?.unit.startsWith(reserves.unit) ? reserves.value / annualOutput.value : undefined)

export const mines = ({ act }: Application): boolean => act === 'mining'

/** A clause that speaks of one method alone. */
export const by = ({ method }: Application, meant: 'open-pit' | 'underground', says: Says): Says =>
  where(method === undefined ? undefined : method === meant, says)
