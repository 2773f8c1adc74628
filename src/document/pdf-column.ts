/**
 * Tables that are told by the position of their columns: without ruling lines, or with horizontal ones only (三线表).
 * Successive lines that leave the same vertical gutters free are a table; a paragraph fills its gutters.
 */
import { headingNumber, isHeadingLine, isTableCaption } from '#document/heading.ts'
import { type Piece, splitPiece, type TextLine } from '#document/pdf-line.ts'
import type { Rule } from '#document/pdf-page.ts'

/** A horizontal stretch (points). */
export type Stretch = { readonly from: number; readonly to: number }

/** Lines that make a table, its columns from left to right, and the horizontal rules drawn among them. */
export type Region = {
  readonly lines: readonly TextLine[]
  readonly columns: readonly Stretch[]
  readonly rules: readonly Rule[]
}

/** Gaps in units of the type size: what parts two cells of a line, and what a gutter keeps free at least. */
const cellGap = 0.9
const narrowestGutter = 0.5
/** Two lines of a table are no further apart (type sizes). */
const widestStep = 3.6
/** Nobody prints more lines, or pieces of them, on a page: its columns are not looked for. */
const mostLines = 1000
const mostPieces = 6000
/** Baselines closer than this belong to one row: a cell of one line stands beside the middle of one of two. */
const halfStep = 1.05
/** More columns are no table that anybody reads. */
const mostColumns = 40

const figure = /^[≤≥<>约]?[-+]?[\d,，]+(?:[.．]\d+)?[%％]?$|^[-—–－/／]+$/

const gapsOf = (line: TextLine): Stretch[] =>
  line.pieces
    .slice(1)
    .map((piece, i) => ({ from: line.pieces[i]!.right, to: piece.x }))
    .filter((gap) => gap.to - gap.from >= cellGap * line.size)

const remark = /^\s*[（(]?\s*(?:注|备注|说明|单位|计量单位|资料来源|数据来源)\s*[:：]/

/** Words that name a table or a chapter, or remark on one: their gaps are no columns. */
const standsAlone = (line: TextLine): boolean => {
  if (isTableCaption(line.text) || remark.test(line.text)) return true
  if (line.pieces.length > 2) return false
  const number = headingNumber(line.text)
  return (
    number !== null &&
    !(number.style === 'decimal' && !number.number.includes('.')) &&
    number.style !== 'arabic' &&
    line.pieces[0]!.text.length <= number.length
  )
}

const isTabular = (line: TextLine): boolean => gapsOf(line).length > 0 && !standsAlone(line)

/** Whether a rule as wide as the lines is drawn between their baselines. */
export const ruleBetween = (rules: readonly Rule[], above: Piece, below: Piece, across: Stretch): Rule | undefined =>
  rules.find(
    (rule) =>
      rule.at > above.y - 0.3 * above.size &&
      rule.at < below.y - 0.3 * below.size &&
      rule.from <= across.from + Math.min(6, (across.to - across.from) * 0.15) &&
      rule.to >= across.to - Math.min(6, (across.to - across.from) * 0.15),
  )

/** The last of the lines from `from` on that may be one table: tabular ones, and pieces of wrapped cells among them. */
const lastTabular = (lines: readonly TextLine[], from: number, carried: readonly Stretch[] | null): number => {
  let x = Math.min(lines[from]!.x, carried?.[0]?.from ?? lines[from]!.x)
  let right = Math.max(lines[from]!.right, carried?.at(-1)?.to ?? 0)
  let last = from
  let loose = 0
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i]!
    const before = lines[i - 1]!
    if (line.y - before.y > widestStep * Math.max(line.size, before.size)) break
    if (Math.abs(line.size - lines[from]!.size) > 0.35 * line.size) break
    if (isTabular(line)) {
      loose = 0
      last = i
      x = Math.min(x, line.x)
      right = Math.max(right, line.right)
      continue
    }
    if (++loose > 6 || (standsAlone(line) && line.pieces.length < 2)) break
    if (line.right - line.x > 0.62 * (right - x)) break
    if (line.x < x - 12 * line.size || line.right > right + 8 * line.size) break
  }
  return last
}

/** Where the lines leave room: stretches that no line crosses, and such that only heads over several columns cross. */
const guttersOf = (lines: readonly TextLine[], spanning: number): Stretch[] => {
  const free = stretchesOf(lines, 0)
  const crossed = stretchesOf(lines, spanning).filter((one) => !free.some((g) => g.from < one.to && one.from < g.to))
  return [...free, ...crossed].sort((a, b) => a.from - b.from)
}

