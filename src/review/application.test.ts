import { expect, test } from 'vitest'
import { readApplication } from './application.ts'

const least = { act: 'mining', event: 'new', region: '990121', minerals: ['铁'] }
const texts = (json: unknown) => readApplication(json).messages.map(({ text }) => text)

test('an application is read as it is', () => {
  const full = {
    ...least,
    variety: '普通类型',
    method: 'open-pit',
    annualOutput: { value: 12, unit: '万吨/年' },
    inside: [],
    block: 'none',
    mine: '甲矿',
    altitude: { upper: 120.5, lower: -350 },
    onFarmland: false,
    date: '2024-02-29',
    area: { type: 'Polygon', coordinates: [[[1, 1]]] },
  }
  expect(readApplication(full)).toEqual({ value: full, messages: [] })
})

test('words of the field are understood', () => {
  expect(
    readApplication({ ...least, act: '采矿', event: '探转采', method: '露天', depositScale: '大型' }).value,
  ).toMatchObject({
    act: 'mining',
    event: 'conversion',
    method: 'open-pit',
    depositScale: 'large',
  })
})

test.each([
  ['由1250米至900米标高', 1250, 900],
  ['+1250m~+900m', 1250, 900],
  ['1250-900', 1250, 900],
  ['从＋120米至－350米', 120, -350],
  ['900～1250.5', 1250.5, 900],
])('altitude limits written %s', (altitude, upper, lower) => {
  expect(readApplication({ ...least, altitude })).toMatchObject({ value: { altitude: { upper, lower } }, messages: [] })
})

test.each([
  [{ ...least, depositScale: 'huge' }, 'depositScale'],
  [{ ...least, altitude: '1250米以下' }, 'altitude'],
  [{ ...least, altitude: { upper: 1250 } }, 'altitude.lower'],
  [{ ...least, altitude: { upper: '1250', lower: 900 } }, 'altitude.upper'],
  [{ ...least, altitude: { upper: 900, lower: 1250 } }, 'altitude'],
  [{ ...least, altitude: { upper: 9001, lower: 900 } }, 'altitude'],
  [{ ...least, altitude: { upper: 0, lower: -2000.5 } }, 'altitude'],
  [{ ...least, annualOutput: { value: -1, unit: '万吨/年' } }, 'annualOutput.value'],
  [{ ...least, annualOutput: { value: '12', unit: '万吨/年' } }, 'annualOutput.value'],
  [{ ...least, annualOutput: { value: 12 } }, 'annualOutput.unit'],
  [{ ...least, date: '2023-02-29' }, 'date'],
  [{ ...least, documents: ['a', 3] }, 'documents[1]'],
  [{ ...least, onFarmland: 'no' }, 'onFarmland'],
  [{ ...least, area: { type: 'Point', coordinates: [] } }, 'area'],
  [{ ...least, colour: 'red' }, 'colour'],
])('%j: told with its path, and left out', (json, path) => {
  const { value, messages } = readApplication(json)
  expect(value).not.toBeNull()
  expect(messages).toHaveLength(1)
  expect(messages[0]!.text.startsWith(path)).toBe(true)
  expect(messages[0]!.textEn.startsWith(path)).toBe(true)
})

test('a list of which nothing can be read is not an empty list', () => {
  expect(readApplication({ ...least, documents: [1, 2] }).value).not.toHaveProperty('documents')
  expect(readApplication({ ...least, documents: [] }).value).toHaveProperty('documents', [])
})

test('without act, event, region and minerals there is nothing to review', () => {
  expect(readApplication({ ...least, minerals: [] }).value).toBeNull()
  expect(readApplication({}).messages).toHaveLength(4)
  expect(readApplication({ ...least, event: 'theft' }).value).toBeNull()
  expect(texts('x')).toHaveLength(1)
  expect(texts(null)).toHaveLength(1)
  expect(texts([1])).toHaveLength(1)
})

test('an area not yet drawn is no area', () => {
  const { value, messages } = readApplication({ ...least, area: { type: 'Polygon', coordinates: [] } })
  expect(value).not.toHaveProperty('area')
  expect(messages).toEqual([])
})
