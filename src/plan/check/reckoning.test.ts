import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { reckoning } from './reckoning.ts'

const told = async (text: string, tables = '') => {
  const source = `第一章 保障措施\n${text}\n\n${tables}\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return reckoning.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

it.each([
  ['上轮规划16项指标完成14项，甲、乙2项未达到预期。', [['holds', '16 - 14 = 2；列名2项']]],
  ['上轮规划16项指标完成14项，甲、乙、丙3项未达到预期。', [['fails', '16 - 14 = 2 ≠ 3项；列名3项']]],
  ['上轮规划安排的12项任务完成10项，尚未完成的2项为甲、乙和丙。', [['fails', '12 - 10 = 2；列名3项']]],
  ['地质勘查资金年均不少于1.5亿元，五年累计不少于7.5亿元。', [['holds', '1.5 × 5 = 7.5']]],
  ['地质勘查资金年均不少于1.5亿元，五年累计不少于7亿元。', [['fails', '1.5 × 5 = 7.5 ≠ 7']]],
  ['修复矿山62公顷，其中工程修复38公顷，投入资金4340万元，平均每公顷70万元。', [['holds', '4340万元 ÷ 62公顷 = 70']]],
  ['治理矿山30个，投入900万元，平均每个矿山35万元。', [['fails', '900万元 ÷ 30个 = 30 ≠ 35万元']]],
  ['大中型矿山比例由38.1%提高到60.5%，提高22.4个百分点。', [['holds', '|60.5 - 38.1| = 22.4']]],
  ['大中型矿山比例由38.1%提高到60.5%，提高24.2个百分点。', [['fails', '|60.5 - 38.1| = 22.4 ≠ 24.2']]],
])('reckons: %s', async (text, expected) => {
  expect(await told(text)).toEqual(expected)
})

it('holds 只减不增 against what was and is aimed at', async () => {
  const table = (aim: number) =>
    `表1 规划指标\n指标|单位|2020年|2025年|属性\n采矿权总数|个|40|${aim}|约束性\n煤炭年产量|万吨|8|9|预期性\n`
  expect(await told('采矿权总数只减不增，规模只升不降。', table(30))).toEqual([['holds', '40 → 30']])
  expect(await told('采矿权总数只减不增，规模只升不降。', table(45))).toEqual([['fails', '40 → 45']])
  expect(await told('小型矿山数量只减不增，规模只升不降。', table(45))).toEqual([])
})

it('holds the list of mines to close against the table by county', async () => {
  const list = (last: string) =>
    `表1 矿山数量控制\n县|2020年|2025年|减少数\n甲县|5|3|2\n乙县|4|3|1\n丙县|3|2|1\n\n附表1 拟关闭矿山\n序号|矿山|县\n1|东坡采石场|甲县\n2|西沟采石场|甲县\n3|南岭煤矿|乙县\n4|北山金矿|${last}\n`
  expect((await told('有序退出。', list('丙县'))).map(([verdict]) => verdict)).toEqual(['holds'])
  expect((await told('有序退出。', list('乙县'))).map(([verdict]) => verdict)).toEqual(['fails'])
})
