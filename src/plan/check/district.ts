/** What a plan gives its counties or townships: text against table, table against table, the parts against the whole. */
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { type DistrictValue, districtValuesOf } from '#plan/fact/district-grid.ts'
import type { IndicatorRow } from '#plan/fact/indicator-row.ts'
import { measureOf, placesOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import { areaKindIn } from '#plan/fact/zone-kind.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, quote, rowQuote } from '#plan/quote.ts'
import { baseValue, type Figure, tidy, unitOf } from '#plan/text/figure.ts'
import { districtOf, type Passage, partitionsOf, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const MINES = /矿山|采矿权/

/** Whether a value of the table measures what the words and the unit of a figure say. */
const measures = (each: DistrictValue, figure: Figure, words: string, year: number): boolean => {
  const said = each.label + each.table.title
  if (figure.dimension === 'count')
    return (
      MINES.test(words) &&
      MINES.test(said) &&
      mineralsIn(words).length === 0 &&
      mineralsIn(each.label).length === 0 &&
      !/减少|压减|其中|大型|中型|小型|绿色|新[增设]|关闭|图斑|面积|投资/.test(each.label + words) &&
      (each.unit === null || each.unit.dimension === 'count') &&
      (each.year === null || each.year === year)
    )
  if (each.unit?.dimension !== figure.dimension) return false
  if (figure.dimension === 'area') return /修复|治理/.test(words) && /修复|治理/.test(said)
  const mineral = mineralsIn(words).at(-1)?.name
  return mineral !== undefined && mineralsIn(each.label).some((mention) => sameMineral(mention.name, mineral))
}

/** "某县：矿山数控制在20个，铁矿石年开采量80万吨" against that county's cells. */
const guidance = (plan: Plan): Finding[] => {
  const values = districtValuesOf(plan).filter((each) => each.total === null)
  const year = plan.period.to
  if (values.length === 0 || year === null) return []
  return passagesOf(plan).flatMap((passage) => {
    const district = districtOf(passage, plan.region?.name ?? null)
    const own = values.filter((each) => each.district === district)
    if (district === null || own.length === 0 || passage.present) return []
    return passage.figures.flatMap((figure): Finding[] => {
      const found = own.filter((each) => measures(each, figure, figure.label, year))
      const [cell] = found
      if (!cell || found.length > 1) return []
      const factor = cell.unit?.dimension === figure.dimension ? cell.unit.factor : 1
      const holds = Math.abs(baseValue(figure) - cell.value * factor) < 1e-6 * Math.max(1, baseValue(figure))
      return [
        judged(holds, {
          quotes: [
            quote(passage.span, sentenceAround(passage.text, figure.start).from, figure.nounEnd),
            rowQuote(cell.table, cell.row),
            quote(cell.cell),
          ],
          computed: `${district} ${figure.text} ${holds ? '=' : '≠'} ${cell.table.id} ${tidy(cell.value)}`,
          right: {
            zh: `${district}的数值正文与${cell.table.id}一致`,
            en: `${district}: the text agrees with ${cell.table.id}`,
          },
          wrong: {
            zh: `${district}正文为${figure.text}，${cell.table.id}为${tidy(cell.value)}`,
            en: `${district}: the text has ${figure.text}, ${cell.table.id} has ${tidy(cell.value)}`,
          },
          remedy: { zh: '统一正文与分解表', en: 'Make text and table agree' },
        }),
        ...shareOfWhole(plan, passage, figure, cell),
      ]
    })
  })
}

/** "…260万吨，占全市总量的57.8%" right behind a county's value. */
const shareOfWhole = (plan: Plan, passage: Passage, part: Figure, cell: DistrictValue): Finding[] => {
  const next = passage.figures[passage.figures.indexOf(part) + 1]
  if (next?.dimension !== 'percent' || !/^占全[\p{Script=Han}]{1,12}的?$/u.test(next.label)) return []
  const whole = districtValuesOf(plan).find(
    (each) => each.total !== null && each.table === cell.table && each.label === cell.label && each.year === cell.year,
  )
  if (!whole || whole.value === 0) return []
  const exact = (baseValue(part) / (whole.value * (whole.unit?.factor ?? 1))) * 100
  const holds = Math.abs(exact - next.value) <= 0.5 * 10 ** -next.decimals + 1e-9
  return [
    judged(holds, {
      quotes: [
        quote(passage.span, sentenceAround(passage.text, part.start).from, next.end),
        rowQuote(whole.table, whole.row),
      ],
      computed: `${tidy(part.value)}/${tidy(whole.value)} = ${tidy(exact, 2)}%${holds ? '' : ` ≠ ${next.text}`}`,
      right: { zh: '占比与分解表总数相符', en: 'The share follows from the table' },
      wrong: { zh: `占比应为${tidy(exact, next.decimals)}%`, en: `The share should be ${tidy(exact, next.decimals)}%` },
      remedy: { zh: '核对占比', en: 'Check the share' },
    }),
  ]
}

/** "某县3个、某县2个": blocks or zones by district against the rows of their listing. */
const byPlace = (plan: Plan): Finding[] =>
  passagesOf(plan).flatMap((passage) =>
    partitionsOf(passage).flatMap((partition): Finding | [] => {
      const kind = areaKindIn(partition.whole.noun) ?? areaKindIn(partition.whole.label)
      const parts = partition.parts.map((figure) => ({ figure, name: figure.label.replace(/^(?:其中|和|及)/, '') }))
      if (
        !kind ||
        parts.length < 2 ||
        !parts.every(({ name }) => /^[\p{Script=Han}]{2,10}(?:[县市区旗镇乡]|街道)$/u.test(name))
      )
        return []
      const [listing] = tablesOf(plan).listings.filter((each) => each.kind === kind)
      if (!listing) return []
      const count = (name: string): number =>
        listing.rows.filter(
          (row) => row.places.includes(name) || (row.places.length === 0 && row.name.text.includes(name)),
        ).length
      const wrong = parts.filter(({ figure, name }) => count(name) !== figure.value)
      // Where no row names a place, the listing does not tell places.
      if (parts.every(({ name }) => count(name) === 0)) return []
      const holds = wrong.length === 0
      return judged(holds, {
        quotes: [
          ...(holds
            ? [quote(passage.span, parts[0]!.figure.labelStart, parts.at(-1)!.figure.end)]
            : wrong.map(({ figure }) => quote(passage.span, figure.labelStart, figure.end))),
          ...captionQuotes(listing.table),
          ...(holds
            ? []
            : listing.rows
                .filter((row) => wrong.some(({ name }) => row.places.includes(name)))
                .map((row) => rowQuote(listing.table, row.row))),
        ],
        computed: parts
          .map(({ figure, name }) => `${name} ${figure.value}${count(name) === figure.value ? '=' : '≠'}${count(name)}`)
          .join('；'),
        right: {
          zh: `分地区数量与${listing.table.id}一致`,
          en: `The numbers by district agree with ${listing.table.id}`,
        },
        wrong: {
          zh: `${wrong.map(({ name }) => name).join('、')}的数量与${listing.table.id}不符`,
          en: `The numbers by district differ from ${listing.table.id}`,
        },
        remedy: { zh: '统一正文与附表', en: 'Make text and annex agree' },
      })
    }),
  )

/** What two tables by district may both count: all mines of one year. */
const mineYear = (each: DistrictValue): number | null => {
  if (!MINES.test(each.label + each.table.title) || mineralsIn(each.label).length > 0) return null
  if (/减|增|大型|中型|小型|其中|绿色|面积|量/.test(each.label)) return null
  return /小计|合计|总计|数|年|宗/.test(each.label) ? each.year : null
}

const acrossTables = (plan: Plan): Finding[] => {
  const values = districtValuesOf(plan).filter((each) => mineYear(each) !== null)
  const tables = [...new Set(values.map((each) => each.table))]
  return tables.slice(1).flatMap((second): Finding | [] => {
    const pairs = values
      .filter((each) => each.table === second && each.total === null)
      .flatMap((b) => {
        const a = values.find(
          (each) => each.table === tables[0] && each.district === b.district && mineYear(each) === mineYear(b),
        )
        return a ? [{ a, b }] : []
      })
    if (pairs.length < 3) return []
    const wrong = pairs.filter(({ a, b }) => a.value !== b.value)
    const holds = wrong.length === 0
    return judged(holds, {
      quotes: (holds ? pairs.slice(0, 2) : wrong).flatMap(({ a, b }) => [
        rowQuote(a.table, a.row),
        rowQuote(b.table, b.row),
      ]),
      computed: holds
        ? `${pairs.length}/${pairs.length}`
        : wrong.map(({ a, b }) => `${a.district} ${a.value} ≠ ${b.value}`).join('；'),
      right: {
        zh: `${tables[0]!.id}与${second.id}分地区矿山数一致`,
        en: `${tables[0]!.id} and ${second.id} agree by district`,
      },
      wrong: {
        zh: `${wrong.map(({ a }) => a.district).join('、')}的矿山数${tables[0]!.id}与${second.id}不一致`,
        en: `${tables[0]!.id} and ${second.id} differ in ${wrong.map(({ a }) => a.district).join(', ')}`,
      },
      remedy: { zh: '统一两表', en: 'Make the tables agree' },
    })
  })
}

/** Whether an indicator is what a table by district breaks down. */
const brokenDown = (row: IndicatorRow, each: DistrictValue, year: number): boolean => {
  const name = each.label.replace(/[（(].*?[）)]/g, '')
  if (each.year !== null && each.year !== year) return false
  switch (measureOf(row)) {
    case 'mines':
      return (
        mineralsIn(row.name.text).length === 0 &&
        MINES.test(each.label + each.table.title) &&
        mineralsIn(name).length === 0 &&
        /数|个|年|合计/.test(each.label) &&
        !/减|增|大型|中型|小型|绿色|面积|图斑/.test(each.label) &&
        !/遗留|修复|治理|废弃|分布|现状/.test(each.table.title) &&
        (each.unit === null || each.unit.dimension === 'count')
      )
    case 'output':
      return (
        each.unit !== null &&
        each.unit.dimension === unitOf(row.unit)?.dimension &&
        row.minerals.some((mineral) => mineralsIn(name).some((mention) => sameMineral(mineral, mention.name)))
      )
    default:
      return row.path.at(-1) === name || (/修复面积|治理面积/.test(name) && (row.path.at(-1) ?? '').includes(name))
  }
}

/** The sum over all districts against the plan's own target. */
const wholes = (plan: Plan): Finding[] => {
  const { base, to: year } = plan.period
  if (year === null) return []
  return districtValuesOf(plan).flatMap((each): Finding | [] => {
    const words = each.table.title + each.label
    if (each.total === null || /现状|统计|基本情况/.test(words) || (base !== null && words.includes(String(base))))
      return []
    const row = tablesOf(plan).indicators.find(
      (one) => one.table !== each.table && one.value !== null && brokenDown(one, each, year),
    )
    if (!row) return []
    const factor = (each.unit?.factor ?? 1) / (unitOf(row.unit)?.factor ?? 1)
    const sum = each.value * (each.unit && unitOf(row.unit)?.dimension === each.unit.dimension ? factor : 1)
    const cap = measureOf(row) === 'mines' || measureOf(row) === 'output'
    // What is handed out under a cap may leave a reserve; what the table calls the region's own value may not.
    const holds = cap && each.total === '合计' ? sum <= row.value! + 1e-9 : Math.abs(sum - row.value!) < 1e-9
    const places = placesOf(plan, row)
    return judged(holds, {
      quotes: [...places, quote(row.name), quote(row.valueSpan), quote(each.cell), rowQuote(each.table, each.row)],
      computed: `${each.table.id} ${tidy(sum)} ${sum === row.value ? '=' : sum < row.value! ? '<' : '>'} ${row.table.id} ${tidy(row.value!)}`,
      right: { zh: `“${each.label}”分解合计与指标相符`, en: 'The parts add up to the target' },
      wrong: {
        zh: `“${each.label}”分解合计${tidy(sum)}与指标${tidy(row.value!)}不符`,
        en: 'The parts do not add up to the target',
      },
      remedy: { zh: '统一指标与分解', en: 'Make target and parts agree' },
    })
  })
}

export const district: Check = {
  name: 'district',
  title: { zh: '分地区的数值', en: 'Values by district' },
  run: (plan) => [...guidance(plan), ...byPlace(plan), ...acrossTables(plan), ...wholes(plan)],
}
