/** WordprocessingML (.docx) → paragraphs and tables: accepted text, generated numbers, text boxes, footnotes, merges. */
import type { Block, Cell, Document, Message, Paragraph, Result, Span } from '#document/document.ts'
import { numberer, readNumbering } from '#document/docx-numbering.ts'
import { readPiece } from '#document/html.ts'
import { mostCells } from '#document/limit.ts'
import { type Linear, linear } from '#document/linear.ts'
import { mergedTable } from '#document/merged-table.ts'
import { picturedTables } from '#document/picture.ts'
import { raised } from '#document/raised.ts'
import { sha256 } from '#document/sha256.ts'
import { child, childrenNamed, type Element, parseXml, type Tree, value } from '#document/xml.ts'
import { readParts } from '#document/zip.ts'

const failed = (text: string, textEn: string): Result<null> => ({
  value: null,
  messages: [{ severity: 'error', text, textEn }],
})

/** Deleted and moved-away text, field codes, properties and the fallback of a drawing say nothing. */
const silent = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'w:delText',
  'w:pPr',
  'w:rPr',
  'mc:Fallback',
  'w:txbxContent',
])

const isOn = (element: Element | undefined): boolean =>
  element !== undefined && !/^(?:0|false|off)$/.test(element.attributes['w:val'] ?? '')

const insideOf = (element: Element | undefined): string => element?.children.map(textOf).join('') ?? ''

/** Signs of the Symbol font that stand in plans; others say nothing. */
const symbols: Readonly<Record<string, string>> = { F0A3: '≤', F0B3: '≥', F0B4: '×', F0B1: '±', F0B0: '°', F0B2: '″' }

const textOf = (element: Element): string => {
  switch (element.name) {
    case 'w:t':
    case 'm:t':
      return element.text
    case 'w:r': {
      if (isOn(child(element, 'w:vanish'))) return ''
      const text = insideOf(element)
      return value(element, 'w:vertAlign') === 'superscript' ? raised(text) : text
    }
    case 'w:sym':
      return symbols[(element.attributes['w:char'] ?? '').toUpperCase()] ?? ''
    case 'm:f':
      return `${insideOf(child(element, 'm:num'))}/${insideOf(child(element, 'm:den'))}`
    case 'm:sSup':
      return insideOf(child(element, 'm:e')) + raised(insideOf(child(element, 'm:sup')))
    case 'w:tab':
      return '\t'
    case 'w:br':
    case 'w:cr':
      return element.attributes['w:type'] === 'page' ? '' : '\n'
    case 'w:noBreakHyphen':
      return '-'
    default:
      return silent.has(element.name) ? '' : element.children.map(textOf).join('')
  }
}

const descendants = (element: Element, name: string, within: Element[] = []): Element[] => {
  for (const each of element.children) {
    if (each.name === 'mc:Fallback' || each.name === 'w:del' || each.name === 'w:moveFrom') continue
    if (each.name === name) within.push(each)
    else descendants(each, name, within)
  }
  return within
}

type Style = {
  readonly level: number | undefined
  readonly numbering: readonly [string, number] | undefined
  readonly contents: boolean
}

const numberingOf = (properties: Element | undefined): readonly [string, number] | undefined => {
  const number = child(properties, 'w:numPr')
  const id = value(number, 'w:numId')
  const level = Number(value(number, 'w:ilvl') ?? 0)
  return id === undefined || !(level >= 0 && level <= 8) ? undefined : [id, Math.trunc(level)]
}

/** Outline level as 1…9; 9 in the file means body text. */
const outlineLevel = (properties: Element | undefined): number | undefined => {
  const level = value(properties, 'w:outlineLvl')
  return level === undefined || Number(level) > 8 ? undefined : Number(level) + 1
}

const plainStyle: Style = { level: undefined, numbering: undefined, contents: false }

/** Word itself follows no longer chain of styles based on styles. */
const longestChain = 30

const readStyles = (root: Element | undefined): ReadonlyMap<string, Style> => {
  const own = new Map(
    childrenNamed(root, 'w:style').map((element): [string, Style & { readonly based: string }] => {
      const id = element.attributes['w:styleId'] ?? ''
      const properties = child(element, 'w:pPr')
      const name = value(element, 'w:name') ?? ''
      const named = name.match(/^(?:heading|标题)\s*([1-9])$/i)?.[1]
      return [
        id,
        {
          based: value(element, 'w:basedOn') ?? '',
          level: outlineLevel(properties) ?? (named ? Number(named) : undefined),
          numbering: numberingOf(properties),
          contents: /^(?:toc|目录)\s*\d/i.test(name) || /^TOC\d/i.test(id),
        },
      ]
    }),
  )
  const resolve = (id: string, chain = 0): Style => {
    const { based, level, numbering, contents } = own.get(id) ?? { ...plainStyle, based: '' }
    const parent = based && chain < longestChain ? resolve(based, chain + 1) : plainStyle
    return { level: level ?? parent.level, numbering: numbering ?? parent.numbering, contents }
  }
  return new Map([...own.keys()].map((id) => [id, resolve(id)] as const))
}