/** Stretches wide enough for a gutter that at most so many lines cross. */
const stretchesOf = (lines: readonly TextLine[], most: number): Stretch[] => {
  const size = lines[0]!.size
  const edges = lines
    .flatMap((line) =>
      line.pieces.flatMap((piece) => [
        { at: piece.x, by: 1 },
        { at: piece.right, by: -1 },
      ]),
    )
    .sort((a, b) => a.at - b.at || b.by - a.by)
  const gutters: { from: number; to: number }[] = []
  let depth = 0
  let free: number | null = null
  for (const { at, by } of edges) {
    const before = depth
    depth += by
    if (before > most && depth <= most) free = at
    if (before <= most && depth > most && free !== null) {
      if (at - free >= narrowestGutter * size) gutters.push({ from: free, to: at })
      free = null
    }
  }
  return gutters
}

const columnsBetween = (lines: readonly TextLine[], gutters: readonly Stretch[]): Stretch[] => {
  const left = Math.min(...lines.map((line) => line.x))
  const right = Math.max(...lines.map((line) => line.right))
  return [...gutters, { from: right, to: right }].map((gutter, i) => ({
    from: i === 0 ? left : gutters[i - 1]!.to,
    to: gutter.from,
  }))
}

/** Which column holds most of a piece, and how far it reaches over the middle of gutters. */
export const columnsOf = (
  columns: readonly Stretch[],
  piece: Piece,
): { readonly first: number; readonly last: number } => {
  const slack = 0.6 * piece.size
  const edge = (i: number): number => (columns[i]!.to + columns[i + 1]!.from) / 2
  let first = 0
  while (first < columns.length - 1 && piece.x + slack > edge(first)) first++
  let last = first
  while (last < columns.length - 1 && piece.right - slack > edge(last)) last++
  return { first, last }
}

/** Lines with every piece in its columns: one that runs over a gutter with a space there is two. */
const alignedLine = (line: TextLine, columns: readonly Stretch[]): TextLine => {
  const pieces: Piece[] = []
  const take = (piece: Piece): void => {
    const { first, last } = columnsOf(columns, piece)
    const parts = first < last ? splitPiece(piece, columns[first]!.to, columns[first + 1]!.from) : null
    if (!parts) {
      pieces.push(piece)
      return
    }
    pieces.push(parts[0])
    take(parts[1])
  }
  for (const piece of line.pieces) take(piece)
  return { ...line, pieces }
}

/** Which row a line may belong to at most: lines half a step apart stand beside each other. */
const bandsOf = (lines: readonly TextLine[]): number[] => {
  let band = 0
  let top = lines[0]!.y
  return lines.map((line, i) => {
    if (i > 0 && (line.y - lines[i - 1]!.y >= halfStep * line.size || line.y - top > 2.2 * line.size)) {
      band++
      top = line.y
    }
    return band
  })
}

/** Neighbouring columns of which no line has both, one only in the head, are one: a head to the left, figures to the right. */
const withoutHalves = (lines: readonly TextLine[], columns: readonly Stretch[]): Stretch[] => {
  const held = columns.map(() => new Set<number>())
  const bands = bandsOf(lines)
  lines.forEach((line, i) => {
    for (const piece of line.pieces) {
      const { first, last } = columnsOf(columns, piece)
      if (first === last) held[first]!.add(bands[i]!)
    }
  })
  const firstFigure = lines.findIndex((line) => line.pieces.some((piece) => figure.test(piece.text)))
  const body = firstFigure < 0 ? 2 : Math.max(1, bands[firstFigure]!)
  const isHead = (at: ReadonlySet<number>): boolean => [...at].every((band) => band < body)
  const made: { stretch: Stretch; held: Set<number> }[] = []
  columns.forEach((stretch, i) => {
    const last = made.at(-1)
    const apart = last && ![...held[i]!].some((band) => last.held.has(band))
    if (apart && (isHead(last.held) || isHead(held[i]!)))
      made[made.length - 1] = {
        stretch: { from: last.stretch.from, to: stretch.to },
        held: new Set([...last.held, ...held[i]!]),
      }
    else made.push({ stretch, held: held[i]! })
  })
  return made.map((each) => each.stretch)
}

