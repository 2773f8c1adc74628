/** PDF with text → paragraphs and tables. Sentences are joined over lines and pages; scanned pages are named as such. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Block, Cell, Document, Message, Result, Span } from '#document/document.ts'
import { isHeadingLine, isTableCaption } from '#document/heading.ts'
import { type Linear, linear } from '#document/linear.ts'
import { mergedTable } from '#document/merged-table.ts'
import { type Page, readPage, type Word } from '#document/pdf-page.ts'
import { cellOf, type Grid, gridsOf, ontoEdges, splitByCells } from '#document/pdf-table.ts'
import { sha256 } from '#document/sha256.ts'

/** No plan has more pages; a bomb has. */
const mostPages = 2000

/** Words on one baseline, left to right. */
type TextLine = {
  readonly text: string
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly page: number
}

/** A gap wider than this share of the type size is a space. */
const spaceGap = 0.6

const linesOf = (words: readonly Word[], page: number): TextLine[] => {
  const rows: Word[][] = []
  for (const word of words.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.y - word.y) <= Math.max(2, 0.3 * word.size)) row.push(word)
    else rows.push([word])
  }
  return rows
    .filter((row) => row.some((word) => word.text.trim() !== ''))
    .map((row) => {
      const sorted = row.toSorted((a, b) => a.x - b.x)
      let text = ''
      let end = Number.NEGATIVE_INFINITY
      for (const word of sorted) {
        if (text !== '' && word.x - end > spaceGap * word.size) text += ' '
        text += word.text.replace(/\s+/g, ' ')
        end = word.x + word.width
      }
      const first = sorted.find((word) => word.text.trim() !== '') ?? sorted[0]!
      return { text: text.trim(), x: first.x, right: end, y: first.y, size: first.size, page }
    })
}

/** Words in a cell, line by line, glued as the cell's text. */
const cellText = (words: readonly Word[]): string =>
  linesOf(words, 0)
    .map((line) => line.text)
    .join('')

type Piece = { readonly y: number; readonly page: number } & (
  | { readonly line: TextLine }
  | { readonly grid: Grid; readonly words: ReadonlyMap<number, Word[]> }
)

const piecesOf = (page: Page, number: number): Piece[] => {
  const grids = gridsOf(page)
  const inGrid = grids.map(() => new Map<number, Word[]>())
  const free = page.words.filter((word) => {
    const at = grids.findIndex((grid) => cellOf(grid, word) >= 0)
    if (at < 0) return true
    for (const piece of splitByCells(grids[at]!, word)) {
      const cell = cellOf(grids[at]!, piece)
      inGrid[at]!.set(cell, [...(inGrid[at]!.get(cell) ?? []), piece])
    }
    return false
  })
  const lines = linesOf(free, number).map((line): Piece => ({ y: line.y, page: number, line }))
  const tables = grids.flatMap((grid, i): Piece[] =>
    inGrid[i]!.size > 1 ? [{ y: grid.ys[0]!, page: number, grid, words: inGrid[i]! }] : [],
  )
  return [...lines, ...tables].sort((a, b) => a.y - b.y)
}

const pageNumber = /^[-–—\s]*(?:第\s*)?\d{1,4}(?:\s*[页/]\s*(?:共?\s*\d+\s*页?)?)?[-–—\s]*$/

