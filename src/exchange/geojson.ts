/** GeoJSON (RFC 7946) in and out, checked and within limits. Coordinates are degrees on CGCS2000. */
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { type Bounds, readShape } from '#land/shape.ts'
import { parseJson } from './json.ts'
import { type ExchangeMessage, type ExchangeResult, error, warning } from './message.ts'

export type GeoJsonLimits = { readonly bytes: number; readonly features: number; readonly positions: number }

export const defaultGeoJsonLimits: GeoJsonLimits = { bytes: 200e6, features: 200_000, positions: 5_000_000 }

const depths: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}

const isPosition = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1])

type Count = { positions: number; outside: number }

/** Whether coordinates nest as deep as the type asks; counts positions and those that are no longitude and latitude. */
const soundCoordinates = (value: unknown, depth: number, count: Count): boolean => {
  if (depth > 0)
    return Array.isArray(value) && value.length > 0 && value.every((inner) => soundCoordinates(inner, depth - 1, count))
  if (!isPosition(value)) return false
  const [x, y] = value as [number, number]
  count.positions++
  if (Math.abs(x) > 180 || Math.abs(y) > 90) count.outside++
  return true
}

const strip = (value: unknown, depth: number): unknown =>
  depth === 0 ? (value as number[]).slice(0, 2) : (value as unknown[]).map((inner) => strip(inner, depth - 1))

const readGeometry = (value: unknown, count: Count): Geometry | readonly [zh: string, en: string] => {
  const { type, coordinates } = (value ?? {}) as { type?: string; coordinates?: unknown }
  const depth = depths[type ?? '']
  if (depth === undefined) return [`${type ?? '没有图形'}`, `${type ?? 'null'}`]
  if (!soundCoordinates(coordinates, depth, count)) return ['坐标', 'coordinates']
  if (type === 'Polygon' || type === 'MultiPolygon') {
    const shape = readShape(value)
    return (shape.value as Geometry | null) ?? [shape.messages[0]!.text, shape.messages[0]!.textEn]
  }
  return { type, coordinates: strip(coordinates, depth) } as Geometry
}

const featuresIn = (value: unknown): unknown[] | null => {
  const object = value as { type?: unknown; features?: unknown } | null
  if (typeof object !== 'object' || object === null) return null
  if (object.type === 'FeatureCollection') return Array.isArray(object.features) ? object.features : null
  if (object.type === 'Feature') return [object]
  return typeof object.type === 'string' && object.type in depths
    ? [{ type: 'Feature', properties: {}, geometry: object }]
    : null
}

const empty = (...messages: ExchangeMessage[]): ExchangeResult<FeatureCollection> => ({
  value: { type: 'FeatureCollection', features: [] },
  messages,
})

/** Checks parsed JSON feature by feature: what is no feature is told by its number (as `row`) and left out. */
export const checkGeoJson = (
  value: unknown,
  limits: GeoJsonLimits = defaultGeoJsonLimits,
): ExchangeResult<FeatureCollection> => {
  const raw = featuresIn(value)
  if (!raw) return empty(error('不是 GeoJSON 要素集', 'this is no GeoJSON FeatureCollection'))
  if (raw.length > limits.features) {
    return empty(
      error(
        `有 ${raw.length} 个要素，超过 ${limits.features} 个的限制`,
        `${raw.length} features where ${limits.features} are allowed`,
      ),
    )
  }
  const messages: ExchangeMessage[] = []
  const features: Feature[] = []
  const count: Count = { positions: 0, outside: 0 }
  for (const [index, entry] of raw.entries()) {
    const { properties, geometry, id } = (entry ?? {}) as { properties?: unknown; geometry?: unknown; id?: unknown }
    const read = readGeometry(geometry, count)
    if (count.positions > limits.positions) {
      return empty(error(`坐标点超过 ${limits.positions} 个的限制`, `more than ${limits.positions} positions`))
    }
    if (!('type' in read)) {
      messages.push(
        error(
          `第 ${index + 1} 个要素的图形有误（${read[0]}），已略去`,
          `feature ${index + 1} has a bad geometry (${read[1]}); left out`,
          { row: index + 1 },
        ),
      )
      continue
    }
    features.push({
      type: 'Feature',
      ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
      properties:
        typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? { ...properties } : {},
      geometry: read,
    })
  }
  if (count.outside > 0) {
    messages.push(
      error(
        `${count.outside} 个坐标不是经纬度，可能是平面坐标`,
        `${count.outside} positions are no longitude and latitude; they may be plane coordinates`,
      ),
    )
    return { ...empty(), messages }
  }
  if (features.length === 0) messages.push(warning('没有可用的要素', 'there is no usable feature'))
  return { value: { type: 'FeatureCollection', features }, messages }
}

/** Reads the bytes of a .geojson file. */
export const readGeoJson = (
  bytes: Uint8Array,
  limits: GeoJsonLimits = defaultGeoJsonLimits,
): ExchangeResult<FeatureCollection> => {
  if (bytes.length > limits.bytes) {
    return empty(error(`文件超过 ${limits.bytes / 1e6} MB 的限制`, `the file is larger than ${limits.bytes / 1e6} MB`))
  }
  const { value, messages } = parseJson(bytes)
  return value === undefined ? empty(...messages) : checkGeoJson(value, limits)
}

const rounded = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(rounded) : typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value

/** Bytes of a .geojson file, coordinates to a tenth of a millimetre. */
export const writeGeoJson = (collection: FeatureCollection): Uint8Array => {
  const features = collection.features.map((feature) => ({
    ...feature,
    geometry:
      'coordinates' in feature.geometry
        ? { ...feature.geometry, coordinates: rounded(feature.geometry.coordinates) }
        : feature.geometry,
  }))
  return new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }))
}

/** [west, south, east, north] of a collection; null when it is empty. */
export const boundsOfCollection = (collection: FeatureCollection): Bounds | null => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return
    if (typeof value[0] !== 'number') {
      for (const inner of value) walk(inner)
      return
    }
    west = Math.min(west, value[0])
    east = Math.max(east, value[0])
    south = Math.min(south, value[1])
    north = Math.max(north, value[1])
  }
  for (const { geometry } of collection.features) if ('coordinates' in geometry) walk(geometry.coordinates)
  return west <= east ? [west, south, east, north] : null
}
