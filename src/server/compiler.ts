/** Documents compiled in a process of their own, and the version of what compiles them. */
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import type { Result } from '#document/document.ts'
import { readableBytes } from '#exchange/office.ts'
import type { CompiledPlan } from '#store/plans.ts'
import type { CompileJob } from './compile-process.ts'

const rooms = ['mineral', 'document', 'plan', 'rules'] as const

/** Milliseconds and megabytes after which a document is given up. */
const patience = 30_000
const memory = 2048

/** How many documents are compiled at once: each may use `memory`. The others wait their turn. */
const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running < atOnce) running++
  // Whoever ends hands its place on.
  else await new Promise<void>((go) => waiting.push(go))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** What gathers the facts of an opinion, beside the rooms that judge them. */
const gathering = ['ledger-facts.ts', 'land.ts', 'opinion-then.ts', 'plan-shelf.ts', 'review-context.ts'].map(
  (file) => `server/${file}`,
)

const source = join(import.meta.dirname, '..')

const filesOf = (room: string): string[] =>
  room.endsWith('.ts')
    ? [join(source, room)]
    : readdirSync(join(source, room), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /(?<!\.test)\.(?:ts|json)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()

/** A hash over rooms and single files. */
const versionOf = (parts: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const file of parts.flatMap(filesOf)) hash.update(file.slice(source.length)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** A hash over the sources and data that decide what a document is read as: any change of them is another compiler. */
export const compilerVersion = (): string => versionOf(rooms)

/** Rooms and files that decide what an opinion says of the same sources. */
export const reviewing: readonly string[] = [...rooms, 'land', 'review', 'ledger', ...gathering]

/** A hash over all of them. */
export const reviewerVersion = (): string => versionOf(reviewing)

const tooMuch = (file: string): Result<null> => {
  const text = `文件“${file}”过大或过于复杂，未能读完`
  const textEn = `The file “${file}” is too large or too intricate to be read`
  return { value: null, messages: [{ severity: 'error', text, textEn }] }
}

/**
 * Reads, compiles and checks a document; .doc, .wps and .rtf go through LibreOffice. Value null: it is no document that
 * can be read; the messages say why.
 */
export const compileDocument = async (bytes: Uint8Array, file: string): Promise<Result<CompiledPlan | null>> => {
  const { value: readable, messages } = await readableBytes(bytes, file)
  if (!readable) return { value: null, messages }
  const compiled = await inTurn(() => compileReadable(readable, file))
  if (!compiled.value || readable === bytes) return compiled
  // A converted document is still the one that was handed in.
  const { plan, ...rest } = compiled.value
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { ...compiled, value: { ...rest, plan: { ...plan, source: { ...plan.source, sha256 } } } }
}

const compileReadable = async (bytes: Uint8Array, file: string): Promise<Result<CompiledPlan | null>> => {
  const cache = module.getCompileCacheDir?.()
  const child = fork(join(import.meta.dirname, 'compile-process.ts'), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memory}`],
    env: { ...process.env, ...(cache ? { NODE_COMPILE_CACHE: cache } : {}) },
    timeout: patience,
  })
  const answer = once(child, 'message').then(([result]) => result as Result<CompiledPlan | null>)
  const end = once(child, 'exit').then(([code, signal]): Promise<Result<CompiledPlan | null>> | Result<null> => {
    if (code === 0) return answer
    // Ended by a signal: by our patience, or by the engine for want of memory. Else the fault is ours.
    if (signal !== null || code === 134) return tooMuch(file)
    throw new Error(`Compiling ${file} ended with status ${code}`)
  })
  const job: CompileJob = { bytes, file }
  child.send(job)
  const result = await Promise.race([answer, end])
  await end.catch(() => {})
  return result
}
