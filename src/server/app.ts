/** The server put together: plugins, doors, routes. Nothing here opens a port or a store. */
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import fastify, { type FastifyError, type FastifyReply } from 'fastify'
import { applicationRoutes } from './application-routes.ts'
import { baseMapOrigins } from './base-map.ts'
import { batchRoutes } from './batch-routes.ts'
import { compressAnswers } from './compression.ts'
import type { App, Context } from './context.ts'
import { faultBody, HttpFault } from './fault.ts'
import { refuseForeignOrigins, requireAccount } from './guard.ts'
import { ledgerFileRoutes } from './ledger-file-routes.ts'
import { ledgerRoutes } from './ledger-routes.ts'
import { mapRoutes } from './map-routes.ts'
import { objectionRoutes } from './objection-routes.ts'
import { opinionFileRoutes } from './opinion-file-routes.ts'
import { planRoutes } from './plan-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { reviewRoutes } from './review-routes.ts'
import { readSessions, sessionRoutes } from './session-routes.ts'
import { webRoutes } from './web-routes.ts'

/** Bytes: an uploaded plan, and any other request. */
const largestUpload = 60 * 1024 * 1024
const largestBody = 8 * 1024 * 1024

/** MapLibre works in blob workers, GEOS and GDAL in WebAssembly, Ant Design in inline styles. No page takes frames. */
const contentPolicy = (tiles: readonly string[]) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    workerSrc: ["'self'", 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'", 'blob:', 'data:', ...tiles],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
})

const answerFault = (app: App): void => {
  app.setErrorHandler((error: FastifyError | HttpFault, request, reply) => {
    if (error instanceof HttpFault)
      return reply.code(error.statusCode).send(faultBody(error.code, error.message, error.messageEn, error.place))
    if (error.validation) {
      const { instancePath = '', message = '' } = error.validation[0] ?? {}
      const where = `${error.validationContext ?? ''}${instancePath}`
      return reply
        .code(400)
        .send(faultBody('bad-request', `请求有误：${where} ${message}`, `Bad request: ${where} ${message}`))
    }
    if (error.code === 'FST_REQ_FILE_TOO_LARGE' || error.statusCode === 413)
      return reply
        .code(413)
        .send(faultBody('too-large', '文件过大（上限 60 MB）', 'The file is too large (60 MB at most)'))
    if (error.statusCode === 429)
      return reply
        .code(429)
        .send(faultBody('too-often', '尝试过于频繁，请稍后再试', 'Too many attempts; try again later'))
    if (error.statusCode !== undefined && error.statusCode < 500)
      return reply.code(error.statusCode).send(faultBody('bad-request', `请求有误：${error.message}`, error.message))
    process.stderr.write(`${request.method} ${request.url}: ${error.stack ?? error}\n`)
    return reply.code(500).send(faultBody('fault', '服务器内部出错', 'The server failed'))
  })
}

export const buildApp = async (context: Context): Promise<App> => {
  const app = fastify({
    bodyLimit: largestBody,
    forceCloseConnections: true,
    // A proxy on this machine says who asks and by which name and protocol; nobody else is believed.
    trustProxy: 'loopback',
    frameworkErrors: (_, __, reply) => {
      ;(reply as FastifyReply).code(400).send(faultBody('bad-request', '地址有误', 'Bad address'))
    },
  }) as unknown as App
  answerFault(app)
  // A form of another site may send text without being asked; nothing here wants it.
  app.removeContentTypeParser('text/plain')
  refuseForeignOrigins(app)
  compressAnswers(app)
  app.get('/healthz', { schema: { hide: true } }, () => ({ ok: true }))
  await app.register(helmet, {
    contentSecurityPolicy: contentPolicy(baseMapOrigins(context.baseMap ?? null)),
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  readSessions(app, context)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, { limits: { fileSize: largestUpload, files: 1, fields: 10 } })
  const info = { title: '矿规 Kuanggui', version: '1', description: 'Mineral resources plans: facts, rules, reviews.' }
  await app.register(swagger, { openapi: { info } })
  await app.register(async (routes) => {
    const inside = routes as unknown as App
    requireAccount(inside)
    sessionRoutes(inside, context)
    planRoutes(inside, context)
    mapRoutes(inside, context)
    ledgerRoutes(inside, context)
    ledgerFileRoutes(inside, context)
    reviewRoutes(inside, context)
    batchRoutes(inside, context)
    applicationRoutes(inside, context)
    opinionFileRoutes(inside, context)
    objectionRoutes(inside, context)
    inside.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  })
  await app.register(async (routes) => publicRoutes(routes as unknown as App, context))
  await webRoutes(app, context)
  return app
}
