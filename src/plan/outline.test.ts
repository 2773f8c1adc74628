import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { headingsOf } from './outline.ts'

const idsOf = async (...lines: readonly string[]) => {
  const { value } = await readDocument(new TextEncoder().encode(`${lines.join('\n')}\n`), 'plan.txt')
  return headingsOf(value!).flatMap((heading) => (heading ? [heading.id] : []))
}

const words = '为保障本县矿产资源的可持续供应，依据有关法律法规和上级规划，结合本县实际，编制本规划。'

test('a chapter numbered twice is two headings, each with parts of its own', async () => {
  const ids = await idsOf(
    '第一章 总则',
    '第一节 目的',
    words,
    '第二章 目标',
    '第一节 指标',
    words,
    '第二章 布局',
    '第一节 分区',
    words,
  )
  expect(ids).toEqual(['1', '1.1', '2', '2.1', '2-2', '2-2.1'])
})
