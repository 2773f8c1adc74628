/** A made-up region for measuring, the same at every run: planned areas, rights and a red line in one plane. */
import type { Polygon, Position, Shape } from '#land/shape.ts'
import { type PlaneSystem, shapeToGeographic } from '#land/zone.ts'
import type { LayerKind } from '#rules/layer-kind.ts'

/** The plane the shapes are drawn in, and its EPSG code. */
const plane: PlaneSystem = { kind: 'plane', width: 3, zone: 42, prefixed: false }
export const planeCode = 4551

export type DrawnFeature = { readonly id: string; readonly shape: Polygon }
export type DrawnLayer = { readonly kind: LayerKind; readonly features: readonly DrawnFeature[] }

/** Numbers in [0, 1), the same for the same seed (Lehmer's generator). */
const randomFrom = (start: number): (() => number) => {
  let seed = start
  return () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
}

/** Metres. */
type Extent = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A city of 200 km × 200 km. */
export const city: Extent = { x: 400_000, y: 4_500_000, width: 200_000, height: 200_000 }

/** A crooked ring about a middle that never crosses itself. */
const star = (random: () => number, [x, y]: Position, radius: number, corners: number): Polygon => {
  const ring = Array.from({ length: corners }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / corners
    const reach = radius * (0.7 + 0.3 * random())
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
}

/** How many of a kind a city has, how large (m) and of how many corners. */
type Amount = readonly [kind: LayerKind, count: number, radius: number, corners: number]

const planned: readonly Amount[] = [
  ['key-mining', 2_000, 2_500, 24],
  ['restricted', 4_000, 1_500, 24],
  ['forbidden', 4_000, 1_500, 24],
  ['protected-area', 2_000, 1_500, 24],
  ['farmland', 2_000, 800, 30],
  ['exploration-block', 3_000, 1_200, 16],
  ['mining-block', 3_000, 600, 12],
  ['exploration-right', 20_000, 600, 12],
  ['mining-right', 60_000, 350, 10],
]

/** 1,000,000 corners. */
const redLine: Amount = ['red-line', 1_000, 4_000, 1_000]

/** The layers of an extent; `share` of what a city has. */
export const drawWorld = (share: number, { x, y, width, height }: Extent, seed = 1): readonly DrawnLayer[] => {
  const random = randomFrom(seed)
  const somewhere = (): Position => [x + width * random(), y + height * random()]
  const layers = new Map<LayerKind, DrawnFeature[]>()
  for (const [kind, count, radius, corners] of [...planned, redLine]) {
    const features = layers.get(kind) ?? []
    layers.set(kind, features)
    for (let i = Math.ceil(count * share); i > 0; i--)
      features.push({ id: `${kind}-${features.length + 1}`, shape: star(random, somewhere(), radius, corners) })
  }
  return [...layers].map(([kind, features]) => ({ kind, features }))
}

/** Areas applied for: every third is a planned block to the very corner, as offices grant them. */
export const drawApplications = (
  count: number,
  { x, y, width, height }: Extent,
  world: readonly DrawnLayer[],
  seed = 7,
): readonly Polygon[] => {
  const random = randomFrom(seed)
  const blocks = world.find(({ kind }) => kind === 'mining-block')!.features
  return Array.from({ length: count }, (_, i) =>
    i % 3 === 0
      ? blocks[Math.floor(random() * blocks.length)]!.shape
      : star(random, [x + width * random(), y + height * random()], 500, 12),
  )
}

export const toDegrees = (shape: Shape): Shape => shapeToGeographic(shape, plane)

/** Moved by degrees: the counties of a country are made of one. */
export const movedBy = (shape: Shape, [east, north]: Position): Shape => {
  const ring = (positions: readonly Position[]): Position[] => positions.map(([x, y]) => [x + east, y + north])
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: shape.coordinates.map(ring) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map((part) => part.map(ring)) }
}

export const textOf = ({ coordinates }: Polygon): string =>
  `POLYGON(${coordinates.map((ring) => `(${ring.map((position) => position.join(' ')).join(',')})`).join(',')})`

export const cornersIn = (world: readonly DrawnLayer[], kind?: LayerKind): number =>
  world
    .filter((layer) => kind === undefined || layer.kind === kind)
    .reduce((sum, { features }) => sum + features.reduce((n, { shape }) => n + shape.coordinates[0]!.length - 1, 0), 0)
