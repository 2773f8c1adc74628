/** What verdicts and kinds are called on paper. */
import type { CheckVerdict } from '#plan/check/finding.ts'
import type { OverallVerdict } from '#review/opinion.ts'
import type { FindingVerdict } from '#rules/finding.ts'
import type { Effect } from '#rules/rule.ts'
import type { Application } from '#rules/situation.ts'

export const overallNames: Readonly<Record<OverallVerdict, string>> = {
  'does-not-conform': '不符合规划',
  incomplete: '材料或事实不全，尚不能作出结论',
  'needs-a-person': '须由审查人员判断',
  'needs-reasons': '须说明理由',
  'conforms-with-conditions': '附条件符合规划',
  conforms: '符合规划',
  'not-required': '该事项不需要规划审查',
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

export const findingNames: Readonly<Record<FindingVerdict, string>> = {
  fail: '不符合',
  unknown: '缺少事实',
  'needs-a-person': '须人工判断',
  'needs-reasons': '须说明理由',
  condition: '附条件',
  pass: '符合',
  preferred: '优先支持',
  'not-applicable': '不适用',
}

export const checkOrder: readonly CheckVerdict[] = ['fails', 'doubtful', 'uncheckable', 'holds']

export const checkNames: Readonly<Record<CheckVerdict, string>> = {
  fails: '不成立',
  doubtful: '存疑',
  uncheckable: '无法核对',
  holds: '成立',
}

export const actNames: Readonly<Record<Application['act'], string>> = { mining: '采矿权', exploration: '探矿权' }

export const eventNames: Readonly<Record<Application['event'], string>> = {
  new: '新立',
  expansion: '扩大矿区范围',
  'capacity-upgrade': '扩大生产规模',
  change: '变更',
  renewal: '延续',
  transfer: '转让',
  rename: '更名',
  conversion: '探矿权转采矿权',
  closure: '闭坑',
}

export const methodNames = { 'open-pit': '露天开采', underground: '地下开采', well: '凿井（扩泉）' } as const
export const scaleNames = { large: '大型', medium: '中型', small: '小型' } as const

/** What a rule does to an application that it meets. */
export const effectNames: Readonly<Record<Effect, string>> = {
  refuse: '须遵守',
  condition: '附条件',
  prefer: '优先支持',
  monitor: '监测',
  procedure: '程序',
}
