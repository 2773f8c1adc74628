/** What the checks are called on paper. */
import { checks } from '#plan/check/checks.ts'

const checkTitles: ReadonlyMap<string, string> = new Map(checks.map(({ name, title }) => [name, title.zh]))

/** What a check is called to a reader. */
export const checkTitle = (check: string): string =>
  checkTitles.get(check) ?? (check === 'upper' ? '与上级规划' : check)
