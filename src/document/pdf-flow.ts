/** Pages of a PDF → paragraphs and tables in reading order: sentences and tables go on over lines and pages. */
import type { Block, Cell, Span, Table } from '#document/document.ts'
import { isHeadingLine, isTableCaption } from '#document/heading.ts'
import type { Linear } from '#document/linear.ts'
import { mergedTable } from '#document/merged-table.ts'
import { regionsOf, type Stretch } from '#document/pdf-column.ts'
import { linesOf, type TextLine } from '#document/pdf-line.ts'
import type { Page, Rule, Word } from '#document/pdf-page.ts'
import { rowsOf } from '#document/pdf-row.ts'
import { cellOf, type Grid, gridsOf, joined, ontoEdges, splitByCells } from '#document/pdf-table.ts'
import { rectangle } from '#document/rectangle.ts'

/** What stands on a page from the top down: a line, a ruled table, or one told by its columns. */
export type Item = { readonly y: number; readonly page: number } & (
  | { readonly line: TextLine }
  | { readonly grid: Grid; readonly words: ReadonlyMap<number, Word[]> }
  | { readonly columns: readonly Stretch[]; readonly rows: readonly (readonly string[])[] }
)

/** Words in a cell, line by line, glued as the cell's text. */
const cellText = (words: readonly Word[]): string =>
  linesOf(words, 0)
    .map((line) => line.text)
    .join('')

const pageNumber = /^[-–—\s]*(?:第\s*)?\d{1,4}(?:\s*[页/]\s*(?:共?\s*\d+\s*页?)?)?[-–—\s]*$/

const isContents = (text: string): boolean => /[.．·…]{3,}\s*[-–—]?\s*\d{1,3}\s*[-–—]?$/.test(text.slice(-60))

/** Horizontal strokes that belong to no grid. */
const looseRules = (page: Page, grids: readonly Grid[]): Rule[] =>
  joined(page.horizontal).filter(
    (rule) => !grids.some((grid) => grid.ys[0]! - 4 < rule.at && rule.at < grid.ys.at(-1)! + 4),
  )

/** A page's lines and tables; `before` are those of the page above it. */
export const itemsOf = (page: Page, number: number, before: readonly Item[]): Item[] => {
  const grids = gridsOf(page)
  const inGrid = grids.map(() => new Map<number, Word[]>())
  const free = page.words.filter((word) => {
    const at = grids.findIndex((grid) => cellOf(grid, word) >= 0)
    if (at < 0) return true
    for (const piece of splitByCells(grids[at]!, word)) {
      const cell = cellOf(grids[at]!, piece)
      const held = inGrid[at]!.get(cell)
      if (held) held.push(piece)
      else inGrid[at]!.set(cell, [piece])
    }
    return false
  })
  const items: Item[] = grids.flatMap((grid, i): Item[] =>
    inGrid[i]!.size > 1 ? [{ y: grid.ys[0]!, page: number, grid, words: inGrid[i]! }] : [],
  )
  const lines = linesOf(free, number)
  const atEdge = (line: TextLine): boolean => line === lines[0] || line === lines.at(-1)
  const text = lines.filter((line) => !isContents(line.text) && !(atEdge(line) && pageNumber.test(line.text)))
  const inTable = new Set<TextLine>()
  const rules = looseRules(page, grids)
  // Lines above and below a ruled table belong to no common table.
  const parts = [...grids.map((grid) => grid.ys[0]!), Number.POSITIVE_INFINITY]
  parts.forEach((to, i) => {
    const from = i === 0 ? Number.NEGATIVE_INFINITY : parts[i - 1]!
    const stretch = text.filter((line) => line.y > from && line.y <= to)
    for (const region of regionsOf(stretch, rules, i === 0 ? endingTable(before) : null)) {
      const top = region.lines[0]!.y
      const bottom = region.lines.at(-1)!.y
      for (const line of stretch) if (line.y >= top && line.y <= bottom) inTable.add(line)
      items.push({ y: top, page: number, columns: region.columns, rows: rowsOf(region) })
    }
  })
  for (const line of lines) if (!inTable.has(line)) items.push({ y: line.y, page: number, line })
  return items.sort((a, b) => a.y - b.y)
}

/** The columns of the table a page ends with; a page number may stand below it. */
const endingTable = (items: readonly Item[]): readonly Stretch[] | null => {
  for (const item of items.toReversed().slice(0, 4)) {
    if ('columns' in item) return item.columns
    if (!('line' in item) || item.line.text.length > 30) return null
  }
  return null
}

