/**
 * The coordinate string of the rights register: `regions,points,x,y,…` and after each region an optional tail: 0 (main
 * region) or −1 (hollow region) or a star, and two numbers that are the altitude limits where they are given.
 * Points may carry their number in front.
 */
import { halfWidth } from './angle.ts'
import {
  type AltitudeLimits,
  type AngleForm,
  noFacts,
  nothingDeclared,
  type RawCorner,
  type RawFile,
  type RawParcel,
  type RawRing,
} from './corner.ts'
import { type Pair, readPair } from './corner-class.ts'
import { readNotes, widestLimits } from './corner-note.ts'
import { error, type LandMessage, type LandResult, warning } from './message.ts'

const isCount = (value: number | undefined, least: number): value is number =>
  value !== undefined && Number.isInteger(value) && value >= least && value <= 100_000

/** Metres, DDDMMSS, or degrees, which no whole number is taken for. */
const isCoordinate = (value: number | undefined): value is number =>
  value !== undefined &&
  (Math.abs(value) >= 100_000 || (!Number.isInteger(value) && Math.abs(value) >= 15 && Math.abs(value) <= 136))

type Region = {
  readonly declared: number
  readonly ring: RawRing
  readonly altitude: AltitudeLimits | null
  readonly next: number
}

/** Whether a corner begins here, and how many fields it takes. */
const cornerLength = (numbers: readonly number[], at: number): 0 | 2 | 3 => {
  if (isCoordinate(numbers[at]) && isCoordinate(numbers[at + 1])) return 2
  return isCount(numbers[at], 0) && isCoordinate(numbers[at + 1]) && isCoordinate(numbers[at + 2]) ? 3 : 0
}

/**
 * A count of corners, and a corner after it. An altitude before the count of corners without numbers looks like a count
 * before a numbered corner: the corner after it has no number either.
 */
const regionBegins = (numbers: readonly number[], at: number): boolean =>
  isCount(numbers[at], 1) &&
  cornerLength(numbers, at + 1) > 0 &&
  !(cornerLength(numbers, at + 1) === 3 && cornerLength(numbers, at + 4) === 2)

/** What is written after a region's corners: a flag, altitude limits, stars and empty fields. */
const readTail = (tail: readonly number[]): Pick<Region, 'altitude'> & { hole: boolean } => {
  const numbers = tail.filter((value) => !Number.isNaN(value))
  const flagged = numbers[0] === 0 || numbers[0] === -1
  const [a = 0, b = 0] = flagged ? numbers.slice(1) : numbers
  const altitude = a !== 0 || b !== 0 ? { upper: Math.max(a, b), lower: Math.min(a, b) } : null
  return { hole: numbers[0] === -1 || (!flagged && numbers.slice(2).includes(-1)), altitude }
}

const readRegion = (numbers: readonly number[], start: number, row: number, angles: AngleForm): Region => {
  let at = start + 1
  const corners: RawCorner[] = []
  for (let length = cornerLength(numbers, at); length > 0; length = cornerLength(numbers, at)) {
    // A count and the first corner of a further region look like a corner with its number.
    if (corners.length >= numbers[start]! && length === 3) break
    const name = length === 3 ? String(numbers[at]) : String(corners.length + 1)
    const written: Pair = [numbers[at + length - 2]!, numbers[at + length - 1]!]
    const read = readPair(written, angles)
    corners.push({ row, name, pair: read?.pair ?? written, angular: read?.angular ?? false })
    at += length
  }
  const from = at
  while (at < numbers.length && !regionBegins(numbers, at)) at++
  const { hole, altitude } = readTail(numbers.slice(from, at))
  return { declared: numbers[start]!, ring: { role: hole ? 'hole' : 'part', corners }, altitude, next: at }
}

const tellCounts = (regions: readonly Region[], declared: number, row: number): LandMessage[] => {
  const messages = regions.flatMap(({ declared: points, ring: { corners } }, i) =>
    points === corners.length
      ? []
      : error(
          `第 ${i + 1} 区写明 ${points} 个拐点，实有 ${corners.length} 个；请核对是否多写或漏写`,
          `region ${i + 1} declares ${points} corners and has ${corners.length}; one may be missing or too many`,
          { row, ring: i + 1 },
        ),
  )
  if (declared !== regions.length)
    messages.push(
      error(
        `坐标串写明 ${declared} 个区域，实有 ${regions.length} 个`,
        `the string declares ${declared} regions and has ${regions.length}`,
        { row },
      ),
    )
  const limits = regions.flatMap(({ altitude }) => altitude ?? [])
  if (new Set(limits.map((limit) => `${limit.upper},${limit.lower}`)).size > 1)
    messages.push(
      warning(
        `各区域标高不同（${limits.map(({ upper, lower }) => `${upper}～${lower} 米`).join('，')}），开采标高取其总范围`,
        `the regions have other altitude limits (${limits.map(({ upper, lower }) => `${upper} to ${lower} m`).join(', ')}); taken as a whole`,
        { row },
      ),
    )
  return messages
}

const readString = (text: string, row: number, angles: AngleForm): LandResult<RawParcel> | null => {
  const parts = text.replace(/(?<![,;\s])[,;\s]+$/, '').split(/\s*[,;、]\s*|\s+/)
  const numbers = parts.map((part) => (part === '' || /^[*-]$/.test(part) ? Number.NaN : Number(part)))
  if (numbers.some((value, i) => Number.isNaN(value) && !/^[*-]?$/.test(parts[i]!))) return null
  if (!isCount(numbers[0], 1) || numbers[0] > 1000 || !regionBegins(numbers, 1)) return null
  const regions: Region[] = []
  for (let at = 1; at < numbers.length; at = regions.at(-1)!.next) regions.push(readRegion(numbers, at, row, angles))
  // Rows of "corner, ring, X, Y" begin alike, and have one corner each.
  if (regions.every(({ ring }) => ring.corners.length < 3)) return null
  const altitude = widestLimits(regions.flatMap((region) => region.altitude ?? []))
  return {
    value: { ...noFacts, row, altitude, rings: regions.map(({ ring }) => ring) },
    messages: tellCounts(regions, numbers[0], row),
  }
}

/** null where the text is no such string: one on each row, or one over all rows; a label may stand before it. */
export const readRightsString = (text: string, asked: AngleForm | null): LandResult<RawFile> | null => {
  const rows = halfWidth(text).split(/\r\n|\r|\n/)
  const notes = readNotes(rows)
  const angles = asked ?? notes.angles ?? 'degrees'
  const filled = rows
    .map((line, index) => ({
      line: line.trim().replace(/^[^\d:]{0,40}[\u4e00-\u9fff][^\d:]{0,20}:\s*/, ''),
      row: index + 1,
    }))
    .filter(({ line }) => line !== '')
  if (filled.length === 0) return null
  const each = filled.map(({ line, row }) => readString(line, row, angles))
  const whole = each.every((parcel) => parcel !== null)
    ? each
    : [readString(filled.map(({ line }) => line).join(' '), filled[0]!.row, angles)]
  const found = whole.filter((parcel) => parcel !== null)
  if (found.length !== whole.length) return null
  const first = found[0]!.value.rings[0]!.corners[0]!.pair
  // The register writes X before Y, and longitude before latitude.
  const order = first.every((value) => Math.abs(value) <= 180) ? 'east-first' : 'north-first'
  const declared = { ...nothingDeclared, order, angles: asked ?? notes.angles } as const
  return {
    value: { form: 'rights-string', declared, parcels: found.map(({ value }) => value) },
    messages: found.flatMap(({ messages }) => messages),
  }
}
