/** One small plan in the many ways offices hand it over: what is read from it must not depend on them. */
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Document } from '#document/document.ts'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const heads: readonly string[] = [
  '第一章 总则',
  '第二章 目标与布局',
  '第一节 规划目标',
  '第二节 准入条件',
  '一、最低开采规模',
  '二、其他要求',
]
const sentences = {
  period: '规划期为2021年至2025年，基期为2020年。',
  count: '到2025年，全县矿山总数控制在20个以内，大中型矿山比例达到60%以上。',
  area: '划定重点开采区2个，总面积35.6km²。',
  floor: '新建建筑用花岗岩矿山生产规模不得低于30万立方米/年，服务年限不低于8年。',
  ban: '禁止在永久基本农田内新设露天采矿权。',
} as const
const caption = '专栏1 主要矿种最低开采规模'
const rows: readonly (readonly string[])[] = [
  ['矿种', '单位', '大型', '中型', '小型'],
  ['铁矿', '万吨/年', '100', '60', '30'],
  ['萤石', '万吨/年', '10', '8', '5'],
  ['矿泉水', '万吨/年', '10', '5', '3'],
]

type Item = string | readonly (readonly string[])[]
const items: readonly Item[] = [
  '青岭县矿产资源总体规划（2021—2025年）',
  heads[0]!,
  sentences.period,
  heads[1]!,
  heads[2]!,
  sentences.count,
  sentences.area,
  heads[3]!,
  heads[4]!,
  sentences.floor,
  caption,
  rows,
  heads[5]!,
  sentences.ban,
]

const read = async (bytes: Uint8Array, file: string): Promise<{ document: Document; told: string[] }> => {
  const { value, messages } = await readDocument(bytes, file)
  return { document: value!, told: messages.map((message) => message.textEn) }
}

const said = (document: Document): { outline: string[]; rows: string[]; facts: string[]; rules: string[] } => {
  const plan = compile(document)
  return {
    outline: plan.outline.map((heading) => `${heading.id} ${heading.heading}`),
    rows: plan.tables.flatMap((table) => table.rows.map((row) => `${table.id} ${row.join('|')}`)),
    facts: [
      ...new Set(plan.facts.map((f) => [f.kind, f.subject, f.measure, f.op, f.value, f.unit, f.year].join('|'))),
    ].sort(),
    rules: readRules(plan)
      .map((r) => [r.kind, r.act, r.subjects.join('、'), JSON.stringify(r.test), r.force, r.effect].join('|'))
      .sort(),
  }
}

const asText = (all: readonly Item[]): string =>
  all
    .map((item) => (typeof item === 'string' ? item : item.map((row) => `| ${row.join(' | ')} |`).join('\n')))
    .join('\n\n')

const expected = said((await read(utf8(asText(items)), 'plan.txt')).document)

test('the plan says something of every kind', () => {
  expect(expected.outline).toHaveLength(6)
  expect(expected.rows).toHaveLength(3)
  expect(expected.facts.length).toBeGreaterThan(12)
  expect(expected.rules.length).toBeGreaterThan(5)
})

const same = async (bytes: Uint8Array, file: string): Promise<string[]> => {
  const { document, told } = await read(bytes, file)
  expect(said(document)).toEqual(expected)
  return told
}

describe('text', () => {
  const text = asText(items)
  const utf16 = (words: string): Uint8Array => new Uint8Array(Uint16Array.from(words, (c) => c.charCodeAt(0)).buffer)

  test.each<[string, Uint8Array]>([
    ['a byte order mark', utf8(`\uFEFF${text}`)],
    ['lines ended by CR LF', utf8(text.replaceAll('\n', '\r\n'))],
    ['lines ended by CR', utf8(text.replaceAll('\n', '\r'))],
    ['lines ended by Unicode marks', utf8(text.replaceAll('\n\n', '\u2029'))],
    ['form feeds between pages', utf8(text.replaceAll('\n\n', '\n\f\n'))],
    ['UTF-16, little end first', utf16(`\uFEFF${text}`)],
    [
      'UTF-16, big end first',
      new Uint8Array(new Uint16Array(utf16(`\uFEFF${text}`).buffer).buffer.slice(0)).map((_, i, all) => all[i ^ 1]!),
    ],
    ['UTF-16 without a mark', utf16(text)],
    ['zero-width characters', utf8(text.replaceAll('矿山', '矿\u200b山').replaceAll('30', '3\u200d0'))],
    ['soft hyphens', utf8(text.replaceAll('规模', '规\u00ad模'))],
    ['full-width digits', utf8(text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)))],
    [
      'full-width letters, per cent and points',
      utf8(text.replaceAll('km²', 'ｋｍ²').replaceAll('%', '％').replaceAll('35.6', '３５．６')),
    ],
    ['no-break and ideographic spaces', utf8(text.replaceAll('章 ', '章\u00a0').replaceAll('节 ', '节\u3000'))],
    ['a space after every figure', utf8(text.replace(/(\d)(?=[个万年%])/g, '$1 '))],
  ])('%s', async (_, bytes) => {
    await same(bytes, 'plan.txt')
  })
})

