/** What the parts of a whole are called, and whether such names together are everything. */
import { mineralsIn } from '#mineral/mineral.ts'

/** A whole of more parts than this is told by a table. */
export const mostParts = 40

/** Pairs and triples of words that together are everything. */
const COMPLEMENTS: readonly (readonly RegExp[])[] = [
  [/大型/, /中型/, /小型/],
  [/大中型/, /小型/],
  [/城镇|城市|市区/, /乡村|农村/],
  [/露天/, /地下|井工|坑采|水井|井采/],
  [/普查|预查/, /详查|勘探/],
  [/(?<!无)责任主体|生产矿山|在册/, /历史遗留|无责任主体|废弃/],
  [/第一产业|一产/, /第二产业|二产/, /第三产业|三产/],
  [/上级|省|市/, /本级|县级(?!市)/],
  [/新[建立设]/, /改|扩建|延续|已有|现有|原有/],
  [/男/, /女/],
  [/已(?!发现)/, /未|尚/],
  [/^完成|已完成/, /未完成/],
  [/甲类|一类/, /乙类|二类/],
  [/生产|正在开采|在采|在产/, /停产|停采|停工|在建|筹建|建设/],
  [/使用|支出|投入/, /结余|结存|剩余|余额/],
  [/财政/, /社会|企业|自筹/],
  [/供应本|本[县市省地区]|自用|内销|[县市省区]内/, /外销|外运|出口|[县市省区]外/],
]

/** Whether labels together are everything: 大型 and 中小型, 已 and 未, two of one word. */
export const complementary = (labels: readonly string[]): boolean => {
  if (labels.length < 2 || labels.length > mostParts) return false
  // Kinds by name: 勘查类、修复类.
  if (labels.every((label) => /[类级]$/.test(label)) && new Set(labels.map((label) => label.slice(-1))).size === 1)
    return true
  if (
    labels.length === 2 &&
    labels[0] !== labels[1] &&
    (labels[0]!.replace(/^有?/, '') === labels[1]!.replace(/^尚?[未无]/, '') ||
      labels[1]!.replace(/^有?/, '') === labels[0]!.replace(/^尚?[未无]/, ''))
  )
    return true
  const [yes, no] = /^尚?[未无]/.test(labels[0]!) ? [labels[1]!, labels[0]!] : [labels[0]!, labels[1]!]
  const denied = /^尚?[未无]([\p{Script=Han}]{2})/u.exec(no)?.[1]
  if (labels.length === 2 && denied && yes.includes(denied)) return true
  return COMPLEMENTS.some(
    (words) => labels.length >= words.length && words.every((word) => labels.some((label) => word.test(label))),
  )
}

/** Complements and nothing else: no label stands outside the words that together are everything. */
export const onlyComplements = (labels: readonly string[]): boolean =>
  complementary(labels) &&
  (labels.length === 2 ||
    COMPLEMENTS.some(
      (words) =>
        words.every((word) => labels.some((label) => word.test(label))) &&
        labels.every((label) => words.some((word) => word.test(label))),
    ))

/** 石墨矿山, 铁: a part that is told by its mineral. */
export const isMineralLabel = (label: string): boolean => {
  const word = label.replace(/(勘查|开采)?(规划)?(区块|矿山|项目|采矿权|探矿权)$/, '')
  return word !== '' && mineralsIn(word).some((mention) => mention.end - mention.start >= word.length - 2)
}

/** Labels of one make: most end alike, or most are minerals. */
export const parallel = (labels: readonly string[]): boolean => {
  if (labels.length < 3) return false
  const most = Math.ceil(labels.length * 0.6)
  for (const length of [2, 1]) {
    const count = new Map<string, number>()
    for (const label of labels) count.set(label.slice(-length), (count.get(label.slice(-length)) ?? 0) + 1)
    if (Math.max(...count.values()) >= most) return true
  }
  return labels.filter(isMineralLabel).length >= most
}

/** By what a whole may be divided. */
const MAKES: readonly RegExp[] = [
  /级$|^[省市县](?:级|本级)?$|^(?:国家|部|上级|本级)/,
  /^(?:特大|大|中|小|大中)型/,
  /^(?:露天|地下|井工|井下|凿井)/,
  /^(?:生产|停产|在建|筹建|基建|关闭|闭坑)/,
  /[县市区旗镇乡]$|街道$/,
  /^(?:预查|普查|详查|勘探)/,
]

/** By which of them a label divides; -1 for none. */
export const makeOf = (label: string): number => {
  const make = MAKES.findIndex((pattern) => pattern.test(label))
  return make >= 0 ? make : isMineralLabel(label) ? MAKES.length : -1
}
