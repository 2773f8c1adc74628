import type { CheckFinding } from '#plan/check/finding.ts'
import type { Period, Plan } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'
import type { State } from './state.ts'
import type { Store } from './store.ts'

/** What the programs read in a plan's document. */
export type CompiledPlan = {
  readonly plan: Plan
  readonly rules: readonly Rule[]
  readonly checks: readonly CheckFinding[]
}

export type PlanCounts = {
  readonly facts: number
  readonly rules: number
  readonly fails: number
  readonly doubtful: number
}

/** One line of the list of plans. `region` is the code the plan is kept under. */
export type PlanEntry = {
  readonly id: string
  readonly title: string
  readonly region: string
  readonly level: string
  readonly period: Period
  readonly file: string
  readonly sha256: string
  readonly added: string
  readonly by: string
  readonly compiler: string
  readonly counts: PlanCounts
  /** When it was published, ISO 8601; null: the office's own so far. */
  readonly published: string | null
}

export type NewPlan = Omit<PlanEntry, 'counts'> & { readonly source: Uint8Array; readonly compiled: CompiledPlan }

const countsOf = ({ plan, rules, checks }: CompiledPlan): PlanCounts => ({
  facts: plan.facts.length,
  rules: rules.length,
  fails: checks.filter(({ verdict }) => verdict === 'fails').length,
  doubtful: checks.filter(({ verdict }) => verdict === 'doubtful').length,
})

const entryColumns = [
  'id',
  'title',
  'region',
  'level',
  'period',
  'file',
  'sha256',
  'added',
  'by',
  'compiler',
  'counts',
  'published',
] as const

type EntryRow = Omit<PlanEntry, 'period' | 'counts' | 'published'> & {
  period: string
  counts: string
  published: string
}

const asEntry = (row: EntryRow): PlanEntry => ({
  ...row,
  period: JSON.parse(row.period),
  counts: JSON.parse(row.counts),
  published: row.published || null,
})

/** Adds a plan; the same plan again takes the place of the first, and stays published or not as it was. */
export const putPlan = async ({ query }: Store, { compiled, period, published, ...plan }: NewPlan): Promise<void> => {
  const row = {
    ...plan,
    published: published ?? '',
    period: JSON.stringify(period),
    compiled: JSON.stringify(compiled),
    counts: JSON.stringify(countsOf(compiled)),
  }
  const { region: _, id: __, added: ___, by: ____, published: _____, ...read } = row
  await query
    .insertInto('plan')
    .values(row)
    .onConflict((conflict) => conflict.columns(['region', 'id']).doUpdateSet(read))
    .execute()
}

/** Shows a plan to everybody from `at` on, or takes it back where `at` is null. */
export const publishPlan = async ({ query }: Store, id: string, at: string | null): Promise<void> => {
  await query
    .updateTable('plan')
    .set({ published: at ?? '' })
    .where('id', '=', id)
    .execute()
}

/** What a newer compiler reads in the document that is kept. */
export const recompilePlan = async (
  { query }: Store,
  id: string,
  compiler: string,
  compiled: CompiledPlan,
): Promise<void> => {
  await query
    .updateTable('plan')
    .set({ compiler, compiled: JSON.stringify(compiled), counts: JSON.stringify(countsOf(compiled)) })
    .where('id', '=', id)
    .execute()
}

/** By region and day; only those kept under one of these regions where they are given. */
export const listPlans = async ({ query }: Store, regions?: readonly string[]): Promise<PlanEntry[]> => {
  let rows = query.selectFrom('plan').select(entryColumns).orderBy('region').orderBy('added')
  if (regions !== undefined) rows = rows.where('region', 'in', regions)
  return (await rows.execute()).map(asEntry)
}

/**
 * The plans of these regions that were there in a state, published or not as they were then: the log tells of each when it came and when
 * it was published or taken back.
 */
export const plansAt = async (store: Store, regions: readonly string[], state: State): Promise<PlanEntry[]> => {
  const told = await store.query
    .selectFrom('log')
    .select(['seq', 'at', 'action', 'subject', 'detail'])
    .where('region', 'in', regions)
    .where('action', 'in', ['add-plan', 'publish', 'withdraw-plan'])
    .orderBy('seq')
    .execute()
  return (await listPlans(store, regions)).flatMap((plan) => {
    const own = told.filter(({ subject }) => subject === `plan:${plan.id}`)
    const steps = own.filter(({ seq }) => seq <= state)
    if (steps.length === 0) return []
    const decided = steps.findLast(({ action }) => action !== 'add-plan')
    if (decided) return [{ ...plan, published: decided.action === 'publish' ? decided.at : null }]
    // Published as it came: then nobody published it afterwards, or its first entry says so.
    const { published = own.some(({ action }) => action !== 'add-plan') ? null : plan.published } = JSON.parse(
      steps[0]!.detail,
    ) as { published?: string | null }
    return [{ ...plan, published }]
  })
}

export const planEntry = async ({ query }: Store, id: string): Promise<PlanEntry | null> => {
  const row = await query.selectFrom('plan').select(entryColumns).where('id', '=', id).executeTakeFirst()
  return row ? asEntry(row) : null
}

export const compiledPlan = async ({ query }: Store, id: string): Promise<CompiledPlan | null> => {
  const row = await query.selectFrom('plan').select('compiled').where('id', '=', id).executeTakeFirst()
  return row ? JSON.parse(row.compiled) : null
}

/** The document's own bytes. */
export const planSource = async ({ query }: Store, id: string): Promise<Uint8Array | null> =>
  (await query.selectFrom('plan').select('source').where('id', '=', id).executeTakeFirst())?.source ?? null
