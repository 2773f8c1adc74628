import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import type { Application } from '#rules/situation.ts'
import type { ReviewContext, RuledPlan } from './opinion.ts'
import { review } from './review.ts'

const plan = async (title: string, ...lines: readonly string[]): Promise<RuledPlan> => {
  const text = [title, '第三章 矿产资源开发利用与保护', '第一节 规划准入', ...lines].join('\n')
  const { value } = await readDocument(new TextEncoder().encode(`${text}\n`), 'plan.txt')
  const compiled = compile(value!)
  return { plan: compiled, rules: readRules(compiled) }
}

const county = '某县矿产资源总体规划（2021-2025年）'
const base: Application = { act: 'mining', event: 'new', region: '000000', minerals: ['铁'], date: '2024-05-01' }
const of = (context: ReviewContext, application: Partial<Application>) => review({ ...base, ...application }, context)
const says = (opinion: ReturnType<typeof review>, part: string) =>
  opinion.findings.filter(({ quote }) => quote.includes(part)).map(({ verdict }) => verdict)

test('the worst that holds decides', async () => {
  const context = await plan(
    county,
    '禁止开采砂金。',
    '铁矿新建矿山最低开采规模不得低于10万吨/年。高岭土新设采矿权规模原则上不得低于6万吨/年。',
    '限制开采硫铁矿。',
    '新建矿山应当编写矿产资源开发利用方案。',
  )
  const output = (value: number) => ({ annualOutput: { value, unit: '万吨/年' }, documents: ['开发利用方案'] })
  expect(of(context, output(10)).verdict).toBe('conforms')
  expect(of(context, { ...output(10), documents: [] }).verdict).toBe('conforms-with-conditions')
  expect(of(context, output(9.99)).verdict).toBe('does-not-conform')
  expect(of(context, { documents: [] }).verdict).toBe('incomplete')
  expect(of(context, { ...output(4), minerals: ['高岭土'] }).verdict).toBe('needs-reasons')
  expect(of(context, { ...output(4), minerals: ['硫铁矿'] }).verdict).toBe('needs-a-person')
  expect(of(context, { minerals: ['砂金'] }).verdict).toBe('does-not-conform')
  for (const event of ['renewal', 'transfer', 'rename'] as const) {
    const opinion = of(context, { event, minerals: ['砂金'] })
    expect(opinion.verdict).toBe('not-required')
    expect(new Set(opinion.findings.map(({ verdict }) => verdict))).toEqual(new Set(['not-applicable']))
  }
})

test('the clause more specific by variety governs; both are cited and the disagreement is told', async () => {
  const context = await plan(county, '矿泉水新设采矿权不得低于6万吨/年。稀有类型矿泉水新设采矿权不得低于1.2万吨/年。')
  const opinion = of(context, {
    minerals: ['矿泉水'],
    variety: '稀有类型',
    annualOutput: { value: 2, unit: '万吨/年' },
  })
  expect(opinion.verdict).toBe('conforms')
  expect(says(opinion, '稀有类型')).toEqual(['pass'])
  expect(says(opinion, '不得低于6万吨')).toEqual(['not-applicable'])
  expect(opinion.disagreements).toHaveLength(1)
  expect(opinion.disagreements[0]).toMatchObject({ reason: 'variety' })
  expect(opinion.disagreements[0]!.message.zh).toContain('不一致')
  const general = opinion.findings.find(({ quote }) => quote.includes('不得低于6万吨'))!
  expect(general.governedBy).toBe(opinion.disagreements[0]!.governs)
})

test('where neither clause is more specific both stand and the stricter decides', async () => {
  const context = await plan(
    county,
    '铁矿新建矿山生产规模原则上不得低于30万吨/年。',
    '新建铁矿矿山最低开采规模不得低于10万吨/年。',
  )
  const at = (value: number) => of(context, { annualOutput: { value, unit: '万吨/年' } })
  expect(at(20).verdict).toBe('needs-reasons')
  expect(at(20).disagreements).toMatchObject([{ reason: 'stricter', governs: null }])
  expect(at(5).verdict).toBe('does-not-conform')
  expect(says(at(5), '原则上')).toEqual(['needs-reasons'])
})

test('an upper plan binds: a lower floor of the county does not help', async () => {
  const own = await plan(county, '铁矿新建矿山最低开采规模不得低于6万吨/年。')
  const city = await plan('某市矿产资源总体规划（2021-2025年）', '铁矿新建矿山最低开采规模不得低于10万吨/年。')
  const opinion = review({ ...base, annualOutput: { value: 6, unit: '万吨/年' } }, { ...own, upper: [city] })
  expect(opinion.verdict).toBe('does-not-conform')
  expect(opinion.findings.filter(({ upper }) => upper)).toMatchObject([
    { verdict: 'fail', plan: '某市矿产资源总体规划（2021-2025年）' },
  ])
  expect(opinion.disagreements).toMatchObject([{ reason: 'upper-plan' }])
  const raised = await plan(county, '铁矿新建矿山最低开采规模不得低于20万吨/年。')
  expect(
    review({ ...base, annualOutput: { value: 12, unit: '万吨/年' } }, { ...raised, upper: [city] }).disagreements,
  ).toEqual([])
})

