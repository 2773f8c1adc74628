/**
 * One applied area against all layers, beside the same overlay in PostGIS, in one run. The same shapes lie in one
 * plane on both sides: 100,000 plan and right polygons, and a red line of 1,000,000 corners in 1,000 polygons.
 * Run: KUANGGUI_TEST_POSTGRES=postgres://… npm run bench -- overlay   (a smaller world: OVERLAY_SCALE=0.1)
 */
import { Client } from 'pg'
import { loadGeos } from '#land/geos.ts'
import { type Feature, type Layer, LayerIndex } from '#land/layer.ts'
import { overlay } from '#land/overlay.ts'
import { type Polygon, type Position, ringsOf, type Shape } from '#land/shape.ts'
import { type PlaneSystem, shapeToGeographic } from '#land/zone.ts'

const scale = Number(process.env.OVERLAY_SCALE ?? 1)
const system: PlaneSystem = { kind: 'plane', width: 3, zone: 42, prefixed: false }
const plane = 4551

let seed = 1
const random = (): number => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed / 2_147_483_647
}

const star = (x: number, y: number, radius: number, corners: number): Polygon => {
  const ring: Position[] = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    const reach = radius * (0.7 + 0.3 * random())
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
}

// A region of 200 km × 200 km, as large as a city.
const somewhere = (): Position => [400_000 + 200_000 * random(), 4_500_000 + 200_000 * random()]
const many = (count: number, radius: number, corners: number): Polygon[] =>
  Array.from({ length: count }, () => star(...somewhere(), radius, corners))

const world: Readonly<Record<string, Polygon[]>> = {
  zones: many(Math.ceil(20_000 * scale), 1_500, 24),
  rights: many(Math.ceil(80_000 * scale), 400, 10),
  'red line': many(Math.ceil(1_000 * scale), 4_000, 1_000),
}
const applications = many(300, 500, 12)

const wkt = (shape: Shape): string =>
  `POLYGON(${ringsOf(shape)
    .map((ring) => `(${ring.map((position) => position.join(' ')).join(',')})`)
    .join(',')})`

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)]!
const row = (...cells: (string | number)[]): void =>
  console.log(cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(3) : cell).padStart(14)).join(''))

const geos = await loadGeos()
const indices = Object.entries(world).map(([name, shapes]) => {
  const features = shapes.map((shape, i): Feature => ({ id: String(i), shape: shapeToGeographic(shape, system) }))
  return new LayerIndex(geos, { name, features } satisfies Layer)
})
const areas = applications.map((shape) => shapeToGeographic(shape, system))

/** Area of overlap by layer, to see that both sides do the same. */
const ours = (area: Shape): number =>
  overlay(geos, area, indices, undefined, system).value!.overlaps.reduce((sum, overlap) => sum + overlap.area, 0)

const time = async (run: (index: number) => unknown): Promise<number[]> => {
  const times: number[] = []
  for (let i = 0; i < applications.length; i++) {
    const start = performance.now()
    await run(i)
    times.push(performance.now() - start)
  }
  return times
}

row('ms', 'p50', 'p95')
const cold = await time((i) => ours(areas[i]!))
row('ours, cold', percentile(cold, 0.5), percentile(cold, 0.95))
const warm = await time((i) => ours(areas[i]!))
row('ours, warm', percentile(warm, 0.5), percentile(warm, 0.95))

const url = process.env.KUANGGUI_TEST_POSTGRES
if (!url) {
  console.log('KUANGGUI_TEST_POSTGRES is not set: nothing to compare with')
} else {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('CREATE EXTENSION IF NOT EXISTS postgis')
  await client.query(`CREATE TEMP TABLE bench_layer (layer text, id int, shape geometry(Polygon, ${plane}))`)
  for (const [name, shapes] of Object.entries(world)) {
    for (let from = 0; from < shapes.length; from += 500) {
      await client.query(
        `INSERT INTO bench_layer SELECT $1, $2 + n, ST_GeomFromText(t, ${plane}) FROM unnest($3::text[]) WITH ORDINALITY AS s(t, n)`,
        [name, from, shapes.slice(from, from + 500).map(wkt)],
      )
    }
  }
  await client.query('CREATE INDEX ON bench_layer USING gist (shape)')
  await client.query('ANALYZE bench_layer')
  const totals: number[] = []
  const query = async (i: number) => {
    const { rows } = await client.query<{ area: number }>({
      name: 'bench-overlay',
      text: `SELECT layer, id, ST_Area(ST_Intersection(shape, a)) AS area
             FROM bench_layer, ST_GeomFromText($1, ${plane}) AS a WHERE ST_Intersects(shape, a)`,
      values: [wkt(applications[i]!)],
    })
    totals[i] = rows.reduce((sum, { area }) => sum + area, 0)
  }
  await time(query)
  const theirs = await time(query)
  row('PostGIS, warm', percentile(theirs, 0.5), percentile(theirs, 0.95))
  row('ratio', percentile(warm, 0.5) / percentile(theirs, 0.5), percentile(warm, 0.95) / percentile(theirs, 0.95))
  row('cold ratio', percentile(cold, 0.5) / percentile(theirs, 0.5), percentile(cold, 0.95) / percentile(theirs, 0.95))
  const off = areas.map((area, i) => Math.abs(ours(area) - totals[i]!) / Math.max(1, totals[i]!))
  console.log(`largest difference of the areas: ${Math.max(...off).toExponential(1)}`)
  await client.end()
}
