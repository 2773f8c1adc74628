import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import excel from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSheet } from '#exchange/excel.ts'
import { rightForm } from '#exchange/ledger-sheet.ts'
import { readRightList } from '#exchange/right-list.ts'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-batch-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, content: Uint8Array | string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const main = resolve(import.meta.dirname, 'main.ts')
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', timeout: 60_000 })
  expect(stderr).not.toMatch(/^\s+at /m)
  return { status, stdout, stderr }
}

let plan = ''
beforeAll(() => {
  plan = file(
    'plan.txt',
    [
      '甲县矿产资源总体规划（2021-2025年）',
      '第一章 开采准入',
      '新建建筑用花岗岩矿山年开采规模不得低于30万立方米/年。',
      '禁止开采砂金。',
    ].join('\r\n\r\n'),
  )
})

const rights = [
  { licence: 'C1', name: '甲矿', minerals: ['建筑用花岗岩'], annualOutput: { value: 12, unit: '万立方米/年' } },
  { licence: 'C2', name: '乙矿', minerals: ['建筑用花岗岩'], annualOutput: { value: 30, unit: '万立方米/年' } },
  { licence: 'C3', name: '丙矿', minerals: ['砂金'] },
]

type Row = { row: number; verdict: string | null; deciding: { quote: string }[]; problems: unknown[] }
const asJson = (...args: string[]) => {
  const { status, stdout } = run('batch', ...args, '--plan', plan, '--json')
  expect(status).toBe(0)
  return JSON.parse(stdout) as { summary: { fallOut: number[]; unjudged: number[] }; rows: Row[] }
}

test('altitude limits and stated area come from their columns, or from what stands beside the corners', async () => {
  const corners =
    '开采标高：由300米至120米\n面积 0.2512 平方公里\nX,Y\n4832000,37500000\n4832500,37500000\n4832500,37500502\n4832000,37500502'
  const listed = (more: object) => ({ licence: 'C', name: '甲矿', minerals: ['砂金'], ...more })
  const sheet = await writeSheet(
    [
      { ...listed({ corners }), licence: 'C1' },
      { ...listed({ corners, altitude: '+1250m~+900m', statedArea: { value: 0.3, unit: '平方千米' } }), licence: 'C2' },
      { ...listed({ altitude: '详见方案' }), licence: 'C3' },
    ],
    rightForm,
  )
  const { rights } = await readRightList(sheet, { region: '990121' })
  expect(rights.map(({ right }) => right?.application)).toMatchObject([
    { altitude: { upper: 300, lower: 120 }, statedArea: { value: 0.2512, unit: '平方千米' } },
    { altitude: { upper: 1250, lower: 900 }, statedArea: { value: 0.3, unit: '平方千米' } },
    {},
  ])
  expect(rights[2]!.right?.application).not.toHaveProperty('altitude')
  expect(rights[2]!.problems.map(({ zh }) => zh).join()).toContain('详见方案')
})

test('each right of a list has a row with its verdict and the clause that decides; a bad row does not stop the others', () => {
  const list = file('rights.json', JSON.stringify({ applications: [...rights, { licence: 'C4', minerals: [] }, 7] }))
  const { summary, rows } = asJson(list)
  expect(summary).toMatchObject({ fallOut: [1, 3], unjudged: [4, 5] })
  expect(rows.map(({ verdict }) => verdict === 'does-not-conform')).toEqual([true, false, true, false, false])
  expect(rows[0]!.deciding[0]!.quote).toMatch(/不得低于30万立方米/)
  expect(rows[2]!.deciding[0]!.quote).toMatch(/禁止开采砂金/)
  expect(rows[3]!.problems.length).toBeGreaterThan(0)
}, 60_000)

test('the same list as an Excel sheet says the same, by sheet row; the answer is a workbook too', async () => {
  const list = file('rights.xlsx', await writeSheet(rights, rightForm))
  const out = join(folder, 'out.xlsx')
  const { summary } = asJson(list, '--xlsx', out)
  expect(summary).toMatchObject({ fallOut: [2, 4], unjudged: [] })
  expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK')
}, 60_000)

