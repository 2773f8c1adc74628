/** What a section's title promises and its body does not hold: how a plan is adjusted, how much may be dug. */
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** The promise, the word the title gives it, and how a body that keeps it speaks. */
const PROMISES: readonly (readonly [string, RegExp, RegExp])[] = [
  ['调整', /评估(?:与|和|及|、)?(?:动态)?调整|规划(?:动态)?调整(?:机制|程序|制度)?$/, /调整|修改|修编|修订|变更/],
  [
    '开发强度',
    /(?:确定|调控|控制|设定)开[发采]强度$/,
    /控制|调控|不(?:得|能)?(?:超过|突破|高于|低于|少于)|以内|上限|≤|到20\d\d年|规划期|新[增设建]|指标|力争|压减|减少|淘汰|保持/,
  ],
]

/** A body shorter than this leaves all to what follows it. */
const BODY = 40

const unkept = (plan: Plan): Finding[] => {
  const bodies = Map.groupBy(passagesOf(plan), ({ outline }) => outline)
  return plan.outline.flatMap((heading): Finding | [] => {
    const promise = PROMISES.find(([, title]) => title.test(heading.heading.trim()))
    if (!promise) return []
    // What stands in sections or tables below is part of the body: only a section without them is judged.
    const below = (outline: string): boolean => outline === heading.id || outline.startsWith(`${heading.id}.`)
    if (plan.outline.some(({ id }) => id.startsWith(`${heading.id}.`))) return []
    if (plan.tables.some(({ outline }) => below(outline))) return []
    const body = bodies.get(heading.id) ?? []
    const text = body.map((passage) => passage.text).join('')
    if (text.length < BODY) return []
    const [word, , kept] = promise
    const holds = kept.test(text)
    return judged(holds, {
      quotes: [quote(heading.span), ...(holds ? [] : body.slice(0, 1).map(({ span }) => quote(span)))],
      computed: `${word}：${holds ? '有' : '0'}`,
      right: { zh: `节名所称“${word}”，内容有相应规定`, en: 'The section holds what its title promises' },
      wrong: { zh: `节名含“${word}”，内容没有相应规定`, en: 'The section does not hold what its title promises' },
      remedy: { zh: `补写${word}的规定，或改节名`, en: 'Write it, or change the title' },
    })
  })
}

export const promise: Check = {
  name: 'promise',
  title: { zh: '节名与内容', en: 'Titles and what they promise' },
  run: unkept,
}
