/**
 * Tables in plain text. Six forms: cells as tab-led lines in rows parted by blank lines (what Word-to-text converters
 * write), pipes with or without outer ones, columns parted by tabs or by runs of blanks on one line, rows that begin with a
 * running number, and bare cells one below the other. Spans of merged cells are lost in all of them; rectangle.ts finds them again.
 */
import type { Span, Table } from '#document/document.ts'
import { isHeadingLine, isTableCaption } from '#document/heading.ts'
import { rectangle } from '#document/rectangle.ts'
import { cut, joinSpans } from '#document/span.ts'
import type { Line } from '#document/text-line.ts'

export type FoundTable = { readonly table: Table; readonly next: number }

/** The table that begins at a line, null where none does; asked of line after line from the top down. */
export type TableAt = (from: number) => FoundTable | null

/** Lines read as a table that holds no word are not read again from each of them. */
const readOnce = (read: (from: number) => { readonly table: Table | null; readonly next: number } | null): TableAt => {
  let empty = 0
  return (from) => {
    if (from < empty) return null
    const found = read(from)
    if (!found) return null
    const { table, next } = found
    if (table) return { table, next }
    empty = next
    return null
  }
}

/** What tells a table whose rows are successive lines with the same number of columns. */
type Evenness = {
  /** The number of columns of a line; 0 where it has none. */
  readonly width: (line: Line | undefined) => number
  /** How much a line says for or against a table. */
  readonly weight: (line: Line) => number
  /** Whether so many lines are a table: `first` is the weight of the first of them, `below` that of all others. */
  readonly isTable: (rows: number, width: number, first: number, below: number) => boolean
}

/** Where the table ends that begins at a line; null where none does. Each run of even lines is read once. */
const evenRuns = (lines: readonly Line[], { width, weight, isTable }: Evenness): ((from: number) => number | null) => {
  let begin = 0
  let end = 0
  let begins: boolean[] = []
  return (from) => {
    if (from < begin || from >= end) {
      begin = from
      end = from + 1
      const columns = width(lines[from])
      if (columns > 0) while (width(lines[end]) === columns) end++
      begins = new Array<boolean>(end - begin).fill(false)
      let below = 0
      for (let i = end - 1; i >= begin && columns > 0; i--) {
        const first = weight(lines[i]!)
        begins[i - begin] = isTable(end - i, columns, first, below)
        below += first
      }
    }
    return begins[from - begin] ? end : null
  }
}

const tabLed = (line: Line): boolean => line.source.startsWith('\t')

const inner = (line: Line): Span => cut(line.span, line.span.text.startsWith('\t') ? 1 : 0)

const isRowEnd = (line: Line): boolean => line.source.trim() === '' && !tabLed(line)

/** Word's own line break inside a cell: a line without a tab right under a cell. */
const continuesCell = (line: Line): boolean =>
  !tabLed(line) && line.span.text.trim() !== '' && !isHeadingLine(line.span.text) && line.span.text.length < 400

export const tabLedTables = (lines: readonly Line[]): TableAt =>
  readOnce((from) => {
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
    return { table: build(rows), next: i }
  })

const bars = /[|│｜]/g

/** Cells between bars; the outer bars may be left out. A bar in a sentence makes no table. */
export const pipeTables = (lines: readonly Line[]): TableAt =>
  readOnce((from) => {
    const text = (i: number): string => lines[i]?.span.text.trim() ?? ''
    const closed = (i: number): boolean => /^[|│｜].*[|│｜]$/.test(text(i))
    const count = (i: number): number => (text(i).length > 400 ? 0 : (text(i).match(bars)?.length ?? 0))
    const first = closed(from)
    if (!first && (count(from) === 0 || count(from) !== count(from + 1) || /[。；]$/.test(text(from)))) return null
    const rows: Span[][] = []
    const written: Span[] = []
    let i = from
    for (; first ? closed(i) : count(i) > 0; i++) {
      const { span } = lines[i]!
      if (/^[\s|│｜:+\-—=─┼├┤]+$/.test(span.text) && /[-—=─]{2}/.test(span.text)) continue
      const cells = splitAt(span, bars)
      rows.push(first ? cells.slice(1, -1) : cells)
      written.push(cut(span, 0))
    }
    return { table: build(rows, written), next: i }
  })

/** Fewer lines or columns than these stand side by side by chance. */
const LEAST_ALIGNED = 3

const alignedGap = /(?: {2,}|　+)[ 　]*/g

/** Columns set apart by two blanks or more; half of the rows below the first have figures. */
export const alignedTables = (lines: readonly Line[]): TableAt => {
  const endOf = evenRuns(lines, {
    width: (line) => {
      const text = line?.span.text.trim() ?? ''
      return text === '' || text.length > 200 || /[。；：]$/.test(text) ? 0 : text.split(alignedGap).length
    },
    weight: ({ span }) => (/\d/.test(span.text) ? 1 : 0),
    isTable: (rows, width, _, below) => width >= LEAST_ALIGNED && rows >= LEAST_ALIGNED && below >= (rows - 1) / 2,
  })
  return (from) => {
    const next = isTableCaption(lines[from]!.span.text) ? null : endOf(from)
    if (next === null) return null
    const rows = lines.slice(from, next).map(({ span }) => cut(span, 0))
    const table = build(
      rows.map((span) => splitAt(span, alignedGap)),
      rows,
    )
    return table && { table, next }
  }
}

const LONGEST_CELL = 60
const MOST_COLUMNS = 12

