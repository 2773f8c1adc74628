/** A paper as .pdf: the pages of the .docx, with the characters in it, the map as lines, and the same bytes each time. */
import PDFDocument from 'pdfkit'
import type { Drawing } from '#report/drawing.ts'
import { fontFile, type Weight } from '#report/font.ts'
import { type Line, linesOf } from '#report/line.ts'
import { type Block, type Paper, printable } from '#report/paper.ts'
import { drawMark } from '#report/pdf-drawing.ts'

type Document = InstanceType<typeof PDFDocument>

/** Points. A4 with the margins of the .docx. */
const page = { width: 595.28, height: 841.89, left: 75, right: 70, top: 90, bottom: 80 } as const
const room = page.width - page.left - page.right
const floor = page.height - page.bottom

/** Where the next block begins. Every block moves it on. */
type Pen = { readonly document: Document; readonly english: boolean; y: number }

type Face = { readonly weight: Weight; readonly size: number; readonly leading: number; readonly color: string }
const face = (weight: Weight, size: number, leading: number, color = '#000000'): Face => ({
  weight,
  size,
  leading,
  color,
})
const faces = {
  title: face('bold', 18, 26),
  heading: face('bold', 14, 21),
  text: face('regular', 12, 20),
  strong: face('bold', 12, 20),
  quotation: face('regular', 10.5, 17, '#444444'),
  cell: face('regular', 10.5, 15),
  label: face('bold', 10.5, 15),
  foot: face('regular', 9, 12),
} as const

const measured =
  (document: Document, { weight, size }: Face) =>
  (words: string): number =>
    document.font(weight).fontSize(size).widthOfString(words)

const broken = (pen: Pen, words: string, how: Face, width: number, first = 0): Line[] => {
  const measure = measured(pen.document, how)
  const plain = printable(words).replaceAll('\t', '  ').replaceAll('\r', '')
  if (!pen.english) return linesOf(plain, width, measure, first)
  // The typeface's apostrophe is as wide as a character of Chinese; and no blank between words begins a line.
  const lines = linesOf(plain.replace(/(?<=[a-z])’(?=[a-z])/gi, "'"), width, measure, first)
  return lines.map((line, i) =>
    i > 0 && line.words.startsWith(' ')
      ? { ...line, words: line.words.slice(1), width: line.width - measure(' ') }
      : line,
  )
}

/** Makes room for `height` points, on a new page where this one has none. */
const reserve = (pen: Pen, height: number): void => {
  if (pen.y + height <= floor) return
  pen.document.addPage()
  pen.y = page.top
}

/** Characters of a full line are spread a little so that the right edge is even. */
const spacingOf = ({ words, width, last }: Line, room: number, size: number): number => {
  const gaps = [...words].length - 1
  const slack = room - width
  return last || gaps < 8 || slack <= 0 || slack > size * 2.5 ? 0 : slack / gaps
}

const write = (pen: Pen, line: Line, how: Face, x: number, y: number, width?: number): void => {
  pen.document
    .font(how.weight)
    .fontSize(how.size)
    .fillColor(how.color)
    .text(line.words, x, y + (how.leading - how.size) / 2 + how.size * 0.88, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: width === undefined ? 0 : spacingOf(line, width, how.size),
    })
}

const paragraph = (pen: Pen, words: string, how: Face, first: number, after: number): void => {
  broken(pen, words, how, room, first).forEach((line, i) => {
    reserve(pen, how.leading)
    const indent = i === 0 ? first : 0
    write(pen, line, how, page.left + indent, pen.y, room - indent)
    pen.y += how.leading
  })
  pen.y += after
}

const centred = (pen: Pen, words: string, how: Face): void => {
  for (const line of broken(pen, words, how, room)) {
    reserve(pen, how.leading)
    write(pen, line, how, page.left + (room - line.width) / 2, pen.y)
    pen.y += how.leading
  }
}

const quotation = (pen: Pen, words: string): void => {
  const how = faces.quotation
  const [bar, left] = [page.left + 16, page.left + 26]
  for (const line of broken(pen, words, how, page.left + room - left)) {
    reserve(pen, how.leading)
    pen.document
      .moveTo(bar, pen.y)
      .lineTo(bar, pen.y + how.leading)
      .lineWidth(1.5)
      .strokeColor('#999999')
      .stroke()
    write(pen, line, how, left, pen.y, page.left + room - left)
    pen.y += how.leading
  }
  pen.y += 7
}

const padding = 4

type Table = Extract<Block, { kind: 'table' }>

type Row = { readonly table: Table; readonly heads: boolean; readonly lines: readonly (readonly Line[])[] }

const labels = ({ table, heads }: Omit<Row, 'lines'>, column: number): boolean =>
  heads || (table.header === null && column % 2 === 0)

const widthOf = ({ shares }: Table, column: number): number => (room * shares[column]!) / 100

const rowOf = (pen: Pen, cells: readonly string[], table: Table, heads = false): Row => {
  const how = (i: number): Face => (labels({ table, heads }, i) ? faces.label : faces.cell)
  return { table, heads, lines: cells.map((words, i) => broken(pen, words, how(i), widthOf(table, i) - 2 * padding)) }
}

const tallest = ({ lines }: Row): number => Math.max(...lines.map((own) => own.length))
const heightOf = (count: number): number => count * faces.cell.leading + 2 * padding

