import { sql } from 'kysely'
import type { Migration } from '#store/migration.ts'

/** An account is never taken away, for the log names it: it is closed. When it was, '' while it is open. */
export const deactivatedMigration: Migration = {
  number: 3,
  name: 'deactivated',
  up: async ({ query }) => {
    await sql`alter table "user" add column deactivated text not null default ''`.execute(query)
  },
}
