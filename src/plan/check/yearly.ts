/** What a plan means to do year by year: added up against the target, and each year against the table that lists it. */
import { cellNumber, isTotalRow } from '#plan/fact/cell.ts'
import { headingUnit } from '#plan/fact/column.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { type Quote, quote, rowQuote } from '#plan/quote.ts'
import { baseValue, type Dimension, type Figure, tidy, tolerance, unitOf } from '#plan/text/figure.ts'
import { type Passage, passagesOf, saidIn, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

type Year = { readonly year: number; readonly figures: readonly Figure[] }

/** Years that one sentence goes through, each with figures of the same kinds. */
type Course = {
  readonly passage: Passage
  readonly from: number
  readonly to: number
  readonly years: readonly Year[]
  readonly words: string
}

/** Fewer years are no course of years. */
const LEAST_YEARS = 3

/** What is done to what: the words that a course of years and its target share. */
const DEEDS = /治理|修复|复垦|复绿|恢复|投资|投入|资金|开采|勘查|退出|关闭|绿色矿山|新增|出让|投放|整合/g

const deedsIn = (words: string): readonly string[] => [
  ...new Set(
    [...words.matchAll(DEEDS)].map((match) => (/投|资金/.test(match[0]) && match[0] !== '投放' ? '投资' : match[0])),
  ),
]

const alike = (a: Year, b: Year): boolean =>
  a.figures.length === b.figures.length && a.figures.every((figure, i) => figure.dimension === b.figures[i]!.dimension)

const coursesIn = (passage: Passage): readonly Course[] => {
  const marks = [...passage.text.matchAll(/(20\d\d)年(?:度)?(?!底|末|[—–\-至~])/g)]
  if (marks.length < LEAST_YEARS) return []
  const bySentence = Map.groupBy(marks, (mark) => sentenceAround(passage.text, mark.index).from)
  return [...bySentence].flatMap(([from, own]): Course[] => {
    if (own.length < LEAST_YEARS) return []
    const { to } = sentenceAround(passage.text, own[0]!.index)
    const years = own.map((mark, i): Year => {
      const end = own[i + 1]?.index ?? to
      return {
        year: Number(mark[1]),
        figures: passage.figures.filter(
          (figure) =>
            figure.start >= mark.index + mark[0].length &&
            figure.end <= end &&
            figure.dimension !== 'years' &&
            figure.dimension !== 'percent',
        ),
      }
    })
    const [first] = years
    if (!first || first.figures.length === 0 || !years.every((year) => alike(year, first))) return []
    if (years.some((year, i) => i > 0 && year.year !== years[i - 1]!.year + 1)) return []
    // "到2023年累计50处": what has been reached by then is not added up.
    const words = passage.text.slice(from, to)
    return /累计|达到|控制在|稳定在|提高到/.test(words) ? [] : [{ passage, from, to, years, words }]
  })
}

type Target = {
  readonly value: number
  readonly slack: number
  readonly shown: string
  readonly quotes: readonly Quote[]
}

/** The one target of this dimension that speaks of the same deed: of the table of indicators, else of the text. */
const targetOf = (plan: Plan, course: Course, dimension: Dimension): Target | null => {
  const deeds = deedsIn(course.words)
  const rows = tablesOf(plan).indicators.filter(
    (row) =>
      row.value !== null &&
      unitOf(row.unit)?.dimension === dimension &&
      deedsIn(row.path.join('')).some((deed) => deeds.includes(deed)),
  )
  const [row] = rows
  if (row && rows.length === 1) {
    const { factor } = unitOf(row.unit)!
    return {
      value: row.value! * factor,
      slack: tolerance({ decimals: row.decimals, factor }),
      shown: `${row.table.id} ${tidy(row.value!)}${row.unit}`,
      quotes: [quote(row.name), quote(row.valueSpan)],
    }
  }
  const said = saidIn(plan, 'ahead').flatMap(({ passage, figure }) => {
    if (figure.dimension !== dimension || figure.per !== null) return []
    const { from, to } = sentenceAround(passage.text, figure.start)
    if (passage === course.passage && from === course.from) return []
    const words = passage.text.slice(from, to)
    return /全部|全面完成|合计|共|规划期/.test(words) && deedsIn(words).some((deed) => deeds.includes(deed))
      ? [{ passage, figure, from, to }]
      : []
  })
  const values = new Set(said.map(({ figure }) => baseValue(figure)))
  const [one] = said
  if (!one || values.size !== 1) return null
  return {
    value: baseValue(one.figure),
    slack: tolerance(one.figure),
    shown: one.figure.text,
    quotes: said.map(({ passage, from, to }) => quote(passage.span, from, to)),
  }
}

const sums = (plan: Plan, course: Course): Finding[] => {
  const results = course.years[0]!.figures.flatMap((lead, i) => {
    const figures = course.years.map((year) => year.figures[i]!)
    const target = targetOf(plan, course, lead.dimension)
    if (!target) return []
    const total = figures.reduce((sum, figure) => sum + baseValue(figure), 0)
    const exact = lead.dimension === 'count' ? 1e-9 : Math.max(1e-6 * total, Math.min(target.slack, tolerance(lead)))
    return [{ lead, figures, target, total, holds: Math.abs(total - target.value) <= exact }]
  })
  if (results.length === 0) return []
  const holds = results.every((each) => each.holds)
  return [
    judged(holds, {
      quotes: [
        quote(course.passage.span, course.from, course.to),
        ...results.filter((each) => holds || !each.holds).flatMap((each) => each.target.quotes),
      ],
      computed: results
        .map(
          (each) =>
            `${each.figures.map((figure) => tidy(figure.value)).join(' + ')} = ${tidy(each.total / each.lead.factor)}${each.lead.unit} ${each.holds ? '=' : '≠'} ${each.target.shown}`,
        )
        .join('；'),
      right: { zh: '分年度安排之和与总目标一致', en: 'What is planned year by year adds up to the target' },
      wrong: { zh: '分年度安排之和与总目标不符', en: 'What is planned year by year does not add up to the target' },
      remedy: { zh: '核对各年度数与总目标', en: 'Check the years and the target' },
    }),
  ]
}

const yearOf = (text: string): number | null => Number(/^\s*(20\d\d)\s*年?度?\s*$/.exec(text)?.[1] ?? 0) || null

type Listed = { readonly table: PlanTable; readonly rows: ReadonlyMap<number, readonly number[]> }

/** Tables with one year to a row that speak of the same deed. */
const listedBy = (plan: Plan, course: Course): readonly Listed[] => {
  const deeds = deedsIn(course.words)
  return plan.tables.flatMap((table): Listed[] => {
    if (!deedsIn(table.title + table.columns.join('')).some((deed) => deeds.includes(deed))) return []
    const at = table.columns.findIndex((heading) => /年度|年份|时间|时序|年$/.test(heading))
    if (at < 0) return []
    const rows = new Map<number, number[]>()
    for (const [row, cells] of table.cells.entries()) {
      if (isTotalRow(table, row)) continue
      const year = yearOf(cells[at]!.text)
      if (year === null) return []
      rows.set(year, [...(rows.get(year) ?? []), row])
    }
    return rows.size >= LEAST_YEARS ? [{ table, rows }] : []
  })
}

/** What the table has of this dimension in these rows: their number, or the sum of the one column that measures it. */
const listedSum = (table: PlanTable, rows: readonly number[], figure: Figure): number | null => {
  const columns = table.columns.flatMap((heading, at) =>
    unitOf(headingUnit(table, at) ?? '')?.dimension === figure.dimension && !/年/.test(heading) ? [at] : [],
  )
  const [column] = columns
  if (column === undefined) return figure.dimension === 'count' ? rows.length : null
  if (columns.length > 1) return null
  const { factor } = unitOf(headingUnit(table, column)!)!
  const values = rows.map((row) => cellNumber(table.cells[row]![column]!))
  return values.some((value) => value === null) ? null : values.reduce((sum: number, value) => sum + value! * factor, 0)
}

const byTable = (plan: Plan, course: Course): Finding[] =>
  listedBy(plan, course).flatMap((listed) =>
    [...new Set(course.years[0]!.figures.map((figure) => figure.dimension))].flatMap((dimension) =>
      inTable(course, listed, dimension),
    ),
  )

/** Each year's figures of one dimension against the rows of that year. */
const inTable = (course: Course, { table, rows }: Listed, dimension: Dimension): Finding[] => {
  const pairs = course.years.flatMap(({ year, figures }) => {
    const own = rows.get(year) ?? []
    return figures.flatMap((figure) => {
      if (figure.dimension !== dimension) return []
      const sum = listedSum(table, own, figure)
      return sum === null
        ? []
        : [{ year, figure, own, sum, holds: Math.abs(sum - baseValue(figure)) < tolerance(figure) + 1e-9 }]
    })
  })
  if (pairs.length < LEAST_YEARS) return []
  const wrong = pairs.filter((pair) => !pair.holds)
  if (wrong.length === 0)
    return [
      {
        verdict: 'holds',
        quotes: [
          quote(course.passage.span, course.from, course.to),
          ...[...rows.values()].map((own) => rowQuote(table, own.at(-1)!)),
        ],
        computed: pairs.map(({ year, figure }) => `${year}：${figure.text}`).join('；'),
        message: { zh: `分年度安排与${table.id}逐年一致`, en: `Each year agrees with ${table.id}` },
      },
    ]
  return wrong.map(({ year, figure, own, sum }) => {
    const at = course.passage.text.lastIndexOf(String(year), figure.start)
    return {
      verdict: 'fails',
      quotes: [quote(course.passage.span, at, figure.nounEnd), ...own.map((row) => rowQuote(table, row))],
      computed: `${year}：${table.id} ${tidy(sum / figure.factor)}${figure.unit} ≠ ${figure.text}`,
      message: {
        zh: `${year}年正文为${figure.text}，${table.id}各行合计${tidy(sum / figure.factor)}${figure.unit}`,
        en: `${year}: the text has ${figure.text}, the rows of ${table.id} add up to ${tidy(sum / figure.factor)}`,
      },
      remedy: { zh: '统一正文与附表', en: 'Make text and annex agree' },
    }
  })
}

export const yearly: Check = {
  name: 'yearly',
  title: { zh: '分年度安排', en: 'Year by year' },
  run: (plan) =>
    passagesOf(plan).flatMap((passage) =>
      passage.present ? [] : coursesIn(passage).flatMap((course) => [...sums(plan, course), ...byTable(plan, course)]),
    ),
}
