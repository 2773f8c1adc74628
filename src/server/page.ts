/** Pages as answers. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Frame } from '#publication/page.ts'

export const frameOf = (request: FastifyRequest): Frame => {
  const address = new URL(request.url, 'http://localhost')
  const lang = address.searchParams.get('lang') === 'en' ? 'en' : 'zh'
  address.searchParams.delete('lang')
  return { lang, address: address.pathname + address.search }
}

export const sendPage = (reply: FastifyReply, page: string, status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
