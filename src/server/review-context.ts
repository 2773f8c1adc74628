/** What an application is held against, gathered from the store: where the loop from ledger to review closes. */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Message } from '#document/document.ts'
import { type LayerSource, nearAsked } from '#review/map.ts'
import type { ReviewContext } from '#review/opinion.ts'
import type { Rule } from '#rules/rule.ts'
import type { Application, LandFacts } from '#rules/situation.ts'
import { type ApplicationEntry, openApplications } from '#store/applications.ts'
import { canonicalJson } from '#store/canonical.ts'
import type { Box } from '#store/geometry.ts'
import { type LayerVersion, layersAt } from '#store/layer-history.ts'
import type { OpinionBasis } from '#store/opinions.ts'
import { coversRegion } from '#store/regions.ts'
import { latest, type State } from '#store/state.ts'
import type { Store } from '#store/store.ts'
import type { User } from '#store/users.ts'
import { type Context, today } from './context.ts'
import { unusable } from './fault.ts'
import { overlayArea } from './land.ts'
import { ledgerFacts, type Turn } from './ledger-facts.ts'
import type { PlanShelf } from './plan-shelf.ts'
import { isInside, wholeCountry } from './rights.ts'
import { type Source, sourceStates } from './source-states.ts'
import { readsIn } from './state-shelf.ts'

/** The scope in which one application may meet another: beyond the province nobody looks. */
const provinceOf = (region: string): string => `${region.slice(0, 2)}0000`

/** Areas of the applications that wait on desks around a region and may touch the box, but for those `left` out. */
export const underWay = async (
  store: Store,
  region: string,
  box: Box,
  left: (entry: ApplicationEntry) => boolean = () => false,
  state?: State,
): Promise<LayerSource> => {
  const waiting = (await openApplications(store, provinceOf(region), state, box)).filter(
    (entry) => entry.application.area !== undefined && !left(entry),
  )
  const features = waiting.map(({ number, application: { area, minerals } }) => ({
    properties: { name: number, minerals },
    geometry: area,
  }))
  return { name: 'application', kind: 'application', features }
}

/** Who asks: the office itself for its file, a person with an account, or anybody. */
export type Asker = 'office' | User | null

/** What the area meets; a fault that names the corner where it is no valid polygon. */
const landOf = async (
  store: Store,
  application: Application,
  region: string,
  around: { readonly near: number; readonly state: State | undefined; readonly layers: readonly LayerVersion[] },
  own: string | undefined,
  asker: Asker,
): Promise<{ readonly value: LandFacts; readonly messages: readonly Message[] }> => {
  // The one that asks, or while it has no number yet one with the very same area, is no rival of itself.
  const itself = (entry: ApplicationEntry): boolean =>
    own === undefined ? isDeepStrictEqual(entry.application.area, application.area) : entry.id === own
  const hidden = (entry: ApplicationEntry): boolean =>
    itself(entry) || (asker !== 'office' && !coversRegion(asker!.region, entry.region))
  const besides = async (box: Box): Promise<LayerSource[]> =>
    asker === null ? [] : [await underWay(store, region, box, hidden, around.state)]
  const outside = asker !== 'office' && !isInside(asker, region)
  const { value, messages } = await overlayArea(store, application.area, region, { ...around, besides, outside })
  if (!value) throw unusable(400, 'unusable-area', messages)
  return { value, messages }
}

/** A state of the store, and the day the review is asked for. */
export type Then = { readonly state: State; readonly day: string }

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const texts = new WeakMap<Rule, string>()

const textOf = (rule: Rule): string => {
  const known = texts.get(rule)
  if (known !== undefined) return known
  const text = canonicalJson(rule)
  texts.set(rule, text)
  return text
}

/** The rules of a plan stay the same objects from one review to the next, and are written out once. */
const hashOfRules = (rules: readonly Rule[]): string => hashOf(`[${rules.map(textOf).join(',')}]`)

/** Characters: a plan that is kept keeps all that was read in it. */
const planWeight = 1_000_000

/** Characters: what is kept of one feature that an area meets. */
const overlapWeight = 300

/** A plan with its rules and those above it, by the plan's id; as of a state where given, else as they are. */
const ruledPlans = async (shelf: PlanShelf, planId: string, state: State | undefined) => {
  const entry = await shelf.entry(planId)
  const [{ plan, rules }, upper] = await Promise.all([shelf.ruled(entry, state), shelf.above(entry, state)])
  const asked = [...rules, ...upper.flatMap((one) => one.rules)]
  const plans = [entry, ...upper.map((one) => one.entry)].map(({ id, sha256 }) => ({ id, sha256 }))
  return { entry, plan, rules, upper, plans, near: nearAsked(asked), hash: hashOfRules(asked) }
}

/** The ledger with its text's hash and length. */
const hashedLedger = async (store: Store, region: string, date: string, before?: Turn, state?: State) => {
  const ledger = await ledgerFacts(store, region, date, before, state)
  const text = ledger ? canonicalJson(ledger) : ''
  return { ledger, hash: ledger ? hashOf(text) : '', characters: text.length }
}

/**
 * Everything a review of this application against this plan needs, and a note of what that was. `asker` decides
 * which applications under way are told of (of the own region; to anybody none) and what of layers that are not public.
 * With `then` everything is taken as it was: the same application, state and day give the same opinion, whenever it is asked.
 */
export const reviewContext = async (
  { store, shelf, now, reviewer }: Context,
  application: Application,
  planId: string,
  before?: Turn,
  asker: Asker = 'office',
  then?: Then,
): Promise<{ context: ReviewContext; basis: OpinionBasis; messages: readonly Message[] }> => {
  const { state, day } = then ?? { day: today(now()) }
  const { log, since } = await sourceStates(store, state)
  const reads = (of: string, ...sources: Source[]) => readsIn(store, since(of, ...sources), state === undefined)
  const { entry, plan, rules, upper, plans, near, hash } = await reads(wholeCountry, 'plans')(
    `plan ${planId} ${shelf.compiler}`,
    () => ruledPlans(shelf, planId, state),
    ({ upper }) => planWeight * (1 + upper.length),
  )
  const date = application.date ?? day
  const { region } = entry
  // A plan of a city is asked about a place in one of its counties: that county's layers lie there.
  const place = coversRegion(region, application.region) ? application.region : region
  const layers = await reads(place, 'layers')(`layers ${place}`, () => layersAt(store, place, state ?? latest))
  const turn = before ? `${before.received} ${before.number} ${before.id}` : ''
  const who = asker === null || asker === 'office' ? String(asker) : asker.region
  const [land, { ledger, hash: ledgerHash }] = await Promise.all([
    application.area
      ? reads(place, 'layers', 'queue')(
          `land ${place} ${near} ${who} ${before?.id ?? ''} ${hashOf(JSON.stringify(application.area))}`,
          () => landOf(store, application, place, { near, state, layers }, before?.id, asker),
          ({ value }) => overlapWeight * value.overlaps.length,
        )
      : null,
    reads(
      region,
      'ledger',
      'queue',
      'layers',
    )(
      `ledger ${region} ${date} ${turn}`,
      () => hashedLedger(store, region, date, before, state),
      ({ characters }) => characters,
    ),
  ])
  return {
    context: { plan, rules, upper, ledger, land: land?.value ?? null, date },
    messages: land?.messages ?? [],
    basis: {
      plans,
      compiler: shelf.compiler,
      ...(reviewer === undefined ? {} : { reviewer }),
      rules: hash,
      ledger: ledgerHash,
      log,
      layers: layers.map(({ name, sha256 }) => ({ region: place, name, sha256 })),
    },
  }
}
