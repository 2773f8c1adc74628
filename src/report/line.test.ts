import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from '#report/line.ts'

/** Every sign one wide. */
const measure = (words: string): number => [...words].length

test('no sign is lost or added, and no line is wider than its room', () => {
  const words = fc
    .array(fc.constantFrom(...'矿产（“30.5万吨”）、。，%ab \n'), { maxLength: 80 })
    .map((signs) => signs.join(''))
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 30 }), (text, room) => {
      const lines = linesOf(text, room, measure, 1)
      expect(lines.map((line) => line.words).join('')).toBe(text.replaceAll('\n', ''))
      for (const { width } of lines) expect(width).toBeLessThanOrEqual(room)
    }),
  )
})

test('marks stay with the words they close or open, numbers and units stay whole', () => {
  const lines = linesOf('不得低于30.5万吨/年（含）。', 5, measure).map((line) => line.words)
  expect(lines).toEqual(['不得低于', '30.5万', '吨/年', '（含）。'])
})

test('a word longer than a line is broken', () => {
  expect(linesOf('abcdefgh', 3, measure).map((line) => line.words)).toEqual(['abc', 'def', 'gh'])
})
