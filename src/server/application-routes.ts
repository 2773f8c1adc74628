/** The desk: applications with their clock, what is done with them, and the opinion that answers them. */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { Type } from 'typebox'
import { type ApplicationAction, type ApplicationStatus, nextStatus } from '#ledger/application.ts'
import { type DeskFile, mayHold, type Refusal, refusal } from '#ledger/desk.ts'
import { dueAfterPause, reviewDays, workingDaysAfter } from '#ledger/working-day.ts'
import { amendedFields } from '#review/amendment.ts'
import {
  type ApplicationEntry,
  addApplication,
  amendApplication,
  applicationEntry,
  listApplications,
  setApplicationStatus,
} from '#store/applications.ts'
import { appendLog, readLog } from '#store/log.ts'
import { addOpinion, lastOpinion, lastOpinions, lastVerdicts, type StoredOpinion } from '#store/opinions.ts'
import { planEntry } from '#store/plans.ts'
import { coversRegion } from '#store/regions.ts'
import { type Store, transact } from '#store/store.ts'
import { listUsers, type User } from '#store/users.ts'
import { type App, type Context, today } from './context.ts'
import { HttpFault, notFound, unusable } from './fault.ts'
import { ById, Id } from './field.ts'
import { usableApplication } from './open-review.ts'
import { differences, madeAsOf, madeNow, sha256 } from './opinion-then.ts'
import { requireRegion, requireUser } from './rights.ts'

const subject = (id: string): string => `application:${id}`

const actions: readonly ApplicationAction[] = [
  'review',
  'return',
  'amend',
  'hand-over',
  'take-over',
  'second-read',
  'sign',
  'withdraw',
]

const deskFile = ({ status, holder }: ApplicationEntry, opinion: StoredOpinion | null): DeskFile => ({
  status,
  holder,
  reviewer: opinion?.by ?? null,
})

/** What this person may do with it now. */
const openTo = (user: User, file: DeskFile): ApplicationAction[] =>
  actions.filter((action) => {
    if (nextStatus(file.status, action).value === null) return false
    const refused = refusal(file, action, user)
    // The reviewer does not read a second time, but sends the file to somebody who does.
    return refused === null || (action === 'second-read' && refused.code === 'same-reader')
  })

const refuse = (refused: Refusal | null): void => {
  if (refused) throw new HttpFault(refused.code.startsWith('no') ? 403 : 409, refused.code, refused.zh, refused.en)
}

/** One application as the desk shows it to a person: its way so far comes from the log. */
const shown = async (store: Store, entry: ApplicationEntry, user: User) => {
  const steps = await readLog(store, { subject: subject(entry.id) })
  const [opinion = null, earlier = null] = await lastOpinions(store, entry.region, entry.id, 2)
  const { plan: planId, ...rest } = entry
  return {
    ...rest,
    planId,
    may: openTo(user, deskFile(entry, opinion)),
    verdict: opinion?.opinion.verdict ?? null,
    opinion: opinion?.opinion ?? null,
    basis: opinion?.basis ?? null,
    /** What the opinion says otherwise than the one before it. */
    changes: opinion ? await differences(store, earlier, opinion) : [],
    /** True where the opinion answers what the application said before it was amended. */
    amended: opinion !== null && amendedFields(opinion.opinion.application, entry.application).length > 0,
    history: steps.map(({ at, by, action, detail }) => ({
      at,
      by,
      action,
      ...(detail as { to?: string; reason?: string }),
    })),
  }
}

