/** Answers in gzip where the asker takes it: a plan or the workbench's script is a fifth of its size then. */
import { pipeline, type Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGzip, gzip } from 'node:zlib'
import type { App } from './context.ts'

const pack = promisify(gzip)

/** Below this many bytes the header costs more than it saves. */
const worthwhile = 1400

const packable = /^(?:text\/|application\/(?:json|javascript|geo\+json|wasm|manifest)|image\/svg)/

/** Whether an Accept-Encoding (RFC 9110, 12.5.3) allows gzip: named or by "*", and not with a weight of nothing. */
const takesGzip = (accepts: string): boolean => {
  const weights = new Map(
    accepts
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [coding = '', ...parameters] = part.split(';').map((word) => word.trim())
        const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
        return [coding, weight === undefined ? 1 : Number(weight)] as const
      }),
  )
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
}

const isStream = (payload: unknown): payload is Readable =>
  typeof payload === 'object' && payload !== null && 'pipe' in payload && typeof payload.pipe === 'function'

export const compressAnswers = (app: App): void => {
  app.addHook('onSend', async (request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '')
    const takes = takesGzip(String(request.headers['accept-encoding'] ?? ''))
    if (!packable.test(type) || reply.hasHeader('content-encoding') || request.method === 'HEAD') return payload
    reply.header('vary', [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', '))
    if (!takes || reply.statusCode === 206 || reply.statusCode === 304) return payload
    const stream = isStream(payload)
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : null
    if (!stream && (bytes === null || bytes.length < worthwhile)) return payload
    reply.header('content-encoding', 'gzip').removeHeader('content-length')
    // Whoever breaks off the answer ends the reading, too. A broken stream is told by the one that is sent.
    return stream ? pipeline(payload, createGzip(), () => {}) : pack(bytes!)
  })
}
