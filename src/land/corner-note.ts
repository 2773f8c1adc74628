/** What the words around corner points declare: titles, attributes, and the rows below a table. */
import { halfWidth } from './angle.ts'
import type { AltitudeLimits, AngleForm, Declared, StatedArea } from './corner.ts'
import { datumOf, isZone, systemOfEpsg } from './zone.ts'

export type CornerNotes = Pick<Declared, 'zone' | 'width'> & {
  /** Words that name a datum each, in order, each datum once; also systems that are none of the known. */
  readonly datums: readonly string[]
  readonly angles: AngleForm | null
  /** Every one that is stated; regions may differ. */
  readonly altitudes: readonly AltitudeLimits[]
  readonly stated: StatedArea | null
}

const squareMetres: readonly (readonly [RegExp, number])[] = [
  [/^(?:平方(?:公里|千米)|km[²2]|k㎡|㎢)/i, 1_000_000],
  [/^(?:公顷|hm[²2]|ha)/i, 10_000],
  [/^亩/, 10_000 / 15],
  [/^(?:平方米|m[²2]|㎡)/i, 1],
]
const areaUnit = '(?:平方(?:公里|千米|米)|k?m[²2]|k㎡|㎢|㎡|公顷|hm[²2]|ha|亩)'

/** "0.1779" and "平方公里" as m² with the value of its last digit; null for what is no area. */
export const areaIn = (figure: string, unit: string): StatedArea | null => {
  const size = squareMetres.find(([pattern]) => pattern.test(unit))?.[1]
  const match = figure.replaceAll(',', '').match(/^\d+(?:\.(\d+))?$/)
  if (!match || size === undefined || Number(match[0]) === 0) return null
  return { area: Number(match[0]) * size, digit: size / 10 ** (match[1]?.length ?? 0) }
}

const figure = '(\\d[\\d,]*(?:\\.\\d+)?)'
const areaBefore = new RegExp(`面积[^\\d。;]{0,10}?${figure}\\s*(${areaUnit})`, 'i')
const areaAfter = new RegExp(`面积\\s*[（(/]\\s*(${areaUnit})\\s*[)）]?\\s*[:=]?\\s*${figure}`, 'i')

const statedIn = (text: string): StatedArea | null => {
  const before = text.match(areaBefore)
  if (before) return areaIn(before[1]!, before[2]!)
  const after = text.match(areaAfter)
  return after ? areaIn(after[2]!, after[1]!) : null
}

const height = '([+-]?\\d+(?:\\.\\d+)?)\\s*(?:m|米)?\\s*(?:标高)?'
const between = '\\s*(?:~|至|到|-{1,2}|—{1,2}|–)\\s*'
const limits = [
  new RegExp(`(?:标高|开采深度|开采高程|高程范围)[^\\d+。;-]{0,12}${height}${between}${height}`, 'i'),
  new RegExp(`${height}${between}${height}\\s*标高`, 'i'),
]

/** "由1250米至900米标高", "标高+1250m～+900m" in half-width characters. */
const altitudeIn = (text: string): AltitudeLimits | null => {
  const match = limits.map((pattern) => text.match(pattern)).find((found) => found)
  if (!match) return null
  const [a, b] = [Number(match[1]), Number(match[2])]
  return { upper: Math.max(a, b), lower: Math.min(a, b) }
}

/** What a cell under the heading 开采标高 says, whether or not it repeats the word; null for what gives no two heights. */
export const altitudeOfCell = (text: string): AltitudeLimits | null => altitudeIn(halfWidth(`标高:${text}`))

/** Systems that an office may name and that are no CGCS2000: coordinates on them have to be transformed first. */
const otherSystem =
  /(?:地方|独立|城建|工程|相对|假定|施工|任意)(?:平面|直角|独立)*坐标系|(?:地方|独立|假定|相对|火星|百度|高德|腾讯)坐标系?|GCJ-?02|BD-?09/i

const meridianZone = (text: string, width: 3 | 6 | null): number | null => {
  const meridian = Number(
    text
      .match(/中央(?:子午线|经线)?[^\d]{0,8}(\d{2,3})|\bCM[_ ]?(\d{2,3})E?/i)
      ?.slice(1)
      .find(Boolean),
  )
  const zone = width === 6 ? (meridian + 3) / 6 : meridian / 3
  return isZone(zone, width ?? 3) ? zone : null
}

const zoneIn = (text: string, width: 3 | 6 | null): number | null => {
  const zone = Number(
    text
      .match(/带号[^\d]{0,4}(\d{2})(?!\d)|(?<![\d.])(\d{2})\s*(?:度)?带|zone[_ ]?(\d{2})(?!\d)/i)
      ?.slice(1)
      .find(Boolean),
  )
  return isZone(zone, 3) || isZone(zone, 6) ? zone : meridianZone(text, width)
}

const widthIn = (text: string): 3 | 6 | null => {
  const said = text.match(/([36三六])\s*(?:度|°)\s*(?:分)?带|几?度?分带[^\d三六]{0,3}([36三六])/)
  if (!said) return null
  return /[3三]/.test(said[1] ?? said[2]!) ? 3 : 6
}

const packedWords = /d{2,3}\.mm(?:ss)?|度\.分秒/i

const datumsIn = (text: string): string[] => {
  const pieces = text.split(/(?<=坐标系?|CGCS\s?2000|WGS-?84)/i)
  return [...pieces.filter((piece) => datumOf(piece) !== null), ...(text.match(otherSystem) ?? [])]
}

/** Longer rows are no titles. */
const longestRow = 5000

/** Reads rows of words. */
export const readNotes = (rows: readonly string[]): CornerNotes => {
  const texts = rows.filter((row) => row.length <= longestRow && /[\u4e00-\u9fff]|[A-Za-z]{2}/.test(row)).map(halfWidth)
  const first = <T>(read: (text: string) => T | null): T | null =>
    texts.reduce<T | null>((found, text) => found ?? read(text), null)
  const width = first(widthIn)
  const epsg = Number(first((text) => text.match(/EPSG:{1,2}(\d{4,5})/i)?.[1] ?? null))
  const system = epsg ? systemOfEpsg(epsg) : null
  const datums = new Map(texts.flatMap(datumsIn).map((words) => [datumOf(words) ?? words, words.trim()]))
  return {
    datums: [...datums.values()],
    width: system?.kind === 'plane' ? system.width : width,
    zone: system?.kind === 'plane' ? system.zone : first((text) => zoneIn(text, width)),
    angles: texts.some((text) => packedWords.test(text)) ? 'packed' : null,
    altitudes: texts.flatMap((text) => altitudeIn(text) ?? []),
    stated: first(statedIn),
  }
}

/** What all regions lie between. */
export const widestLimits = (limits: readonly AltitudeLimits[]): AltitudeLimits | null =>
  limits.length === 0
    ? null
    : limits.reduce((all, { upper, lower }) => ({
        upper: Math.max(all.upper, upper),
        lower: Math.min(all.lower, lower),
      }))
