import { sql } from 'kysely'
import { type ApplicationStatus, isOpen } from '#ledger/application.ts'
import type { Application } from '#rules/situation.ts'
import type { State } from './state.ts'
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

type Row = Omit<ApplicationEntry, 'application' | 'status'> & { application: string; status: string }

const asEntry = (row: Row): ApplicationEntry => ({
  ...row,
  application: JSON.parse(row.application),
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
    const row = { ...entry, number, application: JSON.stringify(entry.application) }
    await query.insertInto('application').values(row).execute()
    return { ...entry, number }
  })

export const setApplicationStatus = async (
  { query }: Store,
  id: string,
  change: { status: ApplicationStatus; holder: string; due: string },
): Promise<void> => {
  await query.updateTable('application').set(change).where('id', '=', id).execute()
}

export const applicationEntry = async ({ query }: Store, id: string): Promise<ApplicationEntry | null> => {
  const row = await query.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? asEntry(row) : null
}

const openActions = sql.join(['sign', 'withdraw'].map((action) => sql.lit(action)))

/** Ids of the applications that had been received and were neither signed nor withdrawn in a state. */
const openAt = async ({ query }: Store, state: State): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ subject: string }>`select subject from log where action = 'receive' and seq <= ${state}
    and subject not in (select subject from log where action in (${openActions}) and seq <= ${state})`.execute(query)
  return new Set(rows.map(({ subject }) => subject.replace(/^application:/, '')))
}

/** Applications that wait on somebody's desk, or did in a `state`; in the order they were received. */
export const openApplications = async (store: Store, state?: State): Promise<ApplicationEntry[]> => {
  const open = state === undefined ? null : await openAt(store, state)
  const turn = ({ received, number }: ApplicationEntry): string => `${received} ${number}`
  return (await listApplications(store))
    .filter(({ id, status }) => (open ? open.has(id) : isOpen(status)))
    .sort((a, b) => (turn(a) < turn(b) ? -1 : 1))
}

/** The next due first. */
export const listApplications = async ({ query }: Store): Promise<ApplicationEntry[]> =>
  (await query.selectFrom('application').selectAll().orderBy('due').orderBy('number').execute()).map(asEntry)
