/** Runs the readings that stand beside the kinds about numbers and directions: words of a plan → the rules read; a situation → the verdicts found. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDocument } from '#document/read.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import { compile } from '#plan/compile.ts'
import { judge } from '#rules/judge.ts'
import { kindOf } from '#rules/kinds.ts'
import { readRules } from '#rules/read.ts'
import type { Rule } from '#rules/rule.ts'
import type { Application, LedgerFacts } from '#rules/situation.ts'

type Given = Omit<Application, 'annualOutput' | 'serviceLife' | 'reserves'> & {
  readonly annualOutput?: string
  readonly serviceLife?: string
  readonly reserves?: string
}

/**
 * `text` is a plan's chapter under `heading`; `table` a caption and rows below it. `reads` is every rule of the file's
 * kind, in order, as `summary` puts it; `finds` the verdicts of those that apply, in the same order.
 */
type Case = {
  readonly name: string
  readonly heading?: string
  readonly text?: string
  readonly table?: { readonly caption: string; readonly rows: readonly (readonly string[])[] }
  readonly reads?: readonly string[]
  readonly judged?: readonly {
    readonly given: Given
    readonly ledger?: LedgerFacts
    readonly finds: readonly string[]
    readonly missing?: readonly string[]
  }[]
}

const tableText = ({ caption, rows }: NonNullable<Case['table']>): string =>
  `\t${caption}\n\n${rows.map((row) => row.map((cell) => `\t${cell}`).join('\n')).join('\n\n')}\n\n`

const rulesOf = async (kind: string, { heading, text, table }: Case) => {
  const source = `第一章 总则\n为统筹安排某县矿产资源勘查开发，编制本规划。\n第二章 ${heading ?? '准入管理'}\n${text ?? ''}\n${table ? tableText(table) : ''}`
  const { value } = await readDocument(new TextEncoder().encode(source), 'case.txt')
  const plan = compile(value!)
  const rules = readRules(plan).filter((rule) => rule.kind === kind)
  for (const rule of rules) {
    const there = value!.text.slice(rule.at.start, rule.at.end)
    expect(there.replace(/\s+/g, '')).toBe(rule.quote.replace(/\s+/g, ''))
    expect(rule.quote.length).toBeLessThanOrEqual(200)
  }
  return { plan, rules }
}

const summary = ({
  act,
  subjects,
  condition,
  test: { op, value, unit, byScale },
  exceptions,
  force,
  effect,
}: Rule): string =>
  [
    act === 'mining' ? null : act,
    subjects.join('、') || '*',
    op,
    byScale
      ? Object.values(byScale)
          .map((of) => of ?? '-')
          .join('/')
      : Array.isArray(value)
        ? value.join('、')
        : value,
    unit,
    ...Object.entries(condition).map(([key, of]) =>
      of === true ? key : Array.isArray(of) ? of.join('|') : `${key}:${of}`,
    ),
    force,
    effect,
    ...exceptions.map(
      (exception) =>
        `unless ${[exception.condition.purposes?.join('|'), exception.test ? `${exception.test.op} ${exception.test.value}` : 'lifted'].join(' ')}`,
    ),
  ]
    .filter((part) => part !== null && part !== '')
    .join(' ')

const quantity = (words: string | undefined) => (words === undefined ? undefined : parseQuantity(words)!)

const application = (given: Given): Application => {
  const { annualOutput, serviceLife, reserves, ...rest } = given
  const said = Object.fromEntries(
    Object.entries({
      annualOutput: quantity(annualOutput),
      serviceLife: quantity(serviceLife),
      reserves: quantity(reserves),
    }).filter(([, value]) => value !== undefined),
  )
  return { ...{ act: 'mining', event: 'new', region: '000000' }, ...rest, ...said } as Application
}

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.readings.yaml'))

for (const file of files) {
  const kind = file.replace('.readings.yaml', '')
  const cases = parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as readonly Case[]
  describe(kind, () => {
    test('is a kind', () => expect(kindOf(kind)).toBeDefined())
    for (const one of cases)
      test(one.name, async () => {
        const { plan, rules } = await rulesOf(kind, one)
        if (one.reads) expect(rules.map(summary)).toEqual(one.reads)
        for (const { given, ledger, finds, missing } of one.judged ?? []) {
          const situation = { application: application(given), plan, ledger: ledger ?? null, land: null }
          const found = rules
            .map((rule) => judge(rule, situation))
            .filter(({ verdict }) => verdict !== 'not-applicable')
          expect(
            found.map(({ verdict }) => verdict),
            JSON.stringify(given),
          ).toEqual(finds)
          if (missing) expect(new Set(found.flatMap((finding) => finding.missing))).toEqual(new Set(missing))
        }
      })
  })
}
