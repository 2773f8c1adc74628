/** Units of the field: what they measure and how much of it. */

export type Dimension =
  | 'mass'
  | 'volume'
  | 'area'
  | 'length'
  | 'money'
  | 'count'
  | 'people'
  | 'ratio'
  | 'power'
  | 'time'

export type Unit = {
  readonly dimension: Dimension
  /** How many base units one of it is: t, m³, m², m, 元, 1, 人, 1 (ratio), W, day. */
  readonly factor: number
  /** A quantity in a stretch of time: 吨/年, 立方米/日. */
  readonly per: 'year' | 'month' | 'day' | 'hour' | null
  /** 矿石, 金属, 原煤 …: what is weighed, null when not said. Metal and ore are never compared. */
  readonly qualifier: string | null
}

const base: Readonly<Record<string, readonly [Dimension, number]>> = {
  吨: ['mass', 1],
  金属吨: ['mass', 1],
  t: ['mass', 1],
  千克: ['mass', 1e-3],
  公斤: ['mass', 1e-3],
  kg: ['mass', 1e-3],
  克: ['mass', 1e-6],
  g: ['mass', 1e-6],
  克拉: ['mass', 2e-7],
  立方千米: ['volume', 1e9],
  立方公里: ['volume', 1e9],
  立方米: ['volume', 1],
  立方: ['volume', 1],
  方: ['volume', 1],
  m3: ['volume', 1],
  'm³': ['volume', 1],
  升: ['volume', 1e-3],
  平方千米: ['area', 1e6],
  平方公里: ['area', 1e6],
  km2: ['area', 1e6],
  'km²': ['area', 1e6],
  公顷: ['area', 1e4],
  hm2: ['area', 1e4],
  'hm²': ['area', 1e4],
  ha: ['area', 1e4],
  亩: ['area', 10000 / 15],
  平方米: ['area', 1],
  m2: ['area', 1],
  'm²': ['area', 1],
  '㎡': ['area', 1],
  千米: ['length', 1000],
  公里: ['length', 1000],
  km: ['length', 1000],
  米: ['length', 1],
  m: ['length', 1],
  毫米: ['length', 1e-3],
  元: ['money', 1],
  人: ['people', 1],
  个百分点: ['ratio', 0.01],
  百分点: ['ratio', 0.01],
  '%': ['ratio', 0.01],
  '‰': ['ratio', 0.001],
  兆瓦: ['power', 1e6],
  MW: ['power', 1e6],
  千瓦: ['power', 1e3],
  kW: ['power', 1e3],
  瓦: ['power', 1],
  年: ['time', 365],
  周年: ['time', 365],
  个月: ['time', 365 / 12],
  个工作日: ['time', 1],
  工作日: ['time', 1],
  天: ['time', 1],
  小时: ['time', 1 / 24],
}
for (const counter of '个 处 家 座 宗 种 件 项 户 口 眼 台 套 幅 条 块 片 类 次 张 枚 井 区'.split(' '))
  (base as Record<string, readonly [Dimension, number]>)[counter] = ['count', 1]

const magnitudes: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1e3,
  万: 1e4,
  亿: 1e8,
  百万: 1e6,
  千万: 1e7,
  十万: 1e5,
  万亿: 1e12,
}
const periods: Readonly<Record<string, Unit['per']>> = {
  年: 'year',
  a: 'year',
  年度: 'year',
  月: 'month',
  日: 'day',
  天: 'day',
  d: 'day',
  小时: 'hour',
  时: 'hour',
  h: 'hour',
}

const byLength = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|')
const qualifierWords =
  '矿石|原矿石|原矿|原煤|煤炭|金属量|金属|矿物量|矿物|精矿|标矿|氧化物|金属吨|净矿|荒料|成品|硅酸盐|金|银|铂|WO3|Li2O|P2O5|KCl|NaCl|CaF2|BaSO4|B2O3|TREO|REO|V2O5|TiO2|Cr2O3|Na2SO4|S'

/** Source of a pattern for one unit, without groups. Longer words first, so 个月 is never 个 and 千克 never 千. */
export const unitPattern =
  `(?:(?:${qualifierWords})\\s*)?(?:(?:${byLength(Object.keys(magnitudes))})(?=(?:${byLength(Object.keys(base))})))?` +
  `(?:${byLength(Object.keys(base).filter((word) => !/^(方|t|g|m|ha|区|井|张|片|瓦|升|立方|枚)$/.test(word)))}|(?<=[万亿千])方|立方(?!体)|t(?![A-Za-z])|升(?=[/／]))` +
  '(?:\\s*[/／每]\\s*(?:年度?|日|天|月|小时|[adh](?![A-Za-z])))?'

const wholeUnit = new RegExp(
  `^(?:(${qualifierWords})\\s*)?(${byLength(Object.keys(magnitudes))})?(${byLength(Object.keys(base))})(?:\\s*(?:/|每)\\s*(${byLength(Object.keys(periods))}))?$`,
)
const memory = new Map<string, Unit | null>()

/** The words of a unit: what is weighed, how many, of what, in what time. */
export type UnitWords = {
  readonly qualifier: string | undefined
  readonly magnitude: string | undefined
  readonly base: string
  readonly per: string | undefined
}

/** A written unit in its words; null when it has not the form of one. */
export const unitWords = (written: string): UnitWords | null => {
  const plain = written
    .trim()
    .replace(/^[（(]|[）)]$/g, '')
    .replaceAll('／', '/')
    .replaceAll('％', '%')
    .replace(/\s+/g, '')
  const hit = wholeUnit.exec(plain)
  return hit && { qualifier: hit[1], magnitude: hit[2], base: hit[3]!, per: hit[4] }
}

/** What a written unit means; null when it is no unit of the field. Full-width signs, blanks and brackets are taken as written. */
export const parseUnit = (written: string): Unit | null => {
  const known = memory.get(written)
  if (known !== undefined) return known
  const words = unitWords(written)
  const [dimension, factor] = (words && base[words.base]) ?? [null, 0]
  const unit: Unit | null =
    words && dimension
      ? {
          dimension,
          factor: factor * (words.magnitude ? magnitudes[words.magnitude]! : 1),
          per: words.per ? periods[words.per]! : null,
          qualifier: words.qualifier ?? (words.base === '金属吨' ? '金属' : null),
        }
      : null
  if (memory.size > 2000) memory.clear()
  memory.set(written, unit)
  return unit
}

const metalWords = /^(金属|金属量|金属吨|矿物|矿物量|氧化物|精矿|金|银|铂|[A-Z][A-Za-z0-9]*)$/

/** Ore, coal and what is not said weigh the whole; 金属, 金, WO3 weigh what is in it. */
export const isContent = (qualifier: string | null): boolean => qualifier !== null && metalWords.test(qualifier)
