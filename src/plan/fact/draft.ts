/** How every fact reader cites what it read. */
import type { Place, Span } from '#document/document.ts'
import { asWritten, joinSpans } from '#document/span.ts'
import type { Clause, Fact, Plan, PlanTable } from '#plan/plan.ts'

/** A plan before its facts are read. */
export type Reading = Omit<Plan, 'facts'>

/** A fact without its id, which it gets when all facts stand in order. */
export type Draft = Omit<Fact, 'id'>

/** What a fact is about when it is about no single mineral, mine or area: the whole region. */
export const WHOLE = '全部'

const samePlace = (a: Place, b: Place | undefined): boolean =>
  b !== undefined && a.start === b.start && a.part === b.part

/**
 * The row's own words from one column to another as one quote: empty cells, and cells filled from above or from the
 * left, are left out, so that what is quoted stands in the source in this order.
 */
export const rowSpan = (table: PlanTable, row: number, from: number, to: number): Span | null => {
  const cells = table.cells[row] ?? []
  const above = table.cells[row - 1] ?? table.header.at(-1) ?? []
  const own: Span[] = []
  for (let column = Math.min(from, to); column <= Math.max(from, to); column++) {
    const cell = cells[column]
    if (!cell || cell.text === '' || samePlace(cell.at, above[column]?.at) || samePlace(cell.at, own.at(-1)?.at))
      continue
    const last = own.at(-1)
    if (last && cell.at.start < last.at.end) continue
    own.push(cell)
  }
  return own.length > 0 ? joinSpans(own, ' ') : null
}

export const fromRow = (
  table: PlanTable,
  row: number,
  span: Span,
): Pick<Draft, 'quote' | 'at' | 'outline' | 'table' | 'row'> => ({
  quote: asWritten(span),
  at: span.at,
  outline: table.outline,
  table: table.id,
  row,
})

export const fromClause = (clause: Clause, span: Span): Pick<Draft, 'quote' | 'at' | 'outline'> => ({
  quote: asWritten(span),
  at: span.at,
  outline: clause.outline,
})

/** A year written in a text, the first one; null when there is none. */
export const yearIn = (text: string): number | null => {
  const hit = /(?:19|20)\d{2}(?=\s*年|\s*末|\s*底|$|[^\d])/.exec(text)
  return hit ? Number(hit[0]) : null
}
