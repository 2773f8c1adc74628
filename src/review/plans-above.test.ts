import { expect, test } from 'vitest'
import { plansAbove, regionsAbove } from './plans-above.ts'

const plan = (region: string | null, from: number | null, to: number | null) => ({ region, period: { from, to } })

test('the plans above are those of the city and the province in the same years, the nearest first', () => {
  const plans = [
    plan('990000', 2021, 2025),
    plan('990100', 2016, 2020),
    plan('990100', 2021, 2025),
    plan('990200', 2021, 2025),
    plan('990121', 2021, 2025),
  ]
  expect(plansAbove(plan('990121', 2021, 2025), plans)).toEqual([plans[2], plans[0]])
  expect(plansAbove(plan('990100', 2021, 2025), plans)).toEqual([plans[0]])
})

test('a plan that does not tell its years holds in all of them; one without a region has none above', () => {
  const plans = [plan('990100', null, null)]
  expect(plansAbove(plan('990121', 2021, 2025), plans)).toEqual(plans)
  expect(plansAbove(plan(null, 2021, 2025), plans)).toEqual([])
})

test('the country stands above nothing', () => {
  expect(regionsAbove('000000')).toEqual([])
  expect(regionsAbove('990000')).toEqual([])
  expect(regionsAbove('990100')).toEqual(['990000'])
})
