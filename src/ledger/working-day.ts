/** Days on which an office works. Days are YYYY-MM-DD; weekends rest unless a holiday notice says otherwise. */

import { isDay } from '#rules/day.ts'

/** The State Council's yearly notice on holidays: weekdays that rest, and weekend days worked in their place. */
export type HolidayNotice = { readonly rest: readonly string[]; readonly work: readonly string[] }

/** Working days within which a plan-conformity opinion is due (自然资办发〔2024〕53号). */
export const reviewDays = 5

export const noNotice: HolidayNotice = { rest: [], work: [] }

const isWorkingDay = (day: string, { rest, work }: HolidayNotice): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return work.includes(day) || (weekday !== 0 && weekday !== 6 && !rest.includes(day))
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The day `count` working days after `from`; the day of receipt does not count. */
export const workingDaysAfter = (from: string, count: number, notice = noNotice): string => {
  let day = from
  for (let left = count; left > 0; ) {
    day = nextDay(day)
    if (isWorkingDay(day, notice)) left--
  }
  return day
}

/** Working days after `from` up to and with `to`; 0 where `to` is no later. */
const workingDaysUpTo = (from: string, to: string, notice: HolidayNotice): number => {
  let count = 0
  for (let day = from; day < to; ) {
    day = nextDay(day)
    if (isWorkingDay(day, notice)) count++
  }
  return count
}

/**
 * When something is due that was sent back to the applicant on one day and came back on another: the working days in
 * between are not the office's. The day it is sent back still is; the day it comes back does not count, like the day of
 * receipt. What was late stays as late as it was.
 */
export const dueAfterPause = (due: string, sent: string, back: string, notice = noNotice): string =>
  workingDaysAfter(due, workingDaysUpTo(sent, back, notice), notice)

const isDays = (value: unknown): value is string[] => Array.isArray(value) && value.every(isDay)

/** A notice from parsed JSON `{ rest: [days], work: [days] }`; null where it is anything else. */
export const readNotice = (json: unknown): HolidayNotice | null => {
  const { rest = [], work = [] } = (
    typeof json === 'object' && json !== null ? json : { rest: null }
  ) as Partial<HolidayNotice>
  return isDays(rest) && isDays(work) ? { rest, work } : null
}
