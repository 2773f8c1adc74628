import { sql } from 'kysely'
import type { Migration } from '#store/migration.ts'

/** Whom a layer's shapes are shown to. Layers from before are shown to everybody, as they were. */
export const opennessMigration: Migration = {
  number: 5,
  name: 'openness',
  up: async ({ query }) => {
    await sql`alter table layer add column openness text not null default 'open'`.execute(query)
  },
}
