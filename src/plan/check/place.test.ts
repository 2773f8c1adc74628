/** Townships of a county taken from the divisions data, written rightly and wrongly. */
import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { regionsWithin, townshipsOf } from '#plan/division/division.ts'
import { bareStemOf, stemOf } from '#plan/division/township.ts'
import { place } from './place.ts'

/** Any county will do that has streets and townships named for peoples: the first of its province in the data. */
const county = regionsWithin('530000')
  .flatMap((city) => regionsWithin(city.code!))
  .find(({ code }) => {
    const all = (townshipsOf(code!) ?? []).map((township) => township.name)
    return all.some((name) => name.endsWith('街道')) && all.some((name) => bareStemOf(name) !== stemOf(name))
  })!
const names = townshipsOf(county.code!)!.map((township) => township.name)
const street = names.find((name) => name.endsWith('街道'))!
const people = names.find((name) => bareStemOf(name) !== stemOf(name))!
const count = (suffix: string): number => names.filter((name) => name.endsWith(suffix)).length

const verdicts = async (written: string, streets = count('街道')) => {
  const text = `${county.name}矿产资源总体规划（2021—2025年）
第一章 现状
${county.name}辖${streets}个街道、${count('镇')}个镇、${count('乡')}个乡。
第二章 布局
主要矿产分布在${written}，开发条件较好。
`
  const { value } = await readDocument(new TextEncoder().encode(text), 'plan.txt')
  return place
    .run(compile(value!))
    .filter((finding) => finding.quotes.some((quote) => quote.text.includes(written) || quote.text.includes('辖')))
    .map((finding) => `${finding.verdict} ${finding.message.zh}`)
}

it('holds what the divisions data know', async () => {
  expect(await verdicts(street)).toEqual([
    'holds 乡镇街道数量与行政区划资料一致',
    'holds 1个乡镇街道名称均见于行政区划资料',
  ])
})

it('fails another kind of township and a people left out', async () => {
  const town = street.replace('街道', '镇')
  const short = `${bareStemOf(people)}乡`
  expect(await verdicts(town)).toContain(`fails “${town}”应为“${street}”`)
  expect(await verdicts(short)).toContain(`fails “${short}”应为“${people}”`)
})

it('doubts numbers that the data do not have', async () => {
  expect(await verdicts(street, count('街道') + 1)).toContain('doubtful 与行政区划资料的数量不同（资料年份可能不同）')
})
