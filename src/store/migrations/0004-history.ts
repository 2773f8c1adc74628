import { sql } from 'kysely'
import type { Migration } from '#store/migration.ts'

/**
 * What an opinion was made from can be found again: every row of a source carries the number of the log entry it came
 * in with, and layers that were replaced are kept with the number of the entry that replaced them. Rows from before are
 * given the first entry of their time and region.
 */
export const historyMigration: Migration = {
  number: 4,
  name: 'history',
  up: async ({ query, door }) => {
    for (const table of ['mine', 'yearly_return', 'confirmation', 'layer']) {
      await sql`alter table ${sql.table(table)} add column entered integer not null default 0`.execute(query)
      await sql`update ${sql.table(table)} set entered = coalesce((select min(seq) from log
        where log.at = ${sql.ref(`${table}.at`)} and log.region = ${sql.ref(`${table}.region`)}), 0)`.execute(query)
    }
    const geometry = sql.raw(door === 'postgres' ? 'geometry(Geometry, 4490)' : 'blob')
    await sql`create table layer_past (
      region text not null, name text not null, title text not null, kind text not null, near integer not null,
      sha256 text not null, at text not null, entered integer not null, ended integer not null,
      primary key (region, name, entered))`.execute(query)
    await sql`create table feature_past (
      region text not null, layer text not null, entered integer not null, fid bigint not null, id text not null,
      name text not null, properties text not null, geometry ${geometry} not null,
      primary key (region, layer, entered, fid))`.execute(query)
  },
}
