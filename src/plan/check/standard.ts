/** Floors and deposits against the size classes of the State, and floors against who grants the right. */
import { containsMineral, mineralClass, sameMineral } from '#mineral/mineral.ts'
import type { FloorRow } from '#plan/fact/floor-row.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch, rowQuote } from '#plan/quote.ts'
import { tidy, unitOf } from '#plan/text/figure.ts'
import { firstIn, passagesOf } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** Size classes of mines, 万吨 or 万立方米 of ore a year (国土资发〔2004〕208号). `least`: the smallest mine admitted. */
const MINE_SIZES: readonly {
  readonly mineral: string
  readonly method?: FloorRow['method']
  readonly large: number
  readonly medium: number
  readonly least?: number
  readonly volume?: true
}[] = [
  { mineral: '煤', method: 'open-pit', large: 400, medium: 100 },
  { mineral: '煤', large: 120, medium: 45 },
  { mineral: '水泥用灰岩', large: 100, medium: 50 },
  { mineral: '水泥用大理岩', large: 100, medium: 50 },
  { mineral: '石灰岩', large: 100, medium: 50 },
  { mineral: '硫铁矿', large: 50, medium: 20, least: 5 },
  { mineral: '白云岩', large: 50, medium: 30 },
  { mineral: '建筑用石料', large: 10, medium: 5, volume: true },
]

/** Least reserves of a large and a medium deposit (国土资发〔2000〕133号), in the base unit of `dimension`. */
const DEPOSIT_SIZES: readonly {
  readonly mineral: string
  readonly large: number
  readonly medium: number
  readonly dimension: 'mass' | 'volume'
  readonly words: string
}[] = [
  { mineral: '硅藻土', large: 1e7, medium: 2e6, dimension: 'mass', words: '1000万吨' },
  { mineral: '金矿', large: 20, medium: 5, dimension: 'mass', words: '20吨' },
  { mineral: '银矿', large: 1000, medium: 200, dimension: 'mass', words: '1000吨' },
  { mineral: '铜矿', large: 5e5, medium: 1e5, dimension: 'mass', words: '50万吨' },
  { mineral: '铅矿', large: 5e5, medium: 1e5, dimension: 'mass', words: '50万吨' },
  { mineral: '锌矿', large: 5e5, medium: 1e5, dimension: 'mass', words: '50万吨' },
  { mineral: '铁矿', large: 1e8, medium: 1e7, dimension: 'mass', words: '1亿吨' },
  { mineral: '石墨', large: 1e6, medium: 2e5, dimension: 'mass', words: '100万吨' },
  { mineral: '高岭土', large: 5e6, medium: 1e6, dimension: 'mass', words: '500万吨' },
  { mineral: '水泥用灰岩', large: 8e7, medium: 1.5e7, dimension: 'mass', words: '8000万吨' },
  { mineral: '矿泉水', large: 5000, medium: 500, dimension: 'volume', words: '5000立方米/日' },
]

const standardFor = (row: FloorRow) =>
  MINE_SIZES.find((each) => sameMineral(each.mineral, row.mineral) && (each.method ?? null) === row.method) ??
  MINE_SIZES.find(
    (each) =>
      !each.method &&
      (sameMineral(each.mineral, row.mineral) ||
        (each.mineral === '建筑用石料' && containsMineral(each.mineral, row.mineral))),
  )

