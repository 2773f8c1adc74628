/** What verdicts and kinds are called on paper. */
import type { CheckVerdict } from '#plan/check/finding.ts'
import type { OverallVerdict } from '#review/opinion.ts'
import type { FindingVerdict, Words } from '#rules/finding.ts'
import type { Effect } from '#rules/rule.ts'
import type { Application } from '#rules/situation.ts'

type Names<Code extends string> = Readonly<Record<Code, Words>>

export const overallNames: Names<OverallVerdict> = {
  'does-not-conform': { zh: '不符合规划', en: 'does not conform with the plan' },
  incomplete: { zh: '材料或事实不全，尚不能作出结论', en: 'papers or facts are lacking: no conclusion yet' },
  'needs-a-person': { zh: '须由审查人员判断', en: 'needs the judgement of a reviewer' },
  'needs-reasons': { zh: '须说明理由', en: 'needs reasons' },
  'conforms-with-conditions': { zh: '附条件符合规划', en: 'conforms with the plan, with conditions' },
  conforms: { zh: '符合规划', en: 'conforms with the plan' },
  'not-required': { zh: '该事项不需要规划审查', en: 'this matter needs no review against the plan' },
}

/** The order in which an opinion tells its findings: what stands in the way first. */
export const findingOrder: readonly FindingVerdict[] = [
  'fail',
  'unknown',
  'needs-a-person',
  'needs-reasons',
  'condition',
  'pass',
  'preferred',
]

export const findingNames: Names<FindingVerdict> = {
  fail: { zh: '不符合', en: 'does not conform' },
  unknown: { zh: '缺少事实', en: 'facts lacking' },
  'needs-a-person': { zh: '须人工判断', en: 'a person decides' },
  'needs-reasons': { zh: '须说明理由', en: 'needs reasons' },
  condition: { zh: '附条件', en: 'condition' },
  pass: { zh: '符合', en: 'conforms' },
  preferred: { zh: '优先支持', en: 'preferred' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
}

export const checkOrder: readonly CheckVerdict[] = ['fails', 'doubtful', 'uncheckable', 'holds']

export const checkNames: Names<CheckVerdict> = {
  fails: { zh: '不成立', en: 'fails' },
  doubtful: { zh: '存疑', en: 'doubtful' },
  uncheckable: { zh: '无法核对', en: 'cannot be checked' },
  holds: { zh: '成立', en: 'holds' },
}

export const actNames: Names<Application['act']> = {
  mining: { zh: '采矿权', en: 'mining right' },
  exploration: { zh: '探矿权', en: 'exploration right' },
}

export const eventNames: Names<Application['event']> = {
  new: { zh: '新立', en: 'new grant' },
  expansion: { zh: '扩大矿区范围', en: 'larger area' },
  'capacity-upgrade': { zh: '扩大生产规模', en: 'larger output' },
  change: { zh: '变更', en: 'change' },
  renewal: { zh: '延续', en: 'renewal' },
  transfer: { zh: '转让', en: 'transfer' },
  rename: { zh: '更名', en: 'change of name' },
  conversion: { zh: '探矿权转采矿权', en: 'exploration right turned into a mining right' },
  closure: { zh: '闭坑', en: 'closure' },
}

export const methodNames: Names<NonNullable<Application['method']>> = {
  'open-pit': { zh: '露天开采', en: 'open pit' },
  underground: { zh: '地下开采', en: 'underground' },
  well: { zh: '凿井（扩泉）', en: 'well' },
}

export const scaleNames: Names<NonNullable<Application['depositScale']>> = {
  large: { zh: '大型', en: 'large' },
  medium: { zh: '中型', en: 'medium' },
  small: { zh: '小型', en: 'small' },
}

/** What a rule does to an application that it meets. */
export const effectNames: Names<Effect> = {
  refuse: { zh: '须遵守', en: 'must be met' },
  condition: { zh: '附条件', en: 'condition' },
  prefer: { zh: '优先支持', en: 'preferred' },
  monitor: { zh: '监测', en: 'monitored' },
  procedure: { zh: '程序', en: 'procedure' },
}
