/** Deadlines in the text: none may lie beyond the plan's years or before the plan was issued. */

import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { issuedOn } from '#plan/text/issued.ts'
import { type Passage, passagesOf } from '#plan/text/passage.ts'
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

export const deadline: Check = {
  name: 'deadline',
  title: { zh: '文中的时限', en: 'Deadlines in the text' },
  run: deadlines,
}
