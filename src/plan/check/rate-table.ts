/** Recovery rates and service lives: what the text demands of a mineral against the table that says it again. */
import type { Span } from '#document/document.ts'
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { numberIn } from '#plan/fact/cell.ts'
import { columnOf, columnsOf } from '#plan/fact/column.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { DepositScale, Plan, PlanTable } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { type Figure, tidy } from '#plan/text/figure.ts'
import { type Passage, passagesOf, saidIn, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const RATE = /回采率|回收率|综合利用率|贫化率|充填率/g

/** What narrows a demand to some mines: the method, the layer, the size. */
const NARROWS = /露天|地下|井工|薄煤层|中厚煤层|厚煤层|大型|中型|小型|井下|砂岩|岩溶/g

const narrowedBy = (words: string): readonly string[] => [
  ...new Set([...words.matchAll(NARROWS)].map((match) => match[0].replace(/井工|井下/, '地下'))),
]

const lastMatch = (words: string, pattern: RegExp): string | null => [...words.matchAll(pattern)].at(-1)?.[0] ?? null

/** The words that name what a figure is said of: its own clause, else its sentence up to it. */
const subjectOf = (passage: Passage, figure: Figure): string => {
  const { from } = sentenceAround(passage.text, figure.start)
  const comma = Math.max(passage.text.lastIndexOf('，', figure.start - 1) + 1, from)
  const own = passage.text.slice(comma, figure.start)
  return mineralsIn(own).length > 0 ? own : passage.text.slice(from, figure.start)
}

/** Whether the words speak of the mineral of a cell and of no other. */
const speaksOf = (words: string, cell: string): boolean => {
  const bare = cell.replace(/[（(].*$/, '').replace(/\s/g, '')
  const said = new Set(mineralsIn(words).map((mention) => mention.name))
  if (said.size !== 1) return false
  // A name that the code table does not know whole (某用白云岩) is found as it is written.
  if (bare.length > 1 && words.includes(bare)) return true
  const own = mineralsIn(bare)
  return own.length === 1 && own[0]!.text === bare && sameMineral(own[0]!.name, [...said][0]!)
}

/** Demands, not reports and not exceptions from the table. */
const demands = (passage: Passage, figure: Figure): boolean => {
  const { from, to } = sentenceAround(passage.text, figure.start)
  const sentence = passage.text.slice(from, to)
  return figure.bound === 'at-least' && !/除外|放宽|可适当|上一?轮|力争|平均|20\d\d年(?:底|末)?达/.test(sentence)
}

const compared = (
  passage: Passage,
  figure: Figure,
  table: PlanTable,
  row: number,
  cell: Span,
  value: number,
  name: string,
): Finding => {
  const holds = Math.abs(value - figure.value) < 1e-9
  const { from } = sentenceAround(passage.text, figure.start)
  return judged(holds, {
    quotes: [quote(passage.span, Math.max(from, figure.start - 60), figure.end), rowQuote(table, row), quote(cell)],
    computed: `${figure.text} ${holds ? '=' : '≠'} ${table.id} ${tidy(value)}`,
    right: { zh: `${name}正文与${table.id}一致`, en: `The text agrees with ${table.id}` },
    wrong: {
      zh: `${name}正文为${figure.text}，${table.id}为${tidy(value)}`,
      en: `The text has ${figure.text}, ${table.id} has ${tidy(value)}`,
    },
    remedy: { zh: '统一正文与表格', en: 'Make text and table agree' },
  })
}

type Rates = { readonly table: PlanTable; readonly mineral: number; readonly columns: readonly number[] }

/** Tables with a mineral to a row and a rate to a column. */
const rateTables = (plan: Plan): readonly Rates[] =>
  plan.tables.flatMap((table) => {
    const columns = table.columns.flatMap((heading, at) => (heading.match(RATE) ? [at] : []))
    const mineral = columnOf(table, 'mineral')
    return columns.length === 0 || mineral < 0 || columns.includes(mineral) || /现状|完成|回顾|上轮/.test(table.title)
      ? []
      : [{ table, mineral, columns }]
  })

const rates = (plan: Plan): Finding[] => {
  const tables = rateTables(plan)
  if (tables.length === 0) return []
  return saidIn(plan, 'ahead').flatMap(({ passage, figure }): Finding[] => {
    const word = figure.dimension === 'percent' ? lastMatch(figure.label, RATE) : null
    if (!word || !demands(passage, figure)) return []
    const subject = subjectOf(passage, figure)
    const { from } = sentenceAround(passage.text, figure.start)
    const said = narrowedBy(passage.text.slice(from, figure.end))
    return tables.flatMap(({ table, mineral, columns }): Finding[] => {
      const named = columns.filter((at) => table.columns[at]!.includes(word))
      const rows = table.cells.flatMap((cells, row) => {
        const words = cells[mineral]!.text
        const narrowed = narrowedBy(words)
        return speaksOf(subject, words) &&
          narrowed.every((each) => said.includes(each)) &&
          (narrowed.length > 0 || !/[（(]/.test(words))
          ? [row]
          : []
      })
      const [row] = rows
      const [at] = named
      if (row === undefined || at === undefined || rows.length > 1 || named.length > 1) return []
      const cell = table.cells[row]![at]!
      const value = numberIn(cell.text)
      return value === null || !/^[\d.]+\s*[%％]?$/.test(cell.text.trim().replace(/^[≥>]/, ''))
        ? []
        : [compared(passage, figure, table, row, cell, value, `${table.cells[row]![mineral]!.text.trim()}${word}`)]
    })
  })
}

const SCALES: readonly (readonly [DepositScale, RegExp])[] = [
  ['large', /大型|大(?=[/／])/],
  ['medium', /中型/],
  ['small', /小型/],
]
const order: readonly DepositScale[] = ['large', 'medium', 'small']

/** The service lives of a row by the size of the deposit: "20/15/8" in one cell, or one cell to a size. */
const livesIn = (
  table: PlanTable,
  cells: readonly Span[],
): readonly { scale: DepositScale | null; value: number; cell: Span }[] => {
  const columns = columnsOf(table, 'life')
  const [only] = columns
  if (only === undefined) return []
  const cell = cells[only]!
  if (columns.length === 1) {
    const parts = cell.text.trim().split(/[/／]/)
    if (parts.length === 3)
      return parts.flatMap((part, i) => {
        const value = numberIn(part)
        return value === null ? [] : [{ scale: order[i]!, value, cell }]
      })
    const value = numberIn(cell.text)
    return value === null || parts.length > 1 ? [] : [{ scale: null, value, cell }]
  }
  return columns.flatMap((column) => {
    const value = numberIn(cells[column]!.text)
    const scale = SCALES.find(([, pattern]) => pattern.test(table.columns[column]!))?.[0] ?? null
    return value === null ? [] : [{ scale, value, cell: cells[column]! }]
  })
}

/** "新建某矿矿山不低于30万吨/年且服务年限不低于15年" against the life that the table gives deposits of that size. */
const lives = (plan: Plan): Finding[] => {
  const floors = tablesOf(plan).floors.filter((row) => columnOf(row.table, 'life') >= 0)
  if (floors.length === 0) return []
  return passagesOf(plan).flatMap((passage) =>
    passage.present
      ? []
      : passage.figures.flatMap((figure, i): Finding[] => {
          if (figure.dimension !== 'years' || !/服务年限/.test(figure.label) || !demands(passage, figure)) return []
          const subject = subjectOf(passage, figure)
          const rows = floors.filter((row) => speaksOf(subject, row.name.text))
          const [row] = rows
          if (!row || rows.length > 1) return []
          const cells = row.table.cells[row.row]!
          const all = livesIn(row.table, cells)
          const { from } = sentenceAround(passage.text, figure.start)
          const words = passage.text.slice(from, figure.start)
          const said = SCALES.filter(([, pattern]) => pattern.test(words)).map(([scale]) => scale)
          // The scale demanded in the same breath tells which size of deposit is meant.
          const capacity = passage.figures[i - 1]
          const meant =
            said.length === 1
              ? said[0]
              : said.length === 0 && capacity?.per === 'year' && capacity.start >= from
                ? row.values.find((each) => each.value === capacity.value)?.scale
                : undefined
          const life = all.find((each) => each.scale === null) ?? all.find((each) => each.scale === meant)
          return life
            ? [compared(passage, figure, row.table, row.row, life.cell, life.value, `${row.name.text.trim()}服务年限`)]
            : []
        }),
  )
}

export const rateTable: Check = {
  name: 'rate-table',
  title: { zh: '“三率”与服务年限', en: 'Recovery rates and service lives' },
  run: (plan) => [...rates(plan), ...lives(plan)],
}
