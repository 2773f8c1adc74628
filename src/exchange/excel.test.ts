import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { packArchive } from './archive.ts'
import { readSheet, writeSheet } from './excel.ts'
import { mineForm, readMineSheet, readReturnSheet, readRightSheet, returnForm, rightForm } from './ledger-sheet.ts'

const workbook = async (rows: readonly (readonly unknown[])[]): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Sheet1')
  for (const row of rows) sheet.addRow([...row])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

test('mines under a title row, unit in the header, words for state and scale', async () => {
  const bytes = await workbook([
    ['某县矿山一览表'],
    ['序号', '矿山名称', '开采矿种', '规模', '生产状态', '设计生产规模（万吨/年）', '备注'],
    [1, '东山采石场', '建筑用花岗岩、建筑用安山岩', '小型', '生产', 30, null],
    [2, '西沟铁矿', '铁矿', '中型', '停产', '1,200.5', '—'],
    [],
  ])
  const { value, messages } = await readMineSheet(bytes)
  expect(messages.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(value).toEqual([
    {
      row: 3,
      entry: {
        name: '东山采石场',
        minerals: ['建筑用花岗岩', '建筑用安山岩'],
        scale: 'small',
        status: 'producing',
        annualOutput: { value: 30, unit: '万吨/年' },
      },
    },
    {
      row: 4,
      entry: {
        name: '西沟铁矿',
        minerals: ['铁矿'],
        scale: 'medium',
        status: 'suspended',
        annualOutput: { value: 1200.5, unit: '万吨/年' },
      },
    },
  ])
  expect(messages[0]!.text).toContain('备注')
})

test('every wrong cell is told by row and column before anything is used', async () => {
  const bytes = await workbook([
    ['矿山名称', '年度', '产量（万吨）'],
    ['东山采石场', 2023, 12],
    ['东山采石场', '23', 12],
    ['', 2023, 12],
    ['西沟铁矿', '2023年', -1],
    ['西沟铁矿', 2022, { formula: 'A1/0', result: { error: '#DIV/0!' } }],
    ['东山采石场', 2023, 15],
    ['北岭金矿', 2023, '8千吨'],
  ])
  const { value, messages } = await readReturnSheet(bytes)
  expect(messages.filter(({ severity }) => severity === 'error').map(({ row, column }) => [row, column])).toEqual([
    [3, '年度'],
    [4, '矿山名称'],
    [5, '实际产量'],
    [6, '实际产量'],
    [7, undefined],
  ])
  expect(value.map(({ row }) => row)).toEqual([2, 8])
  expect(value[1]!.entry.output).toEqual({ value: 8, unit: '千吨' })
})

test('a quantity without a unit is asked for one; a missing column is named', async () => {
  const bare = await readReturnSheet(
    await workbook([
      ['矿山名称', '年度', '产量'],
      ['甲', 2023, 12],
    ]),
  )
  expect(bare.messages[0]!.text).toContain('没有单位')
  const missing = await readReturnSheet(
    await workbook([
      ['矿山名称', '产量'],
      ['甲', 12],
    ]),
  )
  expect(missing.messages[0]).toMatchObject({ severity: 'error', column: '年度' })
})

test('dates in the forms offices write them', async () => {
  const rows = ['2024-5-1', '2024/05/01', '2024.5.1', '2024年5月1日', '20240501', new Date('2024-05-01')].map(
    (date, i) => [`C${i}`, '甲', '铁矿', date],
  )
  const { value } = await readRightSheet(
    await workbook([['许可证号', '项目名称', '矿种', '有效期止'], ...rows, ['C9', '甲', '铁矿', '2024-13-40']]),
  )
  expect(value.slice(0, 6).map(({ values }) => values.to)).toEqual(Array(6).fill('2024-05-01'))
  expect(value[6]!.values.to).toBeUndefined()
})

test('what is written is read back', async () => {
  const mine = {
    name: '=东山',
    minerals: ['铁矿'],
    scale: 'large',
    status: 'closed',
    annualOutput: { value: 5, unit: '万吨/年' },
  }
  expect((await readMineSheet(await writeSheet([mine], mineForm))).value[0]!.entry).toEqual(mine)
  for (const form of [mineForm, returnForm, rightForm]) {
    expect(
      (await readSheet(await writeSheet([], form), form)).messages.some(({ severity }) => severity === 'error'),
    ).toBe(false)
  }
})

test('what is no workbook gives a message', async () => {
  for (const bytes of [
    new Uint8Array(0),
    new Uint8Array([0x50, 0x4b, 3, 4, 9]),
    packArchive(new Map([['a.txt', new Uint8Array(3)]])),
    packArchive(new Map([['xl/worksheets/sheet1.xml', new Uint8Array(60e6)]])),
  ]) {
    const { value, messages } = await readSheet(bytes, mineForm)
    expect(value).toEqual([])
    expect(messages[0]!.severity).toBe('error')
  }
})
