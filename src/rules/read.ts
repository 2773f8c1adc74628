/** All rules of a plan: every kind reads it, the results get ids, are freed of duplicates and put in the source's order. */
import type { Plan } from '#plan/plan.ts'
import { kinds } from '#rules/kinds.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'

/** FNV-1a over UTF-16 units, in base 36: short, stable, and the same in a browser. */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** What a rule requires, whatever its place: two rules of one kind with the same requirement say the same thing. */
const requirement = (rule: RuleDraft): string =>
  JSON.stringify([rule.act, rule.subjects, rule.appliesTo, rule.condition, rule.test])

const sameWords = (text: string): string => text.replace(/\s+/g, '')

/**
 * The rules of a plan. An id is made of the kind and of what the clause says, not of where it stands, so that it
 * survives insertions elsewhere; the same words twice get `-2`, `-3`.
 */
export const readRules = (plan: Plan): readonly Rule[] => {
  const drafts = kinds.flatMap((kind) => kind.read(plan).map((draft) => ({ ...draft, kind: kind.kind })))
  drafts.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)
  const seen = new Set<string>()
  const taken = new Map<string, number>()
  const rules: Rule[] = []
  for (const draft of drafts) {
    const identity = `${draft.kind} ${draft.at.start} ${requirement(draft)}`
    if (seen.has(identity)) continue
    seen.add(identity)
    const name = `${draft.kind}-${fingerprint(sameWords(draft.quote) + requirement(draft))}`
    const count = (taken.get(name) ?? 0) + 1
    taken.set(name, count)
    rules.push({ id: count === 1 ? name : `${name}-${count}`, ...draft })
  }
  return rules
}
