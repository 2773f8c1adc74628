/**
 * An application against a plan: every rule judged, disagreements settled, the worst verdict that holds, what is lacking
 * and what would mend it. Pure and reproducible: the same application and context give the same opinion.
 */
import type { Message } from '#document/document.ts'
import { knownMineral } from '#mineral/mineral.ts'
import { answer } from '#rules/finding.ts'
import type { ApplicationEvent, Rule } from '#rules/rule.ts'
import type { Application, LedgerFacts, Situation } from '#rules/situation.ts'
import { doubts } from './application.ts'
import { settleDisagreements } from './disagreement.ts'
import { type Judged, judgeRule, shown } from './judged.ts'
import type { Basis, Disagreement, Opinion, OpinionFinding, ReviewContext } from './opinion.ts'
import { place } from './placed.ts'
import { nationalProcedure } from './procedure.ts'
import { remedyFor } from './remedy.ts'
import { bindingKinds, carries, lowered } from './upper.ts'
import { needsReview, overallVerdict, weighs } from './verdict.ts'

/** What an event changes by its very name, where the application does not say. */
const impliedChanges: Readonly<Partial<Record<ApplicationEvent, readonly string[]>>> = {
  expansion: ['scale', 'extent'],
  'capacity-upgrade': ['scale'],
}

/** Minerals that are water: a cubic metre of them weighs a tonne. */
const water = /^(?:[^、，]*矿泉水|[^、，]*地下水|地热|地热水|地下热水)$/

/** The application with the day asked and with what its event and its mineral imply. */
const completed = (application: Application, date: string | null): Application => {
  const changes = application.changes ?? impliedChanges[application.event]
  const density =
    application.density ??
    (application.minerals.length > 0 && application.minerals.every((name) => water.test(name)) ? 1 : undefined)
  return {
    ...application,
    ...(date === null ? {} : { date }),
    ...(changes ? { changes } : {}),
    ...(density === undefined ? {} : { density }),
  }
}

const situationOf = (application: Application, context: ReviewContext): Situation => ({
  application,
  plan: context.plan,
  ledger: context.ledger ?? null,
  land: context.land ?? null,
  ...(context.upper ? { upperRules: context.upper.flatMap(({ rules }) => rules) } : {}),
})

type Decision = { readonly judged: readonly Judged[]; readonly disagreements: readonly Disagreement[] }

/** Every rule judged and every disagreement settled. */
const decide = (application: Application, context: ReviewContext): Decision => {
  const situation = situationOf(application, context)
  const settled = settleDisagreements(
    context.rules.map((rule) => judgeRule(rule, situation, false)),
    application,
  )
  const upper = (context.upper ?? []).flatMap(({ plan, rules }) => {
    const above = rules
      .filter(({ kind }) => bindingKinds.has(kind))
      .map((rule) => judgeRule(rule, { ...situation, plan }, true))
    return settleDisagreements(above, application).judged.filter(carries)
  })
  return {
    judged: [...settled.judged, ...upper],
    disagreements: [...settled.disagreements, ...lowered(settled.judged, upper, application)],
  }
}

/** Renewals, transfers and renames: every rule stands aside. */
const standAside = (rule: Rule, context: ReviewContext): Judged => ({
  rule,
  held: rule,
  excepted: false,
  plan: context.plan,
  upper: false,
  governedBy: null,
  finding: answer(rule, 'not-applicable', {
    zh: '该事项不需要进行规划符合性审查',
    en: 'the event needs no review against the plan',
  }),
})

const bare = (text: string): string => text.replace(/[\s，。；、“”《》（）()]/g, '')

