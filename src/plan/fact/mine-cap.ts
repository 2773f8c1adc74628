import type { Plan } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { partitionsOf, passagesOf, quoteFigure } from '#plan/text/passage.ts'
import type { IndicatorRow } from './indicator-row.ts'
import { measureOf, occurrencesOf } from './occurrence.ts'
import { tablesOf } from './tables.ts'

export type Cap = { readonly value: number; readonly quotes: readonly Quote[]; readonly row: IndicatorRow }

/** The cap on all mines, with its places in table and text. */
export const mineCap = (plan: Plan): Cap | null => {
  const row = tablesOf(plan).indicators.find((each) => measureOf(each) === 'mines' && each.value !== null)
  if (!row) return null
  const places = (occurrencesOf(plan).get(row) ?? []).map(({ passage, figure }) => quoteFigure(passage, figure))
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
