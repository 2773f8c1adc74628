import { sql } from 'kysely'
import type { Migration } from '#store/migration.ts'

/** What an application said before it was amended, kept with the number of the log entry that amended it. */
export const amendedMigration: Migration = {
  number: 8,
  name: 'amended',
  up: async ({ query }) => {
    await sql`create table application_past (
      region text not null, id text not null, application text not null, ended integer not null,
      primary key (region, id, ended))`.execute(query)
  },
}
