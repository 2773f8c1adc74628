import { expect, test } from 'vitest'
import type { OpinionFinding } from '#review/opinion.ts'
import { groupedFindings } from './finding-group.ts'

const finding = (rule: string, more: Partial<OpinionFinding>): OpinionFinding => ({
  rule,
  kind: 'document',
  verdict: 'pass',
  message: { zh: rule, en: rule },
  computed: null,
  quote: rule,
  at: { line: 1, start: 0, end: 1 },
  conditions: [],
  missing: [],
  refuses: true,
  plan: '',
  upper: false,
  act: 'mining',
  force: 'must',
  effect: 'refuse',
  governedBy: null,
  ...more,
})

const rules = (findings: readonly OpinionFinding[]) =>
  groupedFindings(findings).map((group) => group.map(({ rule }) => rule))

test('a cap told in the text and in a table is one thing, its two clauses kept', () => {
  const text = finding('text', { kind: 'quota', verdict: 'needs-reasons' })
  const table = finding('table', { kind: 'quota', verdict: 'needs-reasons' })
  expect(rules([text, finding('paper', {}), table])).toEqual([['text', 'table'], ['paper']])
})

test('what differs in verdict, in plan or in what it says stays apart; what decides comes first', () => {
  const pass = finding('pass', { kind: 'floor' })
  const upper = finding('upper', { kind: 'floor', upper: true })
  const fail = finding('fail', { kind: 'floor', verdict: 'fail' })
  expect(rules([pass, upper, fail])).toEqual([['fail'], ['pass'], ['upper']])
  expect(rules([finding('a', {}), finding('b', {})])).toEqual([['a'], ['b']])
})
