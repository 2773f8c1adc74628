/** The public site: pages rendered here, read without script. Errors are pages too. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Message } from '#document/document.ts'
import { faultPage } from '#publication/fault-page.ts'
import { homePage, type Published } from '#publication/home.ts'
import type { Frame } from '#publication/page.ts'
import { noObjection, planPage } from '#publication/plan-page.ts'
import { applicationFrom, type Filled, selfCheckPage } from '#publication/self-check.ts'
import { style } from '#publication/style.ts'
import { speaker } from '#publication/words.ts'
import { readApplication } from '#review/application.ts'
import { listPlans, type PlanEntry } from '#store/plans.ts'
import { listRegions } from '#store/regions.ts'
import { type App, type Context, today } from './context.ts'
import { HttpFault } from './fault.ts'
import { cornersIn } from './land.ts'
import { keepObjection } from './objection-routes.ts'
import { opinionOn } from './review-routes.ts'

const Query = Type.Object({
  lang: Type.Optional(Type.String({ maxLength: 10 })),
  plan: Type.Optional(Type.String({ maxLength: 64 })),
  clause: Type.Optional(Type.String({ maxLength: 200 })),
  sent: Type.Optional(Type.String({ maxLength: 1 })),
})
const Id = Type.Object({ id: Type.String({ maxLength: 64 }) })

/** Counties first: most people ask about the place they live in. */
const byNearness = ['county', 'city', 'province', 'nation']

const frameOf = (request: FastifyRequest): Frame => {
  const address = new URL(request.url, 'http://localhost')
  const lang = address.searchParams.get('lang') === 'en' ? 'en' : 'zh'
  address.searchParams.delete('lang')
  return { lang, address: address.pathname + address.search }
}

const send = (reply: FastifyReply, page: string, status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)

const isFilled = (body: unknown): body is Filled =>
  typeof body === 'object' && body !== null && Object.values(body).every((value) => typeof value === 'string')

export const publicRoutes = (app: App, context: Context): void => {
  const { store, shelf, now } = context
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 256 * 1024 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )
  app.setErrorHandler((error, request, reply) => {
    const frame = frameOf(request)
    if (error instanceof HttpFault && error.statusCode === 404) return send(reply, faultPage(frame, 'notFound'), 404)
    const { statusCode = 500, stack } = error as { statusCode?: number; stack?: string }
    if (statusCode >= 500) process.stderr.write(`${request.method} ${request.url}: ${stack ?? error}\n`)
    return send(reply, faultPage(frame, 'wentWrong'), statusCode)
  })

  const published = async (): Promise<Published[]> => {
    const names = new Map((await listRegions(store)).map(({ code, name }) => [code, name]))
    const rank = ({ level }: PlanEntry) => byNearness.indexOf(level)
    const plans = (await listPlans(store)).sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'zh-CN'))
    return plans.map(({ id, title, level, region }) => ({ id, title, level, region: names.get(region) ?? null }))
  }

  app.get('/public.css', { schema: { hide: true } }, (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
  )

  app.get('/', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const plans = await published()
    const chosen = request.query.plan ?? plans[0]?.id
    return send(
      reply,
      homePage(frameOf(request), plans, chosen === undefined ? null : { id: chosen, ...(await shelf.ruled(chosen)) }),
    )
  })

  app.get('/plan/:id', { schema: { hide: true, params: Id, querystring: Query } }, async (request, reply) => {
    const { id } = request.params
    const { clause = '', sent } = request.query
    const opened = { id, ...(await shelf.ruled(id)) }
    return send(reply, planPage(frameOf(request), opened, { ...noObjection, clause, sent: sent === '1' }))
  })

  const limit = { max: 20, timeWindow: '1 hour' }
  app.post(
    '/plan/:id/objection',
    { schema: { hide: true, params: Id, querystring: Query }, config: { rateLimit: limit } },
    async (request, reply) => {
      const { id } = request.params
      const frame = frameOf(request)
      const { clause = '', text = '', contact = '' } = isFilled(request.body) ? request.body : {}
      const opened = { id, ...(await shelf.ruled(id)) }
      if (text.trim() === '' || text.length > 5000 || contact.length > 200 || clause.length > 200) {
        const problem = speaker(frame.lang)('yourText')
        return send(reply, planPage(frame, opened, { clause, sent: false, problem, text: text.slice(0, 5000) }), 400)
      }
      await keepObjection(context, { planId: id, clause, text, contact })
      return reply.redirect(`/plan/${id}?sent=1${frame.lang === 'en' ? '&lang=en' : ''}#objection`, 303)
    },
  )

  app.get('/self-check', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const { plan } = request.query
    return send(reply, selfCheckPage(frameOf(request), await published(), plan ? { plan } : {}, null))
  })

  app.post('/self-check', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const frame = frameOf(request)
    const filled = isFilled(request.body) ? request.body : {}
    const entry = (await listPlans(store)).find(({ id }) => id === filled.plan)
    if (!entry) return send(reply, selfCheckPage(frame, await published(), filled, null), 400)
    const corners = filled.corners?.trim() ? await cornersIn(store, filled.corners, entry.region) : null
    const json = applicationFrom(filled, entry.region, today(now())) as Record<string, unknown>
    const { value, messages } = readApplication(corners?.value.shape ? { ...json, area: corners.value.shape } : json)
    const told: Message[] = [...(corners?.messages ?? []), ...messages].filter(({ severity }) => severity !== 'info')
    const opinion = value ? await opinionOn(context, value, entry.id) : null
    return send(reply, selfCheckPage(frame, await published(), filled, opinion, told), opinion ? 200 : 400)
  })
}
