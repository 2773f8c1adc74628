import { expect, test } from 'vitest'
import type { Fact, Plan } from '#plan/plan.ts'
import { indicatorRows, signedValue } from './indicator-row.ts'

const period = { base: 2020, from: 2021, to: 2025, outlook: 2035 }

const fact = (more: Partial<Fact>): Fact => ({
  id: '',
  kind: 'indicator',
  subject: '全部',
  measure: '矿山数量',
  op: '<=',
  value: 30,
  unit: '个',
  year: 2025,
  attribute: null,
  quote: '矿山数量 个 30',
  at: { block: 0, line: 1, start: 0, end: 1 } as unknown as Fact['at'],
  confidence: 'sure',
  outline: '1',
  ...more,
})

const rows = (...facts: Fact[]) =>
  indicatorRows({ facts, period } as unknown as Plan).map(({ name, base, target }) => [
    name,
    base?.value ?? null,
    target.value,
  ])

test('the targets and results of the last round are no indicators of this plan', () => {
  const last = { table: '专栏1', row: 0, year: 2020 }
  expect(
    rows(
      fact({ ...last, value: 40 }),
      fact({ ...last, value: 38, op: '=' }),
      fact({ table: '专栏2', row: 4, value: 30, attribute: 'binding' }),
    ),
  ).toEqual([['矿山数量', null, 30]])
})

test('the base value is the one in the same line of the same table', () => {
  const line = { table: '专栏2', row: 4 }
  const facts = [
    fact({ ...line, year: 2020, value: 36, op: '=' }),
    fact({ ...line, value: 30, attribute: 'expected' }),
    fact({ table: '专栏2', row: 5, subject: '铁', measure: '年开采量', value: 80 }),
  ]
  expect(rows(...facts)).toEqual([
    ['矿山数量', 36, 30],
    ['铁 年开采量', null, 80],
  ])
})

test('what the text tells again is no second row; what only the text tells is one', () => {
  const facts = [
    fact({ value: 31 }),
    fact({ table: '专栏2', row: 4 }),
    fact({ table: '专栏2', row: 4, year: 2035, value: 20 }),
    fact({ measure: '大中型矿山比例', value: 60, op: '>=', unit: '%' }),
    fact({ measure: '大中型矿山比例', value: 60, op: '>=', unit: '%' }),
  ]
  expect(rows(...facts)).toEqual([
    ['矿山数量', null, 30],
    ['大中型矿山比例', null, 60],
  ])
})

test('two lines of one name go by the words of the plan', () => {
  const line = { table: '专栏2', subject: '全部', measure: '治理恢复面积', op: '>=' } as const
  const facts = [
    fact({ ...line, row: 1, value: 40, unit: '公顷', quote: '环境治理 治理面积 公顷 40 预期性' }),
    fact({ ...line, row: 2, value: 7, unit: '公顷', quote: '复垦面积 公顷 7 预期性' }),
  ]
  expect(rows(...facts)).toEqual([
    ['治理面积', null, 40],
    ['复垦面积', null, 7],
  ])
})

test('a value keeps its sign', () => {
  expect([signedValue(fact({})), signedValue(fact({ op: '=' })), signedValue(fact({ value: '由市统筹' }))]).toEqual([
    '≤30',
    '30',
    '由市统筹',
  ])
})
