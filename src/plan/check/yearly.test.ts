import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { yearly } from './yearly.ts'

const verdicts = async (years: string, rows: readonly string[] = []) => {
  const table = rows.length === 0 ? '' : `\n附表1 治理安排\n年度|治理点|面积（公顷）\n${rows.join('\n')}\n`
  const source = `第一章 目标\n规划期内完成历史遗留矿山6处、30公顷的治理。\n第二章 修复\n${years}\n${table}\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return yearly.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

it('adds up the years against the target', async () => {
  expect(await verdicts('2021年治理2处10公顷，2022年治理3处12.5公顷，2023年治理1处7.5公顷。')).toEqual([
    ['holds', '2 + 3 + 1 = 6处 = 6处；10 + 12.5 + 7.5 = 30公顷 = 30公顷'],
  ])
  expect(await verdicts('2021年治理2处，2022年治理3处，2023年治理2处。')).toEqual([['fails', '2 + 3 + 2 = 7处 ≠ 6处']])
})

it('leaves alone what has been reached by then', async () => {
  expect(await verdicts('2021年累计治理2处，2022年累计治理4处，2023年累计治理6处。')).toEqual([])
})

it('holds each year against the rows of that year', async () => {
  const text = '2021年治理2处10公顷，2022年治理3处12.5公顷，2023年治理1处7.5公顷。'
  const rows = (last: string) => ['2021|甲|6', '2021|乙|4', '2022|丙|5', '2022|丁|5', '2022|戊|2.5', `2023|己|${last}`]
  expect((await verdicts(text, rows('7.5'))).map(([verdict]) => verdict)).toEqual(['holds', 'holds', 'holds'])
  expect((await verdicts(text, rows('8'))).slice(1)).toEqual([
    ['holds', '2021：2处；2022：3处；2023：1处'],
    ['fails', '2023：附表1 8公顷 ≠ 7.5公顷'],
  ])
})
