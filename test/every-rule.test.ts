/**
 * Every clause of the example's plans that can hold an application up, against a reader with a pencil: thousands of
 * applications at, below and above each figure, each fact there or missing, each exception claimed or not. Both ways: what
 * the pencil says the engine must say, and what the engine objects to must be on the pencil's list.
 */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { judge } from '#rules/judge.ts'
import { layerKinds } from '#rules/layer-kind.ts'
import { readRules } from '#rules/read.ts'
import type { Application, LandFacts, LedgerFacts } from '#rules/situation.ts'
import { hezhu } from './naive/hezhu.ts'
import type { Card, PencilPlan, Says } from './naive/naive.ts'
import { qishuang } from './naive/qishuang.ts'
import { yunyan } from './naive/yunyan.ts'

const plans: readonly PencilPlan[] = [yunyan, qishuang, hezhu]

const load = async ({ file }: PencilPlan) => {
  const bytes = readFileSync(new URL(`../example/plans/${file}`, import.meta.url))
  const plan = compile((await readDocument(bytes, file)).value!)
  return { plan, rules: readRules(plan) }
}

/** A map of everything but the plan's own zones, on which the applied area touches nothing. */
const emptyMap: LandFacts = {
  layers: Object.entries(layerKinds).flatMap(([kind, { zone }]) => (zone || kind === 'mining-block' ? [] : [kind])),
  overlaps: [],
  area: 120_000,
}

const bare = (text: string): string => text.replace(/\s+/g, '').replaceAll('|', '')

/** What holds an application up; whatever else a finding says is agreement. */
const objection = (says: Says): Says =>
  says === 'fail' || says === 'unknown' || says === 'needs-a-person' || says === 'needs-reasons' ? says : null

const events = ['new', 'expansion', 'capacity-upgrade', 'change', 'conversion', 'closure'] as const

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 4 })

const anyApplication = (plan: PencilPlan): fc.Arbitrary<Application> =>
  fc
    .record({
      product: fc.constantFrom(...plan.products),
      act: fc.constantFrom('mining', 'mining', 'mining', 'exploration') as fc.Arbitrary<Application['act']>,
      event: fc.constantFrom(...events),
      pick: fc.nat(),
      given: fc.record({
        method: optional(fc.constantFrom('open-pit', 'underground', 'well') as fc.Arbitrary<'open-pit'>),
        depositScale: optional(fc.constantFrom('large', 'medium', 'small') as fc.Arbitrary<'large'>),
        serviceLife: optional(fc.constantFrom(...plan.years).map((value) => ({ value, unit: '年' }))),
        reserves: optional(fc.constantFrom(...plan.reserves)),
        inside: optional(
          fc.oneof(
            fc.constant([]),
            fc.constantFrom(...plan.zones).map((zone) => [zone]),
          ),
        ),
        township: plan.townships.length > 0 ? optional(fc.constantFrom(...plan.townships)) : fc.constant(undefined),
        purposes: optional(
          fc.constantFrom(['key-project'], ['major-infrastructure'], ['rural-revitalisation'], ['public-need'], []),
        ),
        documents: optional(
          fc.constantFrom(
            [],
            ['开发利用方案'],
            ['开发利用方案', '矿山地质环境保护与土地复垦方案', '环境影响评价', '绿色勘查章节'],
            ['压覆批准文件'],
          ),
        ),
        undertakings: optional(fc.constantFrom([], ['绿色矿山合同条款', '治理恢复基金账户'])),
        variety: optional(fc.constantFrom('普通类型', '稀有类型', '机制砂原料')),
        onFarmland: optional(fc.boolean()),
      }),
      silent: fc.boolean(),
      change: fc.constantFrom('scale', 'extent', 'method', 'mineral'),
      placed: fc.constantFrom('block', 'none', undefined),
    })
    .map(({ product, act, event, pick, given, silent, placed, change }) => ({
      act,
      event,
      region: plan.region,
      minerals: [product.mineral],
      ...(silent
        ? {}
        : { annualOutput: { value: product.outputs[pick % product.outputs.length]!, unit: product.unit } }),
      ...(placed === undefined ? {} : { block: placed === 'block' ? (product.block ?? 'none') : 'none' }),
      // As the review completes it: an expansion is one of scale and extent.
      ...(event === 'expansion' ? { changes: ['scale', 'extent'] } : event === 'change' ? { changes: [change] } : {}),
      ...(event === 'capacity-upgrade' ? { changes: ['scale'] } : {}),
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    }))

const anyLedger: fc.Arbitrary<LedgerFacts> = fc.constantFrom(0, 5, 15, 40).map((count) => ({
  mines: Array.from({ length: count }, (_, i) => ({
    name: `${i}号矿`,
    minerals: ['建筑石料用灰岩'],
    status: 'producing' as const,
  })),
  returns: [],
}))

describe.each(plans)('$file', (pencil) => {
  test('the engine says what a pencil says, and objects to nothing else', async () => {
    const { plan, rules } = await load(pencil)
    const cited = new Map(
      pencil.cards.map((card) => [card, rules.filter((rule) => bare(rule.quote).includes(bare(card.quote)))]),
    )
    const about = (card: Card) => cited.get(card)!
    const lost = pencil.cards.filter((card) => about(card).length === 0 && card.says.length > 0)
    expect(lost.map(({ quote }) => quote)).toEqual([])
    const seen = new Map<string, string>()
    fc.assert(
      fc.property(anyApplication(pencil), anyLedger, (application, ledger) => {
        const situation = { application, plan, ledger, land: emptyMap }
        const judged = new Map(rules.map((rule) => [rule, judge(rule, situation)]))
        const spoken = new Map<unknown, Set<Says>>()
        const open = new Set<unknown>()
        for (const card of pencil.cards) {
          const found = about(card)
          for (const says of [card.says(application, ledger)].flat()) {
            if (says === 'anything') for (const rule of found) open.add(rule)
            const wanted = objection(says)
            for (const rule of found) spoken.set(rule, (spoken.get(rule) ?? new Set()).add(wanted))
            if (wanted && !found.some((rule) => judged.get(rule)!.verdict === wanted))
              seen.set(
                `${card.quote} | pencil ${wanted} | engine ${found.map((rule) => `${rule.kind}:${judged.get(rule)!.verdict}`)}`,
                JSON.stringify(application),
              )
          }
        }
        for (const [rule, finding] of judged) {
          const objects = finding.verdict === 'unknown' && !finding.refuses ? null : objection(finding.verdict)
          if (objects && !open.has(rule) && !spoken.get(rule)?.has(objects))
            seen.set(
              `engine ${rule.kind} ${objects} | pencil ${[...(spoken.get(rule) ?? ['—'])].map(String)} | ${rule.quote.slice(0, 60)} | ${finding.message.zh}`,
              JSON.stringify(application),
            )
        }
      }),
      { numRuns: 3000 },
    )
    expect([...seen].map((pair) => pair.join('\n   '))).toEqual([])
  })
})
