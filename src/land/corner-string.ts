/**
 * The coordinate string of the rights register: `regions,points,x,y,…` and after each region an optional triple that
 * starts with 0 (main region) or −1 (hollow region); its two numbers are the altitude limits where they are given.
 * Points may carry their number in front.
 */
import { halfWidth } from './angle.ts'
import {
  type AltitudeLimits,
  noFacts,
  nothingDeclared,
  type RawCorner,
  type RawFile,
  type RawParcel,
  type RawRing,
} from './corner.ts'
import type { LandResult } from './message.ts'

const isCount = (value: number | undefined, least: number): value is number =>
  value !== undefined && Number.isInteger(value) && value >= least && value <= 100_000

const looksLikeCoordinate = (value: number | undefined): boolean => value !== undefined && Math.abs(value) >= 100_000

const readRegion = (
  numbers: readonly number[],
  start: number,
  row: number,
): { ring: RawRing; altitude: AltitudeLimits | null; next: number } | null => {
  const points = numbers[start]
  if (!isCount(points, 1)) return null
  let at = start + 1
  const numbered =
    !looksLikeCoordinate(numbers[at]) && looksLikeCoordinate(numbers[at + 1]) && looksLikeCoordinate(numbers[at + 2])
  const corners: RawCorner[] = []
  for (let i = 0; i < points; i++) {
    const name = numbered ? String(numbers[at++]) : String(i + 1)
    const [x, y] = [numbers[at++], numbers[at++]]
    if (x === undefined || y === undefined || !looksLikeCoordinate(x) || !looksLikeCoordinate(y)) return null
    corners.push({ row, name, pair: [x, y], angular: false })
  }
  const flag = numbers[at]
  let altitude: AltitudeLimits | null = null
  if (flag === 0 || flag === -1) {
    const [a, b] = [numbers[at + 1], numbers[at + 2]]
    if (a === undefined || b === undefined) return null
    if (a !== 0 || b !== 0) altitude = { upper: Math.max(a, b), lower: Math.min(a, b) }
    at += 3
  }
  return { ring: { role: flag === -1 ? 'hole' : 'part', corners }, altitude, next: at }
}

const readString = (text: string, row: number): RawParcel | null => {
  const parts = text.split(/[\s,;、]+/).filter((part) => part !== '')
  // A star or a dash stands for an altitude that is not limited.
  const numbers = parts.map((part) => (part === '*' || part === '-' ? 0 : Number(part)))
  if (!numbers.every(Number.isFinite) || !isCount(numbers[0], 1)) return null
  const rings: RawRing[] = []
  let altitude: AltitudeLimits | null = null
  let at = 1
  for (let region = 0; region < numbers[0]; region++) {
    const found = readRegion(numbers, at, row)
    if (!found) return null
    rings.push(found.ring)
    altitude ??= found.altitude
    at = found.next
  }
  return at === numbers.length ? { ...noFacts, row, altitude, rings } : null
}

/** null where the text is no such string: one on each row, or one over all rows. */
export const readRightsString = (text: string): LandResult<RawFile> | null => {
  const rows = halfWidth(text).split(/\r\n|\r|\n/)
  const filled = rows.map((line, index) => ({ line: line.trim(), row: index + 1 })).filter(({ line }) => line !== '')
  if (filled.length === 0) return null
  const each = filled.map(({ line, row }) => readString(line, row))
  const whole = each.every((parcel) => parcel !== null)
    ? each
    : [readString(filled.map(({ line }) => line).join(' '), filled[0]!.row)]
  const parcels = whole.filter((parcel) => parcel !== null)
  if (parcels.length !== whole.length) return null
  return {
    value: { form: 'rights-string', declared: { ...nothingDeclared, order: 'north-first' }, parcels },
    messages: [],
  }
}
