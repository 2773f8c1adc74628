/** The cells of a table that is told by its columns: pieces of one column that wrap, or that fall to the same row. */
import { columnsOf, type Region } from '#document/pdf-column.ts'
import type { Piece } from '#document/pdf-line.ts'

/** A cell: its pieces from the top down, in one column or over several. */
export type Block = { readonly first: number; last: number; readonly pieces: Piece[] }

export const top = (block: Block): number => block.pieces[0]!.y
export const bottom = (block: Block): number => block.pieces.at(-1)!.y
export const middle = (block: Block): number => (top(block) + bottom(block)) / 2

/** The words of a cell; pieces on one baseline keep a space. */
export const textOf = (block: Block): string =>
  block.pieces
    .map((piece, i) => {
      const before = block.pieces[i - 1]
      const sameLine = before !== undefined && Math.abs(before.y - piece.y) < 0.3 * piece.size
      const words = before !== undefined && /[a-z]$/i.test(before.text) && /^[a-z]/i.test(piece.text)
      return (sameLine || words ? ' ' : '') + piece.text
    })
    .join('')

export const figure = /^[≤≥<>≦≧约]?[-+]?[\d,，]+(?:[.．]\d+)?(?:[%％]|[万亿]?[元吨个处家])?$|^[-—–－/／]+$/

export const isFigures = (pieces: readonly Piece[]): boolean =>
  pieces.filter((piece) => figure.test(piece.text.replace(/\s/g, ''))).length * 2 > pieces.length

/**
 * The distance up to which two pieces of a column are one cell, where lines inside a cell stand closer than rows do;
 * null where both stand alike. Columns of figures tell, for a figure never wraps.
 */
export const wrapStep = (columns: readonly (readonly Piece[])[], rowLines: readonly number[]): number | null => {
  const steps = (pieces: readonly Piece[]): number[] =>
    pieces
      .slice(1)
      .map((piece, i) => piece.y - pieces[i]!.y)
      .filter((step) => step > 0.5 * pieces[0]!.size)
  const all = columns.flatMap(steps).sort((a, b) => a - b)
  const least = all[0]
  if (least === undefined) return null
  const figures = columns.filter((pieces) => pieces.length > 1 && isFigures(pieces.slice(1)))
  const rows = (figures.length > 0 ? figures.flatMap((pieces) => steps(pieces.slice(1))) : rowSteps(rowLines)).sort(
    (a, b) => a - b,
  )
  const row = rows[0]
  if (row === undefined || row < least * 1.14) return null
  // The first jump among the steps parts lines of a cell from the first line of the next one.
  const jump = all.findIndex((step, i) => i > 0 && step > all[i - 1]! * 1.09 && step > all[i - 1]! + 1)
  return jump < 0 ? null : (all[jump - 1]! + all[jump]!) / 2
}

const rowSteps = (lines: readonly number[]): number[] => lines.slice(1).map((y, i) => y - lines[i]!)

