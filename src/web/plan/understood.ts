/** What was understood of a plan, sorted into the tabs of the reader, each entry with the places it came from. */
import type { Message, Place } from '#document/document.ts'
import type { Confirmation } from '#ledger/confirmation.ts'
import type { CheckFinding } from '#plan/check/finding.ts'
import type { Fact } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'
import type { PlanPage } from '#web/wire.ts'
import { type Anchor, type ItemKey, keyOf } from './anchors.ts'

export const tabs = ['indicators', 'zones', 'blocks', 'floors', 'rules', 'facts', 'checks', 'messages'] as const
export type Tab = (typeof tabs)[number]

type Common = { readonly key: ItemKey; readonly tab: Tab; readonly places: readonly Place[]; readonly words: string }
export type Entry =
  | (Common & { readonly kind: 'fact'; readonly fact: Fact })
  | (Common & { readonly kind: 'rule'; readonly rule: Rule })
  | (Common & { readonly kind: 'check'; readonly check: CheckFinding })
  | (Common & { readonly kind: 'message'; readonly message: Message })

const tabOf = (fact: Fact): Tab => {
  if (fact.kind === 'indicator') return 'indicators'
  if (fact.kind === 'zone') return 'zones'
  if (fact.kind === 'block') return 'blocks'
  if (fact.kind === 'floor') return 'floors'
  return 'facts'
}

const joined = (...parts: readonly (string | number | null | undefined | readonly string[])[]): string =>
  parts.flat().filter(Boolean).join(' ')

/** Failures first, then what is doubtful, then what cannot be checked, then what holds. */
const checkOrder = { fails: 0, doubtful: 1, uncheckable: 2, holds: 3 } as const
const severityOrder = { error: 0, warning: 1, info: 2 } as const

export const understoodOf = (page: PlanPage): Entry[] => [
  ...page.plan.facts.map(
    (fact): Entry => ({
      kind: 'fact',
      key: keyOf('fact', fact.id),
      tab: tabOf(fact),
      places: [fact.at],
      words: joined(fact.subject, fact.measure, fact.value, fact.unit, fact.code, fact.name, fact.minerals, fact.quote),
      fact,
    }),
  ),
  ...page.rules.map(
    (rule): Entry => ({
      kind: 'rule',
      key: keyOf('rule', rule.id),
      tab: 'rules',
      places: [rule.at, ...rule.exceptions.map(({ at }) => at)],
      words: joined(rule.subjects, rule.quote),
      rule,
    }),
  ),
  ...page.checks
    .map((check, i) => ({ check, i }))
    .sort((a, b) => checkOrder[a.check.verdict] - checkOrder[b.check.verdict])
    .map(
      ({ check, i }): Entry => ({
        kind: 'check',
        key: keyOf('check', i),
        tab: 'checks',
        places: check.quotes.map(({ at }) => at),
        words: joined(check.check, check.message.zh, check.message.en, check.computed),
        check,
      }),
    ),
  ...page.plan.messages
    .map((message, i) => ({ message, i }))
    .sort((a, b) => severityOrder[a.message.severity] - severityOrder[b.message.severity])
    .map(
      ({ message, i }): Entry => ({
        kind: 'message',
        key: keyOf('message', i),
        tab: 'messages',
        places: message.at ? [message.at] : [],
        words: joined(message.text, message.textEn),
        message,
      }),
    ),
]

const markOf = { fails: 'problem', doubtful: 'doubt', holds: null, uncheckable: null } as const

/** What the document pane marks: facts, rules, and the quotes of checks that do not hold. */
export const anchorsIn = (entries: readonly Entry[]): Anchor[] =>
  entries.flatMap((entry): Anchor[] => {
    if (entry.kind === 'message') return []
    const kind = entry.kind === 'check' ? markOf[entry.check.verdict] : entry.kind
    if (kind === null) return []
    return entry.places.map((at) => ({ key: entry.key, kind, at }))
  })

/** The last word a person said about each thing. */
export const latestDecisions = (confirmations: readonly Confirmation[]): ReadonlyMap<ItemKey, Confirmation> =>
  new Map(
    [...confirmations]
      .sort((a, b) => a.at.localeCompare(b.at))
      .map((confirmation) => [keyOf(confirmation.target, confirmation.targetId), confirmation]),
  )
