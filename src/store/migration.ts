import type { Store } from './store.ts'

/** One step of the schema. A step that has been published is never edited: the next one mends it. */
export type Migration = { readonly number: number; readonly name: string; readonly up: (store: Store) => Promise<void> }