/** Under a caption, cells one below the other: codes or running numbers that return at one distance tell the rows. */
export const stackedTable = (lines: readonly Line[], from: number): FoundTable | null => {
  const text = (i: number): string => lines[i]?.span.text.trim() ?? ''
  const isCell = (i: number): boolean => {
    const words = text(i)
    return words !== '' && words.length <= LONGEST_CELL && !/[。；：，]$/.test(words) && !isTableCaption(words)
  }
  let end = from
  while (isCell(end)) end++
  const codes: number[] = []
  for (let i = from; i < end; i++)
    if (/^[A-Z]{1,4}[-_]?\d{1,12}$/.test(text(i)) || text(i) === String(codes.length + 1)) codes.push(i)
  const width = codes[0] === undefined ? 0 : codes[0] - from
  if (width < 2 || width > MOST_COLUMNS || codes.length < 2) return null
  if (codes.some((at, i) => at !== from + width * (i + 1))) return null
  const next = Math.min(end, codes.at(-1)! + width)
  const rows: Span[][] = []
  for (let i = from; i + width <= next; i += width) rows.push(lines.slice(i, i + width).map(({ span }) => cut(span, 0)))
  const table = build(rows)
  return table && { table, next }
}

/** A cell of nothing but a number, which a total row may leave the cells before it out for. */
const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?%?$/.test(text)

/** The cells of a total row that names only what it adds up: numbers under the columns of numbers, from the right. */
const totalCells = (words: readonly Span[], rows: readonly (readonly Span[])[]): Span[] | null => {
  const [label] = words
  const width = rows[0]!.length
  if (!label || words.length > width) return null
  const cells: Span[] = Array.from({ length: width }, () => cut(label, label.text.length))
  cells[0] = label
  const numeric = cells.flatMap((_, at) =>
    at > 0 && rows.slice(1).every((row) => isNumber(row[at]!.text)) ? [at] : [],
  )
  for (const word of words.slice(1).toReversed()) {
    const at = isNumber(word.text) ? numeric.pop() : cells.findIndex((cell, c) => c > 0 && cell.text === '')
    if (at === undefined || at < 0) return null
    cells[at] = word
  }
  return cells
}

/** Under a caption, cells parted by single blanks: told by the running number that every row begins with. */
export const numberedTable = (lines: readonly Line[], from: number): FoundTable | null => {
  const wordsAt = (i: number): Span[] => {
    const span = lines[i]?.span
    if (!span || span.text.trim() === '' || span.text.length > 200 || /[。；：，]$/.test(span.text.trim())) return []
    return splitAt(span, /[ \u3000]+/g).filter((cell) => cell.text !== '')
  }
  const header = wordsAt(from)
  const width = header.length
  if (width < LEAST_ALIGNED || !/^(?:序号|编号|号)$/.test(header[0]!.text)) return null
  const rows = [header]
  let next = from + 1
  for (; ; next++) {
    const words = wordsAt(next)
    if (words.length !== width || words[0]!.text !== String(rows.length)) break
    rows.push(words)
  }
  if (rows.length <= LEAST_ALIGNED) return null
  const last = wordsAt(next)
  const total = /^(?:合|总|小|共)计$/.test(last[0]?.text ?? '') ? totalCells(last, rows) : null
  if (total) {
    rows.push(total)
    next++
  }
  const table = build(
    rows,
    lines.slice(from, next).map(({ span }) => cut(span, 0)),
  )
  return table && { table, next }
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
  const table = build(
    rows,
    lines.slice(from, i).map(({ span }) => cut(span, 0)),
  )
  return table && { table, next: i }
}

/** Two or more spaces, also wide ones, part columns where line after line has as many of them. */
const columnGap = /[ \u00a0\u3000]{2,}/g

/** Columns parted by spaces: at least three of them on at least three lines. */
export const spacedTables = (lines: readonly Line[]): TableAt => {
  const cells = (line: Line | undefined): Span[] => {
    if (!line || line.span.text.length > 300 || isTableCaption(line.span.text)) return []
    const words = cut(line.span, 0)
    const found = words.text.match(columnGap)
    return found && found.length >= 2 && !/[。；]/.test(words.text) ? splitAt(words, columnGap) : []
  }
  const endOf = evenRuns(lines, {
    width: (line) => cells(line).length,
    // Spaces between the characters of a title part no columns.
    weight: (line) => cells(line).filter((cell) => cell.text.length <= 1 && !/\d/.test(cell.text)).length,
    isTable: (rows, width, first, below) => rows >= 3 && (first + below) * 3 <= rows * width,
  })
  return (from) => {
    const next = endOf(from)
    const table = next === null ? null : build(lines.slice(from, next).map(cells))
    return next === null || table === null ? null : { table, next }
  }
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

/** Rows of cells as a table; `lines` are the rows as written, where each stands on one line. */
const build = (all: readonly (readonly Span[])[], written?: readonly Span[]): Table | null => {
  const told = all.map((row) => row.some((cell) => cell.text !== ''))
  const rows = all.filter((_, i) => told[i])
  const lines = written?.filter((_, i) => told[i])
  if (rows.length === 0) return null
  const alone = rows[0]!.filter((cell) => cell.text !== '')
  const captioned = alone.length === 1 && (isTableCaption(alone[0]!.text) || (rows[0]!.length === 1 && rows.length > 1))
  const body = captioned ? rows.slice(1) : rows
  const own = captioned ? lines?.slice(1) : lines
  const first = rows[0]![0]!
  const last = rows.at(-1)!.at(-1)!
  return {
    kind: 'table',
    caption: captioned ? alone[0]! : null,
    ...rectangle(body),
    raw: body.map((row) => row.map((cell) => cell.text)),
    ...(own ? { lines: own } : {}),
    at: { ...first.at, end: last.at.end },
  }
}
