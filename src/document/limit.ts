/**
 * How much of a document is understood. No published plan comes near; what lies beyond is said with its place and kept
 * as it stands, so that any input is read in bounded time and memory.
 */
import type { Block, Document, Message, Paragraph, Place, Result, Span, Table } from '#document/document.ts'
import { cut } from '#document/span.ts'

/** Characters of decoded text; a provincial plan of 500 pages has some 600,000. */
export const mostCharacters = 1_200_000
/** Paragraphs and tables. */
export const mostBlocks = 50_000
/** Cells of all tables, merged cells counted as often as they are filled. */
export const mostCells = 200_000
/** A table with more columns is no table anybody reads. */
export const mostColumns = 60
/** A longer paragraph has lost its line breaks: it is read in parts, cut after full stops. */
const longestParagraph = 4000
/** Words without a full stop or semicolon beyond this are no sentence. */
export const longestSentence = 1200
/** A longer cell is understood up to here. */
export const longestCell = 2000

/** How many messages of one sort are told one by one. */
const mostMessages = 10

const warning = (text: string, textEn: string, at: Place): Message => ({ severity: 'warning', text, textEn, at })

/** Collects the places of one sort of excess; the last message speaks for all that are not told one by one. */
const collector = (
  tell: (at: Place, size: number) => Message,
): { add: (at: Place, size: number) => void; messages: () => readonly Message[] } => {
  const told: Message[] = []
  let untold = 0
  return {
    add: (at, size) => {
      if (told.length < mostMessages) told.push(tell(at, size))
      else untold++
    },
    messages: () =>
      untold === 0
        ? told
        : [
            ...told.slice(0, -1),
            {
              ...told.at(-1)!,
              text: `${told.at(-1)!.text}；另有 ${untold} 处相同情况`,
              textEn: `${told.at(-1)!.textEn}; so are ${untold} more`,
            },
          ],
  }
}

const sentenceEnd = /[。；！？;!?]/g

/** Offsets at which a paragraph is cut: after the last full stop before `longestParagraph`, round every endless sentence. */
const cutsOf = (text: string): readonly { from: number; to: number; endless: boolean }[] => {
  const parts: { from: number; to: number; endless: boolean }[] = []
  let from = 0
  let last = 0
  const close = (to: number): void => {
    if (to > from) parts.push({ from, to, endless: false })
    from = to
  }
  const sentence = (to: number): void => {
    if (to - last > longestSentence) {
      close(last)
      parts.push({ from: last, to, endless: true })
      from = to
    } else if (to - from > longestParagraph) close(last)
    last = to
  }
  for (const { index } of text.matchAll(sentenceEnd)) sentence(index + 1)
  if (last < text.length) sentence(text.length)
  close(text.length)
  return parts
}

/** Where the text must end for `mostCharacters`: after a whole line, failing that right there. */
export const readableLength = (text: string): number => {
  if (text.length <= mostCharacters) return text.length
  const line = text.lastIndexOf('\n', mostCharacters)
  return line > mostCharacters / 2 ? line : mostCharacters
}

/** Where reading stops because the text is too long. */
export const unreadFrom = (at: Place): Message =>
  warning(
    `全文超过 ${mostCharacters} 个字，从这里起没有读`,
    `The text has more than ${mostCharacters} characters: from here on it is not read`,
    at,
  )

/** A table nobody understands: its source cells are kept, its rows are not read. */
const unread = (table: Table): Table => ({ ...table, rows: [], headerRows: 0 })

