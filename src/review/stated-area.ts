/** The area an applicant states, beside the one computed from its corners. */
import type { StatedArea } from '#land/corner.ts'
import { convertQuantity, numberText, type Quantity } from '#mineral/quantity.ts'
import { areaText, areaTextEn } from '#rules/measure-text.ts'
import type { LandFacts } from '#rules/situation.ts'
import { type LandNote, landNote } from './land-note.ts'

/** m² of one. */
const units: Readonly<Record<string, number>> = { 平方千米: 1_000_000, 公顷: 10_000, 亩: 10_000 / 15, 平方米: 1 }

const isPowerOfTen = (value: number): boolean => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9

/** The value of the last digit written: 0.01 of 2.35, 1 of 1500. */
const lastDigit = (value: number): number => 10 ** -(numberText(value).split('.')[1]?.length ?? 0)

/**
 * What a file of corners states, in the unit whose figure shows best to which digit it was written: a number does not
 * keep the zeros at its end, and where they are lost the statement counts as the coarser, never as the finer one.
 */
export const statedQuantity = ({ area, digit }: StatedArea): Quantity => {
  const readings = Object.entries(units)
    .filter(([, size]) => isPowerOfTen(digit / size))
    .map(([unit, size]) => ({ unit, value: Number((area / size).toFixed(10)) }))
    .map(({ unit, value }) => ({
      unit,
      value,
      lost: Math.round(Math.log10((lastDigit(value) * units[unit]!) / digit)),
    }))
    .filter(({ lost }) => lost >= 0)
    .sort((a, b) => a.lost - b.lost)
  const { unit, value } = readings[0] ?? { unit: '平方米', value: area }
  return { value, unit }
}

/** m² by which the area of corners written to centimetres may be off: along the boundary of a square as large. */
const cornerRounding = (area: number): number => (4 * Math.sqrt(area) * 0.01) / 2

/** The stated area in m² and what is to be said of it: it agrees where rounding to its last digit explains all that is off. */
export const statedNote = (
  stated: Quantity | undefined,
  land: LandFacts,
): { readonly m2: number | null; readonly notes: readonly LandNote[] } => {
  const squareMetres = (value: number) => {
    const converted = convertQuantity({ value, unit: stated!.unit }, '平方米')
    return 'value' in converted ? converted.value : null
  }
  const m2 = stated ? squareMetres(stated.value) : null
  if (!stated || m2 === null) return { m2: null, notes: [] }
  const { area, ellipsoid = area } = land
  const off = Math.min(Math.abs(m2 - area), Math.abs(m2 - ellipsoid))
  const tolerance = squareMetres(lastDigit(stated.value))! / 2 + cornerRounding(area)
  const computed = `${stated.value} ${stated.unit}；${areaText(area)}（3度带平面）；${areaText(ellipsoid)}（椭球面）`
  return {
    m2,
    notes: [
      off <= tolerance
        ? landNote(
            'area',
            'told',
            { zh: '所述面积与图形计算面积一致', en: 'the stated area agrees with the computed one' },
            { computed },
          )
        : landNote(
            'area',
            'needs-a-person',
            {
              zh: `所述面积与图形计算面积相差${areaText(off)}，超过舍入所及的${areaText(tolerance)}`,
              en: `the stated area differs from the computed one by ${areaTextEn(off)}, more than the ${areaTextEn(tolerance)} of rounding`,
            },
            { computed },
          ),
    ],
  }
}