export const applicationRoutes = (app: App, context: Context): void => {
  const { store, now, holidays } = context

  const theirs = async (user: User, id: string): Promise<ApplicationEntry> => {
    const entry = await applicationEntry(store, id)
    if (!entry) throw notFound('这件申请', 'application')
    requireRegion(user, entry.region)
    return entry
  }

  /** When it is due in its next status: while the applicant has it the clock stands, afterwards it goes on. */
  const dueIn = async (inside: Store, { id, status, due }: ApplicationEntry, next: ApplicationStatus) => {
    if (status !== 'returned' || next === 'returned') return due
    const sent = (await readLog(inside, { subject: subject(id), actions: ['return'] })).at(-1)
    return sent ? dueAfterPause(due, today(new Date(sent.at)), today(now()), holidays) : due
  }

  app.get('/api/applications', async (request) => {
    const user = requireUser(request)
    const entries = (await listApplications(store)).filter(({ region }) => coversRegion(user.region, region))
    const verdicts = await lastVerdicts(store, user.region)
    return entries.map(({ plan: planId, ...entry }) => ({ ...entry, planId, verdict: verdicts.get(entry.id) ?? null }))
  })

  const New = Type.Object({
    application: Type.Unknown(),
    applicant: Type.String({ minLength: 1, maxLength: 200 }),
    planId: Id,
  })
  app.post('/api/applications', { schema: { body: New } }, async (request, reply) => {
    const user = requireUser(request, 'clerk')
    const { applicant, planId } = request.body
    const application = usableApplication(request.body.application)
    const plan = await planEntry(store, planId)
    if (!plan) throw notFound('这个规划', 'plan')
    requireRegion(user, plan.region)
    const at = now().toISOString()
    const received = today(now())
    const { region } = plan
    const entry = await transact(store, async (inside) => {
      const added = await addApplication(inside, {
        region,
        id: randomUUID(),
        applicant,
        application,
        plan: planId,
        status: 'received',
        holder: user.name,
        received,
        due: workingDaysAfter(received, reviewDays, holidays),
      })
      const detail = { number: added.number, applicant, planId, application }
      await appendLog(inside, { region, at, by: user.name, action: 'receive', subject: subject(added.id), detail })
      return added
    })
    reply.code(201)
    return shown(store, entry, user)
  })

  app.get('/api/applications/:id', { schema: { params: ById } }, async (request) => {
    const user = requireUser(request)
    return shown(store, await theirs(user, request.params.id), user)
  })

  const Amended = Type.Object({
    application: Type.Unknown(),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  })
  /** New facts, papers or another area in the place of what was handed in; applicant and plan stay, and its turn. */
  app.put('/api/applications/:id', { schema: { params: ById, body: Amended } }, async (request) => {
    const user = requireUser(request, 'clerk')
    const { region, id } = await theirs(user, request.params.id)
    const application = usableApplication(request.body.application)
    const { reason } = request.body
    await transact(store, async (inside) => {
      const entry = (await applicationEntry(inside, id))!
      const { value: status, messages } = nextStatus(entry.status, 'amend')
      if (!status) throw unusable(409, 'wrong-status', messages)
      refuse(refusal(deskFile(entry, null), 'amend', user))
      const changed = amendedFields(entry.application, application)
      if (changed.length === 0)
        throw new HttpFault(400, 'nothing-amended', '与原申请相同，没有补正', 'It says what it said before')
      const due = await dueIn(inside, entry, status)
      await amendApplication(inside, entry, application)
      await setApplicationStatus(inside, id, { status, holder: entry.holder, due })
      const detail = { application, changed, ...(reason?.trim() ? { reason } : {}) }
      const at = now().toISOString()
      await appendLog(inside, { region, at, by: user.name, action: 'amend', subject: subject(id), detail })
    })
    return shown(store, (await applicationEntry(store, id))!, user)
  })

  const AsOf = Type.Object({ asOf: Type.Optional(Type.String({ maxLength: 40 })) })
  app.get('/api/applications/:id/opinion', { schema: { params: ById, querystring: AsOf } }, async (request, reply) => {
    const entry = await theirs(requireUser(request), request.params.id)
    const { asOf = 'stored' } = request.query
    const last = await lastOpinion(store, entry.region, entry.id)
    if (asOf === 'stored') {
      if (!last) throw notFound('审查意见：申请尚未审查', 'opinion: the application has not been reviewed')
      reply.type('application/json; charset=utf-8').header('etag', `"${sha256(last.text)}"`)
      return reply.send(Buffer.from(last.text))
    }
    return madeAsOf(context, entry, asOf, last)
  })

  /** Accounts that may take a file of this region: open, of that region or one above it, and in the office for it. */
  const colleagues = async (region: string) =>
    (await listUsers(store)).filter(
      (one) => one.deactivated === null && coversRegion(one.region, region) && mayHold(one),
    )

  app.get('/api/applications/:id/people', { schema: { params: ById } }, async (request) => {
    const entry = await theirs(requireUser(request), request.params.id)
    return (await colleagues(entry.region)).map(({ name, displayName, roles }) => ({ name, displayName, roles }))
  })

  const Action = Type.Object({
    action: Type.Union(actions.filter((action) => action !== 'amend').map((action) => Type.Literal(action))),
    to: Type.Optional(Type.String({ maxLength: 60 })),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  })
  app.post('/api/applications/:id/actions', { schema: { params: ById, body: Action } }, async (request) => {
    const user = requireUser(request, 'clerk', 'supervisor')
    const entry = await theirs(user, request.params.id)
    const action = request.body.action as ApplicationAction
    const { to, reason } = request.body
    const { value: status, messages } = nextStatus(entry.status, action, to !== undefined)
    if (!status) throw unusable(409, 'wrong-status', messages)
    if ((action === 'return' || action === 'withdraw') && !reason?.trim())
      throw new HttpFault(400, 'no-reason', '须说明理由', 'A reason is needed')
    if (action === 'hand-over' && to === undefined)
      throw new HttpFault(400, 'no-person', '须指定接手人', 'Say who takes over')
    if (to !== undefined && action !== 'hand-over' && action !== 'second-read')
      throw new HttpFault(400, 'no-hand-over', '只有移交和送复核可以指定接手人', 'This action goes to nobody else')
    const next = to === undefined ? undefined : (await colleagues(entry.region)).find(({ name }) => name === to)
    if (to !== undefined && !next) throw notFound('可接手的人员', 'person to hand over to')
    const mayAct = async (inside: Store, file: ApplicationEntry) =>
      refuse(refusal(deskFile(file, await lastOpinion(inside, file.region, file.id)), action, user, next))
    await mayAct(store, entry)

    const fresh = action === 'review' ? await madeNow(context, entry) : null
    const at = now().toISOString()
    await transact(store, async (inside) => {
      // While the review was made somebody else may have acted.
      const held = (await applicationEntry(inside, entry.id))!
      const same = isDeepStrictEqual(held.application, entry.application)
      if (held.status !== entry.status || held.holder !== entry.holder || !same)
        throw new HttpFault(
          409,
          'wrong-status',
          '申请刚被他人办理，请刷新',
          'Somebody has just acted on this application',
        )
      // The same person too: an opinion that was made meanwhile is not signed by whoever made it.
      await mayAct(inside, held)
      const due = await dueIn(inside, held, status)
      const holder = action === 'take-over' ? user.name : (to ?? entry.holder)
      await setApplicationStatus(inside, entry.id, { status, holder, due })
      const about = { region: entry.region, at, by: user.name }
      const text = fresh && (await addOpinion(inside, { ...about, id: randomUUID(), application: entry.id, ...fresh }))
      const detail = {
        ...(to ? { to } : {}),
        ...(action === 'take-over' && entry.holder ? { from: entry.holder } : {}),
        ...(reason ? { reason } : {}),
        // The hash in the log proves that the stored opinion is the one that was made.
        ...(fresh && text ? { verdict: fresh.opinion.verdict, sha256: sha256(text) } : {}),
      }
      await appendLog(inside, { ...about, action, subject: subject(entry.id), detail })
    })
    return shown(store, (await applicationEntry(store, entry.id))!, user)
  })
}
