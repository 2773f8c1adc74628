/** A paper as .docx: A4, 仿宋 text and 黑体 headings as Chinese offices use, page numbers. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { type Block, type Paper, printable } from '#report/paper.ts'
import { pngOf, svgOf } from '#report/svg.ts'

const body = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' }
const strong = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' }
/** Half-points: 18 pt title, 14 pt headings, 12 pt text, 10.5 pt tables and quotes. */
const sizes = { title: 36, heading: 28, text: 24, small: 21, mark: 18 } as const

const run = (text: string, size: number, bold = false, color?: string): TextRun =>
  new TextRun({ text: printable(text), size, font: bold ? strong : body, bold, ...(color ? { color } : {}) })

const cell = (words: string, share: number, how: { label?: boolean; number?: boolean }): TableCell =>
  new TableCell({
    children: words.split('\n').map(
      (line) =>
        new Paragraph({
          children: [run(line, sizes.small, how.label)],
          alignment: how.label ? AlignmentType.CENTER : how.number ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { line: 300 },
        }),
    ),
    width: { size: share, type: WidthType.PERCENTAGE },
    margins: { top: 60, bottom: 60, left: 90, right: 90 },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(how.label ? { shading: { fill: 'F0F0F0' } } : {}),
  })

/** Twentieths of a point between the margins. */
const textWidth = 11906 - 1500 - 1400

const tableOf = ({ header, rows, shares, numbers = [] }: Extract<Block, { kind: 'table' }>): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    // Word processors that do not measure cells themselves go by these.
    columnWidths: shares.map((share) => Math.round((textWidth * share) / 100)),
    rows: [
      ...(header
        ? [
            new TableRow({
              tableHeader: true,
              cantSplit: true,
              children: header.map((words, i) => cell(words, shares[i]!, { label: true })),
            }),
          ]
        : []),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((words, i) =>
              cell(words, shares[i]!, { label: header === null && i % 2 === 0, number: numbers.includes(i) }),
            ),
          }),
      ),
    ],
  })

const signed = (words: string, i: number, all: readonly string[]): Paragraph =>
  new Paragraph({
    children: [run(words, sizes.text)],
    alignment: AlignmentType.RIGHT,
    spacing: { before: i === 0 ? 480 : 240 },
    keepNext: i < all.length - 1,
    keepLines: true,
  })

/** Pixels of a word processor (96 to the inch) in a point. */
const pixels = 96 / 72

const childrenOf = async (block: Block): Promise<FileChild[]> => {
  switch (block.kind) {
    case 'title':
      return [
        new Paragraph({
          children: [run(block.words, sizes.title, true)],
          alignment: AlignmentType.CENTER,
          spacing: { after: 240 },
        }),
      ]
    case 'heading':
      return [
        new Paragraph({
          children: [run(block.words, sizes.heading, true)],
          spacing: { before: 280, after: 120 },
          keepNext: true,
        }),
      ]
    case 'text':
      return [
        new Paragraph({
          children: [run(block.words, sizes.text, block.bold)],
          alignment: AlignmentType.BOTH,
          spacing: { line: 400, after: 60 },
          keepNext: block.keep === true,
          ...(block.indent === false ? {} : { indent: { firstLine: 480 } }),
        }),
      ]
    case 'quotation':
      return block.words.split('\n').map(
        (words, i, all) =>
          new Paragraph({
            children: [run(words, sizes.small, false, '444444')],
            indent: { left: 480 },
            border: { left: { style: BorderStyle.SINGLE, size: 12, color: '999999', space: 8 } },
            spacing: { line: 340, after: i === all.length - 1 ? 120 : 0 },
          }),
      )
    case 'table':
      return [tableOf(block), new Paragraph({ children: [], spacing: { line: 120 } })]
    case 'picture': {
      const { drawing, caption } = block
      const altText = { name: caption, title: caption, description: drawing.says }
      const picture = new ImageRun({
        type: 'svg',
        data: Buffer.from(svgOf(drawing)),
        fallback: { type: 'png', data: await pngOf(drawing) },
        transformation: { width: drawing.width * pixels, height: drawing.height * pixels },
        altText,
      })
      return [
        new Paragraph({
          children: [picture],
          alignment: AlignmentType.CENTER,
          spacing: { before: 120 },
          keepNext: true,
        }),
        new Paragraph({
          children: [run(caption, sizes.small, true)],
          alignment: AlignmentType.CENTER,
          spacing: { before: 60, after: 160 },
        }),
      ]
    }
    case 'signature':
      return block.lines.map(signed)
  }
}

/** The finished file's bytes. */
export const toDocx = async ({ name, mark, blocks }: Paper): Promise<Uint8Array> => {
  const foot = mark === null ? [] : [run(`　${mark}`, sizes.mark)]
  const footer = new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: sizes.small }), ...foot],
      }),
    ],
  })
  const children: FileChild[] = []
  for (const block of blocks) children.push(...(await childrenOf(block)))
  const document = new Document({
    title: printable(name),
    creator: '矿规',
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1800, bottom: 1600, left: 1500, right: 1400 } },
        },
        footers: { default: footer },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
