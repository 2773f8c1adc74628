/** The contradictions of a plan as a report a planner can hand in: .docx to read, .xlsx to work through. */
import type { FileChild } from 'docx'
import type { CheckFinding } from '#plan/check/finding.ts'
import type { Plan } from '#plan/plan.ts'
import { safe } from '#report/cell.ts'
import * as page from '#report/page.ts'
import { checkNames, checkOrder } from '#report/words.ts'

const inOrder = (findings: readonly CheckFinding[]): CheckFinding[] =>
  checkOrder.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict))

const count = (findings: readonly CheckFinding[], verdict: CheckFinding['verdict']): number =>
  findings.filter((finding) => finding.verdict === verdict).length

const quoted = (finding: CheckFinding): string =>
  finding.quotes.map((quote) => `第${quote.at.line}行：“${quote.text}”`).join('\n')

export const checkDocx = async (plan: Plan, findings: readonly CheckFinding[]): Promise<Uint8Array> => {
  const children: FileChild[] = [
    page.title('规划文本核对报告'),
    page.text(`《${plan.title || plan.source.file}》`),
    page.text(
      `共核对 ${findings.length} 项：${checkOrder.map((verdict) => `${checkNames[verdict]} ${count(findings, verdict)} 项`).join('，')}。`,
    ),
  ]
  for (const verdict of checkOrder) {
    const group = findings.filter((finding) => finding.verdict === verdict)
    if (group.length === 0) continue
    children.push(page.heading(`${checkNames[verdict]}（${group.length}）`))
    if (verdict === 'holds')
      children.push(
        page.table(
          ['原文', '核对'],
          group.map((finding) => [quoted(finding), finding.computed || finding.message.zh]),
          [60, 40],
        ),
      )
    else
      group.forEach((finding, i) => {
        children.push(
          page.text(`${i + 1}. ${finding.message.zh}${finding.computed ? `（${finding.computed}）` : ''}`, {
            indent: false,
          }),
        )
        for (const quote of finding.quotes) children.push(page.quotation(`第${quote.at.line}行：“${quote.text}”`))
        if (finding.remedy) children.push(page.text(`建议：${finding.remedy.zh}`, { indent: false }))
      })
  }
  return page.toDocx('规划文本核对报告', children)
}

const columns = [
  { header: '结论', key: 'verdict', width: 10 },
  { header: '核对项', key: 'check', width: 16 },
  { header: '说明', key: 'message', width: 48 },
  { header: '计算', key: 'computed', width: 32 },
  { header: '原文', key: 'quotes', width: 70 },
  { header: '行', key: 'lines', width: 12 },
  { header: '建议', key: 'remedy', width: 40 },
]

export const checkXlsx = async (plan: Plan, findings: readonly CheckFinding[]): Promise<Uint8Array> => {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  book.title = plan.title
  const sheet = book.addWorksheet('核对', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns
  for (const finding of inOrder(findings))
    sheet.addRow({
      verdict: checkNames[finding.verdict],
      check: finding.check,
      message: safe(finding.message.zh),
      computed: safe(finding.computed),
      quotes: safe(finding.quotes.map((quote) => quote.text).join('\n')),
      lines: finding.quotes.map((quote) => quote.at.line).join('、'),
      remedy: safe(finding.remedy?.zh ?? ''),
    })
  sheet.getRow(1).font = { bold: true }
  sheet.autoFilter = { from: 'A1', to: 'G1' }
  sheet.eachRow((row) => {
    row.alignment = { vertical: 'top', wrapText: true }
  })
  return new Uint8Array(await book.xlsx.writeBuffer())
}
