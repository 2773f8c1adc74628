/** The workbench: what Vite built, served with lasting caching for hashed names and none for the page itself. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import { faultPage } from '#publication/fault-page.ts'
import type { App, Context } from './context.ts'
import { faultBody } from './fault.ts'
import { frameOf, sendPage } from './page.ts'

export const webRoutes = async (app: App, { web }: Context): Promise<void> => {
  const index = join(web, 'index.html')
  const built = existsSync(index)
  const assets = join(web, 'assets')
  if (built)
    await app.register(staticFiles, {
      root: web,
      prefix: '/workbench/',
      cacheControl: false,
      setHeaders: (response, path) => {
        const lasting = path.startsWith(assets)
        response.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.get('/workbench', { schema: { hide: true } }, (_, reply) => reply.redirect('/workbench/'))
  // Addresses inside the workbench are its own business: they all get its page.
  app.setNotFoundHandler(async (request, reply) => {
    const page = request.method === 'GET' && /^\/workbench\/[^.]*$/.test(request.url.split('?')[0]!)
    if (page && built)
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(await readFile(index))
    if (page)
      return reply
        .code(503)
        .send(faultBody('not-built', '工作台尚未构建：npm run build', 'The workbench is not built: npm run build'))
    const what = { zh: '没有这个地址', en: 'There is no such address' }
    const forPerson = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/')
    if (forPerson) return sendPage(reply, faultPage(frameOf(request), what), 404)
    return reply.code(404).send(faultBody('not-found', what.zh, what.en))
  })
}
