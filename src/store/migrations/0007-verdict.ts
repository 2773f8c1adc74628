import { sql } from 'kysely'
import type { Migration } from '#store/migration.ts'

/** The verdict beside the opinion that says it: a queue shows many and reads none. */
export const verdictMigration: Migration = {
  number: 7,
  name: 'verdict',
  up: async ({ query, door }) => {
    const verdict = sql.raw(door === 'postgres' ? `opinion::json ->> 'verdict'` : `json_extract(opinion, '$.verdict')`)
    await sql`alter table opinion add column verdict text not null default ''`.execute(query)
    await sql`update opinion set verdict = coalesce(${verdict}, '')`.execute(query)
  },
}
