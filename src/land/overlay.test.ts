import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EngineFault } from './engine-fault.ts'
import { type Geos, loadGeos } from './geos.ts'
import { LayerIndex } from './layer.ts'
import { overlay, relationOf } from './overlay.ts'
import { type Polygon, type Position, type Ring, shapeOfParts } from './shape.ts'
import { type PlaneSystem, toGeographic } from './zone.ts'

const geos = await loadGeos()
const zone42: PlaneSystem = { kind: 'plane', width: 3, zone: 42, prefixed: false }

/** A rectangle in metres from a corner of zone 42, as longitude and latitude. */
const rectangle = (x: number, y: number, width: number, height: number): Polygon => {
  const corners: Position[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ]
  return {
    type: 'Polygon',
    coordinates: [corners.map(([east, north]) => toGeographic([500_000 + east, 4_600_000 + north], zone42))],
  }
}

const index = (shapes: Record<string, Polygon>, near?: number) =>
  new LayerIndex(geos, {
    name: 'zones',
    features: Object.entries(shapes).map(([id, shape]) => ({ id, shape, zone: 'mining' })),
    ...(near === undefined ? {} : { near }),
  })

const ask = (area: Polygon, layer: LayerIndex) => overlay(geos, area, [layer]).value!.overlaps

test('area, share and relation in the plane', () => {
  const layer = index({
    half: rectangle(50, 0, 100, 100),
    around: rectangle(-10, -10, 200, 200),
    far: rectangle(900, 0, 10, 10),
  })
  const { value, messages } = overlay(geos, rectangle(0, 0, 100, 100), [layer])
  expect(messages).toEqual([])
  expect(value!.area).toBeCloseTo(10_000, 4)
  expect(value!.layers).toEqual(['zones'])
  expect(value!.overlaps.map(({ feature, relation, covers }) => [feature, relation, covers])).toEqual([
    ['half', 'overlaps', false],
    ['around', 'within', true],
  ])
  expect(value!.overlaps[0]!.area).toBeCloseTo(5_000, 4)
  expect(value!.overlaps[0]!.share).toBeCloseTo(0.5, 9)
  expect(value!.overlaps[0]!.zone).toBe('mining')
})

test('distance is told only where the layer asks for it', () => {
  const shapes = { road: rectangle(300, 0, 10, 100) }
  expect(ask(rectangle(0, 0, 100, 100), index(shapes))).toEqual([])
  expect(ask(rectangle(0, 0, 100, 100), index(shapes, 150))).toEqual([])
  const [overlap] = ask(rectangle(0, 0, 100, 100), index(shapes, 250))
  expect(overlap!.relation).toBe('apart')
  expect(overlap!.distance).toBeCloseTo(200, 3)
})

test('slivers are shown and marked, on either side of the boundary', () => {
  const [narrow] = ask(rectangle(0, 0, 100, 100), index({ a: rectangle(99.9, 0, 100, 100) }))
  expect(narrow).toMatchObject({ relation: 'overlaps', sliver: true, covers: false })
  expect(narrow!.area).toBeCloseTo(10, 2)
  const [wide] = ask(rectangle(0, 0, 100, 100), index({ a: rectangle(99, 0, 100, 100) }))
  expect(wide).toMatchObject({ relation: 'overlaps', sliver: false })
  const [outside] = ask(rectangle(0, 0, 100, 100), index({ a: rectangle(0.1, -5, 200, 200) }))
  expect(outside).toMatchObject({ relation: 'overlaps', sliver: false, covers: true })
})

test('an invalid feature is mended and told; an invalid area is refused', () => {
  const crossing: Polygon = {
    type: 'Polygon',
    coordinates: [[0, 2, 1, 3, 0].map((i) => rectangle(0, 0, 100, 100).coordinates[0]![i]!)],
  }
  const told = overlay(geos, rectangle(0, 0, 100, 100), [index({ bad: crossing })])
  expect(told.value!.overlaps[0]!.share).toBeCloseTo(0.5, 6)
  expect(told.messages[0]!.text).toContain('zones/bad')
  const refused = overlay(geos, crossing, [])
  expect(refused.value).toBeNull()
  expect(refused.messages[0]!.severity).toBe('error')
})

