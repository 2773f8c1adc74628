/** What an application says otherwise than it did before it was amended. */
import type { AltitudeLimits } from '#land/corner.ts'
import { unitsInEnglish } from '#mineral/unit-english.ts'
import { altitudeWords } from '#rules/altitude.ts'
import { quoted } from '#rules/english.ts'
import { fieldName, type Words } from '#rules/finding.ts'
import type { Application } from '#rules/situation.ts'

export type AmendedField = keyof Application

const fieldsOf = (application: Application): AmendedField[] => Object.keys(application) as AmendedField[]

const same = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]))
}

/** The fields that are other, new or gone, in the order of the amended one. */
export const amendedFields = (before: Application, after: Application): AmendedField[] =>
  [...new Set([...fieldsOf(after), ...fieldsOf(before)])].filter((field) => !same(before[field], after[field]))

/** Fields whose value is a word of the program, or too long to be told: only that they are other is said. */
const onlyNamed: ReadonlySet<AmendedField> = new Set([
  'act',
  'event',
  'method',
  'depositScale',
  'purposes',
  'changes',
  'area',
])

const list = (items: readonly unknown[], comma: string): string | null => (items.length > 0 ? items.join(comma) : null)

const told = (value: unknown): Words => {
  const both = (text: string): Words => ({ zh: text, en: quoted(text) })
  const none = { zh: '无', en: 'none' }
  if (value === undefined) return { zh: '未填', en: 'not given' }
  if (Array.isArray(value)) {
    const [zh, en] = [list(value, '、'), list(value.map(quoted), ', ')]
    return zh === null || en === null ? none : { zh, en }
  }
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (typeof value === 'object' && value !== null) {
    if ('upper' in value) return altitudeWords(value as AltitudeLimits)
    const { value: number, unit } = value as { value: number; unit: string }
    return { zh: `${number} ${unit}`, en: unitsInEnglish(`${number} ${unit}`) }
  }
  return value === 'none' ? none : both(String(value))
}

/** One line for each amended field, in both languages. */
export const amendments = (before: Application, after: Application): Words[] =>
  amendedFields(before, after).map((field): Words => {
    const name = fieldName(field)
    if (onlyNamed.has(field)) {
      const [zh, en] =
        before[field] === undefined
          ? ['新填', 'is new']
          : after[field] === undefined
            ? ['不再填写', 'is gone']
            : ['有变化', 'is another']
      return { zh: `${name.zh}${zh}`, en: `${name.en} ${en}` }
    }
    const [was, is] = [told(before[field]), told(after[field])]
    return { zh: `${name.zh}：${was.zh} → ${is.zh}`, en: `${name.en}: ${was.en} → ${is.en}` }
  })
