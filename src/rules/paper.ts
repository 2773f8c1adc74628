/**
 * Papers that plans ask for, under the names they go by. A scheme that changed its name stays one paper: since
 * 2025-07-01 矿区生态修复方案 stands in the place of 矿山地质环境保护与土地复垦方案 (Mineral Resources Law, articles 44–48).
 */
import { duty } from '#rules/duty.ts'
import { answer, type Finding, unknownFor, type Words } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

export type Paper = {
  /** The same for every name of the paper. */
  readonly key: string
  /** The field's usual name; for papers nobody foresaw the plan's own. */
  readonly label: Words
  /** As written, and where: [start, end) in the text asked about. */
  readonly text: string
  readonly start: number
  readonly end: number
}

const restorationScheme = 'restoration-scheme'

type Kind = { readonly key: string; readonly label: Words; readonly pattern: RegExp }

const known: readonly Kind[] = [
  {
    key: restorationScheme,
    label: { zh: '矿山地质环境保护与土地复垦方案（矿区生态修复方案）', en: 'restoration scheme' },
    pattern:
      /(?:矿山|矿区)?(?:地质|生态)?环境(?:保护|治理|恢复)[^，。；、]{0,12}?(?:土地)?(?:复垦|治理|恢复|修复)方案|(?:矿区|矿山)?生态(?:环境)?(?:保护)?(?:与)?修复方案|(?:矿山)?土地复垦方案/g,
  },
  {
    key: 'utilisation-scheme',
    label: { zh: '矿产资源开发利用方案', en: 'utilisation scheme' },
    pattern: /(?:矿产资源|矿山|资源)?开发利用(?:与(?:生态)?保护)?方案|(?<!绿色)开采方案/g,
  },
  {
    key: 'green-mine-scheme',
    label: { zh: '绿色矿山建设实施方案', en: 'green-mine scheme' },
    pattern: /绿色矿山(?:建设|创建)?(?:实施|规划|工作)?方案|绿色矿山建设规划/g,
  },
  {
    key: 'green-exploration',
    label: { zh: '绿色勘查章节', en: 'green-exploration chapter' },
    pattern:
      /绿色勘查(?:专门)?(?:的)?(?:专章|章节|篇章|专篇|方案|设计|专题|内容)|绿色勘查(?:内容|措施|要求)?(?:应当?|须|要)?(?:单独|独立|单列)(?:成章|编章|章节)|(?:专章|专篇|专节|单独成章|专门章节)[^，。；]{0,6}绿色勘查(?:措施|要求|内容|工作)?/g,
  },
  {
    key: 'exploration-scheme',
    label: { zh: '地质勘查实施方案', en: 'exploration scheme' },
    pattern:
      /(?<!绿色)(?:地质)?勘查(?:工作|项目)?(?:实施|设计|施工)?方案|(?<!绿色)勘查设计|(?<=编制|编报|编写|提交)工作(?:实施)?方案/g,
  },
  {
    key: 'environmental-impact',
    label: { zh: '环境影响评价', en: 'environmental impact assessment' },
    pattern: /环境影响(?:评价|报告|评估)(?:文件|报告)?[书表]?|环评(?:报告|文件|手续|批复)?/g,
  },
  {
    key: 'geohazard',
    label: { zh: '地质灾害危险性评估', en: 'geological hazard assessment' },
    pattern: /地质灾害(?:危险性)?(?:评估|评价)(?:报告)?/g,
  },
  {
    key: 'soil-and-water',
    label: { zh: '水土保持方案', en: 'soil and water conservation scheme' },
    pattern: /水土保持(?:方案|报告)[书表]?/g,
  },
  {
    key: 'safety',
    label: { zh: '安全评价或安全设施设计', en: 'safety assessment' },
    pattern: /安全(?:预|设施|生产|条件|现状)?(?:评价|设计|论证)(?:报告)?|安全专篇/g,
  },
  {
    key: 'reserves-report',
    label: { zh: '矿产资源储量报告', en: 'reserves report' },
    pattern: /(?:矿产)?(?:资源)?储量(?:核实|评审|估算|检测)(?:报告|备案)?|储量报告|(?<!闭坑)地质报告/g,
  },
  {
    key: 'closure-report',
    label: { zh: '闭坑报告', en: 'closure report' },
    pattern: /(?:矿山)?闭坑(?:地质)?报告|(?:矿山)?关闭报告|关闭矿山报告/g,
  },
  {
    key: 'closure-plan',
    label: { zh: '闭坑治理恢复计划', en: 'closure restoration plan' },
    pattern: /闭坑[^，。；、]{0,14}(?:计划|方案)/g,
  },
  {
    key: 'feasibility',
    label: { zh: '可行性研究报告', en: 'feasibility study' },
    pattern: /可行性研究(?:报告)?/g,
  },
  {
    key: 'design',
    label: { zh: '矿山设计', en: 'mine design' },
    pattern: /(?:矿山)?初步设计|(?:矿山|开采)设计(?:文件)?(?=[，。；、和及与]|$)/g,
  },
  {
    key: 'social-risk',
    label: { zh: '社会稳定风险评估', en: 'social stability risk assessment' },
    pattern: /社会稳定风险(?:评估|评价)(?:报告)?/g,
  },
  {
    key: 'water-resources',
    label: { zh: '水资源论证', en: 'water resources appraisal' },
    pattern: /水资源论证(?:报告)?书?/g,
  },
  {
    key: 'water-permit',
    label: { zh: '取水许可', en: 'water permit' },
    pattern: /取水许可证?/g,
  },
  {
    key: 'annual-plan',
    label: { zh: '年度实施计划', en: 'yearly plan' },
    pattern: /年度(?:实施|治理|修复|恢复)?(?:治理|恢复|修复)?计划/g,
  },
]

