/**
 * Runs the cases that stand beside the kinds about papers, places and manners. `<kind>.cases.yaml` holds `clause`s, what
 * is read from them (`rules`: parts of the expected rules in order, [] where nothing must be read) and `cases`: an
 * application over the defaults → verdict, conditions, missing fields.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import type { Plan } from '#plan/plan.ts'
import { judge } from '#rules/judge.ts'
import { readRules } from '#rules/read.ts'
import type { Application, LandFacts, LedgerFacts } from '#rules/situation.ts'

type Case = {
  readonly application?: Partial<Application>
  readonly land?: LandFacts
  readonly ledger?: LedgerFacts
  /** Which of the clause's rules, by a part of its measure; all of them must agree where it is left out. */
  readonly measure?: string
  readonly verdict: string
  readonly conditions?: readonly string[]
  readonly missing?: readonly string[]
}
type Entry = {
  readonly clause: string
  /** The heading above it. */
  readonly under?: string
  readonly rules?: readonly object[]
  readonly cases?: readonly Case[]
}

const defaults: Application = { act: 'mining', event: 'new', region: '000000', minerals: ['建筑用花岗岩'] }

const planOf = async ({ clause, under }: Entry): Promise<Plan> => {
  const lines = [
    '某县矿产资源总体规划（2021-2025年）',
    '第四章 矿产资源开发利用与保护',
    under ?? '第一节 规划准入',
    `加强管理。${clause}`,
  ]
  const { value } = await readDocument(new TextEncoder().encode(`${lines.join('\n')}\n`), 'case.txt')
  return compile(value!)
}

const check = (plan: Plan, kind: string, one: Case): void => {
  const rules = readRules(plan).filter((rule) => rule.kind === kind && rule.test.measure.includes(one.measure ?? ''))
  expect(rules.length, 'rules that the case asks').toBeGreaterThan(0)
  const application = { ...defaults, ...one.application }
  const situation = { application, plan, ledger: one.ledger ?? null, land: one.land ?? null }
  const said = JSON.stringify(one.application ?? {})
  const all = rules.map((rule) => judge(rule, situation))
  const found = all.filter(({ verdict }) => verdict !== 'not-applicable')
  const verdicts = [...new Set(found.map(({ verdict }) => verdict))]
  expect(verdicts.join() || 'not-applicable', said).toBe(one.verdict)
  if (one.conditions)
    expect(
      found.flatMap(({ conditions }) => conditions),
      said,
    ).toEqual(one.conditions)
  if (one.missing) expect(new Set(found.flatMap(({ missing }) => missing)), said).toEqual(new Set(one.missing))
  for (const { message } of all) {
    expect(message.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(message.en).not.toMatch(/[\u4e00-\u9fff]{9}/)
  }
}

for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.cases.yaml'))) {
  const kind = file.replace('.cases.yaml', '')
  const entries = parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as readonly Entry[]
  describe(kind, () => {
    for (const entry of entries)
      test(entry.clause, async () => {
        const plan = await planOf(entry)
        const rules = readRules(plan).filter((rule) => rule.kind === kind)
        for (const rule of rules) expect(entry.clause).toContain(rule.quote)
        if (entry.rules) expect(rules).toMatchObject(entry.rules as object[])
        for (const one of entry.cases ?? []) check(plan, kind, one)
      })
  })
}
