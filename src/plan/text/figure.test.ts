import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figuresIn, unitOf } from './figure.ts'

const told = (text: string) =>
  figuresIn(text).map(({ label, text: written, noun, bound }) => [label, written, noun, bound])

describe('figures', () => {
  it('reads number, unit, label and noun', () => {
    expect(told('全县有矿山33个，其中大型2个；划定3个重点开采区')).toEqual([
      ['全县有矿山', '33个', '', null],
      ['其中大型', '2个', '', null],
      ['划定', '3个', '重点开采区', null],
    ])
  })

  it('tells caps from floors', () => {
    expect(told('控制在50个以内').map((each) => each[3])).toEqual(['at-most'])
    expect(told('不得低于30万立方米/年').map((each) => each[3])).toEqual(['at-least'])
    expect(told('不多于10个').map((each) => each[3])).toEqual(['at-most'])
    expect(told('达到65%以上').map((each) => each[3])).toEqual(['at-least'])
  })

  it('takes no year, scale or document number for a figure', () => {
    expect(figuresIn('2021-2025年，1：5万区域调查，1/20万重力调查，〔2020〕43号')).toEqual([])
  })

  it('reads counts written in words', () => {
    expect(figuresIn('划定区块十二个').map((figure) => figure.value)).toEqual([12])
    expect(figuresIn('规划区两个').map((figure) => figure.value)).toEqual([2])
  })

  it('knows units by their dimension', () => {
    expect(unitOf('矿石万吨/年')).toEqual({ dimension: 'mass', factor: 1e4, per: 'year' })
    expect(unitOf('金吨')?.dimension).toBe('mass')
    expect(unitOf('立方米/日')?.per).toBe('day')
    expect(unitOf('棵')).toBeNull()
  })

  it('keeps offsets that cut out what it read', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'矿山共有个万吨公顷，。；（）0123456789.%其中'), maxLength: 60 }),
        (text) => {
          for (const figure of figuresIn(text)) {
            expect(text.slice(figure.start, figure.end)).toBe(figure.text)
            expect(figure.labelStart).toBeLessThanOrEqual(figure.start)
            expect(figure.nounEnd).toBeGreaterThanOrEqual(figure.end)
          }
        },
      ),
    )
  })
})
