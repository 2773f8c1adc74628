/** Slips of typing: a year outside its bracket, a blank inside a word, a counter written twice, a term for another. */
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { type Passage, passagesOf } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'

const slip = (quotes: readonly Quote[], wrong: string, right: string, zh: string, en: string): Finding => ({
  verdict: 'fails',
  quotes,
  computed: `${wrong} → ${right}`,
  message: { zh, en },
  remedy: { zh: `改为“${right}”`, en: `Write “${right}”` },
})

/** "（2021-2025）年" for "（2021-2025年）". */
const yearOutside = ({ span, text }: Passage): Finding[] =>
  [...text.matchAll(/[（(](20\d\d\s*[-－—–~～]+\s*20\d\d)[）)]年/g)].map((match) =>
    slip(
      [quote(span, Math.max(0, match.index - 10), match.index + match[0].length + 6)],
      match[0],
      `（${match[1]}年）`,
      '“年”字在括号之外',
      'The word for year stands outside its bracket',
    ),
  )

/** "10家生产家矿山": a counter without a number after a number with the same counter. */
const counterTwice = ({ span, text }: Passage): Finding[] =>
  [
    ...text.matchAll(
      /\d+([个家座处宗项])([\p{Script=Han}]{1,4}?)(?<![国厂专农商独多各每大居人])(?<!各|每|分|单|事|专|整|逐|某|几|数|多|两|一|[二三四五六七八九十])\1(?=(?:矿山|企业|矿业|采矿|探矿|项目|区块)[\p{Script=Han}]?)/gu,
    ),
  ].map((match) =>
    slip(
      [quote(span, Math.max(0, match.index - 6), match.index + match[0].length + 4)],
      match[0],
      match[0].slice(0, -1),
      '语句错乱：量词重复，疑有缺漏',
      'The counter stands twice; words may be missing',
    ),
  )

const TERMS: readonly (readonly [RegExp, string, string])[] = [
  [/规划基期内(?=[，,]?(?:结合|根据|合理|科学|严格|加强|力争|完成|新|计划|拟))/g, '规划基期内', '规划期内'],
]

const terms = ({ span, text }: Passage): Finding[] =>
  TERMS.flatMap(([words, wrong, right]) =>
    [...text.matchAll(words)].map((match) =>
      slip(
        [quote(span, Math.max(0, match.index - 4), match.index + match[0].length + 12)],
        wrong,
        right,
        `“${wrong}”疑为“${right}”：基期是一年，不是一段时间`,
        'The base year is one year and no span of time',
      ),
    ),
  )

/** Blanks between two characters of one sentence. Two and more are a layout, not a slip. */
const blanks = (plan: Plan): Finding[] => {
  const quotes: Quote[] = []
  for (const { span, text } of passagesOf(plan)) {
    if (text.length < 40) continue
    for (const match of text.matchAll(/(?<=[\p{Script=Han}]{2}) (?=[\p{Script=Han}]{2})/gu)) {
      const before = text.slice(Math.max(0, match.index - 12), match.index)
      // What stands before the blank is a number of an article, a caption or a heading run in.
      if (match.index < 16 || /[。；：:]$|第[一二三四五六七八九十百\d]+[条章节款]/.test(before)) continue
      quotes.push(quote(span, Math.max(0, match.index - 4), match.index + 8))
    }
  }
  if (quotes.length === 0 || quotes.length > 12) return []
  return [
    {
      verdict: 'fails',
      quotes,
      computed: `${quotes.length}处`,
      message: { zh: '词语中间夹有空格', en: 'A blank stands inside a word' },
      remedy: { zh: '删去空格', en: 'Delete the blank' },
    },
  ]
}

export const typing: Check = {
  name: 'typing',
  title: { zh: '录入与排版', en: 'Slips of typing' },
  run: (plan) => [
    ...passagesOf(plan).flatMap((passage) => [...yearOutside(passage), ...counterTwice(passage), ...terms(passage)]),
    ...blanks(plan),
  ],
}
