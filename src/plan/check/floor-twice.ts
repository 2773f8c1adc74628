/** Least sizes of mines told twice: in two places of the text, in two tables. */
import { containsMineral, sameMineral } from '#mineral/mineral.ts'
import { type FloorRow, shown } from '#plan/fact/floor-row.ts'
import { floorQuote, floorStatementsOf } from '#plan/fact/floor-statement.ts'
import { covers, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { tidy } from '#plan/text/figure.ts'
import { type Finding, judged } from './finding.ts'

/** The same mineral in two paragraphs: one value, for the same events, inside the zones and outside. */
export const textAgainstText = (plan: Plan): Finding[] => {
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
      quotes: [floorQuote(a), floorQuote(b)],
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

/** The same mineral in two tables. */
export const tableAgainstTable = (plan: Plan): Finding[] => {
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
          // A table by method beside one by scale: nothing to hold against each other.
          if ([a, b].some((row) => [row.large, row.medium, row.small, row.least].every((value) => value === null)))
            continue
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
