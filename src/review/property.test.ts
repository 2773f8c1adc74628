/**
 * Generated situations at, below and above each threshold, each fact there or missing, each exception on or off, against
 * an evaluator that is naive on purpose: it knows the plan's figures as constants and reads no text.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import type { Application } from '#rules/situation.ts'
import { readApplication } from './application.ts'
import type { OverallVerdict } from './opinion.ts'
import { review } from './review.ts'

type Figures = {
  readonly floor: number
  readonly eased: number
  readonly principle: number
  readonly life: number
}

/** The plan in words; the figures are all that changes. */
const planOf = async ({ floor, eased, principle, life }: Figures) => {
  const text = [
    '某县矿产资源总体规划（2021-2025年）',
    '第三章 矿产资源开发利用与保护',
    '第一节 规划准入',
    '禁止开采砂金。禁止开采可耕地的砖瓦用粘土。限制开采硫铁矿。',
    `建筑用石料新设采矿权开采规模不得低于${floor}万立方米/年，供应重点工程建设项目的，开采规模不得低于${eased}万立方米/年。`,
    `高岭土新设采矿权规模原则上不得低于${principle}万吨/年。`,
    `铁矿新建矿山服务年限不得低于${life}年。`,
    '设置采矿权须以经批准的开采规划区块为依据；已有探矿权满足探转采条件的，申请采矿权时可视为符合规划。',
    '矿泉水严禁打井或凿井开采。',
    '新建矿山应当编写矿产资源开发利用方案。',
    '新立采矿权的，要把绿色矿山建设义务写入出让合同。',
  ].join('\n')
  const { value } = await readDocument(new TextEncoder().encode(`${text}\n`), 'plan.txt')
  const plan = compile(value!)
  return { plan, rules: readRules(plan) }
}

const order: readonly OverallVerdict[] = [
  'does-not-conform',
  'incomplete',
  'needs-a-person',
  'needs-reasons',
  'conforms-with-conditions',
  'conforms',
]

/** What a reader with a pencil would say. */
const naive = (figures: Figures, a: Application): OverallVerdict => {
  const said: OverallVerdict[] = ['conforms']
  const mineral = a.minerals[0]
  const output = a.annualOutput?.value
  const below = (value: number | undefined, least: number, broken: OverallVerdict, lacking: OverallVerdict) =>
    said.push(value === undefined ? lacking : value < least ? broken : 'conforms')
  if (['renewal', 'transfer', 'rename'].includes(a.event)) return 'not-required'
  const opens = a.event === 'new' || a.event === 'conversion'
  if (mineral === '砂金') said.push('does-not-conform')
  if (mineral === '砖瓦用粘土')
    said.push(a.onFarmland === undefined ? 'incomplete' : a.onFarmland ? 'does-not-conform' : 'conforms')
  if (mineral === '硫铁矿') said.push('needs-a-person')
  if (mineral === '建筑用花岗岩' && opens)
    below(output, a.purposes?.includes('key-project') ? figures.eased : figures.floor, 'does-not-conform', 'incomplete')
  if (mineral === '高岭土' && opens) below(output, figures.principle, 'needs-reasons', 'conforms')
  if (mineral === '铁' && opens) below(a.serviceLife?.value, figures.life, 'does-not-conform', 'incomplete')
  if (a.event === 'new')
    said.push(a.block === undefined ? 'incomplete' : a.block === 'none' ? 'does-not-conform' : 'conforms')
  if (a.event === 'conversion') said.push('conforms-with-conditions')
  if (mineral === '矿泉水')
    said.push(a.method === undefined ? 'incomplete' : a.method === 'well' ? 'does-not-conform' : 'conforms')
  if (opens) {
    said.push(a.documents?.includes('开发利用方案') ? 'conforms' : 'conforms-with-conditions')
    said.push(a.undertakings?.includes('绿色矿山合同条款') ? 'conforms' : 'conforms-with-conditions')
  }
  return order[Math.min(...said.map((verdict) => order.indexOf(verdict)))]!
}

