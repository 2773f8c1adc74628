import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareQuantities, convertQuantity, parseQuantity, quantitiesIn } from './quantity.ts'
import { parseUnit } from './unit.ts'

const units = [
  ...[
    '吨/日',
    '吨',
    '千吨',
    '万吨',
    '亿吨',
    '矿石万吨/年',
    '金属万吨',
    '金吨',
    '千克',
    '原煤万吨',
    '立方米',
    '万立方米/年',
  ],
  ...[
    '千立方米',
    '立方米/日',
    '公顷',
    '平方千米',
    '平方公里',
    '亩',
    '万元',
    '亿元',
    '个',
    '处',
    '家',
    '座',
    '%',
    '兆瓦',
    '年',
  ],
  ...['个月', '天', '万吨／年', '矿石 千吨', '万人', '公里'],
]

describe('parseUnit', () => {
  test.each(units)('%s is a unit', (unit) => expect(parseUnit(unit)).not.toBeNull())
  test.each(['', '由市政府', '万', '年度目标', '金'])('%s is none', (unit) => expect(parseUnit(unit)).toBeNull())
})

describe('parseQuantity', () => {
  test.each([
    ['30万立方米/年', 30, '万立方米/年', null],
    ['≥ 5 万吨', 5, '万吨', '>='],
    ['62%', 62, '%', null],
    ['矿石 千吨;1200.50', 1200.5, '矿石千吨', null],
    ['约3亿元', 3, '亿元', '~'],
    ['60×10⁴t/a', 600_000, 't/a', null],
    ['8.4万金属吨', 8.4, '万金属吨', null],
  ])('%s', (text, value, unit, op) => expect(parseQuantity(text)).toEqual({ value, unit, op }))

  test('takes the unit of its column', () => {
    expect(parseQuantity('≤50', '万吨')).toEqual({ value: 50, unit: '万吨', op: '<=' })
    expect(parseQuantity('—', '万吨')).toBeNull()
    expect(parseQuantity('统一协调', '个')).toBeNull()
    expect(parseQuantity('5')).toBeNull()
  })
})

const found = (text: string) =>
  quantitiesIn(text).map((q) => `${q.op ?? ''}${q.value}${q.upper ? `~${q.upper}` : ''} ${q.unit}`)

describe('quantitiesIn', () => {
  test.each([
    ['不得低于30万吨/年', ['>=30 万吨/年']],
    ['不应少于三十万吨/年', ['>=30 万吨/年']],
    ['达到5万立方米/年以上', ['>=5 万立方米/年']],
    ['控制在８０万吨以内', ['<=80 万吨']],
    ['年开采量控制在45万吨以内', ['<=45 万吨/年']],
    ['不再新建30万吨/年以下的矿山', ['<30 万吨/年']],
    ['日处理矿石250吨以下的露天项目，90吨以下的地下项目', ['<250 吨/日', '<90 吨/日']],
    ['满足4-6年的需求，服务年限不低于6年', ['4~6 年', '>=6 年']],
    ['规划期2021-2025年，2025年底', []],
    ['1：5万水文，1/20万区域调查3幅', ['3 幅']],
    ['第三处、两个、十二家', ['2 个', '12 家']],
    ['不超过3个月，约1,200.5公顷', ['<=3 个月', '~1200.5 公顷']],
    ['力争达到2亿元', ['>=2 亿元']],
    ['资金不足', []],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  test('every place points at its own number and unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(99999), fc.constantFrom('万吨', '公顷', '个', '%')), { maxLength: 5 }),
        (list) => {
          const text = list.map(([n, unit]) => `共${n}${unit}`).join('，')
          const all = quantitiesIn(text)
          return (
            all.length === list.length &&
            all.every((q, i) => text.slice(q.start, q.end) === `${list[i]![0]}${list[i]![1]}`)
          )
        },
      ),
    )
  })
})

describe('compareQuantities', () => {
  test.each([
    [12, '万立方米/年', 30, '万立方米/年', {}, -1, '12 < 30 万立方米/年'],
    [300, '吨/日', 30, '万吨/年', {}, -1, '300 吨/日 × 300 d = 9 万吨/年; 9 < 30 万吨/年'],
    [1000, '吨/日', 33, '万吨/年', { workingDays: 330 }, 0, '1000 吨/日 × 330 d = 33 万吨/年; 33 = 33 万吨/年'],
    [3, '万立方米', 7, '万吨', { density: 2.6 }, 1, '3 万立方米 × 2.6 t/m³ = 7.8 万吨; 7.8 > 7 万吨'],
    [0.1, '公顷', 1000, '平方米', {}, 0, '0.1 公顷 = 1000 平方米; 1000 = 1000 平方米'],
  ] as const)('%d %s against %d %s', (value, unit, other, otherUnit, conversion, order, computed) =>
    expect(compareQuantities({ value, unit }, { value: other, unit: otherUnit }, conversion)).toEqual({
      order,
      computed,
    }),
  )

  test('refuses what cannot be compared', () => {
    expect(compareQuantities({ value: 1, unit: '万吨' }, { value: 1, unit: '万立方米' })).toHaveProperty('unknown')
    expect(compareQuantities({ value: 1, unit: '金属万吨' }, { value: 1, unit: '矿石万吨' })).toHaveProperty('unknown')
    expect(compareQuantities({ value: 1, unit: '个' }, { value: 1, unit: '公顷' })).toHaveProperty('unknown')
    expect(compareQuantities({ value: 1, unit: '筐' }, { value: 1, unit: '吨' })).toHaveProperty('unknown')
  })

  test('is antisymmetric, and converting there and back changes nothing', () => {
    const amount = fc.integer({ min: 1, max: 1e7 })
    const mass = fc.constantFrom('吨/年', '万吨/年', '千吨/年', '吨/日', '亿吨/年')
    fc.assert(
      fc.property(amount, mass, amount, mass, (a, unitA, b, unitB) => {
        const there = compareQuantities({ value: a, unit: unitA }, { value: b, unit: unitB })
        const back = compareQuantities({ value: b, unit: unitB }, { value: a, unit: unitA })
        if ('unknown' in there || 'unknown' in back) return false
        const once = convertQuantity({ value: a, unit: unitA }, unitB)
        const again = 'value' in once ? convertQuantity({ value: once.value, unit: unitB }, unitA) : once
        return there.order === -back.order && 'value' in again && Math.abs(again.value - a) <= a * 1e-9
      }),
    )
  })
})