type Reader = {
  readonly out: Linear
  readonly styles: ReadonlyMap<string, Style>
  readonly number: (id: string, level: number) => string
  readonly blocks: Block[]
  /** Elements that the damage cuts off: kept for the reader, never understood, for half a number is another number. */
  readonly unfinished: ReadonlySet<Element>
  /** After how many blocks a picture stands. */
  readonly pictures: number[]
  /** Parts in other formats, by the name that the body calls them. */
  readonly chunk: (id: string) => void
  /** The words of a paragraph whose end is struck out. */
  joined: string
  paragraphs: number
  tables: number
  /** Cells made so far; beyond the limit merged cells are not spread any more. */
  cells: number
}

/** A paragraph's words with its generated number in front, and what its style says. */
const words = (element: Element, reader: Reader): { text: string; style: Style } => {
  const properties = child(element, 'w:pPr')
  const style = reader.styles.get(value(properties, 'w:pStyle') ?? '') ?? plainStyle
  const text = textOf(element)
  const numbering = numberingOf(properties) ?? style.numbering
  const number = numbering && text.trim() !== '' && numbering[0] !== '0' ? reader.number(...numbering) : ''
  return { text: number + text, style: { ...style, level: outlineLevel(properties) ?? style.level } }
}

/** A page number and what parts it from its heading stand within so many characters. */
const longestLeader = 60

const readParagraph = (element: Element, reader: Reader): void => {
  reader.paragraphs++
  const own = words(element, reader)
  const { style } = own
  const text = reader.joined + own.text
  reader.joined = ''
  // A paragraph whose end is struck out goes on in the next one.
  if (child(child(element, 'w:pPr'), 'w:del')) {
    reader.joined = text
    return
  }
  // A hard line break inside a heading or a sentence is typography; one after a full stop parts two paragraphs.
  for (const piece of text.split(/(?<=[。；])\n/)) {
    if (piece.trim() === '') continue
    const span = reader.out.add(piece, `p${reader.paragraphs}`)
    const leader = /\t[-–—\s]*\d{1,3}[-–—\s]*$/.test(piece.slice(-longestLeader))
    const paragraph: Paragraph = {
      kind: 'paragraph',
      span,
      ...(style.level === undefined ? {} : { level: style.level }),
      ...(style.contents || leader || reader.unfinished.has(element) ? { furniture: true } : {}),
    }
    reader.blocks.push(paragraph)
  }
  for (const box of descendants(element, 'w:txbxContent')) readBody(box, reader)
  if (descendants(element, 'pic:pic').length > 0 || descendants(element, 'v:imagedata').length > 0)
    reader.pictures.push(reader.blocks.length)
}

const readCell = (element: Element, reader: Reader, part: string, nested: Element[]): Span => {
  const pieces: string[] = []
  const gather = (container: Element): void => {
    for (const each of container.children) {
      if (each.name === 'w:p') {
        pieces.push(words(each, reader).text)
        for (const box of descendants(each, 'w:txbxContent')) gather(box)
      } else if (each.name === 'w:tbl') nested.push(each)
      else if (each.name === 'w:sdt') gather(child(each, 'w:sdtContent') ?? each)
      else if (each.name === 'w:ins') gather(each)
    }
  }
  gather(element)
  return reader.out.add(pieces.join(''), part)
}

const rowsIn = (table: Element): Element[] =>
  table.children.flatMap((each) =>
    each.name === 'w:tr'
      ? child(child(each, 'w:trPr'), 'w:del')
        ? []
        : [each]
      : each.name === 'w:sdt' || each.name === 'w:ins'
        ? rowsIn(child(each, 'w:sdtContent') ?? each)
        : [],
  )

const cellsIn = (row: Element): Element[] =>
  row.children.flatMap((each) =>
    each.name === 'w:tc' ? [each] : each.name === 'w:sdt' ? cellsIn(child(each, 'w:sdtContent') ?? each) : [],
  )

