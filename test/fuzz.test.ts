import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import { mutateBytes, mutateDocx, mutateMarkup, mutateText, seeded } from './mutation.ts'
import { toHtml } from './same-plan.ts'

/** How many damaged documents; KUANGGUI_FUZZ=10000 for the long run. */
const runs = Number(process.env.KUANGGUI_FUZZ ?? 300)
const plans = resolve(import.meta.dirname, '../example/plans')
const files = readdirSync(plans)
const sources = files.map((file) => ({ file, bytes: new Uint8Array(readFileSync(join(plans, file))) }))

/** The pages of a plan, for those who publish it as a page. */
const pages = await Promise.all(
  sources
    .filter(({ file }) => file.endsWith('.docx'))
    .map(async ({ file, bytes }) => ({
      file: file.replace('.docx', '.html'),
      markup: toHtml((await readDocument(bytes, file)).value!),
    })),
)

/** A damaged document, the same for the same seed. */
const damagedBy = (seed: number): { file: string; bytes: Uint8Array } => {
  const random = seeded(seed)
  const { file, bytes } = sources[seed % sources.length]!
  const way = random()
  if (way < 0.15) {
    const page = pages[seed % pages.length]!
    return { file: page.file, bytes: new TextEncoder().encode(mutateMarkup(page.markup, random)) }
  }
  if (file.endsWith('.docx') && way < 0.8) return { file, bytes: mutateDocx(bytes, random) }
  if (file.endsWith('.txt') && way < 0.75)
    return { file, bytes: new TextEncoder().encode(mutateText(new TextDecoder().decode(bytes), random)) }
  return { file, bytes: mutateBytes(bytes, random) }
}

/** No document may hold its reader longer (ms), however damaged. */
const patience = 2000

test(`${runs} damaged documents neither crash, hang nor swell`, async () => {
  for (let seed = 1; seed <= runs; seed++) {
    const { file, bytes } = damagedBy(seed)
    const start = performance.now()
    const { value, messages } = await readDocument(bytes, file)
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
