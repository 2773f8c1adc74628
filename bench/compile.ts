/**
 * How long a plan takes from bytes to facts, rules and findings, beside mammoth's bare conversion of the same .docx,
 * in one run; then the cost of a synthetic provincial plan as it grows. Run: npm run bench -- compile
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import mammoth from 'mammoth'
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'

const plans = resolve(import.meta.dirname, '../example/plans')

const whole = async (bytes: Uint8Array, file: string): Promise<void> => {
  const { value } = await readDocument(bytes, file)
  const plan = compile(value!)
  readRules(plan)
  check(plan)
}

/** The median of some runs after warming up, in milliseconds. */
const median = async (run: () => Promise<unknown>, runs = 15, warm = 5): Promise<number> => {
  for (let i = 0; i < warm; i++) await run()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return times.toSorted((a, b) => a - b)[runs >> 1]!
}

const row = (...cells: (string | number)[]): void =>
  console.log(cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell).padStart(12)).join(''))

row('plan', 'text ms', 'docx ms', 'mammoth ms', 'ratio')
for (const file of readdirSync(plans).filter((name) => name.endsWith('.docx'))) {
  const docx = readFileSync(join(plans, file))
  const text = readFileSync(join(plans, file.replace('.docx', '.txt')))
  const ours = await median(() => whole(docx, file))
  const bare = await median(() => mammoth.convertToHtml({ buffer: docx }))
  row(file.replace('.docx', ''), await median(() => whole(text, file)), ours, bare, ours / bare)
}

/** The longest example plan again and again, with chapters and tables numbered on, as one provincial plan. */
const synthetic = (times: number): Uint8Array => {
  const sources = readdirSync(plans).filter((name) => name.endsWith('.txt') && !name.includes('gb18030'))
  const texts = sources.map((name) => readFileSync(join(plans, name), 'utf8'))
  const longest = texts.toSorted((a, b) => b.length - a.length)[0]!
  const parts = Array.from({ length: times }, (_, i) =>
    longest
      .replace(/专栏\s*(\d+)/g, (_, n: string) => `专栏${i * 20 + Number(n)}`)
      .replace(/(\d)(?=个|座|处)/g, `${i % 10}`),
  )
  return new TextEncoder().encode(parts.join('\n\n'))
}

row('')
row('characters', 'ms', 'µs/character')
for (const times of [1, 5, 10, 20, 40]) {
  const bytes = synthetic(times)
  const length = new TextDecoder().decode(bytes).length
  const ms = await median(() => whole(bytes, 'synthetic.txt'), 3, 1)
  row(String(length), ms, ((ms * 1000) / length).toFixed(2))
}
