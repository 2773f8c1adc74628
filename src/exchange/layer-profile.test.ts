import type { FeatureCollection } from 'geojson'
import { expect, test } from 'vitest'
import { applyProfile } from './layer-profile.ts'

const collection = (...properties: Record<string, unknown>[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: properties.map((own) => ({
    type: 'Feature',
    properties: own,
    geometry: { type: 'Point', coordinates: [127, 42] },
  })),
})

test.each([
  ['D1_123456_E_2020_GJGHKQ', 'national-planned'],
  ['KAICQK', 'mining-block'],
  ['KAICQXZ', 'restricted'],
  ['某县生态保护红线', 'red-line'],
  ['限制开采区', 'restricted'],
])('%s is %s', (name, kind) => {
  expect(applyProfile(name, collection({ GHQBH: '1' })).value.kind).toBe(kind)
})

test('fields are found whatever their case, numbers tell the kind of a nameless layer', () => {
  const { value, messages } = applyProfile(
    '图层1',
    collection({ ghqbh: 'CQ001', GHQMC: ' 甲 ', X: 1 }, { ghqbh: 'CQ002', GHQMC: '乙' }),
  )
  expect(value.kind).toBe('mining-block')
  expect(value.features[0]!.fields).toEqual({ number: 'CQ001', name: '甲' })
  expect(messages[0]!.text).toContain('X')
  expect(applyProfile('图层1', collection({ a: 1 })).messages[0]!.severity).toBe('error')
})
