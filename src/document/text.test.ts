import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Document, Span, Table } from '#document/document.ts'
import { readDocument } from '#document/read.ts'
import { cut } from '#document/span.ts'

const read = async (text: string): Promise<Document> => {
  const { value } = await readDocument(new TextEncoder().encode(text), 'plan.txt')
  if (!value) throw new Error('not read')
  return value
}

const paragraphs = (document: Document): string[] =>
  document.blocks.flatMap((block) => (block.kind === 'paragraph' && !block.furniture ? [block.span.text] : []))

const tables = (document: Document): Table[] => document.blocks.filter((block) => block.kind === 'table')

const words = (table: Table): string[][] => table.rows.map((row) => row.map((cell) => cell.span.text))

const spans = (blocks: readonly Block[]): Span[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat().map((cell) => cell.span) : [block.span]))

describe('paragraphs', () => {
  test('bookmarks are left out of the text and kept in the places', async () => {
    const source = '[bookmark: _Toc1][bookmark: _Toc2]第一节 总体要求\n矿山[bookmark: _Hlk9]总数控制在30个以内。'
    const document = await read(source)
    expect(paragraphs(document)).toEqual(['第一节 总体要求', '矿山总数控制在30个以内。'])
    const sentence = (document.blocks[1] as { span: Span }).span
    const number = cut(sentence, 7, 10)
    expect(number.text).toBe('30个')
    expect(source.slice(number.at.start, number.at.end)).toBe('30个')
    expect(number.at.line).toBe(2)
  })

  test('a table of contents, page numbers and running heads are furniture', async () => {
    const head = '某县矿产资源总体规划文本'
    const pages = Array.from({ length: 5 }, (_, i) => `${head}\n这是第${i}页的一句完整的话。\n- ${i + 1} -\n`).join(
      '\n',
    )
    const document = await read(`目录\n第一章 现状\t- 1 -\n第二章 目标........12\n${pages}`)
    expect(paragraphs(document)).toEqual(Array.from({ length: 5 }, (_, i) => `这是第${i}页的一句完整的话。`))
  })

  test('a sentence cut by a hard line break, or by a page, is one sentence', async () => {
    const document = await read(
      '到规划期末，全县矿山总数控制在三十\n座以内，其中砖瓦用页岩矿山不超过十\n\n- 3 -\n\n座，大中型矿山比例达到六成以上。\n第二节 另一件事\n下一段。',
    )
    expect(paragraphs(document)).toEqual([
      '到规划期末，全县矿山总数控制在三十座以内，其中砖瓦用页岩矿山不超过十座，大中型矿山比例达到六成以上。',
      '第二节 另一件事',
      '下一段。',
    ])
  })

  test('GB18030, Big5 and UTF-16 are read as what they are', async () => {
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...'矿产资源规划。'].map((c) => c.charCodeAt(0))).buffer),
    ])
    expect((await readDocument(utf16, 'a.txt')).value?.text).toContain('矿产资源规划')
    // 矿产资源总体规划 in GB18030, 礦產資源規劃 in Big5.
    const gb = new Uint8Array([
      0xbf, 0xf3, 0xb2, 0xfa, 0xd7, 0xca, 0xd4, 0xb4, 0xd7, 0xdc, 0xcc, 0xe5, 0xb9, 0xe6, 0xbb, 0xae,
    ])
    expect((await readDocument(gb, 'a.txt')).value?.text).toBe('矿产资源总体规划')
    const big5 = new Uint8Array([0xc4, 0x71, 0xb2, 0xa3, 0xb8, 0xea, 0xb7, 0xbd, 0xb3, 0x57, 0xb9, 0xba])
    expect((await readDocument(big5, 'a.txt')).value?.text).toBe('礦產資源規劃')
  })
})

