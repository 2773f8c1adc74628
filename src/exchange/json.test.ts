import { expect, test } from 'vitest'
import { parseJson } from './json.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test.each([
  ['', 'the file is empty'],
  [' \r\n', 'the file is empty'],
  ['{"a": 1', 'it breaks off before its end'],
  ['[1, 2', 'it breaks off before its end'],
  ['{"a": 1,}', 'line 1, column 9'],
  ['{\r\n"a": tru}', 'line 2, column 9'],
  ['{"甲": "x\ny"}', 'line 1, column 9'],
  ['plan', 'line 1, column 1'],
  [`{"a": [${'1,'.repeat(500)} x]}`, 'line 1, column 1009'],
])('%j: %s', (text, why) => {
  const { value, messages } = parseJson(bytes(text))
  expect(value).toBeUndefined()
  expect(messages.map(({ textEn }) => textEn)).toEqual([expect.stringContaining(why)])
  expect(messages[0]!.text).not.toMatch(/[a-z]{4}/)
})

test('with a mark in front, in UTF-16 and in GB18030', () => {
  const gb = new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xbf, 0xf3, 0x22, 0x7d])
  const wide = new Uint8Array(Buffer.from('\uFEFF{"a":"矿"}', 'utf16le'))
  for (const one of [bytes('\uFEFF{"a":"矿"}'), wide, gb]) expect(parseJson(one).value).toEqual({ a: '矿' })
})
