/**
 * The outline kept with a feature (land/outline-pack.ts), so that a review need not decode, project and prove valid what
 * has not changed since the layer was put. It counts only for the very bytes of the geometry it was made from: whoever
 * changes these, with whatever program, need not know of it.
 */
import { crc32 } from 'node:zlib'
import type { Geometry, MultiPolygon, Polygon } from 'geojson'
import { knowPacked, packShape } from '#land/outline-pack.ts'
import { readShape, ringsOf, type Shape } from '#land/shape.ts'
import { cornersOf, fromBinary } from './geometry.ts'

/** The checksum of the well-known binary, then the numbers packed; little endian. Null: none is kept. */
export const outlineOf = (geometry: Geometry, binary: Uint8Array): Uint8Array | null => {
  const { value: shape } = readShape(geometry)
  // What has to be closed or is no area is read as it always was.
  if (!shape || ringsOf(shape).reduce((sum, ring) => sum + ring.length, 0) !== cornersOf(geometry)) return null
  const numbers = packShape(shape)
  if (!numbers) return null
  const kept = new Float64Array(1 + numbers.length)
  kept[0] = crc32(binary)
  kept.set(numbers, 1)
  return new Uint8Array(kept.buffer)
}

const numbersOf = (bytes: Uint8Array): Float64Array => {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  return new Float64Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 8))
}

/** Decoded when somebody asks for the corners in degrees: of what an area is laid over nobody does. */
const undecoded = (binary: Uint8Array): Polygon | MultiPolygon => {
  let decoded: Polygon | MultiPolygon | undefined
  const geometry = {
    type: binary[1] === 3 ? 'Polygon' : 'MultiPolygon',
    get coordinates() {
      decoded ??= fromBinary(binary) as Polygon | MultiPolygon
      return decoded.coordinates
    },
  }
  return geometry as Polygon | MultiPolygon
}

/** The geometry of a well-known binary, with what the outline kept beside it says of it. */
export const geometryWith = (binary: Uint8Array, outline: Uint8Array | null): Geometry => {
  if (!outline) return fromBinary(binary)
  const numbers = numbersOf(outline)
  const geometry = undecoded(binary)
  const holds = numbers[0] === crc32(binary) && knowPacked(geometry as unknown as Shape, numbers.subarray(1))
  return holds ? geometry : fromBinary(binary)
}
