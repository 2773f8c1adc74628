/** A whole opinion told to an English reader: Chinese stands in quotes alone, whatever part of the opinion speaks. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { basisIn, computedIn, conditionIn, wordsIn } from '#rules/english.ts'
import { readRules } from '#rules/read.ts'
import type { ApplicationEvent } from '#rules/rule.ts'
import type { Application, LandFacts } from '#rules/situation.ts'
import type { Opinion } from './opinion.ts'
import { review } from './review.ts'
import { opinionChanges } from './since.ts'

const outsideQuotes = (text: string): boolean => /\p{Script=Han}/u.test(text.replace(/“[^”]*”|"[^"]*"/g, ''))

/** Everything an opinion says, as an English reader is told it. */
const said = (opinion: Opinion): readonly string[] => [
  ...opinion.findings.map(({ message }) => wordsIn('en', message)),
  ...opinion.findings.flatMap(({ computed }) => (computed ? [computedIn('en', computed)] : [])),
  ...opinion.conditions.map((condition) => conditionIn('en', condition)),
  ...opinion.disagreements.map(({ message }) => wordsIn('en', message)),
  ...(opinion.remedy?.changes ?? []).map(({ message }) => wordsIn('en', message)),
  ...opinion.procedure.flatMap(({ message, basis }) => [wordsIn('en', message), basisIn('en', basis)]),
  ...opinion.messages.map(({ text, textEn }) => wordsIn('en', { zh: text, en: textEn ?? text })),
  ...(opinion.land?.notes ?? []).flatMap(({ message, computed, basis }) => [
    wordsIn('en', message),
    ...(computed ? [computedIn('en', computed)] : []),
    ...(basis ? [basisIn('en', basis)] : []),
  ]),
]

const met = (layer: string, feature: string, more: object = {}) => ({
  layer,
  feature,
  area: 5000,
  share: 0.5,
  sliver: false,
  ...more,
})

const land: LandFacts = {
  layers: ['red-line', 'farmland', 'mining-block', 'mining-right', 'county', 'township', 'urban-boundary', 'river'],
  overlaps: [
    met('red-line', '甲岭红线'),
    met('farmland', '图斑 7', { area: 0.5, share: 0.00005, sliver: true }),
    met('mining-block', '乙沟区块', { code: 'CQ001' }),
    met('mining-right', '丙石料厂', { code: 'C99001', minerals: ['建筑用石料'] }),
    met('county', '某县', { share: 0.8 }),
    met('township', '丁镇', { share: 1 }),
    met('river', '大河', { area: 0, share: 0, distance: 80 }),
  ],
  area: 10000,
  ellipsoid: 10001,
}

const load = async (name: string) => {
  const file = resolve(import.meta.dirname, '../../example/plans', name)
  const plan = compile((await readDocument(readFileSync(file), name)).value!)
  return { plan, rules: readRules(plan) }
}

const facts: readonly Partial<Application>[] = [
  { date: '2025-08-01' },
  {
    date: '2024-05-01',
    annualOutput: { value: 1, unit: '万吨/年' },
    statedArea: { value: 3, unit: '公顷' },
    altitude: { upper: 900, lower: -50 },
    method: 'open-pit',
    depositScale: 'small',
    block: 'none',
    township: '戊乡',
    documents: [],
    undertakings: [],
  },
  {
    date: '2030-01-01',
    annualOutput: { value: 900, unit: '万立方米/年' },
    serviceLife: { value: 2, unit: '年' },
    depositScale: 'large',
    documents: ['开发利用方案'],
    undertakings: ['绿色矿山合同条款'],
    purposes: ['key-project'],
  },
]
const events: readonly ApplicationEvent[] = ['new', 'expansion', 'change', 'closure', 'renewal']

test.each(['yunyan.docx', 'qishuang.docx', 'hezhu.docx'])('opinions against %s in English', async (name) => {
  const ruled = await load(name)
  const minerals = [...new Set(ruled.rules.flatMap(({ subjects }) => subjects))].slice(0, 12)
  const found = new Set<string>()
  let before: Opinion | null = null
  for (const mineral of minerals)
    for (const event of events)
      for (const [i, more] of facts.entries()) {
        const act = i === 0 ? ('exploration' as const) : ('mining' as const)
        const application = { act, event, region: ruled.plan.region?.code ?? '1', minerals: [mineral], ...more }
        const opinion = review(application, { ...ruled, ledger: { mines: [], returns: [] }, land })
        const changes = before ? opinionChanges(before, opinion).map(({ message }) => message.en) : []
        for (const english of [...said(opinion), ...changes]) if (outsideQuotes(english)) found.add(english)
        before = opinion
      }
  expect([...found]).toEqual([])
})
