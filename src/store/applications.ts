import { type RawBuilder, sql } from 'kysely'
import { type ApplicationStatus, isOpen } from '#ledger/application.ts'
import type { Application } from '#rules/situation.ts'
import { boundsColumns } from './application-place.ts'
import type { Box } from './geometry.ts'
import { rangeOf } from './regions.ts'
import { latest, nextEntry, type State } from './state.ts'
import { type Store, transact } from './store.ts'

export type ApplicationEntry = {
  readonly region: string
  readonly id: string
  /** Counted within region and year: "2026-0007". */
  readonly number: string
  readonly applicant: string
  readonly application: Application
  /** Id of the plan it is held against. */
  readonly plan: string
  readonly status: ApplicationStatus
  /** Name of the person whose desk it lies on. */
  readonly holder: string
  /** Days, YYYY-MM-DD. */
  readonly received: string
  readonly due: string
}

const columns = [
  'region',
  'id',
  'number',
  'applicant',
  'application',
  'plan',
  'status',
  'holder',
  'received',
  'due',
] as const

type Row = Omit<ApplicationEntry, 'application' | 'status'> & { application: string; status: string }

/** The last read, by their text: a queue is read with every review, and what is known of an area stays with it. */
const read = new Map<string, { readonly text: string; readonly application: Application }>()
/** Characters of text held at most: an area may have a hundred thousand corners. */
const mostHeld = 16_000_000
let characters = 0

const readApplication = (id: string, text: string): Application => {
  const known = read.get(id)
  if (known?.text === text) return known.application
  const application: Application = JSON.parse(text)
  characters += text.length - (known?.text.length ?? 0)
  if (characters > mostHeld) {
    read.clear()
    characters = text.length
  }
  read.set(id, { text, application })
  return application
}

const asEntry = (row: Row): ApplicationEntry => ({
  ...row,
  application: readApplication(row.id, row.application),
  status: row.status as ApplicationStatus,
})

/** Adds an application under the next number of its region and year. */
export const addApplication = (store: Store, entry: Omit<ApplicationEntry, 'number'>): Promise<ApplicationEntry> =>
  transact(store, async ({ query }) => {
    // Alike in length, so that the greatest number is also the last in alphabetical order.
    const series = `${entry.region}-${entry.received.slice(0, 4)}-`
    const last = await query
      .selectFrom('application')
      .select('number')
      .where('region', '=', entry.region)
      .where('number', 'like', `${series}%`)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const number = series + String(Number(last?.number.slice(series.length) ?? 0) + 1).padStart(5, '0')
    const text = JSON.stringify(entry.application)
    const row = { ...entry, ...boundsColumns(entry.application), number, application: text, entered: nextEntry }
    await query.insertInto('application').values(row).execute()
    return { ...entry, number }
  })

export const setApplicationStatus = async (
  { query }: Store,
  id: string,
  change: { status: ApplicationStatus; holder: string; due: string },
): Promise<void> => {
  const ended = isOpen(change.status) ? {} : { ended: nextEntry }
  await query
    .updateTable('application')
    .set({ ...change, ...ended })
    .where('id', '=', id)
    .execute()
}

/** Puts another application in the place of an entry's; what it said so far stays, for whoever asks of an earlier state. */
export const amendApplication = (
  store: Store,
  { region, id }: Pick<ApplicationEntry, 'region' | 'id'>,
  application: Application,
): Promise<void> =>
  transact(store, async ({ query }) => {
    const held = await query
      .selectFrom('application')
      .select('application')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const past = { region, id, application: held.application, ended: nextEntry }
    await query.insertInto('application_past').values(past).execute()
    await query
      .updateTable('application')
      .set({ application: JSON.stringify(application), ...boundsColumns(application) })
      .where('id', '=', id)
      .execute()
  })

/** What the amended applications of a range of regions said in a state, by their ids; the others are as they are. */
const amendedSince = async (
  { query }: Store,
  [first, last]: readonly [string, string],
  state: State,
): Promise<ReadonlyMap<string, string>> => {
  if (state === latest) return new Map()
  const rows = await query
    .selectFrom('application_past')
    .select(['id', 'application'])
    .where('region', '>=', first)
    .where('region', '<=', last)
    .where('ended', '>', state)
    .orderBy('ended', 'desc')
    .execute()
  // Of several the first that was replaced later: the last to be set.
  return new Map(rows.map(({ id, application }) => [id, application]))
}

/** An entry with what its application said in a state of the store. */
export const applicationAt = async (store: Store, entry: ApplicationEntry, state: State): Promise<ApplicationEntry> => {
  const text = (await amendedSince(store, [entry.region, entry.region], state)).get(entry.id)
  return text === undefined ? entry : { ...entry, application: readApplication(entry.id, text) }
}

export const applicationEntry = async ({ query }: Store, id: string): Promise<ApplicationEntry | null> => {
  const row = await query.selectFrom('application').select(columns).where('id', '=', id).executeTakeFirst()
  return row ? asEntry(row) : null
}

/**
 * Applications of a scope that wait on somebody's desk, or did in a `state`; in the order they were received. With a box
 * those with an area that may touch it.
 */
export const openApplications = async (
  store: Store,
  scope: string,
  state: State = latest,
  box?: Box,
): Promise<ApplicationEntry[]> => {
  const [first, last] = rangeOf(scope)
  const within = sql<boolean>`region between ${first} and ${last}`
  const waiting =
    state === latest
      ? sql<boolean>`ended is null and ${within}`
      : // Each branch with its own range: that goes by the index.
        sql<boolean>`entered <= ${state} and ((ended is null and ${within}) or (ended > ${state} and ${within}))`
  let asked = store.query.selectFrom('application').select(columns).where(waiting).orderBy('received').orderBy('number')
  if (box) asked = asked.where(mayTouch(box, state, within))
  const rows = await asked.execute()
  // Asked after the rows: one that is amended in between is then told as it was.
  const before = await amendedSince(store, [first, last], state)
  return rows.map((row) => asEntry({ ...row, application: before.get(row.id) ?? row.application }))
}

/** By where an application lies; one that has been amended since the state may have lain elsewhere. */
const mayTouch = ([west, south, east, north]: Box, state: State, within: RawBuilder<boolean>): RawBuilder<boolean> => {
  const touches = sql<boolean>`west <= ${east} and east >= ${west} and south <= ${north} and north >= ${south}`
  return state === latest
    ? touches
    : sql<boolean>`((${touches}) or id in (select id from application_past where ended > ${state} and ${within}))`
}

/** The next due first. */
export const listApplications = async ({ query }: Store): Promise<ApplicationEntry[]> =>
  (await query.selectFrom('application').select(columns).orderBy('due').orderBy('number').execute()).map(asEntry)
