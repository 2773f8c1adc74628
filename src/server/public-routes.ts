/** The public site: pages rendered here, read without script. Errors are pages too. */
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Message } from '#document/document.ts'
import { faultPage } from '#publication/fault-page.ts'
import { homePage, type Published } from '#publication/home.ts'
import { inLang } from '#publication/page.ts'
import { noObjection, type PublicationDoor, planPage } from '#publication/plan-page.ts'
import { applicationFrom, type Filled, selfCheckPage } from '#publication/self-check.ts'
import { style } from '#publication/style.ts'
import { speaker } from '#publication/words.ts'
import { readApplication } from '#review/application.ts'
import { statedQuantity } from '#review/stated-area.ts'
import { listPlans, type PlanEntry, planEntry } from '#store/plans.ts'
import { coversRegion, listRegions } from '#store/regions.ts'
import { type App, type Context, today } from './context.ts'
import { HttpFault, notFound } from './fault.ts'
import { ById, Id } from './field.ts'
import { openLimit } from './guard.ts'
import { cornersIn } from './land.ts'
import { keepObjection } from './objection.ts'
import { opinionOn } from './open-review.ts'
import { frameOf, sendPage } from './page.ts'
import { setPublished } from './plan-publication.ts'
import { mayRead, requireUser } from './rights.ts'

const Query = Type.Object({
  lang: Type.Optional(Type.String({ maxLength: 10 })),
  plan: Type.Optional(Id),
  clause: Type.Optional(Type.String({ maxLength: 200 })),
  sent: Type.Optional(Type.String({ maxLength: 1 })),
})

/** Counties first: most people ask about the place they live in. */
const byNearness = ['county', 'city', 'province', 'nation']

const tooOften = { zh: '尝试过于频繁，请稍后再试', en: 'Too many attempts; try again later' }

const isFilled = (body: unknown): body is Filled =>
  typeof body === 'object' && body !== null && Object.values(body).every((value) => typeof value === 'string')

/** What someone of the office may do about who sees the plan; nothing for everybody else. */
const doorOf = ({ user }: FastifyRequest, { region, published }: PlanEntry): PublicationDoor | null => {
  const may =
    user !== null &&
    coversRegion(user.region, region) &&
    (user.roles.includes('planner') || user.roles.includes('supervisor'))
  return may ? { published: published !== null } : null
}

export const publicRoutes = (app: App, context: Context): void => {
  const { store, shelf, now } = context
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 256 * 1024 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )
  app.setErrorHandler((error, request, reply) => {
    const frame = frameOf(request)
    if (error instanceof HttpFault)
      return sendPage(reply, faultPage(frame, { zh: error.message, en: error.messageEn }), error.statusCode)
    const { statusCode = 500, stack } = error as { statusCode?: number; stack?: string }
    if (statusCode === 429) return sendPage(reply, faultPage(frame, tooOften), statusCode)
    if (statusCode >= 500) process.stderr.write(`${request.method} ${request.url}: ${stack ?? error}\n`)
    return sendPage(reply, faultPage(frame, null), statusCode)
  })

  const published = async (): Promise<Published[]> => {
    const names = new Map((await listRegions(store)).map(({ code, name }) => [code, name]))
    const rank = ({ level }: PlanEntry) => byNearness.indexOf(level)
    const open = (await listPlans(store)).filter((plan) => plan.published !== null)
    const plans = open.sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'zh-CN'))
    return plans.map(({ id, title, level, region }) => ({ id, title, level, region: names.get(region) ?? null }))
  }

  /** A plan the person may read, as it holds; to others it is not there. */
  const readable = async (request: FastifyRequest, id: string) => {
    const entry = await planEntry(store, id)
    if (!entry || !mayRead(request, entry)) throw notFound('这个规划', 'plan')
    return { id, ...(await shelf.ruled(id)) }
  }

  app.get('/public.css', { schema: { hide: true } }, (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
  )

  app.get('/', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const plans = await published()
    const chosen = request.query.plan ?? plans[0]?.id
    const glanced = chosen === undefined ? null : await readable(request, chosen)
    return sendPage(reply, homePage(frameOf(request), plans, glanced))
  })

  app.get('/plan/:id', { schema: { hide: true, params: ById, querystring: Query } }, async (request, reply) => {
    const { id } = request.params
    const { clause = '', sent } = request.query
    const opened = await readable(request, id)
    const state = { ...noObjection, clause, sent: sent === '1' }
    return sendPage(reply, planPage(frameOf(request), opened, state, doorOf(request, opened.entry)))
  })

  app.post(
    '/plan/:id/publication',
    { schema: { hide: true, params: ById, querystring: Query } },
    async (request, reply) => {
      const { id } = request.params
      const user = requireUser(request, 'planner', 'supervisor')
      await setPublished(context, user, id, isFilled(request.body) && request.body.published === 'yes')
      return reply.redirect(inLang(frameOf(request).lang, `/plan/${id}`), 303)
    },
  )

  const limit = { max: 20, timeWindow: '1 hour' }
  app.post(
    '/plan/:id/objection',
    { schema: { hide: true, params: ById, querystring: Query }, config: { rateLimit: limit } },
    async (request, reply) => {
      const { id } = request.params
      const frame = frameOf(request)
      const { clause = '', text = '', contact = '' } = isFilled(request.body) ? request.body : {}
      const opened = await readable(request, id)
      if (text.trim() === '' || text.length > 5000 || contact.length > 200 || clause.length > 200) {
        const problem = speaker(frame.lang)('yourText')
        return sendPage(
          reply,
          planPage(frame, opened, { clause, sent: false, problem, text: text.slice(0, 5000) }),
          400,
        )
      }
      await keepObjection(context, { planId: id, clause, text, contact })
      return reply.redirect(`/plan/${id}?sent=1${frame.lang === 'en' ? '&lang=en' : ''}#objection`, 303)
    },
  )

  app.get('/self-check', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const { plan } = request.query
    return sendPage(reply, selfCheckPage(frameOf(request), await published(), plan ? { plan } : {}, null))
  })

  const checks = { schema: { hide: true, querystring: Query }, config: { rateLimit: openLimit } }
  app.post('/self-check', checks, async (request, reply) => {
    const frame = frameOf(request)
    const filled = isFilled(request.body) ? request.body : {}
    const entry = (await listPlans(store)).find(({ id, published: open }) => id === filled.plan && open !== null)
    if (!entry) return sendPage(reply, selfCheckPage(frame, await published(), filled, null), 400)
    const corners = filled.corners?.trim() ? await cornersIn(store, filled.corners, entry.region) : null
    const json = applicationFrom(filled, entry.region, today(now())) as Record<string, unknown>
    const { shape = null, altitude = null, stated = null } = corners?.value ?? {}
    const { value, messages } = readApplication({
      ...json,
      ...(shape ? { area: shape } : {}),
      ...(altitude ? { altitude } : {}),
      ...(stated ? { statedArea: statedQuantity(stated) } : {}),
    })
    const opinion = value ? await opinionOn(context, request.user, value, entry.id) : null
    const said: Message[] = [...(corners?.messages ?? []), ...messages, ...(opinion?.messages ?? [])]
    const told = said.filter(({ severity }) => severity !== 'info')
    return sendPage(reply, selfCheckPage(frame, await published(), filled, opinion, told), opinion ? 200 : 400)
  })
}
