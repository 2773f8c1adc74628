/** Roads and villages come as lines and points: so that they can be overlaid, each is taken as a narrow area. */
import { type Position, type Ring, type Shape, shapeOfParts } from './shape.ts'

/** m on either side: what a line or a point is taken for. A crossing is then no sliver, and distances err by this. */
const halfWidth = 0.6

const metresPerDegree = 111_320

/** A box around one edge (or one position, where both are the same). */
const box = (from: Position, to: Position): Ring => {
  const lat = metresPerDegree
  const lon = metresPerDegree * Math.max(Math.cos((from[1] * Math.PI) / 180), 0.01)
  const [dx, dy] = [(to[0] - from[0]) * lon, (to[1] - from[1]) * lat]
  const length = Math.hypot(dx, dy)
  const [ux, uy] = length > 0 ? [(dx / length) * halfWidth, (dy / length) * halfWidth] : [halfWidth, 0]
  const corner = ([x, y]: Position, along: number, across: number): Position => [
    x + (ux * along - uy * across) / lon,
    y + (uy * along + ux * across) / lat,
  ]
  const first = corner(from, -1, -1)
  return [first, corner(to, 1, -1), corner(to, 1, 1), corner(from, -1, 1), first]
}

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1])

/** The positions of a line (or of a single point), or of several. */
const linesIn = (value: unknown, depth: number): readonly (readonly Position[])[] => {
  if (depth === 0) return isPosition(value) ? [[value]] : []
  if (!Array.isArray(value)) return []
  return depth === 1 ? [value.filter(isPosition)] : value.flatMap((inner) => linesIn(inner, depth - 1))
}

const depths: Readonly<Record<string, number>> = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2 }

/**
 * A point or a line (GeoJSON, degrees) as an area a little over a metre wide; null for what is neither. The boxes of a
 * line's edges overlap: the shape is mended before it is overlaid.
 */
export const stripAlong = (geometry: unknown): Shape | null => {
  const { type = '', coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown }
  const depth = depths[type]
  if (depth === undefined) return null
  const lines = linesIn(coordinates, depth)
  const parts = lines.flatMap((line) =>
    line.length === 1 || type === 'MultiPoint'
      ? line.map((position) => [box(position, position)])
      : line.slice(1).map((to, i) => [box(line[i]!, to)]),
  )
  return parts.length > 0 ? shapeOfParts(parts) : null
}
