/** Deadlines in the text: none may lie beyond the plan's years or before the plan was issued. */

import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { issuedOn } from '#plan/text/issued.ts'
import { type Passage, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'

const DEADLINE = /(20\d\d)\s*年(?:\s*(\d{1,2})\s*月)?(?:\s*\d{1,2}\s*日)?(底|末|年底|年末)?(?:之)?(?:以)?前/g

const found = (passage: Passage, match: RegExpExecArray, computed: string, zh: string, en: string): Finding => {
  const end = match.index + match[0].length
  const rest = /^[^，。；]{0,24}/.exec(passage.text.slice(end))![0].length
  const start = Math.max(...['，', '。', '；', '：'].map((mark) => passage.text.lastIndexOf(mark, match.index) + 1))
  return {
    verdict: 'doubtful',
    quotes: [quote(passage.span, start, end + rest)],
    computed,
    message: { zh, en },
    remedy: { zh: '核对时限', en: 'Check the deadline' },
  }
}

const deadlines = (plan: Plan): Finding[] => {
  const { from, to } = plan.period
  const date = issuedOn(plan)
  return passagesOf(plan).flatMap((passage) =>
    passage.present || passage.headings.some((heading) => /展望/.test(heading))
      ? []
      : [...passage.text.matchAll(DEADLINE)].flatMap((match): Finding | [] => {
          const year = Number(match[1])
          const month = match[2] ? Number(match[2]) : 12
          if (from === null || to === null || year < from) return []
          if (year > to && year <= to + 5)
            return found(
              passage,
              match,
              `${year} > ${to}`,
              `时限晚于规划期末${to}年`,
              'The deadline lies beyond the plan’s years',
            )
          if (date && (year < date.year || (year === date.year && month <= date.month)))
            return found(
              passage,
              match,
              `${match[0].replace(/\s/g, '')} ≤ ${date.year}年${date.month}月`,
              `规划${date.year}年${date.month}月印发，所定时限已过或将届满`,
              'The plan was issued when the deadline had passed or was about to',
            )
          return []
        }),
  )
}

/** "到2025年，…达到90%": an aim for a year. */
const AIM =
  /(?:^|[，。；])(?:到|至)(20\d\d)\s*年(?:底|末)?[，,]?[^。；]{0,60}?(?:达到|力争|不低于|不少于|控制在|建成|实现|全部)/g

/** What a plan aims at lies in its years; an aim for a year gone by was left from the plan before. */
const agedAims = (plan: Plan): Finding[] => {
  const { from } = plan.period
  if (from === null) return []
  return passagesOf(plan).flatMap((passage) =>
    passage.present
      ? []
      : [...passage.text.matchAll(AIM)].flatMap((match): Finding | [] => {
          const year = Number(match[1])
          const start = match.index + (/^[，。；]/.test(match[0]) ? 1 : 0)
          const { from: sentence } = sentenceAround(passage.text, start)
          // What the plan before aimed at may be told.
          if (
            year >= from ||
            /上一?轮|上期|原规划|已|完成情况/.test(passage.text.slice(sentence, start + match[0].length))
          )
            return []
          const rest = /^[^，。；]{0,24}/.exec(passage.text.slice(match.index + match[0].length))![0].length
          return {
            verdict: 'fails',
            quotes: [quote(passage.span, start, match.index + match[0].length + rest)],
            computed: `${year} < ${from}`,
            message: {
              zh: `目标年${year}年早于规划期（自${from}年起）`,
              en: `An aim for ${year}, before the plan’s first year ${from}`,
            },
            remedy: {
              zh: '核对是否沿用上一轮规划的文字',
              en: 'Check whether the words were taken from the last round',
            },
          }
        }),
  )
}

export const deadline: Check = {
  name: 'deadline',
  title: { zh: '文中的时限', en: 'Deadlines in the text' },
  run: (plan) => [...deadlines(plan), ...agedAims(plan)],
}
