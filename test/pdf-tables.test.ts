import { describe, expect, test } from 'vitest'
import type { Document, Table } from '#document/document.ts'
import { readDocument } from '#document/read.ts'
import { type Column, type Mark, type PdfPage, rowMarks, widthOf, writePdf } from './pdf-form.ts'

const read = async (pages: readonly PdfPage[]): Promise<{ document: Document; told: string[] }> => {
  const { value, messages } = await readDocument(writePdf(pages), 'plan.pdf')
  return { document: value!, told: messages.map((message) => message.textEn) }
}

const tables = (document: Document): string[][][] =>
  document.blocks
    .filter((block): block is Table => block.kind === 'table')
    .map((table) => table.rows.map((row) => row.map((cell) => cell.span.text)))

const paragraphs = (document: Document): string[] =>
  document.blocks.flatMap((block) => (block.kind === 'paragraph' && !block.furniture ? [block.span.text] : []))

const rule = (y: number, from = 80, to = 520): Mark => ({ rule: [from, y, to, y] })

const columns: readonly Column[] = [
  { x: 90, width: 70 },
  { x: 180, width: 110 },
  { x: 310, width: 70, align: 'middle' },
  { x: 400, width: 60, align: 'right' },
]
const cells = [
  [['矿种'], ['开采方式'], ['单位'], ['规模']],
  [['铁矿'], ['地下开采'], ['万吨/年'], ['30']],
  [['建筑用花岗岩'], ['露天开采，自上而下', '分台阶开采'], ['万立方米/年'], ['100']],
  [['矿泉水'], ['凿井'], ['万吨/年'], ['5']],
]
const expected = cells.map((row) => row.map((lines) => lines.join('')))

/** Rows from `y` down; `gap` is left between rows beside the distance of lines. */
const laid = (
  rows: readonly (readonly (readonly string[])[])[],
  y: number,
  gap: number,
  set: 'top' | 'middle',
): Mark[] => {
  let at = y
  return rows.flatMap((row) => {
    const marks = rowMarks(row, columns, at, 15, set)
    at += 15 * Math.max(...row.map((lines) => lines.length)) + gap
    return marks
  })
}

describe('a table is told by the position of its columns', () => {
  test.each([
    ['middle', 6],
    ['top', 6],
    ['middle', 0],
    ['top', 0],
  ] as const)('without any rule, cells set at the %s, %d points between rows', async (set, gap) => {
    const { document } = await read([{ marks: laid(cells, 200, gap, set) }])
    expect(tables(document)).toEqual([expected])
  })

  test('with three rules: above, under the heads, below', async () => {
    const { document } = await read([{ marks: [rule(186), rule(205), rule(285), ...laid(cells, 200, 6, 'middle')] }])
    expect(tables(document)).toEqual([expected])
  })

  test('with a head over two columns, ruled below it only', async () => {
    const heads: Mark[] = [
      { text: '规模', x: 350, y: 193 },
      rule(197, 300, 465),
      { text: '矿种', x: 90, y: 200 },
      { text: '开采方式', x: 180, y: 200 },
      { text: '大型', x: 335, y: 208 },
      { text: '小型', x: 440, y: 208 },
    ]
    const rows = [
      [['铁矿'], ['地下'], ['100'], ['30']],
      [['金矿'], ['地下'], ['15'], ['6']],
      [['萤石'], ['露天'], ['10'], ['5']],
    ]
    const { document } = await read([
      { marks: [rule(180), ...heads, rule(213), ...laid(rows, 228, 6, 'middle'), rule(285)] },
    ])
    expect(tables(document)).toEqual([
      [['矿种', '开采方式', '规模', '规模'], ['矿种', '开采方式', '大型', '小型'], ...rows.map((row) => row.flat())],
    ])
  })

  test('a label over several rows, in their middle or on the first', async () => {
    const rows = (labels: readonly string[]): string[][][] =>
      labels.map((label, i) => [label === '' ? [] : [label], [`工程${'甲乙丙丁戊'[i]}`], ['公顷'], [`${3 + i}.5`]])
    for (const labels of [
      ['', '勘查', '', '开采', '合计'],
      ['勘查', '', '', '开采', '合计'],
    ]) {
      const heads = [['类别'], ['名称'], ['单位'], ['面积']]
      const { document } = await read([{ marks: laid([heads, ...rows(labels)], 200, 6, 'middle') }])
      expect(
        tables(document)[0]!
          .slice(1)
          .map((row) => row[0]),
      ).toEqual(['勘查', '勘查', '勘查', '开采', '合计'])
    }
  })

  test('it goes on over pages, with or without its heads again', async () => {
    const more = Array.from({ length: 3 }, (_, i) => [[`矿${'子丑寅'[i]}`], ['露天开采'], ['万吨/年'], [`${i + 7}`]])
    const plain = more.map((row) => row.flat())
    for (const again of [[], [cells[0]!]]) {
      const pages = [
        { marks: [...laid(cells, 700, 6, 'middle'), { text: '- 3 -', x: 290, y: 810 }] },
        { marks: [{ text: '续表', x: 80, y: 60 } as Mark, ...laid([...again, ...more], 80, 6, 'middle')] },
      ]
      const { document } = await read(pages)
      expect(tables(document)).toEqual([[...expected, ...plain]])
    }
  })

  test('one row alone at the top of a page belongs to the table above', async () => {
    const { document } = await read([
      { marks: laid(cells, 720, 6, 'middle') },
      {
        marks: [
          ...laid([[['合计'], [], [], ['135']]], 60, 0, 'middle'),
          { text: '规划期内矿山总数控制在二十个以内。', x: 100, y: 110 },
        ],
      },
    ])
    expect(tables(document)).toEqual([[...expected, ['合计', '合计', '', '135']]])
    expect(paragraphs(document)).toEqual(['规划期内矿山总数控制在二十个以内。'])
  })

  test('on a page that is rotated, or typed sideways', async () => {
    const marks = laid(cells, 200, 6, 'middle')
    const sideways = marks.map(
      (mark): Mark => ('text' in mark ? { ...mark, x: mark.y, y: 842 - mark.x, turned: 90 } : mark),
    )
    for (const page of [{ marks: sideways, rotate: 90 }, { marks: sideways }, { marks, rotate: 0 }])
      expect(tables((await read([page])).document)).toEqual([expected])
  })

  test('a ruled table without lines at its sides keeps its outer columns', async () => {
    const lines = [186, 206, 227, 263, 285].map((y) => rule(y, 85, 465))
    const upright = [170, 305, 390].map((x): Mark => ({ rule: [x, 186, x, 285] }))
    const { document } = await read([{ marks: [...lines, ...upright, ...laid(cells, 200, 6, 'middle')] }])
    expect(tables(document)).toEqual([expected])
  })
})