test('a least for deposits of every size below the one for this size is no disagreement, nor lower than the upper plan', async () => {
  const table = ['表1 最低开采规模', '矿种\t单位\t大型\t中型\t小型', '萤石\t矿石万吨/年\t10\t5\t3']
  const lines = (least: string) => [
    '新建矿山的生产规模不低于表1确定的标准。',
    ...table,
    `新建萤石矿山不得低于${least}万吨/年。`,
  ]
  const city = await plan('某市矿产资源总体规划（2021-2025年）', ...lines('3'))
  const asked = {
    ...base,
    minerals: ['萤石'],
    depositScale: 'medium',
    annualOutput: { value: 6, unit: '万吨/年' },
  } as const
  const against = async (least: string) =>
    review(asked, { ...(await plan(county, ...lines(least))), upper: [city] }).disagreements.map(({ reason }) => reason)
  expect(await against('3')).toEqual([])
  expect(await against('8')).toEqual(['stricter'])
})

test('what would make it conform is computed and tried', async () => {
  const context = await plan(county, '铁矿新建矿山最低开采规模不得低于10万吨/年，服务年限不得低于8年。')
  const opinion = of(context, {
    annualOutput: { value: 200, unit: '吨/日' },
    serviceLife: { value: 5, unit: '年' },
  })
  expect(opinion.verdict).toBe('does-not-conform')
  expect(opinion.remedy).toMatchObject({
    verdict: 'conforms',
    changes: [
      { field: 'annualOutput', from: '200 吨/日' },
      { field: 'serviceLife', from: '5 年', to: '8 年' },
    ],
  })
  expect(opinion.remedy!.changes[0]!.to).toBe('333.34 吨/日')
  const banned = await plan(county, '禁止开采铁矿。')
  expect(of(banned, {}).remedy).toBeNull()
})

test('an area is drawn back into its block, closed ground left out unless nothing is left', async () => {
  const context = await plan(
    county,
    '新设采矿权必须位于开采规划区块内。新设采矿权不得进入生态保护红线。',
    '附表1 开采规划区块表',
    '编号\t区块名称\t开采矿种\t面积（平方千米）',
    'CQ001\t东山铁矿\t铁矿\t1.00',
    'CQ002\t西山铁矿\t铁矿\t2.00',
  )
  const meets = (layer: string, share: number) => ({ layer, feature: '甲', area: share * 1e6, share, sliver: false })
  const on = (...overlaps: ReturnType<typeof meets>[]) =>
    of({ ...context, land: { layers: ['mining-block', 'red-line'], area: 1e6, overlaps } }, {})
  const inBlock = (share: number) => ({ ...meets('mining-block', share), code: 'CQ001' })
  const half = on(inBlock(0.5))
  expect(half.remedy).toMatchObject({ verdict: 'conforms', changes: [{ field: 'area', to: 'CQ001' }] })
  // The clause says it: the map does not say it again.
  expect(half.land!.notes.map(({ about }) => about)).not.toContain('block')
  expect(on(inBlock(1), meets('red-line', 0.1)).remedy).toMatchObject({
    verdict: 'conforms',
    changes: [{ field: 'area' }],
  })
  expect(on(inBlock(1), meets('red-line', 1)).remedy).toBeNull()
  expect(on(meets('red-line', 1)).remedy).toMatchObject({ verdict: 'conforms', changes: [{ field: 'block' }] })
})

test('without an area the area is what is lacking, with one the layer is', async () => {
  const context = await plan(county, '新设采矿权不得进入生态保护红线。')
  const area = { type: 'Polygon', coordinates: [[]] } as const
  const said = (more: Partial<Application>) => of(context, more).findings.map(({ message }) => message.zh)
  expect(said({})).toEqual([expect.stringMatching(/^没有申请范围/)])
  expect(said({ area })).toEqual([expect.stringMatching(/^没有生态保护红线的数据/)])
})

test('a cubic metre of mineral water weighs a tonne', async () => {
  const context = await plan(county, '矿泉水新设采矿权不得低于5万吨/年。')
  const at = (value: number) => of(context, { minerals: ['矿泉水'], annualOutput: { value, unit: '立方米/日' } })
  expect([at(160).verdict, at(170).verdict]).toEqual(['does-not-conform', 'conforms'])
  expect(at(160).findings[0]!.computed).toContain('× 1 t/m³')
})

