/** What was mined in the base year and what the new blocks are to mine, together against the target for the mineral. */
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { headingUnit } from '#plan/fact/column.ts'
import type { IndicatorRow } from '#plan/fact/indicator-row.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, rowQuote } from '#plan/quote.ts'
import { baseValue, tidy, unitOf } from '#plan/text/figure.ts'
import { passagesOf, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

type Amount = { readonly value: number; readonly quotes: readonly Quote[] }

/** What was mined, from the table of targets or from the text about the present. In the unit's base. */
const minedBefore = (plan: Plan, row: IndicatorRow): Amount | null => {
  const unit = unitOf(row.unit)!
  if (row.base?.value != null) return { value: row.base.value * unit.factor, quotes: [quote(row.base.span)] }
  for (const passage of passagesOf(plan)) {
    if (!passage.present) continue
    for (const figure of passage.figures) {
      const { from, to } = sentenceAround(passage.text, figure.start)
      const named = mineralsIn(figure.label).at(-1)
      if (
        figure.dimension === unit.dimension &&
        named &&
        row.minerals.some((mineral) => sameMineral(mineral, named.name)) &&
        /产出|采出|产量|开采量|开采矿石/.test(passage.text.slice(from, to)) &&
        !/累计|资源量|储量|能力|产能|规模|新增|需求/.test(figure.label)
      )
        return { value: baseValue(figure), quotes: [quote(passage.span, figure.labelStart, figure.end)] }
    }
  }
  return null
}

/** What the blocks of a mineral are to mine a year. */
const plannedIn = (plan: Plan, row: IndicatorRow): Amount | null => {
  const { dimension } = unitOf(row.unit)!
  let value = 0
  const quotes: Quote[] = []
  for (const { kind, table, rows } of tablesOf(plan).listings) {
    const at = table.columns.findIndex(
      (heading) => /规模|产能|生产能力/.test(heading) && !/最低|资源|储量|矿床|面积/.test(heading),
    )
    if (kind !== 'mining-block' || at < 0) continue
    for (const block of rows) {
      if (!block.minerals.some((each) => row.minerals.some((mineral) => sameMineral(mineral, each)))) continue
      const match = /^\s*(\d+(?:\.\d+)?)\s*([^\d\s（(]*)/.exec(table.cells[block.row]![at]!.text.replace(/,/g, ''))
      const unit = match && unitOf(match[2] || (headingUnit(table, at) ?? ''))
      if (!match || unit?.dimension !== dimension) return null
      value += Number(match[1]) * unit.factor
      quotes.push(rowQuote(table, block.row))
    }
    // The same blocks may stand in a second table.
    if (quotes.length > 0) break
  }
  return quotes.length === 0 ? null : { value, quotes }
}

export const blockOutput: Check = {
  name: 'block-output',
  title: { zh: '现有产量与新设区块', en: 'Output, new blocks and targets' },
  run: (plan) =>
    tablesOf(plan).indicators.flatMap((row): Finding | [] => {
      const unit = unitOf(row.unit)
      if (measureOf(row) !== 'output' || row.value === null || !unit || row.minerals.length !== 1) return []
      const before = minedBefore(plan, row)
      const planned = before && plannedIn(plan, row)
      if (!before || !planned) return []
      const target = row.value * unit.factor
      const holds = before.value + planned.value <= target + 1e-6 * target
      const shown = (value: number): string => tidy(value / unit.factor)
      return judged(holds, {
        quotes: [...before.quotes, ...planned.quotes, quote(row.name), quote(row.valueSpan)],
        computed: `${shown(before.value)} + ${shown(planned.value)} = ${shown(before.value + planned.value)} ${holds ? '≤' : '>'} ${tidy(row.value)}${row.unit}`,
        right: { zh: '现有产量加新设区块规模不超过总量指标', en: 'Output and new blocks together keep the target' },
        wrong: {
          zh: '现有产量加新设区块规模超过总量指标',
          en: 'Output and new blocks together exceed the target',
        },
        remedy: { zh: '核对退出产能、区块规模与总量指标', en: 'Check closures, blocks and target' },
        // Mines close, and not every block is at work by then.
        otherwise: 'doubtful',
      })
    }),
}
