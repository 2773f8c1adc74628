/** An application while it is being written: everything may still be open. Its area is drawn, and kept apart. */
import type { AltitudeLimits } from '#land/corner.ts'
import type { Shape } from '#land/shape.ts'
import type { Quantity } from '#mineral/quantity.ts'
import type { DepositScale, MiningMethod } from '#plan/plan.ts'
import { altitudeFault } from '#rules/altitude.ts'
import { type LayerKind, layerKindOf, layerKinds } from '#rules/layer-kind.ts'
import type { ApplicationEvent } from '#rules/rule.ts'
import type { Application, LandFacts } from '#rules/situation.ts'
import type { BesideCorners } from '#web/map/drawn.ts'
import type { LayerEntry } from '#web/wire.ts'

/** Altitude limits while they are written: metres. */
export type WrittenLimits = { readonly upper: number | null; readonly lower: number | null }

/** null: nobody has said; for lists, [] says "none". */
export type Draft = {
  readonly planId: string | null
  readonly applicant: string
  readonly act: 'mining' | 'exploration'
  readonly event: ApplicationEvent
  readonly region: string | null
  readonly township: string | null
  readonly minerals: readonly string[]
  readonly variety: string | null
  readonly method: MiningMethod | null
  readonly depositScale: DepositScale | null
  readonly reserves: Quantity | null
  readonly annualOutput: Quantity | null
  readonly serviceLife: Quantity | null
  readonly density: number | null
  readonly altitude: WrittenLimits | null
  readonly statedArea: Quantity | null
  readonly mine: string | null
  readonly block: string | null
  readonly inside: readonly string[] | null
  readonly purposes: readonly string[]
  readonly documents: readonly string[] | null
  readonly undertakings: readonly string[] | null
  readonly changes: readonly string[]
  readonly onFarmland: boolean | null
  readonly date: string
}

export const blankDraft = (date: string, region: string | null): Draft => ({
  planId: null,
  applicant: '',
  act: 'mining',
  event: 'new',
  region,
  township: null,
  minerals: [],
  variety: null,
  method: null,
  depositScale: null,
  reserves: null,
  annualOutput: null,
  serviceLife: null,
  density: null,
  altitude: null,
  statedArea: null,
  mine: null,
  block: null,
  inside: null,
  purposes: [],
  documents: null,
  undertakings: null,
  changes: [],
  onFarmland: null,
  date,
})

/** What was handed in, as a draft to be amended. */
export const draftOf = (application: Application, applicant: string, planId: string | null): Draft => {
  const { area: _, ...said } = application
  return { ...blankDraft('', application.region), ...said, applicant, planId }
}

/** Events of a mine that the register has already. */
export const grows: ReadonlySet<ApplicationEvent> = new Set([
  'expansion',
  'capacity-upgrade',
  'change',
  'renewal',
  'conversion',
  'closure',
])

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** null while one of the two is open, or where they cannot be. */
const limitsOf = (written: WrittenLimits | null): AltitudeLimits | null => {
  const { upper = null, lower = null } = written ?? {}
  const limits = upper === null || lower === null ? null : { upper, lower }
  return limits && altitudeFault(limits) === null ? limits : null
}

/** The draft with what a file of corners says beside them; what an earlier file said goes, what a person typed stays. */
export const withBeside = (draft: Draft, beside: BesideCorners, typed: ReadonlySet<keyof Draft>): Draft => ({
  ...draft,
  altitude: beside.altitude ?? (typed.has('altitude') ? draft.altitude : null),
  statedArea: beside.statedArea ?? (typed.has('statedArea') ? draft.statedArea : null),
})

