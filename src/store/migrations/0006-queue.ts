import { sql } from 'kysely'
import type { Migration } from '#store/migration.ts'

/** Which applications waited in a state of the store: each carries the log entries it came in with and was closed by. */
export const queueMigration: Migration = {
  number: 6,
  name: 'queue',
  up: async ({ query }) => {
    await sql`alter table application add column entered integer not null default 0`.execute(query)
    await sql`alter table application add column ended integer`.execute(query)
    await sql`update application set
      entered = coalesce((select min(seq) from log where log.region = application.region
        and subject = 'application:' || application.id and action = 'receive'), 0),
      ended = (select min(seq) from log where log.region = application.region
        and subject = 'application:' || application.id and action in ('sign', 'withdraw'))`.execute(query)
  },
}
