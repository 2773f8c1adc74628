/** The contradictions of a plan as a report a planner can hand in: .docx and .pdf to read, .xlsx to work through. */
import type { CheckFinding } from '#plan/check/finding.ts'
import type { Plan } from '#plan/plan.ts'
import { checkTitle } from '#report/check-title.ts'
import { type Block, type Paper, quotation, sections, text } from '#report/paper.ts'
import { addSheet, type SheetColumn } from '#report/sheet.ts'
import { checkNames, checkOrder } from '#report/words.ts'
import { checkedIn, computedIn, type Language } from '#rules/english.ts'

/** A finding; one about two plans quotes the plan above beside. */
type Told = CheckFinding & { readonly upperQuotes?: CheckFinding['quotes'] }

const inOrder = (findings: readonly Told[]): Told[] =>
  checkOrder.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict))

const count = (findings: readonly CheckFinding[], verdict: CheckFinding['verdict']): number =>
  findings.filter((finding) => finding.verdict === verdict).length

const zh = {
  name: '规划文本核对报告',
  plan: '规划',
  file: '文件',
  fileIs: (name: string, print: string) => `${name}（指纹 ${print}）`,
  result: '核对结果',
  counted: (verdict: string, count: number) => `${verdict} ${count} 项`,
  all: (count: number, by: readonly string[]) => `共 ${count} 项：${by.join('，')}`,
  group: (verdict: string, count: number) => `${verdict}（${count}）`,
  line: (line: number, words: string) => `第${line}行：“${words}”`,
  lineAbove: (line: number, words: string) => `上级规划第${line}行：“${words}”`,
  item: (number: number, check: string, words: string, computed: string) =>
    `${number}. 【${check}】${words}${computed ? `（${computed}）` : ''}`,
  remedy: (words: string) => `建议：${words}`,
  holding: ['核对项', '原文', '核对'],
}

const words: Readonly<Record<Language, typeof zh>> = {
  zh,
  en: {
    name: 'Check of a plan’s text',
    plan: 'Plan',
    file: 'File',
    fileIs: (name, print) => `${name} (hash ${print})`,
    result: 'Result',
    counted: (verdict, count) => `${verdict} ${count}`,
    all: (count, by) => `${count} checked: ${by.join(', ')}`,
    group: (verdict, count) => `${verdict[0]!.toUpperCase()}${verdict.slice(1)} (${count})`,
    line: (line, quote) => `line ${line}: “${quote}”`,
    lineAbove: (line, quote) => `plan above, line ${line}: “${quote}”`,
    item: (number, check, said, computed) => `${number}. [${check}] ${said}${computed ? ` (${computed})` : ''}`,
    remedy: (said) => `Remedy: ${said}`,
    holding: ['Check', 'Words', 'Result'],
  },
}

const quoted = ({ quotes, upperQuotes = [] }: Told, language: Language): string =>
  [
    ...quotes.map((quote) => words[language].line(quote.at.line, quote.text)),
    ...upperQuotes.map((quote) => words[language].lineAbove(quote.at.line, quote.text)),
  ].join('\n')

const told = (finding: Told, i: number, language: Language): Block[] => {
  const { check, message, computed, remedy } = finding
  const w = words[language]
  const quotes = quoted(finding, language)
  return [
    text(w.item(i + 1, checkTitle(check, language), checkedIn(language, message), computedIn(language, computed)), {
      indent: false,
      keep: true,
    }),
    ...(quotes !== '' ? [quotation(quotes)] : []),
    ...(remedy ? [text(w.remedy(checkedIn(language, remedy)))] : []),
  ]
}

const holding = (group: readonly Told[], language: Language): Block => ({
  kind: 'table',
  header: words[language].holding,
  rows: group.map((finding) => [
    checkTitle(finding.check, language),
    quoted(finding, language),
    computedIn(language, finding.computed) || checkedIn(language, finding.message),
  ]),
  shares: [14, 52, 34],
})

/** The report before it is a file. */
export const checkPaper = (plan: Plan, findings: readonly Told[], language: Language = 'zh'): Paper => {
  const w = words[language]
  const title = plan.title || plan.source.file
  const groups = checkOrder.map((verdict) => ({
    verdict,
    group: findings.filter((finding) => finding.verdict === verdict),
  }))
  const counts = checkOrder.map((verdict) => w.counted(checkNames[verdict][language], count(findings, verdict)))
  return {
    name: w.name,
    mark: null,
    date: null,
    ...(language === 'zh' ? {} : { language }),
    blocks: [
      { kind: 'title', words: w.name },
      {
        kind: 'table',
        header: null,
        rows: [
          [w.plan, `《${title}》`],
          [w.file, w.fileIs(plan.source.file, plan.source.sha256.slice(0, 16))],
          [w.result, w.all(findings.length, counts)],
        ],
        shares: [16, 84],
      },
      ...sections(
        groups.map(({ verdict, group }) => [
          w.group(checkNames[verdict][language], group.length),
          group.length === 0
            ? []
            : verdict === 'holds'
              ? [holding(group, language)]
              : group.flatMap((finding, i) => told(finding, i, language)),
        ]),
        language,
      ),
    ],
  }
}

const columns: readonly SheetColumn<Told>[] = [
  { header: '结论', width: 10, of: ({ verdict }) => checkNames[verdict].zh },
  { header: '核对项', width: 14, of: ({ check }) => checkTitle(check) },
  { header: '说明', width: 48, of: ({ message }) => message.zh },
  { header: '计算', width: 32, of: ({ computed }) => computed },
  {
    header: '原文',
    width: 70,
    of: ({ quotes, upperQuotes = [] }) =>
      [...quotes.map((quote) => quote.text), ...upperQuotes.map((quote) => `上级规划：${quote.text}`)].join('\n'),
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
