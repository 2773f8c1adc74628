/** serve: the same server that `npm start` runs, in this process's place. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Verb } from '#cli/verb.ts'

const server = fileURLToPath(new URL(import.meta.resolve('#server/main.ts')))

export const serve: Verb = async () => {
  const child = spawn(process.execPath, [server], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal))
  const [code] = (await once(child, 'exit')) as [number | null]
  process.exitCode = code ?? 0
}
