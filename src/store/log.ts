/**
 * What was done, by whom and when; appended, never edited. Each entry carries the sha256 of the entry before it
 * together with its own canonical JSON, so that a changed, removed or inserted entry breaks the chain where it stands.
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'
import { rangeOf, scopesOf } from './regions.ts'
import { type Store, transact } from './store.ts'

export type LogEntry = {
  readonly seq: number
  readonly region: string
  readonly at: string
  readonly by: string
  readonly action: string
  /** "application:ID", "plan:ID", "user:NAME" … */
  readonly subject: string
  readonly detail: unknown
  readonly hash: string
}

export type NewLogEntry = Omit<LogEntry, 'seq' | 'hash'>

/** `brokenAt` is the number of the first entry that does not follow from the one before it. */
export type LogVerdict = {
  readonly ok: boolean
  readonly entries: number
  readonly brokenAt: number | null
  readonly head: string
}

const beginning = '0'.repeat(64)

/** The detail is hashed as the text that is kept, so that text which is no JSON any more is a break like another. */
const hashAfter = (previous: string, entry: Omit<LogEntry, 'hash' | 'detail'> & { detail: string }): string =>
  createHash('sha256').update(previous).update(canonicalJson(entry)).digest('hex')

/** Appends one entry. Called inside the transaction that does what it tells. */
export const appendLog = (store: Store, entry: NewLogEntry): Promise<LogEntry> =>
  transact(store, async ({ query }) => {
    const last = await query
      .selectFrom('log')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const { region, at, by, action, subject } = entry
    const detail = canonicalJson(entry.detail)
    const numbered = { seq: (last?.seq ?? 0) + 1, region, at, by, action, subject, detail }
    const hash = hashAfter(last?.hash ?? beginning, numbered)
    await query
      .insertInto('log')
      .values({ ...numbered, hash })
      .execute()
    return { ...numbered, detail: JSON.parse(detail), hash }
  })

/** Which entries are read; what is not given asks for nothing. */
export type LogFilter = {
  /** Entries after this number. */
  readonly after?: number
  readonly subject?: string
  /** Within this region and below. */
  readonly scope?: string
  /** Of this region, those below it and those it lies in: what may concern somebody there. */
  readonly around?: string
  readonly actions?: readonly string[]
  readonly limit?: number
}

/** Up to `limit` entries, oldest first. */
export const readLog = async (
  { query }: Store,
  { after = 0, subject, scope, around, actions, limit = 500 }: LogFilter = {},
): Promise<LogEntry[]> => {
  let rows = query.selectFrom('log').selectAll().where('seq', '>', after).orderBy('seq').limit(limit)
  if (subject !== undefined) rows = rows.where('subject', '=', subject)
  if (scope !== undefined) {
    const [first, last] = rangeOf(scope)
    rows = rows.where('region', '>=', first).where('region', '<=', last)
  }
  if (around !== undefined) {
    const [first, last] = rangeOf(around)
    rows = rows.where((where) =>
      where.or([where('region', 'in', scopesOf(around)), where.between('region', first, last)]),
    )
  }
  if (actions !== undefined) rows = rows.where('action', 'in', actions)
  return (await rows.execute()).map((row) => ({ ...row, detail: JSON.parse(row.detail) }))
}

/** The end of the chain: written down elsewhere, it proves later that nothing before it was changed. Null: an empty log. */
export const logHead = async ({ query }: Store): Promise<Pick<LogEntry, 'seq' | 'at' | 'hash'> | null> =>
  (await query.selectFrom('log').select(['seq', 'at', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()) ??
  null

/** Walks the whole chain. */
export const verifyLog = async ({ query }: Store): Promise<LogVerdict> => {
  let previous = { seq: 0, hash: beginning }
  for (;;) {
    const rows = await query
      .selectFrom('log')
      .selectAll()
      .where('seq', '>', previous.seq)
      .orderBy('seq')
      .limit(500)
      .execute()
    for (const { hash, ...entry } of rows) {
      const follows = entry.seq === previous.seq + 1 && hash === hashAfter(previous.hash, entry)
      if (!follows) return { ok: false, entries: previous.seq, brokenAt: previous.seq + 1, head: previous.hash }
      previous = { seq: entry.seq, hash }
    }
    if (rows.length === 0) return { ok: true, entries: previous.seq, brokenAt: null, head: previous.hash }
  }
}

/** Number of the last entry, 0 for an empty log: names a state of the whole store. */
export const lastLogged = async ({ query }: Store): Promise<number> =>
  (await query.selectFrom('log').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst())?.seq ?? 0

/** What entries after a number are of, oldest first; after 0 only the last: how far the log has come. */
export const loggedSince = async (
  { query }: Store,
  after: number,
): Promise<Pick<LogEntry, 'seq' | 'region' | 'subject'>[]> => {
  const entries = query.selectFrom('log').select(['seq', 'region', 'subject']).where('seq', '>', after)
  return after === 0 ? entries.orderBy('seq', 'desc').limit(1).execute() : entries.orderBy('seq').execute()
}
