import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import { mutateBytes, mutateText, seeded } from './mutation.ts'

/** How many damaged documents; KUANGGUI_FUZZ=10000 for the long run. */
const runs = Number(process.env.KUANGGUI_FUZZ ?? 300)
const plans = resolve(import.meta.dirname, '../example/plans')
const files = readdirSync(plans)
const sources = files.map((file) => ({ file, bytes: new Uint8Array(readFileSync(join(plans, file))) }))

/** No document may hold its reader longer (ms), however damaged. */
const patience = 2000

test(`${runs} damaged documents neither crash, hang nor swell`, async () => {
  for (let seed = 1; seed <= runs; seed++) {
    const random = seeded(seed)
    const { file, bytes } = sources[seed % sources.length]!
    const textual = file.endsWith('.txt') && random() < 0.7
    const damaged = textual
      ? new TextEncoder().encode(mutateText(new TextDecoder().decode(bytes), random))
      : mutateBytes(bytes, random)
    const start = performance.now()
    const { value, messages } = await readDocument(damaged, file)
    if (value) {
      const plan = compile(value)
      readRules(plan)
      check(plan)
    } else
      expect(
        messages.some((message) => message.severity === 'error'),
        `seed ${seed}`,
      ).toBe(true)
    expect(performance.now() - start, `seed ${seed} (${file})`).toBeLessThan(patience)
  }
  expect(process.memoryUsage().rss).toBeLessThan(1024 * 1024 * 1024)
}, 3_600_000)
