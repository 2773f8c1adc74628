import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlaneSystem } from './zone.ts'
import {
  admitDatum,
  centralMeridian,
  datumOf,
  epsgOf,
  readSevenParameters,
  systemOfEpsg,
  toGeographic,
  toPlane,
  zoneOfEasting,
  zoneOfLongitude,
} from './zone.ts'

test('EPSG codes follow the zone: 4488 + z with prefix, 4509 + z without', () => {
  expect(epsgOf({ kind: 'plane', width: 3, zone: 25, prefixed: true })).toBe(4513)
  expect(epsgOf({ kind: 'plane', width: 3, zone: 45, prefixed: true })).toBe(4533)
  expect(epsgOf({ kind: 'plane', width: 3, zone: 41, prefixed: false })).toBe(4550)
  for (let code = 4490; code <= 4554; code++) expect(epsgOf(systemOfEpsg(code)!)).toBe(code)
  expect(systemOfEpsg(2362)).toBeNull()
})

test('a zone is recognised from an 8-digit easting and from a longitude', () => {
  expect(zoneOfEasting(41405667.12)).toEqual({ zone: 41, width: 3 })
  expect(zoneOfEasting(21405667)).toEqual({ zone: 21, width: 6 })
  expect(zoneOfEasting(405667.12)).toBeNull()
  expect(zoneOfLongitude(127.4)).toBe(42)
  expect(zoneOfLongitude(127.6)).toBe(43)
  expect(zoneOfLongitude(2)).toBeNull()
})

const plane = fc.record({
  kind: fc.constant('plane' as const),
  width: fc.constant(3 as const),
  zone: fc.integer({ min: 25, max: 45 }),
  prefixed: fc.boolean(),
})

test('there and back again, to a hundredth of a millimetre', () => {
  fc.assert(
    fc.property(
      plane,
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 3, max: 54, noNaN: true }),
      (system, off, latitude) => {
        const position = [centralMeridian(system.zone) + off, latitude] as const
        const back = toGeographic(toPlane(position, system), system)
        expect(Math.abs(back[0] - position[0])).toBeLessThan(1e-10)
        expect(Math.abs(back[1] - position[1])).toBeLessThan(1e-10)
      },
    ),
  )
})

test('neighbouring zones name the same place', () => {
  const zone42: PlaneSystem = { kind: 'plane', width: 3, zone: 42, prefixed: true }
  const zone43: PlaneSystem = { ...zone42, zone: 43 }
  const place = [127.5, 41.8] as const
  const [east42] = toPlane(place, zone42)
  const [east43] = toPlane(place, zone43)
  expect(east42 - 42_500_000).toBeCloseTo(43_500_000 - east43, 3)
})

test.each([
  ['2000国家大地坐标系', 'CGCS2000'],
  ['CGCS2000', 'CGCS2000'],
  ['80国家大地坐标系', 'Xian80'],
  ['1980西安坐标系', 'Xian80'],
  ['西安80', 'Xian80'],
  ['1954年北京坐标系', 'Beijing54'],
  ['北京54', 'Beijing54'],
  ['WGS-84', 'WGS84'],
  ['地方独立坐标系', null],
])('%s names %s', (text, datum) => {
  expect(datumOf(text)).toBe(datum)
})

test('old datums are refused without parameters and moved with them', () => {
  expect(admitDatum('Xian80', null).value).toBe(false)
  expect(admitDatum('Beijing54', null).messages[0]!.text).toContain('七参数')
  const parameters = readSevenParameters('+towgs84=15.8,-154.4,-82.3,0,0,0,0')!
  expect(admitDatum('Beijing54', parameters).value).toBe(true)
  const system: PlaneSystem = { kind: 'plane', width: 3, zone: 41, prefixed: true }
  const plain = toGeographic([41405667.12, 3301996.14], system)
  const moved = toGeographic([41405667.12, 3301996.14], system, 'Beijing54', parameters)
  const metres = Math.hypot((moved[0] - plain[0]) * 96_000, (moved[1] - plain[1]) * 111_000)
  expect(metres).toBeGreaterThan(20)
  expect(metres).toBeLessThan(300)
  expect(readSevenParameters('1,2,3')).toBeNull()
})