/** The lines of a row from `from` on, `count` of them; short cells stand in the middle of a row that is not parted. */
const drawRow = (pen: Pen, row: Row, from: number, count: number): void => {
  const { table, lines } = row
  const { document } = pen
  const height = heightOf(count)
  const parted = count < tallest(row)
  let x = page.left
  lines.forEach((own, i) => {
    const width = widthOf(table, i)
    const label = labels(row, i)
    if (label) document.rect(x, pen.y, width, height).fill('#f0f0f0')
    document.rect(x, pen.y, width, height).lineWidth(0.6).strokeColor('#444444').stroke()
    const kept = own.slice(from, from + count)
    const top = pen.y + (parted ? padding : (height - kept.length * faces.cell.leading) / 2)
    kept.forEach((line, j) => {
      const spare = width - 2 * padding - line.width
      const shift = label ? spare / 2 : table.numbers?.includes(i) ? spare : 0
      write(pen, line, label ? faces.label : faces.cell, x + padding + shift, top + j * faces.cell.leading)
    })
    x += width
  })
  pen.y += height
}

/** A row is not parted, but for one that no page holds: that one begins where it stands and goes on over pages. */
const putRow = (pen: Pen, row: Row, header: Row | null): void => {
  const all = tallest(row)
  const turn = (): void => {
    pen.document.addPage()
    pen.y = page.top
    if (header) putRow(pen, header, null)
  }
  const held = page.top + (header ? heightOf(tallest(header)) : 0) + heightOf(all) <= floor
  if (pen.y + heightOf(held ? all : 3) > floor) turn()
  for (let from = 0; from < all; ) {
    const count = Math.min(all - from, Math.max(1, Math.floor((floor - pen.y - 2 * padding) / faces.cell.leading)))
    drawRow(pen, row, from, count)
    from += count
    if (from < all) turn()
  }
}

const tableOf = (pen: Pen, table: Table): void => {
  const header = table.header && rowOf(pen, table.header, table, true)
  if (header) {
    // A header does not end a page.
    reserve(pen, 60)
    putRow(pen, header, null)
  }
  for (const cells of table.rows) putRow(pen, rowOf(pen, cells, table), header)
  pen.y += 10
}

/** A picture is not drawn smaller than this to save a page. */
const smallest = 0.75

const picture = (pen: Pen, drawing: Drawing, caption: string): void => {
  // Drawn a little smaller it may still stand on this page; a sketch is read by its bar, not by a ruler.
  const beside = 40
  const fitting = (floor - pen.y - beside) / drawing.height
  const most = (floor - page.top - beside) / drawing.height
  const scale = Math.min(1, fitting >= smallest ? fitting : most)
  reserve(pen, drawing.height * scale + beside)
  pen.y += 6
  pen.document
    .save()
    .translate(page.left + (room - drawing.width * scale) / 2, pen.y)
    .scale(scale)
  for (const one of drawing.marks) drawMark(pen.document, one)
  pen.document.restore()
  pen.y += drawing.height * scale + 6
  centred(pen, caption, faces.label)
  pen.y += 8
}

const signature = (pen: Pen, lines: readonly string[]): void => {
  const gap = 14
  const told = lines.map((words) => broken(pen, words, faces.text, room))
  reserve(pen, 20 + told.flat().length * faces.text.leading + told.length * gap)
  pen.y += 20
  for (const own of told) {
    for (const line of own) {
      write(pen, line, faces.text, page.left + room - line.width, pen.y)
      pen.y += faces.text.leading
    }
    pen.y += gap
  }
}

const put = (pen: Pen, block: Block): void => {
  switch (block.kind) {
    case 'title':
      centred(pen, block.words, faces.title)
      pen.y += 12
      return
    case 'heading':
      // A heading does not end a page.
      reserve(pen, 14 + faces.heading.leading + 3 * faces.text.leading)
      if (pen.y > page.top) pen.y += 14
      paragraph(pen, block.words, faces.heading, 0, 6)
      return
    case 'text':
      if (block.keep) reserve(pen, 2 * faces.text.leading + faces.quotation.leading)
      paragraph(pen, block.words, block.bold ? faces.strong : faces.text, block.indent === false ? 0 : 24, 3)
      return
    case 'quotation':
      quotation(pen, block.words)
      return
    case 'table':
      tableOf(pen, block)
      return
    case 'picture':
      picture(pen, block.drawing, block.caption)
      return
    case 'signature':
      signature(pen, block.lines)
  }
}

/** `— 2 —` at the foot of each page, once it is known which there are. */
const numberPages = (pen: Pen, said: string | null): void => {
  const { document } = pen
  const { start, count } = document.bufferedPageRange()
  for (let i = start; i < start + count; i++) {
    document.switchToPage(i)
    const words = `— ${i - start + 1} —${said === null ? '' : `　${said}`}`
    const width = measured(document, faces.foot)(words)
    write(
      pen,
      { words, width, last: true },
      faces.foot,
      page.left + (room - Math.min(width, room)) / 2,
      page.height - 50,
    )
  }
}

/** The finished file's bytes: those of the same paper are the same. */
export const toPdf = async (paper: Paper): Promise<Uint8Array> => {
  const made = new Date(`${paper.date ?? '2000-01-01'}T00:00:00Z`)
  const document = new PDFDocument({
    size: 'A4',
    // Nothing is left to its own page breaks.
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    bufferPages: true,
    pdfVersion: '1.7',
    lang: paper.language === 'en' ? 'en' : 'zh-CN',
    displayTitle: true,
    info: { Title: printable(paper.name), Creator: '矿规', Producer: '矿规', CreationDate: made, ModDate: made },
  })
  document.registerFont('regular', fontFile('regular'))
  document.registerFont('bold', fontFile('bold'))
  const parts: Uint8Array[] = []
  document.on('data', (part: Uint8Array) => parts.push(part))
  const ended = new Promise((resolve, reject) => document.on('end', resolve).on('error', reject))
  const pen: Pen = { document, english: paper.language === 'en', y: page.top }
  for (const block of paper.blocks) put(pen, block)
  numberPages(pen, paper.mark)
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}
