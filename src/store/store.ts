/** What every query of this room takes: one schema, two doors. */
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

export type Door = 'geopackage' | 'postgres'

/** What every query of this room takes. Inside `transact` it is the transaction. */
export type Store = { readonly door: Door; readonly query: Kysely<Schema> }

export type OpenStore = Store & { readonly close: () => Promise<void> }

/** The store cannot be opened or is held by another process; the message is fit for a person. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault'
}

/** Held by a writing PostgreSQL transaction: the log's chain has one end. */
const appendLock = 0x6b68

/**
 * All of `work` or nothing of it, one after another. A transaction inside a transaction is the same transaction;
 * `work` must use the store it is given.
 */
export const transact = async <T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> => {
  if (store.query.isTransaction) return work(store)
  return store.query.transaction().execute(async (query) => {
    if (store.door === 'postgres') await sql`select pg_advisory_xact_lock(${appendLock})`.execute(query)
    return work({ door: store.door, query })
  })
}
