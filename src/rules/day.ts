/** Days of the calendar as text, YYYY-MM-DD. They compare as text. */

const form = /^(\d{4})-(\d{2})-(\d{2})$/
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** True for a day that there is: 2024-02-29, not 2023-02-29 nor 2024-99-99. */
export const isDay = (value: unknown): value is string => {
  const match = typeof value === 'string' ? form.exec(value) : null
  if (!match) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const length = lengths[month - 1]
  return length !== undefined && day >= 1 && day <= length + (month === 2 && leap ? 1 : 0)
}
