/** All rules of a plan: every kind reads it, the results get ids, are freed of duplicates and put in the source's order. */
import { namer } from '#plan/fingerprint.ts'
import type { Plan } from '#plan/plan.ts'
import { kinds } from '#rules/kinds.ts'
import { readRequirements, requirement } from '#rules/requirement.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'

/** What a rule requires, whatever its place: two rules of one kind with the same requirement say the same thing. */
const demandOf = (rule: RuleDraft): string =>
  JSON.stringify([rule.act, rule.subjects, rule.appliesTo, rule.condition, rule.test])

/**
 * The rules of a plan. An id is made of the kind and of what the clause says, not of where it stands, so that it
 * survives insertions elsewhere; the same words twice get `-2`, `-3`.
 */
export const readRules = (plan: Plan): readonly Rule[] => {
  const read = kinds.flatMap((kind) => kind.read(plan).map((draft) => ({ ...draft, kind: kind.kind })))
  const left = readRequirements(plan, read).map((draft) => ({ ...draft, kind: requirement.kind }))
  const drafts = [...read, ...left]
  drafts.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)
  const seen = new Set<string>()
  const name = namer()
  const rules: Rule[] = []
  for (const draft of drafts) {
    const identity = `${draft.kind} ${draft.at.start} ${demandOf(draft)}`
    if (seen.has(identity)) continue
    seen.add(identity)
    rules.push({ id: name(draft.kind, draft.quote + demandOf(draft)), ...draft })
  }
  return rules
}
