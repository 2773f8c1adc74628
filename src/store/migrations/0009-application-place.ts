import { sql } from 'kysely'
import { boundsColumns } from '#store/application-place.ts'
import type { Migration } from '#store/migration.ts'
import type { Store } from '#store/store.ts'

const atOnce = 500

/** Applications by id, so many at once: together they may be more than memory holds. */
async function* applicationsIn({ query }: Store) {
  for (let last = ''; ; ) {
    const some = query.selectFrom('application').select(['id', 'application']).where('id', '>', last)
    const rows = await some.orderBy('id').limit(atOnce).execute()
    yield* rows
    if (rows.length < atOnce) return
    last = rows.at(-1)!.id
  }
}

/**
 * Where an application lies, in columns of its own under an index: those near a place are found without reading all that
 * wait in the province. Applications from before are given the bounds of their areas.
 */
export const applicationPlaceMigration: Migration = {
  number: 9,
  name: 'application-place',
  up: async (store) => {
    const { query } = store
    for (const side of ['west', 'south', 'east', 'north'])
      await sql`alter table application add column ${sql.ref(side)} double precision`.execute(query)
    for await (const { id, application } of applicationsIn(store)) {
      const bounds = boundsColumns(JSON.parse(application))
      if (bounds.west !== null) await query.updateTable('application').set(bounds).where('id', '=', id).execute()
    }
    await sql`create index application_place on application (ended, region, west, east, south, north)`.execute(query)
  },
}
