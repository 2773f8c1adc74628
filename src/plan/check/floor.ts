/** Least sizes of mines: what the text demands of a mineral against the table that says it again. */
import { sameMineral } from '#mineral/mineral.ts'
import { type FloorRow, shown } from '#plan/fact/floor-row.ts'
import { type FloorStatement, floorQuote, floorStatementsOf, WORKING_DAYS } from '#plan/fact/floor-statement.ts'
import { covers, nearest, rowsOfMineral, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, rowQuote } from '#plan/quote.ts'
import { tidy, unitOf } from '#plan/text/figure.ts'
import { type Check, type Finding, judged } from './finding.ts'
import { tableAgainstTable, textAgainstText } from './floor-twice.ts'

const values = (row: FloorRow): readonly number[] =>
  [row.large, row.medium, row.small, row.least].filter((value) => value !== null)

/** A row's value in 万吨 or 万立方米 a year. */
const yearly = (row: FloorRow, value: number): number => (value * (unitOf(row.unit)?.factor ?? 1e4)) / 1e4

const hasValue = (row: FloorRow, sought: number): boolean =>
  values(row).some((value) => near(yearly(row, value), sought))

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9

/** A floor of the text beside all that the plan says of floors. */
type Case = {
  readonly statement: FloorStatement
  readonly statements: readonly FloorStatement[]
  readonly floors: readonly FloorRow[]
}

/** The rows that speak of the statement's minerals, in the tables nearest to it. */
const rowsFor = ({ statement, floors }: Case): readonly FloorRow[] => {
  const close = nearest(floors, (row) => row.table, statement.passage.span.at.start)
  return [...new Set(statement.minerals.flatMap((mineral) => rowsOfMineral(close, mineral)))]
}

const citing = (statement: FloorStatement, rows: readonly FloorRow[]): readonly Quote[] => [
  floorQuote(statement),
  ...rows.map((row) => rowQuote(row.table, row.row)),
]

/** An exception's value: among the table's values, or nowhere in it. */
const exceptionInTable = ({ statement, floors }: Case): Finding[] => {
  const rows = statement.minerals
    .flatMap((mineral) => rowsOfMineral(floors, mineral))
    .filter((row) => row.least !== null && unitOf(row.unit)?.dimension === statement.figure.dimension)
  if (rows.length === 0) return []
  const listed = rows.find((each) => hasValue(each, statement.yearly))
  const row = listed ?? rows[0]!
  return [
    judged(listed !== undefined, {
      quotes: [floorQuote(statement), rowQuote(row.table, row.row)],
      computed: `${tidy(statement.yearly)} ${listed ? '∈' : '∉'} ${row.table.id} {${shown(row)}}`,
      right: { zh: `例外规模见于${row.table.id}`, en: `The exception's floor stands in ${row.table.id}` },
      wrong: {
        zh: `例外规模${tidy(statement.yearly)}未列入${row.table.id}`,
        en: `The exception's floor is not listed in ${row.table.id}`,
      },
      remedy: { zh: '在表中以备注列出例外', en: 'List the exception in the table' },
      otherwise: 'doubtful',
    }),
  ]
}

/** The text counts in tonnes, the table in cubic metres, or the reverse. */
const otherUnit = ({ statement }: Case, rows: readonly FloorRow[]): Finding => {
  const { table, unit } = rows[0]!
  return {
    verdict: statement.inZone ? 'doubtful' : 'fails',
    quotes: citing(statement, rows),
    computed: `${statement.figure.unit} ↔ ${unit}`,
    message: {
      zh: `${statement.minerals[0]}的最低规模，正文以${statement.figure.unit}计，${table.id}以${unit}计`,
      en: 'The text gives the floor in one unit, the table in another; they need a density',
    },
    remedy: { zh: '统一单位，或写明换算密度', en: 'Use one unit, or state the density' },
  }
}

/** The table tells ways of mining apart, and has no row for this one. */
const otherMethod = ({ statement }: Case, rows: readonly FloorRow[]): Finding => {
  const method = statement.method === 'open-pit' ? '露天' : '地下'
  const { id } = rows[0]!.table
  return {
    verdict: 'fails',
    quotes: citing(statement, rows),
    computed: `${method} ∉ ${rows.map((row) => row.name.text).join('、')}`,
    message: {
      zh: `正文对${method}开采${statement.minerals[0]}有最低规模，${id}没有相应行`,
      en: `The text has a floor for this method of mining; ${id} has no such row`,
    },
    remedy: { zh: '在表中补上该开采方式', en: 'Add the method to the table' },
  }
}

/** Kinds of one mineral in one sentence (普通类型, 稀有类型) are one identity: none below the least that the table has. */
const kindsApart = (kinds: readonly FloorStatement[], used: readonly FloorRow[], least: number): Finding => {
  const wrong = kinds.filter((each) => each.yearly < least - 1e-9)
  const told = (some: readonly FloorStatement[], blank: string): string =>
    some.map((each) => `${each.variety}类型${blank}${tidy(each.yearly)}`).join('、')
  return {
    verdict: wrong.length > 0 ? 'fails' : kinds.length > 1 ? 'doubtful' : 'holds',
    quotes: [
      quote(kinds[0]!.passage.span, kinds[0]!.from, kinds.at(-1)!.to),
      ...used.map((row) => rowQuote(row.table, row.row)),
    ],
    computed: `${told(kinds, ' ')} ↔ ${inTable(used)}`,
    message:
      wrong.length > 0
        ? {
            zh: `${told(wrong, '')}低于表中最小值${tidy(least)}，表未分类型`,
            en: 'A kind has a floor below the least in the table, which knows no kinds',
          }
        : { zh: '正文按类型规定，表未分类型', en: 'The text tells kinds apart, the table does not' },
    remedy: { zh: '在表中按类型分列', en: 'List the kinds in the table' },
  }
}

