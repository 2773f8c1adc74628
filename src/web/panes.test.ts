import { expect, test } from 'vitest'
import { nextPane } from './panes.ts'

test.each([
  ['from nowhere to the first', [false, false, false], false, 0],
  ['from nowhere back to the last', [false, false, false], true, 2],
  ['on, and from the last round to the first', [false, false, true], false, 0],
  ['back from the first to the last', [true, false, false], true, 2],
  ['out of the map inside a page', [false, true, true, false], false, 3],
  ['back from the map inside a page to the page', [false, true, true, false], true, 1],
])('%s', (_, holds, back, next) => {
  expect(nextPane(holds, back)).toBe(next)
})
