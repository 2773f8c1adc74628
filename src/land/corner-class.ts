/** What a pair of numbers can be, told by size alone: in China the ranges do not overlap. */
import { zoneOfEasting } from './zone.ts'

export type PairClass = 'north-east' | 'east-north' | 'longitude-latitude' | 'latitude-longitude'

// Land from 15° to 55° N, 73° to 136° E.
const isNorthing = (value: number): boolean => value >= 1_650_000 && value <= 6_100_000
const isShortEasting = (value: number): boolean => value >= 100_000 && value < 1_000_000
const isEasting = (value: number): boolean =>
  isShortEasting(value) || (zoneOfEasting(value) !== null && isShortEasting(value % 1_000_000))
const isLongitude = (value: number): boolean => value >= 73 && value <= 136
const isLatitude = (value: number): boolean => value >= 15 && value <= 55

/** null for a pair that is no place in China. */
export const classOfPair = ([first, second]: readonly [number, number]): PairClass | null => {
  if (isNorthing(first) && isEasting(second)) return 'north-east'
  if (isEasting(first) && isNorthing(second)) return 'east-north'
  if (isLongitude(first) && isLatitude(second)) return 'longitude-latitude'
  if (isLatitude(first) && isLongitude(second)) return 'latitude-longitude'
  return null
}

export const isPlaneClass = (pairClass: PairClass): boolean => pairClass === 'north-east' || pairClass === 'east-north'

export const isSwapOf = (a: PairClass, b: PairClass): boolean => a !== b && isPlaneClass(a) === isPlaneClass(b)

/** [east, north] or [longitude, latitude], whatever the order was. */
export const eastFirst = (
  [first, second]: readonly [number, number],
  pairClass: PairClass,
): readonly [number, number] =>
  pairClass === 'east-north' || pairClass === 'longitude-latitude' ? [first, second] : [second, first]
