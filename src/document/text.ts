/** Plain text as government sites and converters leave it → paragraphs and tables with their places. */
import type { Block, Document, Message, Paragraph, Result, Span } from '#document/document.ts'
import { decode } from '#document/encoding.ts'
import { headingNumber, isHeadingLine, isTableCaption } from '#document/heading.ts'
import { readableLength, unreadFrom } from '#document/limit.ts'
import { simplifiedText, withSource } from '#document/script.ts'
import { sha256 } from '#document/sha256.ts'
import { cut, joinSpans } from '#document/span.ts'
import { type Line, readLines } from '#document/text-line.ts'
import {
  alignedTables,
  numberedTable,
  pipeTables,
  stackedTable,
  tabLedTables,
  tabSeparatedTable,
} from '#document/text-table.ts'

const isBlank = (line: Line): boolean => line.span.text.trim() === ''

/** Dot leaders or a tab, then a page number: a (short) line of the table of contents. */
const contentsLine = /^(?=.{1,200}$).*(?:\t|[.．·…⋯]{3,}|…|\s{3,})\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$/
const pageNumber = /^\s*(?:[-–—]\s*)?(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[-–—])?\s*$/

/** Short lines that return again and again between pages. */
const runningHeads = (lines: readonly Line[]): ReadonlySet<string> => {
  const seen = new Map<string, number>()
  for (const line of lines) {
    const text = line.span.text.trim()
    if (text.length >= 4 && text.length <= 40 && !line.source.startsWith('\t') && !/[。；：]/.test(text))
      seen.set(text, (seen.get(text) ?? 0) + 1)
  }
  return new Set([...seen].filter(([text, times]) => times >= 4 && !headingNumber(text)).map(([text]) => text))
}

const endsSentence = /[。；：！？.;:!?”』」》]\s*$/
/** A bracket or a quotation mark ends nothing where the line has begun a sentence and the next goes on with one of these. */
const goesOnAfterTitle = /^\s*(?:等|和|及|与|的|中|所|规定|要求|有关|确定|精神|为|以及|、)/

/** A line that stands for itself and is never glued to its neighbour. */
const standsAlone = (text: string): boolean =>
  isHeadingLine(text) ||
  isTableCaption(text) ||
  /^\s*(?:注|备注|单位|资料来源)\s*[:：]/.test(text) ||
  /^\s*目\s*录\s*$/.test(text)

/** A short line without a comma, a full stop or a figure reads as a heading even when it has no number. */
const looksUnnumbered = (text: string): boolean => text.trim().length <= 24 && !/[，。；,\d]/.test(text)

/** Whether `next` carries on the sentence that a hard line break cut in `text`. */
const continues = (text: string, next: string): boolean => {
  // No paragraph begins with a comma.
  if (/^\s*[，。、；：）》”】]/.test(next)) return true
  if (/[”』」》]\s*$/.test(text) && /[，、]/.test(text) && goesOnAfterTitle.test(next) && !standsAlone(text))
    return true
  if (endsSentence.test(text) || standsAlone(text) || standsAlone(next) || headingNumber(next)) return false
  if (/^\s{2,}|^　/.test(next)) return false
  return !looksUnnumbered(text) || /[，、的和与及或在为]\s*$/.test(text)
}

const paragraph = (span: Span, furniture = false): Paragraph => ({
  kind: 'paragraph',
  span: cut(span, 0),
  ...(furniture ? { furniture: true } : {}),
})

/** The readable structure of the lines of a text. */
export const readBlocks = (lines: readonly Line[]): Block[] => {
  const heads = runningHeads(lines)
  const tabLedTable = tabLedTables(lines)
  const pipeTable = pipeTables(lines)
  const alignedTable = alignedTables(lines)
  const blocks: Block[] = []
  let inContents = false
  let i = 0
  while (i < lines.length) {
    const line = lines[i]!
    if (isBlank(line) && !line.source.startsWith('\t')) {
      i++
      continue
    }
    const above = blocks.at(-1)
    const captioned = above?.kind === 'paragraph' && !above.furniture && isTableCaption(above.span.text)
    const table =
      tabLedTable(i) ??
      pipeTable(i) ??
      tabSeparatedTable(lines, i, contentsLine) ??
      alignedTable(i) ??
      (captioned ? (numberedTable(lines, i) ?? stackedTable(lines, i)) : null)
    if (table) {
      blocks.push(table.table)
      i = table.next
      continue
    }
    const words = line.span.text
    if (/^\s*目\s*录\s*$/.test(words)) inContents = true
    const contents = contentsLine.test(words) || (inContents && /^.{1,40}\d{1,3}\s*$/.test(words.trim()))
    if (inContents && !contents && !/^\s*目\s*录\s*$/.test(words)) inContents = false
    if (inContents || contents || pageNumber.test(words) || heads.has(words.trim())) {
      blocks.push(paragraph(line.span, true))
      i++
      continue
    }
    const spans = [line.span]
    let last = i
    for (let j = i + 1; j < lines.length; j++) {
      const next = lines[j]!
      if (next.source.startsWith('\t') || next.source.startsWith('|')) break
      // A page number or a running head may fall into the middle of a sentence; blank lines around it go with it.
      if (isBlank(next) || pageNumber.test(next.span.text) || heads.has(next.span.text.trim())) {
        if (j - last > 4) break
        continue
      }
      const broken =
        j > last + 1 &&
        !lines.slice(last + 1, j).some((l) => pageNumber.test(l.span.text) || heads.has(l.span.text.trim()))
      if (broken || !continues(spans.at(-1)!.text, next.span.text)) break
      spans.push(next.span)
      last = j
    }
    blocks.push(paragraph(spans.length === 1 ? line.span : joinSpans(spans.map((span) => cut(span, 0)))))
    i = last + 1
  }
  return blocks
}

const lineAt = (text: string, offset: number): number => {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

const empty = (file: string): Message => ({
  severity: 'error',
  text: `文件“${file}”是空的，没有可读的内容`,
  textEn: `The file “${file}” is empty: there is nothing to read`,
})

export const readText = async (bytes: Uint8Array, file: string): Promise<Result<Document | null>> => {
  const { text, messages } = decode(bytes)
  if (text.trim() === '') return { value: null, messages: [...messages, empty(file)] }
  const readable = readableLength(text)
  const unread =
    readable < text.length ? [unreadFrom({ line: lineAt(text, readable), start: readable, end: text.length })] : []
  const written = text.slice(0, readable)
  const simplified = await simplifiedText(written)
  const blocks = readBlocks(readLines(simplified))
  return {
    value: {
      file,
      sha256: await sha256(bytes),
      format: 'text',
      text,
      blocks: simplified === written ? blocks : withSource(blocks, written),
    },
    messages: [...messages, ...unread],
  }
}