describe('what is no table stays text', () => {
  const line = (text: string, y: number, x = 80): Mark => ({ text, x, y, size: 12 })

  test('paragraphs, headings with a gap, and a short last line', async () => {
    const full = '规划期内全县矿山总数控制在二十个以内大中型矿山比例不低于百分之六十新'
    const { document } = await read([
      {
        marks: [
          line('第一章', 100, 240),
          line('总则', 100, 300),
          line(full.slice(2), 130, 104),
          line(full, 150),
          line('建矿山全部达到绿色矿山标准。', 170),
          line('第一节', 200, 240),
          line('目的', 200, 300),
          line(full.slice(2), 230, 104),
          line('建矿山不得越界开采。', 250),
        ],
      },
    ])
    expect(tables(document)).toEqual([])
    expect(paragraphs(document)).toEqual([
      '第一章 总则',
      `${full.slice(2)}${full}建矿山全部达到绿色矿山标准。`,
      '第一节 目的',
      `${full.slice(2)}建矿山不得越界开采。`,
    ])
  })

  test('a numbered list, and entries of a title page', async () => {
    const items = [
      '严格控制矿山总数，落实最低开采规模',
      '优化开发布局，推进资源整合利用',
      '建设绿色矿山，修复历史遗留矿山',
    ]
    const { document } = await read([
      {
        marks: [
          ...items.flatMap((text, i) => [line(`（${i + 1}）`, 100 + 20 * i), line(text, 100 + 20 * i, 130)]),
          ...['编制单位：', '批准机关：', '编制时间：'].flatMap((text, i) => [
            line(text, 300 + 22 * i, 150),
            line(['某县自然资源局', '某市人民政府', '二〇二二年九月'][i]!, 300 + 22 * i, 260),
          ]),
        ],
      },
    ])
    expect(tables(document)).toEqual([])
    expect(paragraphs(document)).toHaveLength(6)
  })

  test('a raised figure belongs to its unit', async () => {
    const { document } = await read([
      {
        marks: [
          line('总面积35.6km', 100),
          { text: '2', x: 80 + widthOf('总面积35.6km', 12), y: 95.5, size: 7 },
          line('，矿山不超过20个。', 100, 84 + widthOf('总面积35.6km', 12)),
        ],
      },
    ])
    expect(paragraphs(document)).toEqual(['总面积35.6km²，矿山不超过20个。'])
  })

  test('a watermark is left out and told', async () => {
    const { document, told } = await read([
      { marks: [line('规划期为五年。', 100), { text: '征求意见稿', x: 200, y: 500, size: 60, turned: 45 }] },
    ])
    expect(paragraphs(document)).toEqual(['规划期为五年。'])
    expect(told).toEqual([expect.stringMatching(/Page 1: text that lies askew/)])
  })
})

describe('pages that cannot be read are named', () => {
  const picture: Mark = { picture: [0, 0, 595, 842] }

  test('scanned ones, with a page number or a stamp on them', async () => {
    const text: PdfPage = { marks: [{ text: '规划期内矿山总数控制在二十个以内。', x: 80, y: 100 }] }
    const { document, told } = await read([
      text,
      { marks: [picture] },
      { marks: [picture, { text: '- 3 -', x: 290, y: 810 }] },
    ])
    expect(paragraphs(document)).toEqual(['规划期内矿山总数控制在二十个以内。'])
    expect(told).toEqual([expect.stringMatching(/^Page 2, 3: a scanned picture/)])
  })

  test('all of them: the file is refused', async () => {
    const { document, told } = await read([{ marks: [picture] }, { marks: [picture] }])
    expect(document).toBeNull()
    expect(told.join()).toMatch(/Page 1, 2: a scanned picture.*no readable text/)
  })
})
