import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import { sectionOf } from './section.ts'

const cited = async (...lines: readonly string[]) => {
  const text = ['某县矿产资源总体规划（2021-2025年）', ...lines].join('\n')
  const { value } = await readDocument(new TextEncoder().encode(`${text}\n`), 'plan.txt')
  const plan = compile(value!)
  return readRules(plan).map((rule) => sectionOf(plan, rule))
}
const ban = '禁止开采砂金。'

test.each([
  [['第三章 矿产资源开发利用与保护', '第一节 规划准入', ban], '第三章第一节'],
  [['第三章 矿产资源开发利用与保护', '一、规划准入', ban], '第三章“一、规划准入”'],
  [['3 矿产资源开发利用与保护', '3.1 规划准入', ban], '第3.1节'],
])('%j is cited as %s', async (lines, expected) => {
  expect(await cited(...lines)).toEqual([expected])
})

test('a row is cited with its table', async () => {
  const table = ['表1 最低开采规模', '矿种\t单位\t大型\t中型\t小型', '萤石\t矿石万吨/年\t10\t5\t3']
  expect(await cited('第三章 准入', '第一节 规模', '新建矿山的生产规模不低于表1确定的标准。', ...table)).toContain(
    '第三章第一节表1',
  )
})
