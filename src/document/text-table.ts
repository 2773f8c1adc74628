/**
 * Tables in plain text. Three forms: cells as tab-led lines in rows parted by blank lines (what Word-to-text converters
 * write), pipes, and columns parted by tabs on one line. Spans of merged cells are lost in all of them; rectangle.ts
 * finds them again.
 */
import type { Span, Table } from '#document/document.ts'
import { isHeadingLine, isTableCaption } from '#document/heading.ts'
import { rectangle } from '#document/rectangle.ts'
import { cut, joinSpans } from '#document/span.ts'
import type { Line } from '#document/text-line.ts'

export type FoundTable = { readonly table: Table; readonly next: number }

const tabLed = (line: Line): boolean => line.source.startsWith('\t')

const inner = (line: Line): Span => cut(line.span, line.span.text.startsWith('\t') ? 1 : 0)

const isRowEnd = (line: Line): boolean => line.source.trim() === '' && !tabLed(line)

/** Word's own line break inside a cell: a line without a tab right under a cell. */
const continuesCell = (line: Line): boolean =>
  !tabLed(line) && line.span.text.trim() !== '' && !isHeadingLine(line.span.text) && line.span.text.length < 400

export const tabLedTable = (lines: readonly Line[], from: number): FoundTable | null => {
  if (!tabLed(lines[from]!)) return null
  const rows: Span[][] = []
  let row: Span[][] = []
  const endRow = (): void => {
    if (row.length > 0) rows.push(row.map((cell) => (cell.length === 1 ? cell[0]! : joinSpans(cell))))
    row = []
  }
  let i = from
  for (; i < lines.length; i++) {
    const line = lines[i]!
    if (tabLed(line)) {
      const caption = inner(line)
      // A second caption opens the next table.
      if (rows.length > 0 && row.length === 0 && isTableCaption(caption.text)) break
      row.push([caption])
    } else if (isRowEnd(line)) {
      endRow()
      const next = lines.slice(i + 1, i + 3).findIndex(tabLed)
      if (next < 0) break
      if (next > 0 && !isRowEnd(lines[i + 1]!)) break
    } else if (row.length > 0 && continuesCell(line)) {
      row.at(-1)!.push(cut(line.span, 0))
    } else break
  }
  endRow()
  const table = build(rows)
  return table && { table, next: i }
}

export const pipeTable = (lines: readonly Line[], from: number): FoundTable | null => {
  const isPipe = (line: Line | undefined): boolean => /^\s*[|│｜].*[|│｜]\s*$/.test(line?.span.text ?? '')
  if (!isPipe(lines[from])) return null
  const rows: Span[][] = []
  let i = from
  for (; isPipe(lines[i]); i++) {
    const { span } = lines[i]!
    if (/^[\s|│｜:+\-—=─┼├┤]+$/.test(span.text) && /[-—=─]{2}/.test(span.text)) continue
    rows.push(splitAt(span, /[|│｜]/g).slice(1, -1))
  }
  const table = build(rows)
  return table && { table, next: i }
}

export const tabSeparatedTable = (lines: readonly Line[], from: number, contents: RegExp): FoundTable | null => {
  // One tab and a page number is a line of the contents; more tabs are columns.
  const columns = (line: Line | undefined): number => {
    const count = line ? line.span.text.split('\t').length : 1
    return count === 2 && contents.test(line!.span.text) ? 1 : count
  }
  if (columns(lines[from]) < 2 || Math.max(columns(lines[from]), columns(lines[from + 1])) < 3) return null
  if (columns(lines[from + 1]) < 2) return null
  const rows: Span[][] = []
  let i = from
  for (; columns(lines[i]) >= 2; i++) rows.push(splitAt(lines[i]!.span, /\t/g))
  const table = build(rows)
  return table && { table, next: i }
}

const splitAt = (span: Span, separator: RegExp): Span[] => {
  const cells: Span[] = []
  let start = 0
  for (const match of span.text.matchAll(separator)) {
    cells.push(cut(span, start, match.index))
    start = match.index + match[0].length
  }
  cells.push(cut(span, start))
  return cells
}

const build = (all: readonly (readonly Span[])[]): Table | null => {
  const rows = all.filter((row) => row.some((cell) => cell.text !== ''))
  if (rows.length === 0) return null
  const alone = rows[0]!.filter((cell) => cell.text !== '')
  const captioned = alone.length === 1 && (isTableCaption(alone[0]!.text) || (rows[0]!.length === 1 && rows.length > 1))
  const body = captioned ? rows.slice(1) : rows
  const first = rows[0]![0]!
  const last = rows.at(-1)!.at(-1)!
  return {
    kind: 'table',
    caption: captioned ? alone[0]! : null,
    ...rectangle(body),
    raw: body.map((row) => row.map((cell) => cell.text)),
    at: { ...first.at, end: last.at.end },
  }
}
