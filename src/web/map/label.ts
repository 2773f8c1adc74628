import { boundsOf, type Position, partsOf, type Ring, type Shape, shapeHolds, signedArea } from '#land/shape.ts'

/** The centre of gravity of a ring (plane degrees are near enough for a label). */
const centroid = (ring: Ring): Position => {
  let [x, y, twice] = [0, 0, 0]
  const [ox, oy] = ring[0] ?? [0, 0]
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [ring[i - 1]![0] - ox, ring[i - 1]![1] - oy]
    const [bx, by] = [ring[i]![0] - ox, ring[i]![1] - oy]
    const cross = ax * by - bx * ay
    x += (ax + bx) * cross
    y += (ay + by) * cross
    twice += cross
  }
  return twice === 0 ? [ox, oy] : [ox + x / (3 * twice), oy + y / (3 * twice)]
}

/** A point inside the shape's largest part, where its label may stand: the centroid, or near it inside the shape. */
export const labelPoint = (shape: Shape): Position => {
  const shells = partsOf(shape).map(([shell]) => shell ?? [])
  const largest = shells.reduce((a, b) => (Math.abs(signedArea(b)) > Math.abs(signedArea(a)) ? b : a), shells[0] ?? [])
  const centre = centroid(largest)
  if (shapeHolds(shape, centre)) return centre
  const [west, , east] = boundsOf(shape)
  const inside: Position[] = []
  for (let i = 1; i < 40; i++) {
    const candidate: Position = [west + ((east - west) * i) / 40, centre[1]]
    if (shapeHolds(shape, candidate)) inside.push(candidate)
  }
  return inside[inside.length >> 1] ?? centre
}

/** The geometry of a feature as a shape; null where it is none (or no geometry at all). */
export const asShape = (geometry: GeoJSON.Geometry | null): Shape | null =>
  geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon' ? (geometry as unknown as Shape) : null

/** One point per feature, with its properties: MapLibre would else label a polygon once per tile. */
export const labelsOf = (collection: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: collection.features.flatMap(({ geometry, properties }): GeoJSON.Feature[] => {
    const shape = asShape(geometry)
    if (!shape) return []
    return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [...labelPoint(shape)] } }]
  }),
})
