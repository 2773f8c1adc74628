/** GeoJSON geometries ↔ well-known binary (ISO 13249-3) and the GeoPackage's header around it. Two dimensions. */
import type { Geometry, Position } from 'geojson'

/** Degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** EPSG code every stored geometry is in: CGCS2000, longitude and latitude in degrees. */
export const storedReference = 4490

type Simple = Exclude<Geometry, { type: 'GeometryCollection' }>

const types = ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'] as const

/** Takes the positions of nested coordinates into a box: west, south, east, north. */
const widen = (box: [number, number, number, number], nested: readonly unknown[]): void => {
  const [x, y] = nested
  if (typeof x !== 'number') {
    for (const part of nested) widen(box, part as unknown[])
    return
  }
  if (x < box[0]) box[0] = x
  if (x > box[2]) box[2] = x
  if ((y as number) < box[1]) box[1] = y as number
  if ((y as number) > box[3]) box[3] = y as number
}

/** Bounding box, null for an empty geometry. */
export const boxOf = (geometry: Geometry): Box | null => {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  if (geometry.type !== 'GeometryCollection') widen(box, geometry.coordinates)
  return box[0] <= box[2] ? box : null
}

const counted = (nested: readonly unknown[]): number =>
  Array.isArray(nested[0]) ? nested.reduce((sum: number, part) => sum + counted(part as unknown[]), 0) : 1

/** How many positions a geometry is written with. */
export const cornersOf = (geometry: Geometry): number =>
  geometry.type === 'GeometryCollection' ? 0 : counted(geometry.coordinates)

/** How many bytes the well-known binary of nested coordinates of a type takes. */
const sizeOf = (type: Simple['type'], coordinates: readonly unknown[]): number => {
  if (type === 'Point') return 21
  const list = coordinates as unknown[][]
  if (type === 'LineString') return 9 + 16 * list.length
  if (type === 'Polygon') return 9 + list.reduce((sum, ring) => sum + 4 + 16 * ring.length, 0)
  return 9 + list.reduce((sum, part) => sum + sizeOf(partType(type), part), 0)
}

const partType = (type: Simple['type']): Simple['type'] => type.slice('Multi'.length) as Simple['type']

/** Writes at `at` and answers where the next byte goes. */
const write = (view: DataView, at: number, type: Simple['type'], coordinates: readonly unknown[]): number => {
  const points = (from: number, list: readonly unknown[]): number => {
    let next = from
    for (const position of list as Position[]) {
      view.setFloat64(next, position[0]!, true)
      view.setFloat64(next + 8, position[1]!, true)
      next += 16
    }
    return next
  }
  view.setUint8(at, 1)
  view.setUint32(at + 1, types.indexOf(type) + 1, true)
  if (type === 'Point') return points(at + 5, [coordinates])
  view.setUint32(at + 5, coordinates.length, true)
  let next = at + 9
  if (type === 'LineString') return points(next, coordinates)
  for (const part of coordinates as unknown[][]) {
    if (type === 'Polygon') {
      view.setUint32(next, part.length, true)
      next = points(next + 4, part)
    } else next = write(view, next, partType(type), part)
  }
  return next
}

/** Well-known binary, little endian. Geometry collections are not stored: throws. */
export const toBinary = (geometry: Geometry): Uint8Array => {
  if (geometry.type === 'GeometryCollection') throw new TypeError('A geometry collection cannot be stored')
  const bytes = new Uint8Array(sizeOf(geometry.type, geometry.coordinates))
  write(new DataView(bytes.buffer), 0, geometry.type, geometry.coordinates)
  return bytes
}

/** Reads well-known binary as this room, GDAL and PostGIS write it: either byte order, Z and M dropped. */
export const fromBinary = (bytes: Uint8Array): Geometry => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const geometry = (): Simple => {
    const little = view.getUint8(at) === 1
    const integer = (): number => {
      at += 4
      return view.getUint32(at - 4, little)
    }
    at += 1
    const code = integer()
    const type = types[(code % 1000) - 1]
    if (!type) throw new RangeError(`Well-known binary of type ${code} is not stored here`)
    const extra = code >= 3000 ? 2 : code >= 1000 ? 1 : 0
    const point = (): Position => {
      const position = [view.getFloat64(at, little), view.getFloat64(at + 8, little)]
      at += 16 + 8 * extra
      return position
    }
    const many = <T>(one: () => T): T[] => {
      const list: T[] = []
      for (let left = integer(); left > 0; left--) list.push(one())
      return list
    }
    if (type === 'Point') return { type, coordinates: point() }
    if (type === 'LineString') return { type, coordinates: many(point) }
    if (type === 'Polygon') return { type, coordinates: many(() => many(point)) }
    return { type, coordinates: many(() => geometry().coordinates) } as Simple
  }
  return geometry()
}

/** The GeoPackage's geometry: magic, flags, reference, envelope, then well-known binary (OGC 12-128r18, 2.1.3). */
export const toGeoPackage = (geometry: Geometry): Uint8Array => {
  const box = boxOf(geometry)
  const body = toBinary(geometry)
  const header = box ? 40 : 8
  const bytes = new Uint8Array(header + body.length)
  const view = new DataView(bytes.buffer)
  bytes.set([0x47, 0x50, 0, 0x01 | (box ? 0x02 : 0x10)])
  view.setInt32(4, storedReference, true)
  if (box) for (const [i, value] of [box[0], box[2], box[1], box[3]].entries()) view.setFloat64(8 + 8 * i, value, true)
  bytes.set(body, header)
  return bytes
}

const envelopeBytes = [0, 32, 48, 48, 64]

/** The well-known binary inside a GeoPackage's header, whoever wrote it. */
export const binaryInGeoPackage = (bytes: Uint8Array): Uint8Array =>
  bytes.subarray(8 + envelopeBytes[(bytes[3]! >> 1) & 7]!)

export const fromGeoPackage = (bytes: Uint8Array): Geometry => fromBinary(binaryInGeoPackage(bytes))

/** Bounding box read from the header where it has one; null for an empty geometry. */
export const boxOfGeoPackage = (bytes: Uint8Array): Box | null => {
  const flags = bytes[3]!
  if (flags & 0x10) return null
  if (((flags >> 1) & 7) === 0) return boxOf(fromGeoPackage(bytes))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = (i: number): number => view.getFloat64(8 + 8 * i, (flags & 1) === 1)
  return [at(0), at(2), at(1), at(3)]
}
