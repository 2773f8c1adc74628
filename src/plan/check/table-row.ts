/** Rows of tables: columns by district, mineral or year that add up to the last; a column that is the difference of two years. */
import type { Span } from '#document/document.ts'
import { mineralsIn } from '#mineral/mineral.ts'
import { cellNumber, decimalsOf } from '#plan/fact/cell.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { tidy } from '#plan/text/figure.ts'
import { type Check, type Finding, judged } from './finding.ts'

const WHOLE = /^(?:全[县市区省州旗盟]|(?:合|小|总|共)\s*计|总[数量])(?:[（(].*[）)])?$/
const DISTRICT = /^[\p{Script=Han}]{1,10}(?:自治[县旗州]|[县市区旗盟州镇乡]|街道|苏木)$/u
const YEAR = /^20\d\d年?(?:度)?$/
const OTHER = /^(?:其[他它余]|其他矿种|自治区本级|[省市县]本级|机动|预留)/
const NUMBER = /序号|编号/

const plain = (text: string): string => text.replace(/\s|[（(].*?[）)]/g, '')

const isMineral = (heading: string): boolean => mineralsIn(heading).length > 0

/** Columns of one make: all districts, all minerals or all years, 其他 among them. */
const ofOneMake = (headings: readonly string[]): boolean =>
  [DISTRICT, YEAR].some((pattern) => headings.every((each) => pattern.test(each) || OTHER.test(each))) ||
  headings.every((each) => isMineral(each) || OTHER.test(each))

/** The unit a heading gives, '' for none: what is added up has one. */
const unitOfHeading = (heading: string): string => /[（(]([^（）()]*)[）)]\s*$/.exec(heading)?.[1] ?? ''

const nameOf = (cells: readonly Span[]): Span =>
  cells.find((cell) => cell.text.trim() !== '' && !/^\d+$/.test(cell.text.trim())) ?? cells[0]!

/** A cell as a number; a dash or a blank adds nothing; null for words. */
const addend = (cell: Span): number | null => (/^[\s\-—–－/]*$/.test(cell.text) ? 0 : cellNumber(cell))

const across = (table: PlanTable): Finding[] => {
  const whole = table.columns.findLastIndex((heading) => WHOLE.test(heading.replace(/\s/g, '')))
  if (whole < 0 || table.columns.some((heading) => heading.includes('·'))) return []
  const parts = table.columns.flatMap((heading, at) =>
    at === 0 ||
    at === whole ||
    NUMBER.test(heading) ||
    /^(?:单位|计量单位|备注|指标|性质|属性|区域|分区)$/.test(plain(heading))
      ? []
      : [at],
  )
  const headings = parts.map((at) => plain(table.columns[at]!))
  if (parts.length < 2 || !ofOneMake(headings)) return []
  if (new Set(parts.map((at) => unitOfHeading(table.columns[at]!))).size > 1) return []
  return table.cells.flatMap((cells, row): Finding | [] => {
    const stated = cellNumber(cells[whole]!)
    const terms = parts.map((at) => addend(cells[at]!))
    if (stated === null || terms.some((term) => term === null) || terms.every((term) => term === 0)) return []
    const total = terms.reduce((sum: number, term) => sum + term!, 0)
    const decimals = Math.max(...[...parts, whole].map((at) => decimalsOf(cells[at]!.text)))
    const holds = Math.abs(total - stated) < 0.5 * 10 ** -decimals
    const name = nameOf(cells).text.trim()
    const heading = table.columns[whole]!
    return judged(holds, {
      quotes: [rowQuote(table, row), quote(cells[whole]!)],
      computed: `${terms.map((term) => tidy(term!)).join(' + ')} = ${tidy(total)}${holds ? '' : ` ≠ ${tidy(stated)}`}`,
      right: { zh: `${table.id}“${name}”各列之和等于${heading}`, en: `${table.id}: the columns add up to the last` },
      wrong: {
        zh: `${table.id}“${name}”各列之和为${tidy(total)}，${heading}为${tidy(stated)}`,
        en: `${table.id}: the columns add up to ${tidy(total)}, the table has ${tidy(stated)}`,
      },
      remedy: { zh: '核对各列与合计', en: 'Check the columns and their total' },
    })
  })
}

