import fc from 'fast-check'
import type { Geometry, Position } from 'geojson'
import { expect, test } from 'vitest'
import { loadGeos } from '#land/geos.ts'
import { isKnown } from '#land/layer.ts'
import type { Shape } from '#land/shape.ts'
import { factsOver, indexMap, mapLayers } from '#review/map.ts'
import { geometryWith, outlineOf } from './feature-outline.ts'
import { fromBinary, toBinary } from './geometry.ts'

const geos = await loadGeos()

/** About a middle, never crossing itself unless a corner is put elsewhere. */
const ring = (x: number, y: number, reaches: readonly number[]): Position[] => {
  const corners = reaches.map((reach, i): Position => {
    const angle = (2 * Math.PI * i) / reaches.length
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
  })
  return [...corners, corners[0]!]
}

/** On both sides of the line between two zones (118.5° east). */
const [west, south] = [118.5, 40]
const place = fc.double({ min: -0.01, max: 0.01, noNaN: true })
const reaches = fc.array(fc.double({ min: 0.002, max: 0.01, noNaN: true }), { minLength: 3, maxLength: 40 })
const star = fc.tuple(place, place, reaches).map(([x, y, list]) => ring(west + x, south + y, list))
const hole = fc.tuple(place, place).map(([x, y]) => ring(west + x, south + y, [0.001, 0.001, 0.001]))
const polygon = fc.oneof(
  star.map((shell) => [shell]),
  fc.tuple(star, hole),
)
const geometry = fc.oneof(
  polygon.map((coordinates) => ({ type: 'Polygon', coordinates })),
  fc.array(polygon, { minLength: 1, maxLength: 3 }).map((coordinates) => ({ type: 'MultiPolygon', coordinates })),
  star.map((shell) => ({ type: 'Polygon', coordinates: [shell.slice(0, -1)] })),
  star.map((coordinates) => ({ type: 'LineString', coordinates })),
) as fc.Arbitrary<Geometry>

const factsOf = (area: Shape, geometries: readonly Geometry[]) => {
  const features = geometries.map((one) => ({ properties: {}, geometry: one }))
  const map = indexMap(geos, mapLayers({ name: 'zones', kind: 'restricted', near: 3000, features }))
  try {
    return factsOver(geos, area, map)
  } finally {
    map.release()
  }
}

const keptOf = (one: Geometry): Geometry => {
  const binary = toBinary(one)
  return geometryWith(binary, outlineOf(one, binary))
}

test('an area meets the same, to the last digit, whether shapes are worked out or were kept ready', () => {
  fc.assert(
    fc.property(star, fc.array(geometry, { minLength: 1, maxLength: 6 }), (shell, geometries) => {
      const area: Shape = { type: 'Polygon', coordinates: [shell as [number, number][]] }
      const kept = geometries.map(keptOf)
      expect(factsOf(area, kept)).toEqual(factsOf(area, geometries))
      expect(kept).toEqual(geometries)
    }),
    { numRuns: 50 },
  )
})

const [square, other] = [0.01, 0.02].map(
  (size): Geometry => ({ type: 'Polygon', coordinates: [ring(118, 40, [size, size, size, size])] }),
)
const binary = toBinary(square!)
const outline = outlineOf(square!, binary)!

test('an outline counts for the geometry it was made from, as this program projects it', () => {
  expect(isKnown(geometryWith(binary, outline))).toBe(true)
  // What the database hands over may lie anywhere in memory.
  const shifted = new Uint8Array(outline.length + 1)
  shifted.set(outline, 1)
  expect(isKnown(geometryWith(binary, shifted.subarray(1)))).toBe(true)

  const changed = geometryWith(toBinary(other!), outline)
  expect([isKnown(changed), changed]).toEqual([false, other])
  const numbers = new Float64Array(outline.slice().buffer)
  numbers[5]! += 1e-9
  expect(isKnown(geometryWith(binary, new Uint8Array(numbers.buffer)))).toBe(false)
  expect(isKnown(geometryWith(binary, outline.subarray(0, 100)))).toBe(false)
  expect(isKnown(geometryWith(binary, new Uint8Array(0)))).toBe(false)
})

test('what cannot be proved valid is worked out at each reading', () => {
  const bow = [
    [118, 40],
    [118.1, 40.1],
    [118.1, 40],
    [118, 40.1],
    [118, 40],
  ]
  const bad: Geometry = { type: 'Polygon', coordinates: [bow] }
  expect(outlineOf(bad, toBinary(bad))).toBe(null)
  expect(fromBinary(toBinary(bad))).toEqual(keptOf(bad))
})
