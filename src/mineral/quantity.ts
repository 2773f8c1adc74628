/** Quantities of the field: read, found in a text, converted and compared. */

import { halfWidth, numeralPattern, parseNumeral } from './numeral.ts'
import type { Unit } from './unit.ts'
import { isContent, parseUnit, unitPattern } from './unit.ts'
import { unitInEnglish } from './unit-english.ts'

export type Quantity = { readonly value: number; readonly unit: string }

export type QuantityOperator = '<=' | '>=' | '<' | '>' | '=' | '~'

export type FoundQuantity = Quantity & {
  /** The unit as written; `unit` also carries a 年/日 said before the number ("日处理…300吨" → 吨/日). */
  readonly written: string
  /** 以上, 不低于, 控制在…以内, 约 …; null when the text says none. */
  readonly op: QuantityOperator | null
  /** Upper end of a range ("3-5年"); value is its lower end. */
  readonly upper?: number
  /** From the first digit to the end of the unit. */
  readonly start: number
  readonly end: number
  /** The same with the words of the operator around it. */
  readonly opStart: number
  readonly opEnd: number
}

const tidy = (value: number): number => Number(value.toPrecision(12))

/** A number as a reader writes it: no 0.30000000000000004, no exponent. */
export const numberText = (value: number): string => {
  const text = String(tidy(value))
  return text.includes('e')
    ? tidy(value).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 })
    : text
}

