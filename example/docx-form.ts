/** A plan as .docx: real tables with merged cells, headings by outline level, and what word processors leave behind. */
import {
  AlignmentType,
  DeletedTextRun,
  Document,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  Textbox,
  TextRun,
  VerticalMergeType,
  WidthType,
} from 'docx'
import { unzipSync, zipSync } from 'fflate'
import type { SourceBlock, SourceTable } from './source.ts'

export type WordForm = {
  /** Heading numbers come from numbering.xml; the written ones are left out of the text. */
  readonly generatedNumbers?: boolean
  readonly runningHead?: string
  /** A footnote behind these words. */
  readonly footnote?: { readonly after: string; readonly text: string }
  /** These words stand as a tracked insertion, in place of the deleted ones. */
  readonly tracked?: { readonly inserted: string; readonly deleted: string }
  /** A text box before the paragraph that begins so. */
  readonly textBox?: { readonly before: string; readonly text: string }
}

const revision = { id: 1, author: '编制组', date: '2022-09-30T08:00:00Z' }
const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4]

const runsOf = (text: string, form: WordForm): ParagraphChild[] => {
  const { tracked, footnote } = form
  const at = tracked ? text.indexOf(tracked.inserted) : -1
  if (tracked && at >= 0)
    return [
      ...runsOf(text.slice(0, at), form),
      new DeletedTextRun({ ...revision, text: tracked.deleted }),
      new InsertedTextRun({ ...revision, id: 2, text: tracked.inserted }),
      ...runsOf(text.slice(at + tracked.inserted.length), form),
    ]
  const mark = footnote ? text.indexOf(footnote.after) : -1
  if (footnote && mark >= 0) {
    const end = mark + footnote.after.length
    return [new TextRun(text.slice(0, end)), new FootnoteReferenceRun(1), new TextRun(text.slice(end))]
  }
  return text === '' ? [] : [new TextRun(text)]
}

/** How many columns the cell spans that reaches down to here. */
const spanAbove = (table: SourceTable, row: number, column: number): number => {
  let from = row
  while (table.rows[from]![column] === 'above') from--
  const above = table.rows[from]![column]!
  return typeof above === 'string' ? 1 : above.columns
}

const tableOf = (table: SourceTable): Table => {
  const width = Math.max(...table.rows.map((row) => row.length))
  const cell = (text: string, columns: number, rows: 'none' | 'first' | 'next'): TableCell =>
    new TableCell({
      children: text.split('\n').map((line) => new Paragraph(line)),
      columnSpan: columns,
      ...(rows === 'none'
        ? {}
        : { verticalMerge: rows === 'first' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }),
    })
  const caption =
    table.caption === null ? [] : [new TableRow({ children: [cell(table.caption, width, 'none')], tableHeader: true })]
  const rows = table.rows.map((row, r) => {
    const cells: TableCell[] = []
    row.forEach((one, c) => {
      if (one === 'left') return
      if (one === 'above') cells.push(cell('', spanAbove(table, r, c), 'next'))
      else cells.push(cell(one.text, one.columns, one.rows > 1 ? 'first' : 'none'))
    })
    return new TableRow({ children: cells })
  })
  return new Table({ rows: [...caption, ...rows], width: { size: 100, type: WidthType.PERCENTAGE } })
}

const headingOf = (text: string, depth: number, form: WordForm): Paragraph => {
  const number = /^\d+(?:\.\d+)* /.exec(text)
  if (!form.generatedNumbers || !number) return new Paragraph({ text, heading: headings[depth - 1]! })
  return new Paragraph({
    text: text.slice(number[0].length),
    heading: headings[depth - 1]!,
    numbering: { reference: 'headings', level: depth - 1 },
  })
}

const childrenOf = (block: SourceBlock, form: WordForm): (Paragraph | Table | Textbox)[] => {
  if (block.kind === 'table') return [tableOf(block)]
  if (block.kind === 'heading') return [headingOf(block.text, block.depth, form)]
  if (block.kind === 'contents') return []
  if (block.kind === 'title' || block.kind === 'cover')
    return [new Paragraph({ text: block.text, alignment: AlignmentType.CENTER })]
  const { textBox } = form
  const box =
    textBox && block.text.startsWith(textBox.before)
      ? [new Textbox({ children: [new Paragraph(textBox.text)], style: { width: '420pt', height: 'auto' } })]
      : []
  return [...box, new Paragraph({ children: runsOf(block.text, form) })]
}

/** The bytes of the .docx; the same source gives the same bytes. */
export const writeWord = async (blocks: readonly SourceBlock[], form: WordForm): Promise<Uint8Array> => {
  const document = new Document({
    creator: '编制组',
    styles: {
      default: {
        document: { run: { font: '仿宋', size: 24 }, paragraph: { spacing: { line: 400 } } },
        heading1: { run: { font: '黑体', size: 32 }, paragraph: { alignment: AlignmentType.CENTER } },
        heading2: { run: { font: '楷体', size: 28 } },
        heading3: { run: { font: '仿宋', size: 24, bold: true } },
      },
    },
    numbering: {
      config: [
        {
          reference: 'headings',
          levels: ['%1', '%1.%2', '%1.%2.%3'].map((text, level) => ({ level, format: LevelFormat.DECIMAL, text })),
        },
      ],
    },
    ...(form.footnote ? { footnotes: { 1: { children: [new Paragraph(form.footnote.text)] } } } : {}),
    sections: [
      {
        ...(form.runningHead
          ? { headers: { default: new Header({ children: [new Paragraph(form.runningHead)] }) } }
          : {}),
        children: blocks.flatMap((block) => childrenOf(block, form)),
      },
    ],
  })
  const files = unzipSync(new Uint8Array(await Packer.toBuffer(document)))
  // The library writes the time of day into the properties and a random name on the text box.
  const settle = (name: string, pattern: RegExp, text: string): void => {
    files[name] = new TextEncoder().encode(new TextDecoder().decode(files[name]).replace(pattern, text))
  }
  settle('docProps/core.xml', /\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2022-10-01T00:00:00Z')
  settle('word/document.xml', /(?<=<v:shape id=")[^"]+/g, 'text-box')
  return zipSync(files, { mtime: '2022-10-01T00:00:00' })
}
