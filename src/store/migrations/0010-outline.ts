import { sql } from 'kysely'
import type { Migration } from '#store/migration.ts'

/** What a review needs of a feature, ready (feature-outline.ts). Layers from before have none until they are put again. */
export const outlineMigration: Migration = {
  number: 10,
  name: 'outline',
  up: async ({ query, door }) => {
    const bytes = sql.raw(door === 'postgres' ? 'bytea' : 'blob')
    await sql`alter table feature add column outline ${bytes}`.execute(query)
    // Coordinates do not shrink; to try takes time at each reading.
    if (door === 'postgres') await sql`alter table feature alter column outline set storage external`.execute(query)
  },
}
