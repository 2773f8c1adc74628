/** Units: one quantity in one unit, a map scale written one way, a cell that has its number and its unit in order. */
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { measureOf, placesOf, unlikeOccurrencesOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, rowQuote } from '#plan/quote.ts'
import { unitOf } from '#plan/text/figure.ts'
import { passagesOf, quoteFigure, saidIn } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** Caps on output and least sizes of one mineral, one in tonnes and one in cubic metres. */
const outputAgainstFloor = (plan: Plan): Finding[] => {
  const { indicators, floors } = tablesOf(plan)
  return indicators.flatMap((row): Finding | [] => {
    const [mineral] = row.minerals
    const unit = unitOf(row.unit)
    if (measureOf(row) !== 'output' || !mineral || !unit || /矿泉水|地热|水$/.test(mineral)) return []
    const floor = floors.find((each) => sameMineral(each.mineral, mineral))
    const other = floor && unitOf(floor.unit)
    if (!floor || !other) return []
    const same = unit.dimension === other.dimension
    const places = placesOf(plan, row)
    return judged(same, {
      quotes: [
        ...places,
        quote(row.name),
        ...(row.unitSpan ? [quote(row.unitSpan)] : []),
        quote(floor.name),
        ...(floor.unitSpan ? [quote(floor.unitSpan)] : []),
      ],
      computed: `${row.table.id} ${row.unit} ↔ ${floor.table.id} ${floor.unit}`,
      right: {
        zh: `${mineral}的开采量与最低规模用同类单位`,
        en: 'Output and floor of this mineral are measured alike',
      },
      wrong: {
        zh: `${mineral}的开采量与最低规模一用体积一用质量，需密度换算`,
        en: 'Output is in volume and floor in mass, or the reverse',
      },
      remedy: { zh: '统一计量单位', en: 'Use one unit' },
    })
  })
}

/** "金矿1750千克" in the text, 金吨 in the table. */
const growthUnits = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter((row) => measureOf(row) === 'growth' && row.minerals.length > 0)
  const quotes: Quote[] = []
  const words: string[] = []
  for (const passage of passagesOf(plan)) {
    if (!passage.present || !/新增/.test(passage.text)) continue
    for (const figure of passage.figures) {
      if (figure.dimension !== 'mass') continue
      const mineral = mineralsIn(figure.label).at(-1)
      const row = mineral && rows.find((each) => each.minerals.some((name) => sameMineral(name, mineral.name)))
      const unit = row && unitOf(row.unit)
      if (
        !row ||
        !unit ||
        unit.dimension !== 'mass' ||
        unit.factor === figure.factor ||
        words.some((word) => word.startsWith(mineral.name))
      )
        continue
      words.push(`${mineral.name}：${figure.unit} ↔ ${row.unit}`)
      quotes.push(quote(passage.span, figure.labelStart, figure.end), ...(row.unitSpan ? [quote(row.unitSpan)] : []))
    }
  }
  if (words.length === 0) return []
  return [
    {
      verdict: 'doubtful',
      quotes,
      computed: words.join('；'),
      message: {
        zh: '同一矿种资源量正文与指标表单位不同',
        en: 'Reserves of one mineral stand in different units in text and table',
      },
      remedy: { zh: '统一单位', en: 'Use one unit' },
    },
  ]
}

/** A target in 万吨 in the text and in 万立方米 in the table, or the reverse. */
const targetUnits = (plan: Plan): Finding[] =>
  unlikeOccurrencesOf(plan).map(
    ([row, { passage, figure }]): Finding => ({
      verdict: 'fails',
      quotes: [quoteFigure(passage, figure), quote(row.name), ...(row.unitSpan ? [quote(row.unitSpan)] : [])],
      computed: `${figure.text} ↔ ${row.valueSpan.text.trim()}${row.unit}`,
      message: {
        zh: `“${row.path.at(-1)}”正文以${figure.unit}计，${row.table.id}以${row.unit}计`,
        en: `The text gives the target in ${figure.unit}, ${row.table.id} in ${row.unit}`,
      },
      remedy: { zh: '统一单位', en: 'Use one unit' },
    }),
  )

