/** Numbers in running text with their unit, what they are said of, and how they bind. */

export type Dimension =
  | 'count'
  | 'kinds'
  | 'people'
  | 'money'
  | 'area'
  | 'mass'
  | 'volume'
  | 'percent'
  | 'years'
  | 'heat'
  | 'length'

export type Figure = {
  readonly value: number
  readonly decimals: number
  /** As written, "33个". */
  readonly text: string
  /** As written without the number, "万吨/年". */
  readonly unit: string
  readonly dimension: Dimension
  /** Multiply the value by this for the dimension's base unit (t, m³, m², 元, 人). */
  readonly factor: number
  readonly per: 'year' | 'day' | null
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

const UNITS: readonly (readonly [string, Dimension, number])[] = [
  ['亿元', 'money', 1e8],
  ['万元', 'money', 1e4],
  ['元', 'money', 1],
  ['万人', 'people', 1e4],
  ['人', 'people', 1],
  ['平方千米', 'area', 1e6],
  ['平方公里', 'area', 1e6],
  ['km²', 'area', 1e6],
  ['km2', 'area', 1e6],
  ['公顷', 'area', 1e4],
  ['万亩', 'area', 1e7 / 1.5],
  ['亩', 'area', 1e4 / 15],
  ['平方米', 'area', 1],
  ['亿立方米', 'volume', 1e8],
  ['万立方米', 'volume', 1e4],
  ['千立方米', 'volume', 1e3],
  ['立方米', 'volume', 1],
  ['万m³', 'volume', 1e4],
  ['万m3', 'volume', 1e4],
  ['m³', 'volume', 1],
  ['亿吨', 'mass', 1e8],
  ['万吨', 'mass', 1e4],
  ['千吨', 'mass', 1e3],
  ['吨', 'mass', 1],
  ['千克', 'mass', 1e-3],
  ['公斤', 'mass', 1e-3],
  ['兆瓦', 'heat', 1],
  ['千米', 'length', 1e3],
  ['公里', 'length', 1e3],
  ['米', 'length', 1],
  ['%', 'percent', 1],
  ['％', 'percent', 1],
  ['种', 'kinds', 1],
  ['个', 'count', 1],
  ['家', 'count', 1],
  ['座', 'count', 1],
  ['处', 'count', 1],
  ['项', 'count', 1],
  ['宗', 'count', 1],
  ['条', 'count', 1],
  ['幅', 'count', 1],
  ['年', 'years', 1],
]

const UNIT_SOURCE = UNITS.map(([unit]) => unit).join('|')
const DIGIT_FIGURE = new RegExp(
  `(?<![0-9A-Za-z.:：〔\\[~～-])(\\d+(?:[,，]\\d{3})*(?:\\.\\d+)?)\\s*((?:矿石|金属|原煤|标准)?(?:${UNIT_SOURCE})(?!点)(?:\\s*[/／](?:年|a|日|天|d))?)`,
  'g',
)
const WORD_FIGURE =
  /(?<![一二两三四五六七八九十百千第])([二两三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)(个|家|座|处|项|种|宗)/g

const CHINESE_DIGITS = '零一二三四五六七八九'
const wordValue = (word: string): number => {
  if (word === '两') return 2
  const ten = word.indexOf('十')
  if (ten < 0) return CHINESE_DIGITS.indexOf(word)
  const tens = ten === 0 ? 1 : CHINESE_DIGITS.indexOf(word[0]!)
  return tens * 10 + (ten + 1 < word.length ? CHINESE_DIGITS.indexOf(word[ten + 1]!) : 0)
}

const BOUNDARY = '，。；、：（）()；;,:！？“”《》'
const UNIT_BY_NAME = new Map(UNITS.map(([unit, dimension, factor]) => [unit, { dimension, factor }]))

/** The dimension and factor of a unit as written ("矿石万吨/年"), null when it is none we know. */
export const unitOf = (
  written: string,
): { readonly dimension: Dimension; readonly factor: number; readonly per: 'year' | 'day' | null } | null => {
  const text = written.replace(/\s/g, '').replace(/^(矿石|金属|原煤|标准|原矿|矿物)/, '')
  const per = /[/／](年|a)$/.test(text) ? 'year' : /[/／](日|天|d)$/.test(text) ? 'day' : null
  const bare = text.replace(/[/／](年|a|日|天|d)$/, '')
  // "金吨": the metal named before a unit of mass
  const known =
    UNIT_BY_NAME.get(bare) ?? (/^[金银铜铅锌铁锡钨钼锰]/.test(bare) ? UNIT_BY_NAME.get(bare.slice(1)) : undefined)
  return known ? { ...known, per } : null
}

const NOT_LESS = /不(?:得|能|应|宜|可|应当)?(?:低于|少于|小于)约?$/
const NOT_MORE = /不(?:得|能|应|宜|可|应当)?(?:高于|多于|大于|超过|突破)约?$/

const boundOf = (before: string, after: string): Figure['bound'] => {
  if (NOT_LESS.test(before)) return 'at-least'
  if (NOT_MORE.test(before)) return 'at-most'
  if (/^(以内|之内|以下|（含）以下)/.test(after) || /(控制在|小于|低于|≤|<|＜|至多)约?$/.test(before)) return 'at-most'
  if (/^(以上|及以上)/.test(after) || /(至少|至少达|应?达到|大于|高于|超过|≥|>|＞)约?$/.test(before)) return 'at-least'
  return null
}

/** Every figure in the text, in order. Years of the calendar, numbers of documents and map scales are none. */
export const figuresIn = (text: string): readonly Figure[] => {
  const hits: { start: number; end: number; value: number; decimals: number; unit: string }[] = []
  for (const match of text.matchAll(DIGIT_FIGURE)) {
    const number = match[1]!.replace(/[,，]/g, '')
    const value = Number(number)
    const unit = match[2]!.replace(/\s/g, '')
    if (unit === '年' && (value > 200 || /[-—－～~至]$/.test(text.slice(0, match.index)))) continue
    // "1/5万", "1：5万" are scales; "12月", "3日" never match
    if (/[/／：:]$/.test(text.slice(0, match.index))) continue
    hits.push({
      start: match.index,
      end: match.index + match[0].length,
      value,
      decimals: number.includes('.') ? number.length - number.indexOf('.') - 1 : 0,
      unit,
    })
  }
  for (const match of text.matchAll(WORD_FIGURE)) {
    hits.push({
      start: match.index,
      end: match.index + match[0].length,
      value: wordValue(match[1]!),
      decimals: 0,
      unit: match[2]!,
    })
  }
  hits.sort((a, b) => a.start - b.start)
  let last = 0
  return hits.map((hit) => {
    let labelStart = hit.start
    while (labelStart > last && !BOUNDARY.includes(text[labelStart - 1]!)) labelStart--
    let nounEnd = hit.end
    while (nounEnd < text.length && nounEnd < hit.end + 20 && !`${BOUNDARY}0123456789—`.includes(text[nounEnd]!))
      nounEnd++
    const unit = unitOf(hit.unit)!
    last = hit.end
    return {
      ...hit,
      text: text.slice(hit.start, hit.end),
      dimension: unit.dimension,
      factor: unit.factor,
      per: unit.per,
      label: text.slice(labelStart, hit.start).trim(),
      labelStart,
      noun: text.slice(hit.end, nounEnd).trim(),
      nounEnd,
      bound: boundOf(text.slice(Math.max(0, hit.start - 8), hit.start), text.slice(hit.end, hit.end + 6)),
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
