/** Numbered steps, forward only, each recorded in `migration` together with what it changed. */
import { sql } from 'kysely'
import type { Migration } from './migration.ts'
import { firstMigration } from './migrations/0001-first.ts'
import { publishedMigration } from './migrations/0002-published.ts'
import { deactivatedMigration } from './migrations/0003-deactivated.ts'
import { historyMigration } from './migrations/0004-history.ts'
import { opennessMigration } from './migrations/0005-openness.ts'
import { queueMigration } from './migrations/0006-queue.ts'
import { verdictMigration } from './migrations/0007-verdict.ts'
import { amendedMigration } from './migrations/0008-amended.ts'
import { applicationPlaceMigration } from './migrations/0009-application-place.ts'
import { outlineMigration } from './migrations/0010-outline.ts'
import { type Store, StoreFault, transact } from './store.ts'

const migrations: readonly Migration[] = [
  firstMigration,
  publishedMigration,
  deactivatedMigration,
  historyMigration,
  opennessMigration,
  queueMigration,
  verdictMigration,
  amendedMigration,
  applicationPlaceMigration,
  outlineMigration,
]

/** Brings the schema up to date. A store newer than this program is refused, not guessed at. */
export const migrate = async (store: Store): Promise<void> => {
  await sql`create table if not exists migration (number integer primary key, name text not null, at text not null)`.execute(
    store.query,
  )
  const { rows } = await sql<{ number: number }>`select number from migration order by number`.execute(store.query)
  const done = new Set(rows.map((row) => row.number))
  const newest = migrations.at(-1)!.number
  const unknown = [...done].find((number) => number > newest)
  if (unknown !== undefined)
    throw new StoreFault(`The store is at migration ${unknown}; this program knows ${newest}. Use a newer program.`)
  for (const migration of migrations) {
    if (done.has(migration.number)) continue
    await transact(store, async (inside) => {
      await migration.up(inside)
      const at = new Date().toISOString()
      await sql`insert into migration (number, name, at) values (${migration.number}, ${migration.name}, ${at})`.execute(
        inside.query,
      )
    })
  }
}
