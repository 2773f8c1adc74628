/** A plan as text, in the forms that offices hand on: saved from a word processor, pasted from a page, typed. */
import type { SourceBlock, SourceTable } from './source.ts'

export type TextForm = {
  /** cells: tab-led cell lines in rows parted by blank lines; tabs: a row a line; pipes: a row a line, as Markdown. */
  readonly tables: 'cells' | 'tabs' | 'pipes'
  /** Leave the bookmarks and field codes of a word processor in the text. */
  readonly bookmarks: boolean
  readonly contents: 'fields' | 'dots' | 'tabs'
  /** Break lines after so many characters, with a running head and a page number every `pageLines` lines. */
  readonly wrap?: { readonly width: number; readonly pageLines: number; readonly head: string }
}

const cellLines = (table: SourceTable): string[] => {
  const lines: string[] = table.caption === null ? [] : [`\t${table.caption}`, '']
  for (const row of table.rows) {
    for (const cell of row) {
      if (cell === 'above') lines.push('\t')
      else if (cell !== 'left') lines.push(`\t${cell.text}`)
    }
    lines.push('')
  }
  return lines
}

const rowLines = (table: SourceTable, form: 'tabs' | 'pipes'): string[] => {
  const oneLine = (text: string): string => text.replaceAll('\n', form === 'pipes' ? '<br>' : '')
  const rows = table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? '' : oneLine(cell.text))))
  const caption = table.caption === null ? [] : [table.caption]
  if (form === 'tabs') return [...caption, ...rows.map((row) => row.join('\t')), '']
  const [head, ...body] = rows.map((row) => `| ${row.join(' | ')} |`)
  return [...caption, head!, `|${' --- |'.repeat(table.rows[0]!.length)}`, ...body, '']
}

const contentsLines = (blocks: readonly SourceBlock[], form: TextForm): string[] => {
  let page = 1
  const lines = ['目  录']
  for (const block of blocks) {
    if (block.kind === 'table') page += 0.4
    if (block.kind === 'paragraph') page += 0.12
    if (block.kind !== 'heading' || block.depth > 2) continue
    const at = Math.floor(page)
    const mark = 68_500_000 + blocks.indexOf(block)
    if (form.contents === 'fields')
      lines.push(`HYPERLINK \\l "_Toc${mark}" ${block.text}\t PAGEREF _Toc${mark} \\h ${at}`)
    else if (form.contents === 'dots') lines.push(`${block.text}${'.'.repeat(46 - block.text.length)}${at}`)
    else lines.push(`${block.text}\t- ${at} -`)
  }
  return [...lines, '']
}

/** A paragraph in lines of about `width`: never inside a number or a word, never before a closing mark. */
const linesOf = (text: string, width: number): string[] => {
  const lines: string[] = []
  let rest = text
  while (rest.length > width) {
    let at = width
    while (at > 1 && (/[\w.%°′]{2}/.test(rest.slice(at - 1, at + 1)) || /[，。、；：）》”]/.test(rest[at]!))) at--
    lines.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...lines, rest]
}

/** Hard line breaks inside sentences, a running head and a page number at every page end. */
const wrapped = (lines: readonly string[], wrap: NonNullable<TextForm['wrap']>): string[] => {
  const out: string[] = []
  let page = 1
  let left = wrap.pageLines
  for (const line of lines) {
    const pieces = line.startsWith('\t') ? [line] : linesOf(line, wrap.width)
    out.push(...pieces)
    left -= pieces.length
    if (left <= 0 && line !== '' && !line.startsWith('\t')) {
      out.push(`— ${page++} —`, wrap.head)
      left = wrap.pageLines
    }
  }
  return out
}

/** The whole plan as text in one form. */
export const writeText = (blocks: readonly SourceBlock[], form: TextForm): string => {
  const lines = blocks.flatMap((block, i): string[] => {
    const mark = 68_500_000 + i
    if (block.kind === 'contents') return contentsLines(blocks, form)
    if (block.kind === 'table') return form.tables === 'cells' ? cellLines(block) : rowLines(block, form.tables)
    if (block.kind === 'title') return ['', block.text, '']
    if (block.kind === 'heading' && form.bookmarks)
      return [`[bookmark: _Toc${mark}]${i % 3 ? '' : `[bookmark: _Hlk${mark + 900}]`}${block.text}`]
    if (block.kind === 'paragraph' && form.bookmarks && i % 11 === 0) return [`[bookmark: _Hlk${mark}]${block.text}`]
    return [block.text]
  })
  return `${(form.wrap ? wrapped(lines, form.wrap) : lines).join('\n')}\n`
}