/** What a paper is called in English, from the name the field has for it; null for one nobody foresaw. */
export const nameOfPaper = (name: string): string | null =>
  known.find(({ label }) => label.zh === name)?.label.en ?? null

const bare = (name: string): string => name.replace(/[《》“”\s]/g, '').replace(/^(?:矿产资源|矿山|矿区)/, '')

/** Schemes that are two in one ("矿产资源开采与生态修复方案", "开发利用与治理恢复、土地复垦方案"). */
const combined =
  /(?:开采|开发利用)(?:方案)?[与和及、][^，。；]{0,16}(?:修复|复垦|恢复|治理)[^，。；]{0,8}方案|[二三四多]合一方案/

/** A paper nobody foresaw: what stands between the verb and 方案, 报告, 章节 … */
const unforeseen =
  /(?:编制|编报|提交|提供|编写|报送|递交|出具|没有|缺少|未附)(?:了|完善|完整|专门)?的?([\u4e00-\u9fff]{2,22}?(?:方案|报告书?|章节|专章|计划书|承诺书|证明))/g

/** "依法办理用地、用林手续": the consents of other offices; those of the right itself are what is applied for. */
const formalities =
  /办理(?:了|好|完)?(?:相关|有关)?((?!采矿|勘查|登记|延续|变更|注销|许可)[\u4e00-\u9fff、]{2,16}?(?:审批)?手续)/g

const vague = /^(?:相应|有关|相关|具体|工作|实施|该|其|各类|上述|此|本)/

