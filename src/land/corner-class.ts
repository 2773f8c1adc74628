/** What a pair of numbers can be, told by size alone: in China the ranges do not overlap. */
import { unpackAngle, unpackSeconds } from './angle.ts'
import type { AngleForm } from './corner.ts'
import { zoneOfEasting } from './zone.ts'

export type PairClass = 'north-east' | 'east-north' | 'longitude-latitude' | 'latitude-longitude'

export type Pair = readonly [number, number]

// Land from 15° to 55° N, 73° to 136° E.
const isNorthing = (value: number): boolean => value >= 1_650_000 && value <= 6_100_000
const isShortEasting = (value: number): boolean => value >= 100_000 && value < 1_000_000
const isEasting = (value: number): boolean =>
  isShortEasting(value) || (zoneOfEasting(value) !== null && isShortEasting(value % 1_000_000))
const isLongitude = (value: number): boolean => value >= 73 && value <= 136
const isLatitude = (value: number): boolean => value >= 15 && value <= 55

/** null for a pair that is no place in China. */
export const classOfPair = ([first, second]: Pair): PairClass | null => {
  if (isNorthing(first) && isEasting(second)) return 'north-east'
  if (isEasting(first) && isNorthing(second)) return 'east-north'
  if (isLongitude(first) && isLatitude(second)) return 'longitude-latitude'
  if (isLatitude(first) && isLongitude(second)) return 'latitude-longitude'
  return null
}

export const isPlaneClass = (pairClass: PairClass): boolean => pairClass === 'north-east' || pairClass === 'east-north'

const unpacked = ([first, second]: Pair, unpack: (value: number) => number | null): Pair | null => {
  const [a, b] = [unpack(first), unpack(second)]
  if (a === null || b === null) return null
  const pairClass = classOfPair([a, b])
  return pairClass && !isPlaneClass(pairClass) ? [a, b] : null
}

/**
 * Two plain numbers as a pair: metres, degrees, or DDDMMSS (1121517.9,433926.3: no metres in China are like that);
 * DDD.MMSSss only where `angles` says so. null for what is no place in China.
 */
export const readPair = (pair: Pair, angles: AngleForm | null): { pair: Pair; angular: boolean } | null => {
  const pairClass = classOfPair(pair)
  if (pairClass && (isPlaneClass(pairClass) || angles !== 'packed')) return { pair, angular: false }
  const degrees = pairClass ? unpacked(pair, unpackAngle) : unpacked(pair, unpackSeconds)
  return degrees && { pair: degrees, angular: true }
}

export const isSwapOf = (a: PairClass, b: PairClass): boolean => a !== b && isPlaneClass(a) === isPlaneClass(b)

/** [east, north] or [longitude, latitude], whatever the order was. */
export const eastFirst = ([first, second]: Pair, pairClass: PairClass): Pair =>
  pairClass === 'east-north' || pairClass === 'longitude-latitude' ? [first, second] : [second, first]
