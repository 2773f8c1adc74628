/** Areas out of other programs, as text: GeoJSON, Esri JSON, WKT and KML. Which axis comes first, the values say. */
import { noFacts, nothingDeclared, type RawCorner, type RawFile, type RawParcel, type RawRing } from './corner.ts'
import { readNotes } from './corner-note.ts'
import { error, type LandMessage, type LandResult } from './message.ts'

type Nested = readonly unknown[]

const isNested = (value: unknown): value is Nested => Array.isArray(value)

const cornersOf = (ring: Nested): RawCorner[] =>
  ring.filter(isNested).map((position, i) => ({
    row: 0,
    name: `J${i + 1}`,
    pair: [Number(position[0]), Number(position[1])],
    angular: false,
  }))

/** Polygons as lists of rings: the first is the area, the others are cut out of it; `unknown`: their places decide. */
const parcelOf = (rings: Nested, unknown = false): RawParcel => ({
  ...noFacts,
  row: 0,
  rings: rings.filter(isNested).map((ring, i): RawRing => {
    return { role: unknown ? 'unknown' : i === 0 ? 'part' : 'hole', corners: cornersOf(ring) }
  }),
})

type Json = {
  readonly type?: unknown
  readonly coordinates?: unknown
  readonly geometry?: unknown
  readonly rings?: unknown
  readonly [list: string]: unknown
}

/** Every polygon in a geometry, a feature or a collection of either. */
const polygonsIn = (value: unknown): RawParcel[] => {
  if (typeof value !== 'object' || value === null) return []
  const { type, coordinates, geometry, geometries, features, rings } = value as Json
  if (isNested(features)) return features.flatMap(polygonsIn)
  if (isNested(geometries)) return geometries.flatMap(polygonsIn)
  if (isNested(rings)) return [parcelOf(rings, true)]
  if (type === 'Polygon' && isNested(coordinates)) return [parcelOf(coordinates)]
  if (type === 'MultiPolygon' && isNested(coordinates))
    return coordinates.filter(isNested).map((part) => parcelOf(part))
  return geometry === undefined ? [] : polygonsIn(geometry)
}

/** The number of a system named as EPSG:4525 or wkid 4525. */
const codeIn = (text: string): string | null => {
  const code = text.match(/(?:EPSG:{1,2}|SRID=|"(?:latestW|w)kid"\s*:\s*)(\d{4,5})/i)?.[1]
  return code ? `EPSG:${code}` : null
}

const readJson = (text: string): RawParcel[] | LandMessage => {
  try {
    return polygonsIn(JSON.parse(text))
  } catch {
    return error('JSON 不完整或有误，读不出图形', 'the JSON is cut off or broken; no geometry can be read')
  }
}

const wktText = /^\s*(?:SRID=\d+;)?\s*(?:MULTI)?POLYGON\s*(?:ZM|Z|M)?\s*(\([\d\s().,eE+-]+\))\s*;?\s*$/i

/** WKT's brackets as JSON's: a polygon is three deep, a multipolygon four. */
const readWkt = (text: string): RawParcel[] | LandMessage => {
  const body = text.match(wktText)?.[1]
  const json = body
    ?.replace(
      /(?<![\d.eE+-])([\d.eE+-]+(?:\s+[\d.eE+-]+)+)/g,
      (position) => `[${position.trim().split(/\s+/).join(',')}]`,
    )
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  const type = /^\s*(?:SRID=\d+;)?\s*MULTI/i.test(text) ? 'MultiPolygon' : 'Polygon'
  const read = json === undefined ? null : readJson(`{"type":"${type}","coordinates":${json}}`)
  return Array.isArray(read)
    ? read
    : error('WKT 不完整或有误，读不出图形', 'the WKT is cut off or broken; no geometry can be read')
}

const readKml = (text: string): RawParcel[] =>
  text
    .split(/<(?:\w+:)?Polygon[\s>]/)
    .slice(1)
    .map((rest) => {
      const [polygon = ''] = rest.split(/<\/(?:\w+:)?Polygon>/, 1)
      const rings = [...polygon.matchAll(/<(?:\w+:)?coordinates>([^<]*)</g)]
      return parcelOf(
        rings.map(([, ring = '']) =>
          ring
            .trim()
            .split(/\s+/)
            .map((position) => position.split(',')),
        ),
      )
    })

/** null where the text is none of them. */
export const readGeometryText = (text: string): LandResult<RawFile> | null => {
  const start = text.trimStart()
  const read = /^[{]/.test(start)
    ? readJson(start)
    : /^(?:SRID=\d+;)?\s*(?:MULTI)?POLYGON/i.test(start)
      ? readWkt(start)
      : /<(?:\w+:)?kml[\s>]/.test(start)
        ? readKml(start)
        : null
  if (read === null) return null
  const code = codeIn(text)
  const { zone, width } = readNotes(code ? [code] : [])
  const file = (parcels: readonly RawParcel[]): RawFile => ({
    form: 'geometry',
    declared: { ...nothingDeclared, datum: code, zone, width },
    parcels,
  })
  if (!Array.isArray(read)) return { value: file([]), messages: [read] }
  const none = error('没有面状图形（Polygon）', 'there is no polygon')
  return { value: file(read), messages: read.length > 0 ? [] : [none] }
}
