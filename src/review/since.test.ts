import { expect, test } from 'vitest'
import type { Opinion } from './opinion.ts'
import { type MadeFrom, opinionChanges, sourceChanges } from './since.ts'

const source: MadeFrom = {
  plans: [{ id: 'p', sha256: 'a' }],
  compiler: 'c',
  rules: 'r',
  ledger: 'l',
  log: 7,
  layers: [
    { region: '990121', name: '红线', sha256: '1' },
    { region: '990121', name: '区块', sha256: '1' },
  ],
}

const kinds = (after: Partial<MadeFrom>) => sourceChanges(source, { ...source, ...after }).map(({ kind }) => kind)

test('equal sources are no change, whatever else was logged', () => {
  expect(kinds({ log: 12 })).toEqual([])
})

test('each source that is another version is named', () => {
  expect(kinds({ plans: [{ id: 'q', sha256: 'b' }] })).toEqual(['plan'])
  expect(kinds({ compiler: 'd' })).toEqual(['rules'])
  expect(kinds({ reviewer: 'r2' })).toEqual([])
  expect(sourceChanges({ ...source, reviewer: 'r1' }, { ...source, reviewer: 'r2' })).toMatchObject([{ kind: 'rules' }])
  expect(kinds({ rules: 's' })).toEqual(['rules'])
  expect(kinds({ ledger: '' })).toEqual(['ledger'])
  const layers = [
    { region: '990121', name: '红线', sha256: '2' },
    { region: '990121', name: '农田', sha256: '1' },
  ]
  const told = sourceChanges(source, { ...source, layers }).map(({ message }) => message.zh)
  expect(told).toEqual(['图层“红线”已更新', '图层“区块”已撤下', '图层“农田”新载入'])
})

test('what was stored before rules and ledger were kept is not called changed', () => {
  const { rules: _, ledger: __, ...old } = source
  expect(sourceChanges(old, source)).toEqual([])
})

const opinion = (more: object): Opinion =>
  ({
    verdict: 'conforms',
    date: '2024-05-01',
    application: { act: 'mining', event: 'new', region: '990121', minerals: ['铁'] },
    findings: [],
    conditions: [],
    missing: [],
    ...more,
  }) as unknown as Opinion

const finding = (verdict: string, computed: string | null = null) => ({
  plan: '甲',
  rule: 'r1',
  verdict,
  computed,
  quote: '矿山数量控制在3个以内',
  message: { zh: '', en: '' },
})

test('the verdict, each finding, conditions and missing facts that differ are told; nothing else', () => {
  const before = opinion({ findings: [finding('pass', '2 ≤ 3')], missing: ['block'] })
  expect(opinionChanges(before, before)).toEqual([])
  const after = opinion({
    verdict: 'does-not-conform',
    findings: [finding('fail', '4 > 3')],
    conditions: ['编制方案'],
  })
  expect(opinionChanges(before, after).map(({ kind, message }) => `${kind} ${message.zh}`)).toEqual([
    'verdict 结论：符合规划 → 不符合规划',
    'finding “矿山数量控制在3个以内”：符合 → 不符合',
    'condition 新增条件：编制方案',
    'missing 不再有缺少的事实：规划区块',
  ])
  const counted = opinion({ findings: [finding('pass', '3 ≤ 3')], missing: ['block'] })
  expect(opinionChanges(before, counted).map(({ message }) => message.en)).toEqual([
    '“矿山数量控制在3个以内”: 2 ≤ 3 → 3 ≤ 3',
  ])
})
