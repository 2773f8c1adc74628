/** What holds for every request before any route sees it: who may knock at all, how often, and from which site. */
import type { FastifyRequest } from 'fastify'
import type { App } from './context.ts'
import { HttpFault } from './fault.ts'
import { requireUser } from './rights.ts'

/** All that answers without an account. A route that is not in this list asks who it is, whatever it forgets itself. */
export const openRoutes: ReadonlySet<string> = new Set([
  'GET /api/session',
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/setup',
  'GET /api/regions',
  'GET /api/plans',
  'GET /api/plans/:id',
  'GET /api/plans/:id/source',
  'GET /api/plans/:id/check.docx',
  'GET /api/plans/:id/check.pdf',
  'GET /api/plans/:id/check.xlsx',
  'GET /api/layers',
  'GET /api/layers/:name/features',
  'GET /api/land/map',
  'POST /api/land/overlay',
  'POST /api/land/corners',
  'POST /api/land/corner-text',
  'POST /api/review',
  'POST /api/objections',
  'GET /api/openapi.json',
])

/** For what costs much and is open to everybody: those who work here are not counted. */
export const openLimit = {
  max: 60,
  timeWindow: '1 minute',
  allowList: (request: FastifyRequest): boolean => request.user !== null,
}

/** Registered inside the routes of the interface, after sessions are read. */
export const requireAccount = (app: App): void => {
  app.addHook('onRequest', async (request) => {
    const { method, routeOptions } = request
    const route = `${method === 'HEAD' ? 'GET' : method} ${routeOptions.url}`
    if (!openRoutes.has(route)) requireUser(request)
  })
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A form or script of another site cannot act in a person's name: what changes something must come from here. A page
 * of ours always names itself (its referrer policy lets it), so "null" is another's.
 */
export const refuseForeignOrigins = (app: App): void => {
  app.addHook('onRequest', async (request) => {
    if (reading.has(request.method)) return
    const { origin } = request.headers
    const foreign =
      request.headers['sec-fetch-site'] === 'cross-site' ||
      (origin !== undefined && URL.parse(origin)?.host !== request.host)
    if (foreign)
      throw new HttpFault(403, 'foreign-origin', '不接受来自其他网站的请求', 'Requests from other sites are refused')
  })
}
