/** HTML as government sites publish plans → paragraphs and tables; menus, scripts and layout tables left out. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import type { Block, Cell, Document, Message, Paragraph, Result } from '#document/document.ts'
import { decode } from '#document/encoding.ts'
import { mostCells } from '#document/limit.ts'
import { type Linear, linear } from '#document/linear.ts'
import { mergedTable } from '#document/merged-table.ts'
import { picturedTables } from '#document/picture.ts'
import { raised } from '#document/raised.ts'
import { sha256 } from '#document/sha256.ts'
import { wholeSpan } from '#document/span.ts'
import { readBlocks } from '#document/text.ts'
import type { Line } from '#document/text-line.ts'
import { spacedTables } from '#document/text-table.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const isElement = (node: Node): node is Element => 'tagName' in node

const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'nav',
  'header',
  'footer',
  'select',
  'button',
  'svg',
  'iframe',
  'form',
])
const breaking = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'body',
  'html',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'td',
  'th',
  'center',
  'pre',
  'figure',
  'figcaption',
  'hr',
  'caption',
])

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value

const isHidden = (element: Element): boolean =>
  attribute(element, 'hidden') !== undefined || /display\s*:\s*none/.test(attribute(element, 'style') ?? '')

const words = (node: Node): string => {
  // No-break and wide spaces are kept: some part columns with them.
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value.replace(/[ \t\r\n\f]+/g, ' ')
  if (!isElement(node) || silent.has(node.tagName) || isHidden(node)) return ''
  const text = node.childNodes.map(words).join('')
  if (node.tagName === 'sup') return raised(text.trim())
  return node.tagName === 'br' ? '\n' : text
}

/** The text of a preformatted element as it stands. */
const asItStands = (node: Node): string => {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  if (!isElement(node)) return ''
  return node.tagName === 'br' ? '\n' : node.childNodes.map(asItStands).join('')
}

const elementsNamed = (element: Element, names: readonly string[], into: Element[] = []): Element[] => {
  for (const node of element.childNodes) {
    if (!isElement(node)) continue
    if (names.includes(node.tagName)) into.push(node)
    else if (node.tagName !== 'table') elementsNamed(node, names, into)
  }
  return into
}

/** Whether an element holds another of that name, at any depth; each element is asked once. */
const holds = (name: string): ((element: Element) => boolean) => {
  const memory = new WeakMap<Element, boolean>()
  const ask = (element: Element): boolean => {
    const known = memory.get(element)
    if (known !== undefined) return known
    const answer = element.childNodes.some((node) => isElement(node) && (node.tagName === name || ask(node)))
    memory.set(element, answer)
    return answer
  }
  return ask
}
const holdsTable = holds('table')
const holdsParagraph = holds('p')
const holdsPicture = holds('img')

/** A table that holds the page rather than data: another table inside, one cell, or a cell as long as a chapter. */
const isLayout = (table: Element, rows: readonly Element[]): boolean =>
  holdsTable(table) ||
  rows.every((row) => elementsNamed(row, ['td', 'th']).length <= 1) ||
  rows.some((row) => elementsNamed(row, ['td', 'th']).some((cell) => words(cell).length > 3000))

const spanOf = (cell: Element, name: string): number =>
  Math.min(100, Math.max(1, Number.parseInt(attribute(cell, name) ?? '1', 10) || 1))

type Reader = {
  readonly out: Linear
  readonly blocks: Block[]
  /** After how many blocks a picture stands. */
  readonly pictures: number[]
  paragraphs: number
  tables: number
  cells: number
}

const readTable = (rows: readonly Element[], reader: Reader): void => {
  const number = ++reader.tables
  const raw: string[][] = []
  const grid: Cell[][] = []
  const held: { cell: Cell; rows: number }[] = []
  rows.forEach((row, r) => {
    const cells: Cell[] = []
    const source: string[] = []
    const takeHeld = (): void => {
      for (let above = held[cells.length]; above && above.rows > 0; above = held[cells.length]) {
        above.rows--
        cells.push({ span: above.cell.span, filled: true })
      }
    }
    for (const element of elementsNamed(row, ['td', 'th'])) {
      takeHeld()
      const span = reader.out.add(words(element).replace(/\u00a0/g, ' '), `t${number} r${r + 1} c${cells.length + 1}`)
      source.push(span.text)
      // Beyond the limit merged cells are not spread any more.
      const spread = reader.cells <= mostCells
      const down = spread ? spanOf(element, 'rowspan') : 1
      const wide = spread ? spanOf(element, 'colspan') : 1
      reader.cells += wide
      for (let across = 0; across < wide; across++) {
        const cell: Cell = across === 0 ? { span } : { span, filled: true }
        held[cells.length] = { cell, rows: down - 1 }
        cells.push(cell)
      }
    }
    takeHeld()
    if (cells.length > 0) {
      grid.push(cells)
      raw.push(source)
    }
  })
  const table = mergedTable(grid, raw)
  if (table) reader.blocks.push(table)
}

const addParagraph = (text: string, reader: Reader, level: number | undefined): void => {
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const paragraph: Paragraph = {
      kind: 'paragraph',
      span: reader.out.add(line, `p${++reader.paragraphs}`),
      ...(level === undefined ? {} : { level }),
    }
    reader.blocks.push(paragraph)
  }
}

/** Preformatted text is read as text: its line breaks and columns mean something. */
const addPreformatted = (text: string, reader: Reader): void => {
  const lines = text.split('\n').map((source, i): Line => {
    const span = reader.out.add(source, `p${++reader.paragraphs}`)
    return { number: i + 1, source, span }
  })
  for (const block of readBlocks(lines)) reader.blocks.push(block)
}

