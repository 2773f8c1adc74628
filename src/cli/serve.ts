/** serve: the same server that `npm start` runs, in this process's place. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Verb } from '#cli/verb.ts'

const server = fileURLToPath(new URL(import.meta.resolve('#server/main.ts')))

/** Ends as the server ends: with its status, or as a shell tells a signal, 128 + its number. */
export const serve: Verb = async () => {
  const child = spawn(process.execPath, [server], { stdio: 'inherit' })
  const passed = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  for (const signal of passed) process.on(signal, () => child.kill(signal))
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0)
}
