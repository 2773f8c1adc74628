import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ringHolds } from '#land/shape.ts'
import { clipRing, edgeShows, type Frame, hatch, roomiest } from '#report/clip.ts'
import type { Point } from '#report/drawing.ts'

const frame: Frame = [0, 0, 100, 60]

const around = (ring: readonly Point[]): number =>
  Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nx, ny] = ring[(i + 1) % ring.length]!
      return sum + x * ny - nx * y
    }, 0) / 2,
  )

/** Stars around a middle: simple rings of any roughness. */
const ring = fc.tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: -50, max: 110 })).chain(([x, y]) =>
  fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 3, maxLength: 12 }).map((radii) =>
    radii.map((radius, i): Point => {
      const angle = (2 * Math.PI * i) / radii.length
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
    }),
  ),
)

test('what is cut to a frame lies in it and is not more than before', () => {
  fc.assert(
    fc.property(ring, (points) => {
      const cut = clipRing(points, frame)
      for (const [x, y] of cut) {
        expect(x).toBeGreaterThanOrEqual(-1e-9)
        expect(x).toBeLessThanOrEqual(100 + 1e-9)
        expect(y).toBeGreaterThanOrEqual(-1e-9)
        expect(y).toBeLessThanOrEqual(60 + 1e-9)
      }
      expect(around(cut)).toBeLessThanOrEqual(Math.min(around(points), 6000) + 1e-6)
    }),
  )
})

test('the frame itself stays whole, and shows no edge of its own', () => {
  const wide: Point[] = [
    [-10, -10],
    [110, -10],
    [110, 70],
    [-10, 70],
  ]
  expect(around(clipRing(wide, frame))).toBe(6000)
  expect(edgeShows([clipRing(wide, frame)], frame)).toBe(false)
  const half = wide.map(([x, y]): Point => [x > 50 ? 50 : x, y])
  expect(edgeShows([clipRing(half, frame)], frame)).toBe(true)
})

test('hatching at any angle is as long as the area over the gap, but for the edges', () => {
  const square: Point[] = [
    [10, 10],
    [50, 10],
    [50, 50],
    [10, 50],
  ]
  for (const angle of [0, 45, 90, 135]) {
    const length = hatch([square], angle, 0.5).reduce(
      (sum, [from, to]) => sum + Math.hypot(to![0] - from![0], to![1] - from![1]),
      0,
    )
    expect(length * 0.5).toBeGreaterThan(1550)
    expect(length * 0.5).toBeLessThan(1650)
  }
})

test('a word is put inside, and not in a hole', () => {
  const shell: Point[] = [
    [0, 0],
    [100, 0],
    [100, 40],
    [0, 40],
  ]
  const hole: Point[] = [
    [10, 5],
    [70, 5],
    [70, 35],
    [10, 35],
  ]
  const spots = roomiest([shell, hole])
  expect(spots.length).toBeGreaterThan(5)
  for (const { at } of spots)
    expect([ringHolds([...shell, shell[0]!], at), ringHolds([...hole, hole[0]!], at)]).toEqual([true, false])
})