const readTable = (element: Element, reader: Reader): void => {
  const number = ++reader.tables
  const nested: Element[] = []
  const rows: Cell[][] = []
  const raw: string[][] = []
  let cutOff = ''
  rowsIn(element).forEach((row, r) => {
    if (reader.unfinished.has(row)) {
      cutOff = cellsIn(row).map(textOf).join(' ')
      return
    }
    const cells: Cell[] = []
    const before = Number(value(child(row, 'w:trPr'), 'w:gridBefore') ?? 0)
    const left = reader.cells > mostCells ? 0 : Math.min(before, 100)
    for (let i = 0; i < left; i++) cells.push({ span: reader.out.add('', `t${number} r${r + 1}`) })
    reader.cells += cells.length
    const source: string[] = []
    for (const cell of cellsIn(row)) {
      const properties = child(cell, 'w:tcPr')
      const merge = child(properties, 'w:vMerge')
      const goesOn = merge !== undefined && merge.attributes['w:val'] !== 'restart'
      const own = readCell(cell, reader, `t${number} r${r + 1} c${cells.length + 1}`, nested)
      source.push(own.text)
      const above = rows[r - 1]?.[cells.length]
      const held: Cell = goesOn && above ? { span: above.span, filled: true } : { span: own }
      const spread = reader.cells > mostCells ? 1 : Number(value(properties, 'w:gridSpan') ?? 1) || 1
      const width = Math.min(100, Math.max(1, spread))
      reader.cells += width
      for (let i = 0; i < width; i++) cells.push(i === 0 ? held : { span: held.span, filled: true })
    }
    if (cells.length > 0) {
      rows.push(cells)
      raw.push(source)
    }
  })
  const table = mergedTable(rows, raw)
  if (table) reader.blocks.push(table)
  if (cutOff.trim() !== '')
    reader.blocks.push({ kind: 'paragraph', span: reader.out.add(cutOff, `t${number}`), furniture: true })
  for (const inner of nested) readTable(inner, reader)
}

const readBody = (body: Element, reader: Reader): void => {
  for (const each of body.children) {
    if (each.name === 'w:p') readParagraph(each, reader)
    else if (each.name === 'w:tbl') readTable(each, reader)
    else if (each.name === 'w:sdt') readBody(child(each, 'w:sdtContent') ?? each, reader)
    else if (each.name === 'w:ins' || each.name === 'w:moveTo') readBody(each, reader)
    else if (each.name === 'w:altChunk') reader.chunk(each.attributes['r:id'] ?? '')
  }
  if (reader.joined.trim() !== '') {
    reader.blocks.push({ kind: 'paragraph', span: reader.out.add(reader.joined, `p${reader.paragraphs}`) })
    reader.joined = ''
  }
}

const readNotes = (root: Element | undefined, kind: 'footnote' | 'endnote', reader: Reader): void => {
  for (const note of childrenNamed(root, `w:${kind}`)) {
    if (note.attributes['w:type'] !== undefined) continue
    const text = descendants(note, 'w:p').map(textOf).join('')
    if (text.trim() !== '')
      reader.blocks.push({ kind: 'paragraph', span: reader.out.add(text, `${kind} ${note.attributes['w:id'] ?? ''}`) })
  }
}

/** The text breaks off: told at the last place that was read. */
const brokenOff = (file: string, last: Block, error: string | null): Message => {
  const at = last.kind === 'table' ? last.at : last.span.at
  const words = last.kind === 'table' ? (last.rows.at(-1)?.[0]?.span.text ?? '') : last.span.text
  const end = words.length > 20 ? `…${words.slice(-20)}` : words
  return {
    severity: 'error',
    text: `文件“${file}”已损坏：只读到“${end}”，其后没有读${error ? `（${error.slice(0, 120)}）` : ''}`,
    textEn: `“${file}” is damaged: it is read up to “${end}”, not beyond${error ? ` (${error.slice(0, 120)})` : ''}`,
    at,
  }
}

/** How words look says nothing, but that they are raised, hidden, or that the end of their paragraph is struck out. */
const looks = new Set(['w:rPr', 'w:rPrChange', 'w:pPrChange', 'w:tblPrEx', 'm:rPr', 'm:ctrlPr'])
const telling = new Set(['w:vertAlign', 'w:vanish', 'w:del'])

/** The name of the part that a relation points at; null where it points at none. */
const chunkTarget = (relations: Element | null, id: string): string | null => {
  const target = relations?.children.find((each) => each.attributes.Id === id)?.attributes.Target
  return target === undefined ? null : target.startsWith('/') ? target.slice(1) : `word/${target}`
}

/** No document embeds more parts in other formats. */
const mostChunks = 50

const wanted = /^word\/(?:(?:document|styles|numbering|footnotes|endnotes)\.xml|_rels\/document\.xml\.rels)$/

