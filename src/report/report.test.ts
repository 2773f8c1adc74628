import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import excel from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { toPlane } from '#land/zone.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import type { Plan } from '#plan/plan.ts'
import { checkPaper, checkXlsx } from '#report/check.ts'
import { toDocx } from '#report/docx.ts'
import { type OpinionPaper, opinionPaper } from '#report/opinion.ts'
import type { Paper } from '#report/paper.ts'
import { toPdf } from '#report/pdf.ts'
import { readApplication } from '#review/application.ts'
import { mapLayers } from '#review/map.ts'
import { review } from '#review/review.ts'
import { readRules } from '#rules/read.ts'

const file = resolve(import.meta.dirname, '../../example/plans/yunyan.docx')
let plan: Plan

beforeAll(async () => {
  const { value } = await readDocument(readFileSync(file), 'yunyan.docx')
  plan = compile(value!)
})

/** The words of a finished .docx or .pdf, read back by our own reader. */
const wordsOf = async (docx: Uint8Array): Promise<string> =>
  (await readDocument(docx, docx[0] === 0x25 ? 'made.pdf' : 'made.docx')).value?.text ?? ''

const opinionDocx = (known: OpinionPaper): Promise<Uint8Array> => toDocx(opinionPaper(known))
const opinionPdf = (known: OpinionPaper): Promise<Uint8Array> => toPdf(opinionPaper(known))

const squeeze = (text: string): string => text.replace(/\s+/g, '')

const area = {
  type: 'Polygon',
  coordinates: [
    [
      [111.91, 43.62],
      [111.92, 43.62],
      [111.92, 43.63],
      [111.91, 43.63],
      [111.91, 43.62],
    ],
  ],
} as const

/** The same area a little aside, as a red line that overlaps it. */
const aside = { ...area, coordinates: area.coordinates.map((ring) => ring.map(([x, y]) => [x + 0.005, y + 0.003])) }

const paperOn = (more: Record<string, unknown> = {}) => {
  const application = readApplication({
    act: 'mining',
    event: 'new',
    region: plan.region!.code ?? '990121',
    minerals: ['建筑用花岗岩'],
    annualOutput: { value: 12, unit: '万立方米/年' },
    depositScale: 'large',
    block: 'none',
    date: '2024-05-01',
    ...more,
  }).value!
  return {
    opinion: review(application, { plan, rules: readRules(plan) }),
    number: '审〔2024〕7号',
    applicant: '甲石料厂',
    office: null,
    regionName: '云砚县',
    reviewedBy: null,
    secondReader: null,
    signedBy: null,
  }
}

test('an opinion on paper carries every finding that speaks, with its clause, conclusion and places to sign', async () => {
  const paper = paperOn()
  const { opinion } = paper
  const speaking = opinion.findings.filter((finding) => finding.verdict !== 'not-applicable')
  expect(speaking.length).toBeGreaterThan(3)
  for (const file of [await opinionDocx(paper), await opinionPdf(paper)]) {
    const words = squeeze(await wordsOf(file))
    expect(words).toContain('审〔2024〕7号')
    expect(words).toContain('甲石料厂')
    expect(words).toContain('2024年5月1日')
    expect(words).toContain('不符合规划')
    expect(words).toMatch(/审查人：_+复核人：_+签发人：_+/)
    // Lines of a quote on two pages have a page's foot between them.
    const whole = words.replaceAll(/—\d+—审〔2024〕7号/g, '')
    for (const finding of speaking) expect(whole).toContain(squeeze(finding.quote))
    for (const condition of opinion.conditions) expect(whole).toContain(squeeze(condition))
  }
})

test('altitude limits and stated area stand among the facts, in both languages', async () => {
  const paper = paperOn({ altitude: { upper: 1250, lower: 900 }, statedArea: { value: 0.2512, unit: '平方千米' } })
  for (const file of [await opinionDocx(paper), await opinionPdf(paper)])
    expect(squeeze(await wordsOf(file))).toMatch(/开采标高1250米至900米申报面积0\.2512平方千米/)
  const english = JSON.stringify(opinionPaper(paper, 'en').blocks)
  expect(english).toContain('"Altitude limits","1250 m to 900 m","Stated area","0.2512 km²"')
  expect(JSON.stringify(opinionPaper(paperOn()).blocks)).not.toContain('开采标高')
})

