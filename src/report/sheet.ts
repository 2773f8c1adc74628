/** A sheet of a workbook we hand on: headings that stay and filter, cells that wrap, nothing that runs as a formula. */
import type { Workbook } from 'exceljs'
import { safe } from '#report/cell.ts'

export type SheetColumn<T> = {
  readonly header: string
  /** Characters. */
  readonly width: number
  readonly of: (entry: T) => string | number
}

/** A cell of a workbook holds at most 32,767 characters. */
const fitting = (words: string): string => safe(words.length > 32_000 ? `${words.slice(0, 32_000)}…` : words)

const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const border = { top: thin, left: thin, bottom: thin, right: thin }

export const addSheet = <T>(
  book: Workbook,
  name: string,
  columns: readonly SheetColumn<T>[],
  entries: readonly T[],
): void => {
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    // Printed, it is as wide as a page and repeats its headings.
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddFooter: '&C&P / &N' },
  })
  sheet.pageSetup.printTitlesRow = '1:1'
  sheet.columns = columns.map(({ header, width }) => ({ header, width }))
  for (const entry of entries)
    sheet.addRow(
      columns.map(({ of }) => {
        const value = of(entry)
        return typeof value === 'string' ? fitting(value) : value
      }),
    )
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  sheet.eachRow((row, number) => {
    row.alignment = { vertical: 'top', wrapText: true }
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = border
      if (number === 1) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } }
    })
  })
  const heads = sheet.getRow(1)
  heads.font = { bold: true }
  heads.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true }
}
