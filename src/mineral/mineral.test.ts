import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  containsMineral,
  isStrategic,
  mineralClass,
  mineralCode,
  mineralList,
  mineralsIn,
  normalMineral,
  sameMineral,
  spellingDifference,
} from './mineral.ts'
import { mineralCodes } from './mineral-data.ts'

const names = (text: string) => mineralsIn(text).map((mention) => mention.name)

describe('names', () => {
  test.each([
    ['铁', '铁矿'],
    ['金', '金矿'],
    ['煤炭', '煤'],
    ['水泥用石灰岩', '水泥用灰岩'],
    ['饰面用大理石', '饰面用大理岩'],
    ['砖瓦用黏土', '砖瓦用粘土'],
    ['饮用天然矿泉水', '矿泉水'],
    ['萤石（普通）', '萤石'],
    ['建筑石料用石灰岩', '建筑石料用灰岩'],
    ['建筑用灰岩', '建筑石料用灰岩'],
    ['建筑石料', '建筑用石料'],
    ['建筑用石料类矿产', '建筑用石料'],
    ['硅藻土矿', '硅藻土'],
    ['绿玉髓矿', '绿玉髓'],
  ])('%s is %s', (written, name) => expect(normalMineral(written)).toBe(name))

  test('every code keeps its name', () => {
    for (const [code, name] of mineralCodes) {
      expect(normalMineral(name)).toBe(name)
      expect(mineralCode(name)).toBe(code)
    }
  })

  test('difference of spelling', () => {
    expect(spellingDifference('金', '金矿')).toBe('suffix')
    expect(spellingDifference('水泥用大理石', '水泥用大理岩')).toBe('variant')
    expect(spellingDifference('金', '金')).toBe('same')
    expect(spellingDifference('金', '银')).toBeNull()
  })
})

describe('containment', () => {
  test.each([
    ['建筑用石料', '建筑用安山岩'],
    ['建筑石料', '建筑石料用灰岩'],
    ['金', '岩金'],
    ['花岗岩', '饰面用花岗岩'],
    ['砂石土类矿产', '建筑用玄武岩'],
    ['砂石土', '砖瓦用粘土'],
    ['金属矿产', '铜'],
    ['战略性矿产', '岩金'],
    ['铅锌矿', '锌'],
  ])('%s covers %s', (parent, child) => {
    expect(containsMineral(parent, child)).toBe(true)
    expect(containsMineral(child, parent)).toBe(false)
  })
  test.each([
    ['砂金', '岩金'],
    ['建筑用石料', '建筑用砂'],
    ['建筑用石料', '饰面用花岗岩'],
    ['铁矿', '硫铁矿'],
    ['非金属矿产', '铁'],
  ])('%s does not cover %s', (parent, child) => expect(containsMineral(parent, child)).toBe(false))

  test('what stands beside it under a narrower name is not its own', () => {
    expect(containsMineral('建筑用石料', '建筑用砂岩')).toBe(true)
    expect(containsMineral('建筑用石料', '建筑用砂岩', ['建筑用石料', '建筑用砂岩', '金'])).toBe(false)
    expect(containsMineral('建筑用石料', '建筑用花岗岩', ['建筑用砂岩'])).toBe(true)
  })

  test('order and sameness', () => {
    const any = fc.constantFrom(...mineralCodes.map(([, name]) => name), '建筑用石料', '砂石土', '岩金')
    fc.assert(
      fc.property(
        any,
        any,
        (a, b) => containsMineral(a, a) && (sameMineral(a, b) || !(containsMineral(a, b) && containsMineral(b, a))),
      ),
    )
  })
})

test('classes', () => {
  expect(mineralClass('砷')).toBe('chemical')
  expect(mineralClass('建筑用某岩')).toBe('building')
  expect(mineralClass('绿玉髓')).toBeNull()
  expect(isStrategic('岩金')).toBe(true)
  expect(isStrategic('硅藻土')).toBe(false)
})

describe('mineralsIn', () => {
  test.each([
    ['重点勘查地热、铜、锡等矿产', ['地热', '铜矿', '锡矿']],
    ['铅、锌、金矿', ['铅矿', '锌矿', '金矿']],
    ['甲沟锡、锑矿重点勘查区', ['锡矿', '锑矿']],
    ['建筑用安山岩、花岗岩矿', ['建筑用安山岩', '建筑用花岗岩']],
    ['建筑用玄武岩、板岩、建筑用片麻岩', ['建筑用玄武岩', '板岩', '建筑用片麻岩']],
    ['投入资金、基金，铁路、银行、高铁、煤层', []],
    ['日处理岩金矿石450吨', ['岩金']],
    ['铁（地下）', ['铁矿']],
    ['单位为原煤万吨', []],
  ])('%s', (text, expected) => expect(names(text)).toEqual(expected))

  test('places are literal', () => {
    const any = fc.constantFrom(...mineralCodes.map(([, name]) => name))
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), (list) => {
        const text = `主要矿种为${list.join('、')}等。`
        return mineralsIn(text).every((mention) => text.slice(mention.start, mention.end) === mention.text)
      }),
    )
  })
})

test('mineralList takes names nobody knows, and counts', () => {
  const list = mineralList('锌矿1个、绿玉髓2个、和田玉、某某石等矿产')
  expect(list.map((m) => [m.text, m.known, m.count])).toEqual([
    ['锌矿', true, 1],
    ['绿玉髓', false, 2],
    ['和田玉', false, null],
    ['某某石', false, null],
  ])
  expect(mineralList('—')).toEqual([])
  expect(mineralList('金矿;铜矿').map((m) => m.name)).toEqual(['金矿', '铜矿'])
})

test.each(['constructor', '__proto__', 'toString'])('%s is no mineral, and breaks nothing', (name) => {
  expect(mineralClass(name)).toBeNull()
  expect(containsMineral('金', name)).toBe(false)
  expect(containsMineral(name, '金')).toBe(false)
})
