import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { deadline } from './deadline.ts'

const told = async (text: string, heading = '第二章 目标任务') => {
  const source = `云溪县矿产资源总体规划（2026—2030年）\n第一章 总则\n以2025年为基期，2026—2030年为规划期，展望到2035年。\n${heading}\n${text}\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return deadline.run(compile(value!)).map(({ verdict, computed }) => [verdict, computed])
}

it.each([
  ['到2025年，大中型生产矿山绿色矿山建成率达到90%。', [['fails', '2025 < 2026']]],
  ['到2030年，大中型生产矿山绿色矿山建成率达到90%。', []],
  ['上轮规划要求到2025年，绿色矿山建成率达到90%。', []],
  ['尾矿库应在2033年底前完成闭库。', [['doubtful', '2033 > 2030']]],
])('tells an aim for a year gone by, and a deadline past the plan: %s', async (text, expected) => {
  expect(await told(text)).toEqual(expected)
})

it('leaves alone what a chapter on the present tells', async () => {
  expect(await told('到2025年，绿色矿山建成率达到60%。', '第二章 现状与形势')).toEqual([])
})
