import { zipSync } from 'fflate'
import PdfDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Processor time of one reading (milliseconds), the least of three: a busy machine slows it, nothing hastens it. */
const timeOf = async (bytes: Uint8Array, file: string): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3; i++) {
    const from = process.cpuUsage()
    await readDocument(bytes, file)
    const { user, system } = process.cpuUsage(from)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/** Eight times as much takes some eight times as long, not sixty-four; a little that is quick in any case is let be. */
const expectLinear = async (
  make: (times: number) => Uint8Array | string | Promise<Uint8Array>,
  file: string,
): Promise<void> => {
  const bytes = async (times: number): Promise<Uint8Array> => {
    const made = await make(times)
    return typeof made === 'string' ? utf8(made) : made
  }
  const small = await timeOf(await bytes(1), file)
  const large = await timeOf(await bytes(8), file)
  expect(large, `${small} ms, eight times as much ${large} ms`).toBeLessThan(Math.max(400, 24 * small))
}

test.each<[string, string, (times: number) => string]>([
  ['a roster in three columns without figures', 'a.txt', (n) => '张三  李四  王五\n'.repeat(700 * n)],
  [
    'a roster in paragraphs of a page',
    'a.html',
    (n) => `<html>${'<p>张\u00a0\u00a0李\u00a0\u00a0王</p>'.repeat(700 * n)}`,
  ],
  ['rows of bars and no word', 'a.txt', (n) => `文\n${'| | |\n'.repeat(1000 * n)}`],
  ['tabs and no word', 'a.txt', (n) => `文\n${'\t\n\n'.repeat(1000 * n)}`],
])('%s is read in linear time', (_, file, make) => expectLinear(make, file), 60_000)

const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const docx = (body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync({
    'word/document.xml': utf8(`<w:document ${main}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [`word/${name}`, utf8(text)])),
  })
const paragraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
const each = (length: number, make: (i: number) => string): string => Array.from({ length }, (_, i) => make(i)).join('')
const numbering = (levels: string, numbers: string): Record<string, string> => ({
  'numbering.xml': `<w:numbering ${main}><w:abstractNum w:abstractNumId="1">${levels}</w:abstractNum>${numbers}</w:numbering>`,
})
const isOne = '<w:abstractNumId w:val="1"/>'

test.each<[string, (times: number) => Uint8Array]>([
  ['a paragraph of tabs', (n) => docx(`<w:p><w:r>${'<w:tab/>'.repeat(10_000 * n)}<w:t>文</w:t></w:r></w:p>`)],
  [
    'styles based on one with much in it',
    (n) =>
      docx(paragraph('文'), {
        'styles.xml': `<w:styles ${main}><w:style w:styleId="x">${'<w:x/>'.repeat(2000 * n)}</w:style>${each(1000 * n, (i) => `<w:style w:styleId="${i}"><w:basedOn w:val="x"/></w:style>`)}</w:styles>`,
      }),
  ],
  [
    'numbers that share many levels',
    (n) =>
      docx(
        paragraph('文'),
        numbering(
          each(500 * n, (i) => `<w:lvl w:ilvl="${i}"/>`),
          each(500 * n, (i) => `<w:num w:numId="${i}">${isOne}</w:num>`),
        ),
      ),
  ],
  [
    'long numbers of many paragraphs',
    (n) =>
      docx(
        paragraph('文。', '<w:numPr><w:numId w:val="1"/></w:numPr>').repeat(200 * n),
        numbering(
          `<w:lvl w:ilvl="0"><w:lvlText w:val="${'%1'.repeat(500 * n)}"/></w:lvl>`,
          `<w:num w:numId="1">${isOne}</w:num>`,
        ),
      ),
  ],
  [
    'one part embedded many times',
    (n) =>
      docx(paragraph('文') + '<w:altChunk r:id="a"/>'.repeat(50 * n), {
        '_rels/document.xml.rels': '<r><s Id="a" Target="a.html"/></r>',
        'a.html': `<html>${'<p>文</p>'.repeat(50 * n)}`,
      }),
  ],
])('a Word document with %s is read in linear time', (_, make) => expectLinear(make, 'a.docx'), 60_000)

test('rows that claim a hundred columns before their first are spread up to the limit', async () => {
  const row = '<w:tr><w:trPr><w:gridBefore w:val="100"/></w:trPr></w:tr>'
  const { value } = await readDocument(docx(`${paragraph('文')}<w:tbl>${row.repeat(10_000)}</w:tbl>`), 'a.docx')
  expect(value!.text.split('\n').length).toBeLessThan(300_000)
})

test('preformatted text of more paragraphs than a call takes arguments is read', async () => {
  const { value } = await readDocument(utf8(`<html><pre>${'文\n\n'.repeat(250_000)}`), 'a.html')
  expect(value!.blocks.length).toBeGreaterThan(10_000)
}, 30_000)

const pdf = (line: string): Promise<Uint8Array> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    const made = new PdfDocument({ size: [14_000, 100], margin: 0 })
    made.on('data', (chunk: Buffer) => chunks.push(chunk))
    made.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    made.fontSize(1).text(line, 5, 20, { lineBreak: false })
    made.end()
  })

test.each<[string, string]>([
  ['dots', '.'],
  ['words far apart', 'a   b'],
])(
  'a line of %s in a PDF is read in linear time',
  (_, piece) => expectLinear((times) => pdf(`${piece.repeat(4000 * times)}c`), 'a.pdf'),
  60_000,
)
