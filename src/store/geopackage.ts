/** The embedded door: one GeoPackage file through node:sqlite, readable by QGIS and GDAL while it is open here. */
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import { makeFolder } from './folder.ts'
import { boxOfGeoPackage } from './geometry.ts'
import { geoPackageTables } from './geopackage-schema.ts'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'
import { type OpenStore, StoreFault } from './store.ts'

/** 'GPKG', and version 1.3 as GDAL since 3.4 reads it without a warning. */
const applicationId = 0x47504b47
const userVersion = 10300

const statementsKept = 200

/** node:sqlite as Kysely's SQLite dialect wants it. Statements are kept: preparing costs more than most queries. */
const asKyselyDatabase = (database: DatabaseSync): SqliteDatabase => {
  const kept = new Map<string, StatementSync>()
  const prepare = (statement: string): StatementSync => {
    const found = kept.get(statement)
    if (found) return found
    if (kept.size >= statementsKept) kept.clear()
    const prepared = database.prepare(statement)
    kept.set(statement, prepared)
    return prepared
  }
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = prepare(text)
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...(values as SQLInputValue[])),
        run: (values) => statement.run(...(values as SQLInputValue[])),
        iterate: (values) => statement.iterate(...(values as SQLInputValue[])) as IterableIterator<unknown>,
      }
    },
  }
}

/** The functions the R*Tree triggers call; GDAL and SpatiaLite bring their own of the same names. */
const addSpatialFunctions = (database: DatabaseSync): void => {
  const bound = (name: string, i: 0 | 1 | 2 | 3) =>
    database.function(name, { deterministic: true }, (blob) =>
      blob instanceof Uint8Array ? (boxOfGeoPackage(blob)?.[i] ?? null) : null,
    )
  bound('ST_MinX', 0)
  bound('ST_MinY', 1)
  bound('ST_MaxX', 2)
  bound('ST_MaxY', 3)
  database.function('ST_IsEmpty', { deterministic: true }, (blob) =>
    blob instanceof Uint8Array ? (boxOfGeoPackage(blob) ? 0 : 1) : null,
  )
}

const unopened = (path: string, cause: unknown): StoreFault =>
  new StoreFault(`${path} cannot be opened: ${(cause as Error).message}`, { cause })

/** Opens `path`.lock, and makes the folder for it. */
const lockFile = (path: string): DatabaseSync => {
  try {
    makeFolder(dirname(path))
    return new DatabaseSync(`${path}.lock`)
  } catch (cause) {
    throw unopened(path, cause)
  }
}

/**
 * Holds `path`.lock as long as this process lives: an exclusive SQLite lock on an empty file beside the store, which
 * the system lets go even after kill -9, while readers of the store itself are not shut out.
 */
const holdAlone = (path: string): DatabaseSync => {
  const lock = lockFile(path)
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
    return lock
  } catch {
    lock.close()
    throw new StoreFault(
      `${path} is in use by another process; stop that one first or set KUANGGUI_STORE to another file.`,
    )
  }
}

export const openGeoPackage = async (path: string): Promise<OpenStore> => {
  const lock = holdAlone(path)
  try {
    const database = new DatabaseSync(path, { timeout: 5000 })
    database.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -16000',
    )
    database.exec(`pragma application_id = ${applicationId}; pragma user_version = ${userVersion}`)
    addSpatialFunctions(database)
    for (const statement of geoPackageTables) database.exec(statement)
    const query = new Kysely<Schema>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) })
    const store = { door: 'geopackage', query } as const
    await migrate(store)
    const close = async () => {
      await query.destroy()
      lock.close()
    }
    return { ...store, close }
  } catch (cause) {
    lock.close()
    if (cause instanceof StoreFault) throw cause
    throw unopened(path, cause)
  }
}
