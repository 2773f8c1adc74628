/** Which events a sentence speaks of. */
import type { ApplicationEvent } from '#rules/rule.ts'

const words: readonly (readonly [RegExp, readonly ApplicationEvent[]])[] = [
  // A mine that grows out of an exploration right is a new mine, too.
  [/新(?:[建立设办批]|开办?)|新增|新批|新投放|拟设|拟建|投放|出让|设立/, ['new', 'conversion']],
  [/改?扩建|改建|扩能|扩大(?:生产|开采|矿区)?(?:规模|范围)/, ['expansion']],
  [/技改|技术改造|提能|产能(?:提升|核增)|升级改造/, ['capacity-upgrade']],
  [/整合(?:重组)?后|兼并重组后|重组后|整合矿山/, ['expansion', 'change']],
  [/(?:深部|外围)[^，。；]{0,8}(?:整合|扩[大界]|勘查开采|开采)/, ['expansion']],
  // Mines kept when others were merged: what an ordinary expansion must reach is another matter.
  [/兼并重组的?(?:矿[井山]|煤矿)|保留的?[^，。；]{0,8}(?:矿[井山]|煤矿)/, ['change']],
  [/(?:发生|有)变(?:化|更)|变更/, ['change']],
  [/延续|延期/, ['renewal']],
  [/转让/, ['transfer']],
  [/探转采|探矿权转(?:为)?采矿权/, ['conversion']],
  [/闭坑|关闭矿山|矿山关闭/, ['closure']],
  [
    /生产矿山|现有(?!.*(?:新(?:[建立设办批]|开办?)))|在产矿山|已设采矿权|已有矿山|生产的矿山/,
    ['expansion', 'capacity-upgrade', 'change', 'renewal'],
  ],
]

/** New rights, whether granted afresh or grown out of an exploration right. */
export const newRights: readonly ApplicationEvent[] = ['new', 'conversion']

/** Every event that changes what is mined, where and how much. */
export const everyChange: readonly ApplicationEvent[] = ['new', 'conversion', 'expansion', 'capacity-upgrade', 'change']

/** The events named in a sentence, in fixed order and once each; `otherwise` where it names none. */
export const eventsIn = (text: string, otherwise: readonly ApplicationEvent[]): readonly ApplicationEvent[] => {
  const found = words.filter(([pattern]) => pattern.test(text)).flatMap(([, events]) => events)
  return found.length > 0 ? [...new Set(found)] : otherwise
}
