import { Zip, ZipDeflate, zipSync } from 'fflate'
import PdfDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import type { Document, Message } from '#document/document.ts'
import { longestCell, longestSentence, mostBlocks, mostCells, mostCharacters, mostColumns } from '#document/limit.ts'
import { readDocument } from '#document/read.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const read = async (
  content: Uint8Array | string,
  file = 'plan.txt',
): Promise<{ document: Document | null; messages: readonly Message[] }> => {
  const { value, messages } = await readDocument(typeof content === 'string' ? utf8(content) : content, file)
  for (const { text, textEn } of messages) {
    expect(text).toMatch(/[\u4e00-\u9fff]/)
    expect(textEn).not.toMatch(/undefined(?! entity)|NaN|\[object|\n\s+at /)
  }
  return { document: value, messages }
}

/** Refused: no document, one error that says why. */
const refused = async (content: Uint8Array | string, file: string, why: RegExp): Promise<void> => {
  const { document, messages } = await read(content, file)
  expect(document).toBeNull()
  expect(messages.filter((message) => message.severity === 'error').map((message) => message.textEn)).toEqual([
    expect.stringMatching(why),
  ])
}

/** Read as far as possible, with a warning that says where understanding ends. */
const partial = async (content: Uint8Array | string, file: string, why: RegExp): Promise<Document> => {
  const { document, messages } = await read(content, file)
  expect(document).not.toBeNull()
  expect(messages.filter((message) => message.severity === 'warning').map((message) => message.textEn)).toEqual(
    expect.arrayContaining([expect.stringMatching(why)]),
  )
  return document!
}

const understood = (document: Document): string[] =>
  document.blocks.flatMap((block) => (block.kind === 'paragraph' && !block.furniture ? [block.span.text] : []))

const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const docx = (body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync({
    'word/document.xml': utf8(`<?xml version="1.0"?><w:document ${main}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [`word/${name}`, utf8(text)])),
  })
const sentence = '全县矿山总数控制在20个以内。'

/** Bytes of no meaning, the same at every run. */
const noise = (length: number): Uint8Array => {
  let state = 7
  return Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state >> 16
  })
}

describe('what is no plan is refused by its name', () => {
  const oleSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  test.each<[string, Uint8Array | string, string, RegExp]>([
    ['nothing', '', 'plan.docx', /is empty/],
    ['white space', ' \n\t\n　\n', 'plan.txt', /is empty/],
    ['a picture named .docx', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'plan.docx', /JPEG picture/],
    [
      'an encrypted or old Office file',
      new Uint8Array([...oleSignature, ...new Array<number>(512)]),
      'plan.docx',
      /Office file/,
    ],
    [
      'an archive of something else',
      zipSync({ 'readme.txt': utf8('nothing') }),
      'plan.docx',
      /without a Word document/,
    ],
    ['XML that is no XML', zipSync({ 'word/document.xml': utf8('<w:document><w:p>') }), 'plan.docx', /not well-formed/],
    ['a document without words', docx('<w:p/>'), 'plan.docx', /no text/],
    ['random bytes', noise(50_000), 'plan.docx', /binary data/],
    ['a few random bytes', noise(400), 'plan.txt', /binary data/],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, ...new Array<number>(2000)]), 'plan.txt', /binary data/],
    ['a page without words', '<html><body><script>x</script></body></html>', 'plan.html', /no text/],
  ])('%s', async (_, content, file, why) => refused(content, file, why))

  test('a file beyond the largest', async () => {
    await refused(new Uint8Array(64 * 1024 * 1024 + 1), 'plan.txt', /more than the limit/)
  })
})

describe('what is cut short', () => {
  const whole = docx(
    Array.from({ length: 200 }, (_, i) =>
      paragraph(`第${(i * 7919) % 10_007}段有${(i * 104_729) % 999_983}个。${sentence}`),
    ).join(''),
  )

  test.each([0.3, 0.5, 0.9, 0.99])('a .docx of which %f is there is read up to there', async (share) => {
    const { document, messages } = await read(whole.slice(0, Math.floor(whole.length * share)), 'plan.docx')
    const all = understood((await read(whole, 'plan.docx')).document!)
    const told = messages.map((message) => message.textEn).join()
    const kept = understood(document!)
    expect(kept).toEqual(all.slice(0, kept.length))
    if (share < 0.9) expect(told).toMatch(/is damaged: it is read up to “/)
    else expect(told).toMatch(/is damaged/)
    if (share === 0.5) {
      expect(kept.length).toBeGreaterThan(50)
      expect(kept.length).toBeLessThan(all.length)
      expect(messages[0]!.at!.line).toBeGreaterThanOrEqual(kept.length)
    }
  })

  test('a .docx of which next to nothing is there', async () => {
    await refused(whole.slice(0, 40), 'plan.docx', /damaged/)
    await refused(whole.slice(0, 80), 'plan.docx', /damaged/)
  })

  const at = (bytes: Uint8Array, mark: number): number => {
    const view = new DataView(bytes.buffer)
    for (let i = bytes.length - 4; i >= 0; i--) if (view.getUint32(i, true) === mark) return i
    return -1
  }

  test('a .docx whose directory is damaged is read by the headers of its parts', async () => {
    const bytes = whole.slice()
    bytes.fill(0, at(bytes, 0x02014b50))
    const document = await partial(bytes, 'plan.docx', /directory of the archive .* still read whole/)
    expect(understood(document)).toHaveLength(200)
  })

  test('a .docx with a changed byte is told, wherever it is', async () => {
    const sound = understood((await read(whole, 'plan.docx')).document!).join()
    for (let from = 60; from < at(whole, 0x02014b50); from += 41) {
      const bytes = whole.slice()
      bytes[from]! ^= 0x55
      const { document, messages } = await read(bytes, 'plan.docx')
      const same = document !== null && understood(document).join() === sound
      expect(same || messages.some((message) => message.severity === 'error'), `byte ${from}`).toBe(true)
    }
  })

  test('half a number is not read as a number', async () => {
    const xml = `<w:document ${main}><w:body>${paragraph(sentence)}<w:tbl><w:tr><w:tc>${paragraph('铁矿')}</w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>3</w:t></w:r>`
    const row = zipSync({ 'word/document.xml': utf8(xml) })
    const { document, messages } = await read(row, 'plan.docx')
    expect(document!.blocks.map((block) => (block.kind === 'table' ? 'table' : block.furniture))).toEqual([
      undefined,
      'table',
      true,
    ])
    expect(messages[0]).toMatchObject({ severity: 'error', at: { line: 3 } })
    const half = `<w:document ${main}><w:body>${paragraph(sentence)}<w:p><w:r><w:t>总数不超过2</w:t></w:r><w:r>`
    expect(understood((await read(zipSync({ 'word/document.xml': utf8(half) }), 'plan.docx')).document!)).toEqual([
      sentence,
    ])
  })

  test('a text cut in the middle of a character and a table is read up to there', async () => {
    const text = utf8(`第一章 总则\n${sentence}\n专栏1 指标\n| 指标 | 2025年 |\n| --- | --- |\n| 矿山`)
    const { document } = await read(text.slice(0, -1))
    expect(understood(document!)).toContain(sentence)
  })

  const pdf = (options: { readonly userPassword?: string }): Promise<Uint8Array> =>
    new Promise((resolve) => {
      const chunks: Buffer[] = []
      const made = new PdfDocument(options)
      made.on('data', (chunk: Buffer) => chunks.push(chunk))
      made.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
      made.text('A plan of minerals. '.repeat(50))
      made.end()
    })

  test('a PDF cut in the middle', async () => {
    const bytes = await pdf({})
    for (const share of [0.02, 0.3, 0.6, 0.95]) {
      const { document, messages } = await read(bytes.slice(0, Math.floor(bytes.length * share)), 'plan.pdf')
      expect(document !== null || messages.some((message) => message.severity === 'error')).toBe(true)
    }
  })

  test('a PDF under a password', async () =>
    refused(await pdf({ userPassword: 'x' }), 'plan.pdf', /damaged or protected/))
})

describe('what swells', () => {
  /** A .docx whose document inflates to `megabytes`, packed piece by piece. */
  const bomb = (megabytes: number, head: string, piece: string, tail: string): Uint8Array => {
    const packed: Uint8Array[] = []
    const zip = new Zip((error, chunk) => {
      if (error) throw error
      packed.push(chunk)
    })
    const entry = new ZipDeflate('word/document.xml', { level: 9 })
    zip.add(entry)
    const block = utf8(piece.repeat(Math.ceil((1 << 20) / piece.length)))
    entry.push(utf8(head))
    for (let i = 0; i < megabytes; i++) entry.push(block)
    entry.push(utf8(tail), true)
    zip.end()
    return new Uint8Array(Buffer.concat(packed))
  }
  const head = `<w:document ${main}><w:body>`
  const tail = '</w:body></w:document>'

  test('an archive whose document inflates beyond the largest part', async () => {
    await refused(bomb(70, head, ' ', tail), 'plan.docx', /too large once inflated|cannot be opened/)
  })

  test('an archive that lies about the size of what it holds', async () => {
    const bytes = bomb(70, head, ' ', tail)
    const view = new DataView(bytes.buffer)
    // The central directory names the inflated size at offset 24 of its entry.
    for (let at = bytes.length - 22; at >= 0; at--)
      if (view.getUint32(at, true) === 0x02014b50) {
        view.setUint32(at + 24, 1000, true)
        break
      }
    const { document, messages } = await read(bytes, 'plan.docx')
    expect(document).toBeNull()
    expect(messages.some((message) => message.severity === 'error')).toBe(true)
  })

  test('a part beyond the largest is inflated once, however often the directory lists it', async () => {
    const bytes = bomb(70, head, ' ', tail)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const end = bytes.length - 22
    const start = view.getUint32(end + 16, true)
    const entry = bytes.slice(start, end)
    // The size that the directory tells is small: only inflating shows the truth.
    new DataView(entry.buffer).setUint32(24, 1000, true)
    const listed = (times: number): Uint8Array => {
      const whole = Uint8Array.from(
        Buffer.concat([bytes.subarray(0, start), ...new Array<Uint8Array>(times).fill(entry), bytes.subarray(end)]),
      )
      const last = new DataView(whole.buffer)
      last.setUint16(whole.length - 22 + 8, times, true)
      last.setUint16(whole.length - 22 + 10, times, true)
      return whole
    }
    const timeOf = async (times: number): Promise<number> => {
      const from = process.cpuUsage()
      await refused(listed(times), 'plan.docx', /too large once inflated/)
      const { user, system } = process.cpuUsage(from)
      return user + system
    }
    const once = await timeOf(1)
    expect(await timeOf(12)).toBeLessThan(4 * once)
  }, 60_000)

  test('an archive in an archive is not opened', async () => {
    const inner = bomb(10, head, ' ', tail)
    await refused(zipSync({ 'word/document.xml': inner }), 'plan.docx', /not well-formed/)
  })

  test('a document of too many elements', async () => {
    await refused(bomb(20, head, '<w:p/>', tail), 'plan.docx', /more than \d+ elements/)
  }, 30_000)

  test('entities that multiply are not expanded', async () => {
    const entities = Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join('')
    const xml = `<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY e0 "矿">${entities}]><w:document ${main}><w:body>${paragraph('&e30;')}</w:body></w:document>`
    await refused(zipSync({ 'word/document.xml': utf8(xml) }), 'plan.docx', /undefined entity/i)
  })

  test('a table whose cells claim a hundred columns each', async () => {
    const cell = `<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>${paragraph('金')}</w:tc>`
    const body = `<w:tbl>${`<w:tr>${cell.repeat(50)}</w:tr>`.repeat(400)}</w:tbl>${paragraph(sentence)}`
    const document = await partial(docx(body), 'plan.docx', /kept and not understood/)
    expect(understood(document)).toEqual([sentence])
  }, 30_000)

  test('numbers of headings that nobody counts from', async () => {
    const level = (format: string): string =>
      `<w:lvl w:ilvl="0"><w:start w:val="-999999999"/><w:numFmt w:val="${format}"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="99999999999"><w:start w:val="1e300"/></w:lvl>`
    for (const format of ['decimalEnclosedCircle', 'upperRoman', 'chineseCounting', 'upperLetter']) {
      const numbering = `<w:numbering ${main}><w:abstractNum w:abstractNumId="1">${level(format)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
      const numbered = (ilvl: string): string =>
        `<w:p><w:pPr><w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${sentence}</w:t></w:r></w:p>`
      const body = ['0', '99999999999', '-1', 'x', '0.5'].map(numbered).join('')
      const { document } = await read(docx(body, { 'numbering.xml': numbering }), 'plan.docx')
      expect(understood(document!)).toHaveLength(5)
    }
  })

  test('styles based on styles without end', async () => {
    const styles = Array.from(
      { length: 20_000 },
      (_, i) => `<w:style w:styleId="s${i}"><w:basedOn w:val="s${(i + 1) % 20_000}"/></w:style>`,
    ).join('')
    const { document } = await read(
      docx(paragraph(sentence), { 'styles.xml': `<w:styles ${main}>${styles}</w:styles>` }),
      'plan.docx',
    )
    expect(understood(document!)).toEqual([sentence])
  })
})

