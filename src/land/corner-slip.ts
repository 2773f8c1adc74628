/** Slips of the pen: a corner far from the rest of its ring, or nowhere at all, and the one digit that explains it. */
import type { RawCorner, RawParcel } from './corner.ts'
import { classOfPair, type Pair } from './corner-class.ts'
import { type Corner, metresApart, named, type Placed, placeOf } from './corner-place.ts'
import { error, type LandMessage, type LandResult, warning } from './message.ts'
import type { Position } from './shape.ts'

/** A corner further from the others than this many times their own reach is told, */
const farTimes = 8
/** m: and no nearer one, since land has long arms. */
const leastFar = 1500
/** m: others nearer together than this count as if they were so far apart. */
const leastExtent = 100

/** Lost corners beyond this many: the file is something else. */
const mostTold = 100

type Kind = { readonly zh: string; readonly en: string; readonly of: (text: string) => string[] }

const each = (text: string, make: (at: number) => string | readonly string[]): string[] =>
  Array.from({ length: text.length }, (_, at) => make(at)).flat()

/** What one slip makes of a number, the likelier kinds first. A point that strays goes with the digits before it. */
const kinds: readonly Kind[] = [
  {
    zh: '小数点错位',
    en: 'the point has strayed',
    of: (text) => {
      const digits = text.replace('.', '')
      return each(digits, (at) => (at > 1 ? `${digits.slice(0, at)}.${digits.slice(at)}` : []))
    },
  },
  {
    zh: '相邻两位颠倒',
    en: 'two digits have changed places',
    of: (text) =>
      each(text, (at) =>
        /^\d\d$/.test(text.slice(at, at + 2))
          ? `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`
          : [],
      ),
  },
  {
    zh: '多写一位',
    en: 'a digit is doubled',
    of: (text) => each(text, (at) => text.slice(0, at) + text.slice(at + 1)),
  },
  {
    zh: '错一位数字',
    en: 'a digit is wrong',
    of: (text) =>
      each(text, (at) =>
        /\d/.test(text[at]!) ? Array.from('0123456789', (digit) => text.slice(0, at) + digit + text.slice(at + 1)) : [],
      ),
  },
  {
    zh: '少写一位',
    en: 'a digit is lacking',
    of: (text) => each(text, (at) => Array.from('0123456789', (digit) => text.slice(0, at) + digit + text.slice(at))),
  },
]

type Fix = { readonly pair: Pair; readonly position: Position; readonly kind: Kind }

/** The corners that reach furthest north, south, east and west: one that lies far off is among them. */
const outermost = (corners: readonly RawCorner[], placed: Placed): ReadonlySet<RawCorner> => {
  const found = new Set<RawCorner>()
  for (const axis of [0, 1] as const) {
    let [least, most]: [RawCorner | null, RawCorner | null] = [null, null]
    const at = (raw: RawCorner) => placed.corners.get(raw)!.position[axis]
    for (const raw of corners) {
      if (!placed.corners.has(raw)) continue
      if (!least || at(raw) < at(least)) least = raw
      if (!most || at(raw) > at(most)) most = raw
    }
    for (const raw of [least, most]) if (raw) found.add(raw)
  }
  return found
}

/** Half the extent of positions about their middle, and that middle. */
const extentOf = (positions: readonly Position[]): { middle: Position; reach: number } => {
  const middleOf = (axis: 0 | 1) => {
    const values = positions.map((position) => position[axis])
    return (Math.min(...values) + Math.max(...values)) / 2
  }
  const middle: Position = [middleOf(0), middleOf(1)]
  return { middle, reach: Math.max(leastExtent, ...positions.map((position) => metresApart(position, middle))) }
}

/** The one slip that brings a corner among the others; null where none does, or several do. */
const findFix = (raw: RawCorner, others: readonly Position[], placed: Placed): Fix | null => {
  if (raw.angular || others.length < 3) return null
  const { middle, reach } = extentOf(others)
  for (const kind of kinds) {
    const found = new Map<string, Fix>()
    for (const axis of [0, 1] as const) {
      for (const text of kind.of(String(raw.pair[axis]))) {
        const pair: Pair = axis === 0 ? [Number(text), raw.pair[1]] : [raw.pair[0], Number(text)]
        const position = placed.place(pair)
        if (position && metresApart(position, middle) <= 2 * reach) found.set(pair.join(), { pair, position, kind })
      }
    }
    if (found.size === 1) return [...found.values()][0]!
    if (found.size > 1) return null
  }
  return null
}

