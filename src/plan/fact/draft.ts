/** How every fact reader cites what it read. */
import type { Span } from '#document/document.ts'
import { asWritten } from '#document/span.ts'
import type { Clause, Fact, PlanTable } from '#plan/plan.ts'

/** A fact without its id, which it gets when all facts stand in order. */
export type Draft = Omit<Fact, 'id'>

/** What a fact is about when it is about no single mineral, mine or area: the whole region. */
export const WHOLE = '全部'

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

export const fromClause = (clause: Pick<Clause, 'outline'>, span: Span): Pick<Draft, 'quote' | 'at' | 'outline'> => ({
  quote: asWritten(span),
  at: span.at,
  outline: clause.outline,
})

/** A year written in a text, the first one; null when there is none. */
export const yearIn = (text: string): number | null => {
  const hit = /(?:19|20)\d{2}(?=\s*年|\s*末|\s*底|$|[^\d])/.exec(text)
  return hit ? Number(hit[0]) : null
}
