/** A plan against the plan above it: floors may be raised, never lowered; totals and counts stay within the share. */
import { sameMineral } from '#mineral/mineral.ts'
import { regionNames } from '#plan/division/region-name.ts'
import { cellNumber, mineralsOf } from '#plan/fact/cell.ts'
import { headingUnit } from '#plan/fact/column.ts'
import type { FloorRow } from '#plan/fact/floor-row.ts'
import { type FloorStatement, floorQuote, floorStatementsOf, WORKING_DAYS } from '#plan/fact/floor-statement.ts'
import type { IndicatorRow } from '#plan/fact/indicator-row.ts'
import { measureOf, occurrencesOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { baseValue, tidy, unitOf } from '#plan/text/figure.ts'
import { passagesOf, quoteFigure } from '#plan/text/passage.ts'
import type { CheckFinding } from './finding.ts'

/** A finding about two documents: `quotes` stand in the lower plan, `upperQuotes` in the upper one. */
export type UpperFinding = CheckFinding & { readonly upperQuotes: readonly Quote[] }

/** A floor of either plan in 万吨 or 万立方米 a year, from its table or its text. */
type Floor = {
  readonly mineral: string
  readonly method: FloorRow['method']
  readonly variety: string | null
  readonly dimension: 'mass' | 'volume'
  readonly value: number
  /** Converted from a day's yield: a lower value is only a doubt. */
  readonly daily: boolean
  readonly quote: Quote
  readonly general: boolean
  readonly fromText: boolean
}

const ofRow = (row: FloorRow): readonly Floor[] => {
  const unit = unitOf(row.unit)
  if (row.least === null || !unit || (unit.dimension !== 'mass' && unit.dimension !== 'volume')) return []
  return [
    {
      mineral: row.mineral,
      method: row.method,
      variety: row.type,
      dimension: unit.dimension,
      value: (row.least * unit.factor * (unit.per === 'day' ? WORKING_DAYS : 1)) / 1e4,
      daily: unit.per === 'day',
      quote: quote(row.name),
      general: true,
      fromText: false,
    },
  ]
}

const ofStatement = (statement: FloorStatement): readonly Floor[] =>
  statement.rebuilding || statement.inZone
    ? []
    : statement.minerals.map((mineral) => ({
        mineral,
        method: statement.method,
        variety: statement.variety,
        dimension: statement.figure.dimension as 'mass' | 'volume',
        value: statement.yearly,
        daily: statement.daily,
        quote: floorQuote(statement),
        general: !statement.exception,
        fromText: true,
      }))

const floorsOf = (plan: Plan): readonly Floor[] => [
  ...tablesOf(plan).floors.flatMap(ofRow),
  ...floorStatementsOf(plan).flatMap(ofStatement),
]

const floors = (lower: Plan, upper: Plan): UpperFinding[] => {
  const above = floorsOf(upper)
  return floorsOf(lower).flatMap((floor): UpperFinding | [] => {
    const candidates = above.filter(
      (each) =>
        each.general === floor.general &&
        each.dimension === floor.dimension &&
        sameMineral(each.mineral, floor.mineral) &&
        (each.method === null || floor.method === null || each.method === floor.method) &&
        (each.variety === null || floor.variety === null || each.variety === floor.variety),
    )
    // Text is compared with text where both have it.
    const other = candidates.find((each) => each.fromText === floor.fromText) ?? candidates[0]
    if (!other) return []
    const holds = floor.value >= other.value - 1e-9
    const converted = floor.daily !== other.daily
    const verdict = !holds ? (converted ? 'doubtful' : 'fails') : floor.general ? 'holds' : 'doubtful'
    return {
      check: 'upper',
      verdict,
      quotes: [floor.quote],
      upperQuotes: [other.quote],
      computed: `${tidy(floor.value)} ${holds ? '≥' : '<'} ${tidy(other.value)}`,
      message: !holds
        ? { zh: `${floor.mineral}最低规模低于上级规划`, en: 'The floor is below the upper plan’s' }
        : floor.general
          ? { zh: `${floor.mineral}最低规模不低于上级规划`, en: 'The floor is not below the upper plan’s' }
          : {
              zh: `${floor.mineral}例外规模不低于上级，但适用对象须与上级一致`,
              en: 'The exception is not below the upper plan’s; check that it is for the same projects',
            },
      ...(holds ? {} : { remedy: { zh: '提高到不低于上级规划', en: 'Raise it to the upper plan’s floor' } }),
    }
  })
}

type Share = { readonly value: number; readonly quotes: readonly Quote[] }

/** The row of a region in the upper plan's tables that break targets down. */
const allotted = (upper: Plan, names: readonly string[], row: IndicatorRow): Share | null => {
  for (const table of upper.tables) {
    if (!/分解/.test(table.title)) continue
    const line = table.cells.find((cells) => names.includes(cells[0]!.text.replace(/\s/g, '')))
    if (!line) continue
    const at = table.columns.findIndex((heading, c) => c > 0 && speaksOf(table, c, heading, row))
    const value = at < 0 ? null : cellNumber(line[at]!)
    if (value !== null) return { value, quotes: [...(table.caption ? [quote(table.caption)] : []), quote(line[at]!)] }
  }
  return null
}

const speaksOf = (table: PlanTable, at: number, heading: string, row: IndicatorRow): boolean => {
  const name = heading.replace(/[（(].*?[）)]/g, '').replace(/\s/g, '')
  const unit = unitOf(headingUnit(table, at) ?? '')
  const own = unitOf(row.unit)
  if (unit && own && unit.dimension !== own.dimension) return false
  switch (measureOf(row)) {
    case 'mines':
      return /矿山(?:总)?数|采矿权数/.test(name)
    case 'output':
      return (
        row.minerals.length > 0 &&
        mineralsOf(name).some((mineral) => row.minerals.some((other) => sameMineral(mineral, other)))
      )
    default:
      return name.length >= 3 && !/矿山(?:总)?数/.test(name) && (row.path.at(-1) ?? '').includes(name)
  }
}

const totals = (lower: Plan, upper: Plan): UpperFinding[] => {
  const names = regionNames(lower)
  if (!names) return []
  return tablesOf(lower).indicators.flatMap((row): UpperFinding | [] => {
    const share = row.value === null ? null : allotted(upper, [names.full, ...names.aliases], row)
    if (!share || row.value === null) return []
    const unit = unitOf(row.unit)?.factor ?? 1
    // The text may say more than the table: the most that is said counts.
    const said = (occurrencesOf(lower).get(row) ?? []).map(({ passage, figure }) => ({
      value: baseValue(figure) / unit,
      quote: quoteFigure(passage, figure),
    }))
    const atLeast = measureOf(row) === 'other'
    const values = [row.value, ...said.map((each) => each.value)]
    const worst = atLeast ? Math.min(...values) : Math.max(...values)
    const holds = atLeast ? worst >= share.value - 1e-9 : worst <= share.value + 1e-9
    return {
      check: 'upper',
      verdict: holds ? 'holds' : 'fails',
      quotes: [...said.map((each) => each.quote), quote(row.name), quote(row.valueSpan)],
      upperQuotes: share.quotes,
      computed: `${tidy(worst)} ${worst === share.value ? '=' : worst < share.value ? '<' : '>'} ${tidy(share.value)}`,
      message: holds
        ? { zh: `“${row.path.at(-1)}”符合上级分解指标`, en: 'The target keeps to the share of the upper plan' }
        : { zh: `“${row.path.at(-1)}”突破上级分解指标`, en: 'The target goes beyond the share of the upper plan' },
      ...(holds ? {} : { remedy: { zh: '调整到上级分解指标之内', en: 'Bring it within the share' } }),
    }
  })
}

/** Where the running text calls a zone by its name. */
const inText = (plan: Plan, name: string): readonly Quote[] =>
  passagesOf(plan).flatMap((passage) => {
    const at = passage.text.indexOf(name)
    return at < 0 ? [] : [quote(passage.span, at, at + name.length)]
  })

const zones = (lower: Plan, upper: Plan): UpperFinding[] => {
  const above = tablesOf(upper).listings
  return tablesOf(lower).listings.flatMap((listing) =>
    listing.rows.flatMap((row): UpperFinding | [] => {
      const name = row.name.text.replace(/\s/g, '')
      const other = above
        .filter((each) => each.kind === listing.kind && each.kind !== 'project')
        .flatMap((each) => each.rows)
        .find((each) => each.name.text.replace(/\s/g, '') === name)
      if (!other) return []
      const same = row.area === null || other.area === null || Math.abs(row.area - other.area) < 1e-9
      return {
        check: 'upper',
        verdict: same ? 'holds' : 'fails',
        quotes: [quote(row.name), ...(row.areaSpan ? [quote(row.areaSpan)] : []), ...inText(lower, name)],
        upperQuotes: [quote(other.name), ...(other.areaSpan ? [quote(other.areaSpan)] : [])],
        computed: row.area === null ? '=' : `${tidy(row.area)} ${same ? '=' : '≠'} ${tidy(other.area ?? 0)}`,
        message: same
          ? { zh: '区名、面积与上级规划一致', en: 'Name and area are those of the upper plan' }
          : { zh: '面积与上级规划不一致', en: 'The area is not that of the upper plan' },
        ...(same ? {} : { remedy: { zh: '与上级规划统一', en: 'Take the upper plan’s area' } }),
      }
    }),
  )
}

/**
 * A lower plan against the plan above it. Floors that are lower fail, exceptions are to be looked at, totals beyond the
 * share that the upper plan's tables give the region fail, zones taken over must keep name and area. What the upper plan
 * does not speak of gives no finding.
 */
export const checkAgainstUpper = (lower: Plan, upper: Plan): readonly UpperFinding[] => [
  ...floors(lower, upper),
  ...totals(lower, upper),
  ...zones(lower, upper),
]
