import { describe, expect, test } from 'vitest'
import type { Fact, Plan } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'
import type { LedgerFacts, MineEntry } from '#rules/situation.ts'
import { indicatorProgress, largeMediumShare, outputSeries } from './indicator.ts'
import { quotaBalances } from './quota.ts'

const at = { line: 1, start: 0, end: 1 }

const mine = (name: string, mineral: string, more: Partial<MineEntry> = {}): MineEntry => ({
  name,
  minerals: [mineral],
  status: 'producing',
  scale: 'small',
  ...more,
})

const ledger: LedgerFacts = {
  mines: [
    mine('一矿', '铁', { scale: 'large' }),
    mine('二矿', '铁', { status: 'suspended' }),
    mine('三矿', '萤石', { status: 'closed' }),
    mine('四矿', '萤石'),
  ],
  returns: [
    { mine: '一矿', year: 2022, output: { value: 40, unit: '万吨' } },
    { mine: '一矿', year: 2023, output: { value: 50, unit: '万吨' } },
    { mine: '二矿', year: 2022, output: { value: 100, unit: '千吨' } },
    { mine: '四矿', year: 2023, output: { value: 5, unit: '万立方米' } },
  ],
}

const rule = (subjects: string[], measure: string, value: number, unit: string): Rule => ({
  id: `${measure} ${subjects}`,
  kind: 'quota',
  act: 'mining',
  subjects,
  appliesTo: ['new'],
  condition: {},
  test: { measure, op: '<=', value, unit },
  exceptions: [],
  force: 'must',
  effect: 'refuse',
  attribute: 'binding',
  confidence: 'sure',
  quote: '…',
  at,
  outline: '1',
})

const balances = (rules: readonly Rule[], held: LedgerFacts) =>
  quotaBalances({ facts: [] } as unknown as Plan, rules, held)

describe('quota balances', () => {
  test('a cap within a zone or for each township takes only what lies there, and says where that is unknown', () => {
    const zoned = { ...rule([], 'mineCount', 5, '个'), condition: { insideZone: 'concentrated-mining' as const } }
    const each = rule([], 'mineCount', 2, '个/乡镇')
    const placed = {
      ...ledger,
      mines: ledger.mines.map((one, i) => ({ ...one, inside: i === 0 ? ['东山集中开采区'] : [] })),
    }
    expect(balances([zoned], placed)).toMatchObject([{ used: 1, left: 4, unknown: null }])
    expect(balances([zoned, each], ledger)).toMatchObject([{ used: null }, { used: null }])
  })

  test('mines that are not closed take of a count', () => {
    expect(balances([rule([], 'mineCount', 5, '个'), rule(['铁'], 'mineCount', 1, '个')], ledger)).toMatchObject([
      { used: 3, left: 2, ahead: 0, unknown: null },
      { used: 2, left: -1 },
    ])
  })

  test('output is brought to the unit of the cap; what cannot be is unknown, not nothing', () => {
    const [iron, fluorspar] = balances(
      [rule(['铁'], 'totalOutput', 100, '万吨/年'), rule(['萤石'], 'totalOutput', 100, '万吨/年')],
      ledger,
    )
    expect(iron).toMatchObject({ used: 60, left: 40 })
    expect(fluorspar).toMatchObject({ used: null, left: null })
    expect(fluorspar!.unknown!.zh.length).toBeGreaterThan(0)
  })

  test('a producing mine without a return makes the balance unknown', () => {
    const silent = { ...ledger, mines: [...ledger.mines, mine('五矿', '铁')] }
    const [iron] = balances([rule(['铁'], 'totalOutput', 100, '万吨/年')], silent)
    expect(iron).toMatchObject({ used: null, unknown: { en: 'no yearly return from 五矿' } })
  })

  test('years of which a return lacks are marked, from a mine’s first return to the latest anybody handed in', () => {
    const held = {
      mines: [
        mine('一矿', '铁'),
        mine('五矿', '铁', { annualOutput: { value: 1, unit: '万吨/年' } }),
        mine('六矿', '铁'),
      ],
      returns: [2020, 2022, 2023].map((year) => ({ mine: '一矿', year, output: { value: 10, unit: '万吨' } })),
    }
    const all = {
      ...held,
      returns: [...held.returns, { mine: '六矿', year: 2022, output: { value: 5, unit: '万吨' } }],
    }
    expect(balances([rule(['铁'], 'totalOutput', 100, '万吨/年')], all)).toMatchObject([
      {
        used: 16,
        missing: [
          { mine: '一矿', years: [2021] },
          { mine: '五矿', years: [2023] },
          { mine: '六矿', years: [2023] },
        ],
      },
    ])
    expect(outputSeries(all, ['铁'], '万吨/年')).toEqual([
      { year: 2020, value: 10, missing: [] },
      { year: 2022, value: 15, missing: [] },
      { year: 2023, value: 10, missing: ['五矿', '六矿'] },
    ])
  })

  test('rules that set no cap have no balance', () => {
    expect(balances([rule([], 'annualOutput', 5, '万吨/年')], ledger)).toEqual([])
  })
})

