/** Plain numbers against the engine: where they answer at all, they say the same. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadGeos } from './geos.ts'
import { distanceBetween, meetingOf } from './meeting.ts'
import { type Outline, outlineHolds, outlineOf, shapeOf } from './outline.ts'
import { certainlyValid } from './outline-check.ts'
import { relationOf } from './overlay.ts'
import { type Polygon, type Position, type Shape, shapeHolds } from './shape.ts'

const geos = await loadGeos()
const origin: Position = [500_000, 4_600_000]

const polygon = (...rings: readonly (readonly Position[])[]): Polygon => ({
  type: 'Polygon',
  coordinates: rings.map((ring) => [...ring, ring[0]!]),
})

const star = (x: number, y: number, radii: readonly number[], turn: number): Position[] =>
  radii.map((radius, i) => {
    const angle = turn + (2 * Math.PI * i) / radii.length
    return [origin[0] + x + radius * Math.cos(angle), origin[1] + y + radius * Math.sin(angle)]
  })

const radii = fc.array(fc.double({ min: 50, max: 500, noNaN: true }), { minLength: 3, maxLength: 60 })
const place = fc.double({ min: -600, max: 600, noNaN: true })
const turn = fc.double({ min: 0, max: 6, noNaN: true })

/** Stars, with a hole, with an island, written either way round. */
const crooked: fc.Arbitrary<Shape> = fc
  .record({
    x: place,
    y: place,
    radii,
    turn,
    size: fc.constantFrom(1, 1, 0.1),
    hole: fc.boolean(),
    island: fc.boolean(),
    back: fc.boolean(),
  })
  .map(({ x, y, radii, turn, size, hole, island, back }): Shape => {
    const scaled = radii.map((radius) => radius * size)
    const ring = (corners: Position[]) => (back ? corners.toReversed() : corners)
    const core = scaled.map(() => Math.min(...scaled) * 0.2)
    const part = polygon(
      ring(star(x, y, scaled, turn)),
      ...(hole && radii.length >= 5 ? [star(x, y, core, turn + 1)] : []),
    )
    if (!island) return part
    const other = polygon(ring(star(x + 1200, y, scaled, turn)))
    return { type: 'MultiPolygon', coordinates: [part.coordinates, other.coordinates] }
  })

/** Rectangles on a coarse grid, some moved by less than a survey can tell. */
const grid = fc
  .tuple(
    fc.nat(6),
    fc.nat(6),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom(0, 1e-9, 1e-6, 1e-3),
  )
  .map(([x, y, width, height, off]): Shape => {
    const [west, south] = [origin[0] + 100 * x + off, origin[1] + 100 * y]
    const [east, north] = [west + 100 * width, south + 100 * height]
    return polygon([
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ])
  })

/** Corners anywhere on a small grid: crossing, touching, turning back. */
const anyhow: fc.Arbitrary<Shape> = fc
  .array(fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { minLength: 3, maxLength: 9 }), { minLength: 1, maxLength: 3 })
  .map((rings) => polygon(...rings.map((ring) => ring.map(([x, y]): Position => [origin[0] + x, origin[1] + y]))))

const perimeterOf = (shape: Shape | null): number => (shape ? outlineOf(shape).perimeter : 0)
const near = (a: number, b: number, slack: number): boolean => Math.abs(a - b) <= slack + 1e-9 * Math.max(a, b)

/** Answers whether plain numbers said anything. */
const compare = (a: Outline, b: Outline): boolean => {
  const meeting = meetingOf(a, b)
  if (!meeting) return false
  const [p, q] = [geos.hold(shapeOf(a)), geos.hold(shapeOf(b))]
  try {
    expect(meeting.relation).toBe(relationOf(geos.relate(p, q)))
    if (meeting.relation === 'apart') expect(near(distanceBetween(a, b, 1e6), geos.distance(p, q), 1e-8)).toBe(true)
    if ('area' in meeting) {
      const shared = geos.intersection(p, q)
      expect(near(meeting.area, outlineOf(shared!).area, 0)).toBe(true)
      expect(near(meeting.perimeter, perimeterOf(shared), 1e-6)).toBe(true)
      expect(near(meeting.outerPerimeter, perimeterOf(geos.difference(p, q)), 1e-6)).toBe(true)
    }
    return true
  } finally {
    p.release()
    q.release()
  }
}

test('random areas: all is said, and as the engine says it', () => {
  let [asked, said] = [0, 0]
  fc.assert(
    fc.property(crooked, crooked, (first, second) => {
      const [a, b] = [outlineOf(first), outlineOf(second)]
      fc.pre(certainlyValid(a) && certainlyValid(b))
      asked++
      if (compare(a, b)) said++
    }),
    { numRuns: 1500 },
  )
  expect(said / asked).toBeGreaterThan(0.98)
}, 60_000)

test('shared edges and corners are left to the engine, near ones said rightly', () => {
  let [silent, said] = [0, 0]
  fc.assert(
    fc.property(fc.oneof(grid, crooked), grid, (first, second) => {
      const [a, b] = [outlineOf(first), outlineOf(second)]
      fc.pre(certainlyValid(a) && certainlyValid(b))
      if (compare(a, b)) said++
      else silent++
    }),
    { numRuns: 2000 },
  )
  expect(said).toBeGreaterThan(200)
  expect(silent).toBeGreaterThan(200)
}, 60_000)

test('what is certainly valid is valid', () => {
  let valid = 0
  fc.assert(
    fc.property(fc.oneof(anyhow, crooked), (shape) => {
      if (!certainlyValid(outlineOf(shape))) return
      valid++
      const held = geos.hold(shape)
      expect(geos.validity(held).valid).toBe(true)
      held.release()
    }),
    { numRuns: 5000 },
  )
  expect(valid).toBeGreaterThan(1000)
}, 60_000)

test('a position inside and outside', () => {
  fc.assert(
    fc.property(crooked, place, place, (shape, x, y) => {
      const position: Position = [origin[0] + x, origin[1] + y]
      const answer = outlineHolds(outlineOf(shape), ...position)
      if (answer !== null) expect(answer).toBe(shapeHolds(shape, position))
    }),
  )
})

test('parts in holes, rings that meet and corners twice in a row are for the engine', () => {
  const frame: Position[] = [
    [0, 0],
    [9, 0],
    [9, 9],
    [0, 9],
  ]
  const inner = frame.map(([x, y]): Position => [2 + x / 3, 2 + y / 3])
  expect(certainlyValid(outlineOf(polygon(frame, inner)))).toBe(true)
  expect(certainlyValid(outlineOf(polygon(inner, frame)))).toBe(false)
  expect(certainlyValid(outlineOf(polygon(frame, frame)))).toBe(false)
  expect(certainlyValid(outlineOf(polygon([...frame, [0, 9]])))).toBe(false)
  expect(certainlyValid(outlineOf(polygon([...frame.slice(0, 2), [9, 4], ...frame.slice(2)])))).toBe(true)
  expect(certainlyValid(outlineOf(polygon([...frame.slice(0, 2), [12, 0], ...frame.slice(2)])))).toBe(true)
  expect(certainlyValid(outlineOf(polygon([...frame.slice(0, 2), [5, 0], ...frame.slice(2)])))).toBe(false)
})