/** Paragraphs whose words stand in columns parted by spaces are tables; elsewhere wide spaces are spaces. */
const withColumns = (blocks: readonly Block[]): Block[] => {
  const lines = blocks.map((block): Line => {
    const span = block.kind === 'paragraph' ? block.span : nothing
    return { number: span.at.line, source: span.text, span }
  })
  const spacedTable = spacedTables(lines)
  const made: Block[] = []
  for (let i = 0; i < blocks.length; ) {
    const block = blocks[i]!
    const found = block.kind === 'paragraph' ? spacedTable(i) : null
    made.push(found?.table ?? block)
    i = found?.next ?? i + 1
  }
  return made
}

const nothing = wholeSpan('', 0, 0)

/** Pictures smaller than this show no table (pixels). */
const smallPicture = 150
const decoration = /logo|icon|share|qr|ewm|weixin|banner|arrow|btn|spacer|blank/i

/** A picture that may show a table: named with the caption above it, where it has one. */
const notePicture = (element: Element, reader: Reader): void => {
  const size = (name: string): number => Number.parseInt(attribute(element, name) ?? '', 10)
  if (size('width') < smallPicture || size('height') < smallPicture / 3) return
  if (decoration.test(attribute(element, 'src') ?? '')) return
  reader.pictures.push(reader.blocks.length)
}

const walk = (element: Element, reader: Reader, level?: number): void => {
  let inline = ''
  const flush = (): void => {
    addParagraph(inline, reader, level)
    inline = ''
  }
  for (const node of element.childNodes) {
    if (!isElement(node)) {
      inline += words(node)
      continue
    }
    if (silent.has(node.tagName) || isHidden(node)) continue
    if (node.tagName === 'img') {
      flush()
      notePicture(node, reader)
      continue
    }
    if (node.tagName === 'pre') {
      flush()
      addPreformatted(asItStands(node), reader)
      continue
    }
    if (node.tagName === 'table') {
      flush()
      const rows = elementsNamed(node, ['tr'])
      const caption = elementsNamed(node, ['caption'])[0]
      if (caption) addParagraph(words(caption), reader, undefined)
      if (isLayout(node, rows)) walk(node, reader)
      else readTable(rows, reader)
    } else if (breaking.has(node.tagName) || holdsTable(node) || holdsParagraph(node) || holdsPicture(node)) {
      flush()
      const heading = node.tagName.match(/^h([1-6])$/)?.[1]
      walk(node, reader, heading ? Number(heading) : level)
    } else inline += words(node)
  }
  flush()
}

/** Pages are nested less deeply, and have fewer nodes: what goes beyond is an accident or an attack. */
const deepest = 500
const mostNodes = 1_000_000

class TooMuch extends Error {}

/** The top nodes of a page; of one beyond the limits those that were read before, and a message. */
const nodesOf = (text: string): { readonly nodes: readonly Node[]; readonly excess: readonly Message[] } => {
  const depths = new WeakMap<object, number>()
  const document = defaultTreeAdapter.createDocument()
  let count = 0
  const enter = (parent: object, node: object): void => {
    const depth = (depths.get(parent) ?? 0) + 1
    depths.set(node, depth)
    if (depth > deepest || ++count > mostNodes) throw new TooMuch()
  }
  try {
    parse(text, {
      treeAdapter: {
        ...defaultTreeAdapter,
        createDocument: () => document,
        appendChild: (parent, node) => {
          enter(parent, node)
          defaultTreeAdapter.appendChild(parent, node)
        },
        insertBefore: (parent, node, before) => {
          enter(parent, node)
          defaultTreeAdapter.insertBefore(parent, node, before)
        },
      },
    })
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    const excess: Message = {
      severity: 'warning',
      text: `网页嵌套超过 ${deepest} 层或多于 ${mostNodes} 个节点，只读到那里`,
      textEn: `The page is nested deeper than ${deepest} or has more than ${mostNodes} nodes: it is read up to there`,
    }
    return { nodes: document.childNodes, excess: [excess] }
  }
  return { nodes: document.childNodes, excess: [] }
}

/** Whether a text is HTML: its first tag says so. */
export const isHtml = (bytes: Uint8Array): boolean =>
  /^\s*(?:<!doctype html|<html|<head|<meta|<body|<div|<p[\s>]|<table|<!--)/i.test(
    new TextDecoder('latin1').decode(bytes.subarray(0, 512)).replace(/^\u00ef\u00bb\u00bf/, ''),
  )

const blocksOf = (nodes: readonly Node[], out: Linear): { blocks: Block[]; pictures: Message[] } => {
  const reader: Reader = { out, blocks: [], pictures: [], paragraphs: 0, tables: 0, cells: 0 }
  for (const node of nodes) if (isElement(node)) walk(node, reader)
  return { blocks: withColumns(reader.blocks), pictures: picturedTables(reader.blocks, reader.pictures) }
}

/** The blocks of a piece of HTML inside another document, added to that document's text. */
export const readPiece = (bytes: Uint8Array, out: Linear): readonly Block[] =>
  blocksOf(nodesOf(decode(bytes).text).nodes, out).blocks

export const readHtml = async (bytes: Uint8Array, file: string): Promise<Result<Document | null>> => {
  const { text, messages } = decode(bytes)
  const out = linear()
  const { nodes, excess } = nodesOf(text)
  const { blocks, pictures } = blocksOf(nodes, out)
  if (blocks.length === 0)
    return {
      value: null,
      messages: [
        ...messages,
        ...excess,
        { severity: 'error', text: `网页“${file}”里没有正文`, textEn: `The page “${file}” has no text` },
      ],
    }
  return {
    value: { file, sha256: await sha256(bytes), format: 'html', text: out.text(), blocks },
    messages: [...messages, ...excess, ...pictures],
  }
}
