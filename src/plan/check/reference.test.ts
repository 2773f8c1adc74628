import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { reference } from './reference.ts'

const wrongIn = async (text: string, tables: string) => {
  const source = `第一章 准入条件\n${text}\n\n${tables}\n\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return reference
    .run(compile(value!))
    .filter(({ verdict }) => verdict === 'fails')
    .map(({ computed }) => computed)
}

const TABLES = [
  '专栏1 主要矿种最低开采规模',
  '矿种|单位|规模',
  '萤石|万吨/年|5',
  '',
  '专栏2 绿色矿山建设任务',
  '年份|座数',
  '2030年|12',
].join('\n')

const wrong = (text: string) =>
  wrongIn(`${text}专栏2所列任务由各乡镇分年落实，每年年底前报县自然资源局核查并向社会公布结果。`, TABLES)

it.each([
  ['新建矿山生产规模应达到规划确定的最低开采规模（专栏2），不得以小充大。', ['“最低开采规模”：专栏1 ≠ 专栏2']],
  ['新建矿山生产规模应达到规划确定的最低开采规模（专栏1），不得以小充大。', []],
  ['绿色矿山建设与最低开采规模一并落实（专栏2），由县自然资源局负责。', []],
  ['新建矿山生产规模应达到规划确定的最低开采规模（专栏7），不得以小充大。', ['专栏7 ∉ {专栏1、专栏2}']],
])('tells a reference to another table than the words name: %s', async (text, expected) => {
  expect(await wrong(text)).toEqual(expected)
})

it('words that half the tables bear name none of them', async () => {
  const listed = (title: string) => `${title}\n编号|名称|面积\nKZ001|东山|1.0\n`
  const tables = [listed('附表1 矿产资源勘查分区表'), listed('附表2 拟设探矿权表')].join('\n')
  expect(await wrongIn('全市矿产资源勘查规划区块明细见附表2。', tables)).toEqual([])
})
