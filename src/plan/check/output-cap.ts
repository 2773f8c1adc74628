/** Caps on output against what mines, floors, zones and districts add up to, and against what was mined. */
import { sameMineral } from '#mineral/mineral.ts'
import { isTotalRow } from '#plan/fact/cell.ts'
import { headingUnit } from '#plan/fact/column.ts'
import { floorQuote, floorStatementsOf } from '#plan/fact/floor-statement.ts'
import { existingOf, mineralCapsOf, mineralCountsOf } from '#plan/fact/mine-cap.ts'
import { measureOf, placesOf } from '#plan/fact/occurrence.ts'
import { covers, rowsOfMineral, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { baseValue, tidy, unitOf } from '#plan/text/figure.ts'
import { saidIn } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** t/m³, for comparing volumes of stone with masses of ore where only the order of size matters. */
const STONE_DENSITY = 2.6

/** Least size × mines of a mineral against the cap on its output. */
const outputs = (plan: Plan): Finding[] => {
  const { indicators, floors } = tablesOf(plan)
  const target = mineralCountsOf(plan).filter((count) => plan.period.to !== null && count.year >= plan.period.to)
  const own = indicators.filter((row) => measureOf(row) === 'output').flatMap((row) => row.minerals)
  return indicators.flatMap((row): Finding | [] => {
    const [mineral] = row.minerals
    const unit = unitOf(row.unit)
    if (measureOf(row) !== 'output' || !mineral || row.value === null || !unit) return []
    const planned =
      target.find((count) => covers(count.mineral, mineral)) ??
      mineralCapsOf(plan).find((cap) => covers(cap.mineral, mineral))
    const existing = existingOf(plan, mineral, own)
    const count = planned?.value ?? existing?.value ?? 0
    if (count === 0) return []
    const stated = floorStatementsOf(plan).filter(
      (each) =>
        !each.exception &&
        !each.rebuilding &&
        !each.daily &&
        each.method === null &&
        each.variety === null &&
        each.figure.dimension === unit.dimension &&
        each.minerals.some(
          (name) =>
            sameMineral(name, mineral) || (covers(name, mineral) && !own.some((other) => sameMineral(other, name))),
        ),
    )
    const statement = stated.find((each) => !each.inZone) ?? stated[0]
    const rows = rowsOfMineral(floors, mineral).filter(
      (each) => unitOf(each.unit)?.dimension === unit.dimension && each.least !== null,
    )
    const cell = rows[0]
    const least = statement ? statement.yearly * 1e4 : cell ? cell.least! * unitOf(cell.unit)!.factor : null
    if (least === null) return []
    const needed = (count * least) / unit.factor
    const holds = needed <= row.value + 1e-9
    const countQuotes = planned
      ? ['cell' in planned ? quote(planned.cell) : planned.quote]
      : existing!.parts.map((part) => part.quote)
    const places = placesOf(plan, row)
    return judged(holds, {
      quotes: [
        quote(row.name),
        ...places,
        ...countQuotes,
        ...(statement ? [floorQuote(statement)] : cell ? [quote(cell.name)] : []),
      ],
      computed: `${count} × ${tidy(least / unit.factor)} = ${tidy(needed)} ${holds ? '≤' : '>'} ${tidy(row.value)}${row.unit}`,
      right: {
        zh: `${mineral}矿山数×最低规模不超过开采总量`,
        en: 'Mines at the least size stay within the output cap',
      },
      wrong: {
        zh: `${mineral}矿山数×最低规模超过开采总量，三项指标不相容（存量矿山不受新建门槛约束）`,
        en: 'Mines at the least size exceed the output cap',
      },
      remedy: { zh: '调整总量、规模或数量之一', en: 'Change the cap, the floor or the number' },
      otherwise: 'doubtful',
    })
  })
}

/** What the zones of concentrated mining may yield together against the cap on that mineral's output. */
const zoneCapacity = (plan: Plan): Finding[] =>
  tablesOf(plan).listings.flatMap((listing): Finding | [] => {
    const at = listing.table.columns.findIndex((heading) => /产能|年产量|开采规模上限|生产规模/.test(heading))
    if (listing.kind !== 'concentrated-mining' || at < 0) return []
    const values = listing.table.cells.flatMap((cells, row) => {
      const match = /(\d+(?:\.\d+)?)\s*([^\d\s]*)/.exec(cells[at]!.text)
      const unit = match && unitOf(match[2] || (headingUnit(listing.table, at) ?? ''))
      return match && unit && !isTotalRow(listing.table, row)
        ? [{ cell: cells[at]!, base: Number(match[1]) * unit.factor }]
        : []
    })
    const minerals = listing.rows.flatMap((row) => row.minerals)
    const cap = tablesOf(plan).indicators.find(
      (row) =>
        measureOf(row) === 'output' &&
        row.value !== null &&
        row.minerals.some((mineral) => minerals.some((each) => covers(mineral, each))),
    )
    const unit = cap && unitOf(cap.unit)
    if (!cap || !unit || values.length === 0) return []
    const sum = values.reduce((all, each) => all + each.base, 0) / unit.factor
    const holds = sum <= cap.value!
    const total = listing.table.cells.find((_, row) => isTotalRow(listing.table, row))
    const places = placesOf(plan, cap)
    return judged(holds, {
      quotes: [
        ...places,
        ...(total ? [quote(total[at]!)] : values.map((each) => quote(each.cell))),
        quote(cap.valueSpan),
      ],
      computed: `${tidy(sum)} ${holds ? '≤' : '>'} ${tidy(cap.value!)}${cap.unit}`,
      right: { zh: '集中开采区产能合计不超过开采总量', en: 'The zones together stay within the output cap' },
      wrong: { zh: '集中开采区产能合计超过开采总量', en: 'The zones together exceed the output cap' },
      remedy: { zh: '调减产能或调整总量', en: 'Lower the capacities or change the cap' },
      otherwise: 'doubtful',
    })
  })

/** Output caps together against what was mined in the base year. */
const jump = (plan: Plan): Finding[] => {
  const caps = tablesOf(plan).indicators.filter(
    (row) => measureOf(row) === 'output' && row.value !== null && row.minerals.length > 0,
  )
  const tonnes = caps.reduce((sum, row) => {
    const unit = unitOf(row.unit)
    return (
      sum +
      (unit?.dimension === 'mass'
        ? row.value! * unit.factor
        : unit?.dimension === 'volume'
          ? row.value! * unit.factor * STONE_DENSITY
          : 0)
    )
  }, 0)
  if (tonnes === 0) return []
  return saidIn(plan, 'present').flatMap(({ passage, figure }): Finding | [] => {
    if (!/矿石.{0,4}(?:总)?产量(?:为|达|约)*$/.test(figure.label) || figure.dimension !== 'mass') return []
    const times = tonnes / baseValue(figure)
    if (times <= 5) return []
    return {
      verdict: 'doubtful',
      quotes: [
        quote(passage.span, Math.max(0, figure.labelStart - 30), figure.end),
        ...caps.map((row) => quote(row.valueSpan)),
      ],
      computed: `${tidy(tonnes / 1e4, 1)}万吨 ÷ ${figure.text} = ${tidy(times, 1)}倍（石料按${STONE_DENSITY} t/m³）`,
      message: {
        zh: '开采总量上限远高于基期产量',
        en: 'The output caps are far above what was mined in the base year',
      },
      remedy: { zh: '核对总量指标的依据', en: 'Check what the caps rest on' },
    }
  })
}

export const outputCap: Check = {
  name: 'output-cap',
  title: { zh: '开采总量的可行性', en: 'Whether the caps on output can be kept' },
  run: (plan) => [...outputs(plan), ...jump(plan), ...zoneCapacity(plan)],
}
