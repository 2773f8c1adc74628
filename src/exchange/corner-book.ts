/** Corner points out of a file: text in any encoding, or the sheets of a workbook as rows of text. */
import type ExcelJS from 'exceljs'
import { decodeCorners } from '#land/corner-file.ts'
import { type ArchiveLimits, isArchive } from './archive.ts'
import { openBook, plain } from './excel.ts'
import { type ExchangeResult, error } from './message.ts'

/** Anybody may bring one, and a list of corners is small. */
const limits: ArchiveLimits = { packed: 1e6, unpacked: 10e6, entries: 200, ratio: 200 }
/** Bytes: no list is larger, as text or as a workbook. */
export const largestCornerFile = limits.packed
const mostRows = 20_000
const mostColumns = 50

/** A cell as text without breaks; blank for a day. */
const textOf = (value: ExcelJS.CellValue): string => {
  const said = plain(value)
  return said === null || said instanceof Date ? '' : String(said).replace(/\s+/g, ' ')
}

/** A sheet's rows, cells parted by tabs; merged cells have what they say in the first. Rows keep their numbers; null: too large. */
const rowsOf = (sheet: ExcelJS.Worksheet): string[] | null => {
  const rows: string[] = []
  let within = true
  sheet.eachRow((row, number) => {
    if (number > mostRows) within = false
    if (!within) return
    const cells: string[] = []
    row.eachCell((cell, column) => {
      const text = textOf(cell.value)
      if (text === '') return
      if (column > mostColumns) within = false
      while (within && cells.length < column - 1) cells.push('')
      cells.push(text)
    })
    while (rows.length < number - 1) rows.push('')
    rows.push(cells.join('\t'))
  })
  return within ? rows : null
}

const fail = (text: string, textEn: string): ExchangeResult<null> => ({ value: null, messages: [error(text, textEn)] })

const tooLarge = fail(
  `文件过大：拐点文件最多 ${largestCornerFile / 1e6} MB、每张表 ${mostRows} 行 ${mostColumns} 列`,
  `too large: a file of corners has ${largestCornerFile / 1e6} MB, ${mostRows} rows and ${mostColumns} columns at most`,
)

/** The text `readCorners` takes. A workbook of several filled sheets gives them one after another, each under its name. */
export const cornerText = async (bytes: Uint8Array): Promise<ExchangeResult<string | null>> => {
  if (!isArchive(bytes)) {
    // .xls, .doc and .pdf are no text: their first bytes say so.
    const known = [0xd0cf, 0x2550].includes(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0))
    if (known)
      return fail(
        '这不是文本或 .xlsx 文件；.xls、.doc 和 .pdf 请另存为 .xlsx 或 .txt，或把坐标复制粘贴进来',
        'this is neither text nor .xlsx; save .xls, .doc and .pdf as .xlsx or .txt, or paste the corners',
      )
    return bytes.length > largestCornerFile ? tooLarge : { value: decodeCorners(bytes), messages: [] }
  }
  const { value: workbook, messages } = await openBook(bytes, limits)
  if (!workbook) return { value: null, messages }
  const sheets: { name: string; rows: string[] }[] = []
  for (const sheet of workbook.worksheets.filter(({ state }) => state === 'visible')) {
    const rows = rowsOf(sheet)
    if (!rows) return tooLarge
    if (rows.some((row) => row !== '')) sheets.push({ name: sheet.name, rows })
  }
  if (sheets.length === 0) return fail('工作簿是空的', 'the workbook is empty')
  const text = sheets.length === 1 ? sheets[0]!.rows : sheets.flatMap(({ name, rows }) => [`【${name}】`, ...rows])
  return { value: text.join('\n'), messages: [] }
}
