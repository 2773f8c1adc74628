import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Converter } from 'opencc-js/cn2t'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'

const simplified = readFileSync(resolve(import.meta.dirname, '../example/plans/yunyan.txt'), 'utf8')
const traditional = Converter({ from: 'cn', to: 't' })(simplified)

const said = async (text: string) => {
  const { value } = await readDocument(new TextEncoder().encode(text), 'plan.txt')
  const plan = compile(value!)
  const rules = readRules(plan)
  return { plan, rules, checks: check(plan) }
}

test('a plan in traditional characters says what it says in simplified ones, and is quoted as written', async () => {
  const [a, b] = [await said(simplified), await said(traditional)]
  const facts = ({ plan }: typeof a): string[] =>
    plan.facts.map((f) => [f.kind, f.subject, f.measure, f.op, f.value, f.unit].join('|'))
  expect(facts(b)).toEqual(facts(a))
  expect(b.rules.map((rule) => [rule.kind, rule.test, rule.effect])).toEqual(
    a.rules.map((rule) => [rule.kind, rule.test, rule.effect]),
  )
  const squeeze = (text: string): string => text.replace(/\s+|\[bookmark:[^\]]*\]/g, '')
  const source = squeeze(traditional)
  for (const fact of b.plan.facts) expect(source).toContain(squeeze(fact.quote))
  for (const rule of b.rules) expect(source).toContain(squeeze(rule.quote))
  for (const finding of b.checks) for (const quote of finding.quotes) expect(source).toContain(squeeze(quote.text))
})