/** Every paper a text names, in order; where two readings overlap the one that begins first, then the longer one. */
export const papersIn = (text: string): readonly Paper[] => {
  const found: Paper[] = []
  const add = (key: string, label: Words, match: RegExpMatchArray, words: string): void => {
    const start = match.index! + match[0].lastIndexOf(words)
    found.push({ key, label, text: words, start, end: start + words.length })
  }
  for (const { key, label, pattern } of known)
    for (const match of text.matchAll(pattern)) add(key, label, match, match[0])
  for (const match of text.matchAll(unforeseen)) {
    const words = match[1]!.replace(
      /^(?:(?:并|和|及|与|且|或|同步|重新|依法|完成|组织|按时)?(?:报批|报审|报送|提交|落实|实施|编制))+(?=.{4})/,
      '',
    )
    if (!vague.test(words)) add(bare(words), { zh: words, en: `“${words}”` }, match, words)
  }
  for (const match of text.matchAll(formalities)) {
    const words = match[1]!
    if (!vague.test(words) && !/采矿|勘查|矿业权|登记|许可证|方案|报告|评价|评估/.test(words))
      add(words, { zh: words, en: `“${words}”` }, match, words)
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const papers: Paper[] = []
  for (const paper of found) if (paper.start >= (papers.at(-1)?.end ?? 0)) papers.push(paper)
  return papers
}

const remembered = new Map<string, readonly Paper[]>()

/** `papersIn` of a name: applications and clauses write the same few names over and over, a batch thousands of times. */
const papersCalled = (name: string): readonly Paper[] => {
  const known = remembered.get(name)
  if (known) return known
  if (remembered.size > 2000) remembered.clear()
  const papers = papersIn(name)
  remembered.set(name, papers)
  return papers
}

/** The papers among `documents` that are the one asked for, under whatever name. */
const heldAs = (documents: readonly string[], paper: Pick<Paper, 'key' | 'text'>): readonly string[] =>
  documents.filter((document) => {
    const name = document.replace(/[《》“”\s]/g, '')
    if (papersCalled(name).some(({ key }) => key === paper.key)) return true
    if (combined.test(name) && (paper.key === restorationScheme || paper.key === 'utilisation-scheme')) return true
    const [mine, wanted] = [bare(name), bare(paper.text)]
    return mine.length > 3 && (mine.includes(wanted) || wanted.includes(mine))
  })

/** Said wherever the restoration scheme handed in bears its other name, the one before or since 2025-07-01. */
const otherName = (paper: Paper, held: readonly string[]): Words => {
  const isNew = (name: string) => /生态(?:环境)?(?:保护)?修复方案/.test(name)
  if (paper.key !== restorationScheme || held.some((name) => isNew(name) === isNew(paper.text)))
    return { zh: '', en: '' }
  return isNew(paper.text)
    ? { zh: `（以原名称“${held[0]}”提交）`, en: ' (under its former name)' }
    : { zh: `（以2025年7月1日起的名称“${held[0]}”提交）`, en: ' (under its name since 2025-07-01)' }
}

/** Papers by the names in `test.value` against the documents handed in; shared with the kinds that ask for papers. */
export const judgePapers = (rule: Rule, situation: Situation): Finding => {
  const { documents } = situation.application
  if (!documents) return unknownFor(rule, ['documents'])
  const wanted = (Array.isArray(rule.test.value) ? rule.test.value : [String(rule.test.value)]).map(
    (name: string): Paper =>
      papersCalled(name)[0] ?? {
        key: name,
        label: { zh: name, en: `“${name}”` },
        text: name,
        start: 0,
        end: name.length,
      },
  )
  const duties = rule.duties ?? []
  const checked = wanted.map((paper) => ({ paper, held: heldAs(documents, paper) }))
  const lacking = checked.filter(({ held }) => held.length === 0).map(({ paper }) => paper)
  if (lacking.length > 0)
    return answer(
      rule,
      'condition',
      {
        zh: `申请材料中缺少：${[...new Set(lacking.map((paper) => paper.text))].join('、')}`,
        en: `papers lacking: ${[...new Set(lacking.map((paper) => paper.label.en))].join(', ')}`,
      },
      { conditions: [...new Set(lacking.map((paper) => duty('hand-in', paper.label.zh))), ...duties] },
    )
  const names = checked.map(({ paper, held }) => ({ paper, other: otherName(paper, held) }))
  return answer(
    rule,
    'pass',
    {
      zh: `已提交：${names.map(({ paper, other }) => `${paper.text}${other.zh}`).join('、')}`,
      en: `handed in: ${names.map(({ paper, other }) => `${paper.label.en}${other.en}`).join(', ')}`,
    },
    { conditions: duties },
  )
}
