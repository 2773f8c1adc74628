/** The plan's indicators as its tables state them: name, mineral, value, and whether it binds (约束性) or is expected. */
import { mineralsIn, normalMineral } from '#mineral/mineral.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import type { Attribute, Operator, Plan, PlanTable } from '#plan/plan.ts'
import { blank, columnOf, isTotal, quotingRow } from '#rules/row.ts'
import type { RuleDraft } from '#rules/rule.ts'

export type Indicator = {
  /** "年开采量", "矿山数量", "新增资源量"; in the table's words. */
  readonly name: string
  /** The mineral a row speaks of, null where it speaks of all. */
  readonly mineral: string | null
  readonly op: Operator | null
  /** null where the cell holds words ("由市统一分配"). */
  readonly value: number | null
  readonly words: string
  readonly unit: string | null
  readonly attribute: Attribute
  readonly table: PlanTable
  readonly quoted: Pick<RuleDraft, 'quote' | 'at'>
}

const past = /完成情况|执行情况|现状|上一?轮|第?[一二三四]轮|截[至止]|统计/
const attributeOf = (words: string | undefined): Attribute =>
  /约束/.test(words ?? '') ? 'binding' : /预期|指导/.test(words ?? '') ? 'expected' : null

/** The column of the target: the plan's last year, else what is called a target; never a base year's. */
const valueColumn = (table: PlanTable, plan: Plan, from: number): number => {
  const years = table.columns.flatMap((column, i) => {
    const year = i >= from ? /(20\d\d)/.exec(column)?.[1] : undefined
    return year && !/实际|现状|基期|完成/.test(column) ? [[i, Number(year)] as const] : []
  })
  const end = plan.period.to
  const exact = years.find(([, year]) => year === end)
  if (exact) return exact[0]
  const last = years.reduce<readonly [number, number] | null>(
    (best, next) => (!best || next[1] > best[1] ? next : best),
    null,
  )
  if (last && last[1] > (plan.period.base ?? 0)) return last[0]
  return columnOf(table, /指标值|目标|规划值|控制(?:指标|数|值)|规划期末|期末|^数值$/, from)
}

/** Words of a measure that name no mineral: what they count is all there is. */
const general =
  /^(?:全[市县省区旗州]|本[市县区级]|固体|液体|矿产(?:资源)?|矿石|主要|重要|各类?|非金属|金属|能源|水气|优势|战略性|规划|期末?|其[中他它]|总|年|[大中小]型|及以[上下]|露天|地下|绿色|生产|在产|持证|有效|新[建设立]|合计|现有)+$/

/** "钨精矿年开采量", "某某石矿山数": what stands in a mineral's place and is none that is known; never all minerals. */
const strangeIn = (name: string): string | null => {
  const words =
    /^([\u4e00-\u9fff]{1,10}?)(?:年|总)*(?:(?:开采|生产|采掘|产)(?:总)?量|(?:矿山|采矿权)(?:总)?(?:数量?|个数))/.exec(
      name,
    )?.[1]
  return words === undefined || general.test(words) ? null : words
}

const serial = /^(?:序号|编号|代码)$/

