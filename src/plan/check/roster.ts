/** Lists that name every mine, right or site: their rows against the numbers that text and tables give of them. */
import type { Span } from '#document/document.ts'
import { mineralsIn } from '#mineral/mineral.ts'
import { isTotalRow, mineralsOf } from '#plan/fact/cell.ts'
import { columnOf, columnsOf } from '#plan/fact/column.ts'
import { listingsOf } from '#plan/fact/listing.ts'
import { minesOf } from '#plan/fact/mines.ts'
import { covers } from '#plan/fact/tables.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { captionQuotes, quote, rowQuote } from '#plan/quote.ts'
import { partitionsOf, passagesOf, quoteFigure } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

type Roster = { readonly table: PlanTable; readonly rows: readonly number[]; readonly of: 'mine' | 'exploration' }

const TITLE =
  /(?:采矿权|矿山|探矿权|矿业权)[^（(]{0,8}(?:名录|名单|一览|明细|清单|登记表|现状表|统计表|基本情况|情况表|汇总)|(?:名录|名单|一览表)[^（(]{0,6}(?:采矿权|矿山|探矿权)/
const PART = /大型|中型|小型|拟|退出|关闭|绿色|在建|停产|新设|规划|历史|废弃|重点|整合/

/** A table with a name and a mineral on every row and no counts: one right to a row. */
const rostersOf = (plan: Plan): readonly Roster[] => {
  const listed = new Set(listingsOf(plan).map((listing) => listing.table))
  return plan.tables.flatMap((table): Roster[] => {
    const name = table.columns.findIndex((heading) =>
      /(?:矿山|采矿权|探矿权|项目|企业)(?:企业)?(?:名称)?$|^名称$/.test(heading),
    )
    if (!TITLE.test(table.title) || PART.test(table.title) || listed.has(table) || name < 0) return []
    if (columnsOf(table, 'count').length > 0 || columnOf(table, 'mineral') < 0) return []
    const rows = table.rows.flatMap((row, i) => (isTotalRow(table, i) || row[name]!.trim() === '' ? [] : [i]))
    return rows.length < 3 ? [] : [{ table, rows, of: /探矿权/.test(table.title) ? 'exploration' : 'mine' }]
  })
}

const told = (table: PlanTable, quotes: Finding['quotes'], stated: number, counted: number, what: string): Finding => {
  const holds = stated === counted
  return judged(holds, {
    quotes: [...quotes, ...captionQuotes(table)],
    computed: `${what} ${stated} ${holds ? '=' : '≠'} ${table.id} ${counted}行`,
    right: { zh: `${what}数量与${table.id}名录一致`, en: `The number agrees with the rows of ${table.id}` },
    wrong: {
      zh: `${what}正文为${stated}，${table.id}列出${counted}`,
      en: `The text counts ${stated}, ${table.id} lists ${counted}`,
    },
    remedy: { zh: '统一正文与名录', en: 'Make text and list agree' },
  })
}

/** All mines, and the mines of each mineral, that the text counts. */
const counts = (plan: Plan, { table, rows }: Roster): Finding[] => {
  const mines = minesOf(plan)
  if (!mines) return []
  const at = columnOf(table, 'mineral')
  const last = rowQuote(table, rows.at(-1)!)
  const own = mines.byMineral.map((each) => each.mineral)
  return [
    told(
      table,
      [quote(mines.passage.span, mines.total.labelStart, mines.total.nounEnd), last],
      mines.total.value,
      rows.length,
      '矿山',
    ),
    ...mines.byMineral.map((each) =>
      told(
        table,
        [each.quote, last],
        each.value,
        rows.filter((row) =>
          mineralsOf(table.rows[row]![at]!).some(
            (name) => name === each.mineral || (covers(each.mineral, name) && !own.includes(name)),
          ),
        ).length,
        each.mineral,
      ),
    ),
  ]
}

const STATES: readonly RegExp[] = [/大型/, /中型/, /小型/, /露天/, /地下|井工/, /^生产|在产|正常/, /停产/, /在建|基建/]

/** "大型2个、中型5个", "生产3个": parts of all mines told by a word that a column of the list holds. */
const states = (plan: Plan, { table, rows }: Roster): Finding[] => {
  const mines = minesOf(plan)
  if (!mines) return []
  const wholes = partitionsOf(mines.passage).filter((partition) => partition.whole === mines.total)
  return wholes.flatMap((partition) =>
    partition.parts.flatMap((part): Finding[] => {
      const words = part.label.replace(/^其中/, '') || part.noun
      const state = STATES.find((pattern) => pattern.test(words))
      if (!state || mineralsIn(words).length > 0) return []
      const column = table.columns.findIndex((_, at) => {
        const cells = rows.map((row) => table.rows[row]![at]!.trim())
        return (
          cells.filter((cell) => cell.length <= 6 && STATES.some((each) => each.test(cell))).length >=
            rows.length * 0.8 && cells.some((cell) => state.test(cell))
        )
      })
      if (column < 0) return []
      const counted = rows.filter((row) => state.test(table.rows[row]![column]!.trim())).length
      return [told(table, [quote(mines.passage.span, part.labelStart, part.nounEnd)], part.value, counted, words)]
    }),
  )
}

/** Minerals of the list that the region is not said to have. */
const strangers = (plan: Plan, { table, rows }: Roster): Finding[] => {
  const species = plan.tables.find(
    (each) =>
      each !== table &&
      /已?发现.{0,4}矿[产种]|矿产种类|矿产.{0,4}一览/.test(each.title) &&
      each.at.start < table.at.start,
  )
  if (!species) return []
  const listed = species.rows.flatMap((row) => row.flatMap(mineralsOf))
  if (listed.length < 5) return []
  const at = columnOf(table, 'mineral')
  return rows.flatMap((row): Finding | [] => {
    const cell: Span = table.cells[row]![at]!
    const names = mineralsOf(cell.text).filter((name) => !listed.some((other) => covers(other, name)))
    if (names.length === 0 || /等|多金属/.test(cell.text)) return []
    return {
      verdict: 'fails',
      quotes: [rowQuote(table, row), ...captionQuotes(species)],
      computed: `${names.join('、')} ∉ ${species.id}`,
      message: {
        zh: `${table.id}有${names.join('、')}矿山，${species.id}没有该矿种`,
        en: `${table.id} has a mine of ${names.join(', ')}, which ${species.id} does not list`,
      },
      remedy: { zh: '补入矿产种类表或改正矿种名称', en: 'Add it to the list or correct its name' },
    }
  })
}

/** Whatever the title, a list of mines names no mineral that the region lacks. */
const partial = (plan: Plan, rosters: readonly Roster[]): readonly Roster[] => [
  ...rosters,
  ...plan.tables.flatMap((table): Roster[] =>
    !rosters.some((roster) => roster.table === table) &&
    /矿山|采矿权/.test(table.title) &&
    /名录|名单|关闭|退出|一览/.test(table.title) &&
    columnOf(table, 'mineral') >= 0 &&
    columnsOf(table, 'count').length === 0
      ? [{ table, rows: table.rows.flatMap((_, i) => (isTotalRow(table, i) ? [] : [i])), of: 'mine' }]
      : [],
  ),
]

/** "见附件3（31个）": numbers in running text that point to the list. */
export const roster: Check = {
  name: 'roster',
  title: { zh: '名录与数量', en: 'Lists of mines against numbers' },
  run: (plan) => {
    const rosters = rostersOf(plan)
    return [
      ...rosters.filter((each) => each.of === 'mine').flatMap((each) => [...counts(plan, each), ...states(plan, each)]),
      ...partial(plan, rosters).flatMap((each) => strangers(plan, each)),
      ...rosters.flatMap((each) => explorationCount(plan, each)),
    ]
  },
}

const explorationCount = (plan: Plan, { table, rows, of }: Roster): Finding[] => {
  if (of !== 'exploration') return []
  for (const passage of passagesOf(plan)) {
    const figure = passage.figures.find(
      (each) => each.dimension === 'count' && /(?:有效|现有|登记在册|设置)?探矿权(?:为|共)?$/.test(each.label),
    )
    if (figure) return [told(table, [quoteFigure(passage, figure)], figure.value, rows.length, '探矿权')]
  }
  return []
}