test('each stands at the foot by what they did, however long their names are', async () => {
  const long = `${'某某'.repeat(30)}科`
  const signed = { ...paperOn(), reviewedBy: `甲${long}`, secondReader: '乙', signedBy: '丙' }
  for (const file of [await opinionDocx(signed), await opinionPdf(signed)])
    expect(squeeze(await wordsOf(file))).toContain(`审查人：甲${long}复核人：乙签发人：丙`)
})

test('an area is drawn with its corners among its layers, and its corners are listed in metres and degrees', async () => {
  const layers = mapLayers({
    name: 'red-line',
    features: [{ properties: { name: '甲岭红线', code: 'HX9' }, geometry: aside }],
  })
  const paper = { ...paperOn({ area }), layers }
  const picture = opinionPaper(paper).blocks.find((block) => block.kind === 'picture')!
  const labels = picture.drawing.marks.flatMap((mark) => (mark.kind === 'label' ? [mark.words] : []))
  expect(labels).toEqual(expect.arrayContaining(['J1', 'J2', 'J3', 'J4', '北', '1', '生态保护红线：1 HX9 甲岭红线']))
  expect(labels.join()).toMatch(/1:25,000.*CGCS2000 3度带 第37带（EPSG:4525）/)
  const docx = squeeze(await wordsOf(await opinionDocx(paper)))
  const pdf = squeeze(await wordsOf(await opinionPdf(paper)))
  const corner = toPlane([111.91, 43.62], { kind: 'plane', width: 3, zone: 37, prefixed: true })
  for (const words of [docx, pdf]) {
    expect(words).toContain(corner[0].toFixed(2))
    expect(words).toContain(corner[1].toFixed(2))
    expect(words).toContain('111°54′36.00″')
  }
  expect(pdf).toContain('甲岭红线')
})

test('without layers or without an area the paper says so, and its sections are numbered on', () => {
  const headings = (paper: Parameters<typeof opinionPaper>[0]) =>
    opinionPaper(paper).blocks.flatMap((block) => (block.kind === 'heading' ? [block.words.slice(0, 2)] : []))
  expect(headings(paperOn())).toEqual(
    ['一、', '二、', '三、', '四、', '五、', '六、'].slice(0, headings(paperOn()).length),
  )
  expect(JSON.stringify(opinionPaper(paperOn({ area })))).toContain('没有加载图层')
})

test('the same opinion is the same PDF, byte by byte', async () => {
  const [first, second] = [await opinionPdf(paperOn({ area })), await opinionPdf(paperOn({ area }))]
  expect(Buffer.compare(first, second)).toBe(0)
  expect(new TextDecoder('latin1').decode(first)).toContain('(D:20240501000000Z)')
})

test('a PDF of a report with long quotes and characters that print nowhere is made all the same', async () => {
  const long = { text: `\u0000长${'引文'.repeat(3000)}`, at: { line: 1, start: 0, end: 1 } }
  const finding = { check: 'sum', computed: '', message: { zh: 'x'.repeat(500), en: '' }, quotes: [long] }
  const pdf = await toPdf(
    checkPaper(plan, [
      { ...finding, verdict: 'fails' },
      { ...finding, verdict: 'holds' },
    ]),
  )
  expect(squeeze(await wordsOf(pdf))).toContain('引文引文')
})

test('a row that no page holds goes on over pages, under its header, and loses nothing', async () => {
  const lines = Array.from({ length: 200 }, (_, i) => `甲${i + 1}项`)
  const rows = [
    ['短行', '一'],
    ['长行', lines.join('\n')],
    ['末行', '二'],
  ]
  const table = { kind: 'table', header: ['表头', '内容'], shares: [30, 70], rows } as const
  const pdf = await toPdf({ name: '甲', mark: null, date: null, blocks: [table] })
  const words = squeeze(await wordsOf(pdf))
  const pages = words.match(/—\d+—/g)!
  expect(pages.length).toBeGreaterThan(3)
  expect(words.match(/表头内容/g)).toHaveLength(pages.length)
  const told = words.replaceAll(/—\d+—|表头内容/g, '')
  expect(told).toBe(`短行一长行${lines.join('')}末行二`)
})

