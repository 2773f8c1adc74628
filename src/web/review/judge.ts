/** The rules at work in the browser: what the server would say, while a person is still typing. */
import { useMemo } from 'react'
import { confirmed } from '#ledger/confirmation.ts'
import type { Opinion, RuledPlan } from '#review/opinion.ts'
import { plansAbove } from '#review/plans-above.ts'
import { review } from '#review/review.ts'
import type { Application, LandFacts, LedgerFacts } from '#rules/situation.ts'
import { api } from '#web/api.ts'
import { type Load, useLoad } from '#web/load.ts'
import { regionCode } from '#web/region.tsx'
import type { PlanEntry, PlanPage } from '#web/wire.ts'

/** All an application is held against, but for its own land. */
export type Bench = {
  readonly page: PlanPage
  readonly ruled: RuledPlan
  readonly upper: readonly RuledPlan[]
  readonly ledger: LedgerFacts | null
  /** Plan ids by title, so that a finding of an upper plan leads to its own page. */
  readonly idOf: ReadonlyMap<string, string>
}

/** Facts and rules as they hold after what persons decided. */
const ruledPlan = ({ plan, rules, confirmations }: PlanPage): RuledPlan => {
  const held = confirmed({ facts: plan.facts, rules }, confirmations)
  return { plan: { ...plan, facts: held.facts }, rules: held.rules }
}

/** A plan of the list as the choice of upper plans sees it. */
const placed = (plan: PlanEntry) => ({ plan, region: regionCode(plan.region), period: plan.period })

/** A region without a single record has no ledger: no data, never no mine. */
const knownLedger = (facts: LedgerFacts | null): LedgerFacts | null =>
  facts && (facts.mines.length > 0 || facts.returns.length > 0) ? facts : null

const gather = async (planId: string, date: string): Promise<Bench> => {
  const plans = await api.plans()
  const entry = plans.find(({ id }) => id === planId)
  const page = await api.plan(planId)
  const region = regionCode(entry?.region ?? null)
  const above = entry ? plansAbove(placed(entry), plans.map(placed)).map(({ plan }) => plan) : []
  const [upper, ledger] = await Promise.all([
    Promise.all(above.map(({ id }) => api.plan(id).then(ruledPlan))),
    region ? api.ledger(region, date).catch(() => null) : null,
  ])
  return {
    page,
    ruled: ruledPlan(page),
    upper,
    ledger: knownLedger(ledger),
    idOf: new Map([entry, ...above].flatMap((each) => (each ? [[each.title, each.id] as const] : []))),
  }
}

export const useBench = (planId: string | null, date: string): Load<Bench> =>
  useLoad(planId ? `bench-${planId}-${date}` : null, () => gather(planId!, date))

/** The opinion on what is written so far; null while too little is. */
export const useJudgement = (
  application: Application | null,
  bench: Bench | undefined,
  land: LandFacts | null,
  date: string,
): Opinion | null =>
  useMemo(() => {
    if (!application || !bench) return null
    const { ruled, upper, ledger } = bench
    return review(application, { ...ruled, upper, ledger, land, date })
  }, [application, bench, land, date])
