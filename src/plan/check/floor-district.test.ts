import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { floorDistrict } from './floor-district.ts'

const verdicts = async (text: string, rows: readonly string[]) => {
  const source = `第一章 准入\n${text}\n\n表1 各县建筑石料最低开采规模（万吨/年）\n${rows.join('\n')}\n\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return floorDistrict.run(compile(value!)).map((finding) => finding.verdict)
}
const TEXT =
  '新建建筑石料矿山，甲县、乙县不得低于30万吨/年，丙市不得低于20万吨/年；改扩建后分别不低于20万吨/年和15万吨/年。'

it('holds floors by county against a table that lies across', async () => {
  expect(await verdicts(TEXT, ['县|甲县|乙县|丙市', '新建|30|30|20', '改扩建|20|20|15'])).toEqual(['holds', 'holds'])
  expect(await verdicts(TEXT, ['县|甲县|乙县|丙市', '新建|30|20|20', '改扩建|20|20|15'])).toEqual(['fails', 'holds'])
})

it('holds them against a table that stands upright', async () => {
  expect(await verdicts(TEXT, ['县|新建|改扩建', '甲县|30|20', '乙县|30|20', '丙市|20|10'])).toEqual(['holds', 'fails'])
})
