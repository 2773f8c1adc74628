/** Set phrases of the field: one thing is said in one wording throughout a plan. */
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** Each phrase with its wordings; what the pattern leaves open is the same thing in all of them. */
const PHRASES: readonly (readonly [string, RegExp])[] = [
  ['边…边治理', /边(开采|开发|生产|采)[，、]?\s*边治理/g],
  [
    '矿山地质环境治理恢复…',
    /签订(?:[\p{Script=Han}《]{0,6})矿山(?:地质|生态)环境(?:保护与|保护和|保护及)?(?:治理恢复|恢复治理|治理与恢复|恢复与治理)(协议书|责任书|承诺书)/gu,
  ],
]

const wordings = (plan: Plan): Finding[] =>
  PHRASES.flatMap(([name, pattern]): Finding | [] => {
    const uses = new Map<string, Quote[]>()
    for (const { span, text } of passagesOf(plan))
      for (const match of text.matchAll(pattern)) {
        const before = uses.get(match[1]!) ?? []
        uses.set(match[1]!, before)
        before.push(quote(span, Math.max(0, match.index - 6), match.index + match[0].length))
      }
    if (uses.size === 0) return []
    const holds = uses.size === 1
    if (holds && [...uses.values()][0]!.length === 1) return []
    return judged(holds, {
      quotes: [...uses.values()].flatMap((quotes) => quotes.slice(0, 3)),
      computed: [...uses].map(([word, quotes]) => `${name.replace('…', word)} ×${quotes.length}`).join('；'),
      right: { zh: `“${name}”用语一致`, en: 'A set phrase is worded alike throughout' },
      wrong: { zh: `“${name}”用语前后不一：${[...uses.keys()].join('、')}`, en: 'A set phrase has several wordings' },
      remedy: { zh: '统一用语', en: 'Use one wording' },
    })
  })

export const phrase: Check = {
  name: 'phrase',
  title: { zh: '固定用语', en: 'Set phrases' },
  run: wordings,
}
