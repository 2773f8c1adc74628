/** Tables as rules read them: columns by their words, rows by what they say themselves, quotes by their own cells. */
import type { Span } from '#document/document.ts'
import { asWritten, joinSpans } from '#document/span.ts'
import type { PlanTable } from '#plan/plan.ts'
import type { RuleDraft } from '#rules/rule.ts'

/** Index of the first column whose header fits, -1 where none does; `from` skips columns before it. */
export const columnOf = (table: PlanTable, pattern: RegExp, from = 0): number =>
  table.columns.findIndex((column, i) => i >= from && pattern.test(column))

/** All columns whose header fits. */
export const columnsOf = (table: PlanTable, pattern: RegExp): readonly number[] =>
  table.columns.flatMap((column, i) => (pattern.test(column) ? [i] : []))

/** Nothing is set here: left empty, or crossed out with a dash. Not zero. */
export const blank = (cell: string | undefined): boolean => /^(?:[-—–－─/／\\\s]|无|不设)*$/.test(cell ?? '')

/** A row of sums, not of a thing: 合计 anywhere, the whole county only where a thing's name would stand. */
export const isTotal = (row: readonly string[]): boolean =>
  row.some((cell, i) =>
    (i < 2 ? /^(?:合计|总计|小计|共计|全[市县区省])$/ : /^(?:合计|总计|小计|共计)$/).test(cell.replace(/\s+/g, '')),
  )

/**
 * The words of one row, from column `from` on, with their place: cells that a merge filled from above or from the left
 * are left out, so that what is quoted stands in the source in one piece.
 */
export const quotingRow = (table: PlanTable, row: number, from = 0): Pick<RuleDraft, 'quote' | 'at'> | null => {
  const cells = table.cells[row] ?? []
  const above = table.cells[row - 1]
  const own = cells.filter(
    (cell, i): cell is Span =>
      i >= from &&
      cell.text.trim() !== '' &&
      cell.at.start !== above?.[i]?.at.start &&
      !cells.slice(0, i).some((left) => left.at.start === cell.at.start),
  )
  // A row that is filled throughout (only the last cell differs) is quoted from what is its own.
  if (own.length === 0) return null
  const span = joinSpans(own, ' ')
  return { quote: asWritten(span), at: span.at }
}
