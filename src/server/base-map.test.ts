import { expect, test } from 'vitest'
import { baseMapFrom, baseMapOrigins } from './base-map.ts'

test('without a setting no other machine is asked', () => {
  expect(baseMapFrom(undefined)).toBeNull()
  expect(baseMapFrom('  ')).toBeNull()
  expect(baseMapOrigins(null)).toEqual([])
})

test('addresses are told apart by spaces, and their machines named once', () => {
  const base = baseMapFrom('https://t0.example.cn/vec/{z}/{x}/{y}?tk=k https://t0.example.cn/cva/{z}/{x}/{y}?tk=k')
  expect(base?.tiles).toHaveLength(2)
  expect(baseMapOrigins(base)).toEqual(['https://t0.example.cn'])
})

test('what is no tile address is left out and told', () => {
  const told: string[] = []
  expect(baseMapFrom('ftp://example.cn/{z}/{x}/{y} https://example.cn/tiles', (text) => told.push(text))).toBeNull()
  expect(told).toHaveLength(2)
})
