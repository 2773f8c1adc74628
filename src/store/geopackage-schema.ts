/** The tables the GeoPackage standard (OGC 12-128r18) asks for, and the R*Tree extension's triggers (annex F.3). */
import { sql } from 'kysely'
import type { Store } from './store.ts'

const run = (store: Store, statement: string) => sql.raw(statement).execute(store.query)

const geographic = (name: string, datum: string, ellipsoid: string, code: number) =>
  `GEOGCS["${name}",DATUM["${datum}",SPHEROID[${ellipsoid}]],PRIMEM["Greenwich",0],` +
  `UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","${code}"]]`

const cgcs2000 = geographic(
  'China Geodetic Coordinate System 2000',
  'China_2000',
  '"CGCS2000",6378137,298.257222101',
  4490,
)
const wgs84 = geographic('WGS 84', 'WGS_1984', '"WGS 84",6378137,298.257223563', 4326)

/** What makes the file a GeoPackage; runs on every opening and changes nothing the second time. */
export const geoPackageTables: readonly string[] = [
  `create table if not exists gpkg_spatial_ref_sys (
    srs_name text not null, srs_id integer not null primary key, organization text not null,
    organization_coordsys_id integer not null, definition text not null, description text)`,
  `insert or ignore into gpkg_spatial_ref_sys values
    ('Undefined cartesian', -1, 'NONE', -1, 'undefined', null),
    ('Undefined geographic', 0, 'NONE', 0, 'undefined', null),
    ('WGS 84', 4326, 'EPSG', 4326, '${wgs84}', null),
    ('CGCS2000', 4490, 'EPSG', 4490, '${cgcs2000}', 'longitude, latitude')`,
  `create table if not exists gpkg_contents (
    table_name text not null primary key, data_type text not null, identifier text unique, description text default '',
    last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x double, min_y double, max_x double, max_y double, srs_id integer references gpkg_spatial_ref_sys(srs_id))`,
  `create table if not exists gpkg_geometry_columns (
    table_name text not null unique references gpkg_contents(table_name), column_name text not null,
    geometry_type_name text not null, srs_id integer not null references gpkg_spatial_ref_sys(srs_id),
    z tinyint not null, m tinyint not null, primary key (table_name, column_name))`,
  `create table if not exists gpkg_extensions (
    table_name text, column_name text, extension_name text not null, definition text not null, scope text not null,
    unique (table_name, column_name, extension_name))`,
]

export const registerAttributes = async (store: Store, table: string): Promise<void> => {
  await run(
    store,
    `insert into gpkg_contents (table_name, data_type, identifier) values ('${table}', 'attributes', '${table}')`,
  )
}

/** Registers a feature table with `fid` as its key and keeps an R*Tree over `column` by the standard's own triggers. */
export const registerFeatures = async (store: Store, table: string, column: string): Promise<void> => {
  const tree = `rtree_${table}_${column}`
  const box = `ST_MinX(new.${column}), ST_MaxX(new.${column}), ST_MinY(new.${column}), ST_MaxY(new.${column})`
  const full = (row: string) => `(${row}.${column} notnull and not ST_IsEmpty(${row}.${column}))`
  const none = (row: string) => `(${row}.${column} isnull or ST_IsEmpty(${row}.${column}))`
  const trigger = (name: string, when: string, body: string) =>
    run(store, `create trigger ${tree}_${name} after ${when} begin ${body}; end`)

  await run(
    store,
    `insert into gpkg_contents (table_name, data_type, identifier, srs_id) values ('${table}', 'features', '${table}', 4490)`,
  )
  await run(store, `insert into gpkg_geometry_columns values ('${table}', '${column}', 'GEOMETRY', 4490, 0, 0)`)
  await run(
    store,
    `insert into gpkg_extensions values ('${table}', '${column}', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')`,
  )
  await run(store, `create virtual table ${tree} using rtree(id, minx, maxx, miny, maxy)`)
  await trigger(
    'insert',
    `insert on ${table} when ${full('new')}`,
    `insert or replace into ${tree} values (new.fid, ${box})`,
  )
  await trigger(
    'update2',
    `update of ${column} on ${table} when old.fid = new.fid and ${none('new')}`,
    `delete from ${tree} where id = old.fid`,
  )
  await trigger(
    'update4',
    `update on ${table} when old.fid != new.fid and ${none('new')}`,
    `delete from ${tree} where id in (old.fid, new.fid)`,
  )
  await trigger(
    'update5',
    `update on ${table} when old.fid != new.fid and ${full('new')}`,
    `delete from ${tree} where id = old.fid; insert or replace into ${tree} values (new.fid, ${box})`,
  )
  await trigger(
    'update6',
    `update of ${column} on ${table} when old.fid = new.fid and ${full('new')} and ${full('old')}`,
    `insert or replace into ${tree} values (new.fid, ${box})`,
  )
  await trigger(
    'update7',
    `update of ${column} on ${table} when old.fid = new.fid and ${full('new')} and ${none('old')}`,
    `insert into ${tree} values (new.fid, ${box})`,
  )
  await trigger('delete', `delete on ${table} when old.${column} notnull`, `delete from ${tree} where id = old.fid`)
}
