/** Figures of the text against cells and totals: the words choose the cell, the numbers the verdict. */
import { describe, expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import type { Check } from './finding.ts'
import { percent } from './percent.ts'
import { sum } from './sum.ts'
import { textCell } from './text-cell.ts'

const verdicts = async (check: Check, text: string) => {
  const { value } = await readDocument(new TextEncoder().encode(text), 'plan.txt')
  return check.run(compile(value!)).map((finding) => `${finding.verdict} ${finding.computed}`)
}

const plan = (places: number, left: number): string => `第一章 现状
全县共有矿区（床）${places}处。萤石保有资源量${left}万吨，见表1。

表1  主要矿产资源量

\t矿种
\t单位
\t矿区数（处）
\t累计查明资源量
\t保有资源量

\t萤石
\t矿石万吨
\t4
\t520
\t310

\t石墨
\t矿石万吨
\t3
\t80
\t75

\t合计
\t
\t7
\t
\t

`

describe('text against cells', () => {
  it('holds where both are the same', async () => {
    expect(await verdicts(textCell, plan(7, 310))).toEqual([
      'holds 310万吨 = 表1 310',
      'holds 7处 = 表1 7',
      'holds 310 ≤ 520；75 ≤ 80',
    ])
  })
  it('fails where one number is altered', async () => {
    expect(await verdicts(textCell, plan(8, 310))).toContain('fails 8处 ≠ 表1 7')
    expect(await verdicts(textCell, plan(7, 301))).toContain('fails 301万吨 ≠ 表1 310')
  })
})

describe('rates and shares', () => {
  it.each([
    ['全县应治理面积400公顷，已治理面积100公顷，治理率25%。', 'holds 100/400 = 25%'],
    ['全县应修复面积400公顷，已修复面积100公顷，修复率52%。', 'fails 100/400 = 25% ≠ 52%'],
    ['矿业产值5亿元，占全县工业总产值20亿元的25%。', 'holds 5/20 = 25%'],
  ])('%s', async (text, expected) => {
    expect(await verdicts(percent, `第一章 现状\n${text}\n`)).toEqual([expected])
  })
})

describe('wholes behind their parts, and what is done and undone', () => {
  it.each([
    ['落实省级区块4个、市级区块3个，共7个。', ['holds 4 + 3 = 7']],
    ['落实省级区块4个、市级区块3个，共8个。', ['fails 4 + 3 = 7 ≠ 8']],
    [
      '全县共有废弃矿山50个，总面积9公顷；已治理30个，面积5公顷；尚未治理20个，面积4公顷。',
      ['holds 30 + 20 = 50', 'holds 5 + 4 = 9'],
    ],
  ])('%s', async (text, expected) => {
    expect(await verdicts(sum, `第一章 现状\n${text}\n`)).toEqual(expected)
  })
})
