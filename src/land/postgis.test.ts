/**
 * The engine and plain numbers against PostGIS, on the plane: the same relations, areas within 1e-9. Runs where a
 * database is named.
 */
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadGeos } from './geos.ts'
import { meetingOf } from './meeting.ts'
import { outlineOf } from './outline.ts'
import { relationOf } from './overlay.ts'
import { type Polygon, type Position, partsOf, type Ring, type Shape } from './shape.ts'

const url = process.env.KUANGGUI_TEST_POSTGRES

type Pair = readonly [Shape, Shape]

const polygon = (corners: readonly Position[], ...holes: readonly (readonly Position[])[]): Polygon => ({
  type: 'Polygon',
  coordinates: [corners, ...holes].map((ring): Ring => [...ring, ring[0]!]),
})

const origin: Position = [500_000, 4_600_000]

/** A star about a middle: never crosses itself, as crooked as a surveyed parcel. */
const star = (x: number, y: number, radii: readonly number[], turn: number): Position[] =>
  radii.map((radius, i) => {
    const angle = turn + (2 * Math.PI * i) / radii.length
    return [origin[0] + x + radius * Math.cos(angle), origin[1] + y + radius * Math.sin(angle)]
  })

const radii = fc.array(fc.double({ min: 50, max: 500, noNaN: true }), { minLength: 3, maxLength: 40 })
const place = fc.double({ min: -600, max: 600, noNaN: true })
const turn = fc.double({ min: 0, max: 6, noNaN: true })

const shape: fc.Arbitrary<Shape> = fc
  .record({ x: place, y: place, radii, turn, hole: fc.boolean(), island: fc.boolean() })
  .map(({ x, y, radii, turn, hole, island }): Shape => {
    const shell = star(x, y, radii, turn)
    // Well inside the star: its inradius is at least half its least radius where there are corners enough.
    const core = radii.map((radius) => Math.min(radius, Math.min(...radii)) * 0.2)
    const part = polygon(shell, ...(hole && radii.length >= 5 ? [star(x, y, core, turn + 1)] : []))
    if (!island) return part
    return {
      type: 'MultiPolygon',
      coordinates: [part.coordinates, polygon(star(x + 1200, y, radii, turn)).coordinates],
    }
  })

const grid = fc.integer({ min: 0, max: 6 })