test('a layer with a feature the engine fails on is not among those that answered', () => {
  const failing: Geos = {
    ...geos,
    meets: () => {
      throw new EngineFault('no')
    },
  }
  // A common side is left to the engine.
  const told = overlay(failing, rectangle(0, 0, 100, 100), [index({ a: rectangle(100, 0, 100, 100) })])
  expect(told).toMatchObject({ value: { layers: [], overlaps: [] }, messages: [{ severity: 'error' }] })
})

test('a released layer can be asked again', () => {
  const layer = index({ a: rectangle(0, 0, 50, 100) })
  const before = ask(rectangle(0, 0, 100, 100), layer)
  layer.release()
  expect(ask(rectangle(0, 0, 100, 100), layer)).toEqual(before)
})

test('overlap of rectangles equals the product of their common sides', () => {
  const side = fc.integer({ min: 5, max: 400 })
  const start = fc.integer({ min: -300, max: 300 })
  fc.assert(
    fc.property(side, side, side, side, start, start, (w, h, w2, h2, x, y) => {
      const layer = index({ other: rectangle(x, y, w2, h2) })
      const common = (a: number, b: number) => Math.max(0, a - b)
      const expected = common(Math.min(w, x + w2), Math.max(0, x)) * common(Math.min(h, y + h2), Math.max(0, y))
      const [overlap] = ask(rectangle(0, 0, w, h), layer)
      layer.release()
      expect(Math.abs((overlap?.area ?? 0) - expected)).toBeLessThan(1e-3)
      expect(overlap?.share ?? 0).toBeLessThanOrEqual(1)
    }),
  )
})

test('DE-9IM of areas in words', () => {
  expect(relationOf('2FFF1FFF2')).toBe('equal')
  expect(relationOf('2FF1FF212')).toBe('within')
  expect(relationOf('212FF1FF2')).toBe('contains')
  expect(relationOf('212101212')).toBe('overlaps')
  expect(relationOf('FF2F11212')).toBe('touches')
  expect(relationOf('FF2FF1212')).toBe('apart')
})

test('parcels that share a boundary are one area; parcels that share ground are refused', () => {
  const box = (west: number, east: number): Ring => [
    [west, 43.65],
    [east, 43.65],
    [east, 43.652],
    [west, 43.652],
    [west, 43.65],
  ]
  const over = (...parts: readonly Ring[]) => overlay(geos, shapeOfParts(parts.map((ring) => [ring])), [])
  const whole = over(box(112.26, 112.264)).value!.area
  expect(over(box(112.26, 112.262), box(112.262, 112.264)).value!.area).toBeCloseTo(whole, 0)
  const twice = over(box(112.26, 112.262), box(112.261, 112.264))
  expect(twice.value).toBeNull()
  expect(twice.messages[0]!.text).toMatch(/各块重叠/)
})

test('parcels that cross everywhere, or are too many, are refused at once', () => {
  const boxes = (count: number, step: number) =>
    shapeOfParts(
      Array.from({ length: count }, (_, i): readonly Ring[] => {
        const west = 112 + i * step
        return [
          [
            [west, 43],
            [west + 0.01, 43],
            [west + 0.01, 43.01],
            [west, 43.01],
            [west, 43],
          ],
        ]
      }),
    )
  expect(overlay(geos, boxes(400, 0.0001), []).messages[0]!.text).toMatch(/多处相交/)
  expect(overlay(geos, boxes(501, 0.01), []).messages[0]!.text).toMatch(/501 块/)
  expect(overlay(geos, boxes(40, 0.01), []).value!.area).toBeGreaterThan(0)
})
