/**
 * The rows of a table that is told by its columns. In each column successive pieces that wrap make a cell; the column
 * that has a cell in every row says where the rows are, the cells of the others fall to the nearest.
 */
import {
  type Block,
  bodyCells,
  bottom,
  cellsOf,
  isFigures,
  type Row,
  rowLinesOf,
  rowOf,
  textOf,
  top,
  wrapStep,
} from '#document/pdf-cell.ts'
import { columnsOf, type Region, ruleBetween } from '#document/pdf-column.ts'
import { blank, bodyTop, headRows, lowerLevel } from '#document/pdf-head.ts'
import { isSetAtTop, labelStarts, withTotals } from '#document/pdf-label.ts'
import type { Piece } from '#document/pdf-line.ts'

/** Rows of the lines below the heads, which no rule as wide as the table parts. */
const bodyRows = (all: readonly (readonly Block[])[], size: number): string[][] => {
  const columns = withTotals(all)
  const width = columns.length
  const rows = withOrphans(skeletonOf(columns), columns, size)
  const texts = rows.map(() => blank(width))
  const setAtTop = isSetAtTop(rows, columns, size)
  let lead = true
  columns.forEach((blocks, c) => {
    lead &&= blocks.length < rows.length && (c === 0 || !isFigures(blocks.map((block) => block.pieces[0]!)))
    const beside = rows.map((_, r) => (columns[c + 1] ?? []).some((block) => rowOf(rows, block).at === r))
    const starts = lead && blocks.length > 0 ? labelStarts(rows, blocks, beside, setAtTop) : null
    blocks.forEach((block, i) => {
      const row = starts?.[i] ?? rowOf(rows, block).at
      texts[row]![c] += textOf(block)
    })
  })
  return texts
}

/** The rows as the column of figures with most cells has them; as the column with most cells where none holds figures. */
const skeletonOf = (columns: readonly (readonly Block[])[]): Row[] => {
  const most = (some: readonly (readonly Block[])[]): readonly Block[] =>
    some.reduce((a, b) => (b.length > a.length ? b : a), [])
  const figures = most(
    columns.filter((blocks) => blocks.length > 0 && isFigures(blocks.map((block) => block.pieces[0]!))),
  )
  const blocks = figures.length > 1 ? figures : most(columns)
  return blocks.map((block) => ({ top: top(block), bottom: bottom(block) }))
}

/** A row may lack its figure: a cell far from every row is a row, but for labels that stand for several. */
const withOrphans = (skeleton: readonly Row[], columns: readonly (readonly Block[])[], size: number): Row[] => {
  const rows = [...skeleton]
  let leading = true
  for (const blocks of columns) {
    leading &&= blocks.length < rows.length
    if (leading) continue
    for (const block of blocks)
      if (rowOf(rows, block).off > halfRow(rows, size)) {
        rows.push({ top: top(block), bottom: bottom(block) })
        rows.sort((a, b) => a.top - b.top)
      }
  }
  return rows
}

const halfRow = (rows: readonly Row[], size: number): number => {
  const steps = rows.slice(1).map((row, i) => row.top - rows[i]!.top)
  return Math.max(0.9 * size, 0.6 * (steps.length > 0 ? Math.min(...steps) : 0))
}

/** The rows of a region from the top down, all of one length, heads first; a cell without words is ''. */
export const rowsOf = (region: Region): string[][] => {
  const { lines, columns, rules } = region
  const across = { from: columns[0]!.from, to: columns.at(-1)!.to }
  const head = bodyTop(region, across)
  const size = lines[0]!.size
  const pieces = lines.flatMap((line) => line.pieces)
  const rowLines = rowLinesOf(region)
  const inColumn = (some: readonly Piece[]): Piece[][] =>
    columns.map((_, c) => some.filter((piece) => columnsOf(columns, piece).first === c))
  const isHead = (piece: Piece): boolean => piece.y - 0.3 * size < head
  const step = wrapStep(inColumn(pieces.filter((piece) => !isHead(piece))), rowLines)
  const level = pieces.some(isHead) ? lowerLevel(inColumn(pieces.filter(isHead))) : null
  const topmost = lines[0]!.y
  // A head of two lines may stand beside both levels; one that reaches over others begins at the top.
  const crosses = (a: Piece, b: Piece): boolean =>
    level !== null && a.y < Math.min(level, topmost + 0.5 * size) && b.y >= level
  const group = (some: readonly Piece[], joins: number | null, lines: readonly number[]): Block[][] =>
    inColumn(some).map((column, c) =>
      cellsOf(column, {
        step: joins,
        rowLines: lines,
        between: (a, b) => crosses(a, b) || ruleBetween(rules, a, b, columns[c]!) !== undefined,
      }).map((block) => {
        const last = Math.max(...block.pieces.map((piece) => columnsOf(columns, piece).last))
        return { ...block, first: c, last }
      }),
    )
  const cells = (body: readonly Piece[]): Block[][] => {
    const grouped = group(body, step, rowLines)
    return bodyCells(inColumn(body), (c) => grouped[c]!)
  }
  const heads = group(pieces.filter(isHead), 2.2 * size, []).flat()
  const bodies: Piece[][] = [[]]
  for (const [i, line] of lines.entries()) {
    const own = line.pieces.filter((piece) => !isHead(piece))
    if (own.length === 0) continue
    if (i > 0 && bodies.at(-1)!.length > 0 && ruleBetween(rules, lines[i - 1]!, line, across)) bodies.push([])
    bodies.at(-1)!.push(...own)
  }
  return [
    ...headRows(heads, columns, level),
    ...bodies.filter((body) => body.length > 0).flatMap((body) => bodyRows(cells(body), size)),
  ]
}
