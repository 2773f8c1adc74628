/**
 * Conditions are written in the language of the opinion they stand in. Where the screen speaks English, what the rules
 * say of their own is told in English, and the plan's own words stay as they are.
 */
import type { Language } from '#web/words.ts'

/** What each rule writes, with the plan's words where they stand in it. */
const told: readonly (readonly [pattern: RegExp, english: string])[] = [
  [/^确认不存在将矿产地化大为小、分割出让的情形$/, 'confirm that no deposit is cut up to be granted in parts'],
  [/^确认区块(.+)内没有其他.+$/, 'confirm that block $1 has no other holder'],
  [/^确认所提交方案为变更后重新编制$/, 'confirm that the scheme was drawn up anew after the change'],
  [/^闭坑前完成矿山地质环境治理恢复并通过验收$/, 'restore the ground and have it accepted before closing'],
  [/^开发利用方案中落实：(.+)$/, 'provide for it in the utilisation scheme: $1'],
  [/^采矿权数量(.+)：取得分配的采矿权数量指标$/, 'obtain the allotment of mining rights (“$1”)'],
  [/^核实本年度投放数量不超过(.+)个$/, 'check that no more than $1 are granted this year'],
  [/^以储量报告核实(.+)不属“(.+)”$/, 'show by the reserves report that $1 is not “$2”'],
  [/^核实申请规模不低于(.+)$/, 'check that the output applied for is at least $1'],
  [/^取得(.+)$/, 'obtain: $1'],
  [/^补充提交(.+)$/, 'hand in: $1'],
  [/^矿山数量已达控制数的，同步关闭等量矿山$/, 'where the number of mines is reached, close as many at the same time'],
  [/^服务年限与所保障项目的工期衔接$/, 'fit the service life to the project it serves'],
  [/^投产后(.+)内通过绿色矿山验收$/, 'be accepted as a green mine within $1 of starting production'],
  [/^不采用(.+)$/, 'do without: $1'],
  [/^(.+)不低于(.+)%$/, '$1: at least $2%'],
  [/^落实(.+)$/, 'carry out: $1'],
]

/** A condition in the language of the screen. */
export const conditionText = (condition: string, language: Language): string => {
  if (language !== 'en') return condition
  const found = told.find(([pattern]) => pattern.test(condition))
  return found ? condition.replace(found[0], found[1]) : `“${condition}”`
}
