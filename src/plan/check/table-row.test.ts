import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { tableRow } from './table-row.ts'

const verdicts = async (rows: readonly string[]) => {
  const source = `第一章 调控\n\n表1 分解表\n${rows.join('\n')}\n\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return tableRow.run(compile(value!)).map((finding) => finding.verdict)
}

it.each([
  ['districts', ['矿种|甲县|乙县|丙市|全市', '煤|10|20|30|60', '金|1|—|3|5'], ['holds', 'fails']],
  ['minerals', ['乡镇|萤石|石膏|其他|合计', '甲镇|1|2|0|3', '乙镇|2|2|1|4'], ['holds', 'fails']],
  ['years', ['任务|2021年|2022年|2023年|合计', '治理面积|5.5|6|7|18.5'], ['holds']],
  ['things that do not add up', ['名称|面积|数量|合计', '甲|5|6|7'], []],
])('adds up columns: %s', async (_, rows, expected) => {
  expect(await verdicts(rows)).toEqual(expected)
})

it.each([
  ['fewer', ['县区|2020年|2025年|减少数', '甲县|24|20|4', '乙县|33|28|5'], ['holds']],
  ['one row wrong', ['县区|2020年|2025年|压减', '甲县|24|20|4', '乙县|33|28|6'], ['fails']],
  ['signed', ['县区|现状|规划控制|增减', '甲县|24|20|-4', '乙县|3|5|+2'], ['holds']],
  ['a rate is no difference', ['县区|2020年|2025年|减幅（%）', '甲县|24|20|16.7', '乙县|33|28|15.2'], []],
])('holds a difference against its years: %s', async (_, rows, expected) => {
  expect(await verdicts(rows)).toEqual(expected)
})
