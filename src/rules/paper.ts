/**
 * Papers that plans ask for, under the names they go by. A scheme that changed its name stays one paper: since
 * 2025-07-01 矿区生态修复方案 stands in the place of 矿山地质环境保护与土地复垦方案 (Mineral Resources Law, articles 44–48).
 */
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

export type Paper = {
  /** The same for every name of the paper. */
  readonly key: string
  /** The field's usual name; for papers nobody foresaw the plan's own. */
  readonly label: string
  /** As written, and where: [start, end) in the text asked about. */
  readonly text: string
  readonly start: number
  readonly end: number
}

const restorationScheme = 'restoration-scheme'

const known: readonly (readonly [key: string, label: string, pattern: RegExp])[] = [
  [
    restorationScheme,
    '矿山地质环境保护与土地复垦方案（矿区生态修复方案）',
    /(?:矿山|矿区)?(?:地质|生态)?环境(?:保护|治理|恢复)[^，。；、]{0,12}?(?:土地)?(?:复垦|治理|恢复|修复)方案|(?:矿区|矿山)?生态(?:环境)?(?:保护)?(?:与)?修复方案|(?:矿山)?土地复垦方案/g,
  ],
  [
    'utilisation-scheme',
    '矿产资源开发利用方案',
    /(?:矿产资源|矿山|资源)?开发利用(?:与(?:生态)?保护)?方案|(?<!绿色)开采方案/g,
  ],
  ['green-mine-scheme', '绿色矿山建设实施方案', /绿色矿山(?:建设|创建)?(?:实施|规划|工作)?方案|绿色矿山建设规划/g],
  ['green-exploration', '绿色勘查章节', /绿色勘查(?:专门)?(?:专章|章节|篇章|专篇|方案|设计|专题)/g],
  [
    'exploration-scheme',
    '地质勘查实施方案',
    /(?<!绿色)(?:地质)?勘查(?:工作|项目)?(?:实施|设计|施工)?方案|(?<!绿色)勘查设计|(?<=编制|编写|提交)工作(?:实施)?方案/g,
  ],
  [
    'environmental-impact',
    '环境影响评价',
    /环境影响(?:评价|报告|评估)(?:文件|报告)?[书表]?|环评(?:报告|文件|手续|批复)?/g,
  ],
  ['geohazard', '地质灾害危险性评估', /地质灾害(?:危险性)?(?:评估|评价)(?:报告)?/g],
  ['soil-and-water', '水土保持方案', /水土保持(?:方案|报告)[书表]?/g],
  ['safety', '安全评价或安全设施设计', /安全(?:预|设施|生产|条件|现状)?(?:评价|设计|论证)(?:报告)?|安全专篇/g],
  [
    'reserves-report',
    '矿产资源储量报告',
    /(?:矿产)?(?:资源)?储量(?:核实|评审|估算|检测)(?:报告|备案)?|储量报告|(?<!闭坑)地质报告/g,
  ],
  ['closure-report', '闭坑报告', /(?:矿山)?闭坑(?:地质)?报告|(?:矿山)?关闭报告|关闭矿山报告/g],
  ['closure-plan', '闭坑治理恢复计划', /闭坑[^，。；、]{0,14}(?:计划|方案)/g],
  ['feasibility', '可行性研究报告', /可行性研究(?:报告)?/g],
  ['design', '矿山设计', /(?:矿山)?初步设计|(?:矿山|开采)设计(?:文件)?(?=[，。；、和及与]|$)/g],
  ['social-risk', '社会稳定风险评估', /社会稳定风险(?:评估|评价)(?:报告)?/g],
  ['water-resources', '水资源论证', /水资源论证(?:报告)?书?/g],
  ['annual-plan', '年度实施计划', /年度(?:实施|治理|修复|恢复)?(?:治理|恢复|修复)?计划/g],
]

/** A paper nobody foresaw: what stands between the verb and 方案, 报告, 章节 … */
const unforeseen =
  /(?:编制|提交|编写|报送|递交|出具)(?:了|完善|完整|专门)?的?([\u4e00-\u9fff]{2,22}?(?:方案|报告书?|章节|专章|计划书|承诺书|证明))/g

const vague = /^(?:相应|有关|相关|具体|工作|实施|该|其|各类|上述|此|本)/

/** Every paper a text names, in order; where two readings overlap the one that begins first, then the longer one. */
export const papersIn = (text: string): readonly Paper[] => {
  const found: Paper[] = []
  const add = (key: string, label: string, match: RegExpMatchArray, words: string): void => {
    const start = match.index! + match[0].lastIndexOf(words)
    found.push({ key, label, text: words, start, end: start + words.length })
  }
  for (const [key, label, pattern] of known)
    for (const match of text.matchAll(pattern)) add(key, label, match, match[0])
  for (const match of text.matchAll(unforeseen)) {
    const words = match[1]!
    if (!vague.test(words)) add(words.replace(/^(?:矿产资源|矿山|矿区)/, ''), words, match, words)
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const papers: Paper[] = []
  for (const paper of found) if (paper.start >= (papers.at(-1)?.end ?? 0)) papers.push(paper)
  return papers
}

const bare = (name: string): string => name.replace(/[《》“”\s]|^(?:矿产资源|矿山|矿区)/g, '')

/** The papers among `documents` that are the one asked for, under whatever name. */
const heldAs = (documents: readonly string[], paper: Pick<Paper, 'key' | 'text'>): readonly string[] =>
  documents.filter((document) => {
    const name = document.replace(/[《》“”\s]/g, '')
    if (papersIn(name).some(({ key }) => key === paper.key)) return true
    const [mine, wanted] = [bare(name), bare(paper.text)]
    return mine.length > 3 && (mine.includes(wanted) || wanted.includes(mine))
  })

/** "（以矿区生态修复方案提交，2025年7月1日起的名称）": said wherever the paper handed in bears the other name. */
const otherName = (paper: Paper, held: readonly string[]): string => {
  if (paper.key !== restorationScheme) return ''
  const isNew = (name: string) => /修复方案/.test(name)
  if (held.some((name) => isNew(name) === isNew(paper.text))) return ''
  return isNew(paper.text) ? `（以原名称“${held[0]}”提交）` : `（以2025年7月1日起的名称“${held[0]}”提交）`
}

/** Papers by the names in `test.value` against the documents handed in; shared with the kinds that ask for papers. */
export const judgePapers = (rule: Rule, situation: Situation): Finding => {
  const { documents } = situation.application
  if (!documents) return unknownFor(rule, ['documents'])
  const wanted = (Array.isArray(rule.test.value) ? rule.test.value : [String(rule.test.value)]).map(
    (name: string): Paper => papersIn(name)[0] ?? { key: name, label: name, text: name, start: 0, end: name.length },
  )
  const duties = rule.duties ?? []
  const checked = wanted.map((paper) => ({ paper, held: heldAs(documents, paper) }))
  const lacking = checked.filter(({ held }) => held.length === 0).map(({ paper }) => paper)
  if (lacking.length > 0) {
    const names = [...new Set(lacking.map((paper) => paper.text))].join('、')
    return answer(
      rule,
      'condition',
      { zh: `申请材料中缺少：${names}`, en: `papers lacking: ${names}` },
      { conditions: [...new Set(lacking.map((paper) => `补充提交${paper.label}`)), ...duties] },
    )
  }
  const names = checked.map(({ paper, held }) => `${paper.text}${otherName(paper, held)}`).join('、')
  return answer(rule, 'pass', { zh: `已提交：${names}`, en: `handed in: ${names}` }, { conditions: duties })
}