const SCALE = /1\s*([/／:：∶])\s*\d+(?:\.\d+)?\s*万/g

/** 1/5万, 1：5万, 1:5万 */
const scales = (plan: Plan): Finding[] => {
  const byMark = new Map<string, { count: number; quotes: Quote[] }>()
  for (const passage of passagesOf(plan))
    for (const match of passage.text.matchAll(SCALE)) {
      const entry = byMark.get(match[1]!) ?? { count: 0, quotes: [] }
      entry.count++
      entry.quotes.push(quote(passage.span, match.index, match.index + match[0].length + 8))
      byMark.set(match[1]!, entry)
    }
  if (byMark.size === 0) return []
  const holds = byMark.size === 1
  return [
    judged(holds, {
      quotes: [...byMark.values()].flatMap((entry) => entry.quotes.slice(0, holds ? 3 : 6)),
      computed: [...byMark].map(([mark, { count }]) => `1${mark}…万 ×${count}`).join('；'),
      right: { zh: '比例尺写法统一', en: 'Map scales are written one way' },
      wrong: { zh: `比例尺有${byMark.size}种写法`, en: `Map scales are written in ${byMark.size} ways` },
      remedy: { zh: '统一写作“1:5万”的形式', en: 'Write them in one way' },
    }),
  ]
}

/** A cell with its unit before its number: "矿石 千吨;123.4". */
const swapped = (plan: Plan): Finding[] =>
  plan.tables.flatMap((table) =>
    table.cells.flatMap((cells) =>
      cells.flatMap((cell): Finding | [] => {
        const match = /^([\p{Script=Han}\s³²/]{1,12})\s*[;；,，:：]?\s*(\d+(?:\.\d+)?)$/u.exec(cell.text.trim())
        if (!match || !unitOf(match[1]!.replace(/\s/g, ''))) return []
        return {
          verdict: 'fails',
          quotes: [quote(cell)],
          computed: `${cell.text.trim()} → ${match[2]} ${match[1]!.replace(/\s/g, '')}`,
          message: { zh: '单位与数值次序颠倒', en: 'The unit stands before its number' },
          remedy: { zh: `改为“${match[2]}${match[1]!.replace(/\s/g, '')}”`, en: 'Put the number first' },
        }
      }),
    ),
  )

/** An indicator under a category it does not belong to. */
const MISPLACED: readonly (readonly [RegExp, RegExp])[] = [
  [/产值|利润|税收/, /勘查|生态|环境|绿色/],
  [/(?<!可)开采(?:总)?量|^矿山(?:总)?数|采矿权(?:总)?数/, /勘查|矿业经济/],
  [/矿产地|资源量/, /矿业经济|生态|环境|绿色/],
  [/治理面积|复垦|绿色矿山/, /勘查|矿业经济/],
]

const categories = (plan: Plan): Finding[] =>
  tablesOf(plan).indicators.flatMap((row): Finding | [] => {
    if (row.path.length < 2) return []
    const name = row.path.slice(1).join(' ')
    const category = row.path[0]!
    if (
      !MISPLACED.some(([what, where]) => what.test(name) && where.test(category) && !what.test(category)) ||
      /开发|利用/.test(category)
    )
      return []
    return {
      verdict: 'fails',
      quotes: [quote(row.name)],
      computed: `${row.path.at(-1)} ∈ ${category}`,
      message: {
        zh: `“${row.path.at(-1)}”归在“${category}”类下，类别错置`,
        en: `“${row.path.at(-1)}” stands under “${category}”`,
      },
      remedy: { zh: '改归相应类别', en: 'Move it to its category' },
    }
  })

/** Units that have two names; a plan keeps to one. */
const TWO_NAMES: readonly (readonly [string, string])[] = [
  ['平方千米', '平方公里'],
  ['千克', '公斤'],
]

