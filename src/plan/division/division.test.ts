import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findRegion, findTownship, parentRegion, regionByCode, regionsWithin, townshipsOf } from './division.ts'

describe('findRegion', () => {
  test.each([
    ['昆明市', '530100', 'city'],
    ['云南省', '530000', 'province'],
    ['安宁市', '530181', 'county'],
    ['石林彝族自治县', '530126', 'county'],
    ['石林县', '530126', 'county'],
    ['昆明市石林县', '530126', 'county'],
    ['云南省昆明市石林彝族自治县', '530126', 'county'],
    ['云南省安宁市', '530181', 'county'],
    ['广西壮族自治区', '450000', 'province'],
    ['长春市朝阳区', '220104', 'county'],
  ])('%s is %s', (name, code, level) => expect(findRegion(name)).toMatchObject({ code, level }))

  test.each(['', '云岭县', '某某自治县', '大理市石林县', '四川省石林县', '鼓楼区', '县', '石林'])(
    '%s is nobody’s name',
    (name) => expect(findRegion(name)).toBeNull(),
  )

  test('a code must agree', () => {
    expect(findRegion('鼓楼区', '320106')).toMatchObject({ code: '320106' })
    expect(findRegion('石林县', '530125')).toBeNull()
    expect(regionByCode('530126')).toMatchObject({ name: '石林彝族自治县' })
    expect(regionByCode('990000')).toBeNull()
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (name) => findRegion(name) === null || findRegion(name) !== undefined))
  })
})

test('above and below', () => {
  expect(parentRegion('530126')).toMatchObject({ code: '530100' })
  expect(parentRegion('530100')).toMatchObject({ code: '530000' })
  expect(parentRegion('530000')).toBeNull()
  expect(regionsWithin('530100').map((region) => region.code)).toContain('530126')
})

describe('townships', () => {
  test('of a county', () => {
    const names = townshipsOf('石林县')?.map((township) => township.name)
    expect(names).toContain('鹿阜街道')
    expect(townshipsOf('530126')).toEqual(townshipsOf('石林彝族自治县'))
    expect(townshipsOf('云岭县')).toBeNull()
    expect(townshipsOf('999999')).toBeNull()
  })
  test('by short or wrong kind of name', () => {
    expect(findTownship('530126', '长湖镇')).toMatchObject({ match: 'exact' })
    expect(findTownship('530126', '长湖')).toMatchObject({ match: 'short', township: { name: '长湖镇' } })
    expect(findTownship('530126', '长湖乡')).toMatchObject({ match: 'kind', township: { name: '长湖镇' } })
    expect(findTownship('530126', '无名镇')).toBeNull()
    expect(findTownship('云岭县', '长湖镇')).toBeNull()
  })
})
