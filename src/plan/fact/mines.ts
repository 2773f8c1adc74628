/** The mines that exist in the base year, as the plan counts them: in all, by size, by mineral. */

import { mineralsIn } from '#mineral/mineral.ts'
import { oncePerPlan } from '#plan/once.ts'
import type { Reading } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import type { Figure } from '#plan/text/figure.ts'
import type { Partition } from '#plan/text/partition.ts'
import { type Passage, partitionsOf, passagesOf } from '#plan/text/passage.ts'
import { cellNumber, isTotalRow, mineralsOf } from './cell.ts'

export type CountOf = {
  readonly mineral: string
  readonly value: number
  readonly quote: Quote
  /** Where the text counts it; null for a table's cell. */
  readonly said: { readonly passage: Passage; readonly figure: Figure } | null
}

export type Mines = {
  readonly passage: Passage
  readonly total: Figure
  readonly sizes: {
    readonly large: number
    readonly medium: number
    readonly small: number
    readonly quotes: readonly Quote[]
  } | null
  readonly byMineral: readonly CountOf[]
}

const isMines = (figure: Figure): boolean =>
  figure.dimension === 'count' && /矿山|采矿权|矿企|矿业企业/.test(figure.label + figure.noun)

const partBySize = (partition: Partition, word: RegExp): number =>
  partition.parts.reduce((sum, part) => sum + (word.test(part.label + part.noun) ? part.value : 0), 0)

const hasSizes = (partition: Partition): boolean =>
  partition.parts.filter((part) => /大型|中型|小型/.test(part.label + part.noun)).length >= 2

/** The mineral a part is counted for, null where it names none or several. */
export const mineralOfPart = (part: Figure): string | null => {
  const words = (part.label || part.noun)
    .replace(/^(?:[按分]?矿种(?:分|看|统计|划分)?[为有]?|其中|有|和|及)+/, '')
    .replace(/(?:矿山|采矿权|探矿权|勘查规划区块|开采规划区块|区块|项目)$/, '')
  const mentions = mineralsIn(words)
  const last = mentions.at(-1)
  return mentions.length === 1 && last && last.end - last.start >= words.length - 3 ? last.name : null
}

/** Mines by mineral from a table that divides them by size, method or state. */
const countedInTables = (plan: Reading): readonly CountOf[] => {
  for (const table of plan.tables) {
    const mineral = table.columns.findIndex((heading) => /^矿种|^矿产/.test(heading))
    const count = table.columns.findIndex((heading) =>
      /^(?:矿山(?:总)?数量?|小计|合计|个数|数量|矿山个数)/.test(heading),
    )
    if (mineral < 0 || count < 0 || !table.columns.some((heading) => /大型?$/.test(heading))) continue
    return table.cells.flatMap((cells, row): CountOf[] => {
      const [name] = mineralsOf(cells[mineral]!.text)
      const value = cellNumber(cells[count]!)
      return isTotalRow(table, row) || !name || value === null
        ? []
        : [{ mineral: name, value, quote: quote(cells[mineral]!), said: null }]
    })
  }
  return []
}

/** "现有矿山10家" with no division in the text: sizes from a table that divides mines by size. */
const plainTotal = (plan: Reading): Mines | null => {
  for (const passage of passagesOf(plan)) {
    if (!passage.present) continue
    const total = passage.figures.find(
      (figure) =>
        isMines(figure) &&
        /(?:现有|共有|有效|持证|现设)[^，。；]*$/.test(figure.label) &&
        /矿山|采矿权/.test(figure.label),
    )
    if (total) return { passage, total, sizes: sizesInTables(plan), byMineral: [] }
  }
  return null
}

const sizesInTables = (plan: Reading): Mines['sizes'] => {
  for (const table of plan.tables) {
    if (/最低/.test(table.title) || table.columns.some((heading) => /单位|最低/.test(heading))) continue
    const at = ['大', '中', '小'].map((size) =>
      table.columns.findIndex((heading) => new RegExp(`(?:^|·)${size}型?$`).test(heading)),
    )
    if (at.some((column) => column < 0)) continue
    const rows = table.cells.filter((_, row) => !isTotalRow(table, row))
    const [large, medium, small] = at.map((column) =>
      rows.reduce((sum, cells) => sum + (cellNumber(cells[column]!) ?? 0), 0),
    )
    const cited = rows.flatMap((cells) =>
      at.flatMap((column) => (cellNumber(cells[column]!) ? [quote(cells[column]!)] : [])),
    )
    return { large: large!, medium: medium!, small: small!, quotes: cited.slice(0, 12) }
  }
  return null
}

/** What was counted, cited: one stretch of the text, or the cells. */
export const countQuotes = (counts: readonly CountOf[]): readonly Quote[] => {
  const first = counts[0]?.said
  const last = counts.at(-1)?.said
  return first && last
    ? [quote(first.passage.span, first.figure.labelStart, last.figure.end)]
    : counts.map((count) => count.quote)
}

/** Null where the text counts no mines. */
export const minesOf = oncePerPlan((plan): Mines | null => {
  let best: Mines | null = null
  for (const passage of passagesOf(plan)) {
    if (!passage.present) continue
    const partitions = partitionsOf(passage).filter(
      (partition) => isMines(partition.whole) && partition.complete !== 'open',
    )
    if (partitions.length === 0) continue
    const total = partitions[0]!.whole
    const sizes = partitions.find(hasSizes)
    const byMineral = partitions
      .filter((partition) => partition.whole === total)
      .map((partition) => partition.parts.map((figure) => ({ mineral: mineralOfPart(figure), figure, passage })))
      .find((parts) => parts.filter((part) => part.mineral !== null).length >= parts.length * 0.7)
    const mines: Mines = {
      passage,
      total,
      sizes: sizes
        ? {
            large: partBySize(sizes, /大型|大中型/),
            medium: partBySize(sizes, /(?<!大)中型/),
            small: partBySize(sizes, /小型/),
            quotes: [quote(passage.span, sizes.whole.labelStart, sizes.to)],
          }
        : null,
      byMineral: (byMineral ?? []).flatMap(({ mineral, figure }) =>
        mineral === null
          ? []
          : {
              mineral,
              value: figure.value,
              quote: quote(passage.span, figure.labelStart, figure.end),
              said: { passage, figure },
            },
      ),
    }
    const richness = (m: Mines): number => (m.sizes ? 1 : 0) + (m.byMineral.length > 0 ? 2 : 0)
    if (!best || richness(mines) > richness(best)) best = mines
  }
  best ??= plainTotal(plan)
  if (best && best.byMineral.length === 0) best = { ...best, byMineral: countedInTables(plan) }
  return best
})
