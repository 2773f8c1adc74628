/** A rule in plain words, from its parts. Where the parts say too little, the plan's own sentence speaks. */
import type { Rule, Test } from '#rules/rule.ts'
import { type Lang, methodName, scaleName, zoneName } from './words.ts'

const measures: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  annualOutput: ['年开采规模', 'annual output'],
  serviceLife: ['服务年限', 'service life'],
  mineCount: ['矿山（采矿权）数量', 'number of mines'],
  totalOutput: ['年开采总量', 'total annual output'],
  largeMediumShare: ['大中型矿山比例', 'share of large and medium mines'],
  subjectsPerBlock: ['每个区块的开采（勘查）主体', 'operators per block'],
  method: ['开采方式', 'mining method'],
  block: ['规划区块', 'block'],
  zone: ['规划分区', 'zone'],
}

const signs: Readonly<Partial<Record<Test['op'], readonly [zh: string, en: string]>>> = {
  '>=': ['不低于', 'at least'],
  '<=': ['不超过', 'at most'],
  '>': ['高于', 'more than'],
  '<': ['低于', 'less than'],
  '=': ['为', 'exactly'],
}

const listed = (value: Test['value'], glue: string): string =>
  Array.isArray(value) ? value.join(glue) : value === null ? '' : String(value)

/** What the test asks, or null where no words for it are known. */
const asked = ({ measure, op, value, unit }: Test, lang: Lang): string | null => {
  const which = lang === 'zh' ? 0 : 1
  const gap = lang === 'zh' ? '' : ' '
  const glue = lang === 'zh' ? '、' : ', '
  const name = measures[measure]?.[which]
  const sign = signs[op]?.[which]
  if (name && sign && typeof value === 'number') return `${name}${gap}${sign} ${value} ${unit ?? ''}`.trimEnd()
  if (op === 'forbid' && measure === 'direction') return lang === 'zh' ? '禁止开采' : 'mining is forbidden'
  if (op === 'restrict' && measure === 'direction') return lang === 'zh' ? '限制开采' : 'mining is restricted'
  if (op === 'requires' && measure === 'documents')
    return `${lang === 'zh' ? '须提交' : 'to be handed in: '}${listed(value, glue)}`
  if (op === 'requires' && measure === 'undertakings')
    return `${lang === 'zh' ? '须承诺' : 'to be promised: '}${listed(value, glue)}`
  return null
}

/** When the rule holds: scale of deposit, method, variety, zone, place. */
const narrowed = ({ condition }: Rule, lang: Lang): string[] => [
  ...(condition.depositScale
    ? [lang === 'zh' ? `储量规模${scaleName(lang, condition.depositScale)}` : `${condition.depositScale} deposits`]
    : []),
  ...(condition.methods ?? []).map((method) => methodName(lang, method)),
  ...(condition.varieties ?? []),
  ...(condition.zoneName ? [condition.zoneName] : condition.insideZone ? [zoneName(lang, condition.insideZone)] : []),
  ...(condition.townships ?? []),
]

/** "建筑用石料（储量规模大型）：年开采规模不低于 36 万立方米/年", or the plan's own sentence. */
export const ruleWords = (rule: Rule, lang: Lang): string => {
  const words = asked(rule.test, lang)
  if (words === null) return rule.quote
  const glue = lang === 'zh' ? '、' : ', '
  const all = lang === 'zh' ? '各矿种' : 'All minerals'
  const when = narrowed(rule, lang).join(glue)
  const whose = rule.subjects.length > 0 ? rule.subjects.join(glue) : all
  return lang === 'zh'
    ? `${whose}${when ? `（${when}）` : ''}：${words}`
    : `${whose}${when ? ` (${when})` : ''}: ${words}`
}
