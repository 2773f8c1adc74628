import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { affiliation } from './affiliation.ts'

const told = async (region: string, text: string) => {
  const source = `${region}矿产资源总体规划（2021—2025年）\n\n第一章 布局\n${text}\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return affiliation.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

it('finds a county under the wrong city', async () => {
  expect(await told('云南省', '萤石见于昆明市安宁市和昆明市石林县。')).toEqual([])
  expect(await told('云南省', '萤石见于曲靖市安宁市。')).toEqual([['fails', '安宁市 ∉ 曲靖市；安宁市 ∈ 昆明市']])
})

it('holds the counties of a row against its city', async () => {
  const rows = (city: string): string =>
    `附表1 开采规划区块\n编号|名称|矿种|设区的市\nCQ1|安宁市青山萤石矿|萤石|${city}\nCQ2|石林县白岩灰岩矿|石灰岩|昆明市\n`
  expect(await told('云南省', rows('昆明市'))).toEqual([['holds', '2/2']])
  expect(await told('云南省', rows('曲靖市'))).toEqual([['fails', '安宁市 ∉ 曲靖市；安宁市 ∈ 昆明市']])
})

it('finds a township under the wrong county', async () => {
  expect(await told('昆明市', '磷矿见于石林彝族自治县长湖镇。')).toEqual([['holds', '1/1 ∈ 行政区划资料']])
  expect(await told('昆明市', '磷矿见于宜良县长湖镇。')).toEqual([
    ['fails', '长湖镇 ∉ 宜良县；长湖镇 ∈ 石林彝族自治县'],
  ])
})

it('finds a region that has nothing to do with the plan, not its neighbours and superiors', async () => {
  expect(await told('昆明市', '推动曲靖市矿业绿色发展。')).toEqual([['fails', '曲靖市 ≠ 昆明市']])
  expect(await told('昆明市', '本市与曲靖市矿山接壤地带加强协作。')).toEqual([])
  expect(await told('昆明市', '落实云南省矿产资源规划，推动安宁市矿业绿色发展。')).toEqual([])
  expect(await told('昆明市', '衔接《曲靖市矿产资源规划》。')).toEqual([])
  expect(await told('昆明市', '由贵州省矿产资源勘查院承担地质工作，四川省矿业开发有限公司投资。')).toEqual([])
  expect(await told('昆明市', '按照贵州省绿色矿山建设管理办法，引入四川省绿色发展基金。')).toEqual([])
})
