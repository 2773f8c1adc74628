/** How many mines there are and may be: in all, by mineral, from tables and from sentences; and the blocks for new ones. */

import type { Span } from '#document/document.ts'
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { oncePerPlan } from '#plan/once.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { type Passage, partitionsOf, passagesOf, quoteFigure, saidIn } from '#plan/text/passage.ts'
import { cellNumber, isTotalRow, mineralsOf } from './cell.ts'
import type { IndicatorRow } from './indicator-row.ts'
import { type CountOf, minesOf } from './mines.ts'
import { measureOf, placesOf } from './occurrence.ts'
import { covers, tablesOf } from './tables.ts'

export type Cap = { readonly value: number; readonly quotes: readonly Quote[]; readonly row: IndicatorRow }

/** The cap on all mines, with its places in table and text. */
export const mineCap = (plan: Plan): Cap | null => {
  const row = tablesOf(plan).indicators.find((each) => measureOf(each) === 'mines' && each.value !== null)
  if (!row) return null
  const places = placesOf(plan, row)
  return { value: row.value!, quotes: [...places, quote(row.valueSpan)], row }
}

/** Mining blocks the plan draws, counted in the text or listed. */
export const miningBlocks = (plan: Plan): { readonly count: number; readonly quotes: readonly Quote[] } | null => {
  for (const passage of passagesOf(plan)) {
    if (passage.present) continue
    const parts = new Set(partitionsOf(passage).flatMap((partition) => partition.parts))
    const figures = passage.figures.filter(
      (figure) =>
        figure.dimension === 'count' &&
        !parts.has(figure) &&
        (/^个?(?!集中)[\p{Script=Han}]{0,6}(?<!集中)开采(?:规划)?区块/u.test(figure.noun) ||
          /开采(?:规划)?区块$/.test(figure.label)),
    )
    if (figures.length > 0)
      return {
        count: figures.reduce((sum, figure) => sum + figure.value, 0),
        quotes: figures.map((figure) => quoteFigure(passage, figure)),
      }
  }
  const listing = tablesOf(plan).listings.find((each) => each.kind === 'mining-block')
  return listing ? { count: listing.rows.length, quotes: listing.rows.slice(0, 2).map((row) => quote(row.name)) } : null
}

type MineralCount = {
  readonly mineral: string
  readonly name: Span
  readonly value: number
  readonly cell: Span
  readonly year: number
  readonly tableId: string
}

/** Cells of "矿种 × 某年矿山数" tables. */
export const mineralCountsOf = oncePerPlan((plan): readonly MineralCount[] => {
  const counts = plan.tables.flatMap((table) => {
    const mineral = table.columns.findIndex((heading) => /矿种|矿产/.test(heading))
    if (mineral < 0) return []
    const named = (heading: string): RegExpExecArray | null =>
      /(20\d\d)年?.*(?:矿山|采矿权).*数/.exec(heading) ?? /(?:矿山|采矿权)[^（(]*数[^（(]*[（(](20\d\d)年/.exec(heading)
    // Where some columns say that they count mines, a bare year counts something else.
    const told = table.columns.some((heading) => named(heading) !== null)
    return table.columns.flatMap((heading, at) => {
      const year =
        named(heading) ??
        (!told && /(?:矿山|采矿权)(?:总)?数/.test(table.title)
          ? /^(20\d\d)年?(?:底|末)?(?:[（(][个家座宗][）)])?$/.exec(heading)
          : null)
      if (!year) return []
      return table.cells.flatMap((cells, row) => {
        const value = cellNumber(cells[at]!)
        const [name] = mineralsOf(cells[mineral]!.text)
        return isTotalRow(table, row) || value === null || !name
          ? []
          : {
              mineral: name,
              name: cells[mineral]!,
              value,
              cell: cells[at]!,
              year: Number(year[1]),
              tableId: table.id,
            }
      })
    })
  })
  return counts
})

/**
 * How many mines of a mineral exist, with the parts counted; null where the text does not count by mineral. `besides` are
 * minerals that stand on their own beside it: 建筑用砂岩 beside 建筑用石料 is none of the latter.
 */
export const existingOf = (
  plan: Plan,
  mineral: string,
  besides: readonly string[] = [],
): { readonly value: number; readonly parts: readonly CountOf[] } | null => {
  const mines = minesOf(plan)
  if (!mines || mines.byMineral.length === 0) return null
  const parts = mines.byMineral.filter(
    (each) =>
      covers(each.mineral, mineral) &&
      !besides.some((other) => !sameMineral(other, mineral) && sameMineral(other, each.mineral)),
  )
  return { value: parts.reduce((sum, part) => sum + part.value, 0), parts }
}

type MineralCap = {
  readonly mineral: string
  readonly value: number
  readonly quote: Quote
  readonly passage: Passage
}

/** "其中萤石矿山控制在6个以内": every cap on the mines of one mineral. */
export const mineralCapsOf = (plan: Plan): readonly MineralCap[] =>
  saidIn(plan, 'ahead').flatMap(({ passage, figure }): MineralCap | [] => {
    if (figure.dimension !== 'count' || figure.bound !== 'at-most' || !/矿山|采矿权/.test(figure.label)) return []
    const [mention] = mineralsIn(figure.label)
    return mention
      ? {
          mineral: mention.name,
          value: figure.value,
          quote: quoteFigure(passage, figure),
          passage,
        }
      : []
  })
