import { expect, test } from 'vitest'
import { lengthOf } from './measure.ts'

test('one minute of latitude is a little over 1850 m at 43° north', () => {
  const metres = lengthOf([
    [111, 43],
    [111, 43 + 1 / 60],
  ])
  expect(metres).toBeGreaterThan(1850)
  expect(metres).toBeLessThan(1853)
})

test('one corner has no length', () => {
  expect(lengthOf([[111, 43]])).toBe(0)
})
