import { expect, test } from 'vitest'
import type { PlanEntry } from '#web/wire.ts'
import { plansAbove } from './judge.ts'

const plan = (code: string, from: number, to: number): PlanEntry => ({
  id: `${code}-${from}`,
  title: '',
  region: { code, name: '' },
  period: { from, to },
  file: '',
  counts: { facts: 0, rules: 0, fails: 0, doubtful: 0 },
})

test('the plans above are those of the city and the province in the same years, the nearest first', () => {
  const plans = [
    plan('990000', 2021, 2025),
    plan('990100', 2016, 2020),
    plan('990100', 2021, 2025),
    plan('990200', 2021, 2025),
    plan('990121', 2021, 2025),
  ]
  expect(plansAbove(plan('990121', 2021, 2025), plans).map(({ id }) => id)).toEqual(['990100-2021', '990000-2021'])
})
