/**
 * Papers written in a thread of its own, for a server: a long one holds up nobody, and the typefaces (30 MB) and the
 * memory of the renderer go with the thread when nobody has asked for a paper for a while.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Paper } from '#report/paper.ts'

export type PrintJob = { readonly form: 'docx' | 'pdf'; readonly paper: Paper }
export type PrintAnswer = { readonly bytes: Uint8Array } | { readonly fault: string }

/** ms without a paper after which the thread is ended. */
const patience = 60_000

let thread: Worker | null = null
let clock: NodeJS.Timeout | undefined

const open = (): Worker => {
  if (thread) return thread
  const opened = new Worker(new URL('./print-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  opened.once('exit', () => {
    if (thread === opened) thread = null
  })
  thread = opened
  return opened
}

const print = async (job: PrintJob): Promise<Uint8Array> => {
  clearTimeout(clock)
  const used = open()
  // It keeps the process alive only while somebody waits for it.
  used.ref()
  const over = new AbortController()
  const gone = once(used, 'exit', over).then(() => [{ fault: 'the thread ended without an answer' }])
  gone.catch(() => {})
  try {
    used.postMessage(job)
    const [answer] = (await Promise.race([once(used, 'message', over), gone])) as [PrintAnswer]
    if ('fault' in answer) throw new Error(answer.fault)
    return answer.bytes
  } finally {
    over.abort()
    used.unref()
    clock = setTimeout(() => void used.terminate(), patience).unref()
  }
}

let last: Promise<unknown> = Promise.resolve()

/** The bytes of a paper as a file, one paper at a time. */
export const printed = (form: PrintJob['form'], paper: Paper): Promise<Uint8Array> => {
  const next = last.then(() => print({ form, paper }))
  last = next.catch(() => {})
  return next
}
