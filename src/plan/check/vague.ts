/** Limits nobody can measure: "附近", "直观可视范围" without a distance, "严格控制" without a number. */

import { quote } from '#plan/quote.ts'
import { type Passage, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'

/** Words of place that say no distance. */
const PLACE = /附近|周边|(?:直观)?可视(?:范围|面|区域)|沿线一带|一定(?:距离|范围)/
/** What binds somebody who applies. */
const BINDS = /不得|禁止|严禁|不宜|不准|严控|(?:严格|从严)(?:控制|审查|限制|管控|审批)|限制/
/** How strictly, but not how much. */
const DEGREE =
  /(?:严格|从严)(?:控制|限制)(?:[^，。；]{0,14}(?:数量|投放|新[设建立])|新[设建立增]|露天|采矿活动|矿业活动|采石)|不宜新[设建]/
const DISTANCE = /\d+(?:\.\d+)?\s*(?:米|千米|公里|m|km)|[一二两三四五六七八九十百]+(?:公里|千米|米)/
const MINING = /采矿|矿山|开采|采石|矿业|勘查|采场|采矿权|石料/

/** The words between two commas: a distance in another clause belongs to something else. */
const clauseAround = (text: string, at: number): string => {
  const from = Math.max(...['，', '。', '；', '：'].map((mark) => text.lastIndexOf(mark, at) + 1))
  return /^[^，。；]*/.exec(text.slice(from))![0]
}

const vagueIn = (passage: Passage): Finding[] => {
  const { text } = passage
  const seen = new Set<number>()
  return [...text.matchAll(new RegExp(`${PLACE.source}|${DEGREE.source}`, 'g'))].flatMap((match): Finding | [] => {
    const { from, to } = sentenceAround(text, match.index)
    const sentence = text.slice(from, to)
    if (seen.has(from) || !BINDS.test(sentence) || !MINING.test(sentence)) return []
    const place = PLACE.test(match[0])
    // A figure says how far or how much.
    if (place ? DISTANCE.test(clauseAround(text, match.index)) : /\d/.test(sentence)) return []
    seen.add(from)
    return {
      verdict: 'doubtful',
      quotes: [quote(passage.span, from, to)],
      computed: `“${match[0]}” = ?`,
      message: {
        zh: `“${match[0]}”没有${place ? '距离或范围' : '数值'}界定，难以据以审查`,
        en: `“${match[0]}” gives no ${place ? 'distance' : 'number'}: nobody can hold an application against it`,
      },
      remedy: { zh: place ? '写明距离或附图范围' : '写明数值或条件', en: 'Give a figure or a map' },
    }
  })
}

export const vague: Check = {
  name: 'vague',
  title: { zh: '没有界定的限制', en: 'Limits without measure' },
  run: (plan) => passagesOf(plan).flatMap((passage) => (passage.present ? [] : vagueIn(passage))),
}