const signs: Readonly<Record<string, QuantityOperator>> = {
  '≥': '>=',
  '>=': '>=',
  '≧': '>=',
  '⩾': '>=',
  '＞': '>',
  '>': '>',
  '≤': '<=',
  '<=': '<=',
  '≦': '<=',
  '⩽': '<=',
  '＜': '<',
  '<': '<',
  '=': '=',
  '≈': '~',
  '~': '~',
  '±': '~',
}
const modal = '(?:得|能|应|宜|可|予|再|许)?'
/** Read at the end of the words before a number, most particular first. */
const wordsBefore: readonly (readonly [RegExp, QuantityOperator])[] = [
  [
    new RegExp(
      `(?:不${modal}(?:低于|少于|小于|短于|低過)|不下于|大于(?:或)?等于|(?<!不${modal})至少(?:应|要|需)?(?:达到?|为)?|最低(?:为|达到?)?|下限为?|起码|确保)$`,
    ),
    '>=',
  ],
  [
    new RegExp(
      `(?:不${modal}(?:超过|超出|高于|大于|多于|突破|超)|控制(?:在|到|为|至)|小于(?:或)?等于|最多|至多|最高(?:为|不超过)?|上限为?|限制在|不突破|压减(?:到|至)|压缩(?:到|至)|保持在)$`,
    ),
    '<=',
  ],
  [/(?:低于|小于|少于|不足|不到|未达到|不满)$/, '<'],
  [/(?:超过|大于|高于|多于|突破)$/, '>'],
  [/(?:达到?|提高(?:到|至)|提升(?:到|至)|增(?:加|长)?(?:到|至))$/, '>='],
  [/(?:约|大约|近|大概|约为|约占|接近)$/, '~'],
]
const wordsAfter: readonly (readonly [RegExp, QuantityOperator])[] = [
  [/^\s*[（(]?(?:及其?以上|[（(]?含[）)]?以上|或以上|以上)/, '>='],
  [/^\s*[（(]?(?:及其?以下|或以下|以内|之内|以里|内(?![蒙容部外部陆在涵]))/, '<='],
  [/^\s*以下/, '<'],
  [/^\s*(?:左右|上下)/, '~'],
]

const whole = new RegExp(
  `^(≥|>=|≧|⩾|＞|>|≤|<=|≦|⩽|＜|<|≈|~|±|约|不低于|不超过)?\\s*(-?${numeralPattern}[十百千万亿]??)\\s*(${unitPattern})?$`,
  'u',
)
const reversed = new RegExp(`^(${unitPattern})\\s*[;；:：]\\s*(${numeralPattern})$`, 'u')

/**
 * One quantity that is the whole text: "30万立方米/年", "≥ 5 万吨", "45%", also "矿石 千吨;1200" with the unit first.
 * Without a unit of its own the number takes `unit` (a column's). null when the text is anything else.
 */
export const parseQuantity = (
  text: string,
  unit?: string | null,
): (Quantity & { readonly op: QuantityOperator | null }) | null => {
  const plain = halfWidth(text).replace(/\s+/g, ' ').trim()
  const hit = whole.exec(plain)
  if (hit) {
    const own = hit[3] ?? null
    if (own === null && (unit === undefined || unit === null)) return null
    const negative = hit[2]!.startsWith('-')
    const value = parseNumeral(negative ? hit[2]!.slice(1) : hit[2]!)
    if (value === null) return null
    const sign = hit[1]
    const op = sign ? (signs[sign] ?? (sign === '约' ? '~' : sign === '不低于' ? '>=' : '<=')) : null
    return { value: negative ? -value : value, unit: own ?? unit!, op }
  }
  const turned = reversed.exec(plain)
  const value = turned ? parseNumeral(turned[2]!) : null
  return turned && value !== null ? { value, unit: turned[1]!.replace(/\s+/g, ''), op: null } : null
}

const finder = new RegExp(
  `(?<![0-9A-Za-z.．])(${numeralPattern})(?:(${unitPattern})?\\s*(?:[-—–~～－至到]{1,2})\\s*(${numeralPattern}))?\\s*(${unitPattern})`,
  'gu',
)
const perDay = /日(?:处理|采选|开采|生产|产|采|均)[^，。；、（(]{0,10}$/
const perYear = /(?<![0-9０-９])年(?:均|度)?(?:处理|采选|开采|生产|产|采|提供)[^，。；、（(]{0,12}$/

const calendarYear = (value: number, text: string): boolean =>
  Number.isInteger(value) &&
  value >= 1900 &&
  value <= 2100 &&
  /^(?:[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})$/.test(text)

/** Reads the words around [start, end) for an operator. */
const operatorAt = (
  text: string,
  start: number,
  end: number,
): { readonly op: QuantityOperator | null; readonly from: number; readonly to: number } => {
  const left = text.slice(Math.max(0, start - 12), start)
  const right = text.slice(end, end + 8)
  const sign = /(≥|>=|≧|⩾|＞|>|≤|<=|≦|⩽|＜|<|≈|±)\s*$/.exec(left)
  if (sign) return { op: signs[sign[1]!]!, from: start - sign[0].length, to: end }
  let to = end
  let after: QuantityOperator | null = null
  for (const [pattern, op] of wordsAfter) {
    const hit = pattern.exec(right)
    if (hit) {
      after = op
      to = end + hit[0].length
      break
    }
  }
  const trimmed = left.replace(/\s+$/, '')
  for (const [pattern, op] of wordsBefore) {
    const hit = pattern.exec(trimmed)
    if (!hit) continue
    const from = start - (left.length - hit.index)
    // "达到5万吨以上", "控制在45万吨以内": the word after decides where both speak and the word before is vague.
    return { op: after && (op === '~' || op === '>=') && after !== '~' ? after : op, from, to }
  }
  return { op: after, from: start, to }
}

/**
 * Every quantity with a unit in a text, in order, with the operator that stands around it. Calendar years, map scales
 * (1:5万) and ordinals (第三处) are none.
 */
export const quantitiesIn = (text: string): readonly FoundQuantity[] => {
  const found: FoundQuantity[] = []
  const plain = halfWidth(text)
  for (const hit of plain.matchAll(finder)) {
    const start = hit.index
    const end = start + hit[0].length
    const left = plain.slice(Math.max(0, start - 2), start)
    if (left.endsWith('第') || /\d\s*[:：/／]$/.test(left)) continue
    const value = parseNumeral(hit[1]!)
    if (value === null) continue
    const written = text.slice(end - hit[4]!.length, end)
    const upper = hit[3] === undefined ? undefined : (parseNumeral(hit[3]) ?? undefined)
    if (/^年/.test(hit[4]!) && (calendarYear(value, hit[1]!) || (hit[3] && calendarYear(upper ?? 0, hit[3])))) continue
    const before = plain.slice(Math.max(0, start - 24), start)
    const unit = parseUnit(written)
    const daily = unit && unit.per === null && (unit.dimension === 'mass' || unit.dimension === 'volume')
    const last = found.at(-1)
    // "日处理…300吨以下的…，100吨以下的…": the day goes on to the next of the same unit in the sentence.
    const carried =
      last?.written === written && last.unit.endsWith('/日') && !/[。；;]/.test(plain.slice(last.end, start))
    const suffix = daily ? (perDay.test(before) || carried ? '/日' : perYear.test(before) ? '/年' : '') : ''
    const { op, from, to } = operatorAt(plain, start, end)
    found.push({
      value,
      unit: written.replaceAll('／', '/').replaceAll('％', '%').replace(/\s+/g, '') + suffix,
      written,
      op,
      ...(upper === undefined ? {} : { upper }),
      start,
      end,
      opStart: from,
      opEnd: to,
    })
  }
  return found
}

export type Conversion = {
  /** t/m³, to compare a volume with a mass. */
  readonly density?: number | undefined
  /** Days worked in a year: 吨/日 × days = 吨/年; 300 when not said. */
  readonly workingDays?: number | undefined
}

/** Why two quantities cannot be held against each other, in words; `needs` where one more fact would do. */
export type Incomparable = {
  readonly unknown: { readonly zh: string; readonly en: string }
  readonly needs: 'density' | null
}

export type Converted = { readonly value: number; readonly steps: string } | Incomparable

const incomparable = (zh: string, en: string, needs: Incomparable['needs'] = null): Incomparable => ({
  unknown: { zh, en },
  needs,
})

const strangeUnit = (unit: string): Incomparable =>
  incomparable(`不认识的单位：${unit}`, `unit not understood: “${unit}”`)

const perYearFactor = (unit: Unit, days: number): number =>
  unit.per === 'day' ? days : unit.per === 'month' ? 12 : unit.per === 'hour' ? days * 24 : 1

/**
 * A quantity in another unit. A unit without 年/日 beside one with is taken as a year's (plans write 矿石万吨 for a yearly
 * output); metal against ore, and mass against volume without a density, are refused with the reason.
 */
export const convertQuantity = (quantity: Quantity, unit: string, conversion: Conversion = {}): Converted => {
  const from = parseUnit(quantity.unit)
  const to = parseUnit(unit)
  if (!from) return strangeUnit(quantity.unit)
  if (!to) return strangeUnit(unit)
  if (isContent(from.qualifier) !== isContent(to.qualifier) && from.dimension === 'mass' && to.dimension === 'mass')
    return incomparable(
      `${quantity.unit}与${unit}不可比（一为金属量，一为矿石量）`,
      `${unitInEnglish(quantity.unit)} and ${unitInEnglish(unit)} weigh different things (metal content and ore)`,
    )
  const days = conversion.workingDays ?? 300
  let value = quantity.value * from.factor
  const steps: string[] = []
  const start = `${numberText(quantity.value)} ${quantity.unit}`
  if (from.per !== to.per) {
    if (from.per === 'day' || from.per === 'hour') steps.push(`× ${days} d`)
    if (from.per === 'month') steps.push('× 12')
    if (to.per === 'day' || to.per === 'hour') steps.push(`÷ ${days} d`)
    if (to.per === 'month') steps.push('÷ 12')
    value = (value * perYearFactor(from, days)) / perYearFactor(to, days)
  }
  if (from.dimension !== to.dimension) {
    const pair = `${from.dimension}>${to.dimension}`
    if (pair !== 'mass>volume' && pair !== 'volume>mass')
      return incomparable(
        `${quantity.unit}与${unit}量的不是一回事`,
        `${unitInEnglish(quantity.unit)} and ${unitInEnglish(unit)} measure different things`,
      )
    const density = conversion.density
    if (density === undefined || !(density > 0))
      return incomparable(
        `${quantity.unit}与${unit}相比需要矿石体重`,
        `density needed to compare ${unitInEnglish(quantity.unit)} with ${unitInEnglish(unit)}`,
        'density',
      )
    value = pair === 'volume>mass' ? value * density : value / density
    steps.push(`${pair === 'volume>mass' ? '×' : '÷'} ${numberText(density)} t/m³`)
  }
  const result = tidy(value / to.factor)
  return { value: result, steps: steps.length ? `${start} ${steps.join(' ')} = ${numberText(result)} ${unit}` : '' }
}

export type Comparison = { readonly order: -1 | 0 | 1; readonly computed: string } | Incomparable

/** Whether `a` is less than, equal to or more than `b`, in b's unit, with the arithmetic: "12 < 30 万立方米/年". */
export const compareQuantities = (a: Quantity, b: Quantity, conversion: Conversion = {}): Comparison => {
  const converted = convertQuantity(a, b.unit, conversion)
  if ('unknown' in converted) return converted
  const left = converted.value
  const right = tidy(b.value)
  const order = left < right ? -1 : left > right ? 1 : 0
  const sign = order < 0 ? '<' : order > 0 ? '>' : '='
  const same = a.unit === b.unit || converted.steps !== ''
  const step = converted.steps ? `${converted.steps}; ` : same ? '' : `${numberText(a.value)} ${a.unit} = `
  const first = same ? numberText(left) : `${numberText(left)} ${b.unit}; ${numberText(left)}`
  return { order, computed: `${step}${first} ${sign} ${numberText(right)} ${b.unit}` }
}
