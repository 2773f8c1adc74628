/** Opinions made, and made again as of another time: from the sources as they were then, to the same bytes. */

import { createHash } from 'node:crypto'
import { deedTold } from '#ledger/deed.ts'
import type { Opinion } from '#review/opinion.ts'
import { type Change, opinionChanges, sourceChanges } from '#review/since.ts'
import { isDay } from '#rules/day.ts'
import { type ApplicationEntry, applicationAt } from '#store/applications.ts'
import { lastLogged, readLog } from '#store/log.ts'
import { type OpinionBasis, opinionText, type StoredOpinion } from '#store/opinions.ts'
import { stateAt } from '#store/state.ts'
import type { Store } from '#store/store.ts'
import { type Context, today } from './context.ts'
import { HttpFault, notFound } from './fault.ts'
import { reviewContext, type Then } from './review-context.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export type Made = { readonly opinion: Opinion; readonly basis: OpinionBasis }

/**
 * The opinion on an application that is on the desk, as it was then, with what the map had to say; stored by nobody yet.
 */
const madeThen = async (context: Context, entry: ApplicationEntry, then: Then): Promise<Made> => {
  const { application } = await applicationAt(context.store, entry, then.state)
  const gathered = await reviewContext(context, application, entry.plan, entry, 'office', then)
  const { review } = await import('#review/review.ts')
  const opinion = review(application, gathered.context)
  return { opinion: { ...opinion, messages: [...opinion.messages, ...gathered.messages] }, basis: gathered.basis }
}

/**
 * The opinion as it comes out now: from one state of the store, whatever is written while it is made, so that it can be
 * made again from the same.
 */
export const madeNow = async (context: Context, entry: ApplicationEntry): Promise<Made> =>
  madeThen(context, entry, { state: await lastLogged(context.store), day: today(context.now()) })

/** The last moment of a day of the office (UTC+8), in UTC. */
const endOf = (day: string): string => new Date(Date.parse(`${day}T23:59:59.999+08:00`)).toISOString()

const someTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/

/**
 * The state and day meant by a day (its end), by a time, or by "made": those the stored opinion was made from. Throws a
 * 400 fault for anything else.
 */
const thenOf = async (store: Store, asOf: string, stored: StoredOpinion | null): Promise<Then> => {
  if (asOf === 'made') {
    if (!stored) throw new HttpFault(404, 'not-found', '申请尚未审查', 'The application has not been reviewed')
    return { state: stored.basis.log, day: stored.opinion.date ?? today(new Date(stored.at)) }
  }
  if (isDay(asOf)) return { state: await stateAt(store, endOf(asOf)), day: asOf }
  const time = new Date(someTime.test(asOf) ? asOf : Number.NaN)
  if (Number.isNaN(time.getTime()))
    throw new HttpFault(
      400,
      'bad-date',
      'asOf 应为日期、带时区的时间，或 stored、made、today',
      'asOf must be a day, a time with its zone, or one of stored, made, today',
    )
  return { state: await stateAt(store, time.toISOString()), day: today(time) }
}

/** What was done since that a review may answer to. */
const weighty = [
  'add-mine',
  'add-return',
  'import-ledger',
  'put-layer',
  'show-layer',
  'confirm',
  'publish',
  'withdraw-plan',
  'receive',
  'amend',
]

/** Entries of the log that are told one by one; of more only that there are. */
const mostTold = 200

/** A stored opinion beside another on the same application: what reads otherwise, which sources changed, and by whom. */
export const differences = async (
  store: Store,
  before: StoredOpinion | null,
  after: Made,
): Promise<readonly (Change | { kind: 'log'; message: Change['message'] })[]> => {
  if (!before) return []
  const sources = sourceChanges(before.basis, after.basis)
  const asked = { after: before.basis.log, around: before.region, actions: weighty, limit: mostTold + 1 }
  const later = sources.length > 0 && after.basis.log > before.basis.log
  const steps = later ? (await readLog(store, asked)).filter(({ seq }) => seq <= after.basis.log) : []
  const told = steps.slice(0, mostTold).map((step) => ({ kind: 'log' as const, message: deedTold(step) }))
  const more = { zh: '此后还有更多变动，见日志', en: 'there is more after this; see the log' }
  return [
    ...opinionChanges(before.opinion, after.opinion),
    ...sources,
    ...told,
    ...(steps.length > mostTold ? [{ kind: 'log' as const, message: more }] : []),
  ]
}

export type MadeAsOf = Made & {
  /** The last day of its sources. */
  readonly day: string
  readonly sha256: string
  /** Whether its bytes are those of the opinion on file. */
  readonly same: boolean
  readonly changes: Awaited<ReturnType<typeof differences>>
}

/** The opinion made again as of a day, a time, "made" or "today", beside the one on file. Faults as of `thenOf`. */
export const madeAsOf = async (
  context: Context,
  entry: ApplicationEntry,
  asOf: string,
  onFile: StoredOpinion | null,
): Promise<MadeAsOf> => {
  const then = asOf === 'today' ? null : await thenOf(context.store, asOf, onFile)
  if (then && asOf !== 'made' && then.day < entry.received)
    throw notFound('审查意见：当日尚未受理', 'opinion: it was received later')
  const again = then ? await madeThen(context, entry, then) : await madeNow(context, entry)
  const digest = sha256(opinionText(again.opinion))
  return {
    ...again,
    day: then?.day ?? today(context.now()),
    sha256: digest,
    same: onFile !== null && digest === sha256(onFile.text),
    changes: await differences(context.store, onFile, again),
  }
}
