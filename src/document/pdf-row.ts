/**
 * The rows of a table that is told by its columns. In each column successive pieces that wrap make a cell; the column
 * that has a cell in every row says where the rows are, the cells of the others fall to the nearest.
 */
import { columnsOf, type Region, ruleBetween, type Stretch } from '#document/pdf-column.ts'
import type { Piece } from '#document/pdf-line.ts'

/** A cell: its pieces from the top down, in one column or over several. */
type Block = { readonly first: number; last: number; readonly pieces: Piece[] }

const top = (block: Block): number => block.pieces[0]!.y
const bottom = (block: Block): number => block.pieces.at(-1)!.y
const middle = (block: Block): number => (top(block) + bottom(block)) / 2

/** The words of a cell; pieces on one baseline keep a space. */
const textOf = (block: Block): string =>
  block.pieces
    .map((piece, i) => {
      const before = block.pieces[i - 1]
      const sameLine = before !== undefined && Math.abs(before.y - piece.y) < 0.3 * piece.size
      const words = before !== undefined && /[a-z]$/i.test(before.text) && /^[a-z]/i.test(piece.text)
      return (sameLine || words ? ' ' : '') + piece.text
    })
    .join('')

const figure = /^[≤≥<>≦≧约]?[-+]?[\d,，]+(?:[.．]\d+)?(?:[%％]|[万亿]?[元吨个处家])?$|^[-—–－/／]+$/

const isFigures = (pieces: readonly Piece[]): boolean =>
  pieces.filter((piece) => figure.test(piece.text.replace(/\s/g, ''))).length * 2 > pieces.length

/**
 * The distance up to which two pieces of a column are one cell, where lines inside a cell stand closer than rows do;
 * null where both stand alike. Columns of figures tell, for a figure never wraps.
 */
