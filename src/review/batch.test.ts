import { beforeAll, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import type { LandFacts, Overlap } from '#rules/situation.ts'
import { type Right, reviewRight, summaryOf, unjudgedRow } from './batch.ts'
import type { ReviewContext } from './opinion.ts'

const text =
  '甲县矿产资源总体规划（2021-2025年）\n\n第一章 开采准入\n\n禁止开采砂金。\n\n铁矿年开采总量不得突破100万吨。\n'
let held: ReviewContext
beforeAll(async () => {
  const plan = compile((await readDocument(new TextEncoder().encode(text), 'plan.txt')).value!)
  held = { plan, rules: readRules(plan) }
})

const right: Right = {
  row: 2,
  licence: 'C1',
  name: '甲矿',
  application: { act: 'mining', event: 'new', region: '990121', minerals: ['铁'] },
  existing: true,
}

const met = (code: string): LandFacts => {
  const overlap: Overlap = {
    layer: 'mining-right',
    kind: 'mining-right',
    feature: code,
    code,
    area: 5000,
    share: 0.5,
    sliver: false,
  }
  return { layers: ['mining-right'], overlaps: [overlap], area: 10_000 }
}

const judged = (land: LandFacts) => reviewRight(right, { ...held, land })

test('a right does not stand in its own way on the map, another does', () => {
  const falls = (land: LandFacts) => judged(land).deciding.some(({ message }) => /重叠/.test(message.zh))
  expect([falls(met('C1')), falls(met('C2'))]).toEqual([false, true])
  expect(judged(met('C2')).verdict).toBe('does-not-conform')
})

test('nor does what it reported itself count twice against a total', () => {
  const application = { ...right.application, annualOutput: { value: 60, unit: '万吨/年' } }
  const ledger = {
    mines: [{ name: '甲矿', minerals: ['铁'], status: 'producing' as const }],
    returns: [{ mine: '甲矿', year: 2023, output: { value: 60, unit: '万吨' } }],
  }
  expect(reviewRight({ ...right, application }, { ...held, ledger }).verdict).toBe('conforms')
  const another = { ...ledger, returns: [{ ...ledger.returns[0]!, mine: '乙矿' }] }
  expect(reviewRight({ ...right, application }, { ...held, ledger: another }).verdict).toBe('needs-reasons')
})

test('a right that is there is not held to what only granting is held to, one that is asked for is', async () => {
  const granting = text.replace(
    '禁止开采砂金。',
    '新设采矿权必须位于开采规划区块内。开采总量已达到调控指标的矿种，暂停投放新的采矿权。',
  )
  const plan = compile((await readDocument(new TextEncoder().encode(granting), 'plan.txt')).value!)
  const context = { plan, rules: readRules(plan) }
  const application = { ...right.application, block: 'none' }
  const verdict = (existing: boolean) => reviewRight({ ...right, application, existing }, context).verdict
  expect(verdict(false)).toBe('does-not-conform')
  expect(verdict(true)).not.toBe('does-not-conform')
})

test('the summary counts verdicts worst first and names the rows', () => {
  const rows = [judged(met('C2')), { ...judged(met('C1')), verdict: 'conforms' as const }, unjudgedRow(9, [])]
  expect(summaryOf(rows)).toEqual({
    rows: 3,
    verdicts: [
      { verdict: 'does-not-conform', count: 1 },
      { verdict: 'conforms', count: 1 },
    ],
    fallOut: [2],
    unjudged: [9],
  })
})
