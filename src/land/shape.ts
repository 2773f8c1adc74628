/**
 * Positions and areas, shaped like GeoJSON (RFC 7946).
 * Geographic positions are [longitude, latitude] in degrees on CGCS2000; plane positions are [easting, northing] in
 * metres: always x (east) first here, whatever order a file used.
 */
import { error, type LandResult } from './message.ts'

export type Position = readonly [number, number]

/** Closed: the last position repeats the first. */
export type Ring = readonly Position[]

export type Polygon = { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
export type MultiPolygon = { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
export type Shape = Polygon | MultiPolygon

/** [west, south, east, north]. */
export type Bounds = readonly [number, number, number, number]

/** The polygons of a shape, each its shell and its holes. */
export const partsOf = (shape: Shape): readonly (readonly Ring[])[] =>
  shape.type === 'Polygon' ? (shape.coordinates.length > 0 ? [shape.coordinates] : []) : shape.coordinates

export const ringsOf = (shape: Shape): readonly Ring[] => partsOf(shape).flat()

/** One part as a Polygon, any other number as a MultiPolygon. */
export const shapeOfParts = (parts: readonly (readonly Ring[])[]): Shape =>
  parts.length === 1 ? { type: 'Polygon', coordinates: parts[0]! } : { type: 'MultiPolygon', coordinates: parts }

/** The same shape with every position put through `move`. */
export const mapShape = (shape: Shape, move: (position: Position) => Position): Shape => {
  const moved = partsOf(shape).map((rings) => rings.map((ring) => ring.map(move)))
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: moved[0] ?? [] }
    : { type: 'MultiPolygon', coordinates: moved }
}

const boundsOfPositions = (positions: Iterable<Position>): Bounds => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of positions) {
    if (x < west) west = x
    if (x > east) east = x
    if (y < south) south = y
    if (y > north) north = y
  }
  return [west, south, east, north]
}

/** Of an empty shape: [∞, ∞, −∞, −∞], which meets nothing. */
export const boundsOf = (shape: Shape): Bounds => {
  let bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [shell] of partsOf(shape)) {
    const [west, south, east, north] = boundsOfPositions(shell ?? [])
    bounds = [
      Math.min(bounds[0], west),
      Math.min(bounds[1], south),
      Math.max(bounds[2], east),
      Math.max(bounds[3], north),
    ]
  }
  return bounds
}

/** Twice the work of a surveyor's cross sum: area in the square of the positions' unit, positive counter-clockwise. */
export const signedArea = (ring: Ring): number => {
  if (ring.length < 3) return 0
  // Sums from a local origin: eastings of 8 digits would eat the decimals.
  const [x0, y0] = ring[0]!
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!
    const [bx, by] = ring[i]!
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return sum / 2
}

/** Even-odd; a position on the edge may fall on either side. */
export const ringHolds = (ring: Ring, [x, y]: Position): boolean => {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!
    const [bx, by] = ring[i]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

export const shapeHolds = (shape: Shape, position: Position): boolean =>
  partsOf(shape).some(([shell, ...holes]) => {
    return shell !== undefined && ringHolds(shell, position) && !holes.some((hole) => ringHolds(hole, position))
  })

/** The middle of the bounds: good enough to choose a zone by. */
export const middleOf = (shape: Shape): Position => {
  const [west, south, east, north] = boundsOf(shape)
  return [(west + east) / 2, (south + north) / 2]
}

/** The ring with its first position repeated at the end. */
export const closeRing = (positions: readonly Position[]): Ring => {
  const first = positions[0]
  const last = positions.at(-1)
  if (!first || !last || (positions.length > 1 && first[0] === last[0] && first[1] === last[1])) return positions
  return [...positions, first]
}

const isPosition = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1])

type Wrong = readonly [zh: string, en: string]

const readRing = (value: unknown): Ring | { readonly wrong: Wrong } => {
  if (!Array.isArray(value)) return { wrong: ['环不是坐标列表', 'a ring is not a list'] }
  const at = value.findIndex((position) => !isPosition(position)) + 1
  if (at > 0) return { wrong: [`J${at} 点不是 [x, y]`, `position ${at} is not [x, y]`] }
  const flat: Ring = value.every(({ length }) => length === 2)
    ? value
    : value.map((position): Position => [position[0], position[1]])
  const ring = closeRing(flat)
  if (ring.length >= 4) return ring
  const corners = Math.max(ring.length - 1, 0)
  return {
    wrong: [`环只有 ${corners} 个拐点，至少需要 3 个`, `a ring has ${corners} corners where 3 are needed`],
  }
}

/**
 * A Polygon or MultiPolygon out of unchecked JSON: heights are dropped, open rings are closed; what needs neither is
 * taken as it is, not copied.
 * Says in one message what is wrong, and gives null then.
 */
export const readShape = (value: unknown): LandResult<Shape | null> => {
  const fail = (text: string, textEn: string): LandResult<null> => ({ value: null, messages: [error(text, textEn)] })
  const geometry = value as { type?: unknown; coordinates?: unknown } | null
  const type = typeof geometry === 'object' ? geometry?.type : undefined
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(geometry?.coordinates)) {
    return fail('图形不是 Polygon 或 MultiPolygon', 'the geometry is no Polygon or MultiPolygon')
  }
  const rawParts: unknown[] = type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const parts: Ring[][] = []
  for (const rawPart of rawParts) {
    if (!Array.isArray(rawPart) || rawPart.length === 0) return fail('图形没有环', 'the geometry has no ring')
    const part: Ring[] = []
    for (const rawRing of rawPart) {
      const ring = readRing(rawRing)
      if ('wrong' in ring) return fail(`图形有误：${ring.wrong[0]}`, `bad geometry: ${ring.wrong[1]}`)
      part.push(ring)
    }
    parts.push(part)
  }
  if (parts.length === 0) return fail('图形是空的', 'the geometry is empty')
  return { value: shapeOfParts(parts), messages: [] }
}
