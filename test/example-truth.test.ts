/** What a careful reader found in the example's plans: every rule read with its value, every case judged as it must be. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { readLedger } from '#ledger/ledger.ts'
import { compile } from '#plan/compile.ts'
import { readApplication } from '#review/application.ts'
import { review } from '#review/review.ts'
import { readRules } from '#rules/read.ts'

const truth = (name: string) =>
  JSON.parse(readFileSync(new URL(`../example/truth/${name}.json`, import.meta.url), 'utf8'))

const load = async (name: string) => {
  const file = `${name}.txt`
  const { value } = await readDocument(readFileSync(new URL(`../example/plans/${file}`, import.meta.url)), file)
  const plan = compile(value!)
  return { plan, rules: readRules(plan) }
}

const names = ['yunyan', 'qishuang', 'hezhu', 'lanze'] as const
const plans = new Map(await Promise.all(names.map(async (name) => [name as string, await load(name)] as const)))

const bare = (text: string): string => text.replace(/[\s|]+/g, '')

/** Whether a rule's quote speaks of the truth's: ten characters in a row, or most of a shorter one. */
const speaksOf = (own: string, wanted: string): boolean => {
  const length = Math.min(10, Math.ceil(0.6 * wanted.length))
  return Array.from({ length: wanted.length - length + 1 }, (_, i) => wanted.slice(i, i + length)).some((words) =>
    own.includes(words),
  )
}

type Entry = { readonly id: string; readonly doc: string; readonly quote: string; readonly effect: string }

test('every rule the reader found is read', () => {
  const missing = (truth('rules') as readonly Entry[]).filter(({ doc, quote }) => {
    const wanted = quote.split(' … ').map(bare)
    const read = plans.get(doc)!.rules.map((rule) => bare(rule.quote))
    return !wanted.some((words) => read.some((own) => speaksOf(own, words)))
  })
  expect(missing.map(({ id, quote }) => `${id} ${quote}`)).toEqual([])
})

type Mark = { readonly verdict: readonly string[]; readonly quote: string }
type Case = {
  readonly id: string
  readonly plan: string
  readonly application: unknown
  readonly ledger: unknown
  readonly overall: readonly string[] | null
  readonly must: readonly Mark[]
  readonly never: readonly Mark[]
}

test.each(truth('cases') as readonly Case[])(
  '$id: $why',
  ({ plan: name, application, ledger, overall, must, never }) => {
    const { plan, rules } = plans.get(name)!
    const opinion = review(readApplication(application).value!, {
      plan,
      rules,
      upper: [],
      ledger: readLedger(ledger).value,
      land: null,
    })
    const says = ({ verdict, quote }: Mark) =>
      opinion.findings.filter((one) => verdict.includes(one.verdict) && bare(one.quote).includes(bare(quote)))
    if (overall) expect(overall).toContain(opinion.verdict)
    expect(must.filter((mark) => says(mark).length === 0)).toEqual([])
    expect(never.flatMap((mark) => says(mark)).map(({ quote, message }) => `${quote}: ${message.zh}`)).toEqual([])
  },
)