describe('what is nested without end', () => {
  const nested = (open: string, close: string, times: number, inside: string): string =>
    open.repeat(times) + inside + close.repeat(times)

  test('tables in tables of a .docx', async () => {
    const body = nested('<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>', 10_000, paragraph('金'))
    await refused(docx(body), 'plan.docx', /nested deeper/)
    const { document } = await read(
      docx(nested('<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>', 50, paragraph('金'))),
      'plan.docx',
    )
    expect(document!.blocks.length).toBeGreaterThan(0)
  })

  test.each(['div', 'span', 'b', 'blockquote', 'ul'])(
    'a hundred thousand of <%s> in a page',
    async (name) => {
      const page = `<html><body><p>${sentence}</p>${`<${name}>`.repeat(100_000)}金`
      const document = await partial(page, 'plan.html', /nested deeper/)
      expect(understood(document)).toContain(sentence)
    },
    30_000,
  )

  test('brackets of a sentence', async () => {
    const document = await partial(`${sentence}${'（'.repeat(50_000)}`, 'plan.txt', /without a full stop/)
    expect(understood(document)).toEqual([sentence])
  })
})

describe('what is long beyond use is kept, told and not understood', () => {
  const odd: readonly string[] = ['啊', '7', '、金', '（', '-', '第十', '[bookmark:', '【', '1.', 'PAGEREF ', ' 。']

  test.each(odd)(
    'a text of “%s” again and again',
    async (piece) => {
      const document = await partial(
        piece.repeat(1_300_000 / piece.length),
        'plan.txt',
        /more than|without a full stop|read in parts/,
      )
      for (const words of understood(document)) expect(words.length).toBeLessThanOrEqual(4000)
    },
    30_000,
  )

  test('an endless sentence between others', async () => {
    const endless = '啊'.repeat(longestSentence + 1)
    const text = `${sentence.repeat(3)}${endless}。${sentence}`
    const document = await partial(
      text,
      'plan.txt',
      new RegExp(`${longestSentence + 2} characters without a full stop`),
    )
    expect(understood(document).join('')).toBe(sentence.repeat(4))
    // Nothing is lost: the blocks still hold every character, at its place.
    const kept = document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.span] : []))
    expect(kept.map((span) => span.text).join('')).toBe(text)
    for (const span of kept) expect(document.text.slice(span.at.start, span.at.end)).toBe(span.text)
  })

  test('a plan without any line break is read in parts', async () => {
    const text = sentence.repeat(1000)
    const document = await partial(text, 'plan.txt', /read in parts/)
    expect(understood(document).join('')).toBe(text)
  })

  test('a cell, a table, a row of columns', async () => {
    const cell = '金'.repeat(longestCell + 1)
    const celled = await partial(`| 矿种 | 数 |\n| ${cell} | 3 |\n| 铁 | 5 |\n`, 'plan.txt', /cell of 2001 characters/)
    const [table] = celled.blocks
    expect(table!.kind === 'table' && table!.rows[1]![0]!.span.text).toBe('金'.repeat(longestCell))

    const columns = Array.from({ length: mostColumns + 1 }, (_, i) => `列${i}`).join(' | ')
    await partial(`| ${columns} |\n| ${columns} |\n\n${sentence}`, 'plan.txt', /columns \(limit/)

    const rows = Array.from({ length: mostCells / 2 + 1 }, () => '| 金 | 3 |').join('\n')
    await partial(`${rows}\n\n${sentence}`, 'plan.txt', /more than \d+ cells|more than \d+ characters/)
  }, 30_000)

  test('more paragraphs or characters than any plan has', async () => {
    const many = await partial('金矿\n\n'.repeat(mostBlocks + 1), 'plan.txt', /paragraphs and tables: from here on/)
    expect(many.blocks).toHaveLength(mostBlocks)
    const { messages } = await read(`${`${sentence.repeat(100)}\n`.repeat(mostCharacters / 1000)}`)
    const stop = messages.find((message) => /characters: from here on/.test(message.textEn))
    expect(stop?.at?.line).toBeGreaterThan(100)
  }, 30_000)
})