test('the blank list is read back without its example row', async () => {
  const blank = join(folder, 'blank.xlsx')
  expect(run('batch', '--template', blank).status).toBe(0)
  const { rights, messages } = await readRightList(readFileSync(blank), { region: '990121' })
  expect([rights, messages.filter(({ severity }) => severity === 'error')]).toEqual([[], []])
  const book = new excel.Workbook()
  await book.xlsx.load(readFileSync(blank) as unknown as excel.Buffer)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['矿业权', '矿业权填写说明'])
  expect(book.worksheets[0]!.getCell('A2').value).toMatch(/^示例/)
  expect(run('batch', blank, '--plan', plan).status).toBe(2)
}, 60_000)

test('an unusable list is told with exit status 2', () => {
  const { status, stderr } = run('batch', file('broken.json', '{'), '--plan', plan)
  expect(status).toBe(2)
  expect(stderr).toMatch(/broken\.json: .*JSON/)
  expect(run('batch', file('empty.json', '[]'), '--plan', plan).status).toBe(2)
  const odd = run('batch', file('odd.json', '[1,2,null]'), '--plan', plan)
  expect(odd.status).toBe(2)
  expect(odd.stdout).toBe('')
  for (const row of [1, 2, 3]) expect(odd.stderr).toMatch(new RegExp(`odd\\.json: 第 ${row} 行：.*应为对象`))
  const bare = run('batch', file('bare.json', '[{"licence":"C1"}]'), '--plan', plan, '--lang', 'en')
  expect(bare.stderr).toMatch(/row 1: the minerals \(minerals\) is lacking/)
}, 60_000)

test('check and review write the papers an office hands on', () => {
  const application = file(
    'application.json',
    JSON.stringify({
      act: 'mining',
      event: 'new',
      region: '990121',
      ...rights[0],
      licence: undefined,
      name: undefined,
    }),
  )
  const [docx, xlsx, opinion, pdf] = ['check.docx', 'check.xlsx', 'opinion.docx', 'opinion.pdf'].map((name) =>
    join(folder, name),
  )
  expect(run('check', plan, '--docx', docx!, '--xlsx', xlsx!).status).toBe(0)
  const reviewed = run('review', application, '--plan', plan, '--docx', opinion!, '--pdf', pdf!)
  expect(reviewed.status).toBe(0)
  for (const path of [docx, xlsx, opinion]) expect(readFileSync(path!).subarray(0, 2).toString()).toBe('PK')
  expect(readFileSync(pdf!).subarray(0, 5).toString()).toBe('%PDF-')
  expect(reviewed.stdout).toMatch(/不符合规划[\s\S]*→ .*\n {4}- .*30/)
  expect(run('check', plan, '--docx', join(folder, 'none/check.docx')).status).toBe(2)
}, 60_000)

test('a folder of applications is a list, each called as its file; what cannot be read is a row not judged', () => {
  const inbox = mkdtempSync(join(folder, 'inbox-'))
  const put = (name: string, content: string) => writeFileSync(join(inbox, name), content)
  put('甲.json', JSON.stringify({ act: 'mining', event: 'new', region: '000000', minerals: ['砂金'] }))
  put('乙.json', '{ 未完')
  put('丙.json', JSON.stringify(rights.slice(0, 2)))
  put('说明.txt', '不读')
  const { summary, rows } = asJson(inbox)
  expect(rows.map(({ row, verdict }) => [row, verdict])).toEqual([
    [1, 'does-not-conform'],
    [2, 'conforms'],
    [3, null],
    [4, 'does-not-conform'],
  ])
  expect(summary).toMatchObject({ fallOut: [1, 4], unjudged: [3] })
  const empty = run('batch', mkdtempSync(join(folder, 'empty-')), '--plan', plan)
  expect([empty.status, empty.stdout]).toEqual([2, ''])
})
