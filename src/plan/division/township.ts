/** Townships as a plan names them: in cells, in running text, in the names of blocks; and what the divisions data know. */

import type { Span } from '#document/document.ts'
import { cellItems } from '#plan/fact/cell.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import { oncePerPlan } from '#plan/once.ts'
import type { Reading } from '#plan/plan.ts'
import { type Quote, quote, rowQuote } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import { townshipsOf } from './division.ts'
import { PEOPLES } from './region-name.ts'

export type TownshipUse = { readonly name: string; readonly quote: Quote; readonly inCell: boolean }

const TOWNSHIP = /^([\p{Script=Han}]{1,10})(镇|乡|街道|苏木)$/u
/** The suffix where a name ends: 乡村, 乡镇 and 城镇化 end none. */
const SUFFIX = /镇(?!化)|乡(?![镇村土])|街道|苏木/g
const LONGEST_STEM = 8

export const isTownship = (name: string): boolean => TOWNSHIP.test(name)
export const stemOf = (name: string): string => TOWNSHIP.exec(name)?.[1] ?? name
export const suffixOf = (name: string): string => TOWNSHIP.exec(name)?.[2] ?? ''
/** Without the people it is named for: 甲彝族乡 → 甲. */
export const bareStemOf = (name: string): string => stemOf(name).replace(PEOPLES, '') || stemOf(name)

/** What the divisions data name; empty where the county is not in them. */
export const townshipNames = (plan: Reading): readonly string[] =>
  plan.region?.code && plan.region.level === 'county'
    ? (townshipsOf(plan.region.code) ?? []).map((township) => township.name)
    : []

/** Townships named in cells of places, one use per cell. */
const usesInCells = (plan: Reading): TownshipUse[] =>
  plan.tables.flatMap((table) =>
    table.columns.flatMap((heading, at) =>
      /所在|行政区|乡|镇|位置/.test(heading)
        ? table.cells.flatMap((cells, row) =>
            cellItems(cells[at]!.text).flatMap((name) =>
              // A bare name tells a reader nothing: its row says of what.
              TOWNSHIP.test(name) ? [{ name, quote: rowQuote(table, row), inCell: true }] : [],
            ),
          )
        : [],
    ),
  )

/** In running text and names only stems already known can be told from the words before them. */
const usesInText = (span: Span, stems: ReadonlySet<string>): TownshipUse[] =>
  [...span.text.matchAll(SUFFIX)].flatMap((match) => {
    for (let length = Math.min(LONGEST_STEM, match.index); length >= 2; length--) {
      const from = match.index - length
      if (stems.has(span.text.slice(from, match.index)))
        return {
          name: span.text.slice(from, match.index) + match[0],
          quote: quote(span, Math.max(0, from - 8), match.index + match[0].length + 4),
          inCell: false,
        }
    }
    return []
  })

type Uses = { readonly uses: readonly TownshipUse[]; readonly counts: ReadonlyMap<string, number> }

/** All uses of township names in a plan, with how often each is written. */
export const townshipUses = oncePerPlan((plan): Uses => {
  const inCells = usesInCells(plan)
  const names = [...inCells.map((use) => use.name), ...townshipNames(plan)]
  // A stem with a character lacking is looked for as well: the longest that fits counts.
  const lacking = townshipNames(plan).flatMap((name) => {
    const stem = stemOf(name)
    return stem.length < 3 ? [] : [...stem].map((_, i) => stem.slice(0, i) + stem.slice(i + 1))
  })
  const stems = new Set([...names.flatMap((name) => [stemOf(name), bareStemOf(name)]), ...lacking])
  const spans: Span[] = [
    ...passagesOf(plan).map((passage) => passage.span),
    ...tablesOf(plan).listings.flatMap((listing) => listing.rows.map((row) => row.name)),
  ]
  const uses = [...inCells, ...spans.flatMap((span) => usesInText(span, stems))]
  const counts = new Map<string, number>()
  for (const use of uses) counts.set(use.name, (counts.get(use.name) ?? 0) + 1)
  return { uses, counts }
})
