/** Corner points out of a file: text in any encoding, or the sheets of a workbook as rows of text. */
import type ExcelJS from 'exceljs'
import { decodeCorners } from '#land/corner-file.ts'
import { type ArchiveLimits, isArchive } from './archive.ts'
import { openBook, plain } from './excel.ts'
import { type ExchangeResult, error } from './message.ts'

/** Anybody may bring one, and a list of corners is small. */
const limits: ArchiveLimits = { packed: 4e6, unpacked: 40e6, entries: 200, ratio: 200 }
const mostRows = 50_000
const mostColumns = 50

/** A sheet's rows, cells parted by tabs; of merged cells the first speaks. Rows keep their numbers. */
const rowsOf = (sheet: ExcelJS.Worksheet): string[] =>
  Array.from({ length: Math.min(sheet.rowCount, mostRows) }, (_, i) => {
    const row = sheet.getRow(i + 1)
    const cells = Array.from({ length: Math.min(row.cellCount, mostColumns) }, (_, at) => {
      const cell = row.getCell(at + 1)
      const value = cell.isMerged && cell.master !== cell ? null : plain(cell.value)
      return value === null || value instanceof Date ? '' : String(value).replace(/\s+/g, ' ')
    })
    return cells.join('\t').trimEnd()
  })

/** The text `readCorners` takes. A workbook of several filled sheets gives them one after another, each under its name. */
export const cornerText = async (bytes: Uint8Array): Promise<ExchangeResult<string | null>> => {
  if (!isArchive(bytes)) {
    // .xls, .doc and .pdf are no text: their first bytes say so.
    const known = [0xd0cf, 0x2550].includes(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0))
    if (!known) return { value: decodeCorners(bytes), messages: [] }
    return {
      value: null,
      messages: [
        error(
          '这不是文本或 .xlsx 文件；.xls、.doc 和 .pdf 请另存为 .xlsx 或 .txt，或把坐标复制粘贴进来',
          'this is neither text nor .xlsx; save .xls, .doc and .pdf as .xlsx or .txt, or paste the corners',
        ),
      ],
    }
  }
  const { value: workbook, messages } = await openBook(bytes, limits)
  if (!workbook) return { value: null, messages }
  const sheets = workbook.worksheets
    .filter(({ state }) => state === 'visible')
    .map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }))
    .filter(({ rows }) => rows.some((row) => row !== ''))
  if (sheets.length === 0) return { value: null, messages: [error('工作簿是空的', 'the workbook is empty')] }
  const text = sheets.length === 1 ? sheets[0]!.rows : sheets.flatMap(({ name, rows }) => [`【${name}】`, ...rows])
  return { value: text.join('\n'), messages: [] }
}