const around = (...values: readonly number[]) =>
  fc.constantFrom(...new Set(values.flatMap((value) => [value - 0.01, value, value + 0.01, value * 2])))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const applicationOf = (figures: Figures): fc.Arbitrary<Application> => {
  const { floor, eased, principle, life } = figures
  return fc
    .record({
      mineral: fc.constantFrom('砂金', '砖瓦用粘土', '硫铁矿', '建筑用花岗岩', '高岭土', '铁', '矿泉水', '铜'),
      event: fc.constantFrom('new', 'new', 'new', 'conversion', 'expansion', 'renewal', 'transfer', 'rename'),
      output: maybe(around(floor, eased, principle)),
      life: maybe(around(life)),
      block: maybe(fc.constantFrom('none', '1')),
      method: maybe(fc.constantFrom('open-pit', 'underground', 'well')),
      onFarmland: maybe(fc.boolean()),
      purposes: maybe(fc.constantFrom([], ['key-project'], ['public-need'])),
      documents: maybe(fc.constantFrom([], ['开发利用方案'])),
      undertakings: maybe(fc.constantFrom([], ['绿色矿山合同条款'])),
    })
    .map(({ mineral, output, life: years, ...rest }) => {
      const unit = mineral === '建筑用花岗岩' ? '万立方米/年' : '万吨/年'
      const said = {
        ...rest,
        annualOutput: output === undefined ? undefined : { value: output, unit },
        serviceLife: years === undefined ? undefined : { value: years, unit: '年' },
      }
      const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
      return {
        act: 'mining',
        region: '000000',
        minerals: [mineral],
        date: '2024-05-01',
        ...kept,
      } as unknown as Application
    })
}

test('the opinion says what the naive evaluator says', async () => {
  const figures = fc.record({
    floor: fc.integer({ min: 21, max: 80 }),
    eased: fc.integer({ min: 3, max: 20 }),
    principle: fc.integer({ min: 1, max: 30 }),
    life: fc.integer({ min: 2, max: 20 }),
  })
  await fc.assert(
    fc.asyncProperty(figures, fc.integer(), async (drawn, seed) => {
      const context = await planOf(drawn)
      for (const application of fc.sample(applicationOf(drawn), { numRuns: 60, seed })) {
        const opinion = review(application, context)
        expect(opinion.verdict, JSON.stringify([drawn, application, opinion.findings])).toBe(naive(drawn, application))
        // No finding passes for want of a fact, and what is missing was really not said.
        for (const field of opinion.missing) expect(application).not.toHaveProperty(field)
        for (const { verdict, missing } of opinion.findings) expect(missing.length > 0).toBe(verdict === 'unknown')
        if (opinion.remedy)
          expect(order.indexOf(opinion.remedy.verdict)).toBeGreaterThan(order.indexOf(opinion.verdict))
      }
    }),
    { numRuns: 30 },
  )
})

test('whatever comes in as an application, nothing throws and the opinion is the same when asked again', async () => {
  const context = await planOf({ floor: 30, eased: 10, principle: 5, life: 5 })
  const names = [
    'act',
    'event',
    'region',
    'minerals',
    'annualOutput',
    'documents',
    'inside',
    'block',
    'area',
    'changes',
  ]
  const anything = fc.dictionary(fc.constantFrom(...names), fc.jsonValue())
  fc.assert(
    fc.property(anything, applicationOf({ floor: 30, eased: 10, principle: 5, life: 5 }), (odd, sound) => {
      for (const json of [odd, { ...sound, ...odd }, odd.minerals]) {
        const { value, messages } = readApplication(json)
        if (value === null) expect(messages.some(({ severity }) => severity === 'error')).toBe(true)
        else expect(JSON.stringify(review(value, context))).toBe(JSON.stringify(review(value, context)))
      }
    }),
    { numRuns: 300 },
  )
})
