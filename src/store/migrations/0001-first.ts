import { sql } from 'kysely'
import { registerAttributes, registerFeatures } from '#store/geopackage-schema.ts'
import type { Migration } from '#store/migration.ts'
import type { Door } from '#store/store.ts'

/** Types that the doors spell differently. */
const spelling = {
  geopackage: { bytes: 'blob', row: 'integer primary key autoincrement', geometry: 'geometry' },
  postgres: { bytes: 'bytea', row: 'bigserial primary key', geometry: 'geometry(Geometry, 4490)' },
} as const satisfies Record<Door, Record<string, string>>

const tables = (door: Door): string[] => {
  const { bytes, row, geometry } = spelling[door]
  return [
    `create table region (code text primary key, name text not null, level text not null, parent text)`,
    `create table plan (
      region text not null, id text not null unique, title text not null, level text not null, period text not null,
      file text not null, sha256 text not null, source ${bytes} not null, compiler text not null,
      compiled text not null, counts text not null, added text not null, "by" text not null,
      primary key (region, id))`,
    `create table confirmation (
      region text not null, id text not null, plan text not null, target text not null, target_id text not null,
      quote text not null, decision text not null, value text, reason text not null,
      "by" text not null, at text not null, primary key (region, id))`,
    `create index confirmation_plan on confirmation (region, plan)`,
    `create table application (
      region text not null, id text not null unique, number text not null, applicant text not null,
      application text not null, plan text not null, status text not null, holder text not null,
      received text not null, due text not null, primary key (region, id), unique (region, number))`,
    `create table opinion (
      region text not null, id text not null, application text not null, opinion text not null,
      basis text not null, "by" text not null, at text not null, primary key (region, id))`,
    `create index opinion_application on opinion (region, application, at)`,
    `create table mine (
      region text not null, id text not null, name text not null, since text not null, entry text not null,
      "by" text not null, at text not null, primary key (region, id))`,
    `create index mine_name on mine (region, name, since)`,
    `create table yearly_return (
      region text not null, id text not null, mine text not null, year integer not null, output text not null,
      "by" text not null, at text not null, primary key (region, id))`,
    `create index yearly_return_mine on yearly_return (region, mine, year)`,
    `create table layer (
      region text not null, name text not null, title text not null, kind text not null, near integer not null,
      sha256 text not null, at text not null, primary key (region, name))`,
    `create table feature (
      fid ${row}, region text not null, layer text not null, id text not null, name text not null,
      properties text not null, geometry ${geometry} not null)`,
    `create index feature_layer on feature (region, layer, id)`,
    `create table "user" (
      region text not null, name text not null unique, display_name text not null, password text not null,
      roles text not null, added text not null, primary key (region, name))`,
    `create table session (
      region text not null, token text not null unique, "user" text not null, expires text not null,
      primary key (region, token))`,
    `create table objection (
      region text not null, id text not null, plan text not null, clause text not null, text text not null,
      contact text not null, at text not null, primary key (region, id))`,
    `create table log (
      seq integer primary key, region text not null, at text not null, "by" text not null, action text not null,
      subject text not null, detail text not null, hash text not null)`,
    `create index log_subject on log (region, subject, seq)`,
  ]
}

export const firstMigration: Migration = {
  number: 1,
  name: 'first',
  up: async (store) => {
    if (store.door === 'postgres') await sql`create extension if not exists postgis`.execute(store.query)
    for (const table of tables(store.door)) await sql.raw(table).execute(store.query)
    if (store.door === 'postgres')
      await sql`create index feature_place on feature using gist (geometry)`.execute(store.query)
    else {
      await registerFeatures(store, 'feature', 'geometry')
      for (const name of ['region', 'plan', 'application', 'mine', 'yearly_return', 'objection'])
        await registerAttributes(store, name)
    }
  },
}
