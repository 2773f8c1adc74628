/** Tables of formats that keep their merges (docx, html). */
import type { Cell, Table } from '#document/document.ts'
import { mostCells, mostColumns } from '#document/limit.ts'
import { countHeaderRows } from '#document/rectangle.ts'

/** Rows whose merges are known → a table: equal lengths, caption row set apart, headers counted. */
export const mergedTable = (rows: readonly (readonly Cell[])[], raw: readonly (readonly string[])[]): Table | null => {
  const kept = rows
    .map((row, i) => ({ row, raw: raw[i]! }))
    .filter(({ row }) => row.some((cell) => cell.span.text !== ''))
  if (kept.length === 0) return null
  const first = kept[0]!.row
  const captioned = kept.length > 1 && first.length > 1 && first.every((cell) => cell.span === first[0]!.span)
  const body = captioned ? kept.slice(1) : kept
  const width = body.reduce((most, { row }) => Math.max(most, row.length), 0)
  const blank = body.at(-1)!.row.at(-1)!.span
  const empty: Cell = {
    span: {
      text: '',
      at: { ...blank.at, start: blank.at.end },
      runs: [{ clean: 0, source: blank.at.end, line: blank.at.line }],
    },
  }
  const tooMuch = width > mostColumns || width * body.length > mostCells
  const equal = (tooMuch ? [] : body).map(({ row }) => [...row, ...new Array<Cell>(width - row.length).fill(empty)])
  return {
    kind: 'table',
    caption: captioned ? first[0]!.span : null,
    rows: equal,
    headerRows: countHeaderRows(equal),
    raw: body.map((each) => each.raw),
    at: { ...first[0]!.span.at, end: blank.at.end },
  }
}