/** Numbered lists, entries like “编制单位：…”, contents and text set in two columns are no tables. */
const isTable = (region: Region, captioned: boolean): boolean => {
  const { lines, columns } = region
  const cells = columns.map(() => [] as string[])
  let shared = 0
  for (const line of lines) {
    const at = new Set<number>()
    for (const piece of line.pieces) {
      const { first } = columnsOf(columns, piece)
      cells[first]!.push(piece.text)
      at.add(first)
    }
    if (at.size > 1) shared++
  }
  if (columns.length < 2 || shared < 2 || cells.some((column) => column.length === 0)) return false
  const [first, second] = cells as [string[], string[]]
  const ruled = region.rules.length >= 2
  if (columns.length > 2) return shared >= 3 || ruled || captioned
  const long = (column: readonly string[]): boolean =>
    column.reduce((sum, text) => sum + text.length, 0) / column.length > 16
  if (first.every((text) => headingNumber(`${text} 文`) && text.length <= 6) && long(second)) return false
  if (first.filter((text) => /[:：]$/.test(text)).length * 2 > first.length && !ruled) return false
  if (long(first) && long(second)) return false
  if (ruled || captioned) return true
  const figures = Math.max(...cells.map((column) => column.filter((text) => figure.test(text)).length))
  return shared >= 3 && figures >= 2 && first.filter((text) => headingNumber(text)).length * 2 < first.length
}

/** More gaps than this inside a column tell nothing new. */
const mostGaps = 1000

/** Where pieces of one row stand side by side within a column, and others reach over the gap alone: it is two columns. */
const withInner = (lines: readonly TextLine[], columns: readonly Stretch[]): Stretch[] => {
  const bands = bandsOf(lines)
  const size = lines[0]!.size
  return columns.flatMap((column) => {
    const inside = lines.map((line) =>
      line.pieces.filter((piece) => piece.x > column.from - 1 && piece.right < column.to + 1),
    )
    const gaps: Stretch[] = []
    inside.forEach((pieces, i) => {
      for (
        let j = i;
        j < lines.length && bands[j]! <= bands[i]! + 1 && lines[j]!.y - lines[i]!.y < halfStep * size;
        j++
      )
        for (const one of pieces)
          for (const other of inside[j]!) {
            if (gaps.length >= mostGaps) return
            const [left, right] = one.x < other.x ? [one, other] : [other, one]
            if (right.x - left.right >= narrowestGutter * size) gaps.push({ from: left.right, to: right.x })
          }
    })
    // The widest stretch that the gaps agree on.
    const gutter = gaps
      .map((gap) => gaps.filter((other) => other.from < gap.to && gap.from < other.to))
      .map((same) => ({ from: Math.max(...same.map((gap) => gap.from)), to: Math.min(...same.map((gap) => gap.to)) }))
      .find((gap) => gap.to - gap.from >= narrowestGutter * size)
    if (!gutter) return [column]
    const pieces = inside.flat()
    const left = pieces.filter((piece) => piece.right <= gutter.from + 1)
    const right = pieces.filter((piece) => piece.x >= gutter.to - 1)
    if (right.length < 2 || left.length + right.length < pieces.length / 3) return [column]
    return [
      { from: column.from, to: Math.max(...left.map((piece) => piece.right)) },
      { from: Math.min(...right.map((piece) => piece.x)), to: column.to },
    ]
  })
}

/** The columns of a run; those of the table it may go on from where they fit. */
const regionOf = (lines: readonly TextLine[], rules: readonly Rule[], carried: readonly Stretch[] | null): Region => {
  const spanning = lines.length < 3 ? 0 : Math.max(1, Math.floor(lines.length / 6))
  const gutters = guttersOf(lines, spanning)
  const columns = withInner(lines, withoutHalves(lines, columnsBetween(lines, gutters)))
  // The columns found here say more of this page than those of the page above, where they are as many.
  const asCarried = carried !== null && columns.length !== carried.length && fits(lines, carried)
  return { lines, columns: asCarried ? carried : columns, rules }
}

/** Whether lines keep the gutters of these columns free, most of them. */
const fits = (lines: readonly TextLine[], columns: readonly Stretch[]): boolean => {
  const pieces = lines.flatMap((line) => alignedLine(line, columns).pieces)
  const over = pieces.filter((piece) => {
    const { first, last } = columnsOf(columns, piece)
    return first !== last
  })
  const [left, right] = [columns[0]!.from, columns.at(-1)!.to]
  const used = new Set(pieces.map((piece) => columnsOf(columns, piece).first))
  return (
    over.length * 6 <= pieces.length &&
    used.size >= 2 &&
    used.size * 2 >= columns.length &&
    lines.every((line) => line.x > left - 3 * line.size && line.right < right + 6 * line.size)
  )
}

