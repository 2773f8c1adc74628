/** A document's tables as the plan names them: number, title, unit, columns; parts continued over a page joined. */
import type { Block, Cell, Document, Span, Table } from '#document/document.ts'
import { isTableCaption } from '#document/heading.ts'
import { joinSpans } from '#document/span.ts'
import type { Heading, PlanTable } from './plan.ts'

const captionNumber =
  /^\s*(?:续\s*)?(专\s*栏|附\s*[表件]|表)\s*([0-9０-９]+(?:[-－.．—–][0-9０-９]+)*|[一二三四五六七八九十]+)\s*[:：]?\s*/

const halfWidth = (text: string): string =>
  text.replace(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

/** "专栏 4  矿产…" → id 专栏4, title 矿产…; a caption without a number has only a title. */
const nameOf = (caption: string): { id: string | null; title: string } => {
  const match = caption.match(captionNumber)
  if (!match) return { id: null, title: caption.replace(/\s+/g, '') }
  return {
    id: match[1]!.replace(/\s/g, '') + halfWidth(match[2]!),
    title: caption
      .slice(match[0].length)
      .replace(/[（(]?\s*单位\s*[:：].*$/, '')
      .replace(/[（(]?续表?[）)]?$/, '')
      .trim(),
  }
}

const unitIn = (text: string): string | null => text.match(/单位\s*[:：]\s*([^\s）)。；，,]+)/)?.[1] ?? null

/** The lines right above a table that name it: "附表1" and its title below, or one caption, or a line with the unit. */
const linesAbove = (blocks: readonly Block[], at: number): { caption: Span | null; unit: string | null } => {
  const above: Span[] = []
  let unit: string | null = null
  for (let i = at - 1; i >= 0 && i >= at - 4; i--) {
    const block = blocks[i]!
    if (block.kind === 'table' || block.span.text.length > 60 || /[。；，：]$/.test(block.span.text)) break
    if (block.furniture) continue
    const { span } = block
    if (/^[（(]?\s*单位\s*[:：]/.test(span.text)) {
      unit = unitIn(span.text)
      continue
    }
    above.unshift(span)
    if (isTableCaption(span.text)) return { caption: joinSpans(above, ' '), unit: unit ?? unitIn(span.text) }
    // One line may stand between the number and the table: its title.
    if (above.length > 1) break
  }
  const title = above.at(-1)
  return { caption: title && /[表栏]$/.test(title.text.trim()) ? title : null, unit }
}

/** Two header rows as one: "最低开采规模·大型"; a cell that says the same twice says it once. */
const columnNames = (header: readonly (readonly Cell[])[]): string[] =>
  (header[0] ?? []).map((_, column) => {
    const words = header.map((row) => row[column]!.span.text.replace(/\s+/g, ''))
    return words.filter((word, i) => word !== '' && word !== words[i - 1]).join('·')
  })

const text = (cell: Cell): string => cell.span.text

const toPlanTable = (table: Table, blocks: readonly Block[], at: number, outline: string, count: number): PlanTable => {
  const above = linesAbove(blocks, at)
  const caption = table.caption ?? above.caption
  const { id, title } = caption ? nameOf(caption.text) : { id: null, title: '' }
  const header = table.rows.slice(0, table.headerRows)
  const body = table.rows.slice(table.headerRows)
  return {
    id: id ?? (title || `表#${count}`),
    title,
    columns: columnNames(header),
    rows: body.map((row) => row.map(text)),
    raw: table.raw,
    unit: above.unit ?? (caption && unitIn(caption.text)),
    at: table.at,
    ...(table.lines && table.lines.length === table.rows.length ? { lines: table.lines.slice(table.headerRows) } : {}),
    cells: body.map((row) => row.map((cell) => cell.span)),
    header: header.map((row) => row.map((cell) => cell.span)),
    caption,
    outline,
  }
}

const sameColumns = (a: PlanTable, b: PlanTable): boolean =>
  a.columns.length > 0 &&
  a.columns.length === b.columns.length &&
  a.columns.every((column, i) => column === b.columns[i])

/** A table that goes on after a page break: the caption says 续, or there is no caption and the header is the same. */
const continued = (previous: PlanTable, next: PlanTable): boolean =>
  sameColumns(previous, next) &&
  (next.caption === null || /^\s*续|[（(]续/.test(next.caption.text) || previous.id === next.id)

const join = ({ lines, ...a }: PlanTable, b: PlanTable): PlanTable => ({
  ...a,
  ...(lines && b.lines ? { lines: [...lines, ...b.lines] } : {}),
  rows: [...a.rows, ...b.rows],
  raw: [...a.raw, ...b.raw.slice(b.header.length)],
  cells: [...a.cells, ...b.cells],
  at: { ...a.at, end: b.at.end },
})

/** All tables in order. `headings` stands beside the blocks (outline.ts). */
export const tablesOf = (document: Document, headings: readonly (Heading | null)[]): PlanTable[] => {
  const tables: PlanTable[] = []
  let outline = ''
  document.blocks.forEach((block, i) => {
    outline = headings[i]?.id ?? outline
    if (block.kind !== 'table' || block.rows.length === 0) return
    const table = toPlanTable(block, document.blocks, i, outline, tables.length + 1)
    const previous = tables.at(-1)
    if (previous && continued(previous, table)) tables[tables.length - 1] = join(previous, table)
    else tables.push(table)
  })
  return tables
}