/** The pieces of one column as cells. */
export const cellsOf = (
  pieces: readonly Piece[],
  parts: {
    readonly step: number | null
    readonly rowLines: readonly number[]
    readonly between: (a: Piece, b: Piece) => boolean
  },
): Block[] => {
  const widest = pieces.reduce((most, piece) => Math.max(most, piece.right - piece.x), 0)
  const right = pieces.reduce((most, piece) => Math.max(most, piece.right), 0)
  const blocks: Block[] = []
  for (const piece of pieces) {
    const block = blocks.at(-1)
    const before = block?.pieces.at(-1)
    const joins = (): boolean => {
      if (!before) return false
      const step = piece.y - before.y
      if (step < 0.4 * piece.size) return true
      if (parts.between(before, piece)) return false
      if (parts.step !== null) return step <= parts.step + 0.06 * piece.size
      const full =
        widest >= 2.8 * piece.size &&
        (before.right - before.x >= widest - 1.6 * piece.size || before.right >= right - 1.6 * piece.size)
      const rows = parts.rowLines.filter((y) => y > before.y - 0.4 * piece.size && y < piece.y + 0.4 * piece.size)
      return step < 2 * piece.size && rows.length < 2 && (full || /^[（(]/.test(piece.text))
    }
    if (block && joins()) block.pieces.push(piece)
    else {
      const { first, last } = { first: 0, last: 0 }
      blocks.push({ first, last, pieces: [piece] })
    }
  }
  return blocks
}

/** The baselines that are rows by themselves: most columns have a word on them, or one of figures has its figure. */
export const rowLinesOf = ({ lines, columns }: Region): number[] => {
  const columnOf = (piece: Piece): number => columnsOf(columns, piece).first
  const figures = columns.map((_, c) =>
    isFigures(lines.flatMap((line) => line.pieces.filter((piece) => columnOf(piece) === c)).slice(1)),
  )
  return lines
    .filter((line) => {
      const used = new Set(line.pieces.map(columnOf))
      const figured = line.pieces.some((piece) => figures[columnOf(piece)] && figure.test(piece.text))
      return used.size >= 2 && (figured || used.size >= 0.6 * columns.length)
    })
    .map((line) => line.y)
}

export type Row = { top: number; bottom: number }

/** The row a cell belongs to: where it begins with it, or lies about its middle. */
export const rowOf = (rows: readonly Row[], block: Block): { readonly at: number; readonly off: number } => {
  let at = 0
  let off = Number.POSITIVE_INFINITY
  rows.forEach((row, i) => {
    const distance = Math.min(Math.abs(top(block) - row.top), Math.abs(middle(block) - (row.top + row.bottom) / 2))
    if (distance < off - 0.1) {
      off = distance
      at = i
    }
  })
  return { at, off }
}

/**
 * The pieces of a column dealt out to rows in order, so that each share lies about the middle of its row, or begins with
 * it; null where no share-out fits. Tells wrapped cells where lines inside cells stand as far apart as rows do.
 */
const dealtOut = (pieces: readonly Piece[], rows: readonly number[], setAtTop: boolean): Block[] | null => {
  const [n, m] = [pieces.length, rows.length]
  if (n > mostDealt || m > mostDealt) return null
  const own = pieces.map((piece) => rows.findIndex((y) => Math.abs(y - piece.y) < 0.25 * piece.size))
  const cost = (from: number, to: number, row: number): number => {
    const at = setAtTop ? pieces[from]!.y : (pieces[from]!.y + pieces[to - 1]!.y) / 2
    const off = Math.abs(at - rows[row]!) / pieces[from]!.size
    // A piece on the line of another row belongs to that one.
    const elsewhere = own.slice(from, to).some((at) => at >= 0 && at !== row)
    return off > 0.3 || elsewhere ? Number.POSITIVE_INFINITY : off
  }
  // best[i][j]: the least cost of dealing the first i pieces to the first j rows.
  const best = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(Number.POSITIVE_INFINITY))
  const from = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(-1))
  for (let j = 0; j <= m; j++) best[0]![j] = j * empty
  for (let j = 1; j <= m; j++)
    for (let i = 1; i <= n; i++) {
      best[i]![j] = best[i]![j - 1]! + empty
      for (let k = i - 1; k >= Math.max(0, i - 12); k--) {
        if (k < i - 1 && pieces[k + 1]!.y - pieces[k]!.y > 2.2 * pieces[k]!.size) break
        if (best[k]![j - 1] === Number.POSITIVE_INFINITY) continue
        const all = best[k]![j - 1]! + cost(k, i, j - 1)
        if (all < best[i]![j]!) {
          best[i]![j] = all
          from[i]![j] = k
        }
      }
    }
  if (best[n]![m] === Number.POSITIVE_INFINITY) return null
  const blocks: Block[] = []
  for (let i = n, j = m; i > 0; j--) {
    const k = from[i]![j]!
    if (k < 0) continue
    blocks.unshift({ first: 0, last: 0, pieces: pieces.slice(k, i) })
    i = k
  }
  return blocks
}

const mostDealt = 150
/** What a row without a piece costs against one whose pieces are a type size off. */
const empty = 0.5

/** The columns below the heads as cells: dealt out to the rows that a column of figures tells, else by their wraps. */
export const bodyCells = (columns: readonly (readonly Piece[])[], group: (c: number) => Block[]): Block[][] => {
  const figures = columns.filter((pieces) => pieces.length > 1 && isFigures(pieces))
  const rows = figures.reduce<readonly Piece[]>((a, b) => (b.length > a.length ? b : a), []).map((piece) => piece.y)
  const grouped = columns.map((_, c) => group(c))
  if (rows.length < 2) return grouped
  const dealt = (setAtTop: boolean): (Block[] | null)[] =>
    columns.map((pieces) => (pieces.length < 2 ? null : dealtOut(pieces, rows, setAtTop)))
  const [inMiddle, atTop] = [dealt(false), dealt(true)]
  const dealtColumns = (some: readonly (Block[] | null)[]): number => some.filter((blocks) => blocks !== null).length
  const better = dealtColumns(atTop) > dealtColumns(inMiddle) ? atTop : inMiddle
  // Labels in front that stand for several rows lie about the middle of all of them.
  let leading = true
  return grouped.map((blocks, c) => {
    const share = better[c]
    leading &&= !share || share.length < rows.length
    return share && !leading ? share : blocks
  })
}
