/** The minerals for which blocks are drawn, from listings and from the text where there is no listing. */

import { mineralsIn } from '#mineral/mineral.ts'
import { oncePerPlan } from '#plan/once.ts'
import { type Quote, quote, quoteMatch, rowQuote } from '#plan/quote.ts'
import { partitionsOf, passagesOf } from '#plan/text/passage.ts'
import { mineralOfPart } from './mines.ts'
import { tablesOf } from './tables.ts'

export type BlockMinerals = {
  readonly act: 'exploration' | 'mining'
  readonly minerals: readonly string[]
  readonly quotes: readonly Quote[]
  readonly from: 'table' | 'text'
}

const SPOKEN = /(?:涉及|开采|勘查)?(?:的)?(?:主)?矿种(?:主要)?(?:为|均为|是|有|包括)[：:]?([^。；]+)/g

/** Blocks by act: every listing row, every list of minerals in a passage about blocks. */
export const blockMineralsOf = oncePerPlan((plan): readonly BlockMinerals[] => {
  const found: BlockMinerals[] = []
  for (const listing of tablesOf(plan).listings) {
    if (listing.kind !== 'exploration-block' && listing.kind !== 'mining-block') continue
    const act = listing.kind === 'exploration-block' ? 'exploration' : 'mining'
    for (const row of listing.rows)
      if (row.minerals.length > 0)
        found.push({
          act,
          minerals: row.minerals,
          quotes: [rowQuote(listing.table, row.row), ...(row.mineralSpan ? [quote(row.mineralSpan)] : [])],
          from: 'table',
        })
  }
  for (const passage of passagesOf(plan)) {
    if (passage.present) continue
    const act = /勘查(?:规划)?区块/.test(passage.text)
      ? 'exploration'
      : /开采(?:规划)?区块/.test(passage.text)
        ? 'mining'
        : null
    if (!act) continue
    for (const match of passage.text.includes('矿种') ? passage.text.matchAll(SPOKEN) : []) {
      const minerals = [...new Set(mineralsIn(match[1]!).map((mention) => mention.name))]
      if (minerals.length > 0)
        found.push({
          act,
          minerals,
          quotes: [quoteMatch(passage.span, match)],
          from: 'text',
        })
    }
    for (const partition of partitionsOf(passage)) {
      const minerals = partition.parts.map(mineralOfPart)
      if (
        !/区块/.test(partition.whole.label + partition.whole.noun + partition.parts[0]!.label) ||
        minerals.some((mineral) => mineral === null)
      )
        continue
      found.push({
        act,
        minerals: minerals as string[],
        quotes: [quote(passage.span, partition.parts[0]!.labelStart, partition.parts.at(-1)!.end)],
        from: 'text',
      })
    }
  }
  return found
})
