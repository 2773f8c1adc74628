/**
 * What was read of the store, by the state it was read in: as of a state everything reads the same for ever
 * (docs/decisions/0007-history.md), so nothing kept here grows old. The state itself is asked of the store each time.
 */
import type { State } from '#store/state.ts'
import type { Store } from '#store/store.ts'

/** Characters of JSON text that what is kept would take: some forty megabytes in memory. */
const mostKept = 10_000_000

/** What one thing kept counts for at least. */
const leastWeight = 1_000

type Kept = { readonly value: Promise<unknown>; weight: number }

/** What is kept under the name; else what `read` answers, kept from now on. `weigh` tells about how long it is as text. */
export type Once = <T>(name: string, read: () => Promise<T>, weigh?: (value: T) => number) => Promise<T>

class StateShelf {
  readonly #kept = new Map<string, Kept>()
  #weight = 0

  once<T>(key: string, read: () => Promise<T>, weigh: (value: T) => number): Promise<T> {
    const found = this.#kept.get(key) ?? this.#put(key, read(), weigh)
    // Put last again: the first of the map is the one not asked for the longest.
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found.value as Promise<T>
  }

  #put<T>(key: string, value: Promise<T>, weigh: (value: T) => number): Kept {
    const kept: Kept = { value, weight: 0 }
    value.then(
      (read) => this.#weigh(kept, leastWeight + weigh(read)),
      () => this.#kept.delete(key),
    )
    return kept
  }

  /** Nothing is dropped before it is there and weighed. */
  #weigh(kept: Kept, weight: number): void {
    kept.weight = weight
    this.#weight += weight
    for (const [key, first] of this.#kept) {
      if (this.#weight <= mostKept) return
      if (first.weight === 0) continue
      this.#weight -= first.weight
      this.#kept.delete(key)
    }
  }
}

const shelves = new WeakMap<Store['query'], StateShelf>()

/** Reads of a store whose names say all that the answer hangs on, such as the versions of layers. */
export const lastingReads = ({ query }: Store): Once => {
  const shelf = shelves.get(query) ?? new StateShelf()
  shelves.set(query, shelf)
  return (name, read, weigh = () => 0) => shelf.once(name, read, weigh)
}

/**
 * Reads of a store in the state named. With `now` they are reads of what holds at the moment, which may be newer than that
 * state: good until the next entry of the log, and not what the state itself was.
 */
export const readsIn = (store: Store, state: State, now: boolean): Once => {
  const once = lastingReads(store)
  const prefix = now ? `now ${state}` : `in ${state}`
  return (name, read, weigh) => once(`${prefix} ${name}`, read, weigh)
}
