/** What the checks are called on paper. */
import { checks } from '#plan/check/checks.ts'
import type { Language } from '#rules/english.ts'
import type { Words } from '#rules/finding.ts'

const checkTitles: ReadonlyMap<string, Words> = new Map(checks.map(({ name, title }) => [name, title]))

/** What a check is called to a reader. */
export const checkTitle = (check: string, language: Language = 'zh'): string =>
  (checkTitles.get(check) ?? (check === 'upper' ? { zh: '与上级规划', en: 'against the plan above' } : null))?.[
    language
  ] ?? check
