/** Quantities in sentences as rules need them: told apart by what they measure. */
import { type FoundQuantity, quantitiesIn } from '#mineral/quantity.ts'
import { parseUnit } from '#mineral/unit.ts'

export type Threshold = FoundQuantity & {
  /** 'output' is a mass or a volume, with or without its time. */
  readonly measures: 'output' | 'years' | 'months' | 'count' | 'share' | 'money' | 'area' | 'power' | 'other'
}

const measureOf = (unit: string): Threshold['measures'] => {
  const parsed = parseUnit(unit)
  if (parsed?.dimension === 'mass' || parsed?.dimension === 'volume') return 'output'
  if (parsed?.dimension === 'time') return /年/.test(unit) ? 'years' : /月/.test(unit) ? 'months' : 'other'
  if (parsed?.dimension === 'ratio') return 'share'
  if (parsed?.dimension === 'count') return 'count'
  if (parsed?.dimension === 'money') return 'money'
  if (parsed?.dimension === 'area') return 'area'
  return parsed?.dimension === 'power' ? 'power' : 'other'
}

/** Every quantity of a text with what it measures; offsets are the text's. */
export const thresholdsIn = (text: string): readonly Threshold[] =>
  quantitiesIn(text).map((found) => ({ ...found, measures: measureOf(found.unit) }))

/** A unit of output as a yearly one where the text says neither year nor day (plans write 矿石万吨 for a year's). */
export const yearly = (unit: string): string => (parseUnit(unit)?.per === null ? `${unit}/年` : unit)