/** What can be reviewed already; null while an indispensable field is open. What is not said stays absent. */
export const applicationOf = (draft: Draft, area: Shape | null): Application | null => {
  const { act, event, region, minerals } = draft
  if (!region || minerals.length === 0) return null
  const said = <K extends keyof Application>(key: K, value: Application[K] | null | ''): Partial<Application> =>
    value === null || value === undefined || value === '' ? {} : { [key]: value }
  const listed = (key: 'purposes' | 'changes', list: readonly string[]) => (list.length > 0 ? { [key]: list } : {})
  return {
    act,
    event,
    region,
    minerals,
    ...said('variety', draft.variety),
    ...said('method', draft.method),
    ...said('depositScale', draft.depositScale),
    ...said('reserves', draft.reserves),
    ...said('annualOutput', draft.annualOutput),
    ...said('serviceLife', draft.serviceLife),
    ...said('density', draft.density),
    ...said('altitude', limitsOf(draft.altitude)),
    ...(draft.statedArea && draft.statedArea.value > 0 ? { statedArea: draft.statedArea } : {}),
    ...(grows.has(event) ? said('mine', draft.mine) : {}),
    ...said('block', draft.block),
    ...said('inside', draft.inside),
    ...said('township', draft.township),
    ...said('documents', draft.documents),
    ...said('undertakings', draft.undertakings),
    ...said('onFarmland', draft.onFarmland),
    ...listed('purposes', draft.purposes),
    ...listed('changes', draft.changes),
    ...(isDate(draft.date) ? { date: draft.date } : {}),
    ...(area ? { area } : {}),
  }
}

/** Fields the map can answer. */
export type MapField = 'block' | 'inside' | 'township' | 'onFarmland'

/**
 * What the map says of where the area lies. A field is answered only from a layer that is loaded: without one it stays
 * unknown, and zones are named only where every kind of zone is loaded, for whoever names some denies the others.
 * `codeOf` finds the plan's code for a block's name.
 */
export const filledFromMap = (
  act: Draft['act'],
  facts: LandFacts,
  layers: readonly LayerEntry[],
  codeOf: (name: string) => string | null,
): Partial<Pick<Draft, MapField>> => {
  // The server may tell a layer by its name or by its title.
  const told = new Map(layers.flatMap(({ name, title, kind }) => [[name, kind] as const, [title, kind] as const]))
  const kindOf = (name: string): LayerKind | null => layerKindOf(told.get(name) ?? name)
  const loaded = new Set(facts.layers.map(kindOf))
  const on = (wanted: (kind: LayerKind) => boolean) =>
    facts.overlaps
      .filter((overlap) => {
        const kind = overlap.kind ?? kindOf(overlap.layer)
        return kind !== null && wanted(kind) && overlap.area > 0 && !overlap.sliver
      })
      .sort((a, b) => b.area - a.area)
  const blockKind = `${act}-block` as const
  const [block] = on((kind) => kind === blockKind)
  const [township] = on((kind) => kind === 'township')
  const zoneKinds = (Object.keys(layerKinds) as LayerKind[]).filter((kind) => layerKinds[kind].zone)
  const zones = on((kind) => layerKinds[kind].zone !== undefined).map(({ feature }) => feature)
  return {
    ...(loaded.has(blockKind)
      ? { block: block ? (block.code ?? codeOf(block.feature) ?? block.feature) : 'none' }
      : {}),
    ...(zoneKinds.every((kind) => loaded.has(kind)) ? { inside: zones } : {}),
    ...(township ? { township: township.feature } : {}),
    ...(loaded.has('farmland') ? { onFarmland: on((kind) => kind === 'farmland').length > 0 } : {}),
  }
}

/** The draft with what the map says, but for what a person typed; the very same draft where nothing changes. */
export const withFilled = (draft: Draft, filled: Partial<Draft>, typed: ReadonlySet<keyof Draft>): Draft => {
  const news = Object.entries(filled).filter(
    ([key, value]) =>
      !typed.has(key as keyof Draft) && JSON.stringify(draft[key as keyof Draft]) !== JSON.stringify(value),
  )
  return news.length === 0 ? draft : { ...draft, ...Object.fromEntries(news) }
}