test('a check report tells failures first, in Word and in Excel, and no cell can be run as a formula', async () => {
  const findings = [
    ...check(plan),
    { check: 'sum', verdict: 'fails' as const, quotes: [], computed: '=1+1', message: { zh: '=cmd', en: '' } },
  ]
  const words = await wordsOf(await toDocx(checkPaper(plan, findings)))
  expect(words.indexOf('不成立（')).toBeLessThan(words.indexOf('成立（', words.indexOf('存疑（')))
  const book = new excel.Workbook()
  await book.xlsx.load((await checkXlsx(plan, findings)).slice().buffer)
  const sheet = book.getWorksheet('核对')!
  expect(sheet.rowCount).toBe(findings.length + 1)
  expect(sheet.getCell('A2').value).toBe('不成立')
  sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(excel.ValueType.Formula)))
  expect(sheet.getColumn(4).values).toContain("'=1+1")
})

/** All words of a paper, drawings left out. */
const linesOfPaper = (paper: Paper): readonly string[] =>
  paper.blocks.flatMap((block) => {
    switch (block.kind) {
      case 'table':
        return [...(block.header ?? []), ...block.rows.flat()]
      case 'picture':
        return [
          block.caption,
          block.drawing.says,
          ...block.drawing.marks.flatMap((m) => (m.kind === 'label' ? m.words : [])),
        ]
      case 'signature':
        return block.lines
      default:
        return [block.words]
    }
  })

const madeAgain = {
  day: '2024-11-20',
  from: {
    plans: [{ id: 'p', sha256: 'a'.repeat(64) }],
    compiler: 'b'.repeat(64),
    rules: 'c'.repeat(64),
    ledger: '',
    log: 41,
    layers: [{ region: '990121', name: 'red-line', sha256: 'd'.repeat(64) }],
  },
  before: { signed: true, date: '2024-05-01', verdict: 'conforms' as const },
  same: false,
  changes: [{ message: { zh: '图层“生态保护红线”已更新', en: 'layer “ecological red line” was replaced' } }],
}

test('a paper in English says nothing in Chinese but quotes, titles and names', () => {
  const layers = mapLayers({ name: 'red-line', features: [{ properties: { name: 'HX9' }, geometry: aside }] })
  const known = { ...paperOn({ area, date: '2025-08-01', variety: '普通类型', documents: ['开发利用方案'] }), layers }
  const names = ['审〔2024〕7号', '甲石料厂', '云砚县', '建筑用花岗岩', '普通类型', '开发利用方案']
  const left = linesOfPaper(opinionPaper({ ...known, again: madeAgain }, 'en'))
    .map((line) => names.reduce((words, name) => words.replaceAll(name, ''), line))
    .map((line) => line.replace(/“[^”]*”|"[^"]*"|《[^》]*》/g, ''))
    .filter((line) => /\p{Script=Han}/u.test(line))
  expect(left).toEqual([])
})

test.each(['zh', 'en'] as const)(
  'an opinion made again says as of when, from what and what changed (%s)',
  (language) => {
    const [plain, again] = [paperOn(), { ...paperOn(), again: madeAgain }].map((known) =>
      linesOfPaper(opinionPaper({ ...known, signedBy: '丙' }, language)).join('\n'),
    )
    const told = {
      zh: [
        /截至2024年11月20日的资料（日志第 41 条）.*不代替已签发的意见（2024年5月1日/,
        /生态保护红线（指纹 d{16}）/,
        /未经签发$/,
      ],
      en: [
        /sources up to 2024-11-20 \(log no. 41\).*not replace the signed opinion \(2024-05-01/,
        /ecological red line \(hash d{16}\)/,
        /Not signed$/,
      ],
    }[language]
    for (const one of [...told, new RegExp(madeAgain.changes[0]!.message[language])]) {
      expect(again).toMatch(one)
      expect(plain).not.toMatch(one)
    }
    expect(again).not.toContain('丙')
    expect(plain).toContain('丙')
  },
)
