/** Plans at hand: taken from the store, compiled anew where a newer compiler is at work, the last few kept open. */
import type { Message } from '#document/document.ts'
import { type Confirmation, confirmed } from '#ledger/confirmation.ts'
import { regionByCode } from '#plan/division/division.ts'
import type { RuledPlan } from '#review/opinion.ts'
import { plansAbove, regionsAbove } from '#review/plans-above.ts'
import { listConfirmations } from '#store/confirmations.ts'
import { appendLog } from '#store/log.ts'
import {
  type CompiledPlan,
  compiledPlan,
  listPlans,
  type PlanEntry,
  planEntry,
  planSource,
  plansAt,
  putPlan,
  recompilePlan,
} from '#store/plans.ts'
import { listRegions, putRegion, scopesOf } from '#store/regions.ts'
import type { State } from '#store/state.ts'
import { type Store, transact } from '#store/store.ts'
import { compileDocument } from './compiler.ts'
import { notFound } from './fault.ts'
import { wholeCountry } from './rights.ts'

/** A document as it comes in, by whom and when; `published` where everybody may see it at once. */
type Arrival = {
  readonly bytes: Uint8Array
  readonly file: string
  readonly by: string
  readonly at: string
  readonly published?: string | null
}

/** A plan off the shelf, as read, and what persons said of it. */
export type OpenPlan = {
  readonly entry: PlanEntry
  readonly compiled: CompiledPlan
  readonly confirmations: readonly Confirmation[]
}

/** Compiled plans kept in memory: some megabytes each. */
const keptOpen = 4

/** Holds the compiled plans last asked for. */
export class PlanShelf {
  readonly #store: Store
  readonly #compiler: string
  readonly #kept = new Map<string, Promise<CompiledPlan>>()

  constructor(store: Store, compiler: string) {
    this.#store = store
    this.#compiler = compiler
  }

  get compiler(): string {
    return this.#compiler
  }

  /** Throws a 404 fault where there is no such plan. */
  async entry(id: string): Promise<PlanEntry> {
    const entry = await planEntry(this.#store, id)
    if (!entry) throw notFound('这个规划', 'plan')
    return entry
  }

  /** With what persons said up to a `state` of the store. Throws a 404 fault where there is no such plan. */
  async open(id: string, state?: State): Promise<OpenPlan> {
    return this.#opened(await this.entry(id), state)
  }

  async #opened(entry: PlanEntry, state?: State): Promise<OpenPlan> {
    return {
      entry,
      compiled: await this.#compiled(entry),
      confirmations: await listConfirmations(this.#store, entry.region, await this.#versions(entry), state),
    }
  }

  /** This document and the earlier ones of the same plan: what was confirmed in those holds while its words stand. */
  async #versions({ region, title, added }: PlanEntry): Promise<string[]> {
    const plans = await listPlans(this.#store, [region])
    return plans
      .filter((plan) => plan.region === region && plan.title === title && plan.added <= added)
      .map(({ id }) => id)
  }

  /** The plan and its rules as they hold after what persons decided. */
  async ruled(of: string | PlanEntry, state?: State): Promise<RuledPlan & { readonly entry: PlanEntry }> {
    const { entry, compiled, confirmations } = await this.#opened(
      typeof of === 'string' ? await this.entry(of) : of,
      state,
    )
    const { facts, rules } = confirmed({ facts: compiled.plan.facts, rules: compiled.rules }, confirmations)
    return { entry, plan: { ...compiled.plan, facts }, rules }
  }

  /** Plans of the levels above that hold in the same years, the nearest level first; a draft binds only other drafts. */
  async above(entry: PlanEntry, state?: State): Promise<(RuledPlan & { readonly entry: PlanEntry })[]> {
    const regions = scopesOf(entry.region)
    const plans = await (state === undefined ? listPlans(this.#store, regions) : plansAt(this.#store, regions, state))
    const { published } = plans.find(({ id }) => id === entry.id) ?? entry
    const holding = published === null ? plans : plans.filter(({ published }) => published !== null)
    const found = plansAbove(entry, holding)
    return Promise.all(found.map((plan) => this.ruled(plan, state)))
  }

  /**
   * Reads a document and puts it on the shelf. Its region is the one it names, else the one given. The same bytes
   * are the same plan. `allow` throws where the person may not add a plan of that region.
   */
  async add(
    { bytes, file, by, at, published = null }: Arrival,
    fallback = wholeCountry,
    allow: (region: string) => void = () => {},
  ): Promise<{ id: string | null; messages: readonly Message[] }> {
    const { value, messages } = await compileDocument(bytes, file)
    if (!value) return { id: null, messages }
    const { plan } = value
    const known = await listRegions(this.#store)
    // Regions entered here win over the divisions data: an office knows its own. But several districts bear one name:
    // by name alone a region is met only where one of the two codes is nobody else's.
    const alone = (code: string): boolean => !plan.region?.code || regionByCode(code) === null
    const entered =
      known.find(({ code }) => code === plan.region?.code) ??
      known.find(({ code, name }) => name === plan.region?.name && alone(code))
    const { sha256 } = plan.source
    const id = sha256.slice(0, 16)
    const before = await planEntry(this.#store, id)
    const region = before?.region ?? entered?.code ?? plan.region?.code ?? fallback
    allow(region)
    const level = entered?.level ?? plan.region?.level ?? 'county'
    await transact(this.#store, async (inside) => {
      if (plan.region && !entered && region === plan.region.code) {
        const parent = regionsAbove(region)[0] ?? null
        await putRegion(inside, { code: region, name: plan.region.name, level, parent })
      }
      const title = plan.title || file
      const entry = {
        id,
        region,
        title,
        level,
        period: plan.period,
        file,
        sha256,
        added: at,
        by,
        compiler: this.#compiler,
        published,
      }
      await putPlan(inside, { ...entry, source: bytes, compiled: value })
      await appendLog(inside, {
        region,
        at,
        by,
        action: 'add-plan',
        subject: `plan:${id}`,
        detail: { title, file, sha256, published },
      })
    })
    this.#kept.delete(id)
    return { id, messages }
  }

  async #compiled(entry: PlanEntry): Promise<CompiledPlan> {
    const { id } = entry
    const kept = this.#kept.get(id)
    const found = kept ?? this.#take(entry)
    // Put last again: the first of the map is the one not asked for the longest.
    this.#kept.delete(id)
    this.#kept.set(id, found)
    if (!kept) found.catch(() => this.#kept.delete(id))
    if (this.#kept.size > keptOpen) this.#kept.delete(this.#kept.keys().next().value!)
    return found
  }

  async #take({ id, file, compiler }: PlanEntry): Promise<CompiledPlan> {
    const stored = (await compiledPlan(this.#store, id))!
    if (compiler === this.#compiler) return stored
    const source = (await planSource(this.#store, id))!
    const { value } = await compileDocument(source, file)
    if (!value) return stored
    await recompilePlan(this.#store, id, this.#compiler, value)
    return value
  }
}