describe('indicator progress', () => {
  const fact = (subject: string, measure: string, op: Fact['op'], value: number, unit: string, year: number): Fact => ({
    id: `${subject}${measure}${year}`,
    kind: 'indicator',
    subject,
    measure,
    op,
    value,
    unit,
    year,
    attribute: op === '=' ? null : 'binding',
    quote: '…',
    at,
    confidence: 'sure',
    outline: '1',
  })
  const plan = {
    period: { base: 2020, from: 2021, to: 2025, outlook: null },
    facts: [
      fact('铁', '年开采量', '=', 30, '万吨', 2020),
      fact('铁', '年开采量', '<=', 45, '万吨', 2025),
      fact('铁', '年开采量', '<=', 45, '万吨', 2025),
      fact('全部', '大中型矿山比例', '>=', 30, '%', 2025),
      fact('全部', '绿色矿山比例', '>=', 50, '%', 2025),
    ],
  } as unknown as Plan

  test('base, target, series and whether it is met', () => {
    const [output, share, green] = indicatorProgress(plan, ledger)
    expect(output).toMatchObject({ base: { value: 30 }, target: { value: 45 }, now: 50, met: false })
    expect(output!.series).toEqual([
      { year: 2022, value: 50, missing: [] },
      { year: 2023, value: 50, missing: [] },
    ])
    expect(share).toMatchObject({ met: true })
    expect(share!.now).toBeCloseTo(100 / 3)
    expect(green).toMatchObject({ now: null, met: null, series: [] })
  })

  test('a part of the year’s output proves only what the rest cannot undo', () => {
    const partly = (cap: number) => {
      const facts = [fact('铁', '年开采量', '<=', cap, '万吨', 2025)]
      const held = { ...ledger, mines: [...ledger.mines, mine('五矿', '铁')] }
      return indicatorProgress({ ...plan, facts } as unknown as Plan, held)[0]
    }
    expect(partly(60)).toMatchObject({ now: 50, met: null })
    expect(partly(45)).toMatchObject({ now: 50, met: false })
  })

  test('without a ledger nothing is known of now', () => {
    for (const line of indicatorProgress(plan, null)) expect(line).toMatchObject({ now: null, met: null, series: [] })
  })

  test('a year whose returns cannot be added up is not told', () => {
    expect(outputSeries(ledger, [], '万吨/年').map(({ year }) => year)).toEqual([2022])
  })

  test('a mine of unknown size leaves the share unknown', () => {
    const { scale: _, ...unsized } = mine('五矿', '铁')
    expect(largeMediumShare({ ...ledger, mines: [...ledger.mines, unsized] }, [])).toBe(null)
    expect(largeMediumShare({ mines: [], returns: [] }, [])).toBe(null)
  })
})