/** Rectangles on a coarse grid: shared edges, corners and lines are the rule, not the exception. */
const block = fc
  .tuple(grid, grid, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .map(([x, y, width, height]): Polygon => {
    const [west, south] = [origin[0] + x * 100, origin[1] + y * 100]
    const [east, north] = [west + width * 100, south + height * 100]
    return polygon([
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ])
  })

const rotate = (ring: Ring, by: number): Ring => {
  const open = ring.slice(0, -1)
  const turned = [...open.slice(by % open.length), ...open.slice(0, by % open.length)]
  return [...turned, turned[0]!]
}

const degenerate: fc.Arbitrary<Pair> = fc.oneof(
  fc.tuple(block, block),
  // The same area from another first corner, the other way round, and with a corner more on an edge.
  fc
    .tuple(block, fc.nat(10))
    .map(([a, by]): Pair => [a, { type: 'Polygon', coordinates: [[...rotate(a.coordinates[0]!, by)].reverse()] }]),
  block.map((a): Pair => {
    const [p, q, ...rest] = a.coordinates[0]!
    return [a, { type: 'Polygon', coordinates: [[p!, [(p![0] + q![0]) / 2, p![1]], q!, ...rest]] }]
  }),
  // An area and the hole it fills, or nearly fills.
  fc.tuple(block, fc.constantFrom(0, 1e-6, 1e-3, -1e-3)).map(([a, off]): Pair => {
    const inner = a.coordinates[0]!.slice(0, -1).map(([x, y]): Position => [x + off, y])
    const [far, near] = [2000, -1000]
    const frame: Position[] = [
      [origin[0] + near, origin[1] + near],
      [origin[0] + far, origin[1] + near],
      [origin[0] + far, origin[1] + far],
      [origin[0] + near, origin[1] + far],
    ]
    return [a, polygon(frame, inner)]
  }),
  // Neighbours that share a crooked boundary.
  fc
    .tuple(
      radii.filter((list) => list.length >= 4),
      turn,
    )
    .map(([list, by]): Pair => {
      const corners = star(0, 0, list, by)
      const half = Math.floor(corners.length / 2)
      return [polygon([origin, ...corners.slice(0, half + 1)]), polygon([origin, ...corners.slice(half)])]
    }),
  // One corner moved by less than a survey can tell.
  fc
    .tuple(
      radii.filter((list) => list.length >= 4),
      turn,
      fc.constantFrom(1e-9, 1e-6, 1e-3),
    )
    .map(([list, by, off]): Pair => {
      const corners = star(0, 0, list, by)
      return [polygon(corners), polygon(corners.map(([x, y], i): Position => (i === 0 ? [x + off, y] : [x, y])))]
    }),
)

const wkt = (shape: Shape): string =>
  `MULTIPOLYGON(${partsOf(shape)
    .map((rings) => `(${rings.map((ring) => `(${ring.map((position) => position.join(' ')).join(',')})`).join(',')})`)
    .join(',')})`

describe.skipIf(!url)('against PostGIS', () => {
  const client = new Client({ connectionString: url })
  beforeAll(() => client.connect())
  afterAll(() => client.end())

  const compare = async (pairs: readonly Pair[]) => {
    const geos = await loadGeos()
    const { rows } = await client.query<{ relation: string; area: number; valid: boolean }>(
      `SELECT ST_Relate(a, b) AS relation, ST_Area(ST_Intersection(a, b)) AS area,
              ST_IsValid(a) AND ST_IsValid(b) AS valid
       FROM (SELECT ST_GeomFromText(x) AS a, ST_GeomFromText(y) AS b, n
             FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t(x, y, n)) AS pairs ORDER BY n`,
      [pairs.map(([a]) => wkt(a)), pairs.map(([, b]) => wkt(b))],
    )
    let compared = 0
    let overlapping = 0
    let plain = 0
    const different: unknown[] = []
    rows.forEach(({ relation, area, valid }, i) => {
      if (!valid) return
      compared++
      if (area > 0) overlapping++
      const [a, b] = pairs[i]!.map((shape) => geos.hold(shape))
      const own = { relation: geos.relate(a!, b!), area: geos.intersectionArea(a!, b!) }
      const close = Math.abs(own.area - area) <= 1e-9 * Math.max(area, own.area)
      if (own.relation !== relation || !close) different.push({ pair: i, own, postgis: { relation, area } })
      const [outlineA, outlineB] = pairs[i]!.map((shape) => outlineOf(shape))
      const meeting = meetingOf(outlineA!, outlineB!)
      if (meeting) {
        plain++
        const plainArea = 'area' in meeting ? meeting.area : meeting.relation === 'within' ? outlineA!.area : 0
        const near = Math.abs(plainArea - area) <= 1e-9 * Math.max(area, plainArea)
        if (meeting.relation !== relationOf(relation) || !near)
          different.push({ pair: i, meeting, postgis: { relation, area } })
      }
      a!.release()
      b!.release()
    })
    expect(different).toEqual([])
    return { compared, overlapping, plain }
  }

  test('5,000 random pairs', async () => {
    let [compared, overlapping, plain] = [0, 0, 0]
    for (let round = 0; compared < 5_000; round++) {
      const counts = await compare(fc.sample(fc.tuple(shape, shape), { numRuns: 500, seed: round }))
      compared += counts.compared
      overlapping += counts.overlapping
      plain += counts.plain
    }
    expect(overlapping).toBeGreaterThan(2_500)
    expect(plain).toBeGreaterThan(4_500)
  }, 240_000)

  test('500 degenerate pairs', async () => {
    let compared = 0
    for (let round = 0; compared < 500; round++) {
      compared += (await compare(fc.sample(degenerate, { numRuns: 300, seed: round }))).compared
    }
    expect(compared).toBeGreaterThanOrEqual(500)
  }, 240_000)
})
