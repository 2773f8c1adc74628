/** What the plan holds back, restricted or forbidden, against its targets, floors, blocks and numbers of mines. */
import { sameMineral } from '#mineral/mineral.ts'
import { blockMineralsOf } from '#plan/fact/block-minerals.ts'
import { type Direction, directionsOf } from '#plan/fact/direction.ts'
import { floorQuote, floorStatementsOf } from '#plan/fact/floor-statement.ts'
import { mineralCountsOf } from '#plan/fact/mine-cap.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import type { Check, Finding } from './finding.ts'

const heldBack = (plan: Plan): readonly Direction[] => directionsOf(plan).filter(({ stance }) => stance !== 'key')
const wordOf = ({ stance }: Direction): string => (stance === 'forbidden' ? '禁止' : '限制')
const sameMinerals = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((mineral) => others.some((other) => sameMineral(mineral, other)))

/** New reserves wanted of what must not be looked for. */
const targets = (plan: Plan): Finding[] => {
  const growth = tablesOf(plan).indicators.filter((row) => measureOf(row) === 'growth')
  return heldBack(plan).flatMap((each) =>
    growth.flatMap((row): Finding | [] =>
      each.act === 'exploration' && sameMinerals(each.minerals, row.minerals)
        ? {
            verdict: 'fails',
            quotes: [each.quote, quote(row.name), quote(row.valueSpan)],
            computed: `${wordOf(each)}勘查 ↔ 新增${row.valueSpan.text.trim()}${row.unit}`,
            message: {
              zh: `${row.path.at(-1)}被${wordOf(each)}勘查，却有新增资源量指标`,
              en: `Exploration for ${row.path.at(-1)} is restricted, yet new reserves are a target`,
            },
            remedy: { zh: '取消限制或取消指标', en: 'Lift the restriction or drop the target' },
          }
        : [],
    ),
  )
}

/** A kind that is restricted to mine, and a floor for new mines of that kind. */
const restrictedFloor = (plan: Plan): Finding[] =>
  heldBack(plan).flatMap((each): Finding | [] => {
    if (each.act !== 'mining' || each.stance !== 'restricted') return []
    const floor = floorStatementsOf(plan).find(
      (statement) =>
        sameMinerals(statement.minerals, each.minerals) &&
        (each.variety === null || statement.variety === each.variety),
    )
    if (!floor) return []
    return {
      verdict: 'doubtful',
      quotes: [each.quote, floorQuote(floor)],
      computed: `限制开采 ↔ 新建 ≥ ${floor.figure.text}`,
      message: {
        zh: '限制开采与新建规模门槛并存，“限制”的含义没有定义',
        en: 'Mining is restricted and yet has a floor for new mines; “restricted” is not defined',
      },
      remedy: { zh: '写明限制的条件', en: 'State the conditions of the restriction' },
    }
  })

/** Blocks drawn for what is restricted or forbidden. */
const restrictedBlocks = (plan: Plan): Finding[] =>
  heldBack(plan).flatMap((each): Finding | [] => {
    if (each.variety !== null) return []
    const blocks = blockMineralsOf(plan).filter(
      ({ act, minerals }) => act === each.act && sameMinerals(minerals, each.minerals),
    )
    if (blocks.length === 0) return []
    const forbidden = each.stance === 'forbidden'
    return {
      verdict: forbidden ? 'fails' : 'doubtful',
      quotes: [each.quote, ...blocks.flatMap((block) => block.quotes)],
      computed: `${wordOf(each)}${each.act === 'mining' ? '开采' : '勘查'} ↔ ${blocks.length}个区块`,
      message: { zh: `${wordOf(each)}的矿种划有规划区块`, en: `A block is drawn for a ${each.stance} mineral` },
      remedy: { zh: '说明理由或取消区块', en: 'Give the reason or drop the block' },
    }
  })

/** What may not be mined more, and yet may have more mines. */
const restrictedCounts = (plan: Plan): Finding[] => {
  const counts = mineralCountsOf(plan)
  return heldBack(plan).flatMap((each): Finding[] => {
    if (each.act !== 'mining' || each.variety !== null) return []
    return each.minerals.flatMap((mineral): Finding | [] => {
      const mine = counts.filter((count) => sameMineral(count.mineral, mineral)).sort((a, b) => a.year - b.year)
      const first = mine[0]
      const last = mine.at(-1)
      if (!first || !last || first.tableId !== last.tableId || last.value <= first.value) return []
      // Where none is to be added there cannot be more; where it is only restricted there may.
      const noNew = /(?:不再|停止)新/.test(each.quote.text)
      return {
        verdict: each.stance === 'forbidden' || noNew ? 'fails' : 'doubtful',
        quotes: [each.quote, quote(first.name), quote(first.cell), quote(last.cell)],
        computed: `${first.year}年${first.value} < ${last.year}年${last.value}`,
        message: {
          zh: noNew ? `不再新增${mineral}采矿权，采矿权数却增加` : `${wordOf(each)}开采${mineral}，采矿权数却增加`,
          en: `Mining ${mineral} is restricted, yet it may have more mines`,
        },
        remedy: { zh: '核对调控方向与矿山数', en: 'Check the direction and the numbers' },
      }
    })
  })
}

/** One mineral ordered about in two ways: wanted here and held back there, or held back more in one place. */
const twoStances = (plan: Plan): Finding[] => {
  const directions = directionsOf(plan).filter((each) => each.variety === null)
  const strength = (each: Direction): number =>
    each.stance === 'key' ? 0 : each.stance === 'forbidden' ? 3 : /新/.test(each.quote.text) ? 2 : 1
  const seen = new Set<string>()
  return directions.flatMap((a, i) =>
    directions.slice(i + 1).flatMap((b): Finding[] =>
      a.minerals.flatMap((mineral): Finding | [] => {
        const [x, y] = [strength(a), strength(b)]
        const key = `${mineral} ${x} ${y}`
        if (x === y || seen.has(key) || a.quote.at.start === b.quote.at.start) return []
        if (!b.minerals.some((other) => sameMineral(other, mineral))) return []
        // Wanted to look for and held back to mine may both be meant.
        if (a.act !== b.act) return []
        seen.add(key)
        const contrary = x === 0 || y === 0
        return {
          verdict: contrary && (x === 3 || y === 3) ? 'fails' : 'doubtful',
          quotes: [a.quote, b.quote],
          computed: `${mineral}：${a.quote.text.slice(0, 6)} ↔ ${b.quote.text.slice(0, 6)}`,
          message: contrary
            ? { zh: `${mineral}既列为重点又受限制`, en: `${mineral} is key in one place and held back in another` }
            : { zh: `对${mineral}的限制力度前后不同`, en: `${mineral} is held back to different degrees` },
          remedy: { zh: '统一调控方向', en: 'Give one direction' },
        }
      }),
    ),
  )
}

export const restriction: Check = {
  name: 'restriction',
  title: { zh: '限制、禁止与布局、指标', en: 'What is held back against blocks and targets' },
  run: (plan) => [
    ...targets(plan),
    ...restrictedFloor(plan),
    ...restrictedBlocks(plan),
    ...restrictedCounts(plan),
    ...twoStances(plan),
  ],
}
