import { expect, test } from 'vitest'
import type { Application, LandFacts, Overlap } from '#rules/situation.ts'
import { place } from './placed.ts'

const application: Application = { act: 'mining', event: 'new', region: '000000', minerals: ['铁'] }
const land = (layers: readonly string[], ...overlaps: readonly Partial<Overlap>[]): LandFacts => ({
  layers,
  area: 1e6,
  overlaps: overlaps.map((overlap) => ({
    layer: 'red-line',
    feature: '甲',
    area: 1e5,
    share: 0.1,
    sliver: false,
    ...overlap,
  })),
})
const about = (kind: string, more: Partial<Application>, facts: LandFacts) =>
  place({ ...application, ...more }, facts).land!.notes.filter((note) => note.about === kind)

test('without a map nothing is known and nothing changes', () => {
  expect(place(application, null)).toEqual({ application, land: null, messages: [] })
  expect(place(application, land([])).application).toEqual(application)
})

test.each([
  [undefined, [], false, 0],
  [undefined, [{ layer: 'farmland' }], true, 0],
  // Clear of permanent farmland may still be arable land: a stated yes stands.
  [true, [], true, 0],
  [false, [{ layer: 'farmland' }], true, 1],
  [false, [{ layer: 'farmland', sliver: true }], false, 0],
] as const)('farmland stated %s, on the map %j: %s', (stated, overlaps, expected, told) => {
  const said = stated === undefined ? {} : { onFarmland: stated }
  const placed = place({ ...application, ...said }, land(['farmland'], ...overlaps))
  expect(placed.application.onFarmland).toBe(expected)
  expect(placed.messages).toHaveLength(told)
})

const blocks = [
  { layer: 'mining-block', feature: '东山铁矿', code: 'CQ001', share: 0.7, area: 7e5 },
  { layer: 'mining-block', feature: '西山铁矿', code: 'CQ002', share: 0.3, area: 3e5 },
]

test.each([
  [undefined, 'CQ001', 0],
  ['CQ001', 'CQ001', 0],
  ['西山铁矿', '西山铁矿', 0],
  ['CQ009', 'CQ001', 1],
  ['none', 'CQ001', 1],
])('block stated %s: %s', (stated, block, told) => {
  const placed = place(
    { ...application, ...(stated === undefined ? {} : { block: stated }) },
    land(['mining-block'], ...blocks),
  )
  expect(placed.application.block).toBe(block)
  expect(placed.messages).toHaveLength(told)
})

test('blocks of the other act are no blocks of this one; outside of all is none', () => {
  const exploring = place({ ...application, act: 'exploration' }, land(['mining-block'], ...blocks))
  expect(exploring.application).not.toHaveProperty('block')
  expect(place({ ...application, block: 'CQ001' }, land(['mining-block'])).application.block).toBe('none')
})

test.each([
  ['new', { layer: 'mining-right' }, 'fail'],
  ['new', { layer: 'exploration-right' }, 'fail'],
  ['new', { layer: 'exploration-right', minerals: ['地热'] }, 'needs-a-person'],
  ['new', { layer: 'application' }, 'needs-a-person'],
  ['conversion', { layer: 'exploration-right' }, 'told'],
  ['conversion', { layer: 'mining-right' }, 'fail'],
  ['expansion', { layer: 'mining-right' }, 'told'],
  ['renewal', { layer: 'mining-right' }, 'told'],
  ['transfer', { layer: 'exploration-right' }, 'told'],
] as const)('%s on %j: %s', (event, overlap, verdict) => {
  expect(about('right', { event }, land([overlap.layer], overlap))).toMatchObject([{ verdict }])
})

test('the mine that the application names is known again on the map', () => {
  const facts = land(['mining-right'], { layer: 'mining-right', feature: '甲矿' })
  const said = (mine: string) => about('right', { event: 'expansion', mine }, facts)[0]!.message.zh
  expect(said('甲矿')).toContain('即申请所述的矿山')
  expect(said('乙矿')).toContain('请核实')
})

test('a right that is only touched by a sliver, or near, is no second right', () => {
  const facts = land(
    ['mining-right'],
    { layer: 'mining-right', sliver: true },
    { layer: 'mining-right', feature: '乙', area: 0, share: 0, distance: 41.6 },
    { layer: 'mining-right', feature: '丙', area: 0, share: 0, distance: 90 },
  )
  expect(about('right', {}, facts)).toEqual([])
  expect(about('near', {}, facts).map(({ message }) => message.zh)).toEqual(['距最近的采矿权“乙”42 米'])
})

test.each([
  [{ value: 1, unit: '平方千米' }, 'told'],
  [{ value: 99.97, unit: '公顷' }, 'told'],
  [{ value: 100.4, unit: '公顷' }, 'needs-a-person'],
  [{ value: 1500, unit: '亩' }, 'told'],
  [{ value: 1.1, unit: '平方千米' }, 'needs-a-person'],
])('stated %j is %s', (statedArea, verdict) => {
  expect(about('area', { statedArea }, { ...land([]), ellipsoid: 999_700 })).toMatchObject([{ verdict }])
})

test('what was stated of a kind the map does not have stands', () => {
  const placed = place({ ...application, inside: ['南山限制开采区', '北山集中开采区'] }, land(['concentrated-mining']))
  expect(placed.messages.map(({ text }) => text).join()).toContain('北山集中开采区')
  expect(placed.messages).toHaveLength(1)
})
