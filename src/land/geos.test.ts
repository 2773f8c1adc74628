import { expect, test } from 'vitest'
import { EngineFault } from './engine-fault.ts'
import { loadGeos } from './geos.ts'
import type { Polygon, Shape } from './shape.ts'

const square = (x: number, y: number, size: number, hole?: Polygon): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
    ...(hole ? hole.coordinates : []),
  ],
})

const bowtie: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ],
  ],
}

const geos = await loadGeos()

test('relations, areas and distances', () => {
  const a = geos.hold(square(0, 0, 2))
  const b = geos.hold(square(1, 1, 2))
  const far = geos.hold(square(5, 0, 1))
  expect(geos.relate(a, b)).toBe('212101212')
  expect(geos.relate(geos.hold(square(0.5, 0.5, 1)), a)).toBe('2FF1FF212')
  expect(geos.intersectionArea(a, b)).toBe(1)
  expect(geos.difference(a, b)?.type).toBe('Polygon')
  expect(geos.intersection(a, far)).toBeNull()
  expect(geos.distance(a, far)).toBe(3)
  expect(geos.clip(a, [-1, -1, 1, 1])?.coordinates).toHaveLength(1)
})

test('holes and several parts go in and come out', () => {
  const shape: Shape = {
    type: 'MultiPolygon',
    coordinates: [square(0, 0, 4, square(1, 1, 1)).coordinates, square(10, 0, 2).coordinates],
  }
  const held = geos.hold(shape)
  const all = geos.hold(square(-1, -1, 20))
  expect(geos.intersectionArea(held, all)).toBe(19)
  expect(
    geos
      .intersection(held, all)
      ?.coordinates.map((part) => part.length)
      .sort(),
  ).toEqual([1, 2])
})

test('self-crossing shapes are told with their place and can be mended; a fault is thrown, not hidden', () => {
  const held = geos.hold(bowtie)
  expect(geos.validity(held)).toEqual({ valid: false, reason: 'Self-intersection', at: [1, 1] })
  expect(geos.mended(held).coordinates).toHaveLength(2)
  expect(() => geos.intersection(held, geos.hold(square(0, 0, 2)))).toThrow(EngineFault)
  held.release()
  expect(() => geos.validity(held)).toThrow(EngineFault)
})

test('100,000 overlays do not grow the memory', () => {
  const zone = geos.hold(square(1, 1, 2, square(1.5, 1.5, 0.5)))
  const crossing = geos.hold(bowtie)
  const round = (i: number) => {
    const held = geos.hold(square((i % 7) / 3, 0.2, 2, square((i % 7) / 3 + 0.5, 0.5, 0.25)))
    geos.intersection(held, zone)
    if (i % 10 === 0) {
      geos.relate(held, zone)
      geos.difference(held, zone)
      geos.distance(held, zone)
    }
    if (i % 100 === 0) {
      geos.validity(crossing)
      geos.mended(crossing)
      expect(() => geos.intersection(held, crossing)).toThrow(EngineFault)
    }
    held.release()
  }
  for (let i = 0; i < 2_000; i++) round(i)
  const before = geos.memory()
  for (let i = 0; i < 100_000; i++) round(i)
  expect(geos.memory()).toBe(before)
}, 240_000)
