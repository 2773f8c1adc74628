/** Deadlines in the text: none may lie beyond the plan's years or before the plan was issued. */
import { parseNumeral } from '#mineral/numeral.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { type Passage, passagesOf } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'

type Month = { readonly year: number; readonly month: number }

const DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
}
const ISSUED =
  /^[（(]?(20\d\d|[二〇零一三四五六七八九○O０]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?/

const STAMP = /(?:发布|公开|印发|成文|批准)\s*日期\s*[：:]\s*(20\d\d)[-/.年]\s*(\d{1,2})/

/** The month a plan gives on its title page, or a site as the day it was issued; null where there is none. */
const issued = (plan: Plan): Month | null => {
  for (const block of plan.blocks.slice(0, 30)) {
    if (block.kind === 'table') continue
    const stamp = STAMP.exec(block.span.text)
    if (stamp) return { year: Number(stamp[1]), month: Number(stamp[2]) }
    const match = block.span.text.length > 30 ? null : ISSUED.exec(block.span.text.trim())
    if (!match) continue
    const written = match[1]!.replace(/[○O０]/g, '〇')
    const year = /^\d/.test(written) ? Number(written) : Number([...written].map((each) => DIGITS[each] ?? '').join(''))
    const month = parseNumeral(match[2]!)
    if (year >= 2000 && month !== null && month >= 1 && month <= 12) return { year, month }
  }
  return null
}

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
  const date = issued(plan)
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
