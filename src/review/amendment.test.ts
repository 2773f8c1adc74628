import { expect, test } from 'vitest'
import type { Application } from '#rules/situation.ts'
import { amendedFields, amendments } from './amendment.ts'

const before: Application = {
  act: 'mining',
  event: 'new',
  region: '990121',
  minerals: ['建筑用花岗岩'],
  annualOutput: { value: 12, unit: '万立方米/年' },
  inside: [],
  onFarmland: true,
  documents: ['开采方案'],
}

test('an application beside itself, in whatever order its fields stand, is not amended', () => {
  const turned = Object.fromEntries(Object.entries(before).reverse()) as unknown as Application
  expect(amendedFields(before, structuredClone(before))).toEqual([])
  expect(amendedFields(before, { ...turned, annualOutput: { unit: '万立方米/年', value: 12 } })).toEqual([])
})

test('altitude limits are told with both values, in both languages', () => {
  const [told] = amendments(
    { ...before, altitude: { upper: 1250, lower: 900 } },
    { ...before, altitude: { upper: 1250, lower: 850 } },
  )
  expect(told).toEqual({
    zh: '开采标高：1250 米至 900 米 → 1250 米至 850 米',
    en: 'altitude limits: 1250 m to 900 m → 1250 m to 850 m',
  })
})

test('each field that is other, new or gone is told with both values', () => {
  const { onFarmland: _, ...rest } = before
  const after: Application = {
    ...rest,
    annualOutput: { value: 40, unit: '万立方米/年' },
    documents: ['开采方案', '生态修复方案'],
    inside: ['东山'],
    method: 'open-pit',
    area: { type: 'Polygon', coordinates: [] },
    block: 'none',
  }
  expect(amendments(before, after).map(({ zh }) => zh)).toEqual([
    '年开采规模：12 万立方米/年 → 40 万立方米/年',
    '所在规划分区：无 → 东山',
    '申请材料：开采方案 → 开采方案、生态修复方案',
    '开采方式新填',
    '申请范围新填',
    '规划区块：未填 → 无',
    '是否占用耕地：是 → 未填',
  ])
  expect(amendments(after, before).at(-1)?.en).toBe('block: none → not given')
  expect(amendments(after, { ...after, area: { type: 'Polygon', coordinates: [[]] } })[0]?.zh).toBe('申请范围有变化')
  expect(amendments(after, { ...after, area: { type: 'Polygon', coordinates: [] } })).toEqual([])
})
