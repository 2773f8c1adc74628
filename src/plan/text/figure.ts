/** Numbers in running text with their unit, what they are said of, and how they bind. */
import { type FoundQuantity, quantitiesIn } from '#mineral/quantity.ts'
import { type Dimension as Measured, parseUnit } from '#mineral/unit.ts'

/** What is measured: shares in per cent, times in years; minerals are counted by 种, apart from all that comes in pieces. */
export type Dimension = Exclude<Measured, 'ratio' | 'time'> | 'percent' | 'years' | 'kinds'

type FigureUnit = { readonly dimension: Dimension; readonly factor: number; readonly per: 'year' | 'day' | null }

export type Figure = FigureUnit & {
  readonly value: number
  readonly decimals: number
  /** As written, "33个". */
  readonly text: string
  /** As written without the number, "万吨/年". */
  readonly unit: string
  /** Offsets of number and unit in the text. */
  readonly start: number
  readonly end: number
  /** Words before it back to the last boundary or figure, and where they begin. */
  readonly label: string
  readonly labelStart: number
  /** The noun right behind it ("3个重点开采区" → "重点开采区"), '' where a boundary follows. */
  readonly noun: string
  readonly nounEnd: number
  readonly bound: 'at-most' | 'at-least' | null
}

/** "铜吨": the metal named before a unit of mass. */
const METAL = /^[铜铅锌铁锡钨钼锰]/

/** The dimension and factor of a unit as written ("矿石万吨/年"), null when it is none that figures are told in. */
export const unitOf = (written: string): FigureUnit | null => {
  const unit = parseUnit(written) ?? parseUnit(written.replace(METAL, ''))
  if (!unit || unit.per === 'month' || unit.per === 'hour') return null
  const { dimension, per } = unit
  if (dimension === 'ratio') return /[%％]$/.test(written) ? { dimension: 'percent', factor: 1, per } : null
  if (dimension === 'time') return /年$/.test(written) ? { dimension: 'years', factor: 1, per } : null
  return { dimension: /种$/.test(written) ? 'kinds' : dimension, factor: unit.factor, per }
}

/** How far something came is no limit on it: 达28%, 增加到77%. 达到, as a demand, is one. */
const REACHED = /^(?:达|提[高升](?:到|至)|增(?:加|长)?(?:到|至))$/

const boundOf = (text: string, { op, opStart, start, opEnd, end }: FoundQuantity): Figure['bound'] => {
  if (op === '<=' || op === '<') return 'at-most'
  if (op !== '>=' && op !== '>') return null
  return opEnd === end && REACHED.test(text.slice(opStart, start)) ? null : 'at-least'
}

const BOUNDARY = '，。；、：（）()；;,:！？“”《》'

/** 一个区块 and 五年来 count nothing. */
const inWords = (text: string, at: number): boolean => !/[\d０-９]/.test(text[at]!)

const NUMBER = /^[\d,，]+(?:\.(\d+))?/

/** Every figure in the text, in order. Ranges, years of the calendar and map scales are none. */
export const figuresIn = (text: string): readonly Figure[] => {
  let last = 0
  return quantitiesIn(text).flatMap((quantity: FoundQuantity): Figure | [] => {
    const { value, start, end, written } = quantity
    const unit = unitOf(written)
    if (!unit || quantity.upper !== undefined || (inWords(text, start) && (value < 2 || unit.dimension === 'years')))
      return []
    let labelStart = start
    while (labelStart > last && !BOUNDARY.includes(text[labelStart - 1]!)) labelStart--
    let nounEnd = end
    while (nounEnd < text.length && nounEnd < end + 20 && !`${BOUNDARY}0123456789—`.includes(text[nounEnd]!)) nounEnd++
    last = end
    return {
      ...unit,
      value,
      decimals: NUMBER.exec(text.slice(start, end))?.[1]?.length ?? 0,
      text: text.slice(start, end),
      unit: written.replace(/\s/g, ''),
      start,
      end,
      label: text.slice(labelStart, start).trim(),
      labelStart,
      noun: text.slice(end, nounEnd).trim(),
      nounEnd,
      bound: boundOf(text, quantity),
    }
  })
}

/** Whether two figures may be added: one dimension, and for counts no 种 among 个. */
export const addable = (a: Figure, b: Figure): boolean => a.dimension === b.dimension && a.per === b.per

/** Half a unit of the last written digit, in base units: how far a rounded figure may stand from the exact one. */
export const tolerance = (figure: { readonly decimals: number; readonly factor: number }): number =>
  0.5 * 10 ** -figure.decimals * figure.factor

/** The value in the dimension's base unit. */
export const baseValue = (figure: Figure): number => figure.value * figure.factor

/** A number without the noise of binary fractions: at most `decimals` places, no trailing zeros. */
export const tidy = (value: number, decimals = 6): string => {
  const text = value.toFixed(decimals)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
