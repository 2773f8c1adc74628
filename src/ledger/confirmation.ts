/** What persons said of what was read; it stands beside the reading and wins over it. Pure. */
import type { Fact } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'

export type Confirmation = {
  readonly region: string
  readonly id: string
  readonly plan: string
  readonly target: 'fact' | 'rule'
  readonly targetId: string
  /** Finds the same fact or rule again when a newer reading gives it another id. */
  readonly quote: string
  readonly decision: 'confirm' | 'correct' | 'reject'
  /** The corrected value; null unless the decision is 'correct'. */
  readonly value: unknown
  readonly reason: string
  readonly by: string
  readonly at: string
}

type Read = { readonly id: string; readonly quote: string }

/** The last decision on each of the things read: by id, else by a quote that only one of them has. */
const decisionsOn = (
  read: readonly Read[],
  target: Confirmation['target'],
  confirmations: readonly Confirmation[],
): Map<string, Confirmation> => {
  const ids = new Set(read.map(({ id }) => id))
  const decisions = new Map<string, Confirmation>()
  for (const confirmation of confirmations) {
    if (confirmation.target !== target) continue
    const same = read.filter(({ quote }) => confirmation.quote !== '' && quote === confirmation.quote)
    const id = ids.has(confirmation.targetId) ? confirmation.targetId : same.length === 1 ? same[0]!.id : null
    if (id !== null) decisions.set(id, confirmation)
  }
  return decisions
}

type Value = number | string | readonly string[]

const isWord = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** What a correction may put in the place of what was read: a figure, a word or a list of words. */
export const isValue = (value: unknown): value is Value =>
  Number.isFinite(value) || isWord(value) || (Array.isArray(value) && value.length > 0 && value.every(isWord))

/** Facts and rules as they hold after what persons decided: rejected ones are gone, corrected ones say so. */
export const confirmed = <T extends { readonly facts: readonly Fact[]; readonly rules: readonly Rule[] }>(
  { facts, rules }: T,
  confirmations: readonly Confirmation[],
): { readonly facts: readonly Fact[]; readonly rules: readonly Rule[] } => {
  if (confirmations.length === 0) return { facts, rules }
  const onFacts = decisionsOn(facts, 'fact', confirmations)
  const onRules = decisionsOn(rules, 'rule', confirmations)
  const hold = <R extends Read>(
    read: readonly R[],
    decisions: Map<string, Confirmation>,
    correct: (r: R, v: Value) => R,
  ) =>
    read.flatMap((item) => {
      const decision = decisions.get(item.id)
      if (decision?.decision === 'reject') return []
      return [decision?.decision === 'correct' && isValue(decision.value) ? correct(item, decision.value) : item]
    })
  return {
    // A fact has one value; several words of a rule (documents, undertakings) are a list.
    facts: hold(facts, onFacts, (fact, value) =>
      typeof value === 'object' ? fact : { ...fact, value, confidence: 'sure' as const },
    ),
    rules: hold(rules, onRules, (rule, value) => ({
      ...rule,
      test: { ...rule.test, value },
      confidence: 'sure' as const,
    })),
  }
}
