/** Documents compiled in a thread, and the version of what compiles them. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Result } from '#document/document.ts'
import type { CompiledPlan } from '#store/plans.ts'

const rooms = ['mineral', 'document', 'plan', 'rules'] as const

/** Milliseconds and megabytes after which a document is given up. */
const patience = 120_000
const memory = 2048

/** A hash over the sources that decide what a document is read as: any change of them is another compiler. */
export const compilerVersion = (): string => {
  const hash = createHash('sha256')
  const source = join(import.meta.dirname, '..')
  for (const room of rooms) {
    const files = readdirSync(join(source, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath, entry.name))
    for (const file of files.sort()) hash.update(file.slice(source.length)).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

/** Reads, compiles and checks a document. Value null: it is no document that can be read; the messages say why. */
export const compileDocument = async (bytes: Uint8Array, file: string): Promise<Result<CompiledPlan | null>> => {
  const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), {
    workerData: { bytes, file },
    resourceLimits: { maxOldGenerationSizeMb: memory },
  })
  try {
    const [result] = await once(worker, 'message', { signal: AbortSignal.timeout(patience) })
    return result
  } catch (cause) {
    const tooMuch = ['ABORT_ERR', 'ERR_WORKER_OUT_OF_MEMORY'].includes((cause as NodeJS.ErrnoException).code ?? '')
    if (!tooMuch) throw cause
    const text = `文件“${file}”过大或过于复杂，未能读完`
    const textEn = `The file “${file}” is too large or too intricate to be read`
    return { value: null, messages: [{ severity: 'error', text, textEn }] }
  } finally {
    await worker.terminate()
  }
}
