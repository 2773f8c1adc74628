/** Statements made twice: figures, offices, lives of reserves, set phrases, units by the year, the day of issue. */
import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import type { Check } from './finding.ts'
import { phrase } from './phrase.ts'
import { statement } from './statement.ts'
import { time } from './time.ts'
import { unit } from './unit.ts'

const findings = async (check: Check, text: string, front = '') => {
  const source = `某山县矿产资源总体规划（2021—2025年）\n${front}总则\n规划以2020年为基期。\n${text}`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return check.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

it('finds a figure stated twice in the same words', async () => {
  const text = (area: number) =>
    `第一章 目标\n部署治理项目2个，项目治理面积35.5公顷。\n第二章 项目\n规划治理项目2个，项目治理面积${area}公顷。\n`
  expect(await findings(statement, text(35.5))).toContainEqual(['holds', '35.5公顷 = 35.5公顷'])
  expect(await findings(statement, text(36.5))).toEqual([])
})

it('takes a list of minerals for no statement', async () => {
  const text = '第一章 现状\n其中煤3个、饰面用花岗岩12个。\n第二章 区块\n划定煤4个、饰面用花岗岩12个。\n'
  expect(await findings(statement, text)).toEqual([])
})

it('wants one office in charge', async () => {
  const text = (office: string) =>
    `第一章 目标\n新设采矿权数量由县局统一分配协调。\n第二章 开采\n新设采矿权数量由${office}统一协调。\n`
  expect(await findings(statement, text('县人民政府'))).toContainEqual(['fails', '县局 ≠ 县政府'])
  expect(await findings(statement, text('县自然资源局'))).toContainEqual(['holds', '县局 = 县局'])
})

it('wants one least life of reserves within a chapter', async () => {
  const text = (years: number) =>
    `第一章 布局\n区内储量必须满足4—8年的开采需求。\n出让的储量规模应保证具有${years}年以上开采年限。\n`
  expect(await findings(statement, text(8))).toContainEqual(['fails', '4-8 ↔ ≥ 8'])
  expect(await findings(statement, text(4))).toEqual([])
})

it('wants one wording of a set phrase', async () => {
  const text = (word: string) => `第一章 修复\n矿山应边开采、边治理。\n第二章 保障\n督促企业做到边${word}，边治理。\n`
  expect(await findings(phrase, text('开发'))).toEqual([['fails', '边开采边治理 ×1；边开发边治理 ×1']])
  expect(await findings(phrase, text('开采'))).toEqual([['holds', '边开采边治理 ×2']])
})

it('wants output by the year in all tables of targets', async () => {
  const text = (written: string) =>
    [
      '第一章 回顾',
      '专栏1 上轮规划主要指标完成情况',
      '|指标名称|单位|规划目标|2020年完成情况|',
      '|建筑石料开采量|万吨/年|30|20|',
      '第二章 目标',
      '专栏2 规划主要指标',
      '|指标名称|单位|2025年|属性|',
      `|开采总量|${written}|60|预期性|`,
      '',
    ].join('\n')
  const fails = async (written: string) =>
    (await findings(unit, text(written))).filter(([verdict]) => verdict === 'fails')
  expect(await fails('万吨')).toEqual([['fails', '专栏2 万吨 ↔ 专栏1 万吨/年']])
  expect(await fails('万吨/年')).toEqual([])
})

it('doubts a plan that came out after its first year', async () => {
  expect(await findings(time, '', '\n某山县人民政府\n二〇二二年六月\n\n')).toContainEqual(['doubtful', '2022 > 2021'])
  expect(await findings(time, '', '\n某山县人民政府\n2021年1月\n\n')).toContainEqual(['holds', '2021 ≤ 2021'])
})
