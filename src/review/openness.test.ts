import { expect, test } from 'vitest'
import type { Overlap } from '#rules/situation.ts'
import { forOutsiders } from './openness.ts'

const feature = {
  properties: { name: '北山红线', code: 'HX-7', note: '内部' },
  geometry: { type: 'Polygon', coordinates: [] },
}
const source = (name: string, openness: 'open' | 'told' | 'office') => ({
  name,
  kind: name,
  openness,
  features: [feature],
})

const overlap = (more: Partial<Overlap>): Overlap => ({
  layer: 'red-line',
  kind: 'red-line',
  feature: '红线 1',
  area: 0,
  share: 0,
  sliver: false,
  covers: false,
  ...more,
})
const none = { layers: [], overlaps: [], area: 1000 }
const told = (...overlaps: Overlap[]) =>
  forOutsiders([source('red-line', 'told')]).tell(none, { layers: ['red-line'], overlaps, area: 1000 }).value.overlaps

test('an open layer is as it is, one that is only told has no names, one of the office is not there but is named', () => {
  const { open, told, messages } = forOutsiders([
    source('forbidden', 'open'),
    source('red-line', 'told'),
    source('farmland', 'office'),
  ])
  expect([...open, ...told].map(({ name }) => name)).toEqual(['forbidden', 'red-line'])
  expect(open[0]!.features[0]).toBe(feature)
  expect(JSON.stringify(told)).not.toMatch(/北山|HX-7|内部/)
  expect(messages).toMatchObject([{ text: '“永久基本农田”的范围不公开：是否涉及需到窗口核实' }])
})

test.each([
  [[0.004], 0.1],
  [[0.26], 0.3],
  [[0.2, 0.25], 0.5],
  [[0.97], 0.9],
  [[0.8, 0.8], 0.9],
])('shares of %j are told as %d', (shares, coarse) => {
  const met = told(...shares.map((share) => overlap({ area: share * 1000, share })))
  expect(met).toMatchObject([{ share: coarse, area: coarse * 1000, covers: false }])
  expect(met[0]!.feature).toMatch(/不公开/)
})

test('what is covered is covered; what is near is told in hundreds of metres, never too far; slivers are not told', () => {
  expect(told(overlap({ area: 1000, share: 1, covers: true }))).toMatchObject([{ share: 1, covers: true }])
  const near = told(
    overlap({ distance: 468 }),
    overlap({ distance: 1999 }),
    overlap({ area: 0.2, share: 0.0002, sliver: true }),
  )
  expect(near).toMatchObject([{ area: 0, distance: 400 }])
  expect(told(overlap({ area: 0.2, share: 0.0002, sliver: true }))).toEqual([])
  expect(told()).toEqual([])
})

test('facts of open layers stay', () => {
  const { tell } = forOutsiders([source('forbidden', 'open'), source('red-line', 'told')])
  const open = overlap({ layer: 'forbidden', kind: 'forbidden', area: 123.4, share: 0.1234 })
  expect(tell({ ...none, overlaps: [open] }, none).value.overlaps).toEqual([open])
})

test('a kind is answered where every layer of it answers; one that is only told says in words of its own that it does not', () => {
  const { tell } = forOutsiders([source('red-line', 'open'), source('red-line', 'told'), source('farmland', 'told')])
  const { value, messages } = tell({ ...none, layers: ['red-line'] }, { ...none, layers: ['farmland'] })
  expect(value.layers).toEqual(['farmland'])
  expect(messages).toMatchObject([{ text: expect.stringMatching(/^“生态保护红线”的范围不公开，且/) }])
  expect(tell({ ...none, layers: ['red-line'] }, { ...none, layers: ['red-line', 'farmland'] })).toMatchObject({
    value: { layers: ['red-line', 'farmland'] },
    messages: [],
  })
})