const htmlTable = (table: readonly (readonly string[])[], cell = (text: string): string => text): string =>
  `<table border="1">${table.map((row) => `<tr>${row.map((text) => `<td>${cell(text)}</td>`).join('')}</tr>`).join('')}</table>`
const htmlOf = (paragraph = (text: string): string => `<p>${text}</p>`, table = htmlTable): string =>
  items.map((item) => (typeof item === 'string' ? paragraph(item) : table(item))).join('\n')
const page = (body: string): Uint8Array =>
  utf8(
    `<!DOCTYPE html><html><head><meta charset="utf-8"><title>规划</title><script>var a = '矿山总数控制在99个'</script></head><body>${body}</body></html>`,
  )

describe('web pages', () => {
  const nested = (inside: string, times: number): string =>
    times === 0
      ? inside
      : `<table width="100%"><tr><td width="10"> </td><td>${nested(inside, times - 1)}</td><td> </td></tr></table>`

  test.each<[string, string]>([
    ['paragraphs', htmlOf()],
    ['layout tables in layout tables', nested(htmlOf(), 4)],
    ['a table inside font and div', `<div><font size="3">${htmlOf()}</font></div>`],
    ['lines parted by breaks in one element', `<div id="zoom">${htmlOf((text) => `${text}<br>\n`)}</div>`],
    [
      'no-break spaces for indents',
      htmlOf(
        (text) => `<p>&nbsp;&nbsp;&nbsp;&nbsp;${text}</p>`,
        (table) => htmlTable(table, (text) => `&nbsp;${text}&nbsp;`),
      ),
    ],
    [
      'what a word processor exports',
      htmlOf(
        (text) => `<p class="MsoNormal"><span lang="EN-US" style="font-size:16pt">${text}<o:p></o:p></span></p>`,
        (table) =>
          htmlTable(table, (text) => `<p class="MsoNormal" align="center"><span>${text}<o:p></o:p></span></p>`),
      ),
    ],
    ['zero-width characters', htmlOf((text) => `<p>${text.replaceAll('矿山', '矿&#8203;山')}</p>`)],
    ['raised figures', htmlOf((text) => `<p>${text.replace('km²', 'km<sup>2</sup>')}</p>`)],
    [
      'headings by style alone, a menu around',
      `<div class="nav" style="display:none">首页 矿山总数控制在99个以内。</div><nav>规划</nav>${htmlOf()}<footer>主办：县政府</footer>`,
    ],
    [
      'columns by preformatted lines',
      `<pre>${items.map((item) => (typeof item === 'string' ? item : item.map((row) => row.join('\t')).join('\n'))).join('\n\n')}</pre>`,
    ],
    [
      'columns by no-break spaces',
      htmlOf(undefined, (table) => table.map((row) => `<p>${row.join('&nbsp;&nbsp;&nbsp;&nbsp;')}</p>`).join('')),
    ],
  ])('%s', async (_, body) => {
    await same(page(body), 'plan.html')
  })

  test('a table that is a picture is named', async () => {
    const { told } = await read(
      page(htmlOf(undefined, () => '<p align="center"><img src="t1.png" width="600"></p>')),
      'plan.html',
    )
    expect(told).toEqual([expect.stringMatching(/专栏1 主要矿种最低开采规模.*picture/)])
  })
})

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
const run = (text: string, looks = ''): string =>
  `<w:r>${looks === '' ? '' : `<w:rPr>${looks}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (inside: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${inside}</w:p>`
const cell = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(run(text))}</w:tc>`
const wordTable = (table: readonly (readonly string[])[]): string =>
  `<w:tbl>${table.map((row) => `<w:tr>${row.map((text) => cell(text)).join('')}</w:tr>`).join('')}</w:tbl>`
const bodyOf = (paragraph = (text: string): string => p(run(text)), table = wordTable): string =>
  items.map((item) => (typeof item === 'string' ? paragraph(item) : table(item))).join('')
const docx = (body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync({
    'word/document.xml': utf8(`<?xml version="1.0"?><w:document ${namespaces}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, utf8(text)])),
  })
/** The plan with one of its sentences written otherwise. */
const instead = (sentence: string, written: string): string =>
  bodyOf((text) => (text === sentence ? written : p(run(text))))

describe('Word documents', () => {
  const level = (n: number, format: string, text: string, more = ''): string =>
    `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
  const numbering = (levels: string, nums: string): string =>
    `<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${nums}</w:numbering>`
  const numbered = (ilvl: number, id = 1): string =>
    `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${id}"/></w:numPr>`
  const depths: Readonly<Record<string, number>> = { 章: 0, 节: 1, '、': 2 }
  const generated = (text: string): string => {
    const head = heads.includes(text) ? /^(?:第.([章节]) |.(、))(.+)$/.exec(text) : null
    return head ? p(run(head[3]!), numbered(depths[head[1] ?? head[2]!]!)) : p(run(text))
  }

  test.each<[string, string, Readonly<Record<string, string>>?]>([
    ['paragraphs', bodyOf()],
    ['every character in a run of its own', bodyOf((text) => p([...text].map((c) => run(c)).join('')))],
    [
      'content controls round text, paragraphs, rows and cells',
      `<w:sdt><w:sdtPr/><w:sdtContent>${bodyOf(
        (text) => p(`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${run(text)}</w:sdtContent></w:sdt>`),
        (table) =>
          `<w:tbl>${table.map((row) => `<w:sdt><w:sdtContent><w:tr>${row.map((text) => `<w:sdt><w:sdtContent>${cell(text)}</w:sdtContent></w:sdt>`).join('')}</w:tr></w:sdtContent></w:sdt>`).join('')}</w:tbl>`,
      )}</w:sdtContent></w:sdt>`,
    ],
    [
      'tracked changes as accepted',
      instead(
        sentences.count,
        p(
          `${run('到2025年，全县矿山总数控制在')}<w:del w:id="1">${run('25').replaceAll('w:t', 'w:delText')}</w:del><w:ins w:id="2">${run('20')}</w:ins>${run('个以内，')}<w:moveFrom w:id="3">${run('不得突破。')}</w:moveFrom><w:moveTo w:id="4">${run('大中型矿山比例达到60%以上。')}</w:moveTo>`,
        ),
      ),
    ],
    [
      'a paragraph end struck out',
      instead(
        sentences.floor,
        p(run('新建建筑用花岗岩矿山生产规模不得低于'), '<w:rPr><w:del w:id="1"/></w:rPr>') +
          p(run('30万立方米/年，服务年限不低于8年。')),
      ),
    ],
    [
      'hidden text',
      instead(
        sentences.count,
        p(
          run('到2025年，全县矿山总数控制在') + run('25', '<w:vanish/>') + run('20个以内，大中型矿山比例达到60%以上。'),
        ),
      ),
    ],
    [
      'raised figures',
      instead(
        sentences.area,
        p(run('划定重点开采区2个，总面积35.6km') + run('2', '<w:vertAlign w:val="superscript"/>') + run('。')),
      ),
    ],
    [
      'an equation',
      instead(
        sentences.area,
        p(
          `${run('划定重点开采区2个，总面积')}<m:oMath><m:r><m:t>35.6</m:t></m:r><m:sSup><m:e><m:r><m:t>km</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>${run('。')}`,
        ),
      ),
    ],
    [
      'a hyperlink and a simple field',
      instead(
        sentences.count,
        p(
          `<w:hyperlink>${run('到2025年，全县矿山总数')}</w:hyperlink><w:fldSimple w:instr="REF x">${run('控制在20个以内，大中型矿山比例达到60%以上。')}</w:fldSimple>`,
        ),
      ),
    ],
    [
      'a text box with the drawing and its fallback',
      instead(
        sentences.ban,
        p(
          `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${p(run(sentences.ban))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p(run(sentences.ban))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
        ),
      ),
    ],
    [
      'cells merged down and across, in a table in a cell',
      bodyOf(undefined, (table) => `<w:tbl><w:tr><w:tc>${wordTable(table)}${p('')}</w:tc></w:tr></w:tbl>`),
    ],
    [
      'generated numbers in Chinese counting, three levels',
      bodyOf(generated),
      {
        'word/numbering.xml': numbering(
          level(0, 'chineseCountingThousand', '第%1章') +
            level(1, 'chineseCounting', '第%2节') +
            level(2, 'japaneseCounting', '%3、'),
          '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        ),
      },
    ],
    [
      'a list that starts again',
      bodyOf((text) =>
        text === heads[4]
          ? p(run('最低开采规模'), numbered(2, 2))
          : text === heads[5]
            ? p(run('其他要求'), numbered(2, 2))
            : text === heads[3]
              ? generated(text)
              : generated(text),
      ),
      {
        'word/numbering.xml': numbering(
          level(0, 'chineseCounting', '第%1章') +
            level(1, 'chineseCounting', '第%2节') +
            level(2, 'chineseCounting', '%3、'),
          '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
        ),
      },
    ],
    [
      'a part in another format',
      `${bodyOf().slice(0, bodyOf().lastIndexOf('<w:p>'))}<w:altChunk r:id="rId9"/>`,
      {
        'word/_rels/document.xml.rels':
          '<Relationships><Relationship Id="rId9" Type="x/aFChunk" Target="/word/afchunk.htm"/></Relationships>',
        'word/afchunk.htm': `<html><body><p>${sentences.ban}</p></body></html>`,
      },
    ],
  ])('%s', async (_, body, parts) => {
    await same(docx(body, parts), 'plan.docx')
  })

  test('a part in a format that is not read is told', async () => {
    const rels = '<Relationships><Relationship Id="rId9" Type="x/aFChunk" Target="afchunk.rtf"/></Relationships>'
    const { told } = await read(
      docx(`${bodyOf()}<w:altChunk r:id="rId9"/>`, {
        'word/_rels/document.xml.rels': rels,
        'word/afchunk.rtf': '{\\rtf1 x}',
      }),
      'plan.docx',
    )
    expect(told).toEqual([expect.stringMatching(/afchunk\.rtf.*not read/)])
  })

  test('a list counted anew begins at its start, a level shown as decimal shows all so', async () => {
    const numbers = numbering(
      level(0, 'chineseCounting', '%1、') + level(1, 'decimal', '%1.%2', '<w:isLgl/>'),
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    )
    const body = [
      [0, 1],
      [1, 1],
      [0, 1],
      [0, 2],
      [1, 2],
      [0, 2],
    ].map(([ilvl, id]) => p(run('布局'), numbered(ilvl!, id)))
    const { document } = await read(docx(body.join(''), { 'word/numbering.xml': numbers }), 'plan.docx')
    expect(document.blocks.map((block) => (block.kind === 'paragraph' ? block.span.text : ''))).toEqual([
      '一、布局',
      '1.1 布局',
      '二、布局',
      '一、布局',
      '1.1 布局',
      '二、布局',
    ])
  })

  test('notes at the foot and at the end are read', async () => {
    const notes = (name: string, text: string): string =>
      `<w:${name}s ${namespaces}><w:${name} w:id="2">${p(run(text))}</w:${name}></w:${name}s>`
    const { document } = await read(
      docx(bodyOf(), {
        'word/footnotes.xml': notes('footnote', '脚注一句。'),
        'word/endnotes.xml': notes('endnote', '尾注一句。'),
      }),
      'plan.docx',
    )
    expect(document.blocks.slice(-2).map((block) => block.kind === 'paragraph' && block.span.text)).toEqual([
      '脚注一句。',
      '尾注一句。',
    ])
  })
})
