import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** How many damaged documents; KUANGGUI_FUZZ=10000 for the long run. */
const runs = Number(process.env.KUANGGUI_FUZZ ?? 300)
/** Megabytes that the whole process may ever hold, not its heap alone. */
const mostMemory = 512
/** No document may keep us waiting longer (ms) on the wall clock, however busy the machine. */
const longestSilence = 60_000

type End = { readonly documents: number; readonly megabytes: number; readonly slowest: object }

/** Every `step`th document from `first` on, in a process of its own. */
const child = (first: number, step: number): Promise<{ faults: string[]; end: End | null }> =>
  new Promise((resolve) => {
    const args = ['--max-old-space-size=320', join(import.meta.dirname, 'fuzz-child.ts'), first, runs, step].map(String)
    const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    let out = ''
    let errors = ''
    let seed = 0
    let late = false
    const patience = (): NodeJS.Timeout =>
      setTimeout(() => {
        late = true
        running.kill('SIGKILL')
      }, longestSilence)
    let clock = patience()
    running.on('message', (reached: number) => {
      seed = reached
      clearTimeout(clock)
      clock = patience()
    })
    running.stdout!.on('data', (data: Buffer) => {
      out += data
    })
    running.stderr!.on('data', (data: Buffer) => {
      errors += data
    })
    running.on('close', (code) => {
      clearTimeout(clock)
      const told = out.trim().split('\n').filter(Boolean)
      const last = told.at(-1)
      const end = last?.includes('"documents"') ? (JSON.parse(told.pop()!) as End) : null
      if (late) told.push(`seed ${seed}: hangs`)
      else if (!end) told.push(`seed ${seed}: the process ends with ${code}: ${errors.slice(-600)}`)
      resolve({ faults: told, end })
    })
  })

test(`${runs} damaged documents neither crash, hang nor swell`, async () => {
  const workers = runs > 1000 ? 2 : 1
  const ended = await Promise.all(Array.from({ length: workers }, (_, i) => child(i + 1, workers)))
  expect(ended.flatMap(({ faults }) => faults)).toEqual([])
  expect(ended.reduce((sum, { end }) => sum + end!.documents, 0)).toBe(runs)
  for (const { end } of ended) expect(end!.megabytes).toBeLessThan(mostMemory)
}, 3_600_000)
