/** Ties what was understood to where it stands on the page: source offsets become stretches of a block's own text. */
import type { Cell, Place, Span, Table } from '#document/document.ts'
import { asWritten } from '#document/span.ts'

/** fact:…, rule:…, check:3, message:2 — how both sides of the reader name one thing. */
export type ItemKey = string

export const keyOf = (kind: 'fact' | 'rule' | 'check' | 'message', id: string | number): ItemKey =>
  `${kind}:${encodeURIComponent(id)}`

export type AnchorKind = 'fact' | 'rule' | 'problem' | 'doubt'

/** One place that one thing was read from; a thing may have several. */
export type Anchor = { readonly key: ItemKey; readonly kind: AnchorKind; readonly at: Place }

/** A stretch of text under the same anchors, the narrowest anchor first; no anchors: plain text. */
export type Stretch = { readonly text: string; readonly anchors: readonly Anchor[] }

/** The offset into the clean text where the source offset `source` fell (clamped to the span). */
export const cleanOffset = (span: Span, source: number): number => {
  const { runs, text } = span
  let index = 0
  while (index + 1 < runs.length && runs[index + 1]!.source <= source) index++
  const run = runs[index]
  if (!run) return 0
  const end = runs[index + 1]?.clean ?? text.length
  return Math.min(Math.max(run.clean + source - run.source, run.clean), end)
}

const touches = (place: Place, at: Place): boolean => place.start < at.end && place.end > at.start

/** Cuts a span where anchors begin and end, so that every stretch lies wholly inside or outside each of them. */
export const stretchesOf = (span: Span, anchors: readonly Anchor[]): Stretch[] => {
  const ranges = anchors
    .filter((anchor) => touches(anchor.at, span.at))
    .map((anchor) => ({
      anchor,
      from: cleanOffset(span, anchor.at.start),
      to: cleanOffset(span, Math.min(anchor.at.end, span.at.end)),
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.to - a.from - (b.to - b.from))
  // What the reader sees is the document's own characters; they stand one for one for those that were understood.
  const words = asWritten(span)
  if (ranges.length === 0) return [{ text: words, anchors: [] }]
  const cuts = [...new Set([0, span.text.length, ...ranges.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).map((from, i) => ({
    text: words.slice(from, cuts[i + 1]),
    anchors: ranges.filter((range) => range.from <= from && range.to >= cuts[i + 1]!).map(({ anchor }) => anchor),
  }))
}

export type MergedCell = {
  readonly cell: Cell
  readonly column: number
  readonly rowSpan: number
  readonly colSpan: number
}

/** The rectangle of a table with its merged cells put together again, row by row, as its authors drew it. */
export const mergedRows = (table: Table): MergedCell[][] => {
  const { rows } = table
  const taken = rows.map((row) => row.map(() => false))
  const continues = (row: number, column: number, origin: Cell): boolean => {
    const cell = rows[row]?.[column]
    return cell?.filled === true && !taken[row]![column] && cell.span.at.start === origin.span.at.start
  }
  return rows.map((row, r) =>
    row.flatMap((cell, column) => {
      if (taken[r]![column]) return []
      let colSpan = 1
      while (continues(r, column + colSpan, cell)) colSpan++
      let rowSpan = 1
      const wholeRow = (below: number) =>
        Array.from({ length: colSpan }, (_, i) => i).every((i) => continues(below, column + i, cell))
      while (r + rowSpan < rows.length && r + rowSpan !== table.headerRows && wholeRow(r + rowSpan)) rowSpan++
      for (let i = 0; i < rowSpan; i++) for (let j = 0; j < colSpan; j++) taken[r + i]![column + j] = true
      return [{ cell, column, rowSpan, colSpan }]
    }),
  )
}
