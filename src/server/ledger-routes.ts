/** The ledger of a region: mines and their yearly returns, appended and never edited. */
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { readMine, readReturn } from '#ledger/ledger.ts'
import { indicatorProgress } from '#progress/indicator.ts'
import { quotaBalances } from '#progress/quota.ts'
import { appendLog, logHead, readLog, verifyLog } from '#store/log.ts'
import { addMine, listMines } from '#store/mines.ts'
import { addReturn, listReturns } from '#store/returns.ts'
import { transact } from '#store/store.ts'
import { type App, type Context, today } from './context.ts'
import { unusable } from './fault.ts'
import { ById, Code, Day } from './field.ts'
import { ledgerFacts } from './ledger-facts.ts'
import { requireRegion, requireUser } from './rights.ts'

const Query = Type.Object({ region: Type.Optional(Code), date: Type.Optional(Day) })

export const ledgerRoutes = (app: App, { store, shelf, now }: Context): void => {
  app.get('/api/ledger', { schema: { querystring: Query } }, async (request) => {
    const user = requireUser(request)
    const { region = user.region, date = today(now()) } = request.query
    requireRegion(user, region)
    return (await ledgerFacts(store, region, date)) ?? { mines: [], returns: [] }
  })

  app.get('/api/mines', { schema: { querystring: Query } }, async (request) => {
    const user = requireUser(request)
    const { region = user.region, date = today(now()) } = request.query
    requireRegion(user, region)
    return (await listMines(store, region, date)).map(({ mine, ...record }) => ({ ...record, ...mine }))
  })

  const NewMine = Type.Object({ region: Code, since: Type.Optional(Day) }, { additionalProperties: true })
  app.post('/api/mines', { schema: { body: NewMine } }, async (request, reply) => {
    const user = requireUser(request, 'clerk', 'planner')
    const at = now().toISOString()
    const { region, since = today(now()) } = request.body
    requireRegion(user, region)
    const { value: mine, messages } = readMine(request.body, 'mine')
    if (!mine) throw unusable(400, 'unusable-mine', messages)
    const record = { region, id: randomUUID(), since, mine, by: user.name, at }
    await transact(store, async (inside) => {
      await addMine(inside, record)
      const detail = { since, mine }
      await appendLog(inside, { region, at, by: user.name, action: 'add-mine', subject: `mine:${mine.name}`, detail })
    })
    reply.code(201)
    return { ...record, ...mine }
  })

  app.get('/api/returns', { schema: { querystring: Query } }, async (request) => {
    const user = requireUser(request)
    const { region = user.region, date = today(now()) } = request.query
    requireRegion(user, region)
    return (await listReturns(store, region, date)).map(({ entry, ...record }) => ({ ...record, ...entry }))
  })

  const NewReturn = Type.Object({ region: Code }, { additionalProperties: true })
  app.post('/api/returns', { schema: { body: NewReturn } }, async (request, reply) => {
    const user = requireUser(request, 'clerk', 'planner')
    const at = now().toISOString()
    const { region } = request.body
    requireRegion(user, region)
    const { value: entry, messages } = readReturn(request.body, 'return')
    if (!entry) throw unusable(400, 'unusable-return', messages)
    const record = { region, id: randomUUID(), entry, by: user.name, at }
    await transact(store, async (inside) => {
      await addReturn(inside, record)
      await appendLog(inside, {
        region,
        at,
        by: user.name,
        action: 'add-return',
        subject: `mine:${entry.mine}`,
        detail: entry,
      })
    })
    reply.code(201)
    return { ...record, ...entry }
  })

  const OnDay = Type.Object({ date: Type.Optional(Day) })
  app.get('/api/plans/:id/progress', { schema: { params: ById, querystring: OnDay } }, async (request) => {
    const user = requireUser(request)
    const { entry, plan, rules } = await shelf.ruled(request.params.id)
    requireRegion(user, entry.region)
    const ledger = await ledgerFacts(store, entry.region, request.query.date ?? today(now()))
    const quotas = ledger ? quotaBalances(plan, rules, ledger) : []
    return { ledger: ledger !== null, indicators: indicatorProgress(plan, ledger), quotas }
  })

  const After = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) })
  app.get('/api/log', { schema: { querystring: After } }, async (request) => {
    const user = requireUser(request, 'supervisor', 'admin')
    return readLog(store, { after: request.query.after ?? 0, scope: user.region })
  })

  app.get('/api/log/head', async (request) => {
    requireUser(request)
    return (await logHead(store)) ?? { seq: 0, at: null, hash: null }
  })

  app.get('/api/log/verify', async (request) => {
    requireUser(request)
    return verifyLog(store)
  })
}
