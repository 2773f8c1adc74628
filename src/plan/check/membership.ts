/** Minerals the plan plans with against the list of minerals it says it has. */

import type { Span } from '#document/document.ts'
import { containsMineral, type MineralClass, mineralClass, mineralList, sameMineral } from '#mineral/mineral.ts'
import { blockMineralsOf } from '#plan/fact/block-minerals.ts'
import { isTotalRow, mineralsOf } from '#plan/fact/cell.ts'
import { directionsOf } from '#plan/fact/direction.ts'
import { covers } from '#plan/fact/tables.ts'
import { once } from '#plan/once.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { mentionsOf, partitionsOf, passagesOf } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'

type Listed = {
  readonly name: string
  readonly written: string
  readonly cell: Span
  readonly category: string
  /** False in a column of minerals whose reserves are not established. */
  readonly established: boolean
}

/** The table that lists the minerals found in the region. */
const speciesTable = (plan: Plan): PlanTable | null =>
  plan.tables.find(
    (table) =>
      /矿产.*(?:种类|数量|一览|统计)|发现矿产/.test(table.title) &&
      table.columns.some((heading) => /类别|种类|分类/.test(heading)) &&
      table.rows.some((row) => row.some((cell) => mineralsOf(cell).length > 1 && /[、,，]/.test(cell))),
  ) ?? null

const listedIn = (table: PlanTable): readonly Listed[] =>
  table.cells.flatMap((cells, row) =>
    isTotalRow(table, row)
      ? []
      : cells.flatMap((cell, at) => {
          if (
            at === 0 ||
            !/矿产|矿种|查明|储量|资源/.test(table.columns[at]!) ||
            /类别|类型/.test(table.columns[at]!) ||
            /\d/.test(cell.text)
          )
            return []
          return mineralList(cell.text).map((mention) => ({
            name: mention.name,
            written: mention.text,
            cell,
            category: cells
              .flatMap((each, c) =>
                c < at && /类|种类/.test(table.columns[c]!) && !/发现|查明/.test(table.columns[c]!)
                  ? [each.text.replace(/\s/g, '')]
                  : [],
              )
              .join(' '),
            established: !/未查明/.test(table.columns[at]!),
          }))
        }),
  )

/** Where one column lists all that was found and another what is established, the rest of the first is not. */
const withEstablished = (table: PlanTable, list: readonly Listed[]): readonly Listed[] => {
  const found = table.columns.findIndex((heading) => /已?发现/.test(heading))
  const established = table.columns.findIndex((heading) => /查明|探明/.test(heading) && !/未|量$/.test(heading))
  if (found < 0 || established < 0 || table.columns.some((heading) => /未查明|未探明/.test(heading))) return list
  const proven = table.rows.flatMap((row) => mineralsOf(row[established]!))
  return list.map((each) => ({ ...each, established: proven.some((name) => covers(name, each.name)) }))
}

/** 多金属, 其他 name no one mineral. */
const GENERIC = /多金属|其[他它]|^石料$|共生|伴生/

/** Whether no item of the list is, contains or is contained in the mineral. Each name is looked up once per list. */
const outside = (mineral: string, list: readonly Listed[]): boolean => {
  const known = judgedIn(list)
  const before = known.get(mineral)
  if (before !== undefined) return before
  const found = !GENERIC.test(mineral) && !list.some((each) => covers(each.name, mineral))
  known.set(mineral, found)
  return found
}

const judgedIn = once(
  (list: readonly Listed[]) => list,
  () => new Map<string, boolean>(),
)

/** What a category's name admits. */
const CATEGORIES: readonly (readonly [RegExp, readonly MineralClass[]])[] = [
  [/水气/, ['water-gas']],
  [/能源/, ['energy']],
  [/黑色/, ['ferrous']],
  [/有色/, ['non-ferrous']],
  [/贵/, ['precious']],
  [/稀有|稀土|分散/, ['rare']],
  [/冶金/, ['metallurgical']],
  [/化工/, ['chemical']],
  [/建材/, ['building']],
  [/非金属/, ['metallurgical', 'chemical', 'building']],
  [/金属/, ['ferrous', 'non-ferrous', 'precious', 'rare']],
]

const classified = (list: readonly Listed[]): Finding[] => {
  const seen = new Set<string>()
  const misplaced = list.flatMap((each): Finding | [] => {
    const own = mineralClass(each.name)
    const innermost =
      CATEGORIES.find(([word]) => word.test(each.category.split(' ').at(-1)!)) ??
      CATEGORIES.find(([word]) => word.test(each.category))
    if (!own || !innermost || innermost[1].includes(own) || seen.has(each.name)) return []
    seen.add(each.name)
    return {
      verdict: 'doubtful',
      quotes: [quote(each.cell)],
      computed: `${each.written}：${own} ∉ ${each.category}`,
      message: {
        zh: `“${each.written}”列在“${each.category.split(' ').at(-1)}”，与矿种代码的类别不一致`,
        en: `“${each.written}” stands under a category that its code does not belong to`,
      },
      remedy: { zh: '核对亚矿种与分类', en: 'Check the sub-mineral and its category' },
    }
  })
  return misplaced
}

const stem = (name: string): string => name.replace(/(?:氧化物|矿产|矿石|金属|矿)$/g, '')

