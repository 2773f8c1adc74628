/** The heads of a table that is told by its columns: where they end, and one or two rows of them. */
import { type Block, bottom, figure, isFigures, middle, rowLinesOf, textOf, top } from '#document/pdf-cell.ts'
import { columnsOf, type Region, ruleBetween, type Stretch } from '#document/pdf-column.ts'
import type { Piece } from '#document/pdf-line.ts'

/** A row of cells without words. */
export const blank = (width: number): string[] => new Array<string>(width).fill('')

/** Upper heads over the columns below that have none of their own, each over a stretch of neighbours, by least offset. */
const spread = (uppers: readonly Block[], below: readonly number[], columns: readonly Stretch[]): number[] => {
  const cost = (upper: Block, from: number, to: number): number => {
    const left = columns[below[from]!]!.from
    const right = columns[below[to - 1]!]!.to
    const x = Math.min(...upper.pieces.map((piece) => piece.x))
    const end = Math.max(...upper.pieces.map((piece) => piece.right))
    for (let i = from + 1; i < to; i++) if (below[i]! !== below[i - 1]! + 1) return Number.POSITIVE_INFINITY
    return Math.min(Math.abs((x + end) / 2 - (left + right) / 2), Math.abs(x - left) + 0.01)
  }
  const n = uppers.length
  const m = below.length
  const best = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(Number.POSITIVE_INFINITY))
  const start = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0))
  best[0]![0] = 0
  for (let i = 1; i <= n; i++)
    for (let to = i; to <= m; to++)
      for (let from = i - 1; from < to; from++) {
        const all = best[i - 1]![from]! + cost(uppers[i - 1]!, from, to)
        if (all < best[i]![to]!) {
          best[i]![to] = all
          start[i]![to] = from
        }
      }
  if (!Number.isFinite(best[n]![m]!)) return uppers.map((upper) => upper.first)
  const at = new Array<number>(n)
  for (let i = n, to = m; i > 0; i--) {
    to = start[i]![to]!
    at[i - 1] = below[to]!
  }
  return at
}

/**
 * The y at which the lower of two levels of heads begins: columns whose heads all lie under the middle have none in the
 * upper level but one that reaches over them. Null where there is one level.
 */
export const lowerLevel = (columns: readonly (readonly Piece[])[]): number | null => {
  const all = columns.flat().map((piece) => piece.y)
  const centre = (Math.min(...all) + Math.max(...all)) / 2
  const low = columns.flatMap((pieces) => {
    const [first] = pieces
    if (!first || (first.y + pieces.at(-1)!.y) / 2 <= centre + 0.3 * first.size) return []
    return [first.y - first.size]
  })
  return low.length === 0 ? null : Math.min(...low)
}

/** The heads of the columns: one row, or two where some heads stand over several others, which begin at `level`. */
export const headRows = (blocks: readonly Block[], columns: readonly Stretch[], level: number | null): string[][] => {
  const width = columns.length
  if (blocks.length === 0) return []
  const centre = (Math.min(...blocks.map(top)) + Math.max(...blocks.map(bottom))) / 2
  const size = blocks[0]!.pieces[0]!.size
  const low = level === null ? [] : blocks.filter((block) => top(block) >= level && middle(block) > centre + 0.3 * size)
  const lowest = new Set(low.map((block) => block.first))
  const uppers = blocks
    .filter((block) => level !== null && bottom(block) < level && !low.includes(block))
    .filter((block) => lowest.has(block.first) || block.last > block.first)
    .sort((a, b) => a.pieces[0]!.x - b.pieces[0]!.x)
  const below = [...lowest].sort((a, b) => a - b)
  const owns = new Set(blocks.filter((block) => !low.includes(block) && !uppers.includes(block)).map((b) => b.first))
  const under = below.filter((c) => !owns.has(c))
  const all = columns.map((_, c) => c)
  const place = (some: readonly Block[]): string[] => {
    const row = blank(width)
    const heads = all.flatMap((c) => {
      const own = some.filter((block) => block.first === c).sort((a, b) => top(a) - top(b))
      return own.length === 0 ? [] : [{ ...own[0]!, pieces: own.flatMap((block) => block.pieces) }]
    })
    const at = spread(heads, all, columns)
    heads.forEach((head, i) => {
      row[at[i]!] = textOf(head)
    })
    return row
  }
  if (uppers.length === 0 || under.length <= uppers.length) return [place(blocks)]
  const lower = blank(width)
  for (const block of low) if (under.includes(block.first)) lower[block.first] += textOf(block)
  return [place(blocks.filter((block) => !(low.includes(block) && under.includes(block.first)))), lower]
}

/** The y below which the body of the table begins: under the rule below the heads, or above the first figures. */
export const bodyTop = (region: Region, across: Stretch): number => {
  const { lines, columns, rules } = region
  for (let i = 1; i < lines.length; i++) {
    const rule = ruleBetween(rules, lines[i - 1]!, lines[i]!, across)
    if (rule) return rule.at
  }
  const inColumn = columns.map((_, c) =>
    lines.flatMap((line) => line.pieces.filter((piece) => columnsOf(columns, piece).first === c)),
  )
  const figures = inColumn.filter((pieces) => pieces.length > 1 && isFigures(pieces.slice(1)))
  const firsts = figures.flatMap((pieces) => {
    const at = pieces.findIndex((piece) => figure.test(piece.text.replace(/\s/g, '')))
    return at < 0 ? [] : [{ above: pieces[at - 1]?.y, y: pieces[at]!.y }]
  })
  const first = firsts.toSorted((a, b) => a.y - b.y)[0]
  if (first) return first.above === undefined ? Number.NEGATIVE_INFINITY : (first.above + first.y) / 2
  const rowLines = rowLinesOf(region)
  const [one, two] = rowLines
  return one === undefined || two === undefined ? Number.NEGATIVE_INFINITY : (one + two) / 2
}