test('a mine that the register lacks is told', async () => {
  const context = { ...(await plan(county, '禁止开采砂金。')), ledger: { mines: [], returns: [] } }
  expect(of(context, { event: 'expansion', mine: '甲矿' }).messages.map(({ text }) => text)).toContainEqual(
    expect.stringContaining('台账中没有“甲矿”'),
  )
})

test('only a new right outside every block waits for the blocks to change', async () => {
  const context = await plan(county, '禁止开采砂金。')
  const notes = (event: Application['event']) => of(context, { event, block: 'none' }).procedure.length
  expect([notes('new'), notes('closure'), notes('expansion')]).toEqual([1, 0, 0])
})

test('conditions are said once, missing fields in the order of their weight', async () => {
  const context = await plan(
    county,
    '新建矿山应当编写矿产资源开发利用方案。',
    '采矿权申请人必须提交矿产资源开发利用方案。',
    '设置采矿权须以经批准的开采规划区块为依据。',
    '铁矿新建矿山最低开采规模不得低于10万吨/年，服务年限不得低于8年。',
    '新建矿山服务年限不得少于3年。',
  )
  const opinion = of(context, { documents: [] })
  expect(opinion.conditions).toEqual(['补充提交矿产资源开发利用方案'])
  expect(opinion.missing[0]).toBe('serviceLife')
  expect(new Set(opinion.missing)).toEqual(new Set(['serviceLife', 'annualOutput', 'block']))
})

test('the restoration scheme goes by either name, and the opinion says by which', async () => {
  const context = await plan(county, '新建矿山应当编写矿山地质环境保护与土地复垦方案。')
  const opinion = of(context, { documents: ['矿区生态修复方案'], date: '2025-09-01' })
  expect(opinion.verdict).toBe('conforms')
  expect(opinion.findings.find(({ verdict }) => verdict === 'pass')!.message.zh).toContain('2025年7月1日起的名称')
  expect(opinion.procedure.some(({ message }) => message.zh.includes('矿区生态修复方案'))).toBe(true)
  expect(of(context, { date: '2025-06-30' }).procedure.some(({ message }) => message.zh.includes('修复方案'))).toBe(
    false,
  )
})

test('the day asked comes from the application, then from the context, never from a clock', async () => {
  const context = await plan(county, '禁止开采砂金。')
  const { date: _, ...undated } = base
  expect(review(undated, context).date).toBeNull()
  expect(review(undated, { ...context, date: '2026-01-02' }).date).toBe('2026-01-02')
  expect(review(undated, { ...context, date: '2026-01-02' }).procedure.some(({ basis }) => basis === county)).toBe(true)
  expect(JSON.stringify(review(base, context))).toBe(JSON.stringify(review(base, context)))
})

test('an odd region or mineral is told', async () => {
  const context = await plan('大同市云州区矿产资源总体规划（2021-2025年）', '禁止开采砂金。')
  const opinion = review({ ...base, region: '999999', minerals: ['飞来石英金'] }, context)
  expect(opinion.messages.some(({ text }) => text.startsWith('矿种“飞来石英金”'))).toBe(true)
})

test('a plan of which nothing was understood does not make anything conform', async () => {
  const context = await plan(county, '全县人民安居乐业。')
  expect(context.rules).toEqual([])
  const opinion = of(context, {})
  expect(opinion.verdict).toBe('incomplete')
  expect(opinion.messages[0]!.text).toContain('没有读出任何规则')
})

test('an exception that applies replaces the value and brings its duty', async () => {
  const context = await plan(
    county,
    '建筑用石料新设采矿权规模不得低于35万立方米/年，服务年限不少于6年；为满足重点工程用料，生产规模不低于11万立方米/年，服务年限可与项目工期衔接，竣工后4个月内关闭。',
  )
  const stone = {
    minerals: ['建筑用花岗岩'],
    annualOutput: { value: 12, unit: '万立方米/年' },
    serviceLife: { value: 2, unit: '年' },
  }
  expect(of(context, stone).verdict).toBe('does-not-conform')
  const excepted = of(context, { ...stone, purposes: ['key-project'] })
  expect(excepted.verdict).toBe('conforms-with-conditions')
  expect(excepted.conditions.some((condition) => condition.includes('4个月内关闭'))).toBe(true)
})

test('two figures for one number of mines are told, and the smaller decides', async () => {
  const context = await plan(
    county,
    '到2025年，全县矿山总数控制在12个以内。',
    '全县矿山总数控制在10个以内，促进规模开采。',
  )
  const mines = Array.from({ length: 10 }, (_, i) => ({
    name: `矿${i}`,
    minerals: ['铁'],
    status: 'producing' as const,
  }))
  const opinion = review(base, { ...context, ledger: { mines, returns: [] } })
  expect(opinion.disagreements).toMatchObject([{ reason: 'stricter', governs: null }])
  expect(opinion.disagreements[0]!.message.zh).toContain('12 个与10 个')
})
