/** The contradictions of a plan as a report a planner can hand in: .docx and .pdf to read, .xlsx to work through. */
import type { CheckFinding } from '#plan/check/finding.ts'
import type { Plan } from '#plan/plan.ts'
import { checkTitle } from '#report/check-title.ts'
import { type Block, type Paper, quotation, sections, text } from '#report/paper.ts'
import { addSheet, type SheetColumn } from '#report/sheet.ts'
import { checkNames, checkOrder } from '#report/words.ts'

/** A finding; one about two plans quotes the plan above beside. */
type Told = CheckFinding & { readonly upperQuotes?: CheckFinding['quotes'] }

const inOrder = (findings: readonly Told[]): Told[] =>
  checkOrder.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict))

const count = (findings: readonly CheckFinding[], verdict: CheckFinding['verdict']): number =>
  findings.filter((finding) => finding.verdict === verdict).length

const quoted = ({ quotes, upperQuotes = [] }: Told): string =>
  [
    ...quotes.map((quote) => `第${quote.at.line}行：“${quote.text}”`),
    ...upperQuotes.map((quote) => `上级规划第${quote.at.line}行：“${quote.text}”`),
  ].join('\n')

const told = (finding: Told, i: number): Block[] => [
  text(
    `${i + 1}. 【${checkTitle(finding.check)}】${finding.message.zh}${finding.computed ? `（${finding.computed}）` : ''}`,
    { indent: false, keep: true },
  ),
  ...(quoted(finding) !== '' ? [quotation(quoted(finding))] : []),
  ...(finding.remedy ? [text(`建议：${finding.remedy.zh}`)] : []),
]

const holding = (group: readonly Told[]): Block => ({
  kind: 'table',
  header: ['核对项', '原文', '核对'],
  rows: group.map((finding) => [checkTitle(finding.check), quoted(finding), finding.computed || finding.message.zh]),
  shares: [14, 52, 34],
})

/** The report before it is a file. */
export const checkPaper = (plan: Plan, findings: readonly Told[]): Paper => {
  const title = plan.title || plan.source.file
  const groups = checkOrder.map((verdict) => ({
    verdict,
    group: findings.filter((finding) => finding.verdict === verdict),
  }))
  return {
    name: '规划文本核对报告',
    mark: null,
    date: null,
    blocks: [
      { kind: 'title', words: '规划文本核对报告' },
      {
        kind: 'table',
        header: null,
        rows: [
          ['规划', `《${title}》`],
          ['文件', `${plan.source.file}（指纹 ${plan.source.sha256.slice(0, 16)}）`],
          [
            '核对结果',
            `共 ${findings.length} 项：${checkOrder.map((verdict) => `${checkNames[verdict]} ${count(findings, verdict)} 项`).join('，')}`,
          ],
        ],
        shares: [16, 84],
      },
      ...sections(
        groups.map(({ verdict, group }) => [
          `${checkNames[verdict]}（${group.length}）`,
          group.length === 0 ? [] : verdict === 'holds' ? [holding(group)] : group.flatMap(told),
        ]),
      ),
    ],
  }
}

const columns: readonly SheetColumn<Told>[] = [
  { header: '结论', width: 10, of: ({ verdict }) => checkNames[verdict] },
  { header: '核对项', width: 14, of: ({ check }) => checkTitle(check) },
  { header: '说明', width: 48, of: ({ message }) => message.zh },
  { header: '计算', width: 32, of: ({ computed }) => computed },
  {
    header: '原文',
    width: 70,
    of: ({ quotes, upperQuotes = [] }) =>
      [...quotes.map(({ text: words }) => words), ...upperQuotes.map(({ text: words }) => `上级规划：${words}`)].join(
        '\n',
      ),
  },
  { header: '行', width: 12, of: ({ quotes }) => quotes.map((quote) => quote.at.line).join('、') },
  { header: '建议', width: 40, of: ({ remedy }) => remedy?.zh ?? '' },
]

export const checkXlsx = async (plan: Plan, findings: readonly Told[]): Promise<Uint8Array> => {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  book.title = plan.title
  addSheet(book, '核对', columns, inOrder(findings))
  return new Uint8Array(await book.xlsx.writeBuffer())
}
