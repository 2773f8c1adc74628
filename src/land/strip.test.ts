import { expect, test } from 'vitest'
import { ellipsoidArea } from './area.ts'
import { loadGeos } from './geos.ts'
import { LayerIndex } from './layer.ts'
import { overlay } from './overlay.ts'
import { boundsOf } from './shape.ts'
import { stripAlong } from './strip.ts'

test('a point becomes a box a little over a metre wide around itself', () => {
  const shape = stripAlong({ type: 'Point', coordinates: [112, 43] })!
  expect(ellipsoidArea(shape)).toBeCloseTo(1.44, 1)
  const [west, south, east, north] = boundsOf(shape)
  expect((west + east) / 2).toBeCloseTo(112, 9)
  expect((south + north) / 2).toBeCloseTo(43, 9)
})

test.each([
  [
    {
      type: 'MultiPoint',
      coordinates: [
        [112, 43],
        [112.1, 43],
      ],
    },
    2,
  ],
  [
    {
      type: 'LineString',
      coordinates: [
        [112, 43],
        [112.1, 43],
        [112.1, 43.1],
      ],
    },
    2,
  ],
  [
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [112, 43],
          [112.1, 43],
        ],
        [
          [113, 43],
          [113.1, 43],
        ],
      ],
    },
    2,
  ],
])('%j has %i parts', (geometry, parts) => {
  expect(stripAlong(geometry)).toMatchObject({ type: 'MultiPolygon' })
  expect(stripAlong(geometry)!.coordinates).toHaveLength(parts)
})

test.each([null, undefined, 3, {}, { type: 'Polygon', coordinates: [] }, { type: 'Point', coordinates: ['a', 1] }])(
  '%j is no strip',
  (value) => {
    expect(stripAlong(value)).toBeNull()
  },
)

test('an area that a bent line crosses meets it, and it is no sliver', async () => {
  const geos = await loadGeos()
  const shape = stripAlong({
    type: 'LineString',
    coordinates: [
      [112, 43],
      [112.01, 43.001],
      [112.02, 43],
    ],
  })!
  const index = new LayerIndex(geos, { name: 'road', features: [{ id: '1', shape }] })
  const box = {
    type: 'Polygon',
    coordinates: [
      [
        [112.005, 42.99],
        [112.015, 42.99],
        [112.015, 43.01],
        [112.005, 43.01],
        [112.005, 42.99],
      ],
    ],
  } as const
  const { value } = overlay(geos, box, [index])
  index.release()
  const [met] = value!.overlaps
  expect(met).toMatchObject({ relation: 'overlaps', sliver: false })
  // Two edges of some 423 m each, 1.2 m wide.
  expect(met!.area).toBeGreaterThan(900)
  expect(met!.area).toBeLessThan(1100)
})
