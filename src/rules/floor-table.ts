/** Minimum scales as tables set them: by the deposit's scale, by method, variety, place or reserves. */
import { mineralList } from '#mineral/mineral.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import type { DepositScale, MiningMethod, Plan, PlanTable } from '#plan/plan.ts'
import { eventsIn, newRights } from '#rules/applies-to.ts'
import { isCounty } from '#rules/county.ts'
import { blank, columnOf, columnsOf, isTotal, quotingRow } from '#rules/row.ts'
import type { Condition, RuleDraft, Test } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'
import { subjectsIn } from '#rules/subject.ts'
import { yearly } from '#rules/threshold.ts'

const speaksOfFloors =
  /(?:最低|最小)(?:开采|生产|建设|设计)?(?:总)?规模|(?:开采|生产|建设)规模(?:下限|准入|最低|底线)|规模准入|准入规模/

/** What stands right above a table: the heading it falls under and the sentence before it. */
const introduction = (table: PlanTable, plan: Plan): string => {
  const before = plan.clauses.findLast((clause) => clause.span.at.start < table.at.start)
  const near = before && table.at.line - before.span.at.line <= 4 ? before.span.text : ''
  return `${plan.outline.find((heading) => heading.id === table.outline)?.heading ?? ''} ${near}`
}

/**
 * Whether a table sets minimum scales: by its title or its columns; a table without a title by what introduces it, where
 * it has the scales of deposits for columns.
 */
export const isFloorTable = (table: PlanTable, plan: Plan): boolean => {
  if (speaksOfFloors.test(table.title) || table.columns.some((column) => speaksOfFloors.test(column))) return true
  const scaled =
    table.columns.some((column) => /大型?$/.test(column)) && table.columns.some((column) => /单位/.test(column))
  return (
    table.title === '' &&
    scaled &&
    (speaksOfFloors.test(introduction(table, plan)) || /规模不(?:得|应)?低于/.test(introduction(table, plan)))
  )
}

