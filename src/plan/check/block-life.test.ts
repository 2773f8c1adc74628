import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { blockLife } from './block-life.ts'
import { blockScale } from './block-scale.ts'

const HEAD = '编号|区块名称|矿种|资源量（万吨、万立方米）|拟设规模（万吨/年、万立方米/年）|服务年限（年）'

const planOf = async (rows: readonly string[], head = HEAD) => {
  const source = `第一章 准入\n新建建筑石料矿山生产规模不得小于30万立方米/年，新建萤石矿山不得小于3万吨/年。\n\n附表1 开采规划区块\n${head}\n${rows.join('\n')}\n\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return compile(value!)
}

it.each([
  ['CQ01|甲村萤石矿|萤石|60|5|12', ['holds', '60 ÷ 5 = 12 年 ≈ 12 年']],
  ['CQ01|甲村萤石矿|萤石|52|5|10', ['holds', '52 ÷ 5 = 10.4 年 ≈ 10 年']],
  ['CQ01|甲村萤石矿|萤石|30|5|12', ['fails', '30 ÷ 5 = 6 年 ≠ 12 年']],
  ['CQ01|甲村萤石矿|萤石|120|5|12', ['doubtful', '120 ÷ 5 = 24 年 ≠ 12 年']],
])('holds the life of a block against its reserves: %s', async (row, expected) => {
  expect(blockLife.run(await planOf([row])).map(({ verdict, computed }) => [verdict, computed])).toEqual([expected])
})

it('compares nothing in different units', async () => {
  const head = '编号|区块名称|矿种|资源量（万立方米）|拟设规模（万吨/年）|服务年限（年）'
  expect(blockLife.run(await planOf(['CQ01|甲村萤石矿|萤石|30|5|12'], head))).toEqual([])
})

it('takes of several units in a heading the one of the floor', async () => {
  const rows = ['CQ01|甲村萤石矿|萤石|60|5|12', 'CQ02|乙村建筑石料矿|建筑石料|200|20|10']
  expect(blockScale.run(await planOf(rows)).map(({ verdict, computed }) => [verdict, computed])).toEqual([
    ['holds', '5 ≥ 3万吨/年'],
    ['fails', '20 < 30万立方米/年'],
  ])
})