const ofIndicatorTable = (table: PlanTable, plan: Plan): readonly Indicator[] => {
  const unitColumn = columnOf(table, /单位/)
  const attributeColumn = columnOf(table, /属性|性质|指标类型/)
  const titled = /(?:主要|规划|调控|控制|目标)[^，。]{0,8}指标|指标[^，。]{0,4}(?:表|一览)|规划目标/.test(table.title)
  if (past.test(table.title) || (attributeColumn < 0 && !titled)) return []
  const value = valueColumn(table, plan, 1)
  if (value < 0) return []
  // Where the column itself names the measure, minerals go down: read as a mineral table.
  const measure = /矿山|采矿权|矿权|开采(?:总)?量|产量/
  if (measure.test(table.columns[value]!)) return []
  if (attributeColumn < 0 && /矿种|矿类|矿产(?:名称)?$/.test(table.columns[0]!) && measure.test(table.title)) return []
  const names = table.columns.flatMap((column, i) =>
    i < value &&
    i !== unitColumn &&
    !serial.test(column) &&
    !/20\d\d|基期|现状/.test(column) &&
    (unitColumn < 0 || i < unitColumn || /矿种|名称/.test(column))
      ? [i]
      : [],
  )
  return table.rows.flatMap((row, i): Indicator[] => {
    const path = names
      .map((column) => row[column]!.replace(/\s+/g, ''))
      .filter((cell, at, all) => cell !== '' && cell !== all[at - 1])
    const leaf = path.at(-1)
    const words = row[value]?.trim() ?? ''
    if (!leaf || blank(words) || isTotal(row)) return []
    const mentions = mineralsIn(leaf)
    const underMeasure = path.length > 1 && /(?:年?(?:开采|生产)(?:总)?量|资源量|储量|产量)/.test(path.at(-2)!)
    const isMineral =
      (underMeasure && !/量|率|数|比例|面积/.test(leaf)) ||
      (path.length > 1 && (mentions[0]?.text.length === leaf.replace(/[（(].*$/, '').length || /矿$/.test(leaf)))
    const unitInName = /[（(]([^（）()]*)[）)]\s*$/.exec(leaf)?.[1]
    const unit =
      unitColumn >= 0 && !blank(row[unitColumn]) ? row[unitColumn]!.replace(/\s+/g, '') : (unitInName ?? table.unit)
    const quantity = parseQuantity(words, unit ?? '个')
    const first = names.at(-1)!
    const quoted = quotingRow(table, i, names.find((column) => row[column]!.replace(/\s+/g, '') === leaf) ?? first)
    if (!quoted) return []
    return [
      {
        name: (isMineral ? path.at(-2)! : leaf).replace(/[（(][^（）()]*[）)]\s*$/, (tail) =>
          /[%米吨元个处]/.test(tail) ? '' : tail,
        ),
        mineral: isMineral ? leaf : (mentions[0]?.text ?? strangeIn(leaf)),
        op: quantity?.op ?? null,
        value: quantity?.value ?? null,
        words,
        unit,
        attribute: attributeColumn >= 0 ? attributeOf(row[attributeColumn]) : attributeOf(table.title),
        table,
        quoted,
      },
    ]
  })
}

/** Tables that list minerals down and numbers of mines or yearly output across ("矿种 | 2020年矿山数 | 2025年矿山数"). */
const ofMineralTable = (table: PlanTable, plan: Plan): readonly Indicator[] => {
  const mineral = columnOf(table, /矿种|矿产(?:名称)?$|矿类/)
  if (mineral < 0 || past.test(table.title) || columnOf(table, /属性|性质/) >= 0) return []
  const measures = table.columns.flatMap((column, i) => {
    if (i <= mineral || /现状|现有|基期|实际|规模·|等级/.test(column)) return []
    // Columns of years alone ("2025年（个）") measure what the title says.
    const bare =
      /20\d\d/.test(column) && !/[\u4e00-\u9fff]/.test(column.replace(/[（(][^）)]*[）)]|年|规划|目标|控制|末/g, ''))
    const words = bare ? table.title : column
    const unit = /[（(]([^（）()]*)[）)]/.exec(column)?.[1] ?? (bare ? table.unit : null) ?? ''
    const counts =
      /矿山(?:总|企业)?(?:个|数)|采矿权(?:个)?数|矿权数|(?:矿山|采矿权|矿权)(?:数量)?(?:控制|上限|限额)/.test(words) &&
      !/[吨方]/.test(unit)
    const totals =
      !counts &&
      /(?:开采|生产)(?:总)?量|年产量|总量/.test(words) &&
      (!bare || /[吨方]/.test(unit)) &&
      !/[个家处座]/.test(unit)
    if (!counts && !totals) return []
    const year = Number(/(20\d\d)/.exec(column)?.[1] ?? 0)
    return [{ column, i, name: counts ? '矿山数量' : '年开采量', year }]
  })
  const planned = measures.filter(({ year, name }) => {
    const years = measures.filter((other) => other.name === name).map((other) => other.year)
    const wanted = plan.period.to && years.includes(plan.period.to) ? plan.period.to : Math.max(...years)
    return (
      year === wanted && (year === 0 ? /规划|控制|指标|目标|调控/.test(table.title) : year > (plan.period.base ?? 2020))
    )
  })
  return table.rows.flatMap((row, r) =>
    planned.flatMap(({ i, name, column }): Indicator[] => {
      const words = row[i]?.trim() ?? ''
      const cell = row[mineral]?.trim()
      if (!cell || blank(words) || isTotal(row)) return []
      const unitColumn = columnOf(table, /单位/)
      const unitInName = /[（(]([^（）()]*)[）)]/.exec(column)?.[1]
      const inRow = unitColumn >= 0 && name === '年开采量' ? row[unitColumn]?.trim() : undefined
      const unit = unitInName ?? inRow ?? (name === '矿山数量' ? '个' : table.unit)
      const quantity = parseQuantity(words, unit)
      const quoted = quotingRow(table, r, mineral)
      if (!quoted || !quantity) return []
      return [
        { name, mineral: cell, op: quantity.op, value: quantity.value, words, unit, attribute: null, table, quoted },
      ]
    }),
  )
}

const memory = new WeakMap<Plan, readonly Indicator[]>()

/** All indicators of a plan's tables. Several kinds ask: read once for each plan. */
export const indicatorsOf = (plan: Plan): readonly Indicator[] => {
  const known = memory.get(plan)
  if (known) return known
  const indicators = plan.tables.flatMap((table) => [...ofIndicatorTable(table, plan), ...ofMineralTable(table, plan)])
  memory.set(plan, indicators)
  return indicators
}

/** What an indicator measures, by its name. */
export const isMineCount = (name: string): boolean =>
  /(?:矿山|采矿权|矿山企业|矿权|矿井|矿(?=数量|总数|个数|座数))(?:(?:总)?(?:个)?数|总量|座数)/.test(name) &&
  !/绿色|复垦|治理|修复|关闭|比例|占比|从业/.test(name)
export const isTotalOutput = (name: string): boolean =>
  /(?:开采|生产)(?:总)?量|年产量|开采强度/.test(name) && !/率|新增|剥离/.test(name)

const same = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && normalMineral(a) === normalMineral(b))

/**
 * Whether a number in a sentence binds: as the table's indicator with the same mineral and value does, or the same mineral
 * (the two then disagree about the figure, not about what binds); failing that, a
 * part of a whole (a mineral's mines) binds as the whole does.
 */
export const attributeFor = (
  indicators: readonly Indicator[],
  fits: (name: string) => boolean,
  mineral: string | null,
  value: number | null,
): Attribute => {
  const alike = indicators.filter((indicator) => fits(indicator.name))
  const exact = alike.find(
    (known) => same(known.mineral, mineral) && (value === null || known.value === value) && known.attribute,
  )
  const named = alike.filter((known) => mineral !== null && same(known.mineral, mineral) && known.attribute)
  return (
    (exact ?? named[0])?.attribute ??
    alike.find((known) => known.mineral === null && known.attribute)?.attribute ??
    null
  )
}