export const readDocx = async (bytes: Uint8Array, file: string): Promise<Result<Document | null>> => {
  const { parts, withoutDirectory, tooLarge } = readParts(bytes, (name) => wanted.test(name))
  const xml = (name: string): Tree => {
    const part = parts.get(`word/${name}.xml`)
    return part
      ? parseXml(new TextDecoder().decode(part.bytes), looks, telling)
      : { root: null, error: null, unfinished: new Set() }
  }
  const besides = (name: string): Element | undefined => xml(name).root ?? undefined
  const main = parts.get('word/document.xml')
  if (!main && tooLarge)
    return failed(
      `文件“${file}”的正文解压后过大，没有读（${tooLarge}）`,
      `The Word document in “${file}” is too large once inflated and is not read (${tooLarge})`,
    )
  if (!main && withoutDirectory)
    return failed(
      `文件“${file}”的压缩结构已损坏，找不到 Word 正文`,
      `The archive “${file}” is damaged: no Word document is found inside`,
    )
  if (!main)
    return failed(
      `文件“${file}”是压缩包，但里面没有 Word 正文`,
      `“${file}” is an archive without a Word document inside`,
    )
  const { root, error, unfinished } = xml('document')
  const out = linear()
  const messages: Message[] = []
  let relations: Element | null | undefined
  let chunks = 0
  const chunk = (id: string): void => {
    if (++chunks > mostChunks) {
      if (chunks === mostChunks + 1)
        messages.push({
          severity: 'warning',
          text: `文档中嵌入的部分超过 ${mostChunks} 个，其余没有读`,
          textEn: `The document embeds more than ${mostChunks} parts: the others are not read`,
        })
      return
    }
    const part = parts.get('word/_rels/document.xml.rels')
    relations ??= part ? parseXml(new TextDecoder().decode(part.bytes)).root : null
    readChunk(chunkTarget(relations, id), id)
  }
  const readChunk = (target: string | null, id: string): void => {
    const part = target === null ? undefined : readParts(bytes, (name) => name === target).parts.get(target)
    if (part && /\.(?:html?|xhtml)$/i.test(target!))
      for (const block of readPiece(part.bytes, out)) reader.blocks.push(block)
    else
      messages.push({
        severity: 'warning',
        text: `文档中嵌入的部分 ${target ?? id} 没有读`,
        textEn: `A part embedded in the document, ${target ?? id}, is not read`,
      })
  }
  const reader: Reader = {
    out,
    styles: readStyles(besides('styles')),
    number: numberer(readNumbering(besides('numbering'))),
    blocks: [],
    pictures: [],
    chunk,
    joined: '',
    unfinished,
    paragraphs: 0,
    tables: 0,
    cells: 0,
  }
  if (root) readBody(child(root, 'w:body') ?? root, reader)
  // Where the text ends, if it ends before its time.
  const last = reader.blocks.at(-1)
  readNotes(besides('footnotes'), 'footnote', reader)
  readNotes(besides('endnotes'), 'endnote', reader)
  if (!last && error)
    return failed(
      `文件“${file}”的正文 XML 不完整或超过限度（${error.slice(0, 200)}）`,
      `The document XML of “${file}” is damaged: not well-formed or beyond the limits (${error.slice(0, 200)})`,
    )
  if (!last) return failed(`文件“${file}”里没有文字`, `There is no text in “${file}”`)
  messages.push(...picturedTables(reader.blocks, reader.pictures))
  if (tooLarge)
    messages.push({
      severity: 'warning',
      text: `没有读过大的部分 ${tooLarge}`,
      textEn: `Left out for its size: ${tooLarge}`,
    })
  if (error || main.damage === 'broken') messages.push(brokenOff(file, last, error))
  else if (main.damage === 'altered')
    messages.push({
      severity: 'error',
      text: `文件“${file}”已损坏：正文与打包时的校验和不符，读出的文字可能有错`,
      textEn: `“${file}” is damaged: its text is not what was packed (checksum), and may be wrong`,
    })
  else if (withoutDirectory) {
    const whole = parts.has('word/styles.xml')
    messages.push({
      severity: 'warning',
      text: `文件“${file}”的压缩目录已损坏，正文仍完整读出${whole ? '' : '，标题编号和样式可能丢失'}`,
      textEn: `The directory of the archive “${file}” is damaged; the text was still read whole${whole ? '' : ', numbers of headings and styles may be lost'}`,
    })
  }
  for (const [name, part] of parts)
    if (part.damage && name !== 'word/document.xml')
      messages.push({
        severity: 'warning',
        text: `文件“${file}”的 ${name} 已损坏，标题编号、样式或脚注可能不全`,
        textEn: `“${name}” in “${file}” is damaged: numbers of headings, styles or footnotes may be lacking`,
      })
  return {
    value: { file, sha256: await sha256(bytes), format: 'docx', text: out.text(), blocks: reader.blocks },
    messages,
  }
}
