import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import type { Check } from './finding.ts'
import { percent } from './percent.ts'
import { textTable } from './text-table.ts'

const TABLE = [
  '表1 规划指标',
  '指标|单位|2020年|2025年|属性',
  '采矿权总数|个|40|30|约束性',
  '煤炭年产量|万吨|800|1000|预期性',
].join('\n')

const told = async (check: Check, text: string) => {
  const source = `第一章 规划目标\n${text}\n\n${TABLE}\n\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return check.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

it.each([
  ['新增萤石资源量213万吨，为规划指标（200万吨）的106.5%。', [['holds', '213/200 = 106.5%']]],
  ['新增萤石资源量190万吨，完成规划目标200万吨的95%。', [['holds', '190/200 = 95%']]],
  ['绿色矿山共55家，占生产矿山（218家）的24.2%。', [['fails', '55/218 = 25.23% ≠ 24.2%']]],
  ['常住人口20万人，其中城镇人口12万人、乡村人口8万人，城镇化率60%。', [['holds', '12/20 = 60%']]],
  ['常住人口20万人，其中城镇人口12万人、乡村人口8万人，户籍人口城镇化率55%。', []],
  ['预计煤炭需求1500万吨，自给率约67%。', [['holds', '1000/1500 = 66.67%']]],
  ['采矿权总数由40个减少到30个以内，减少10个，减幅20%。', [['fails', '|40 - 30|/40 = 25% ≠ 20%']]],
])('holds a percentage against the whole it names: %s', async (text, expected) => {
  expect(await told(percent, text)).toEqual(expected)
})

it('takes of a change what is aimed at', async () => {
  expect(await told(textTable, '到2025年，采矿权总数由40个减少到30个以内。')).toEqual([['holds', '30个 = 表1 30个']])
  expect(await told(textTable, '到2025年，采矿权总数由40个减少到32个以内。')).toEqual([['fails', '32个 ≠ 表1 30个']])
})