/** Which of the two numbers was changed, and into what. */
const changeOf = (raw: RawCorner, { pair, kind }: Fix): { zh: string; en: string } => {
  const axis = pair[0] === raw.pair[0] ? 1 : 0
  return {
    zh: `疑${kind.zh}，建议把 ${raw.pair[axis]} 改为 ${pair[axis]}`,
    en: `${kind.en}, it seems: take ${pair[axis]} for ${raw.pair[axis]}`,
  }
}

const distance = (metres: number): string =>
  metres < 1000 ? `${metres.toFixed(0)} 米` : `${(metres / 1000).toFixed(1)} 千米`
const distanceEn = (metres: number): string =>
  metres < 1000 ? `${metres.toFixed(0)} m` : `${(metres / 1000).toFixed(1)} km`

/** How many digits a number has before its point, where the others of its column all have one count and it another. */
const lengthAtOdds = (raw: RawCorner, ring: readonly RawCorner[]): { zh: string; en: string } | null => {
  for (const axis of [0, 1] as const) {
    const digits = ({ pair }: RawCorner) => String(Math.trunc(Math.abs(pair[axis]))).length
    const usual = new Set(ring.filter((other) => other !== raw).map(digits))
    const [wanted] = usual
    if (usual.size === 1 && digits(raw) !== wanted)
      return {
        zh: `${raw.pair[axis]} 的整数部分有 ${digits(raw)} 位，其余各点为 ${wanted} 位`,
        en: `${raw.pair[axis]} has ${digits(raw)} digits before its point where the others have ${wanted}`,
      }
  }
  return null
}

/**
 * Corners that lie nowhere or far from the rest of their ring, each with what would put it right. The value holds the
 * corners that are so mended; `keep`: those that are far are taken as they are written.
 */
export const findSlips = (
  parcels: readonly RawParcel[],
  placed: Placed,
  keep = false,
): LandResult<ReadonlyMap<RawCorner, Corner>> => {
  const messages: LandMessage[] = []
  const mended = new Map<RawCorner, Corner>()
  for (const { corners } of parcels.flatMap(({ rings }) => rings)) {
    const outer = outermost(corners, placed)
    for (const raw of corners) {
      const own = placed.corners.get(raw)?.position
      const lost = !own && classOfPair(raw.pair) === null
      if (own ? !outer.has(raw) : !lost || messages.length > mostTold) continue
      const others = corners.flatMap((other): Position[] => {
        const at = other === raw ? undefined : placed.corners.get(other)?.position
        return at ? [at] : []
      })
      if (own && (keep || others.length < 3)) continue
      const { middle, reach } = extentOf(others)
      const away = own ? metresApart(own, middle) : 0
      if (own && away <= Math.max(leastFar, farTimes * reach)) continue
      const fix = findFix(raw, others, placed)
      if (fix) mended.set(raw, { row: raw.row, name: raw.name, position: fix.position, mended: true })
      const { zh, en } = named(raw)
      const change = fix ? changeOf(raw, fix) : null
      const odds = lost ? lengthAtOdds(raw, corners) : null
      const said = lost
        ? {
            zh: `坐标（${raw.pair.join(', ')}）不在中国境内${odds ? `：${odds.zh}` : '，可能多位、缺位或单位有误'}`,
            en: `(${raw.pair.join(', ')}) is no place in China${odds ? `: ${odds.en}` : '; a digit may be missing or doubled'}`,
          }
        : { zh: `距其余拐点 ${distance(away)}`, en: `lies ${distanceEn(away)} from the rest` }
      const tell = lost || fix ? error : warning
      messages.push(
        tell(
          `${zh}${said.zh}；${change?.zh ?? '请核对原件'}`,
          `${en} ${said.en}; ${change?.en ?? 'compare it with the original'}`,
          placeOf(raw),
        ),
      )
    }
  }
  return { value: mended, messages }
}