const unitNames = (plan: Plan): Finding[] => {
  const figures = saidIn(plan).map(({ passage, figure }) => ({ passage, figure }))
  return TWO_NAMES.flatMap((names): Finding | [] => {
    const [first, second] = names.map((name) => figures.filter(({ figure }) => figure.unit === name))
    if (!first?.length || !second?.length) return []
    const rare = first.length < second.length ? first : second
    const usual = rare === first ? second : first
    return {
      verdict: 'fails',
      quotes: [...rare.slice(0, 4), usual[0]!].map(({ passage, figure }) =>
        quote(passage.span, figure.labelStart, figure.end),
      ),
      computed: `${names[0]}（${first.length}） ↔ ${names[1]}（${second.length}）`,
      message: { zh: `${names.join('与')}混用`, en: 'One unit goes by two names' },
      remedy: { zh: `统一写作“${names[0]}”`, en: `Write “${names[0]}” throughout` },
    }
  })
}

/** Areas in one table of targets, some in hectares, some in square kilometres. */
const mixedAreas = (plan: Plan): Finding[] =>
  [...Map.groupBy(tablesOf(plan).indicators, (row) => row.table).values()].flatMap((rows): Finding | [] => {
    const areas = rows.filter((row) => unitOf(row.unit)?.dimension === 'area' && row.unitSpan)
    const units = [...new Set(areas.map((row) => row.unit))]
    if (units.length < 2) return []
    return {
      verdict: 'fails',
      quotes: areas.flatMap((row) => [quote(row.unitSpan!), rowQuote(row.table, row.row)]),
      computed: units.join(' ↔ '),
      message: {
        zh: `${rows[0]!.table.id}中面积的单位不一`,
        en: `${rows[0]!.table.id} gives areas in several units`,
      },
      remedy: { zh: '统一面积单位', en: 'Use one unit of area' },
    }
  })

/** Output by the year in one table of targets, in another without "/年". */
const yearless = (plan: Plan): Finding[] => {
  const { indicators, results } = tablesOf(plan)
  const rows = [...indicators, ...results].filter((row) => {
    const unit = unitOf(row.unit)
    const words = row.path.join('')
    return (
      row.unitSpan &&
      (unit?.dimension === 'mass' || unit?.dimension === 'volume') &&
      (unit.per === 'year' || /(?<!可|累计)开采(?:总)?量|年产量|产能/.test(words)) &&
      !/资源量|储量|新增|累计/.test(words)
    )
  })
  const bare = (text: string): string => text.replace(/\s/g, '').replace(/[/／](?:年|a)$/, '')
  const yearly = rows.filter((row) => unitOf(row.unit)?.per === 'year')
  return rows.flatMap((row): Finding | [] => {
    if (unitOf(row.unit)?.per || /年/.test(row.names.join(''))) return []
    const other = yearly.find((each) => each.table !== row.table && bare(each.unit) === bare(row.unit))
    if (!other) return []
    return {
      verdict: 'fails',
      quotes: [quote(row.unitSpan!), quote(row.name), quote(other.unitSpan!)],
      computed: `${row.table.id} ${row.unit} ↔ ${other.table.id} ${other.unit}`,
      message: {
        zh: `开采量的单位${row.table.id}缺“/年”，${other.table.id}有`,
        en: `${row.table.id} gives output without “/年”, ${other.table.id} with it`,
      },
      remedy: { zh: `改为“${other.unit}”`, en: `Write ${other.unit}` },
    }
  })
}

export const unit: Check = {
  name: 'unit',
  title: { zh: '单位、比例尺与类别', en: 'Units, scales and categories' },
  run: (plan) => [
    ...outputAgainstFloor(plan),
    ...growthUnits(plan),
    ...targetUnits(plan),
    ...scales(plan),
    ...swapped(plan),
    ...categories(plan),
    ...unitNames(plan),
    ...mixedAreas(plan),
    ...yearless(plan),
  ],
}