/** The document as far as it is understood, and what was too long, too wide or too much, with its place. */
export const withinLimits = (document: Document): Result<Document> => {
  const long = collector((at, size) =>
    warning(
      `这一段有 ${size} 个字，超过 ${longestParagraph}，按句号分段理解`,
      `This paragraph of ${size} characters (limit ${longestParagraph}) is read in parts, cut after full stops`,
      at,
    ),
  )
  const endless = collector((at, size) =>
    warning(
      `这里连续 ${size} 个字没有句号，超过 ${longestSentence}，保留原文，不作理解`,
      `These ${size} characters without a full stop (limit ${longestSentence}) are kept and not understood`,
      at,
    ),
  )
  const wide = collector((at, size) =>
    warning(
      `表格有 ${size} 列，超过 ${mostColumns} 列，保留原文，不作理解`,
      `A table of ${size} columns (limit ${mostColumns}) is kept and not understood`,
      at,
    ),
  )
  const many = collector((at) =>
    warning(
      `表格单元格合计超过 ${mostCells}，此表保留原文，不作理解`,
      `The tables have more than ${mostCells} cells: this one is kept and not understood`,
      at,
    ),
  )
  const cells = collector((at, size) =>
    warning(
      `单元格有 ${size} 个字，只理解前 ${longestCell} 个字`,
      `A cell of ${size} characters is understood up to ${longestCell}`,
      at,
    ),
  )
  const messages: Message[] = []
  const blocks: Block[] = []
  let counted = 0
  let read = 0

  const readParagraph = (block: Paragraph): void => {
    const { text, at } = block.span
    if (text.length <= longestSentence) {
      blocks.push(block)
      return
    }
    if (block.furniture) {
      blocks.push(block)
      return
    }
    const parts = cutsOf(text)
    if (parts.length > 1 && text.length > longestParagraph) long.add(at, text.length)
    for (const { from, to, endless: without } of parts) {
      const span = parts.length === 1 ? block.span : cut(block.span, from, to)
      if (without) endless.add(span.at, span.text.length)
      blocks.push(without ? { kind: 'paragraph', span, furniture: true } : { ...block, span })
    }
  }

  const readTable = (table: Table): void => {
    const width = Math.max(widest(table.raw), table.rows[0]?.length ?? 0)
    counted += width * table.rows.length
    if (width > mostColumns) {
      wide.add(table.at, width)
      blocks.push(unread(table))
    } else if (counted > mostCells || (table.rows.length === 0 && table.raw.length > 0)) {
      many.add(table.at, counted)
      blocks.push(unread(table))
    } else blocks.push(withShortCells(table, (span) => cells.add(span.at, span.text.length)))
  }

  for (const [i, block] of document.blocks.entries()) {
    const { at } = block.kind === 'table' ? block : block.span
    if (blocks.length >= mostBlocks) {
      const left = document.blocks.length - i
      messages.push(
        warning(
          `段落和表格超过 ${mostBlocks} 个，从这里起的 ${left} 个没有读`,
          `There are more than ${mostBlocks} paragraphs and tables: from here on ${left} are not read`,
          at,
        ),
      )
      break
    }
    read += at.end - at.start
    if (read > mostCharacters && i > 0) {
      messages.push(unreadFrom(at))
      break
    }
    if (block.kind === 'table') readTable(block)
    else readParagraph(block)
  }
  const all = [long, endless, wide, many, cells].flatMap((each) => each.messages())
  return { value: { ...document, blocks }, messages: [...all, ...messages] }
}

const widest = (rows: readonly (readonly unknown[])[]): number =>
  rows.reduce((most, row) => Math.max(most, row.length), 0)

const withShortCells = (table: Table, tell: (span: Span) => void): Table => {
  const { caption } = table
  const long = table.rows.some((row) => row.some(({ span }) => span.text.length > longestCell))
  if (!long && !(caption && caption.text.length > longestCell)) return table
  const shortened = new Map<Span, Span>()
  const short = (span: Span): Span => {
    if (span.text.length <= longestCell) return span
    const known = shortened.get(span)
    if (known) return known
    tell(span)
    const made = cut(span, 0, longestCell)
    shortened.set(span, made)
    return made
  }
  return {
    ...table,
    caption: caption && short(caption),
    rows: table.rows.map((row) => row.map((cell) => ({ ...cell, span: short(cell.span) }))),
  }
}
