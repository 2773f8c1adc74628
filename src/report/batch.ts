/** A batch of rights against a plan as a workbook: a summary, and a row for each right with the clauses that decide. */
import { safe } from '#report/cell.ts'
import { addSheet, type SheetColumn } from '#report/sheet.ts'
import { overallNames } from '#report/words.ts'
import { type BatchRow, type Deciding, summaryOf } from '#review/batch.ts'
import { fieldName } from '#rules/finding.ts'

const clause = ({ message, computed, quote, plan, line }: Deciding): string =>
  [
    `${message.zh}${computed ? `（${computed}）` : ''}`,
    ...(quote ? [`“${quote}” ——《${plan}》第${line}行`] : plan ? [plan] : []),
  ].join('\n')

const columns: readonly SheetColumn<BatchRow>[] = [
  { header: '行', width: 6, of: ({ row }) => row },
  { header: '证号', width: 26, of: ({ licence }) => licence ?? '' },
  { header: '名称', width: 30, of: ({ name }) => name ?? '' },
  { header: '矿种', width: 20, of: ({ minerals }) => minerals.join('、') },
  { header: '结论', width: 18, of: ({ verdict }) => (verdict === null ? '未能审查' : overallNames[verdict].zh) },
  { header: '决定性条款', width: 80, of: ({ deciding }) => deciding.map(clause).join('\n') },
  { header: '条件', width: 50, of: ({ conditions }) => conditions.join('\n') },
  { header: '缺少的事实', width: 24, of: ({ missing }) => missing.map((field) => fieldName(field).zh).join('、') },
  { header: '提示', width: 50, of: ({ problems }) => problems.map(({ zh }) => zh).join('\n') },
]

export const batchXlsx = async (title: string, rows: readonly BatchRow[]): Promise<Uint8Array> => {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  book.title = title
  const { verdicts, unjudged } = summaryOf(rows)
  const summary = book.addWorksheet('汇总')
  summary.columns = [{ width: 40 }, { width: 14 }]
  summary.addRow([safe(`对照《${title}》`)]).font = { bold: true, size: 13 }
  summary.addRow(['合计', rows.length])
  for (const { verdict, count } of verdicts) summary.addRow([overallNames[verdict].zh, count])
  if (unjudged.length > 0) summary.addRow(['未能审查', unjudged.length])
  addSheet(book, '逐项', columns, rows)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
