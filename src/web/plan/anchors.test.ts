import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell, Span, Table } from '#document/document.ts'
import { joinSpans, wholeSpan } from '#document/span.ts'
import { type Anchor, cleanOffset, mergedRows, stretchesOf } from './anchors.ts'

const anchor = (key: string, start: number, end: number): Anchor => ({
  key,
  kind: 'fact',
  at: { line: 1, start, end },
})

test('a stretch begins and ends where an anchor does, the narrowest anchor first', () => {
  const span = wholeSpan('锰矿年开采量控制在45万吨。', 1, 100)
  const stretches = stretchesOf(span, [anchor('whole', 100, 114), anchor('value', 109, 113)])
  expect(stretches.map(({ text }) => text)).toEqual(['锰矿年开采量控制在', '45万吨', '。'])
  expect(stretches[1]!.anchors.map(({ key }) => key)).toEqual(['value', 'whole'])
})

test('noise between two runs of a sentence does not shift what follows it', () => {
  const span = joinSpans([wholeSpan('不得低于', 1, 10), wholeSpan('30万吨', 3, 40)])
  expect(cleanOffset(span, 40)).toBe(4)
  expect(cleanOffset(span, 25)).toBe(4)
  expect(stretchesOf(span, [anchor('value', 40, 44)]).map(({ text }) => text)).toEqual(['不得低于', '30万吨'])
})

test('whatever the anchors, the stretches put together are the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 40 }))),
      (parts, places) => {
        const span: Span = joinSpans(parts.map((part, i) => wholeSpan(part, i + 1, i * 20)))
        const anchors = places.map(([start, length], i) => anchor(`a${i}`, start, start + length))
        const stretches = stretchesOf(span, anchors)
        expect(stretches.map(({ text }) => text).join('')).toBe(span.text)
      },
    ),
  )
})

/** A cell that stands where its text's character code says: filled cells of one origin share its place. */
const cell = (text: string, filled = false): Cell => ({
  span: wholeSpan(text, 1, text.charCodeAt(0)),
  ...(filled ? { filled } : {}),
})

test('filled cells become one merged cell again, and no merge crosses the header', () => {
  const table: Table = {
    kind: 'table',
    caption: null,
    headerRows: 1,
    raw: [],
    at: { line: 1, start: 0, end: 0 },
    rows: [
      [cell('甲'), cell('甲', true), cell('乙')],
      [cell('甲', true), cell('1'), cell('2')],
      [cell('甲', true), cell('3'), cell('4')],
    ],
  }
  const merged = mergedRows(table).map((row) =>
    row.map(({ cell, rowSpan, colSpan }) => [cell.span.text, rowSpan, colSpan]),
  )
  expect(merged).toEqual([
    [
      ['甲', 1, 2],
      ['乙', 1, 1],
    ],
    [
      ['甲', 2, 1],
      ['1', 1, 1],
      ['2', 1, 1],
    ],
    [
      ['3', 1, 1],
      ['4', 1, 1],
    ],
  ])
})