const wrapStep = (columns: readonly (readonly Piece[])[], rowLines: readonly number[]): number | null => {
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
const cellsOf = (
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
const rowLinesOf = ({ lines, columns }: Region): number[] => {
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

type Row = { top: number; bottom: number }

/** The row a cell belongs to: where it begins with it, or lies about its middle. */
const rowOf = (rows: readonly Row[], block: Block): { readonly at: number; readonly off: number } => {
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

/** Where labels begin that are set in the middle of their rows: as far from the first as from the last; null if not. */
const middleStarts = (rows: readonly Row[], labels: readonly Block[], near: number): number[] | null => {
  const starts: number[] = []
  let from = 0
  for (const label of labels) {
    const first = rows[from]
    if (!first) return null
    starts.push(from)
    const end = 2 * middle(label) - first.top
    const last = rows.findIndex((row) => Math.abs(row.bottom - end) <= 2 * near)
    if (last < from) return null
    from = last + 1
  }
  return from === rows.length ? starts : null
}

/**
 * Where labels that reach over several rows begin; null where they tell neither way. `beside` says which rows have a
 * word in the next column: rows of one label all have one, a label that stands alone has none. Where both readings
 * hold, it counts whether wrapped cells are set in the middle of their rows.
 */
const labelStarts = (
  rows: readonly Row[],
  labels: readonly Block[],
  beside: readonly boolean[],
  setAtTop: boolean,
): number[] | null => {
  const near = rows.length > 1 ? 0.35 * Math.min(...rows.slice(1).map((row, i) => row.bottom - rows[i]!.top)) : 0
  const onRows = labels.map((label) =>
    rows.findIndex(
      (row) => Math.abs((row.top + row.bottom) / 2 - middle(label)) <= near || Math.abs(row.top - top(label)) <= near,
    ),
  )
  const atTop = onRows[0] === 0 && onRows.every((row) => row >= 0) ? onRows : null
  const atMiddle = middleStarts(rows, labels, near)
  if (!atTop || !atMiddle) return atTop ?? atMiddle
  const mixed = (starts: readonly number[]): number =>
    starts.filter((from, i) => new Set(beside.slice(from, starts[i + 1])).size > 1).length
  const worse = mixed(atMiddle) - mixed(atTop)
  return worse > 0 || (worse === 0 && setAtTop) ? atTop : atMiddle
}

/** Whether wrapped cells begin on the first line of their row, rather than lie about its middle. */
const isSetAtTop = (rows: readonly Row[], columns: readonly (readonly Block[])[], size: number): boolean => {
  let score = 0
  for (const blocks of columns)
    for (const block of blocks) {
      if (bottom(block) - top(block) < 0.5 * size) continue
      const row = rows.find((each) => each.top > top(block) - 0.3 * size && each.bottom < bottom(block) + 0.3 * size)
      if (row && row.bottom - row.top < 0.5 * size) score += row.top - top(block) < 0.3 * size ? 1 : -1
    }
  return score > 0
}

const blank = (width: number): string[] => new Array<string>(width).fill('')

/** 合计 set in the middle of the labels it stands for belongs to the first of them. */
const withTotals = (columns: readonly (readonly Block[])[]): Block[][] => {
  const moved = columns.map((blocks) => [...blocks])
  columns.forEach((blocks, c) => {
    if (c === 0) return
    for (const block of blocks) {
      if (!/^(?:合|总|小)\s*计$/.test(textOf(block))) continue
      const beside = columns
        .slice(0, c)
        .some((others) => others.some((other) => Math.abs(middle(other) - middle(block)) < halfLine(block)))
      if (beside) continue
      moved[c] = moved[c]!.filter((each) => each !== block)
      moved[0] = [...moved[0]!, block].sort((a, b) => top(a) - top(b))
    }
  })
  return moved
}

const halfLine = (block: Block): number => 0.5 * block.pieces[0]!.size

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

/**
 * The pieces of a column dealt out to rows in order, so that each share lies about the middle of its row, or begins with
 * it; null where no share-out fits. Tells wrapped cells where lines inside cells stand as far apart as rows do.
 */
const dealtOut = (pieces: readonly Piece[], rows: readonly number[], setAtTop: boolean): Block[] | null => {
  const [n, m] = [pieces.length, rows.length]
  if (n > mostDealt || m > mostDealt) return null
  const cost = (from: number, to: number, row: number): number => {
    const at = setAtTop ? pieces[from]!.y : (pieces[from]!.y + pieces[to - 1]!.y) / 2
    const off = Math.abs(at - rows[row]!) / pieces[from]!.size
    return off > 0.3 ? Number.POSITIVE_INFINITY : off
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
const bodyCells = (columns: readonly (readonly Piece[])[], group: (c: number) => Block[]): Block[][] => {
  const figures = columns.filter((pieces) => pieces.length > 1 && isFigures(pieces))
  const rows = figures.reduce<readonly Piece[]>((a, b) => (b.length > a.length ? b : a), []).map((piece) => piece.y)
  const grouped = columns.map((_, c) => group(c))
  if (rows.length < 2) return grouped
  const dealt = (setAtTop: boolean): (Block[] | null)[] =>
    columns.map((pieces) => (pieces.length < 2 ? null : dealtOut(pieces, rows, setAtTop)))
  const [inMiddle, atTop] = [dealt(false), dealt(true)]
  const dealtColumns = (some: readonly (Block[] | null)[]): number => some.filter((blocks) => blocks !== null).length
  const better = dealtColumns(atTop) > dealtColumns(inMiddle) ? atTop : inMiddle
  return grouped.map((blocks, c) => better[c] ?? blocks)
}

const halfRow = (rows: readonly Row[], size: number): number => {
  const steps = rows.slice(1).map((row, i) => row.top - rows[i]!.top)
  return Math.max(0.9 * size, 0.6 * (steps.length > 0 ? Math.min(...steps) : 0))
}

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
const lowerLevel = (columns: readonly (readonly Piece[])[]): number | null => {
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
const headRows = (blocks: readonly Block[], columns: readonly Stretch[], level: number | null): string[][] => {
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
  if (uppers.length === 0 || under.length <= uppers.length) {
    const row = blank(width)
    for (const block of blocks.toSorted((a, b) => top(a) - top(b))) row[block.first] += textOf(block)
    return [row]
  }
  const rows = [blank(width), blank(width)]
  const at = spread(uppers, under, columns)
  uppers.forEach((upper, i) => {
    rows[0]![at[i]!] += textOf(upper)
  })
  for (const block of blocks) {
    if (uppers.includes(block)) continue
    const row = under.includes(block.first) ? 1 : 0
    rows[row]![block.first] += textOf(block)
  }
  return rows
}

/** The y below which the body of the table begins: under the rule below the heads, or above the first figures. */
const bodyTop = (region: Region, across: Stretch): number => {
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
  const heads = group(pieces.filter(isHead), step, []).flat()
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
