import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { rateTable } from './rate-table.ts'

const verdicts = async (text: string, caption: string, rows: readonly string[]) => {
  const source = `第一章 准入\n${text}\n\n表1 ${caption}\n${rows.join('\n')}\n\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return rateTable.run(compile(value!)).map((finding) => finding.verdict)
}

const RATES = ['矿种|开采回采率|选矿回收率', '石膏（露天）|90|—', '石膏（地下）|40|—', '萤石|85|80']

it.each([
  ['露天石膏矿开采回采率不低于92%。', ['fails']],
  ['露天开采的石膏矿山，开采回采率不得低于90%。', ['holds']],
  ['石膏矿开采回采率不低于92%。', []],
  ['萤石矿开采回采率不低于85%，选矿回收率不低于82%。', ['holds', 'fails']],
  ['2020年萤石矿开采回采率平均达到80%。', []],
])('holds rates against their table: %s', async (text, expected) => {
  expect(await verdicts(text, '主要矿种“三率”最低指标（%）', RATES)).toEqual(expected)
})

const LIVES = [
  '矿种|单位|大型|中型|小型|最低服务年限（大/中/小，年）',
  '萤石|万吨/年|10|5|3|20/10/5',
  '石膏|万吨/年|30|20|—|20/15/—',
]

it.each([
  ['新建萤石矿山规模不低于5万吨/年且服务年限不低于10年。', ['holds']],
  ['新建萤石矿山规模不低于5万吨/年且服务年限不低于20年。', ['fails']],
  ['新建大型石膏矿山服务年限不少于15年。', ['fails']],
  ['新建石膏矿山服务年限不少于15年。', []],
])('holds service lives against their table: %s', async (text, expected) => {
  expect(await verdicts(text, '主要矿种最低开采规模', LIVES)).toEqual(expected)
})
