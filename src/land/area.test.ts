import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareStatedArea, ellipsoidArea, planeArea } from './area.ts'
import type { Polygon, Position } from './shape.ts'
import { type PlaneSystem, toGeographic, toPlane } from './zone.ts'

const zone41: PlaneSystem = { kind: 'plane', width: 3, zone: 41, prefixed: true }

/** A published ring: northing, easting. */
const published: readonly Position[] = [
  [41405667.12, 3301996.14],
  [41405696.81, 3301962.16],
  [41405704.66, 3301853.4],
  [41405540.4, 3301818.39],
  [41405518.63, 3301841.62],
]

const polygon = (corners: readonly Position[], system: PlaneSystem): Polygon => ({
  type: 'Polygon',
  coordinates: [[...corners, corners[0]!].map((corner) => toGeographic(corner, system))],
})

test('the published ring measures 17 268 m² in its plane, and its stated 17 269 agrees within rounding', () => {
  const shape = polygon(published, zone41)
  expect(Math.abs(planeArea(shape) - 17_268)).toBeLessThan(1)
  expect(compareStatedArea(shape, { area: 17_269, digit: 1 }).agrees).toBe('plane')
  expect(compareStatedArea(shape, { area: 17_264, digit: 1 }).agrees).toBe('ellipsoid')
  expect(compareStatedArea(shape, { area: 17_300, digit: 1 }).agrees).toBeNull()
})

const first = Math.sqrt((1 / 298.257222101) * (2 - 1 / 298.257222101))
const b2 = (6_378_137 * (1 - 1 / 298.257222101)) ** 2

/** Closed form of the area between the equator and a latitude per radian of longitude. */
const authalic = (latitude: number): number => {
  const es = first * Math.sin((latitude * Math.PI) / 180)
  return (b2 / 2) * (es / first / (1 - es * es) + Math.log((1 + es) / (1 - es)) / (2 * first))
}

test('the series of the land survey equals the closed form on graticule cells', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 73, max: 135, noNaN: true }),
      fc.double({ min: 3, max: 53, noNaN: true }),
      fc.double({ min: 1e-3, max: 0.5, noNaN: true }),
      (west, south, size) => {
        const [east, north] = [west + size, south + size]
        const cell: Polygon = {
          type: 'Polygon',
          coordinates: [
            [
              [west, south],
              [east, south],
              [east, north],
              [west, north],
              [west, south],
            ],
          ],
        }
        const expected = (((east - west) * Math.PI) / 180) * (authalic(north) - authalic(south))
        expect(Math.abs(ellipsoidArea(cell) / expected - 1)).toBeLessThan(1e-8)
      },
    ),
  )
})

test('plane and ellipsoid differ by the square of the scale', () => {
  const [east, north] = toPlane([123.5, 42], zone41)
  const shape = polygon(
    [
      [east, north],
      [east + 500, north],
      [east + 500, north + 500],
      [east, north + 500],
    ],
    zone41,
  )
  expect(planeArea(shape)).toBeCloseTo(250_000, 2)
  const ratio = planeArea(shape) / ellipsoidArea(shape)
  const scale = 1 + (east + 250 - 41_500_000) ** 2 / (2 * 6_380_000 ** 2)
  expect(Math.abs(ratio - scale ** 2)).toBeLessThan(3e-6)
})

test('holes are taken off, and the turn of a ring does not matter', () => {
  const shell = polygon(
    [
      [41500000, 4e6],
      [41501000, 4e6],
      [41501000, 4001000],
      [41500000, 4001000],
    ],
    zone41,
  )
  const hole = polygon(
    [
      [41500100, 4000100],
      [41500100, 4000300],
      [41500300, 4000300],
      [41500300, 4000100],
    ],
    zone41,
  )
  const ring = shell.coordinates[0]!
  for (const turned of [ring, [...ring].reverse()]) {
    const shape: Polygon = { type: 'Polygon', coordinates: [turned, hole.coordinates[0]!] }
    expect(planeArea(shape)).toBeCloseTo(960_000, 2)
  }
})