/** Lines that return on most pages at the same height: running heads and feet. */
const furnitureOf = (items: readonly Item[], pages: number): ReadonlySet<string> => {
  const seen = new Map<string, Set<number>>()
  for (const item of items)
    if ('line' in item) {
      const key = `${Math.round(item.y / 6)} ${item.line.text}`
      seen.set(key, (seen.get(key) ?? new Set()).add(item.page))
    }
  return new Set([...seen].filter(([, on]) => on.size >= 3 && on.size >= pages / 3).map(([key]) => key))
}

const endsSentence = /[。；：！？]\s*$/

/** Whether `next` carries on the sentence of `line`: the line reached the right margin and the next one is not indented. */
const continues = (line: TextLine, next: TextLine, margin: { left: number; right: number }): boolean => {
  if (isHeadingLine(next.text) || isTableCaption(next.text) || isTableCaption(line.text)) return false
  const full = line.right > margin.right - 3 * line.size
  const indented = next.x > margin.left + 1.2 * next.size
  if (Math.abs(line.size - next.size) > 1) return false
  return (
    full &&
    !indented &&
    !(isHeadingLine(line.text) && line.text.length < 30) &&
    !(endsSentence.test(line.text) && indented)
  )
}

const marginsOf = (lines: readonly TextLine[]): { left: number; right: number } => {
  const mode = (values: readonly number[]): number => {
    const count = new Map<number, number>()
    for (const value of values) count.set(Math.round(value), (count.get(Math.round(value)) ?? 0) + 1)
    return [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
  }
  const long = lines.filter((line) => line.text.length > 15)
  const right = mode(long.map((line) => line.right))
  return { left: mode(long.filter((line) => line.right > right - line.size * 2).map((line) => line.x)), right }
}

type Rows = { readonly rows: Cell[][]; readonly raw: string[][] }

const gridRows = (grid: Grid, words: ReadonlyMap<number, Word[]>, page: number, out: Linear): Rows => {
  const spans = new Map<number, Span>()
  const raw: string[][] = []
  const rows = grid.cells.map((row, r) => {
    const source: string[] = []
    const cells = row.map((cell, c): Cell => {
      const known = spans.get(cell)
      if (known) return { span: known, filled: true }
      const span = out.add(cellText(words.get(cell) ?? []), `page ${page} r${r + 1} c${c + 1}`)
      spans.set(cell, span)
      source.push(span.text)
      return { span }
    })
    raw.push(source)
    return cells
  })
  return { rows, raw }
}

const textOfRow = (row: readonly Cell[]): string => row.map((cell) => cell.span.text).join('\n')

/** No table has more rows of heads. */
const mostHeads = 4

/** How many of the first rows repeat the first rows of the table they go on from: the heads, printed again. */
const repeated = (rows: readonly string[], before: readonly string[]): number => {
  let count = 0
  while (count < rows.length && count < mostHeads && count < before.length && rows[count] === before[count]) count++
  return count
}

/** Rows on a new page belong to labels above the break where their own leading cells are empty. */
const underLabels = (rows: readonly Cell[][], above: readonly Cell[]): Cell[][] => {
  let open = above.length
  return rows.map((row) => {
    const first = row.findIndex((cell) => cell.span.text !== '')
    open = Math.min(open, first < 0 ? open : first)
    return row.map((cell, c) =>
      c < open && above[c]!.span.text !== '' ? { span: above[c]!.span, filled: true } : cell,
    )
  })
}

type OpenTable =
  | { readonly kind: 'grid'; readonly edges: readonly number[]; readonly rows: Cell[][]; readonly raw: string[][] }
  | {
      readonly kind: 'columns'
      readonly columns: readonly Stretch[]
      readonly rows: { readonly page: number; readonly texts: readonly string[] }[]
    }

/** Whether two sets of columns lie under each other, each over its own. */
const sameColumns = (a: readonly Stretch[], b: readonly Stretch[]): boolean =>
  a.length === b.length &&
  a.every((one, i) => {
    const other = b[i]!
    const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from)
    return shared > 0 || Math.abs(one.from - other.from) < 6 || Math.abs(one.to - other.to) < 6
  })

