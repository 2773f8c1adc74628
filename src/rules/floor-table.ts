/** Minimum scales as tables set them: by the deposit's scale, by method, variety, place or reserves. */
import { mineralList } from '#mineral/mineral.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import type { DepositScale, MiningMethod, Plan, PlanTable } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { blank, columnOf, columnsOf, isTotal, quotingRow } from '#rules/row.ts'
import type { Condition, RuleDraft, Test } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'
import { yearly } from '#rules/threshold.ts'

const speaksOfFloors =
  /(?:最低|最小)(?:开采|生产|建设|设计)?(?:总)?规模|(?:开采|生产|建设)规模(?:下限|准入|最低|底线)|规模准入|准入规模/

/** Whether a table sets minimum scales, by its title or its columns. */
export const isFloorTable = (table: PlanTable): boolean =>
  speaksOfFloors.test(table.title) || table.columns.some((column) => speaksOfFloors.test(column))

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
  return townships.length > 0 ? { townships } : {}
}

const reservesCondition = (words: string | undefined): Condition => {
  const match = words?.match(
    /(≥|＞|>|<|＜|≤|不足|大于|小于)?\s*([\d.]+)\s*(?:[-—～~]\s*([\d.]+))?\s*([亿万千]?(?:吨|立方米))\s*(以上|以下)?/,
  )
  if (!match) return {}
  const [, sign, low, high, unit, tail] = match
  const below = /[<＜≤]|不足|小于/.test(sign ?? '') || tail === '以下'
  return {
    reservesUnit: unit!,
    ...(below ? { reservesBelow: Number(low) } : { reservesAtLeast: Number(low) }),
    ...(high ? { reservesBelow: Number(high) } : {}),
  }
}

const ofTable = (table: PlanTable): readonly RuleDraft[] => {
  const mineral = Math.max(columnOf(table, /矿种|矿产(?!资源储量)|矿类/), -1)
  const mineralColumn = mineral >= 0 ? mineral : columnOf(table, /名称|类别/)
  if (mineralColumn < 0) return []
  const scales = scaleColumns
    .map(
      ([scale, pattern]) =>
        [scale, table.columns.findIndex((name, i) => i > mineralColumn && pattern.test(name))] as const,
    )
    .filter(([, column]) => column >= 0)
  const methodColumn = columnOf(table, /方式/)
  const varietyColumn = columnOf(table, /类型|品级|亚类/)
  const placeColumn = columnOf(table, /区域|行政区|乡镇|所在|地区/)
  const reservesColumn = columnOf(
    table,
    /^(?:.*·)?(?:保有|查明|矿床|矿区)?(?:资源)?(?:储量|资源量)(?:规模)?(?:[（(].*)?$/,
  )
  const singles = columnsOf(table, /规模|指标|标准|下限|露天|地下|井工/).filter(
    (column) =>
      column > mineralColumn &&
      !/单位|储量/.test(table.columns[column]!) &&
      !scales.some(([, scale]) => scale === column) &&
      column !== methodColumn,
  )
  return table.rows.flatMap((row, i): RuleDraft[] => {
    if (isTotal(row)) return []
    const quoted = quotingRow(table, i, mineralColumn)
    const cell = row[mineralColumn]
    if (!quoted || cell === undefined || blank(cell)) return []
    const named = mineralCell(cell)
    const condition: Condition = {
      ...named.condition,
      ...(methodColumn >= 0 && methodsIn(row[methodColumn] ?? '').length === 1
        ? { methods: methodsIn(row[methodColumn] ?? '') }
        : {}),
      ...(varietyColumn >= 0 && varietyColumn !== mineralColumn && !blank(row[varietyColumn])
        ? { varieties: [row[varietyColumn]!.trim()] }
        : {}),
      ...(placeColumn >= 0 ? placeCondition(row[placeColumn]) : {}),
      ...(reservesColumn >= 0 ? reservesCondition(row[reservesColumn]) : {}),
    }
    const rule = (test: Test, narrower: Condition = {}): RuleDraft =>
      draft(table, quoted, {
        act: 'mining',
        subjects: named.subjects,
        appliesTo: newRights,
        condition: { ...condition, ...narrower },
        test,
        force: 'must',
        effect: 'refuse',
        table: table.id,
      })
    if (scales.length > 0) {
      const cells = scales.map(
        ([scale, column]) => [scale, numberIn(row[column] ?? '', floorUnit(table, row, column))] as const,
      )
      const set = cells.flatMap(([, found]) => (found ? [found] : []))
      if (set.length === 0) return []
      const byScale = Object.fromEntries(cells.map(([scale, found]) => [scale, found?.value ?? null]))
      const value = Math.min(...set.map((found) => found.value))
      return [rule({ measure: 'annualOutput', op: '>=', value, unit: set[0]!.unit, byScale })]
    }
    return singles.flatMap((column) => {
      const found = numberIn(row[column] ?? '', floorUnit(table, row, column))
      if (!found) return []
      const methods = methodsIn(table.columns[column]!)
      return [
        rule(
          { measure: 'annualOutput', op: '>=', value: found.value, unit: found.unit },
          methods.length === 1 ? { methods } : {},
        ),
      ]
    })
  })
}

/** The floors of all tables of a plan, one rule for each row (and each method where methods have columns). */
export const floorsOfTables = (plan: Plan): readonly RuleDraft[] => plan.tables.filter(isFloorTable).flatMap(ofTable)
