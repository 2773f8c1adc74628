/**
 * Since when a source stands as it does. An office writes all day, and most of it changes nothing that a review elsewhere,
 * or of another kind, was made from: what was read before such an entry of the log still holds after it.
 */
import { loggedSince } from '#store/log.ts'
import type { State } from '#store/state.ts'
import type { Store } from '#store/store.ts'

export type Source = 'plans' | 'layers' | 'ledger' | 'queue'

const sources: readonly Source[] = ['plans', 'layers', 'ledger', 'queue']

/** What an entry of the log changes, by the first word of its subject; one that is not named here may change anything. */
const changedBy: Readonly<Record<string, readonly Source[]>> = {
  application: ['queue'],
  plan: ['plans'],
  layer: ['layers'],
  mine: ['ledger'],
  ledger: ['ledger'],
  user: [],
  objection: [],
}

/** The first two digits of a region's code; those of the country take in every province. */
const provinceOf = (region: string): string => region.slice(0, 2)
const country = '00'

class SourceStates {
  #seen: State = 0
  /** The last entries known to have changed a source: of a province, of the country itself, and anywhere. */
  readonly #changed = new Map<string, State>()

  /** Reads the log up to `state`, or to its end; answers the state meant. */
  async readTo(store: Store, state: State | undefined): Promise<State> {
    if (state !== undefined && state <= this.#seen) return state
    const first = this.#seen === 0
    for (const { seq, region, subject } of await loggedSince(store, this.#seen)) {
      if (seq <= this.#seen) continue
      this.#seen = seq
      // Of what came before this process the last entry stands for all.
      const changed = first ? sources : (changedBy[subject.split(':')[0]!] ?? sources)
      for (const source of changed) {
        this.#changed.set(`${source} ${first ? country : provinceOf(region)}`, seq)
        this.#changed.set(`${source} anywhere`, seq)
      }
    }
    return state ?? this.#seen
  }

  /** The earliest state known from which on, up to `state`, none of these sources of a region has changed. */
  since(state: State, region: string, of: readonly Source[]): State {
    const province = provinceOf(region)
    const places = province === country ? ['anywhere'] : [province, country]
    const last = Math.max(
      ...of.flatMap((source) => places.map((place) => this.#changed.get(`${source} ${place}`) ?? 0)),
    )
    return state <= this.#seen && last <= state ? last : state
  }
}

const known = new WeakMap<Store['query'], SourceStates>()

/** The state of the store, that given or the present one; `since` says from which on some of its sources stand so. */
export const sourceStates = async (
  store: Store,
  state?: State,
): Promise<{ readonly log: State; readonly since: (region: string, ...of: Source[]) => State }> => {
  const states = known.get(store.query) ?? new SourceStates()
  known.set(store.query, states)
  const log = await states.readTo(store, state)
  return { log, since: (region, ...of) => states.since(log, region, of) }
}
