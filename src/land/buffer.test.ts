import { expect, test } from 'vitest'
import { planeArea } from './area.ts'
import { bufferOf } from './buffer.ts'
import { loadGeos } from './geos.ts'
import type { Shape } from './shape.ts'
import { planeAt, shapeToGeographic } from './zone.ts'

test('a square of a kilometre grows by its sides and its rounded corners', async () => {
  const geos = await loadGeos()
  const corners = [
    [0, 0],
    [1000, 0],
    [1000, 1000],
    [0, 1000],
    [0, 0],
  ].map(([x, y]) => [500_000 + x!, 4_500_000 + y!] as const)
  const square: Shape = shapeToGeographic({ type: 'Polygon', coordinates: [corners] }, planeAt(117))
  const grown = planeArea(bufferOf(geos, square, 200))
  const exact = 1000 * 1000 + 4 * 1000 * 200 + Math.PI * 200 ** 2
  // Corners are drawn with eight segments a quarter: a little less than the circle.
  expect(grown).toBeLessThan(exact)
  expect(grown).toBeGreaterThan(exact - 0.01 * Math.PI * 200 ** 2)
})
