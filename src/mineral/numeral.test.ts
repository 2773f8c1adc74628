import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chineseNumeral, halfWidth, parseNumeral } from './numeral.ts'

describe('parseNumeral', () => {
  test.each([
    ['二〇二三', 2023],
    ['二○二三', 2023],
    ['两百', 200],
    ['廿五', 25],
    ['卅一', 31],
    ['十', 10],
    ['十四', 14],
    ['一百二十', 120],
    ['一百二', 120],
    ['一百零二', 102],
    ['三千零五', 3005],
    ['一万二', 12000],
    ['三万零五百', 30500],
    ['一亿零五', 100000005],
    ['一万亿', 1e12],
    ['壹佰贰拾', 120],
    ['１２，３４５', 12345],
    ['12,345.60', 12345.6],
    ['3千', 3000],
    ['1.2亿', 1.2e8],
    ['0.7', 0.7],
    ['零', 0],
    ['60×10⁴', 600_000],
    ['3 x 10^4', 30_000],
    ['1.5×103', 1500],
    ['1\u2009200', 1200],
  ])('%s is %d', (text, value) => expect(parseNumeral(text)).toBe(value))

  test.each([
    '',
    '十十',
    '二百百',
    '一二三十',
    '百',
    '123,45',
    '×10⁴',
    '6×10⁴⁰',
    '12.',
    'abc',
    '1:5',
    '一百亿个',
    '两二',
  ])('%s is no numeral', (text) => expect(parseNumeral(text)).toBeNull())

  test('reads back what chineseNumeral writes', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (n) => parseNumeral(chineseNumeral(n)) === n))
  })

  test('reads back grouped and full-width figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (n) => {
        const grouped = n.toLocaleString('en-US')
        const wide = grouped.replace(/[\d,]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        return parseNumeral(grouped) === n && parseNumeral(wide) === n
      }),
    )
  })

  test('never throws and never gives what is no finite number', () => {
    const letters = fc.constantFrom(...'零一二三四五六七八九十百千万亿两廿〇0123456789.,，')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), (parts) => {
        const value = parseNumeral(parts.join(''))
        return value === null || Number.isFinite(value)
      }),
    )
  })
})

test('halfWidth keeps every offset', () => {
  fc.assert(fc.property(fc.string(), (text) => halfWidth(text).length === text.length))
  expect(halfWidth('１０％以上')).toBe('10%以上')
})
