import { expect, test } from 'vitest'
import type { Application, LandFacts } from '#rules/situation.ts'
import type { LayerEntry } from '#web/wire.ts'
import { applicationOf, blankDraft, draftOf, filledFromMap, withBeside, withFilled } from './draft.ts'

const layer = (kind: string): LayerEntry => ({
  name: `${kind}-2025`,
  title: kind,
  kind,
  count: 1,
  bounds: null,
  at: '2026-01-01T00:00:00Z',
  openness: 'open' as const,
})
const layers = ['mining-block', 'key-mining', 'township', 'farmland'].map(layer)
const overlap = (kind: string, feature: string, area: number, sliver = false) => ({
  layer: `${kind}-2025`,
  feature,
  area,
  share: 0.5,
  sliver,
})

test('without minerals or a region there is nothing to review', () => {
  const draft = blankDraft('2026-03-02', null)
  expect(applicationOf(draft, null)).toBeNull()
  expect(applicationOf({ ...draft, region: '990101' }, null)).toBeNull()
})

test('what was handed in comes out of the form as it went in, but for its area, which is kept apart', () => {
  const said: Application = {
    act: 'mining',
    event: 'expansion',
    region: '990121',
    minerals: ['铁'],
    annualOutput: { value: 3, unit: '万吨/年' },
    mine: '一矿',
    inside: [],
    block: 'none',
    documents: ['开采方案'],
    purposes: ['国家项目'],
    altitude: { upper: 1250, lower: 900 },
    statedArea: { value: 0.2512, unit: '平方千米' },
    onFarmland: false,
    date: '2024-05-08',
  }
  const area = { type: 'Polygon' as const, coordinates: [] }
  expect(applicationOf(draftOf({ ...said, area }, '某公司', 'p'), null)).toEqual(said)
  const least: Application = { act: 'exploration', event: 'new', region: '990121', minerals: ['金'] }
  expect(applicationOf(draftOf(least, '某公司', 'p'), null)).toEqual(least)
})

test('what nobody said stays absent; what was said to be none is said', () => {
  const application = applicationOf({ ...blankDraft('2026-03-02', '990101'), minerals: ['铁'], inside: [] }, null)
  expect(application).toEqual({
    act: 'mining',
    event: 'new',
    region: '990101',
    minerals: ['铁'],
    inside: [],
    date: '2026-03-02',
  })
})

test('a date that is none is left out', () => {
  expect(applicationOf({ ...blankDraft('2026-13-40', '990101'), minerals: ['铁'] }, null)).not.toHaveProperty('date')
})

test('the map answers with the largest overlap, and slivers answer nothing', () => {
  const facts: LandFacts = {
    layers: layers.map(({ name }) => name),
    area: 100,
    overlaps: [
      overlap('mining-block', '南山铁矿', 20),
      overlap('mining-block', '北山铁矿', 60),
      overlap('key-mining', '北山重点开采区', 90),
      overlap('farmland', '南洼', 0.2, true),
      overlap('township', '松镇', 100),
    ],
  }
  expect(filledFromMap('mining', facts, layers, (name) => (name === '北山铁矿' ? 'CQ002' : null))).toEqual({
    block: 'CQ002',
    township: '松镇',
    onFarmland: false,
  })
})

test('a layer that is not loaded leaves its field unknown', () => {
  expect(filledFromMap('mining', { layers: [], area: 1, overlaps: [] }, layers, () => null)).toEqual({})
})

test('outside every block of a loaded layer is said as such', () => {
  const facts: LandFacts = { layers: ['mining-block-2025'], area: 1, overlaps: [] }
  expect(filledFromMap('mining', facts, layers, () => null)).toEqual({ block: 'none' })
})

test('the map does not overwrite what a person typed, and what it confirms changes nothing', () => {
  const draft = { ...blankDraft('2026-03-02', '990101'), township: '松镇', inside: ['北山重点开采区'] }
  const typed = new Set(['township'] as const)
  expect(withFilled(draft, { township: '石镇', inside: ['北山重点开采区'] }, typed)).toBe(draft)
  expect(withFilled(draft, { township: '石镇', block: 'none' }, typed)).toEqual({ ...draft, block: 'none' })
})

test('limits that are half written, or that cannot be, are not handed in', () => {
  const draft = { ...blankDraft('2026-03-02', '990101'), minerals: ['铁'] }
  for (const altitude of [
    { upper: 1250, lower: null },
    { upper: 900, lower: 1250 },
  ])
    expect(applicationOf({ ...draft, altitude }, null)).not.toHaveProperty('altitude')
  expect(applicationOf({ ...draft, statedArea: { value: 0, unit: '公顷' } }, null)).not.toHaveProperty('statedArea')
})

test('a file of corners fills what it says; what an earlier file said goes, what a person typed stays', () => {
  const altitude = { upper: 1250, lower: 900 }
  const statedArea = { value: 0.2512, unit: '平方千米' }
  const draft = blankDraft('2026-03-02', '990101')
  const filled = withBeside(draft, { altitude, statedArea }, new Set())
  expect(filled).toEqual({ ...draft, altitude, statedArea })
  const nothing = { altitude: null, statedArea: null }
  expect(withBeside(filled, nothing, new Set(['altitude'] as const))).toEqual({ ...draft, altitude })
})
