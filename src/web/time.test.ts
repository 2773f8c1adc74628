import { expect, test } from 'vitest'
import { workingDaysLeft } from './time.ts'

test.each([
  ['2026-03-02', '2026-03-09', 5],
  ['2026-03-06', '2026-03-09', 1],
  ['2026-03-09', '2026-03-09', 0],
  ['2026-03-10', '2026-03-09', -1],
  ['2026-03-16', '2026-03-09', -5],
])('from %s to %s there are %i working days', (from, due, days) => {
  expect(workingDaysLeft(from, due) + 0).toBe(days)
})

test('a date that is none counts no days', () => {
  expect(workingDaysLeft('2026-03-02', 'soon')).toBeNaN()
})
