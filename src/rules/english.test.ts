/**
 * Every kind of rule explains itself in English: its cases, told to an English reader, hold no Chinese but quotes, and
 * what is quoted stands in the plan, the application, the ledger or the map.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import type { Plan } from '#plan/plan.ts'
import { checkedIn, computedIn, conditionIn, wordsIn } from '#rules/english.ts'
import type { Finding } from '#rules/finding.ts'
import { judge } from '#rules/judge.ts'
import { kinds } from '#rules/kinds.ts'
import { readRules } from '#rules/read.ts'
import type { Rule } from '#rules/rule.ts'
import type { Application, Situation } from '#rules/situation.ts'

const here = import.meta.dirname
const han = /\p{Script=Han}/u

type Entry = {
  readonly clause: string
  readonly under?: string
  readonly cases?: readonly (Partial<Situation> & { readonly application?: Partial<Application> })[]
}

const planOf = async (text: string): Promise<Plan> =>
  compile((await readDocument(new TextEncoder().encode(text), 'case.txt')).value!)

/** What a person may be shown as a quote. */
const sourceOf = (plan: Plan, situation: object): string =>
  `${JSON.stringify(plan.clauses)}${JSON.stringify(plan.tables)}${JSON.stringify(situation)}`.replace(/[\s“”‘’|]/g, '')

/** Chinese that stands outside quotes, and quotes that nobody wrote. */
const faults = (english: string, source: string): readonly string[] => {
  const outside = english.replace(/“[^”]*”|"[^"]*"/g, '')
  const quotes = [...english.matchAll(/“([^”]*)”|"([^"]*)"/g)].flatMap(([, one, other]) => (one ?? other!).split('、'))
  const bare = (text: string): string => text.replace(/[\s“”‘’"|]/g, '')
  return [
    ...(han.test(outside) ? [english] : []),
    ...quotes
      .filter((quote) => han.test(quote) && !source.includes(bare(quote)))
      .map((quote) => `nobody wrote ${quote}`),
  ]
}

const spoken = ({ message, computed, conditions }: Finding): readonly string[] => [
  wordsIn('en', message),
  ...(computed ? [computedIn('en', computed)] : []),
  ...conditions.map((condition) => conditionIn('en', condition)),
]

const defaults: Application = { act: 'mining', event: 'new', region: '000000', minerals: ['建筑用花岗岩'] }

const told = (rule: Rule, situation: Situation, source: string): readonly string[] => {
  const found = judge(rule, situation)
  return spoken(found)
    .flatMap((english) => faults(english, source))
    .map((fault) => `${rule.kind}: ${fault}`)
}

const files = readdirSync(here).filter((name) => name.endsWith('.cases.yaml'))

test.each(files)('%s in English', async (file) => {
  const found: string[] = []
  for (const { clause, under, cases = [] } of parse(readFileSync(join(here, file), 'utf8')) as readonly Entry[]) {
    const plan = await planOf(
      `某县矿产资源总体规划（2021-2025年）\n第四章 矿产资源开发利用与保护\n${under ?? '第一节 规划准入'}\n加强管理。${clause}\n`,
    )
    for (const { application, ledger = null, land = null } of cases) {
      const situation = { application: { ...defaults, ...application }, plan, ledger, land }
      const source = sourceOf(plan, { ...situation, plan: null })
      for (const rule of readRules(plan)) found.push(...told(rule, situation, source))
    }
  }
  expect([...new Set(found)]).toEqual([])
})

test('every kind of the example’s plans in English, told much, little and nothing', async () => {
  const folder = join(here, '../../example/plans')
  const seen = new Set<string>()
  const found = new Set<string>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.docx'))) {
    const plan = compile((await readDocument(readFileSync(join(folder, file)), file)).value!)
    for (const rule of readRules(plan)) {
      seen.add(rule.kind)
      const asked = { ...defaults, minerals: rule.subjects.length > 0 ? rule.subjects.slice(0, 1) : defaults.minerals }
      const act = rule.act === 'exploration' ? ('exploration' as const) : ('mining' as const)
      for (const event of rule.appliesTo.slice(0, 2))
        for (const more of facts) {
          const application = { ...asked, act, event, ...more }
          const ledger = {
            mines: [{ name: '甲矿', minerals: asked.minerals, status: 'producing' as const }],
            returns: [],
          }
          const situation = { application, plan, ledger, land: null }
          const source = sourceOf(plan, { application, ledger })
          for (const fault of told(rule, situation, source)) found.add(fault)
        }
    }
  }
  expect([...found]).toEqual([])
  expect(
    kinds.filter(({ kind }) => !seen.has(kind) && !files.includes(`${kind}.cases.yaml`)).map(({ kind }) => kind),
  ).toEqual([])
})

const facts: readonly Partial<Application>[] = [
  {},
  {
    annualOutput: { value: 1, unit: '吨/日' },
    serviceLife: { value: 1, unit: '年' },
    reserves: { value: 3, unit: '万吨' },
    depositScale: 'small',
    method: 'open-pit',
    block: 'none',
    inside: [],
    documents: [],
    undertakings: [],
    onFarmland: true,
  },
  {
    annualOutput: { value: 900, unit: '万立方米/年' },
    serviceLife: { value: 40, unit: '年' },
    reserves: { value: 9000, unit: '万立方米' },
    depositScale: 'large',
    method: 'underground',
    block: 'CQ001',
    documents: ['开发利用方案', '甲承诺书'],
    undertakings: ['绿色矿山合同条款'],
    purposes: ['key-project'],
    changes: ['scale', 'method'],
    onFarmland: false,
  },
]

test.each([
  ['表2 is never referred to', '“表2” is never referred to'],
  ['The plan is 某县’s; “甲县” is left over', 'The plan is “某县”’s; “甲县” is left over'],
  ['See 国土资发〔2004〕208号', 'See “国土资发〔2004〕208号”'],
  ['Write 万立方米/年', 'Write “万立方米/年”'],
  ['The text has 20 年', 'The text has 20 yr'],
])('a check that says %s', (en, told) => {
  expect(checkedIn('en', { zh: '', en })).toBe(told)
})

test('what the checks say of the example’s plans is English around quotes', async () => {
  const folder = join(here, '../../example/plans')
  const found = new Set<string>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.docx'))) {
    const plan = compile((await readDocument(readFileSync(join(folder, file)), file)).value!)
    // Quotes beside one another were one sentence in Chinese.
    for (const { message, computed, remedy } of check(plan))
      for (const english of [
        checkedIn('en', message),
        computedIn('en', computed),
        ...(remedy ? [checkedIn('en', remedy)] : []),
      ])
        if (/[”"]“/.test(english) || han.test(english.replace(/“[^”]*”|"[^"]*"/g, ''))) found.add(english)
  }
  expect([...found]).toEqual([])
})