describe('tables', () => {
  test('tab-led cells: merged cells are found again, blanks that mean nothing stay blank', async () => {
    const document = await read(
      '\t专栏2  主要指标\n\n\t类别\n\t指标名称\n\t单位\n\t2025年\n\t属性\n\n\t勘查\n\t新发现矿产地\n\t处\n\t2\n\t预期性\n\n\t\n\t新增资源量\n\t铁矿\n\t万吨\n\t30\n\t预期性\n\n\t\n\t\n\t铜矿\n\t万吨\n\t0.5\n\t预期性\n\n\t开采\n\t矿山数量\n\t个\n\t12\n\t约束性\n\n\n正文从这里继续。',
    )
    const [table] = tables(document)
    expect(table!.caption?.text).toBe('专栏2  主要指标')
    expect(words(table!)).toEqual([
      ['类别', '指标名称', '指标名称', '单位', '2025年', '属性'],
      ['勘查', '新发现矿产地', '新发现矿产地', '处', '2', '预期性'],
      ['勘查', '新增资源量', '铁矿', '万吨', '30', '预期性'],
      ['勘查', '新增资源量', '铜矿', '万吨', '0.5', '预期性'],
      ['开采', '矿山数量', '矿山数量', '个', '12', '约束性'],
    ])
    expect(paragraphs(document)).toEqual(['正文从这里继续。'])
  })

  test('a two-level header: the upper cell spans the words below it', async () => {
    const document = await read(
      '\t序号\n\t矿种\n\t单位\n\t最低开采规模\n\t备注\n\n\t\n\t\n\t\n\t大型\n\t中型\n\t小型\n\t\n\n\t1\n\t铁矿\n\t万吨/年\n\t100\n\t30\n\t-\n\t\n\n',
    )
    const [table] = tables(document)
    expect(table!.headerRows).toBe(2)
    expect(words(table!)[0]).toEqual(['序号', '矿种', '单位', '最低开采规模', '最低开采规模', '最低开采规模', '备注'])
    expect(words(table!)[2]).toEqual(['1', '铁矿', '万吨/年', '100', '30', '-', ''])
  })

  test('pipes and tab-separated columns are tables too', async () => {
    const document = await read(
      '说明文字一句。\n\n| 矿种 | 数量 |\n|---|---|\n| 铁 | 3 |\n| 铜 | 4 |\n\n矿种\t座数\t备注\n煤\t5\t在建\n金\t6\t停产\n',
    )
    expect(tables(document).map(words)).toEqual([
      [
        ['矿种', '数量'],
        ['铁', '3'],
        ['铜', '4'],
      ],
      [
        ['矿种', '座数', '备注'],
        ['煤', '5', '在建'],
        ['金', '6', '停产'],
      ],
    ])
  })

  test('open pipes, columns set apart by blanks and bare cells below each other are tables too', async () => {
    const same = [
      ['编号', '名称', '面积（公顷）'],
      ['ZL001', '东山', '12.5'],
      ['ZL002', '西沟', '8'],
    ]
    const open = same.map((row) => row.join(' | ')).join('\n')
    const aligned = same.map((row) => row.join('    ')).join('\n')
    const stacked = same.flat().join('\n')
    for (const body of [open, aligned, stacked]) {
      const document = await read(`说明文字一句。\n表2 治理项目\n${body}\n\n后面的一句话。\n`)
      expect(tables(document).map(words)).toEqual([same])
      expect(paragraphs(document)).toEqual(['说明文字一句。', '表2 治理项目', '后面的一句话。'])
    }
  })

  test('rows that begin with a running number, single blanks between the cells, the total row short', async () => {
    const document = await read(
      '附表2 治理安排\n序号 年度 治理点 面积（公顷）\n1 2021 北坡采坑 5.6\n2 2022 南沟渣场 4.4\n3 2023 东岭宕口 2\n合计 3处 12\n\n后面的一句话。\n',
    )
    expect(tables(document).map(words)).toEqual([
      [
        ['序号', '年度', '治理点', '面积（公顷）'],
        ['1', '2021', '北坡采坑', '5.6'],
        ['2', '2022', '南沟渣场', '4.4'],
        ['3', '2023', '东岭宕口', '2'],
        ['合计', '3处', '', '12'],
      ],
    ])
    expect(tables(await read('序号 名称 数量\n1 甲 2\n2 乙 3\n3 丙 4\n'))).toEqual([])
  })

  test('a bar or two blanks in a sentence make no table', async () => {
    const document = await read(
      '甲|乙两类矿山各有三座。\n第二句  话里有  空白，仍是一句。\n第三句  话里有  空白，仍是一句。\n',
    )
    expect(tables(document)).toEqual([])
  })

  test('a cell over several lines, or spelt down its column, is one cell', async () => {
    const document = await read('\t类\n别\n\t所处\n地区\n\n\t金\n属\n\t东山镇\n\n')
    expect(words(tables(document)[0]!)).toEqual([
      ['类别', '所处地区'],
      ['金属', '东山镇'],
    ])
  })
})

describe('bad input', () => {
  test('an empty file, a picture and an archive without a document are told apart', async () => {
    const message = async (bytes: Uint8Array, name: string): Promise<string> =>
      (await readDocument(bytes, name)).messages.map((each) => each.textEn).join()
    expect(await message(new Uint8Array(), 'a.docx')).toMatch(/empty/)
    expect(await message(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'a.docx')).toMatch(/JPEG/)
    expect(await message(new TextEncoder().encode(' \n \n'), 'a.txt')).toMatch(/empty/)
    expect(await message(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 'a.docx')).toMatch(/damaged|without/)
  })

  test('any text is read, and every span stands in its source', async () => {
    const piece = fc.constantFrom(
      '第一章 总则',
      '\t',
      '\n',
      '\n\n',
      '专栏1 表',
      '一、',
      '共有30个',
      '|',
      '。',
      '，',
      '[bookmark: x]',
      '- 1 -',
      '矿山',
      '\u3000',
      '目录',
      '\r\n',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), async (pieces) => {
        const { value } = await readDocument(new TextEncoder().encode(pieces.join('')), 'a.txt')
        for (const span of value ? spans(value.blocks) : []) {
          const source = value!.text.slice(span.at.start, span.at.end)
          expect(source.replace(/\[bookmark:[^\]]*\]|\s/g, '')).toContain(span.text.slice(0, 1).trim())
          for (const run of span.runs)
            expect(value!.text[run.source]).toBe(span.text[run.clean] ?? value!.text[run.source])
        }
      }),
      { numRuns: 300 },
    )
  })
})
