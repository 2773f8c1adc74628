/** One document in other clothes: the same blocks as a web page, whose merged cells are real. */
import type { Cell, Document, Table } from '#document/document.ts'

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** How far the cell at row r, column c reaches: cells that share its span are one merged cell. */
const reach = (rows: readonly (readonly Cell[])[], r: number, c: number): { across: number; down: number } => {
  const { span } = rows[r]![c]!
  let across = 1
  while (rows[r]![c + across]?.span === span) across++
  let down = 1
  while (rows[r + down]?.[c]?.span === span) down++
  return { across, down }
}

const tableHtml = (table: Table): string => {
  const rows = table.rows.map((row, r) => {
    const cells = row.map((cell, c) => {
      const merged = row[c - 1]?.span === cell.span || table.rows[r - 1]?.[c]?.span === cell.span
      if (merged) return ''
      const { across, down } = reach(table.rows, r, c)
      return `<td colspan="${across}" rowspan="${down}">${escaped(cell.span.text)}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  const caption = table.caption ? `<p class="caption">${escaped(table.caption.text)}</p>` : ''
  return `${caption}<table>${rows.join('')}</table>`
}

const style = `body{font-family:"Noto Serif CJK SC";font-size:12pt;line-height:1.6}p{text-indent:2em;text-align:justify;margin:0.3em 0}
p.caption{text-indent:0;text-align:center}table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:2px 6px;font-size:10pt}tr{break-inside:avoid}`

const unruled = 'td{border:0}'
const threeRules =
  'table{border-top:1.5pt solid #000;border-bottom:1.5pt solid #000}tr:first-child td{border-bottom:.75pt solid #000}'

/** How the tables of a page are drawn: the rules that offices use. */
export const clothes: Readonly<Record<string, string>> = {
  'ruled all round': '',
  'open at their sides':
    'table{border-left:0;border-right:0}td:first-child{border-left:0}td:last-child{border-right:0}',
  'with three rules': unruled + threeRules,
  'without rules': unruled,
}

export const toHtml = (document: Document, dress = ''): string => {
  const body = document.blocks.map((block) => {
    if (block.kind === 'table') return tableHtml(block)
    return block.furniture ? '' : `<p>${escaped(block.span.text)}</p>`
  })
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>规划</title><style>${style}${dress}</style></head><body>${body.join('\n')}</body></html>`
}