const scaleColumns: readonly (readonly [DepositScale, RegExp])[] = [
  ['large', /(?:^|·|[（(])大型?(?:矿[山床区])?[）)]?(?:$|[（(])/],
  ['medium', /(?:^|·|[（(])中型?(?:矿[山床区])?[）)]?(?:$|[（(])/],
  ['small', /(?:^|·|[（(])小型?(?:矿[山床区])?[）)]?(?:$|[（(])/],
]

const methodWords: readonly (readonly [MiningMethod, RegExp])[] = [
  ['open-pit', /露天|露采/],
  ['underground', /地下(?!水)|井工|井下|坑采|硐采/],
]

const methodsIn = (text: string): readonly MiningMethod[] =>
  methodWords.filter(([, pattern]) => pattern.test(text)).map(([method]) => method)

/** "铁（地下）", "矿泉水(普通类型)": the mineral, and what the brackets narrow it to. */
const mineralCell = (cell: string): { readonly subjects: readonly string[]; readonly condition: Condition } => {
  const brackets = [...cell.matchAll(/[（(]([^）)]*)[）)]/g)].map((match) => match[1]!)
  const methods = methodsIn(brackets.join()).length > 0 ? methodsIn(brackets.join()) : methodsIn(cell)
  const varieties = brackets.filter((word) => /类型?$|型$|级$|品$/.test(word))
  const bare = cell
    .replace(/[（(][^）)]*[）)]/g, '')
    .replace(/露天(?:开采)?|地下(?:开采)?(?!水|热)|井工(?:开采)?/g, '')
    .trim()
  const subjects = mineralList(bare).map((mineral) => mineral.text)
  const other = /^其[他它余]/.test(bare)
  return {
    subjects: other ? [] : subjects.length > 0 ? subjects : [bare],
    condition: { ...(methods.length > 0 ? { methods } : {}), ...(varieties.length > 0 ? { varieties } : {}) },
  }
}

const unitOf = (words: string | undefined): string | undefined =>
  words?.match(/[（(]?((?:矿石|原矿|原煤|金属)?[亿万千百]?(?:吨|立方米|立方|m³|m3)(?:[/／](?:年|日|a|d))?)[）)]?/)?.[1]

/** The unit of a floor cell: its own, the row's, the column's, the table's; yearly where no time is said. */
const floorUnit = (table: PlanTable, row: readonly string[], column: number): string | null => {
  const unitColumn = columnOf(table, /单位/)
  const header = table.columns[column]
  const inRow = unitColumn >= 0 ? row[unitColumn] : undefined
  const perDay = unitColumn >= 0 && /[/／]\s*[日天d]/.test(table.columns[unitColumn]!)
  const found =
    (inRow && !blank(inRow) ? inRow.replace(/\s+/g, '') : undefined) ??
    unitOf(header) ??
    table.unit ??
    unitOf(table.title)
  if (!found) return null
  return perDay && !/[/／]/.test(found) ? `${found}/日` : yearly(found.replaceAll('／', '/'))
}

const numberIn = (
  cell: string,
  unit: string | null,
): { readonly value: number; readonly unit: string | null } | null => {
  if (blank(cell)) return null
  const quantity = parseQuantity(cell.replace(/^(?:≥|>=|＞|>|不低于)\s*/, ''), unit ?? '吨')
  if (quantity) return { value: quantity.value, unit: /[吨方]/.test(cell) ? yearly(quantity.unit) : unit }
  return null
}

const placeCondition = (cell: string | undefined): Condition => {
  if (cell === undefined || blank(cell) || /^全[市县区省]/.test(cell)) return {}
  const townships = cell.split(/[、，,;；\s]+/).filter((name) => /(?:镇|乡|街道)$/.test(name))
  if (townships.length > 0) return { townships }
  const counties = cell.split(/[、，,;；\s]+/).filter(isCounty)
  return counties.length > 0 ? { counties } : {}
}

/** "≥5000万吨", "500～1000" under "占用资源量（万立方米）": reserves from and below. */
const reservesCondition = (words: string | undefined, header: string | undefined): Condition => {
  const match =
    /(≥|＞|>|<|＜|≤|不足|大于|小于)?\s*([\d.]+)\s*(?:[-—–～~至]\s*([\d.]+))?\s*([亿万千]?(?:吨|立方米))?\s*(以上|以下)?/.exec(
      words ?? '',
    )
  const unit = match?.[4] ?? /[（(]([亿万千]?(?:吨|立方米))[）)]/.exec(header ?? '')?.[1]
  if (!match || !unit) return {}
  const [, sign, low, high, , tail] = match
  const below = /[<＜≤]|不足|小于/.test(sign ?? '') || tail === '以下'
  return {
    reservesUnit: unit,
    ...(below ? { reservesBelow: Number(low) } : { reservesAtLeast: Number(low) }),
    ...(high ? { reservesBelow: Number(high) } : {}),
  }
}

/** What the columns of a floor table are; -1 where there is none. */
type Layout = {
  readonly mineral: number
  readonly scales: readonly (readonly [DepositScale, number])[]
  /** A column whose cells name the deposit's scale (大型, 中型, 小型), one row for each. */
  readonly scaleOf: number
  readonly method: number
  readonly variety: number
  readonly place: number
  readonly reserves: number
  /** Columns that hold one floor each. */
  readonly values: readonly number[]
}

const layoutOf = (table: PlanTable): Layout | null => {
  const named = columnOf(table, /矿种|矿产(?!资源储量)|矿类/)
  const mineral = named >= 0 ? named : columnOf(table, /名称|类别/)
  // A table for one mineral names it in its title.
  if (mineral < 0 && subjectsIn(table.title).length === 0) return null
  const scales = scaleColumns
    .map(
      ([scale, pattern]) => [scale, table.columns.findIndex((name, i) => i > mineral && pattern.test(name))] as const,
    )
    .filter(([, column]) => column >= 0)
  const method = columnOf(table, /方式/)
  const scaleOf = table.columns.findIndex(
    (_, i) =>
      i !== mineral &&
      table.rows.length > 0 &&
      table.rows.every((row) => /^(?:大|中|小)型?(?:矿[山床区]?)?$/.test(row[i]!.trim())),
  )
  const values = columnsOf(table, /规模|指标|标准|下限|露天|地下|井工|新(?:[建立设办批]|开办?)|扩建|现有|已有/).filter(
    (column) =>
      column > mineral &&
      !/单位|储量|资源量|年限/.test(table.columns[column]!) &&
      !scales.some(([, other]) => other === column) &&
      column !== method &&
      column !== scaleOf,
  )
  return {
    mineral,
    scales,
    scaleOf,
    method,
    variety: columnOf(table, /类型|品级|亚类/),
    place: columnOf(table, /区域|行政区|乡镇|所在|地区|^县|^区县|^市县|区划|县（|县\(/),
    reserves: columnOf(
      table,
      /^(?:.*·)?(?:保有|查明|占用|矿床|矿区|设计)?(?:资源)?(?:储量|资源量)(?:规模)?(?:[（(].*)?$/,
    ),
    values,
  }
}

const scaleNamed = (cell: string | undefined): DepositScale | undefined =>
  scaleColumns.find(([, pattern]) => pattern.test(cell?.trim() ?? ''))?.[0]

/** What a row narrows its floor to, by the cells beside the mineral. */
const rowCondition = (table: PlanTable, layout: Layout, row: readonly string[]): Condition => {
  const kind = layout.variety >= 0 && layout.variety !== layout.mineral ? row[layout.variety]?.trim() : undefined
  const methods = methodsIn((layout.method >= 0 ? row[layout.method] : kind) ?? '')
  const place = kind !== undefined && /千米|公里|米以[内外]|地区|区域|城区|乡镇/.test(kind) ? kind : undefined
  const variety = place === undefined && methodsIn(kind ?? '').length === 0 ? kind : undefined
  const scale = layout.scaleOf >= 0 ? scaleNamed(row[layout.scaleOf]) : undefined
  return {
    ...(methods.length === 1 ? { methods } : {}),
    ...(variety !== undefined && !blank(variety) ? { varieties: [variety] } : {}),
    ...(place !== undefined ? { where: place } : {}),
    ...(scale ? { depositScale: scale } : {}),
    ...(layout.place >= 0 ? placeCondition(row[layout.place]) : {}),
    ...(layout.reserves >= 0 ? reservesCondition(row[layout.reserves], table.columns[layout.reserves]) : {}),
  }
}

/** The mineral of a row; where its cell is left empty under a merged one, the mineral above. */
const mineralAt = (table: PlanTable, layout: Layout, row: number): string | undefined => {
  for (let i = row; i >= 0; i--) {
    const cell = table.rows[i]?.[layout.mineral]
    if (cell === undefined || isTotal(table.rows[i]!)) return undefined
    if (cell.trim() !== '') return cell
  }
  return undefined
}

/** The mineral a row speaks of; that of the title where no column names one. */
const mineralOf = (table: PlanTable, layout: Layout, row: number): string | undefined =>
  layout.mineral < 0 ? subjectsIn(table.title).join('、') : mineralAt(table, layout, row)

/** "50/40/—" under "最低服务年限（大/中/小，年）": years by the deposit's scale, null where none are set. */
const scaledYears = (cell: string, header: string): Record<DepositScale, number | null> | null => {
  const parts = cell.replace(/\s+/g, '').split(/[/／]/)
  if (parts.length !== 3 || !/大[^小]*中[^小]*小/.test(header)) return null
  const years = parts.map((part) => (/^\d+(?:\.\d+)?年?$/.test(part) ? Number.parseFloat(part) : null))
  return years.some((one) => one !== null) ? { large: years[0]!, medium: years[1]!, small: years[2]! } : null
}

/** A column of years beside the floors ("最低服务年限（年）"): the least life of the row's mines. */
const lifeOfRow = (table: PlanTable, layout: Layout, i: number): readonly RuleDraft[] => {
  const row = table.rows[i]!
  const column = columnOf(table, /(?:服务|开采|生产|可采)年限|最低年限/)
  const mineral = mineralOf(table, layout, i)
  const quoted = column < 0 || isTotal(row) ? null : quotingRow(table, i, Math.max(layout.mineral, 0))
  const found = parseQuantity((row[column] ?? '').replace(/^(?:≥|>=|＞|>|不低于|不少于)\s*/, ''), '年')
  const scaled = scaledYears(row[column] ?? '', table.columns[column] ?? '')
  if (!quoted || !(found || scaled) || mineral === undefined || blank(mineral) || blank(row[column])) return []
  const named = mineralCell(mineral)
  return [
    draft(table, quoted, {
      act: 'mining',
      subjects: named.subjects,
      appliesTo: eventsIn(table.title, newRights),
      condition: { ...named.condition, ...rowCondition(table, layout, row) },
      test: {
        measure: 'serviceLife',
        op: '>=',
        value: scaled ? Math.min(...Object.values(scaled).filter((years) => years !== null)) : found!.value,
        unit: '年',
        ...(scaled ? { byScale: scaled } : {}),
      },
      force: 'must',
      effect: 'refuse',
      table: table.id,
    }),
  ]
}

const ofRow = (table: PlanTable, layout: Layout, i: number): readonly RuleDraft[] => {
  const row = table.rows[i]!
  const quoted = isTotal(row) ? null : quotingRow(table, i, Math.max(layout.mineral, 0))
  const cell = mineralOf(table, layout, i)
  if (!quoted || cell === undefined || blank(cell)) return []
  const named = mineralCell(cell)
  const condition: Condition = { ...named.condition, ...rowCondition(table, layout, row) }
  const rule = (test: Test, column: string, narrower: Condition = {}): RuleDraft =>
    draft(table, quoted, {
      act: 'mining',
      subjects: named.subjects,
      appliesTo: eventsIn(`${table.title} ${column}`, newRights),
      condition: { ...condition, ...narrower },
      test,
      force: 'must',
      effect: 'refuse',
      table: table.id,
    })
  if (layout.scales.length > 0) {
    const cells = layout.scales.map(
      ([scale, column]) => [scale, numberIn(row[column] ?? '', floorUnit(table, row, column))] as const,
    )
    const set = cells.flatMap(([, found]) => (found ? [found] : []))
    if (set.length === 0) return []
    const byScale = Object.fromEntries(cells.map(([scale, found]) => [scale, found?.value ?? null]))
    const value = Math.min(...set.map((found) => found.value))
    return [rule({ measure: 'annualOutput', op: '>=', value, unit: set[0]!.unit, byScale }, '')]
  }
  return layout.values.flatMap((column) => {
    // "不予设立" instead of a figure: no mine of this row at all.
    if (/不予|不得|禁止|不再|不允许/.test(row[column] ?? ''))
      return [
        rule({ measure: 'annualOutput', op: 'forbid', value: row[column]!.trim(), unit: null }, table.columns[column]!),
      ]
    const found = numberIn(row[column] ?? '', floorUnit(table, row, column))
    if (!found) return []
    const methods = methodsIn(table.columns[column]!)
    const test: Test = { measure: 'annualOutput', op: '>=', value: found.value, unit: found.unit }
    return [rule(test, table.columns[column]!, methods.length === 1 ? { methods } : {})]
  })
}

/** A row for "其他矿种" speaks of what the other rows do not. */
const othersApart = (rules: readonly RuleDraft[]): readonly RuleDraft[] => {
  const named = [...new Set(rules.flatMap((rule) => rule.subjects))]
  return rules.map((rule) =>
    rule.subjects.length === 0 ? { ...rule, condition: { ...rule.condition, otherThan: named } } : rule,
  )
}

const ofTable = (table: PlanTable, rulesOf: typeof ofRow): readonly RuleDraft[] => {
  const layout = layoutOf(table)
  return layout ? othersApart(table.rows.flatMap((_, i) => rulesOf(table, layout, i))) : []
}

/** The floors of all tables of a plan, one rule for each row (and each method where methods have columns). */
export const floorsOfTables = (plan: Plan): readonly RuleDraft[] =>
  plan.tables.filter((table) => isFloorTable(table, plan)).flatMap((table) => ofTable(table, ofRow))

/** The least lives those tables set beside their floors, and those of tables that set nothing else. */
export const livesOfTables = (plan: Plan): readonly RuleDraft[] =>
  plan.tables
    .filter((table) => isFloorTable(table, plan) || /(?:最低|最短)(?:服务|开采)年限/.test(table.title))
    .flatMap((table) => ofTable(table, lifeOfRow))
