/** A batch of rights against a plan as a workbook: a summary, and a row for each right with the clauses that decide. */
import { safe } from '#report/cell.ts'
import { overallNames } from '#report/words.ts'
import { type BatchRow, type Deciding, summaryOf } from '#review/batch.ts'
import { fieldName } from '#rules/finding.ts'

const columns = [
  { header: '行', key: 'row', width: 8 },
  { header: '证号', key: 'licence', width: 26 },
  { header: '名称', key: 'name', width: 30 },
  { header: '矿种', key: 'minerals', width: 20 },
  { header: '结论', key: 'verdict', width: 18 },
  { header: '决定性条款', key: 'deciding', width: 80 },
  { header: '条件', key: 'conditions', width: 50 },
  { header: '缺少的事实', key: 'missing', width: 24 },
  { header: '提示', key: 'problems', width: 50 },
]

/** A cell of a workbook holds at most 32,767 characters. */
const fitting = (words: string): string => safe(words.length > 32_000 ? `${words.slice(0, 32_000)}…` : words)

const clause = ({ message, computed, quote, plan, line }: Deciding): string =>
  [
    `${message.zh}${computed ? `（${computed}）` : ''}`,
    ...(quote ? [`“${quote}” ——《${plan}》第${line}行`] : plan ? [plan] : []),
  ].join('\n')

export const batchXlsx = async (title: string, rows: readonly BatchRow[]): Promise<Uint8Array> => {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  book.title = title
  const { verdicts, unjudged } = summaryOf(rows)
  const summary = book.addWorksheet('汇总')
  summary.columns = [{ width: 40 }, { width: 14 }]
  summary.addRow([safe(`对照《${title}》`)]).font = { bold: true }
  summary.addRow(['合计', rows.length])
  for (const { verdict, count } of verdicts) summary.addRow([overallNames[verdict], count])
  if (unjudged.length > 0) summary.addRow(['未能审查', unjudged.length])
  const sheet = book.addWorksheet('逐项', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns
  for (const { row, licence, name, minerals, verdict, deciding, conditions, missing, problems } of rows)
    sheet.addRow({
      row,
      licence: safe(licence ?? ''),
      name: safe(name ?? ''),
      minerals: safe(minerals.join('、')),
      verdict: verdict === null ? '未能审查' : overallNames[verdict],
      deciding: fitting(deciding.map(clause).join('\n')),
      conditions: fitting(conditions.join('\n')),
      missing: missing.map((field) => fieldName(field).zh).join('、'),
      problems: fitting(problems.map(({ zh }) => zh).join('\n')),
    })
  sheet.getRow(1).font = { bold: true }
  sheet.autoFilter = { from: 'A1', to: 'I1' }
  sheet.eachRow((row) => {
    row.alignment = { vertical: 'top', wrapText: true }
  })
  return new Uint8Array(await book.xlsx.writeBuffer())
}
