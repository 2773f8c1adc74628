/** Figures of the running text against the cells of the table it points to: one mineral's cell, or a column's total. */
import type { Span } from '#document/document.ts'
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { cellNumber, decimalsOf, isTotalRow, mineralsOf } from '#plan/fact/cell.ts'
import { headingUnit } from '#plan/fact/column.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { baseValue, type Figure, tidy, unitOf } from '#plan/text/figure.ts'
import { type Passage, partitionsOf, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import { tableNamed, tableReferences } from '#plan/text/words.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** What a column measures, by the words its heading and the text share. */
const MEASURES: readonly (readonly [string, RegExp])[] = [
  ['保有', /保有/],
  ['累计查明', /累计|查明|探明/],
  ['采矿权', /采矿权|矿山数|矿山（|矿山\(|^矿山$/],
  ['探矿权', /探矿权/],
  ['矿产地', /矿区|矿床|矿产地|产地/],
  ['产量', /产量|开采量|采出/],
  ['产值', /产值/],
]
/** What makes another quantity of it. */
const OTHER = /新增|新设|拟设|新立|退出|关闭|占|年均|潜在|预测|不超过|以内|大型|中型|小型/

const measureIn = (words: string): string | null => {
  // "已查明矿区11处" counts places, "查明保有资源量" what is left: the last word tells.
  const found = MEASURES.flatMap(([name, pattern]) => {
    const last = [...words.matchAll(new RegExp(pattern, 'g'))].at(-1)
    return last ? [{ name, at: last.index }] : []
  })
  return found.sort((a, b) => b.at - a.at)[0]?.name ?? null
}

/** The words right before a figure, over a bracket: "矿区（床）46处" → "矿区". */
const wordsBefore = (passage: Passage, figure: Figure): string =>
  /[\p{Script=Han}]*$/u.exec(
    passage.text.slice(Math.max(0, figure.start - 30), figure.start).replace(/[（(][^（）()]*[）)]/g, ''),
  )![0]

/** Where those words begin. */
const startOf = (passage: Passage, figure: Figure): number => {
  if (figure.label !== '') return figure.labelStart
  return (
    figure.start - /[\p{Script=Han}]*(?:[（(][^（）()]*[）)])?$/u.exec(passage.text.slice(0, figure.start))![0].length
  )
}

/** A heading without unit and without the words for "number of". */
const headingCore = (heading: string): string =>
  heading
    .split('·')
    .at(-1)!
    .replace(/[（(].*?[）)]|\s/g, '')
    .replace(/(?:总)?(?:数量|个数|数|合计)$/, '')

const compared = (
  passage: Passage,
  figure: Figure,
  value: number,
  decimals: number,
  cells: readonly Span[],
  table: PlanTable,
  name: string,
): Finding => {
  const cap = figure.bound === 'at-most'
  const difference = value - baseValue(figure)
  const slack = 0.5 * 10 ** -Math.min(decimals, figure.decimals) * figure.factor
  const exact = decimals === figure.decimals ? 1e-6 * figure.factor : slack
  const holds = cap ? difference <= 1e-6 * figure.factor : Math.abs(difference) <= exact
  const shown = tidy(value / figure.factor)
  const sign = cap ? (holds ? '≥' : '<') : holds ? '=' : '≠'
  return judged(holds, {
    quotes: [quote(passage.span, startOf(passage, figure), figure.nounEnd), ...cells.map((cell) => quote(cell))],
    computed: `${figure.text} ${sign} ${table.id} ${shown}`,
    right: { zh: `“${name}”正文与${table.id}一致`, en: `The text agrees with ${table.id}` },
    wrong: {
      zh: `“${name}”正文为${figure.text}，${table.id}为${shown}${figure.unit}`,
      en: `The text has ${figure.text}, ${table.id} has ${shown}`,
    },
    remedy: { zh: '统一正文与表格', en: 'Make text and table agree' },
  })
}

/** Tables of what is: no targets, no floors, no lists of what will be. */
const holdsTargets = (table: PlanTable): boolean =>
  /指标|目标|最低|调控|规划/.test(table.title) || table.columns.some((heading) => /属性|目标|指标/.test(heading))

/** "甲矿保有资源量12万吨" against the cell of that mineral under that heading. */
const inRows = (passage: Passage, table: PlanTable): Finding[] => {
  const mineral = table.columns.findIndex((heading) => /矿种|矿产|名称/.test(heading))
  if (mineral < 0 || holdsTargets(table)) return []
  const unitColumn = table.columns.findIndex((heading) => /单位/.test(heading))
  return passage.figures.flatMap((figure): Finding[] => {
    const words = wordsBefore(passage, figure)
    const measure = measureIn(words)
    const own = mineralsIn(words)
    const { from } = sentenceAround(passage.text, figure.start)
    const earlier = mineralsIn(passage.text.slice(from, figure.start))
    // The one mineral the sentence speaks of is the mineral of its figures.
    const named = own.length > 0 ? own : new Set(earlier.map((each) => each.name)).size === 1 ? earlier.slice(-1) : []
    const year = /(20\d\d)年/.exec(passage.text.slice(Math.max(0, figure.start - 12), figure.start))?.[1]
    if (measure === null || named.length !== 1 || OTHER.test(words) || figure.bound) return []
    const columns = table.columns.flatMap((heading, at) =>
      at !== mineral &&
      at !== unitColumn &&
      measureIn(headingCore(heading) || heading) === measure &&
      !OTHER.test(heading) &&
      (!year || !/20\d\d/.test(heading) || heading.includes(year))
        ? [at]
        : [],
    )
    const rows = table.cells.filter((cells, row) => {
      const own = mineralsOf(cells[mineral]!.text)
      return !isTotalRow(table, row) && own.length === 1 && sameMineral(own[0]!, named[0]!.name)
    })
    const [cells] = rows
    const [at] = columns
    if (rows.length !== 1 || columns.length !== 1 || !cells || at === undefined) return []
    const value = cellNumber(cells[at]!)
    const inHeading = unitOf(headingUnit(table, at) ?? '')
    const unit = inHeading ?? (unitColumn >= 0 ? unitOf(cells[unitColumn]!.text) : null)
    const fits =
      unit === null
        ? figure.dimension === 'count' && /数|处|个/.test(table.columns[at]!)
        : unit.dimension === figure.dimension
    if (value === null || !fits) return []
    return [
      compared(
        passage,
        figure,
        value * (unit?.factor ?? 1),
        decimalsOf(cells[at]!.text),
        [cells[mineral]!, cells[at]!],
        table,
        words,
      ),
    ]
  })
}

/** "矿区46处", "拟设采矿权5个" against the total of the column so headed. */
const inTotals = (passage: Passage, table: PlanTable): Finding[] => {
  const parts = new Set(partitionsOf(passage).flatMap((partition) => partition.parts))
  const total = table.cells.find((_, row) => isTotalRow(table, row))
  const rows = table.cells.filter((_, row) => !isTotalRow(table, row))
  if (rows.length < 2) return []
  return table.columns.flatMap((heading, at): Finding[] => {
    const core = headingCore(heading)
    const unit = unitOf(headingUnit(table, at) ?? '')
    if (core.length < 2 || /20\d\d|序号|编号|规模|面积|投资|资金/.test(heading)) return []
    const values = rows.map((cells) => cellNumber(cells[at]!))
    const stated = total ? cellNumber(total[at]!) : null
    if (stated === null && values.some((value) => value === null)) return []
    const figures = passage.figures.filter((figure) => {
      const words = wordsBefore(passage, figure).replace(/(?:总)?(?:数量|个数|数)(?:不超过|控制在|为|达)*$/, '')
      return (
        figure.dimension === (unit?.dimension ?? 'count') &&
        (unit !== null || /数/.test(heading)) &&
        !parts.has(figure) &&
        mineralsIn(words).length === 0 &&
        (words.endsWith(core) ||
          (figure.bound === 'at-most' && /区内/.test(words) && /采矿权$/.test(core) && /采矿权/.test(words)))
      )
    })
    // Two figures under one name: nobody knows which of them the table adds up.
    const [figure] = figures
    if (!figure || figures.length > 1) return []
    const value = stated ?? values.reduce((sum: number, each) => sum + each!, 0)
    return [
      compared(
        passage,
        figure,
        value * (unit?.factor ?? 1),
        0,
        total && stated !== null ? [total[at]!] : rows.map((cells) => cells[at]!),
        table,
        core,
      ),
    ]
  })
}

/** What is left of a deposit cannot be more than was ever found. */
const reserves = (table: PlanTable): Finding[] => {
  const column = (pattern: RegExp): number => table.columns.findIndex((heading) => pattern.test(heading))
  const found = column(/累计查明|累计探明/)
  const left = column(/保有/)
  if (found < 0 || left < 0) return []
  const rows = table.cells.flatMap((cells) => {
    const [a, b] = [cellNumber(cells[found]!), cellNumber(cells[left]!)]
    return a === null || b === null ? [] : [{ cells, a, b }]
  })
  const wrong = rows.filter((row) => row.b > row.a)
  if (rows.length === 0) return []
  const shown = wrong.length > 0 ? wrong : rows
  return [
    judged(wrong.length === 0, {
      quotes: shown.flatMap(({ cells }) => [
        quote(cells[found]!),
        quote(cells[left]!),
        rowQuote(table, table.cells.indexOf(cells)),
      ]),
      computed: shown.map(({ a, b }) => `${tidy(b)} ${b > a ? '>' : '≤'} ${tidy(a)}`).join('；'),
      right: { zh: '保有资源量均不大于累计查明资源量', en: 'What is left lies within what was found' },
      wrong: { zh: '保有资源量大于累计查明资源量', en: 'More is left than was ever found' },
      remedy: { zh: '核对两列数字', en: 'Check both columns' },
    }),
  ]
}

/** Tables between a passage and the next. */
const tablesBelow = (plan: Plan, passage: Passage): readonly PlanTable[] => {
  const next = passagesOf(plan)[passage.index + 1]?.span.at.start ?? Number.POSITIVE_INFINITY
  return plan.tables.filter((table) => table.at.start > passage.span.at.start && table.at.start < next)
}

export const textCell: Check = {
  name: 'text-cell',
  title: { zh: '正文与表格数值', en: 'Text against cells and totals' },
  run: (plan: Plan) => [
    ...passagesOf(plan).flatMap((passage) =>
      [
        ...new Set([
          ...tableReferences(passage.text).flatMap(({ id }) => tableNamed(plan, id, passage.span.at.start) ?? []),
          ...tablesBelow(plan, passage),
        ]),
      ].flatMap((table) => [...inRows(passage, table), ...inTotals(passage, table)]),
    ),
    ...plan.tables.flatMap(reserves),
  ],
}