const columnTable = (table: Extract<OpenTable, { kind: 'columns' }>, out: Linear): Table | null => {
  const rows = table.rows.map(({ page, texts }, r) =>
    texts.map((text, c) => out.add(text, `page ${page} r${r + 1} c${c + 1}`)),
  )
  const [first] = rows
  if (!first) return null
  const last = rows.at(-1)!.at(-1)!
  return {
    kind: 'table',
    caption: null,
    ...rectangle(rows),
    raw: table.rows.map(({ texts }) => [...texts]),
    at: { ...first[0]!.at, end: last.at.end },
  }
}

/** The last line of the page above as the heads of a table that begins on the next, where it has one for each column. */
const headBefore = (line: TextLine | undefined, item: Extract<Item, { columns: unknown }>): string[] | null => {
  if (!line || line.page !== item.page - 1 || line.pieces.length < 3) return null
  const fits =
    line.pieces.length === item.columns.length &&
    line.pieces.every(
      (piece, i) => piece.x < item.columns[i]!.to + piece.size && piece.right > item.columns[i]!.from - piece.size,
    )
  return fits ? line.pieces.map((piece) => piece.text) : null
}

/** The blocks of all pages. */
export const blocksOf = (items: readonly Item[], pages: number, out: Linear): Block[] => {
  const blocks: Block[] = []
  const furniture = furnitureOf(items, pages)
  const margin = marginsOf(items.flatMap((item) => ('line' in item ? [item.line] : [])))
  let open: TextLine[] = []
  let table: OpenTable | null = null
  const closeParagraph = (): void => {
    if (open.length > 0)
      blocks.push({ kind: 'paragraph', span: out.add(open.map((line) => line.text).join(''), `page ${open[0]!.page}`) })
    open = []
  }
  const closeTable = (): void => {
    if (!table) return
    const made = table.kind === 'grid' ? mergedTable(table.rows, table.raw) : columnTable(table, out)
    if (made) blocks.push(made)
    table = null
  }
  const addGrid = (grid: Grid, words: ReadonlyMap<number, Word[]>, page: number): void => {
    const held = table?.kind === 'grid' ? table : null
    // The last rows of a table may lack some of its column lines: a total reaches over labels.
    const onto = held && ontoEdges(grid, held.edges)
    if (!onto) closeTable()
    const { rows, raw } = gridRows(onto ?? grid, words, page, out)
    if (held && onto) {
      const again = repeated(rows.map(textOfRow), held.rows.slice(0, mostHeads).map(textOfRow))
      held.rows.push(...underLabels(rows.slice(again), held.rows.at(-1)!))
      held.raw.push(...raw.slice(again))
    } else table = { kind: 'grid', edges: grid.xs, rows, raw }
  }
  const addColumns = (columns: readonly Stretch[], rows: readonly (readonly string[])[], page: number): void => {
    const held = table?.kind === 'columns' && sameColumns(table.columns, columns) ? table : null
    if (!held) closeTable()
    const again = held
      ? repeated(
          rows.map((row) => row.join('\n')),
          held.rows.slice(0, mostHeads).map((row) => row.texts.join('\n')),
        )
      : 0
    const made = rows.slice(again).map((texts) => ({ page, texts }))
    if (held) held.rows.push(...made)
    else table = { kind: 'columns', columns, rows: made }
  }
  for (const item of items) {
    if ('line' in item) {
      const { line } = item
      const contents = isContents(line.text)
      if (pageNumber.test(line.text) || furniture.has(`${Math.round(item.y / 6)} ${line.text}`) || contents) {
        // Lines of the contents stand for themselves; page numbers and running heads interrupt nothing.
        if (contents) closeParagraph()
        blocks.push({ kind: 'paragraph', span: out.add(line.text, `page ${item.page}`), furniture: true })
        continue
      }
      // 续表 above a table that goes on says nothing new.
      if (table && /^[（(]?\s*续\s*(?:表|上表)?\s*[）)]?$/.test(line.text)) {
        blocks.push({ kind: 'paragraph', span: out.add(line.text, `page ${item.page}`), furniture: true })
        continue
      }
      closeTable()
      const last = open.at(-1)
      if (last && !continues(last, line, margin)) closeParagraph()
      open.push(line)
    } else {
      const head = 'columns' in item ? headBefore(open.at(-1), item) : null
      if (head) open.pop()
      closeParagraph()
      if ('grid' in item) addGrid(item.grid, item.words, item.page)
      else addColumns(item.columns, head ? [head, ...item.rows] : item.rows, item.page)
    }
  }
  closeParagraph()
  closeTable()
  return blocks
}
