import type { Language } from './words.ts'

/** A moment as the office writes it: 2026-03-02 14:05, in the viewer's own time zone. */
export const formatTime = (iso: string, language: Language): string => {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return iso
  const parts = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).formatToParts(moment)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

/** Today as YYYY-MM-DD where the viewer is. */
export const today = (now = new Date()): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`

/**
 * Working days from `from` to `due` (both YYYY-MM-DD): 0 on the day itself, negative when past. Saturdays and Sundays
 * do not count; public holidays are the server's business, which has set `due` with them.
 */
export const workingDaysLeft = (from: string, due: string): number => {
  const day = (text: string) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000
  const [a, b] = [day(from), day(due)]
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN
  const [first, last] = a <= b ? [a, b] : [b, a]
  let days = 0
  for (let each = first + 1; each <= last; each++) {
    // Day 0 of the epoch was a Thursday: (each + 4) % 7 is 0 on Sundays and 6 on Saturdays.
    const weekday = (((each + 4) % 7) + 7) % 7
    if (weekday !== 0 && weekday !== 6) days++
  }
  return a <= b ? days : -days
}
