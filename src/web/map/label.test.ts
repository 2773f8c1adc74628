import { expect, test } from 'vitest'
import { type Shape, shapeHolds } from '#land/shape.ts'
import { labelPoint } from './label.ts'

test('the label of a square stands in its middle', () => {
  const square: Shape = {
    type: 'Polygon',
    coordinates: [
      [
        [112, 43],
        [113, 43],
        [113, 44],
        [112, 44],
        [112, 43],
      ],
    ],
  }
  const [x, y] = labelPoint(square)
  expect(x).toBeCloseTo(112.5, 9)
  expect(y).toBeCloseTo(43.5, 9)
})

test('the label of a crescent stands on the crescent, not in its mouth', () => {
  const crescent: Shape = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 1],
        [1, 1],
        [1, 9],
        [10, 9],
        [10, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  }
  expect(shapeHolds(crescent, labelPoint(crescent))).toBe(true)
})
