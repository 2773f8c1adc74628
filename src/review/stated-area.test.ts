import { expect, test } from 'vitest'
import type { LandFacts } from '#rules/situation.ts'
import { statedNote, statedQuantity } from './stated-area.ts'

test.each([
  ['0.1779 km²', { area: 177_900, digit: 100 }, { value: 0.1779, unit: '平方千米' }],
  ['25.013 ha', { area: 250_130, digit: 10 }, { value: 0.25013, unit: '平方千米' }],
  ['0.2500 km²', { area: 250_000, digit: 100 }, { value: 0.25, unit: '平方千米' }],
  ['2500.00 m²', { area: 2500, digit: 0.01 }, { value: 2500, unit: '平方米' }],
  ['250000 m²', { area: 250_000, digit: 1 }, { value: 250_000, unit: '平方米' }],
  ['375.2 mu', { area: (375.2 * 10_000) / 15, digit: 1000 / 15 }, { value: 375.2, unit: '亩' }],
])('a file that states %s', (_, stated, quantity) => {
  expect(statedQuantity(stated)).toEqual(quantity)
})

const land = (area: number, ellipsoid = area): LandFacts => ({ layers: [], overlaps: [], area, ellipsoid })
const verdict = (value: number, unit: string, facts: LandFacts) =>
  statedNote({ value, unit }, facts).notes.map((note) => note.verdict)

test('a stated area agrees as far as its last digit says, with the plane or with the ellipsoid', () => {
  expect(verdict(0.1779, '平方千米', land(177_940))).toEqual(['told'])
  expect(verdict(0.1779, '平方千米', land(178_000))).toEqual(['needs-a-person'])
  expect(verdict(0.1779, '平方千米', land(178_000, 177_900))).toEqual(['told'])
  expect(verdict(0.18, '平方千米', land(177_900))).toEqual(['told'])
  expect(verdict(177_900, '平方米', land(177_905))).toEqual(['told'])
  expect(verdict(177_900, '平方米', land(177_940))).toEqual(['needs-a-person'])
  expect(verdict(3, '米', land(10))).toEqual([])
  expect(statedNote(undefined, land(10))).toEqual({ m2: null, notes: [] })
})

test('how much it is off by is told beside what rounding explains', () => {
  const [note] = statedNote({ value: 20, unit: '公顷' }, land(177_900)).notes
  expect(note!.message.zh).toBe('所述面积与图形计算面积相差2.21 公顷，超过舍入所及的5008.4 平方米')
  expect(note!.computed).toContain('20 公顷；17.79 公顷（3度带平面）')
})
