/** Titles that promise what the section does not hold. */
import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { promise } from './promise.ts'

const findings = async (title: string, body: string) => {
  const source = `某山县矿产资源总体规划（2021—2025年）\n\n第一章 总则\n规划以2020年为基期。\n\n第二章 管理\n第一节 ${title}\n${body}\n第二节 监督\n加强监督检查。\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return promise.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

const ASSESSED =
  '规划实施中期对各项指标的完成情况开展评估，总结成效，分析存在的问题，并将评估结果报原批准机关备案，作为考核依据。'
const WORKED =
  '全县现有生产矿山12座，其中建筑石料矿山9座，年开采量为60万吨，矿业产值占全县生产总值的比重较小，矿山规模普遍偏小。'

it('wants a section on assessment and adjustment to speak of both', async () => {
  const title = '完善规划评估与调整机制'
  expect(await findings(title, ASSESSED)).toEqual([['fails', '调整：0']])
  expect(await findings(title, `${ASSESSED}确需修改的，报原批准机关同意。`)).toEqual([['holds', '调整：有']])
})

it('wants a section on how much is dug to say more than what is', async () => {
  expect(await findings('合理确定开发强度', WORKED)).toEqual([['fails', '开发强度：0']])
  expect(await findings('合理确定开发强度', `${WORKED}年开采总量控制在80万吨。`)).toEqual([['holds', '开发强度：有']])
})

it('judges no other title', async () => {
  expect(await findings('规划实施', ASSESSED)).toEqual([])
})
