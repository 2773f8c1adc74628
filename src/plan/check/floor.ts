/** Least sizes of mines: text against table, text against text, table against table, and who lacks one. */
import { containsMineral, sameMineral } from '#mineral/mineral.ts'
import type { FloorRow } from '#plan/fact/floor-row.ts'
import { type FloorStatement, floorStatementsOf, WORKING_DAYS } from '#plan/fact/floor-statement.ts'
import { covers, nearest, rowsOfMineral, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { tidy, unitOf } from '#plan/text/figure.ts'
import { type Check, type Finding, judged } from './finding.ts'

const values = (row: FloorRow): readonly number[] =>
  [row.large, row.medium, row.small, row.least].filter((value) => value !== null)

/** A row's value in 万吨 or 万立方米 a year. */
const yearly = (row: FloorRow, value: number): number => (value * (unitOf(row.unit)?.factor ?? 1e4)) / 1e4

const shown = (row: FloorRow): string =>
  [row.large, row.medium, row.small].filter((value) => value !== null).join('/') ||
  [row.least, row.existing?.value ?? null].filter((value) => value !== null).join('/')

const quoteOf = (statement: FloorStatement) => quote(statement.passage.span, statement.from, statement.to)

/** An exception's value: among the table's values, or nowhere in it. */
const exceptionInTable = (statement: FloorStatement, floors: readonly FloorRow[]): Finding[] => {
  const rows = statement.minerals
    .flatMap((mineral) => rowsOfMineral(floors, mineral))
    .filter((row) => row.least !== null && unitOf(row.unit)?.dimension === statement.figure.dimension)
  if (rows.length === 0) return []
  const listed = rows.find((each) =>
    values(each).some((value) => Math.abs(yearly(each, value) - statement.yearly) < 1e-9),
  )
  const row = listed ?? rows[0]!
  return [
    judged(listed !== undefined, {
      quotes: [quoteOf(statement), rowQuote(row.table, row.row)],
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

const textAgainstTable = (plan: Plan): Finding[] => {
  const floors = tablesOf(plan).floors.filter((row) => row.least !== null || row.existing !== null)
  const statements = floorStatementsOf(plan)
  const done = new Set<FloorStatement>()
  return statements.flatMap((statement): Finding[] => {
    if (done.has(statement) || statement.rebuilding || statement.minerals.length === 0) return []
    if (statement.exception) return exceptionInTable(statement, floors)
    // A zone may have its own floor beside the general one; the table holds the general one.
    const general = (each: FloorStatement): boolean =>
      !each.inZone &&
      !each.exception &&
      each.minerals.some((name) => statement.minerals.some((mineral) => covers(name, mineral)))
    if (statement.inZone && statements.some(general)) return []
    const rows = [
      ...new Set(
        statement.minerals.flatMap((mineral) =>
          rowsOfMineral(
            nearest(floors, (row) => row.table, statement.passage.span.at.start),
            mineral,
          ),
        ),
      ),
    ]
    if (rows.length === 0) return []
    const mineral = statement.minerals[0]!
    const sameUnit = rows.filter((row) => unitOf(row.unit)?.dimension === statement.figure.dimension)
    const base = {
      check: 'floor',
      quotes: [quoteOf(statement), ...rows.map((row) => rowQuote(row.table, row.row))],
    } as const
    if (sameUnit.length === 0) {
      // What follows on the same mineral in the same paragraph is off by the same unit.
      for (const each of statements)
        if (
          each.passage === statement.passage &&
          each.figure.dimension === statement.figure.dimension &&
          each.minerals.some((name) => sameMineral(name, mineral))
        )
          done.add(each)
      return [
        {
          ...base,
          verdict: statement.inZone ? 'doubtful' : 'fails',
          computed: `${statement.figure.unit} ↔ ${rows[0]!.unit}`,
          message: {
            zh: `${mineral}的最低规模，正文以${statement.figure.unit}计，${rows[0]!.table.id}以${rows[0]!.unit}计`,
            en: 'The text gives the floor in one unit, the table in another; they need a density',
          },
          remedy: { zh: '统一单位，或写明换算密度', en: 'Use one unit, or state the density' },
        },
      ]
    }
    const methods = sameUnit.filter((row) => row.method !== null)
    if (statement.method && methods.length > 0 && !methods.some((row) => row.method === statement.method))
      return [
        {
          ...base,
          verdict: 'fails',
          computed: `${statement.method === 'open-pit' ? '露天' : '地下'} ∉ ${rows.map((row) => row.name.text).join('、')}`,
          message: {
            zh: `正文对${statement.method === 'open-pit' ? '露天' : '地下'}开采${mineral}有最低规模，${rows[0]!.table.id}没有相应行`,
            en: `The text has a floor for this method of mining; ${rows[0]!.table.id} has no such row`,
          },
          remedy: { zh: '在表中补上该开采方式', en: 'Add the method to the table' },
        },
      ]
    const used =
      statement.method && methods.length > 0 ? methods.filter((row) => row.method === statement.method) : sameUnit
    const floorOf = (row: FloorRow): number | null => (statement.existing ? (row.existing?.value ?? null) : row.least)
    const least = Math.min(
      ...used.flatMap((row) => {
        const value = floorOf(row)
        return value === null ? [] : [yearly(row, value)]
      }),
    )
    if (!Number.isFinite(least)) return []
    const table = used.map((row) => `${row.table.id} ${row.mineral} ${shown(row)}`).join('；')
    const value = statement.yearly
    const conversion = statement.daily ? `${statement.figure.text}/日 × ${WORKING_DAYS} = ${tidy(value)}万吨/年；` : ''
    if (statement.variety) {
      // Kinds of one mineral in one sentence are one identity.
      const kinds = statements.filter(
        (each) => each.variety && each.passage === statement.passage && each.minerals[0] === mineral,
      )
      for (const each of kinds) done.add(each)
      const wrong = kinds.filter((each) => each.yearly < least - 1e-9)
      const unlisted = kinds.length > 1
      return [
        {
          verdict: wrong.length > 0 ? 'fails' : unlisted ? 'doubtful' : 'holds',
          quotes: [
            quote(statement.passage.span, kinds[0]!.from, kinds.at(-1)!.to),
            ...used.map((row) => rowQuote(row.table, row.row)),
          ],
          computed: `${kinds.map((each) => `${each.variety}类型 ${tidy(each.yearly)}`).join('、')} ↔ ${table}`,
          message:
            wrong.length > 0
              ? {
                  zh: `${wrong.map((each) => `${each.variety}类型${tidy(each.yearly)}`).join('、')}低于表中最小值${tidy(least)}，表未分类型`,
                  en: 'A kind has a floor below the least in the table, which knows no kinds',
                }
              : { zh: '正文按类型规定，表未分类型', en: 'The text tells kinds apart, the table does not' },
          remedy: { zh: '在表中按类型分列', en: 'List the kinds in the table' },
        },
      ]
    }
    if (Math.abs(value - least) < 1e-9)
      return [
        {
          ...base,
          verdict: 'holds',
          computed: `${conversion}${tidy(value)} = ${table}`,
          message: { zh: `${mineral}最低规模正文与表一致`, en: 'The floor in the text is that of the table' },
        },
      ]
    const among = used.some((row) => values(row).some((each) => Math.abs(yearly(row, each) - value) < 1e-9))
    const exceptions = statements.filter(
      (each) =>
        each.exception &&
        each.passage === statement.passage &&
        (each.minerals.some((name) => covers(name, mineral)) || each.minerals.length === 0),
    )
    const onlyException = exceptions.some((each) => Math.abs(each.yearly - least) < 1e-9)
    // A stricter word for some of them (高瓦斯矿井, 区内) beside what the table has for all.
    const narrower =
      value > least &&
      (statement.inZone ||
        statements.some(
          (each) =>
            each !== statement &&
            each.passage === statement.passage &&
            each.minerals.some((name) => sameMineral(name, mineral)) &&
            Math.abs(each.yearly - least) < 1e-9 &&
            !each.exception &&
            !each.rebuilding,
        ))
    // Said of every new mine, it leaves no room for the smaller sizes of the table.
    const words = statement.passage.text.slice(statement.from, statement.to)
    const forEveryNewMine =
      value > least && statement.events.includes('新建') && !/原则上|一般|大型|中型|小型|储量/.test(words)
    const split = statement.method !== null && methods.length === 0
    return [
      {
        ...base,
        quotes: [...(base.quotes as Finding['quotes']), ...(onlyException ? exceptions.map(quoteOf) : [])],
        verdict: split || (among && !forEveryNewMine) || narrower ? 'doubtful' : 'fails',
        computed: `${conversion}${tidy(value)} ≠ ${table}`,
        message: onlyException
          ? {
              zh: `${mineral}一般规定为${tidy(value)}，表中只有例外值${tidy(least)}`,
              en: `The general floor is ${tidy(value)}; the table has only the exception's ${tidy(least)}`,
            }
          : split
            ? { zh: `正文分开采方式，表未区分`, en: 'The text tells methods apart, the table does not' }
            : {
                zh: `${mineral}最低规模正文为${tidy(value)}，表中为${table}`,
                en: `The floor is ${tidy(value)} in the text, ${table} in the table`,
              },
        remedy: { zh: '统一正文与表，例外另列', en: 'Make text and table agree and list exceptions apart' },
      },
    ]
  })
}

const textAgainstText = (plan: Plan): Finding[] => {
  const general = floorStatementsOf(plan).filter(
    (each) => !each.exception && !each.rebuilding && !each.daily && each.minerals.length > 0,
  )
  const findings: Finding[] = []
  general.forEach((a, i) => {
    const b = general
      .slice(i + 1, i + 40)
      .find(
        (each) =>
          each.passage !== a.passage &&
          each.method === a.method &&
          each.variety === a.variety &&
          each.figure.dimension === a.figure.dimension &&
          each.existing === a.existing &&
          each.minerals.some((name) =>
            a.minerals.some((other) => (a.inZone || each.inZone ? covers(name, other) : sameMineral(name, other))),
          ),
      )
    if (!b) return
    const same = Math.abs(a.yearly - b.yearly) < 1e-9
    const places = a.inZone !== b.inZone
    const left = [...new Set(a.events)].sort().join('、')
    const right = [...new Set(b.events)].sort().join('、')
    const scope = left === right || left === '' || right === ''
    const zh = places ? '集中开采区内外的最低规模' : '同一矿种的最低规模'
    findings.push({
      verdict: same ? (scope ? 'holds' : 'doubtful') : places ? 'doubtful' : 'fails',
      quotes: [quoteOf(a), quoteOf(b)],
      computed: `${tidy(a.yearly)}（${left || '—'}）${same ? ' = ' : ' ≠ '}${tidy(b.yearly)}（${right || '—'}）`,
      message: !same
        ? { zh: `${zh}前后不一`, en: places ? 'One floor within the zones, one outside' : 'Two floors for one mineral' }
        : scope
          ? { zh: `${zh}前后一致`, en: 'The floor is stated twice, the same' }
          : { zh: '数值一致，适用对象不同', en: 'The same value, but for different events' },
      ...(same && scope ? {} : { remedy: { zh: '统一数值与适用对象', en: 'Give one value and one scope' } }),
    })
  })
  return findings
}

const tableAgainstTable = (plan: Plan): Finding[] => {
  const { floors } = tablesOf(plan)
  const tables = [...new Set(floors.map((row) => row.table))]
  const findings: Finding[] = []
  tables.forEach((first, i) => {
    for (const second of tables.slice(i + 1, i + 4)) {
      const units: { a: FloorRow; b: FloorRow }[] = []
      for (const a of floors.filter((row) => row.table === first)) {
        const inSecond = floors.filter((row) => row.table === second)
        const same = inSecond.filter((row) => sameMineral(row.mineral, a.mineral) && row.method === a.method)
        const parts = same.length > 0 ? same : inSecond.filter((row) => containsMineral(a.mineral, row.mineral))
        for (const b of parts) {
          const equal = a.large === b.large && a.medium === b.medium && a.small === b.small && a.least === b.least
          findings.push(
            judged(equal, {
              quotes: [
                rowQuote(first, a.row),
                rowQuote(second, b.row),
                ...(equal
                  ? []
                  : [...a.cells, ...b.cells].filter((cell) => cell.text !== '').map((cell) => quote(cell))),
              ],
              computed: `${first.id} ${shown(a)}${equal ? ' = ' : ' ≠ '}${second.id} ${shown(b)}`,
              right: { zh: `${a.mineral}：${first.id}与${second.id}一致`, en: `${first.id} and ${second.id} agree` },
              wrong: {
                zh: `${a.mineral}：${first.id}为${shown(a)}，${second.id}为${shown(b)}`,
                en: `${first.id} has ${shown(a)}, ${second.id} has ${shown(b)}`,
              },
              remedy: { zh: '统一两表', en: 'Make the tables agree' },
            }),
          )
          if (a.unit !== b.unit && a.unitSpan && b.unitSpan) units.push({ a, b })
        }
      }
      if (units.length > 0)
        findings.push({
          verdict: 'fails',
          quotes: units.flatMap(({ a, b }) => [
            quote(a.unitSpan!),
            quote(b.unitSpan!),
            rowQuote(first, a.row),
            rowQuote(second, b.row),
          ]),
          computed: [...new Set(units.map(({ a, b }) => `${a.unit} ↔ ${b.unit}`))].join('；'),
          message: {
            zh: `${first.id}与${second.id}的单位写法不一`,
            en: `${first.id} and ${second.id} write their units differently`,
          },
          remedy: { zh: '统一单位写法', en: 'Write the units in one way' },
        })
    }
  })
  return findings
}

export const floor: Check = {
  name: 'floor',
  title: { zh: '最低开采规模', en: 'Least sizes of mines' },
  run: (plan) => [...textAgainstTable(plan), ...textAgainstText(plan), ...tableAgainstTable(plan)],
}