/** Lines that return on most pages at the same height: running heads and feet. */
const furnitureOf = (pieces: readonly Piece[], pages: number): ReadonlySet<string> => {
  const seen = new Map<string, Set<number>>()
  for (const piece of pieces)
    if ('line' in piece) {
      const key = `${Math.round(piece.y / 6)} ${piece.line.text}`
      seen.set(key, (seen.get(key) ?? new Set()).add(piece.page))
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

const addTable = (
  grid: Grid,
  words: ReadonlyMap<number, Word[]>,
  page: number,
  out: Linear,
): { rows: Cell[][]; raw: string[][] } => {
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

const blocksOf = (pieces: readonly Piece[], furniture: ReadonlySet<string>, out: Linear): Block[] => {
  const blocks: Block[] = []
  const margin = marginsOf(pieces.flatMap((piece) => ('line' in piece ? [piece.line] : [])))
  let open: TextLine[] = []
  let table: { edges: readonly number[]; rows: Cell[][]; raw: string[][] } | null = null
  const closeParagraph = (): void => {
    if (open.length > 0)
      blocks.push({ kind: 'paragraph', span: out.add(open.map((line) => line.text).join(''), `page ${open[0]!.page}`) })
    open = []
  }
  const closeTable = (): void => {
    const made = table && mergedTable(table.rows, table.raw)
    if (made) blocks.push(made)
    table = null
  }
  for (const piece of pieces) {
    if ('line' in piece) {
      const { line } = piece
      const contents = /[.．·…]{3,}\s*[-–—]?\s*\d{1,3}\s*[-–—]?$/.test(line.text)
      if (pageNumber.test(line.text) || furniture.has(`${Math.round(piece.y / 6)} ${line.text}`) || contents) {
        // Lines of the contents stand for themselves; page numbers and running heads interrupt nothing.
        if (contents) closeParagraph()
        blocks.push({ kind: 'paragraph', span: out.add(line.text, `page ${piece.page}`), furniture: true })
        continue
      }
      closeTable()
      const last = open.at(-1)
      if (last && !continues(last, line, margin)) closeParagraph()
      open.push(line)
    } else {
      closeParagraph()
      // The last rows of a table may lack some of its column lines: a total reaches over labels.
      const onto = table && ontoEdges(piece.grid, table.edges)
      const { rows, raw } = addTable(onto ?? piece.grid, piece.words, piece.page, out)
      if (table && onto) {
        const again = rows[0]!.every((cell, i) => cell.span.text === table!.rows[0]![i]?.span.text)
        table.rows.push(...(again ? rows.slice(1) : rows))
        table.raw.push(...(again ? raw.slice(1) : raw))
      } else {
        closeTable()
        table = { edges: piece.grid.xs, rows, raw }
      }
    }
  }
  closeParagraph()
  closeTable()
  return blocks
}

const message = (severity: Message['severity'], text: string, textEn: string): Message => ({ severity, text, textEn })

/** Where pdf.js finds the character maps of Chinese fonts; absent in a browser bundle, where plans are not read. */
const characterMaps = (): string => new URL('../../cmaps/', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')).href

export const readPdf = async (bytes: Uint8Array, file: string): Promise<Result<Document | null>> => {
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: characterMaps().replace(/^file:\/\//, ''),
    cMapPacked: true,
    isEvalSupported: false,
    verbosity: 0,
    stopAtErrors: false,
  })
  const messages: Message[] = []
  try {
    const pdf = await task.promise
    if (pdf.numPages > mostPages)
      return {
        value: null,
        messages: [
          message(
            'error',
            `“${file}”有 ${pdf.numPages} 页，超过上限 ${mostPages} 页`,
            `“${file}” has ${pdf.numPages} pages, more than ${mostPages}`,
          ),
        ],
      }
    const pieces: Piece[] = []
    const scanned: number[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await readPage(await pdf.getPage(number))
      if (page.words.every((word) => word.text.trim() === '') && page.pictures > 0) scanned.push(number)
      pieces.push(...piecesOf(page, number))
    }
    if (scanned.length > 0)
      messages.push(
        message(
          'warning',
          `第 ${scanned.join('、')} 页是扫描图像，没有可读文字`,
          `Page ${scanned.join(', ')}: a scanned picture without text`,
        ),
      )
    const out = linear()
    const blocks = blocksOf(pieces, furnitureOf(pieces, pdf.numPages), out)
    if (blocks.length === 0)
      return {
        value: null,
        messages: [
          ...messages,
          message('error', `“${file}”没有可读的文字，可能是扫描件`, `“${file}” has no readable text; it may be a scan`),
        ],
      }
    return { value: { file, sha256: await sha256(bytes), format: 'pdf', text: out.text(), blocks }, messages }
  } catch (error) {
    const why = (error as Error).message
    return {
      value: null,
      messages: [
        ...messages,
        message(
          'error',
          `PDF“${file}”已损坏或受密码保护，无法读取（${why}）`,
          `The PDF “${file}” is damaged or protected (${why})`,
        ),
      ],
    }
  } finally {
    await task.destroy()
  }
}
