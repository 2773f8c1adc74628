import fc from 'fast-check'
import type { Geometry } from 'geojson'
import { expect, test } from 'vitest'
import { boxOf, boxOfGeoPackage, fromBinary, fromGeoPackage, toBinary, toGeoPackage } from './geometry.ts'

const position = fc.tuple(fc.double({ min: 73, max: 135, noNaN: true }), fc.double({ min: 3, max: 54, noNaN: true }))
const line = fc.array(position, { minLength: 1, maxLength: 9 })
const polygon = fc.array(line, { minLength: 1, maxLength: 3 })
const list = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 })
const geometry = fc.oneof(
  position.map((coordinates) => ({ type: 'Point', coordinates })),
  line.map((coordinates) => ({ type: 'LineString', coordinates })),
  polygon.map((coordinates) => ({ type: 'Polygon', coordinates })),
  list(position).map((coordinates) => ({ type: 'MultiPoint', coordinates })),
  list(line).map((coordinates) => ({ type: 'MultiLineString', coordinates })),
  list(polygon).map((coordinates) => ({ type: 'MultiPolygon', coordinates })),
) as fc.Arbitrary<Geometry>

test('a geometry comes back as it was written, in both forms', () => {
  fc.assert(
    fc.property(geometry, (shape) => {
      expect(fromBinary(toBinary(shape))).toEqual(shape)
      const bytes = toGeoPackage(shape)
      expect(fromGeoPackage(bytes)).toEqual(shape)
      expect(boxOfGeoPackage(bytes)).toEqual(boxOf(shape))
    }),
  )
})

test('well-known binary is what the standard says', () => {
  const hex = Buffer.from(toBinary({ type: 'Point', coordinates: [1, 2] })).toString('hex')
  expect(hex).toBe('0101000000000000000000f03f0000000000000040')
})

test('big-endian and three-dimensional binary of others is read', () => {
  const point = Buffer.from('00000003e93ff000000000000040000000000000004008000000000000', 'hex')
  expect(fromBinary(point)).toEqual({ type: 'Point', coordinates: [1, 2] })
})

test('an empty geometry has no box', () => {
  const empty: Geometry = { type: 'MultiPolygon', coordinates: [] }
  expect(boxOf(empty)).toBe(null)
  expect(boxOfGeoPackage(toGeoPackage(empty))).toBe(null)
})
