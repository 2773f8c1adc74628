/** What a plan says twice over: the years of the outlook and of the last round, what was reached, what is left, what gets no new mines. */
import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { restriction } from './restriction.ts'
import { sum } from './sum.ts'
import { time } from './time.ts'

const findings = async (check: typeof time, text: string) => {
  const source = `某山县矿产资源总体规划（2021—2025年）\n${text}`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return check.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

const OPENING = (outlook: number) =>
  `总则\n规划以2020年为基期，2021-2025年为规划期，展望到${outlook}年。\n第一章 总体要求\n第一节 目标\n到2025年，勘查取得进展。\n`

it('has one year for the outlook', async () => {
  const text = (outlook: number) => `${OPENING(outlook)}第二节 2035年展望\n到2035年，矿业全面转型。\n`
  expect(await findings(time, text(2030))).toContainEqual(['fails', '2030 ≠ 2035'])
  expect((await findings(time, text(2035))).map(([verdict]) => verdict)).not.toContain('fails')
})

it('has one span of years for the last round', async () => {
  const text = (from: number) =>
    `${OPENING(2035)}第二章 回顾\n上一轮规划期（${from}—2020年）共实施项目26个。\n《某山县矿产资源总体规划（2016—2020年）》已经到期。\n`
  expect(await findings(time, text(2015))).toContainEqual(['fails', '2015-2020 ≠ 2016-2020'])
  expect(await findings(time, text(2016))).toContainEqual(['holds', '2016-2020 = 2016-2020'])
})

it('sees that all was reached, and not all', async () => {
  const text = (praise: string) =>
    `${OPENING(2035)}第二章 回顾\n${praise}\n但上轮规划确定的矿山总数控制目标未能如期实现。\n`
  expect(await findings(time, text('全面完成了上轮规划确定的各项指标。'))).toContainEqual(['fails', '—'])
  expect(await findings(time, text('顺利完成主要指标。'))).toContainEqual(['doubtful', '—'])
  expect(await findings(time, text('投入勘查资金1.42亿元。'))).not.toContainEqual(['doubtful', '—'])
})

it('takes what is left after a division for what is left of the whole', async () => {
  const text = (left: string) =>
    `第一章 现状\n第一节 生态现状\n损毁土地100.5公顷，其中历史遗留60.2公顷、生产矿山40.3公顷。累计完成治理30.5公顷，尚有${left}公顷有待治理。\n`
  expect(await findings(sum, text('70.0'))).toContainEqual(['holds', '30.5 + 70 = 100.5'])
  expect(await findings(sum, text('80.0'))).toContainEqual(['fails', '30.5 + 80 = 110.5 ≠ 100.5'])
})

it('finds no more mines of what gets no new ones', async () => {
  const text = (later: number) =>
    `${OPENING(2035)}第二章 布局\n规划期内不再新立饰面用花岗岩采矿权。\n表7 采矿权数量调控指标\n| 矿种 | 2020年 | 2025年 |\n|---|---|---|\n| 金 | 9 | 8 |\n| 饰面用花岗岩 | 4 | ${later} |\n`
  expect(await findings(restriction, text(5))).toContainEqual(['fails', '2020年4 < 2025年5'])
  expect((await findings(restriction, text(4))).map(([verdict]) => verdict)).not.toContain('fails')
})
