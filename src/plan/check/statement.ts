/** What a plan states twice in the same words: the same figure, the same office in charge, the same years of reserves. */

import { knownMineral } from '#mineral/mineral.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'
import { type Told, toldTwice } from './told-twice.ts'

/** A shorter part of a sentence says too little to be the same statement elsewhere. */
const LONG = 8
/** Of the words beside a figure, so many say what it is of. */
const NAMED = 5

const PART = /[^，。；：、？！“”《》（）()\s;:]+/g
const FIGURE =
  /\d+(?:\.\d+)?\s*(?:[%％]|(?:万|亿|千)?(?:元|吨|立方米|平方千米|平方公里|公顷|亩|人)(?:[/／]年)?|[个家座处种项宗米])/

/** The subject a part speaks of, without who and how surely. */
const plain = (part: string): string =>
  part
    .replace(/\s/g, '')
    .replace(/^(?:其中|并且?|截[至止]\d{4}年底?|到\d{4}年底?|目前)+/, '')
    .replace(/^(?:全|我|本)[县市省区旗]的?/, '')
    .replace(/(?:必须|应当?|须|要|需)?(?:达到|不低于|不得低于|不少于)(?=\d)/, '≥')
    .replace(/^.{2,8}?(?=仅?占全)|仅(?=占)|(?<=占全.{2,14})约/g, '')

/** A part with a figure that stands word for word in two paragraphs. Parts are looked up by their words. */
const figures = (plan: Plan): Finding[] => {
  const first = new Map<string, { readonly passage: number; readonly quote: Quote }>()
  const seen = new Set<string>()
  return passagesOf(plan).flatMap(({ index, span, text }) =>
    [...text.matchAll(PART)].flatMap((match): Finding | [] => {
      const figure = FIGURE.exec(match[0])
      const words = plain(match[0])
      if (!figure || words.length < LONG || words.length - figure[0].length < NAMED) return []
      // An item of a list speaks of what leads the list; a mineral alone says not what is counted of it.
      if (text[match.index - 1] === '、' || knownMineral(words.slice(0, words.search(/\d/)))) return []
      const here = { passage: index, quote: quoteMatch(span, match) }
      const before = first.get(words)
      if (!before) {
        first.set(words, here)
        return []
      }
      if (before.passage === index || seen.has(words)) return []
      seen.add(words)
      return {
        verdict: 'holds',
        quotes: [before.quote, here.quote],
        computed: `${figure[0]} = ${figure[0]}`,
        message: { zh: '同一数值前后两处一致', en: 'One figure is stated twice in the same words' },
      }
    }),
  )
}

/** Who shares out or decides: "由县局统一分配协调", "由市人民政府统一审批". */
const IN_CHARGE =
  /由(?:我|本)?([省市县区旗])(级?人民政府|级?政府|自然资源局|局)统一(?:[\p{Script=Han}]{0,4})(协调|安排|审批|分配|组织|调配)/u

/** One thing is shared out by one office: the text and the tables name the same. */
const offices = (plan: Plan): Finding[] => {
  const spans = [
    ...passagesOf(plan).map(({ span }) => span),
    ...plan.tables.flatMap((table) => table.cells.flat().filter((cell) => cell.text.includes('统一'))),
  ]
  const told = spans.flatMap((span): Told[] => {
    const match = IN_CHARGE.exec(span.text)
    if (!match) return []
    // What is shared out: mines and rights alone, for other things have other offices.
    const subject = /矿山(?:个数|数量|总数)|采矿权|矿业权/.test(
      span.text.slice(Math.max(0, match.index - 20), match.index),
    )
    const alone = span.text.replace(/\s/g, '').length <= match[0].length + 2
    if (!subject && !alone) return []
    const from = subject
      ? Math.max(span.text.lastIndexOf('，', match.index), span.text.lastIndexOf('。', match.index)) + 1
      : match.index
    const office = match[1]! + match[2]!.replace(/^级|人民|自然资源/g, '')
    const name = `统一${match[3]}的主体`
    return [{ key: name, name, value: office, shown: office, quote: quote(span, from, match.index + match[0].length) }]
  })
  return toldTwice(told)
}

/** How long reserves must last: "满足3-5年的开采需求", "保证具有5年以上开采年限的储量". */
const RESERVES: readonly RegExp[] = [
  /(\d{1,2})\s*(?:[-—－–~～至到]\s*(\d{1,2}))?\s*年(以上|及以上)?的?(?:开采(?:年限|需求|需要)|生产(?:需求|需要)|储量保[证障]|服务年限)/g,
  /(?:储量|资源量)(?:保[证障])(?:年限|期)(?:应|须|必须)?(?:达到|不低于|不得低于|不少于|为)?\s*(\d{1,2})\s*(?:[-—－–~～至到]\s*(\d{1,2}))?\s*年(以上|及以上)?/g,
]

/** In one chapter one place asks that reserves last from N to M years, another that they last K years and more. */
const reserves = (plan: Plan): Finding[] => {
  const told = passagesOf(plan).flatMap(({ span, text, outline }) =>
    RESERVES.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap((match) => {
        const from = text.lastIndexOf('。', match.index) + 1
        const lead = text.slice(Math.max(from, match.index - 30), match.index + match[0].length + 8)
        if (!/储量|资源量/.test(lead) || /大型|中型|小型|备用|现有|已|剩余/.test(lead)) return []
        return {
          least: Number(match[1]),
          most: match[2] === undefined ? null : Number(match[2]),
          above: match[3] !== undefined || match[2] === undefined,
          quote: quote(span, Math.max(from, match.index - 8), match.index + match[0].length),
          chapter: outline.split('.')[0],
        }
      }),
    ),
  )
  const spread = told.filter((each) => each.most !== null)
  return told.flatMap((each): Finding | [] => {
    if (each.most !== null || !each.above) return []
    const other = spread.find((before) => before.chapter === each.chapter && before.least < each.least)
    if (!other) return []
    return {
      verdict: 'fails',
      quotes: [other.quote, each.quote],
      computed: `${other.least}-${other.most} ↔ ≥ ${each.least}`,
      message: { zh: '储量保证年限下限前后不一', en: 'Two places ask for reserves of different least lives' },
      remedy: { zh: '统一开采年限要求', en: 'Ask for one least life' },
    }
  })
}

export const statement: Check = {
  name: 'statement',
  title: { zh: '前后表述', en: 'Stated twice' },
  run: (plan) => [...figures(plan), ...offices(plan), ...reserves(plan)],
}
