/** Days from which or up to which a sentence holds: "2028年12月31日前，…暂停…", "自2028年1月1日起，新建…". */
import type { Clause } from '#plan/plan.ts'
import type { Condition } from '#rules/rule.ts'

const day = '(20\\d\\d)年(?:(\\d{1,2})月(?:(\\d{1,2})日)?)?(?:底|末|年底)?'
const starting = new RegExp(`自${day}起[，,]`)
/** A door that is closed up to a day; what must be done by a day is a deadline, no term. */
const ending = new RegExp(
  `${day}(?:之|以)?前[，,]?[^，。；]{0,12}(?:暂停|暂缓|停止|不再)|(?:暂停|暂缓|停止)[^，。；]{0,24}(?:至|到)${day}`,
)

const pad = (value: number): string => String(value).padStart(2, '0')

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The term of what a clause says up to an offset, in its own sentence; empty where it has none. */
export const termIn = ({ span: { text } }: Clause, to: number): Pick<Condition, 'from' | 'until'> => {
  const sentence = text.slice(Math.max(text.lastIndexOf('；', to - 1), text.lastIndexOf('。', to - 1)) + 1, to)
  const start = starting.exec(sentence)
  const end = ending.exec(sentence)
  const [year, month, date] = (end?.[1] ? end.slice(1, 4) : (end?.slice(4, 7) ?? [])).map(Number)
  return {
    ...(start ? { from: `${start[1]}-${pad(Number(start[2] ?? 1))}-${pad(Number(start[3] ?? 1))}` } : {}),
    ...(year ? { until: `${year}-${pad(month || 12)}-${pad(date || lastDay(year, month || 12))}` } : {}),
  }
}