const floors = (plan: Plan): Finding[] =>
  tablesOf(plan).floors.flatMap((row): Finding | [] => {
    const standard = standardFor(row)
    const unit = unitOf(row.unit)
    // Building sandstone in tonnes has no class in cubic metres.
    if (!standard || !unit || (unit.dimension === 'volume') !== Boolean(standard.volume)) return []
    const scale = unit.factor / 1e4
    const pairs = (
      [
        [row.large, standard.large, '大型'],
        [row.medium, standard.medium, '中型'],
        [row.small, standard.least, '小型'],
      ] as const
    ).flatMap(([mine, state, name]) =>
      mine === null || state === undefined ? [] : [{ mine: mine * scale, state, name }],
    )
    if (pairs.length === 0) return []
    const below = pairs.filter((pair) => pair.mine < pair.state - 1e-9)
    const above = pairs.filter((pair) => pair.mine > pair.state + 1e-9)
    return {
      verdict: below.length > 0 ? 'fails' : above.length > 0 ? 'doubtful' : 'holds',
      quotes: [
        quote(row.name),
        rowQuote(row.table, row.row),
        ...row.cells.filter((cell) => /\d/.test(cell.text)).map((cell) => quote(cell)),
      ],
      computed: pairs
        .map(
          (pair) =>
            `${pair.name} ${tidy(pair.mine)} ${pair.mine === pair.state ? '=' : pair.mine > pair.state ? '>' : '<'} ${pair.state}`,
        )
        .join('；'),
      message:
        below.length > 0
          ? { zh: `${row.mineral}低于国土资发〔2004〕208号的规模`, en: 'Below the State’s size class' }
          : above.length > 0
            ? {
                zh: `${row.mineral}严于国土资发〔2004〕208号，地方从严允许`,
                en: 'Stricter than the State’s size class, which a plan may be',
              }
            : { zh: `${row.mineral}与国土资发〔2004〕208号一致`, en: 'As the State’s size class' },
    }
  })

/** Floors of minerals whose size classes are not at hand. */
const unclassed = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).floors.filter((row) => row.least !== null && !standardFor(row))
  if (rows.length === 0) return []
  return [
    {
      verdict: 'uncheckable',
      quotes: rows.slice(0, 12).map((row) => rowQuote(row.table, row.row)),
      computed: [...new Set(rows.map((row) => row.mineral))].join('、'),
      message: {
        zh: `${[...new Set(rows.map((row) => row.mineral))].join('、')}的矿山规模国家分级不在核对资料中，无从核对`,
        en: 'The State’s size classes of these minerals are not at hand',
      },
      remedy: { zh: '对照国土资发〔2004〕208号', en: 'See 国土资发〔2004〕208号' },
    },
  ]
}

/** "其余皆为小型" or no large one, beside a reserve that is a large deposit's. */
const deposits = (plan: Plan): Finding[] => {
  const claims = firstIn(
    plan,
    /(?:除\s*\d+\s*[处个][^，。；]*中型[^，。；]*外[，,]?)?其[余他它](?:皆|均|全部?|都)?为小型|(?:均|皆|全部|都)为(?:中)?小型矿床/,
  ).map(({ passage, match }) => quoteMatch(passage.span, match))
  if (claims.length === 0) return []
  return plan.tables.flatMap((table) =>
    table.cells.flatMap((cells): Finding | [] => {
      const at = table.columns.findIndex((heading) => /资源量|储量/.test(heading))
      if (at < 0) return []
      const cell = cells[at]!
      const match = /(\d+(?:\.\d+)?)/.exec(cell.text)
      const unit = unitOf(cell.text.replace(/[\d.;；,，\s]/g, '')) ?? unitOf(table.unit ?? '')
      const size = DEPOSIT_SIZES.find((each) =>
        cells.some((other) => other !== cell && other.text.includes(each.mineral.replace(/矿$/, ''))),
      )
      if (!match || !unit || !size || unit.dimension !== size.dimension) return []
      const value = Number(match[1]) * unit.factor
      if (value < size.large) return []
      return {
        verdict: 'doubtful',
        quotes: [...claims, quote(cell)],
        computed: `${tidy(value / 1e4)}万吨 ≥ ${size.words}（大型）`,
        message: {
          zh: `文中称没有大型矿区，${size.mineral}的资源量却达到大型`,
          en: 'No large deposit is claimed, yet a reserve is a large one’s',
        },
        remedy: { zh: '核对矿区规模与资源量口径', en: 'Check deposit sizes and what the reserve covers' },
      }
    }),
  )
}