/** A mineral of the running text that the list has under another name of the same stem. */
const renamed = (plan: Plan, list: readonly Listed[]): Finding[] => {
  const done = new Set<string>()
  return passagesOf(plan).flatMap((passage) =>
    mentionsOf(passage).flatMap((mention): Finding | [] => {
      const key = stem(mention.name)
      if (key.length < 3 || done.has(mention.name) || !outside(mention.name, list)) return []
      const other = list.find((each) => stem(each.name) === key && each.name !== mention.name)
      if (!other) return []
      done.add(mention.name)
      return {
        verdict: 'fails',
        quotes: [quote(passage.span, Math.max(0, mention.start - 8), mention.end + 20), quote(other.cell)],
        computed: `${mention.text} ≠ ${other.written}`,
        message: {
          zh: `正文“${mention.text}”与表中“${other.written}”名称不一`,
          en: `“${mention.text}” in the text, “${other.written}” in the table`,
        },
        remedy: { zh: '统一矿种名称', en: 'Use one name' },
      }
    }),
  )
}

const rights = (plan: Plan, list: readonly Listed[]): Finding[] =>
  passagesOf(plan).flatMap((passage) => {
    if (!passage.present) return []
    const parts = partitionsOf(passage).filter((partition) =>
      /探矿权|采矿权|矿山/.test(partition.whole.label + partition.whole.noun),
    )
    if (parts.length === 0) return []
    const from = Math.min(...parts.map((partition) => partition.from))
    const to = Math.max(...parts.map((partition) => partition.to))
    return mentionsOf(passage)
      .filter((mention) => mention.start >= from && mention.end <= to + 2 && outside(mention.name, list))
      .map(
        (mention): Finding => ({
          verdict: 'doubtful',
          quotes: [
            quote(
              passage.span,
              Math.max(
                from,
                passage.text.lastIndexOf('、', mention.start - 1) + 1,
                passage.text.lastIndexOf('，', mention.start) + 1,
              ),
              mention.end + 4,
            ),
          ],
          computed: `${mention.text} ∉ 矿产种类表`,
          message: {
            zh: `已有矿业权的“${mention.text}”不在已发现矿产之列`,
            en: `There are rights for “${mention.text}”, which is not among the minerals found`,
          },
          remedy: { zh: '补入矿产种类表或改正名称', en: 'Add it to the list or correct its name' },
        }),
      )
  })

/** Minerals the text orders to mine, restrict or leave alone that the region is not said to have. */
const ordered = (plan: Plan, list: readonly Listed[]): Finding[] =>
  directionsOf(plan).flatMap((direction): Finding | [] => {
    // A ban is on the very mineral it names: 金 in the list is no 砂金.
    const strangers = direction.minerals.filter((mineral) =>
      direction.stance === 'forbidden'
        ? !list.some((each) => sameMineral(each.name, mineral) || containsMineral(mineral, each.name))
        : outside(mineral, list),
    )
    if (strangers.length === 0) return []
    return {
      verdict: 'doubtful',
      quotes: [direction.quote],
      computed: `${strangers.join('、')} ∉ 矿产种类表`,
      message: {
        zh: `调控方向中的${strangers.join('、')}不在已发现矿产之列`,
        en: `${strangers.join(', ')} is ordered about, but not among the minerals found`,
      },
      remedy: { zh: '补入矿产种类表或删去', en: 'Add it to the list or leave it out' },
    }
  })

const blocks = (plan: Plan, list: readonly Listed[]): Finding[] =>
  blockMineralsOf(plan).flatMap((each): Finding[] => {
    const strangers = each.minerals.filter((mineral) => outside(mineral, list))
    const unproven =
      each.act === 'mining'
        ? list.filter(
            (item) =>
              !item.established &&
              each.minerals.includes(item.name) &&
              !list.some((other) => other.established && other.name === item.name),
          )
        : []
    const findings: Finding[] = []
    if (strangers.length > 0)
      findings.push({
        verdict: 'fails',
        quotes: each.quotes,
        computed: `${strangers.join('、')} ∉ 矿产种类表`,
        message: {
          zh: `规划区块的矿种${strangers.join('、')}不在已发现矿产之列`,
          en: `Blocks are drawn for ${strangers.join(', ')}, not among the minerals found`,
        },
        remedy: { zh: '补入矿产种类表或改正矿种名称', en: 'Add it to the list or correct its name' },
      })
    if (unproven.length > 0)
      findings.push({
        verdict: 'doubtful',
        quotes: [...unproven.map((item): Quote => quote(item.cell)), ...each.quotes],
        computed: `${unproven.map((item) => item.written).join('、')}：未查明 → 开采区块`,
        message: {
          zh: `${unproven.map((item) => item.written).join('、')}未查明资源储量，却划定了开采规划区块`,
          en: 'A mining block is drawn for a mineral whose reserves are not established',
        },
        remedy: { zh: '说明资源储量依据', en: 'State the reserves it rests on' },
      })
    if (findings.length === 0)
      findings.push({
        verdict: 'holds',
        quotes: each.quotes,
        computed: `{${each.minerals.join('、')}} ⊂ 矿产种类表`,
        message: { zh: '规划区块的矿种均在已发现矿产之列', en: 'The minerals of the blocks are among those found' },
      })
    return findings
  })

export const membership: Check = {
  name: 'membership',
  title: { zh: '矿种与矿产种类表', en: 'Minerals against the list of minerals found' },
  run: (plan) => {
    const table = speciesTable(plan)
    if (!table) return []
    const list = withEstablished(table, listedIn(table))
    if (list.length === 0) return []
    return [
      ...classified(list),
      ...renamed(plan, list),
      ...rights(plan, list),
      ...ordered(plan, list),
      ...blocks(plan, list),
    ]
  },
}
