/** What bans, lists of minerals and the region's extent leave out. */
import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { regionsWithin, townshipsOf } from '#plan/division/division.ts'
import { ban } from './ban.ts'
import { enumeration } from './enumeration.ts'
import type { Check } from './finding.ts'
import { membership } from './membership.ts'
import { place } from './place.ts'

const findings = async (check: Check, text: string, region = '某山县') => {
  const source = `${region}矿产资源总体规划（2021—2025年）\n\n总则\n规划以2020年为基期。\n${text}`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return check.run(compile(value!)).map((finding) => [finding.verdict, finding.computed])
}

const MINERALS = [
  '第一章 现状',
  '专栏1 矿产种类数量统计',
  '|矿产种类|已发现矿产|查明资源储量矿产|',
  '|金属矿产|金、铁、铜|金、铁|',
  '|非金属矿产|石墨、萤石|萤石|',
  '|总计|5|3|',
]

it('doubts what must not be explored and may be mined', async () => {
  const text = (mined: string) => `第一章 调控方向\n禁止勘查泥炭、石墨。\n禁止开采${mined}。\n`
  expect(await findings(ban, text('泥炭'))).toEqual([['doubtful', '{泥炭、石墨} ⊄ {泥炭}']])
  expect(await findings(ban, text('泥炭、石墨、砂金'))).toEqual([['holds', '{泥炭、石墨} ⊂ {泥炭、石墨、砂金}']])
})

it('doubts a ban on what the list of minerals does not name', async () => {
  const text = (mineral: string) => [...MINERALS, '第二章 调控方向', `禁止开采${mineral}。`, ''].join('\n')
  expect(await findings(membership, text('砂金'))).toContainEqual(['doubtful', '砂金 ∉ 矿产种类表'])
  expect((await findings(membership, text('石墨'))).map(([verdict]) => verdict)).not.toContain('doubtful')
})

it('holds the text to the totals of the list of minerals', async () => {
  const text = (found: number, proven: number) =>
    [
      ...MINERALS,
      '',
      `全县已发现矿产${found}种，其中新发现矿产1种，已查明资源储量的${proven}种，未查明资源储量的9种。`,
      '',
    ].join('\n')
  expect(await findings(enumeration, text(5, 3))).toContainEqual(['holds', '5 = 5；3 = 3'])
  expect(await findings(enumeration, text(6, 3))).toContainEqual(['fails', '6 ≠ 5；3 = 3'])
  expect(await findings(enumeration, text(5, 2))).toContainEqual(['fails', '5 = 5；2 ≠ 3'])
})

it('doubts an extent without the streets', async () => {
  const numberOf = (code: string, end: string) =>
    (townshipsOf(code) ?? []).filter(({ name }) => name.endsWith(end)).length
  // Any county with streets, towns and townships will do.
  const county = regionsWithin('530000')
    .flatMap((city) => regionsWithin(city.code!))
    .find(({ code }) => ['街道', '镇', '乡'].every((end) => numberOf(code!, end) > 0))!
  const count = (end: string) => numberOf(county.code!, end)
  const text = (streets: string) => `规划范围为${county.name}所辖${streets}${count('镇')}个镇、${count('乡')}个乡。\n`
  expect(await findings(place, text(''), county.name)).toContainEqual([
    'doubtful',
    `街道：0，行政区划资料${count('街道')}`,
  ])
  expect(
    (await findings(place, text(`${count('街道')}个街道、`), county.name)).map(([, computed]) => computed),
  ).not.toContain(`街道：0，行政区划资料${count('街道')}`)
})