/** Conditions of all that stands, each once, and none that another already says in full. */
const mergeConditions = (findings: readonly OpinionFinding[]): readonly string[] => {
  const all = findings.filter(({ governedBy }) => governedBy === null).flatMap(({ conditions }) => conditions)
  const kept: string[] = []
  for (const condition of all) {
    const words = bare(condition)
    if (words === '' || kept.some((other) => bare(other).includes(words))) continue
    const within = kept.findIndex((other) => words.includes(bare(other)))
    if (within >= 0) kept.splice(within, 1, condition)
    else kept.push(condition)
  }
  return [...new Set(kept)]
}

/** Missing fields: those that hold up refusing rules first, by how many; then the rest in order of appearance. */
const sortMissing = (findings: readonly OpinionFinding[]): readonly string[] => {
  const weights = new Map<string, number>()
  for (const { verdict, missing, refuses, effect } of findings) {
    if (verdict !== 'unknown') continue
    for (const field of missing)
      weights.set(field, (weights.get(field) ?? 0) + (refuses ? 1000 : effect === 'condition' ? 10 : 1))
  }
  return [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([field]) => field)
}

const basisOf = ({ plan, upper, rules, ledger, land }: ReviewContext): Basis => ({
  plan: { title: plan.title, sha256: plan.source.sha256 },
  upper: (upper ?? []).map((above) => ({ title: above.plan.title, sha256: above.plan.source.sha256 })),
  rules: rules.length,
  ledger: ledger ? { mines: ledger.mines.length, returns: ledger.returns.length } : null,
  layers: land?.layers ?? null,
})

const noRules: Message = {
  severity: 'warning',
  text: '规划中没有读出任何规则，不能据此得出符合的结论',
  textEn: 'No rule was read from the plan: nothing can be said to conform with it',
}

/** A mine it names that the register lacks: what it already digs can then not be taken off. */
const unregistered = ({ mine }: Application, ledger: LedgerFacts | null): readonly Message[] =>
  mine === undefined || !ledger || ledger.mines.some(({ name }) => name === mine)
    ? []
    : [
        {
          severity: 'warning',
          text: `台账中没有“${mine}”，未能扣除其现有产量和矿山数`,
          textEn: `the register has no mine “${mine}”: what it digs now is not taken off`,
        },
      ]

/**
 * The opinion on an application. Never throws on what an application says: what is lacking is unknown and is listed.
 * `mended`: whether to try what would make it conform, which takes several reviews more.
 */
export const review = (application: Application, context: ReviewContext, mended = true): Opinion => {
  const date = application.date ?? context.date ?? null
  const { application: asked, land, messages: told } = place(completed(application, date), context.land ?? null)
  const { event } = asked
  const reviewed = needsReview(event)
  const { judged, disagreements } = reviewed
    ? decide(asked, context)
    : { judged: context.rules.map((rule) => standAside(rule, context)), disagreements: [] }
  const findings = judged.map(shown)
  const notes = land?.notes.filter((note) => weighs(note, findings)) ?? []
  // A plan of which nothing was understood restricts nobody only in appearance.
  const mute = reviewed && context.rules.length === 0
  const verdict = mute ? 'incomplete' : overallVerdict(findings, event, notes)
  const verdictOf = (changed: Application, aside: ReadonlySet<string>, elsewhere: boolean) =>
    overallVerdict(
      decide(changed, context)
        .judged.filter(({ rule }) => !aside.has(rule.id))
        .map(shown),
      event,
      elsewhere ? [] : notes.filter(({ about }) => aside.size === 0 || about !== 'block'),
    )
  return {
    verdict,
    date,
    application,
    findings,
    conditions: mergeConditions(findings),
    missing: sortMissing(findings),
    disagreements,
    remedy: reviewed && mended ? remedyFor(judged, situationOf(asked, context), verdict, verdictOf) : null,
    procedure: nationalProcedure(asked, context.plan, date),
    land: land && { ...land, notes },
    messages: [
      ...(mute ? [noRules] : []),
      ...doubts(application, context.plan, knownMineral),
      ...unregistered(application, context.ledger ?? null),
      ...told,
    ],
    basis: basisOf(context),
  }
}
