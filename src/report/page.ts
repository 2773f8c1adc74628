/** The look of every document we write: A4, 仿宋 text and 黑体 headings as Chinese offices use, page numbers. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

const body = { ascii: 'Times New Roman', eastAsia: '仿宋' }
const strong = { ascii: 'Times New Roman', eastAsia: '黑体' }
/** Half-points: 16 pt headings, 12 pt text, 10.5 pt tables. */
const sizes = { title: 36, heading: 28, text: 24, small: 21 } as const

/** Characters that XML 1.0 forbids would make the file unreadable: control characters but tab and line break. */
const writable = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')

const run = (text: string, size: number, bold = false, color?: string): TextRun =>
  new TextRun({ text: writable(text), size, font: bold ? strong : body, bold, ...(color ? { color } : {}) })

export const title = (text: string): Paragraph =>
  new Paragraph({ children: [run(text, sizes.title, true)], alignment: AlignmentType.CENTER, spacing: { after: 240 } })

export const heading = (text: string): Paragraph =>
  new Paragraph({ children: [run(text, sizes.heading, true)], spacing: { before: 280, after: 120 }, keepNext: true })

export const text = (words: string, options: { bold?: boolean; indent?: boolean; color?: string } = {}): Paragraph =>
  new Paragraph({
    children: [run(words, sizes.text, options.bold, options.color)],
    spacing: { line: 400, after: 60 },
    ...(options.indent === false ? {} : { indent: { firstLine: 480 } }),
  })

/** A clause in its own words, set off from ours. */
export const quotation = (words: string): Paragraph =>
  new Paragraph({
    children: [run(words, sizes.small, false, '444444')],
    indent: { left: 480 },
    border: { left: { style: BorderStyle.SINGLE, size: 12, color: '999999', space: 8 } },
    spacing: { line: 340, after: 120 },
  })

export const signatureLine = (words: string): Paragraph =>
  new Paragraph({ children: [run(words, sizes.text)], alignment: AlignmentType.RIGHT, spacing: { before: 240 } })

const cell = (words: string, share: number, bold: boolean): TableCell =>
  new TableCell({
    children: words.split('\n').map((line) => new Paragraph({ children: [run(line, sizes.small, bold)] })),
    width: { size: share, type: WidthType.PERCENTAGE },
    margins: { top: 60, bottom: 60, left: 90, right: 90 },
    ...(bold ? { shading: { fill: 'F0F0F0' } } : {}),
  })

/** `shares` are per cent of the page's width, one a column. */
export const table = (
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
  shares: readonly number[],
): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      ...(header
        ? [new TableRow({ tableHeader: true, children: header.map((words, i) => cell(words, shares[i]!, true)) })]
        : []),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((words, i) => cell(words, shares[i]!, header === null && i % 2 === 0)),
          }),
      ),
    ],
  })

/** The finished file's bytes. */
export const toDocx = async (name: string, children: readonly FileChild[]): Promise<Uint8Array> => {
  const footer = new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: sizes.small })],
      }),
    ],
  })
  const document = new Document({
    title: writable(name),
    creator: '矿规',
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1800, bottom: 1600, left: 1500, right: 1400 } },
        },
        footers: { default: footer },
        children: [...children],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
