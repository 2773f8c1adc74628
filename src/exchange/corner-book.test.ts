import ExcelJS from 'exceljs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readCorners } from '#land/corner-file.ts'
import { cornerText } from './corner-book.ts'

const corners = [
  [4836512.31, 37601235.48],
  [4836498.07, 37601702.93],
  [4836155.62, 37601688.1],
  [4836080.44, 37601410.75],
  [4836171.9, 37601228.66],
] as const
const area = 177_927

const bookOf = async (fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** A sheet as offices fill it: a merged title, headings, then the rows. */
const fill = (sheet: ExcelJS.Worksheet, title: string, headings: readonly string[], rows: readonly unknown[][]) => {
  sheet.addRow([title])
  sheet.mergeCells(1, 1, 1, headings.length)
  sheet.addRow(headings)
  for (const row of rows) sheet.addRow(row)
}

const rows = corners.map(([x, y], i) => [`J${i + 1}`, x, y])

const sheets: Record<string, (book: ExcelJS.Workbook) => void> = {
  'a merged title, X坐标 Y坐标': (book) =>
    fill(book.addWorksheet('拐点'), '某石料矿拐点坐标表（2000国家大地坐标系）', ['拐点号', 'X坐标', 'Y坐标'], rows),
  'numbers as text, with thousands': (book) =>
    fill(
      book.addWorksheet('拐点'),
      '矿区范围',
      ['序号', '纵坐标(X)', '横坐标(Y)'],
      rows.map(([name, x, y]) => [name, Number(x).toLocaleString('en'), `${y}`]),
    ),
  'formulas with their results': (book) =>
    fill(
      book.addWorksheet('拐点'),
      '矿区范围',
      ['序号', 'X', 'Y'],
      corners.map(([x, y], i) => [
        i + 1,
        { formula: `4836000+${x - 4836000}`, result: x },
        { formula: 'B1', result: y },
      ]),
    ),
  'two systems beside each other': (book) => {
    const sheet = book.addWorksheet('拐点')
    sheet.addRow(['点号', '1980西安坐标系', '', '2000国家大地坐标系', ''])
    sheet.mergeCells('B1:C1')
    sheet.mergeCells('D1:E1')
    sheet.addRow(['', 'X', 'Y', 'X', 'Y'])
    for (const [i, [x, y]] of corners.entries()) sheet.addRow([i + 1, x - 3.2, y - 117.4, x, y])
  },
  'a sheet of notes beside it, and a hidden one': (book) => {
    book.addWorksheet('说明').addRow(['填表人：张某，电话 13800000000'])
    fill(book.addWorksheet('坐标'), '拐点', ['点号', 'X', 'Y'], rows)
    fill(book.addWorksheet('旧', { state: 'hidden' }), '拐点', ['点号', 'X', 'Y'], rows)
  },
  'altitude and area below the table': (book) => {
    const sheet = book.addWorksheet('拐点')
    fill(sheet, '拐点', ['点号', 'X', 'Y'], rows)
    sheet.addRow(['开采标高：+1250m～+900m'])
    sheet.addRow(['矿区面积（平方公里）：0.1779'])
  },
}

test.each(Object.entries(sheets))('%s', async (_, make) => {
  const { value } = await cornerText(await bookOf(make))
  const read = readCorners(value!)
  expect(read.messages.filter(({ severity }) => severity !== 'info')).toEqual([])
  expect(Math.abs(read.value.planeArea - area)).toBeLessThan(1)
  if (_.startsWith('altitude')) {
    expect(read.value.altitude).toEqual({ upper: 1250, lower: 900 })
    expect(read.value.stated).toEqual({ area: 177_900, digit: 100 })
  }
})

test('degrees and their minutes in columns of their own, rows keep the numbers of the sheet', async () => {
  const text = (
    await cornerText(
      await bookOf((book) =>
        fill(
          book.addWorksheet('拐点'),
          '拐点',
          ['点号', '经度', '', '', '纬度', '', ''],
          [
            [1, 112, 15, 17.9449, 43, 39, 26.3287],
            [2, 112, 15, 38.7917, 43, 39, 25.6379],
            [3, 112, 75, 37.8979, 43, 39, 14.552],
            [4, 112, 15, 25.4731, 43, 39, 12.2529],
          ],
        ),
      ),
    )
  ).value!
  const { messages } = readCorners(text)
  expect(messages.find(({ severity }) => severity === 'error')).toMatchObject({ row: 5 })
})

test('two sheets that say the same ground are told, not added', async () => {
  const { value } = await cornerText(
    await bookOf((book) => {
      for (const name of ['拐点', '拐点副本']) fill(book.addWorksheet(name), '拐点', ['点号', 'X', 'Y'], rows)
    }),
  )
  const read = readCorners(value!)
  expect(read.value.shape).toBeNull()
  expect(read.messages.find(({ severity }) => severity === 'error')!.text).toMatch(/重叠/)
  expect(read.value.mends).toHaveLength(1)
})

test('what is no text and no workbook is refused with a way out', async () => {
  for (const bytes of [
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
    new TextEncoder().encode('%PDF-1.7'),
    Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]),
  ]) {
    const { value, messages } = await cornerText(bytes)
    expect(value).toBeNull()
    expect(messages[0]!.severity).toBe('error')
  }
})

/** A workbook with other XML in its parts. */
const withXml = async (part: string, from: string, to: string): Promise<Uint8Array> => {
  const files = unzipSync(await bookOf((book) => fill(book.addWorksheet('拐点'), '拐点', ['点号', 'X', 'Y'], rows)))
  const text = strFromU8(files[part]!)
  expect(text).toContain(from)
  return zipSync({ ...files, [part]: strToU8(text.replace(from, to)) })
}

const everyCell = 'A1:XFD1048576'
const sheet = 'xl/worksheets/sheet1.xml'
test.each([
  ['merges every cell', sheet, '<mergeCell ref="A1:C1"/>', `<mergeCell ref="${everyCell}"/>`],
  [
    'has columns without end',
    sheet,
    '<sheetData>',
    '<cols><col min="1" max="2000000000" width="9"/></cols><sheetData>',
  ],
  [
    'names every cell',
    'xl/workbook.xml',
    '</sheets>',
    `</sheets><definedNames><definedName name="all">拐点!${everyCell}</definedName></definedNames>`,
  ],
])('a workbook that %s is read like any other', async (_, part, from, to) => {
  const { value } = await cornerText(await withXml(part, from, to))
  expect(readCorners(value!).value.planeArea).toBeGreaterThan(area - 1)
})

test('what lies far down or far right in a sheet, and a text too long, are told', async () => {
  for (const bytes of [
    await bookOf((book) => {
      book.addWorksheet('拐点').getCell('A1048576').value = 1
    }),
    await bookOf((book) => {
      book.addWorksheet('拐点').getCell('XFD1').value = 1
    }),
    new Uint8Array(3e6).fill(0x31),
  ]) {
    const { value, messages } = await cornerText(bytes)
    expect([value, messages[0]!.severity]).toEqual([null, 'error'])
  }
})
