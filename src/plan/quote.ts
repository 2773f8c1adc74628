/** How what was read is cited: by the source's own characters and their place. */
import type { Place, Span } from '#document/document.ts'
import { asWritten, cut, joinSpans } from '#document/span.ts'
import type { PlanTable } from '#plan/plan.ts'

/** The source's own characters and where they stand. */
export type Quote = { readonly text: string; readonly at: Place }

/** No quote is longer than this; a longer stretch is cited by its beginning. */
const LONGEST_QUOTE = 300

/** A quote shorter than this is given with the words around it: a bare number tells a reader nothing. */
const SHORTEST_QUOTE = 14
const MARKS = '，、：（）(),:'

/** A span, or the part of it between two clean offsets, as a quote; a few words are widened within their sentence. */
export const quote = (span: Span, from = 0, to = span.text.length): Quote => {
  const { text } = span
  let start = Math.max(0, from)
  let end = Math.min(to, text.length, start + LONGEST_QUOTE)
  const stops = (at: number, marks: string): boolean => marks.includes(text[at] ?? '。')
  if (end - start < SHORTEST_QUOTE) {
    while (end - start < 2 * SHORTEST_QUOTE && start > 0 && !stops(start - 1, '。；;！？')) {
      start--
      if (end - start >= SHORTEST_QUOTE && stops(start - 1, `。；;！？${MARKS}`)) break
    }
    while (end - start < SHORTEST_QUOTE && end < text.length && !stops(end, '。；;！？')) end++
  }
  const part = cut(span, start, end)
  return { text: asWritten(part), at: part.at }
}

/** The words that a pattern found, as a quote. */
export const quoteMatch = (span: Span, { index, 0: words }: RegExpExecArray): Quote =>
  quote(span, index, index + words.length)

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

/** A whole row of a table as the source writes it: on one line, or its cells one after another. */
export const rowQuote = (table: PlanTable, row: number): Quote => {
  const span = table.lines?.[row] ?? rowSpan(table, row, 0, table.columns.length - 1) ?? table.cells[row]![0]!
  return quote(span)
}

/** A table's caption as quotes: a caption on two lines is cited by its lines, for the source has no space between. */
export const captionQuotes = (table: { readonly caption: Span | null; readonly title: string }): readonly Quote[] => {
  const { caption, title } = table
  if (!caption) return []
  const at = title === '' ? -1 : caption.text.indexOf(title)
  if (at <= 0) return [quote(caption)]
  const whole = quote(caption)
  // A caption on one line stands in the source as it is.
  if (whole.at.end - whole.at.start === whole.text.length && caption.runs.length === 1) return [whole]
  return [quote(caption, 0, at), quote(caption, at)]
}
