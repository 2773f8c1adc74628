import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOfCollection, checkGeoJson, defaultGeoJsonLimits, readGeoJson, writeGeoJson } from './geojson.ts'

const polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [127, 42, 300],
      [127.1, 42, 300],
      [127.1, 42.1, 300],
      [127, 42.1, 300],
    ],
  ],
}
const feature = (geometry: unknown, properties: unknown = { name: '甲' }) => ({ type: 'Feature', properties, geometry })

test('rings are closed, heights dropped, properties kept', () => {
  const { value, messages } = checkGeoJson({ type: 'FeatureCollection', features: [feature(polygon)] })
  expect(messages).toEqual([])
  expect(value.features[0]).toMatchObject({
    properties: { name: '甲' },
    geometry: {
      coordinates: [
        [
          [127, 42],
          [127.1, 42],
          [127.1, 42.1],
          [127, 42.1],
          [127, 42],
        ],
      ],
    },
  })
  expect(boundsOfCollection(value)).toEqual([127, 42, 127.1, 42.1])
  expect(readGeoJson(writeGeoJson(value)).value).toEqual(value)
  expect(checkGeoJson(polygon).value.features).toHaveLength(1)
})

test('a bad feature is told by its number and left out', () => {
  const bad = [
    null,
    feature(null),
    feature({
      type: 'Polygon',
      coordinates: [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    }),
    feature({ type: 'Point', coordinates: ['a', 2] }),
    feature(polygon),
  ]
  const { value, messages } = checkGeoJson({ type: 'FeatureCollection', features: bad })
  expect(value.features).toHaveLength(1)
  expect(messages.map(({ row }) => row)).toEqual([1, 2, 3, 4])
})

test('plane coordinates and limits', () => {
  const plane = { type: 'Point', coordinates: [42_500_000, 4_600_000] }
  expect(checkGeoJson(feature(plane)).messages[0]!.text).toContain('平面坐标')
  expect(
    checkGeoJson(
      { type: 'FeatureCollection', features: [feature(polygon), feature(polygon)] },
      { ...defaultGeoJsonLimits, features: 1 },
    ).value.features,
  ).toEqual([])
  expect(checkGeoJson(feature(polygon), { ...defaultGeoJsonLimits, positions: 3 }).value.features).toEqual([])
})

test('any JSON gives a collection', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const wrapped = {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: value } }],
      }
      for (const input of [value, wrapped]) {
        const answer = checkGeoJson(input)
        expect(answer.value.features.length > 0 || answer.messages.length > 0).toBe(true)
      }
    }),
  )
  expect(readGeoJson(Uint8Array.from([0xff, 0xfe])).messages[0]!.severity).toBe('error')
})
