import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { conditionText } from './condition.ts'

const rules = resolve(import.meta.dirname, '../../rules')

/** What the kinds of rule write as conditions, with X where the plan's words stand. */
const written = readdirSync(rules)
  .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
  .flatMap((name) => [...readFileSync(join(rules, name), 'utf8').matchAll(/conditions:[^\n]*?\[([^\n]*)\]/g)])
  .flatMap(([, list]) => [...list!.matchAll(/['`]([^'`]*\p{Script=Han}[^'`]*)['`]/gu)])
  .map(([, text]) => text!.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, 'X'))

test('every condition a rule writes of its own is told in English', () => {
  expect(written.length).toBeGreaterThan(8)
  const left = written.filter((condition) => /\p{Script=Han}/u.test(conditionText(condition, 'en')))
  expect(left).toEqual([])
})

test('the plan’s own words stay, as a quote', () => {
  expect(conditionText('制定年度实施计划', 'en')).toBe('“制定年度实施计划”')
  expect(conditionText('落实出让合同条款', 'en')).toBe('carry out: 出让合同条款')
  expect(conditionText('落实出让合同条款', 'zh')).toBe('落实出让合同条款')
})
