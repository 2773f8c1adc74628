/** Plans: what was uploaded, what was read in it, and what persons decided of that. */
import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type Confirmation, isValue } from '#ledger/confirmation.ts'
import { addConfirmation } from '#store/confirmations.ts'
import { appendLog } from '#store/log.ts'
import { listPlans, planEntry, planSource } from '#store/plans.ts'
import { coversRegion, listRegions } from '#store/regions.ts'
import { transact } from '#store/store.ts'
import { asAttachment } from './attachment.ts'
import type { App, Context } from './context.ts'
import { HttpFault, notFound, unusable } from './fault.ts'
import { ById, InLang } from './field.ts'
import { openLimit } from './guard.ts'
import { paperFile } from './paper-file.ts'
import { setPublished } from './plan-publication.ts'
import type { OpenPlan } from './plan-shelf.ts'
import { mayRead, requireRegion, requireUser, wholeCountry } from './rights.ts'
import { uploadOf } from './upload.ts'

const types: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.html': 'text/plain',
  '.htm': 'text/plain',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

export const planRoutes = (app: App, context: Context): void => {
  const { store, shelf, now } = context

  app.get('/api/regions', () => listRegions(store))

  /** A plan the person may read; to others it is not there. */
  const readable = async (request: FastifyRequest, id: string): Promise<OpenPlan> => {
    const entry = await planEntry(store, id)
    if (!entry || !mayRead(request, entry)) throw notFound('这个规划', 'plan')
    return shelf.open(id)
  }

  app.get('/api/plans', async (request) => {
    const regions = await listRegions(store)
    const plans = (await listPlans(store)).filter((plan) => mayRead(request, plan))
    return plans.map(({ region, compiler: _, by: __, ...plan }) => ({
      ...plan,
      region:
        region === wholeCountry
          ? null
          : { code: region, name: regions.find(({ code }) => code === region)?.name ?? region },
    }))
  })

  app.post('/api/plans', { schema: { consumes: ['multipart/form-data'] } }, async (request, reply) => {
    const user = requireUser(request, 'planner')
    const { bytes, name } = await uploadOf(request)
    const at = now().toISOString()
    const allow = (region: string) => requireRegion(user, region)
    const added = await shelf.add({ bytes, file: name, by: user.name, at }, user.region, allow)
    if (added.id === null) throw unusable(422, 'unreadable-document', added.messages)
    reply.code(201)
    return added
  })

  app.get('/api/plans/:id', { schema: { params: ById } }, async (request) => {
    const { entry, compiled, confirmations } = await readable(request, request.params.id)
    // Who of the office decided, and why, is the office's own.
    const { user } = request
    const inside = user !== null && coversRegion(user.region, entry.region)
    const told = inside ? confirmations : confirmations.map((one) => ({ ...one, by: '', reason: '' }))
    return { id: entry.id, region: entry.region, published: entry.published, ...compiled, confirmations: told }
  })

  app.get('/api/plans/:id/source', { schema: { params: ById } }, async (request, reply) => {
    const entry = await planEntry(store, request.params.id)
    const source = await planSource(store, request.params.id)
    if (!entry || !source || !mayRead(request, entry)) throw notFound('这个规划', 'plan')
    // HTML from outside is handed out as text: it must not run in this site's name.
    reply.type(types[extname(entry.file).toLowerCase()] ?? 'application/octet-stream')
    reply.header('content-disposition', asAttachment(entry.file))
    return reply.send(Buffer.from(source))
  })

  // Whoever reads a plan may have its report, and a report costs much.
  const counted = { schema: { params: ById, querystring: InLang }, config: { rateLimit: openLimit } }
  app.get('/api/plans/:id/check.docx', counted, async (request, reply) => {
    const { entry, compiled } = await readable(request, request.params.id)
    const { checkPaper } = await import('#report/check.ts')
    const bytes = await paperFile('docx', checkPaper(compiled.plan, compiled.checks, request.query.lang))
    reply.type(types['.docx']!).header('content-disposition', asAttachment(`${entry.title} 核对报告.docx`))
    return reply.send(bytes)
  })

  app.get('/api/plans/:id/check.pdf', counted, async (request, reply) => {
    const { entry, compiled } = await readable(request, request.params.id)
    const { checkPaper } = await import('#report/check.ts')
    const bytes = await paperFile('pdf', checkPaper(compiled.plan, compiled.checks, request.query.lang))
    reply.type(types['.pdf']!).header('content-disposition', asAttachment(`${entry.title} 核对报告.pdf`))
    return reply.send(bytes)
  })

  app.get('/api/plans/:id/check.xlsx', counted, async (request, reply) => {
    const { entry, compiled } = await readable(request, request.params.id)
    const { checkXlsx } = await import('#report/check.ts')
    reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    reply.header('content-disposition', asAttachment(`${entry.title} 核对报告.xlsx`))
    return reply.send(Buffer.from(await checkXlsx(compiled.plan, compiled.checks)))
  })

  const Publication = Type.Object({ published: Type.Boolean() })
  app.post('/api/plans/:id/publication', { schema: { params: ById, body: Publication } }, async (request) => {
    const user = requireUser(request, 'planner', 'supervisor')
    return setPublished(context, user, request.params.id, request.body.published)
  })

  const Decision = Type.Object({
    target: Type.Union([Type.Literal('fact'), Type.Literal('rule')]),
    targetId: Type.String({ minLength: 1, maxLength: 200 }),
    decision: Type.Union([Type.Literal('confirm'), Type.Literal('correct'), Type.Literal('reject')]),
    value: Type.Optional(Type.Unknown()),
    reason: Type.String({ maxLength: 2000 }),
  })
  app.post('/api/plans/:id/confirmations', { schema: { params: ById, body: Decision } }, async (request, reply) => {
    const user = requireUser(request, 'planner')
    const { entry, compiled } = await readable(request, request.params.id)
    requireRegion(user, entry.region)
    const { target, targetId, decision, value, reason } = request.body
    const read = target === 'fact' ? compiled.plan.facts : compiled.rules
    const found = read.find(({ id }) => id === targetId)
    if (!found) throw notFound('这条事实或规则', 'fact or rule')
    if (decision === 'correct' && !isValue(value))
      throw new HttpFault(400, 'no-value', '更正须给出新值', 'A correction needs the new value')
    if (decision !== 'confirm' && reason.trim() === '')
      throw new HttpFault(400, 'no-reason', '更正或否决须说明理由', 'A correction or rejection needs a reason')
    const confirmation: Confirmation = {
      region: entry.region,
      id: randomUUID(),
      plan: entry.id,
      target,
      targetId,
      quote: found.quote,
      decision,
      value: decision === 'correct' ? value : null,
      reason,
      by: user.name,
      at: now().toISOString(),
    }
    await transact(store, async (inside) => {
      await addConfirmation(inside, confirmation)
      const { region, at, by } = confirmation
      const detail = { target, targetId, decision, value: confirmation.value, reason }
      await appendLog(inside, { region, at, by, action: 'confirm', subject: `plan:${entry.id}`, detail })
    })
    reply.code(201)
    return confirmation
  })
}
