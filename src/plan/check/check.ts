/** A plan held against itself: every check, every finding, failures and what holds alike. */
import type { Plan } from '#plan/plan.ts'
import { checks } from './checks.ts'
import type { CheckFinding } from './finding.ts'

/** All findings in the order of the checks; no identity twice. Never throws on what a plan says. */
export const check = (plan: Plan): readonly CheckFinding[] => {
  const seen = new Set<string>()
  return checks
    .flatMap(({ name, run }) => run(plan).map((finding): CheckFinding => ({ check: name, ...finding })))
    .filter((finding) => {
      const key = `${finding.check} ${finding.verdict} ${finding.computed} ${finding.quotes.map((q) => q.at.start).join()}`
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
}