/** A project that is to find a large deposit, of a mineral whose wanted growth is far from large. */
const goals = (plan: Plan): Finding[] => {
  const { indicators, listings } = tablesOf(plan)
  const found = indicators.find((row) => measureOf(row) === 'deposits' && row.value !== null)
  const goalCells = listings
    .filter((listing) => listing.kind === 'project')
    .flatMap(({ table }) => {
      const at = table.columns.findIndex((heading) => /目标|成果|成效|任务/.test(heading))
      return at < 0 ? [] : table.cells.map((cells) => cells[at]!)
    })
  const told = goalCells.flatMap((cell) => {
    const match = /新?发现[^，。；\d]*矿产地\s*(\d+)\s*[处个]/.exec(cell.text)
    return match ? [{ cell, count: Number(match[1]), words: match[0] }] : []
  })
  const findings: Finding[] = []
  const sum = told.reduce((all, each) => all + each.count, 0)
  if (found && told.length > 0) {
    const holds = sum <= found.value!
    findings.push(
      judged(holds, {
        quotes: [...told.map((each): Quote => quote(each.cell)), quote(found.name), quote(found.valueSpan)],
        computed: `${sum} ${holds ? '≤' : '>'} ${tidy(found.value!)}`,
        right: { zh: '项目目标不超过规划目标', en: 'The projects’ aims stay within the plan’s' },
        wrong: { zh: '项目目标多于规划目标', en: 'The projects aim at more than the plan' },
        otherwise: 'doubtful',
      }),
    )
  }
  for (const { cell } of told) {
    if (!/大型/.test(cell.text)) continue
    const size = DEPOSIT_SIZES.find((each) => cell.text.includes(each.mineral.replace(/矿$/, '')))
    const growth =
      size &&
      indicators.find(
        (row) =>
          measureOf(row) === 'growth' &&
          row.value !== null &&
          row.minerals.some((mineral) => sameMineral(mineral, size.mineral)),
      )
    const unit = growth && unitOf(growth.unit)
    if (!size || !growth || !unit || unit.dimension !== size.dimension) continue
    const value = growth.value! * unit.factor
    const holds = value >= size.large
    findings.push(
      judged(holds, {
        quotes: [quote(cell), quote(growth.name), quote(growth.valueSpan)],
        computed: `${tidy(growth.value!)}${growth.unit} ${holds ? '≥' : '<'} ${size.words}（大型）`,
        right: { zh: '新增资源量够大型矿产地', en: 'The growth wanted suffices for a large deposit' },
        wrong: {
          zh: '项目要发现大型矿产地，新增资源量指标却达不到大型',
          en: 'A large deposit is to be found, but the growth wanted is not a large one’s',
        },
        remedy: { zh: '统一项目目标与指标', en: 'Make aim and target agree' },
        otherwise: 'doubtful',
      }),
    )
  }
  return findings
}

/** A county's “本级出让登记” floors for minerals whose rights are granted higher up. */
const scope = (plan: Plan): Finding[] => {
  if (plan.region && plan.region.level !== 'county') return []
  const high = tablesOf(plan).floors.filter((row) => {
    const kind = mineralClass(row.mineral)
    return kind !== null && kind !== 'building' && kind !== 'water-gas'
  })
  if (high.length === 0) return []
  return passagesOf(plan).flatMap((passage): Finding | [] => {
    const match = /确定本级(?:出让登记|审批发证|发证|登记)[^，。；]{0,10}最低(?:开采|生产)规模/.exec(passage.text)
    if (!match) return []
    return {
      verdict: 'doubtful',
      quotes: [quoteMatch(passage.span, match), ...high.map((row) => quote(row.name))],
      computed: `${[...new Set(high.map((row) => row.mineral))].join('、')} ∉ 县级出让登记`,
      message: {
        zh: '表中含由部、省级出让登记的矿种',
        en: 'The table has minerals whose rights are granted higher up',
      },
      remedy: { zh: '只列本级出让登记的矿种，其余注明执行上级规定', en: 'List only what is granted here' },
    }
  })
}

export const standard: Check = {
  name: 'standard',
  title: { zh: '标准与权限', en: 'Standards and powers' },
  run: (plan) => [...floors(plan), ...unclassed(plan), ...deposits(plan), ...goals(plan), ...scope(plan)],
}
