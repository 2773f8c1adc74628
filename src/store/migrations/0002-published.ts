import { sql } from 'kysely'
import type { Migration } from '#store/migration.ts'

/** A plan is the office's own until somebody publishes it: the day and time of that, '' before. */
export const publishedMigration: Migration = {
  number: 2,
  name: 'published',
  up: async ({ query }) => {
    await sql`alter table plan add column published text not null default ''`.execute(query)
  },
}
