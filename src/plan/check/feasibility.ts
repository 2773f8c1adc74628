/** Whether the plan's caps on mines, its blocks and its shares can be met together. */

import { blockMineralsOf } from '#plan/fact/block-minerals.ts'
import { existingOf, mineCap, mineralCapsOf, mineralCountsOf, miningBlocks } from '#plan/fact/mine-cap.ts'
import { minesOf } from '#plan/fact/mines.ts'
import { measureOf, placesOf } from '#plan/fact/occurrence.ts'
import { covers, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { tidy } from '#plan/text/figure.ts'
import { findIn } from '#plan/text/passage.ts'
import { additions, departures, fewer } from './feasibility-way.ts'
import { type Check, type Finding, judged } from './finding.ts'

const existingQuote = (plan: Plan): Quote[] => {
  const mines = minesOf(plan)
  return mines ? [quote(mines.passage.span, mines.total.labelStart, mines.total.nounEnd)] : []
}

const room = (plan: Plan): Finding[] => {
  const cap = mineCap(plan)
  const mines = minesOf(plan)
  const blocks = miningBlocks(plan)
  if (!cap || !mines || !blocks) return []
  const sum = mines.total.value + blocks.count
  const holds = sum <= cap.value
  return [
    judged(holds, {
      quotes: [...blocks.quotes, ...cap.quotes, ...existingQuote(plan)],
      computed: `${tidy(mines.total.value)} + ${blocks.count} = ${tidy(sum)} ${holds ? '≤' : '>'} ${tidy(cap.value)}`,
      right: {
        zh: `现有矿山加开采规划区块不超过上限，余${tidy(cap.value - sum)}个`,
        en: 'Mines and blocks together stay within the cap',
      },
      wrong: {
        zh: `现有矿山加开采规划区块超过上限，需至少关闭${tidy(sum - cap.value)}个`,
        en: 'Mines and blocks together exceed the cap unless some close',
      },
      remedy: { zh: '说明关闭、整合计划或调整上限', en: 'Say which will close, or change the cap' },
      otherwise: 'doubtful',
    }),
  ]
}

/** Caps on the mines of one mineral, as the text states them. */
const capsByMineral = (
  plan: Plan,
): readonly { readonly mineral: string; readonly value: number; readonly quotes: readonly Quote[] }[] =>
  mineralCapsOf(plan).map((cap) => ({ ...cap, quotes: [cap.quote] }))

/** One mineral's mines and blocks against its own cap. */
const roomByMineral = (plan: Plan): Finding[] => {
  const blocks = blockMineralsOf(plan).filter((each) => each.act === 'mining' && each.from === 'table')
  const listed = tablesOf(plan).listings.find((listing) => listing.kind === 'mining-block')
  if (blocks.length === 0 || !listed) return []
  const caps = capsByMineral(plan)
  return caps.flatMap(({ mineral, value, quotes }): Finding | [] => {
    const existing = existingOf(plan, mineral)
    const drawn = listed.rows.filter((row) => row.minerals.some((each) => covers(mineral, each))).length
    if (!existing || drawn === 0 || existing.value === 0) return []
    const sum = existing.value + drawn
    const holds = sum <= value
    return judged(holds, {
      quotes: [...quotes, ...(miningBlocks(plan)?.quotes ?? [])],
      computed: `${mineral}：${existing.value} + ${drawn} = ${sum} ${holds ? '≤' : '>'} ${value}`,
      right: { zh: `${mineral}现有矿山加区块不超过上限`, en: 'Mines and blocks of this mineral stay within its cap' },
      wrong: { zh: `${mineral}现有矿山加区块超过上限`, en: 'Mines and blocks of this mineral exceed its cap' },
      otherwise: 'doubtful',
    })
  })
}

const shares = (plan: Plan): Finding[] => {
  const cap = mineCap(plan)
  const row = tablesOf(plan).indicators.find(
    (each) => measureOf(each) === 'share' && /大中型|中型及以上/.test(each.path.join('')) && each.value !== null,
  )
  if (!cap || !row) return []
  const needed = Math.ceil((cap.value * row.value!) / 100 - 1e-9)
  const mines = minesOf(plan)
  const have = mines?.sizes ? mines.sizes.large + mines.sizes.medium : null
  const places = placesOf(plan, row)
  const reachable = needed <= cap.value
  return [
    judged(reachable, {
      quotes: [...places, quote(row.valueSpan), ...cap.quotes],
      computed: `⌈${tidy(cap.value)} × ${tidy(row.value!)}%⌉ = ${needed}${have === null ? '' : `，现有${have}，需${needed > have ? `+${needed - have}` : '0'}`}`,
      right: {
        zh: `达到上限时至少${needed}个大中型矿山`,
        en: `At the cap at least ${needed} mines must be large or medium`,
      },
      wrong: { zh: '比例无法实现', en: 'The share cannot be reached' },
    }),
  ]
}

const REDUCE =
  /减少(?:矿山)?数量|压减矿山|矿山数量?(?:逐步|进一步)?(?:减少|下降|压减)|(?:有效|严格|合理)控制(?:[\p{Script=Han}]{2,8})?矿山(?:总量|数量|总数)/gu

/** "减少数量" with a cap above what there is. */
const direction = (plan: Plan): Finding[] => {
  const cap = mineCap(plan)
  const mines = minesOf(plan)
  if (!cap || !mines || cap.value <= mines.total.value) return []
  const words = findIn(plan, REDUCE, 'ahead').map(({ passage, match }) => quoteMatch(passage.span, match))
  if (words.length === 0) return []
  const more = cap.value - mines.total.value
  return [
    {
      verdict: 'doubtful',
      quotes: [...words, ...cap.quotes, ...existingQuote(plan)],
      computed: `${tidy(mines.total.value)} → ${tidy(cap.value)}，+${tidy(more)}（+${tidy((more / mines.total.value) * 100, 2)}%）`,
      message: {
        zh: '文中要求减少或控制矿山数量，上限却高于现状',
        en: 'The text wants fewer mines, the cap allows more',
      },
      remedy: { zh: '说明上限高于现状的理由', en: 'Say why the cap is above what there is' },
    },
  ]
}

/** Caps by mineral added up, with the mines of minerals the table leaves out. */
const capsAddedUp = (plan: Plan): Finding[] => {
  const cap = mineCap(plan)
  const mines = minesOf(plan)
  const target = mineralCountsOf(plan).filter((count) => plan.period.to !== null && count.year >= plan.period.to)
  if (!cap || !mines || target.length < 2) return []
  const sum = target.reduce((all, count) => all + count.value, 0)
  const others = mines.byMineral.filter((each) => !target.some((count) => covers(count.mineral, each.mineral)))
  const rest = others.reduce((all, each) => all + each.value, 0)
  const verdict = sum > cap.value ? 'fails' : sum + rest > cap.value ? 'doubtful' : 'holds'
  return [
    {
      verdict,
      quotes: [...cap.quotes, ...target.map((count) => quote(count.cell))],
      computed: `${target.map((count) => count.value).join(' + ')} = ${sum}${rest > 0 ? `；加${others.map((each) => `${each.mineral}${each.value}`).join('、')} = ${sum + rest}` : ''} ↔ ${tidy(cap.value)}`,
      message:
        verdict === 'holds'
          ? { zh: '分矿种矿山数之和不超过总数上限', en: 'The caps by mineral add up to no more than the cap on all' }
          : {
              zh: '分矿种矿山数加未列矿种的现有矿山超过总数上限',
              en: 'The caps by mineral and the mines left out exceed the cap on all',
            },
    },
  ]
}

/** More mines wanted of a mineral for which no block is drawn. */
const growthWithoutBlock = (plan: Plan): Finding[] => {
  const counts = mineralCountsOf(plan)
  const blocks = blockMineralsOf(plan).filter((each) => each.act === 'mining')
  if (blocks.length === 0) return []
  return counts.flatMap((later): Finding | [] => {
    const earlier = counts.find((each) => each.mineral === later.mineral && each.year < later.year)
    if (!earlier || later.value <= earlier.value) return []
    if (blocks.some((each) => each.minerals.some((mineral) => covers(mineral, later.mineral)))) return []
    return {
      verdict: 'doubtful',
      quotes: [quote(later.name), quote(earlier.cell), quote(later.cell)],
      computed: `${earlier.value} → ${later.value}，区块 0`,
      message: {
        zh: `${later.mineral}矿山数增加，却没有开采规划区块`,
        en: 'More mines are wanted of a mineral without a block',
      },
      remedy: { zh: '补划区块，或说明由探转采等途径增加', en: 'Draw a block, or say where the mine comes from' },
    }
  })
}

export const feasibility: Check = {
  name: 'feasibility',
  title: { zh: '矿山数指标的可行性', en: 'Whether the targets for mines can be met together' },
  run: (plan) => [
    ...room(plan),
    ...roomByMineral(plan),
    ...shares(plan),
    ...direction(plan),
    ...capsAddedUp(plan),
    ...growthWithoutBlock(plan),
    ...additions(plan),
    ...fewer(plan),
    ...departures(plan),
  ],
}