/** Whether a line next to a table belongs to it: half a line off, or inside its rules, or the end of a wrapped cell. */
const belongs = (region: Region, line: TextLine, below: boolean): boolean => {
  const { columns, lines, rules } = region
  const next = below ? lines.at(-1)! : lines[0]!
  const step = Math.abs(line.y - next.y)
  const [left, right] = [columns[0]!.from, columns.at(-1)!.to]
  if (standsAlone(line) || step > 2.2 * line.size || line.x < left - 2 || line.right > right + 8 * line.size)
    return false
  const across = { from: left, to: right }
  if (ruleBetween(rules, below ? next : line, below ? line : next, across)) return false
  if (step < halfStep * line.size) return true
  const { first, last } = columnsOf(columns, line)
  if (first !== last || (below && isHeadingLine(line.text))) return false
  const edge = { ...line, y: line.y + (below ? 1 : -1) * 3.5 * line.size }
  if (ruleBetween(rules, below ? line : edge, below ? edge : line, across)) return true
  if (!below) return false
  const above = lines
    .slice(-3)
    .flatMap((each) => each.pieces)
    .findLast((piece) => columnsOf(columns, piece).first === first)
  const width = columns[first]!.to - columns[first]!.from
  return (
    above !== undefined &&
    step <= 2 * line.size &&
    width >= 3 * line.size &&
    above.right - above.x >= width - 2 * line.size
  )
}

/** The region with the lines right above and below that belong to it; none above `least`. */
const extended = (
  region: Region,
  lines: readonly TextLine[],
  from: number,
  least: number,
): { region: Region; from: number } => {
  let first = from
  let made = region
  while (first > least && belongs(made, lines[first - 1]!, false)) {
    first--
    made = { ...made, lines: [lines[first]!, ...made.lines] }
  }
  for (let i = from + region.lines.length; i < lines.length && belongs(made, lines[i]!, true); i++)
    made = { ...made, lines: [...made.lines, lines[i]!] }
  return { region: made, from: first }
}

/** Rules that lie at the lines of a region: among them, or right above and below. */
const rulesAt = (rules: readonly Rule[], lines: readonly TextLine[]): Rule[] => {
  const x = Math.min(...lines.map((line) => line.x))
  const right = Math.max(...lines.map((line) => line.right))
  const [top, bottom] = [lines[0]!, lines.at(-1)!]
  return rules.filter(
    (rule) =>
      rule.at > top.y - 3 * top.size &&
      rule.at < bottom.y + 2.2 * bottom.size &&
      rule.to > x &&
      rule.from < right &&
      rule.from > x - 8 * top.size &&
      rule.to < right + 12 * top.size,
  )
}

/**
 * The tables among the lines of a page (top down). `rules` are the horizontal strokes outside ruled grids; `carried` the
 * columns of a table that the page before ends with, which may go on here with fewer lines than make a table.
 */
export const regionsOf = (
  lines: readonly TextLine[],
  rules: readonly Rule[],
  carried: readonly Stretch[] | null,
): Region[] => {
  const regions: Region[] = []
  if (lines.length > mostLines || lines.reduce((sum, line) => sum + line.pieces.length, 0) > mostPieces) return []
  let end = 0
  for (let i = 0; i < lines.length; i++) {
    if (!isTabular(lines[i]!)) continue
    const goesOn = regions.length === 0 && carried !== null && lines.slice(0, i).every((line) => line.text.length < 40)
    const core = lines.slice(i, lastTabular(lines, i, goesOn ? carried : null) + 1)
    const found = regionOf(core, rulesAt(rules, core), goesOn ? carried : null)
    if (found.columns.length > mostColumns) continue
    const { region, from } = extended(found, lines, i, end)
    const aligned = { ...region, lines: region.lines.map((line) => alignedLine(line, region.columns)) }
    const captioned = lines.slice(Math.max(0, from - 3), from).some((line) => isTableCaption(line.text))
    const same = goesOn && found.columns.length === carried.length
    if (!same && !isTable(aligned, captioned)) continue
    regions.push(aligned)
    end = from + region.lines.length
    i = end - 1
  }
  return regions
}
