import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { blockOutput } from './block-output.ts'

const told = async (present: string, base: string, scale: string) => {
  const source = `第一章 现状\n${present}\n第二章 目标\n\n表1 规划指标\n指标|单位|2020年|2025年|属性\n萤石年开采总量|万吨|${base}|40|约束性\n采矿权总数|个|9|8|约束性\n\n附表1 开采规划区块\n编号|区块名称|矿种|拟设规模\nCQ01|甲村萤石矿|萤石|${scale}\nCQ02|乙村石膏矿|石膏|30万吨/年\n\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return blockOutput.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

it('adds the blocks to what was mined', async () => {
  expect(await told('矿业平稳。', '34.5', '5万吨/年')).toEqual([['holds', '34.5 + 5 = 39.5 ≤ 40万吨']])
  expect(await told('矿业平稳。', '34.5', '6万吨/年')).toEqual([['doubtful', '34.5 + 6 = 40.5 > 40万吨']])
  expect(await told('2020年采出萤石矿石30万吨。', '—', '6万吨/年')).toEqual([['holds', '30 + 6 = 36 ≤ 40万吨']])
  expect(await told('矿业平稳。', '—', '6万吨/年')).toEqual([])
})
