import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { regionOf, titleOf } from './identity.ts'

const levelOf = async (...lines: readonly string[]) => {
  const text = ['癸壬市矿产资源总体规划（2021-2025年）', '总则', ...lines].join('\n')
  const { value } = await readDocument(new TextEncoder().encode(`${text}\n`), 'plan.txt')
  return regionOf(value!, titleOf(value!))?.level
}

test.each([
  ['癸壬市是辛庚市代管的县级市，位于辛庚市东部。', 'county'],
  ['癸壬市为省直辖县级市，由辛庚市代管。', 'county'],
  ['癸壬市位于某省东部，全市面积2900平方千米，辖甲、乙2个街道，丙、丁等6个镇和1个乡。', 'county'],
  ['《规划》适用于癸壬市所辖9镇、3乡和2个国营林场。', 'county'],
  ['为落实《辛庚市矿产资源总体规划（2021-2025年）》，编制本规划。', 'county'],
  ['癸壬市土地面积8684平方千米，辖2个县、代管1个县级市。', 'city'],
  ['癸壬市辖3个市辖区、2个县，共有60个镇、40个乡。', 'city'],
  ['全市现辖4区5县，代管二个县级市，下辖镇90个。', 'city'],
  ['本规划是癸壬市矿产资源管理的依据，市、县级市人民政府遵照执行。', 'city'],
  ['规划期内全市矿业平稳发展。', 'city'],
])('%s: %s', async (line, level) => {
  expect(await levelOf(line)).toBe(level)
})

test('a name with an unclosed bracket is a name like another', async () => {
  const lines = ['癸（壬(市矿产资源总体规划', '总则', '癸（壬(市是县级市，位于辛庚市东部。']
  const { value } = await readDocument(new TextEncoder().encode(`${lines.join('\n')}\n`), 'plan.txt')
  expect(regionOf(value!, titleOf(value!))).toEqual({ name: '癸（壬(市', code: null, level: 'county' })
})

test.each([
  [
    ['壬县人民政府办公室文件', '索 引 号：RX-2022-1', '壬县矿产资源总体规划', '（2021—2025年）', '第一章 总则'],
    '壬县矿产资源总体规划（2021—2025年）',
  ],
  [
    [
      '当前位置：首页 > 规划计划 > 专项规划',
      '敦煌市矿产资源总体规划（2021-2025年）',
      '发布日期：2023-03-17 来源：本局',
    ],
    '敦煌市矿产资源总体规划（2021-2025年）',
  ],
  [
    ['壬县人民政府关于印发《壬县矿产资源总体规划（2021-2025年）》的通知', '各乡镇人民政府：'],
    '壬县矿产资源总体规划（2021-2025年）',
  ],
])('the title under the heads of a web page: %s', async (lines, title) => {
  const { value } = await readDocument(new TextEncoder().encode(`${lines.join('\n')}\n`), 'plan.txt')
  expect(titleOf(value!)).toBe(title)
})
