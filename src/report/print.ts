/**
 * Papers written in a thread of its own, for a server: a long one holds up nobody, and the typefaces (30 MB) and the
 * memory of the renderer go with the thread when nobody has asked for a paper for a while.
 */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Paper } from '#report/paper.ts'

export type PrintJob = { readonly form: 'docx' | 'pdf'; readonly paper: Paper }
export type PrintAnswer = { readonly bytes: Uint8Array } | { readonly fault: string }

/** ms without a paper after which the thread is ended. */
const patience = 60_000

/** ms a paper may take; one that takes longer loses its thread. */
const longest = 60_000

/** Papers asked for and not yet written; who asks for one more is sent away. */
const mostWaiting = 20

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

/** A thread on its way out takes no paper any more. */
const close = (used: Worker): void => {
  if (thread === used) thread = null
  void used.terminate()
}

const print = async (job: PrintJob, within: number): Promise<Uint8Array | 'late'> => {
  clearTimeout(clock)
  const used = open()
  // It keeps the process alive only while somebody waits for it.
  used.ref()
  const over = new AbortController()
  const gone = once(used, 'exit', over).then(() => [{ fault: 'the thread ended without an answer' }])
  gone.catch(() => {})
  try {
    used.postMessage(job)
    const late = sleep(within, ['late'], over)
    const [answer] = (await Promise.race([once(used, 'message', over), gone, late])) as [PrintAnswer | 'late']
    if (answer === 'late') {
      close(used)
      return answer
    }
    if ('fault' in answer) throw new Error(answer.fault)
    return answer.bytes
  } finally {
    over.abort()
    used.unref()
    clock = setTimeout(close, patience, used).unref()
  }
}

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * The bytes of a paper as a file, one paper at a time; 'busy' where too many wait already, 'late' where this one takes
 * longer than `within` ms once it is its turn.
 */
export const printed = async (
  form: PrintJob['form'],
  paper: Paper,
  within: number = longest,
): Promise<Uint8Array | 'busy' | 'late'> => {
  if (waiting >= mostWaiting) return 'busy'
  waiting++
  const next = last.then(() => print({ form, paper }, within)).finally(() => waiting--)
  last = next.catch(() => {})
  return next
}