const DIFFERENCE =
  /^(?:规划期)?(?:净?减少|净?增加|压减|削减|缩减|核减|增减|变化|净增|净减|调减|需减少|减量|增量|差)(?:值|数|量|数量|个数|情况)?$/
const BEFORE = /(?:20\d\d)|现状|基期|基准|现有/
const AFTER = /(?:20\d\d)|目标|规划|控制|保留/

/** "2020年 | 2025年 | 减少数", row by row; one finding for the column where every row holds. */
const differences = (table: PlanTable): Finding[] => {
  const at = table.columns.findIndex((heading) => DIFFERENCE.test(plain(heading)))
  if (at < 0) return []
  const values = table.columns.flatMap((heading, column) =>
    column !== at && (BEFORE.test(heading) || AFTER.test(heading)) && !/[率幅比]|[%％]|单位|序号/.test(heading)
      ? [column]
      : [],
  )
  const [from, to] = values
  if (from === undefined || to === undefined || values.length !== 2) return []
  if (!BEFORE.test(table.columns[from]!) || !AFTER.test(table.columns[to]!)) return []
  const falls = /减|缩/.test(plain(table.columns[at]!).replace('增减', ''))
  const rows = table.cells.flatMap((cells, row) => {
    const before = cellNumber(cells[from]!)
    const after = cellNumber(cells[to]!)
    const change = /^\s*[-－−+＋]?\s*(\d+(?:\.\d+)?)\s*\S{0,3}$/.exec(cells[at]!.text)
    if (before === null || after === null || !change) return []
    const signed = /^\s*[-－−]/.test(cells[at]!.text) ? -Number(change[1]) : Number(change[1])
    const exact = falls && signed >= 0 ? before - after : after - before
    const decimals = Math.max(...[from, to, at].map((column) => decimalsOf(cells[column]!.text)))
    return [{ cells, row, before, after, signed, exact, holds: Math.abs(exact - signed) < 0.5 * 10 ** -decimals }]
  })
  if (rows.length < 2) return []
  const heading = plain(table.columns[at]!)
  const show = (each: (typeof rows)[number]): string =>
    falls && each.signed >= 0
      ? `${tidy(each.before)} - ${tidy(each.after)} = ${tidy(each.exact)}`
      : `${tidy(each.after)} - ${tidy(each.before)} = ${tidy(each.exact)}`
  const wrong = rows.filter((each) => !each.holds)
  if (wrong.length === 0)
    return [
      {
        verdict: 'holds',
        quotes: rows.map(({ row }) => rowQuote(table, row)),
        computed: rows.map(show).join('；'),
        message: {
          zh: `${table.id}“${heading}”逐行等于两年之差`,
          en: `${table.id}: the column of differences is right in every row`,
        },
      },
    ]
  return wrong.map((each) => ({
    verdict: 'fails',
    quotes: [rowQuote(table, each.row), quote(each.cells[at]!)],
    computed: `${show(each)} ≠ ${tidy(each.signed)}`,
    message: {
      zh: `${table.id}“${nameOf(each.cells).text.trim()}”${heading}应为${tidy(each.exact)}，表中为${tidy(each.signed)}`,
      en: `${table.id}: the difference should be ${tidy(each.exact)}, the table has ${tidy(each.signed)}`,
    },
    remedy: { zh: '核对两年数值与差数', en: 'Check both years and the difference' },
  }))
}

export const tableRow: Check = {
  name: 'table-row',
  title: { zh: '表内逐行', en: 'Tables row by row' },
  run: (plan: Plan) => plan.tables.flatMap((table) => [...across(table), ...differences(table)]),
}