const inTable = (used: readonly FloorRow[]): string =>
  used.map((row) => `${row.table.id} ${row.mineral} ${shown(row)}`).join('；')

/** The floor of the text against the least value of the rows for it. */
const sameValue = (
  { statement, statements }: Case,
  rows: readonly FloorRow[],
  used: readonly FloorRow[],
  least: number,
): Finding => {
  const { yearly: value, daily, method, passage } = statement
  const mineral = statement.minerals[0]!
  const conversion = daily ? `${statement.figure.text}/日 × ${WORKING_DAYS} = ${tidy(value)}万吨/年；` : ''
  const holds = near(value, least)
  const beside = statements.filter((each) => each !== statement && each.passage === passage)
  const exceptions = beside.filter(
    (each) => each.exception && (each.minerals.length === 0 || each.minerals.some((name) => covers(name, mineral))),
  )
  const onlyException = !holds && exceptions.some((each) => near(each.yearly, least))
  // A stricter word for some of them (高瓦斯矿井, 区内) beside what the table has for all.
  const narrower =
    statement.inZone ||
    beside.some(
      (each) =>
        !each.exception &&
        !each.rebuilding &&
        near(each.yearly, least) &&
        each.minerals.some((name) => sameMineral(name, mineral)),
    )
  // Said of every new mine, it leaves no room for the smaller sizes of the table.
  const words = passage.text.slice(statement.from, statement.to)
  const everyNewMine =
    value > least && statement.events.includes('新建') && !/原则上|一般|大型|中型|小型|储量/.test(words)
  const split = method !== null && used.every((row) => row.method === null)
  const among = used.some((row) => hasValue(row, value)) && !everyNewMine
  return judged(holds, {
    quotes: [...citing(statement, rows), ...(onlyException ? exceptions.map(floorQuote) : [])],
    computed: `${conversion}${tidy(value)} ${holds ? '=' : '≠'} ${inTable(used)}`,
    right: { zh: `${mineral}最低规模正文与表一致`, en: 'The floor in the text is that of the table' },
    wrong: onlyException
      ? {
          zh: `${mineral}一般规定为${tidy(value)}，表中只有例外值${tidy(least)}`,
          en: `The general floor is ${tidy(value)}; the table has only the exception's ${tidy(least)}`,
        }
      : split
        ? { zh: '正文分开采方式，表未区分', en: 'The text tells methods apart, the table does not' }
        : {
            zh: `${mineral}最低规模正文为${tidy(value)}，表中为${inTable(used)}`,
            en: `The floor is ${tidy(value)} in the text, ${inTable(used)} in the table`,
          },
    remedy: { zh: '统一正文与表，例外另列', en: 'Make text and table agree and list exceptions apart' },
    otherwise: split || among || (value > least && narrower) ? 'doubtful' : 'fails',
  })
}

const textAgainstTable = (plan: Plan): Finding[] => {
  const floors = tablesOf(plan).floors.filter((row) => row.least !== null || row.existing !== null)
  const statements = floorStatementsOf(plan)
  const done = new Set<FloorStatement>()
  return statements.flatMap((statement): Finding[] => {
    const { minerals, method, inZone, passage, figure } = statement
    const [mineral] = minerals
    if (done.has(statement) || statement.rebuilding || mineral === undefined) return []
    const here: Case = { statement, statements, floors }
    if (statement.exception) return exceptionInTable(here)
    // A zone may have its own floor beside the general one; the table holds the general one.
    const general = (each: FloorStatement): boolean =>
      !each.inZone && !each.exception && each.minerals.some((name) => minerals.some((one) => covers(name, one)))
    if (inZone && statements.some(general)) return []
    const rows = rowsFor(here)
    if (rows.length === 0) return []
    const beside = statements.filter((each) => each.passage === passage)
    const sameUnit = rows.filter((row) => unitOf(row.unit)?.dimension === figure.dimension)
    if (sameUnit.length === 0) {
      // What follows on the same mineral in the same paragraph is off by the same unit.
      for (const each of beside)
        if (each.figure.dimension === figure.dimension && each.minerals.some((name) => sameMineral(name, mineral)))
          done.add(each)
      return [otherUnit(here, rows)]
    }
    const methods = sameUnit.filter((row) => row.method !== null)
    const own = methods.filter((row) => row.method === method)
    if (method && methods.length > 0 && own.length === 0) return [otherMethod(here, rows)]
    const used = method && methods.length > 0 ? own : sameUnit
    const values = used.flatMap((row) => {
      const value = statement.existing ? row.existing?.value : row.least
      return value == null ? [] : [yearly(row, value)]
    })
    if (values.length === 0) return []
    const least = Math.min(...values)
    if (!statement.variety) return [sameValue(here, rows, used, least)]
    const kinds = beside.filter((each) => each.variety && each.minerals[0] === mineral)
    for (const each of kinds) done.add(each)
    return [kindsApart(kinds, used, least)]
  })
}

export const floor: Check = {
  name: 'floor',
  title: { zh: '最低开采规模', en: 'Least sizes of mines' },
  run: (plan) => [...textAgainstTable(plan), ...textAgainstText(plan), ...tableAgainstTable(plan)],
}
