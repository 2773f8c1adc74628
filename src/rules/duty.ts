/**
 * What an opinion bids on the rules' own account, in both languages. A finding keeps the Chinese, which is what is signed;
 * english.ts finds the form again and tells it in English, with the plan's own words as quotes.
 */

/** Each form with $ where words of the plan, or names of papers and undertakings, stand. */
const forms = {
  'hand-in': ['补充提交$', 'hand in: $'],
  'carry-out': ['落实$', 'carry out: $'],
  obtain: ['取得$', 'obtain: $'],
  'do-without': ['不采用$', 'do without: $'],
  'in-the-scheme': ['开发利用方案中落实：$', 'provide for it in the utilisation scheme: $'],
  'least-rate': ['$不低于$%', '$: at least $%'],
  'drawn-up-anew': ['确认所提交方案为变更后重新编制', 'confirm that the scheme was drawn up anew after the change'],
  'restored-before-closing': [
    '闭坑前完成矿山地质环境治理恢复并通过验收',
    'restore the ground and have it accepted before closing',
  ],
  'not-split': [
    '确认不存在将矿产地化大为小、分割出让的情形',
    'confirm that no deposit is cut up to be granted in parts',
  ],
  'no-other-explorer': ['确认区块$内没有其他勘查主体', 'confirm that nobody else explores in block $'],
  'no-other-miner': ['确认区块$内没有其他开采主体', 'confirm that nobody else mines in block $'],
  allotted: ['采矿权数量$：取得分配的采矿权数量指标', 'obtain the allotment of mining rights ($)'],
  'granted-this-year': ['核实本年度投放数量不超过$个', 'check that no more than $ are granted this year'],
  'quality-shown': ['以储量报告核实$不属“$”', 'show by the reserves report that $ is not $'],
  'no-less-than-before': ['核实申请规模不低于$', 'check that the output applied for is at least $'],
  confirm: ['核实$', 'confirm: $'],
  'close-as-many': [
    '矿山数量已达控制数的，同步关闭等量矿山',
    'where the number of mines is reached, close as many at the same time',
  ],
  'follow-the-project': ['服务年限与所保障项目的工期衔接', 'fit the service life to the project it serves'],
  'green-in-term': ['投产后$内通过绿色矿山验收', 'be accepted as a green mine within $ of starting production'],
  'contract-says': ['出让合同中明确$', 'the grant contract states: $'],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>

/** One thing an opinion bids, as a finding keeps it. */
export const duty = (form: keyof typeof forms, ...words: readonly (string | number)[]): string => {
  let at = 0
  return forms[form][0].replaceAll('$', () => String(words[at++]))
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** In their order, the first that fits: "核实…" stands after what begins so and says more. */
const readers = Object.values(forms).map(
  ([zh, en]) => [new RegExp(`^${zh.split('$').map(escaped).join('(.+)')}$`), en] as const,
)

/** The English of a duty a rule wrote on its own account; null for one in the plan's words. `named` tells what stands in it. */
export const dutyInEnglish = (text: string, named: (words: string) => string): string | null => {
  for (const [pattern, en] of readers) {
    const words = pattern.exec(text)?.slice(1)
    if (!words) continue
    let at = 0
    return en.replaceAll('$', () => named(words[at++]!))
  }
  return null
}
