/** Where a mine lies on the map, as a ledger gives it. Pure. */
import { readShape } from '#land/shape.ts'
import type { MineLocation } from '#rules/situation.ts'

/** Degrees within which a place of the country lies. */
const [west, south, east, north] = [73, 3, 136, 54]

const isPlace = ([longitude, latitude]: readonly unknown[]): boolean =>
  typeof longitude === 'number' &&
  typeof latitude === 'number' &&
  longitude >= west &&
  longitude <= east &&
  latitude >= south &&
  latitude <= north

/** A GeoJSON Point, Polygon or MultiPolygon in degrees on CGCS2000, longitude first; null for anything else. */
export const readLocation = (json: unknown): MineLocation | null => {
  const { type, coordinates } = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  if (!Array.isArray(coordinates)) return null
  if (type === 'Point') return isPlace(coordinates) ? { type, coordinates: coordinates.slice(0, 2) } : null
  const { value } = readShape(json)
  const rings = value?.type === 'Polygon' ? value.coordinates : (value?.coordinates.flat() ?? [])
  return value && rings.flat().every(isPlace) ? value : null
}
