/**
 * Reads, compiles and checks damaged documents in a process of its own: node test/fuzz-child.ts FIRST LAST STEP. Prints
 * one line of JSON for every one that takes too long or breaks, and one at the end with what the process needed.
 */
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import { damagedBy } from './fuzz-source.ts'

const [first, last, step] = process.argv.slice(2).map(Number) as [number, number, number]

/** Processor time (ms) that one document may take: on a busy machine the clock on the wall tells of others. */
const patience = 2000

const tell = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

let faults = 0
/** Ends the run at the tenth: more of them say nothing new. */
const fail = (seed: number, file: string, fault: string): void => {
  tell({ seed, file, fault })
  if (++faults === 10) process.exit(1)
}

let slowest = { seed: 0, file: '', ms: 0 }
let documents = 0
for (let seed = first; seed <= last; seed += step) {
  // Who waits can tell which one never ends.
  process.send?.(seed)
  const { file, bytes } = damagedBy(seed)
  const before = process.cpuUsage()
  try {
    const { value, messages } = await readDocument(bytes, file)
    if (value) {
      const plan = compile(value)
      readRules(plan)
      check(plan)
    } else if (!messages.some((message) => message.severity === 'error')) fail(seed, file, 'refused without a word')
  } catch (error) {
    fail(seed, file, String((error as Error).stack).slice(0, 600))
  }
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000
  if (ms > patience) fail(seed, file, `${Math.round(ms)} ms`)
  if (ms > slowest.ms) slowest = { seed, file, ms: Math.round(ms) }
  documents++
}
// The most memory the system ever gave this process, all of it: heap, buffers, code.
tell({ documents, slowest, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) })
process.disconnect?.()
