import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import type { Plan } from '#plan/plan.ts'
import { review } from '#review/review.ts'
import { readRules } from '#rules/read.ts'
import type { Rule } from '#rules/rule.ts'
import { homePage } from './home.ts'
import { html } from './html.ts'
import { inLang } from './page.ts'
import { noObjection, planPage } from './plan-page.ts'
import { ruleWords } from './rule-words.ts'
import { applicationFrom, selfCheckPage } from './self-check.ts'
import { style } from './style.ts'
import { speaker, verdictName, type Word } from './words.ts'

const text = `甲县矿产资源总体规划（2021-2025年）

第一章 总则

以2020年为基期，2021-2025年为规划期。<script>alert(1)</script>

第二章 开采准入

新建建筑用花岗岩矿山年开采规模不得低于36万立方米/年。

禁止开采砂金。
`

let plan: Plan
let rules: readonly Rule[]
beforeAll(async () => {
  const { value } = await readDocument(new TextEncoder().encode(text), 'plan.txt')
  plan = compile(value!)
  rules = readRules(plan)
})

const frame = { lang: 'zh', address: '/' } as const
const published = [
  { id: 'a', title: '甲县规划', level: 'county', region: '甲县' },
  { id: 'b', title: '<b>乙县规划</b>', level: 'county', region: null },
]

test('html escapes what it is given and nothing else', () => {
  const item = html`<li>${'<&"\'>'}</li>`
  expect(html`<ul class="${'"x'}">${[item, null, false, 0]}</ul>`.html).toBe(
    '<ul class="&quot;x"><li>&lt;&amp;&quot;&#39;&gt;</li>0</ul>',
  )
})

test('the language stays with an address, its query and its fragment', () => {
  expect(inLang('zh', '/plan/1#s2')).toBe('/plan/1#s2')
  expect(inLang('en', '/plan/1?clause=3#objection')).toBe('/plan/1?clause=3&lang=en#objection')
})

/** Tags that are opened and closed in order; void ones aside. */
const unbalanced = (page: string): string | null => {
  const open: string[] = []
  for (const [, close, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?>/g)) {
    if (/^(?:meta|link|input|img|br)$/.test(name!)) continue
    if (!close) open.push(name!)
    else if (open.pop() !== name) return `</${name}>`
  }
  return open.length > 0 ? `<${open.at(-1)}>` : null
}

describe('pages', () => {
  const pages = (): string[] => [
    homePage(frame, published, { id: 'a', plan, rules }),
    homePage({ ...frame, lang: 'en' }, [], null),
    planPage({ lang: 'en', address: '/plan/a' }, { id: 'a', plan, rules }),
    planPage(
      frame,
      { id: 'a', plan, rules },
      { ...noObjection, clause: plan.clauses[0]!.id, problem: 'x', text: '</textarea>' },
    ),
    selfCheckPage(frame, published, { minerals: '"><i>' }, null, [{ severity: 'error', text: '<', textEn: '<' }]),
  ]

  test('are well-formed, without script, with a label for every field', () => {
    for (const page of pages()) {
      expect(unbalanced(page)).toBe(null)
      expect(page).not.toMatch(/<script|<i>|<b>|undefined|\[object/)
      const labelled = new Set([...page.matchAll(/ for="([^"]+)"/g)].map((match) => match[1]))
      for (const [tag, name] of page.matchAll(/<(?:input|select|textarea)[^>]*? name="([^"]+)"[^>]*>/g))
        expect(/type="hidden"|aria-label/.test(tag) || labelled.has(name)).toBe(true)
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  test('the plan page holds every clause, and under it what it means', () => {
    const page = planPage(frame, { id: 'a', plan, rules })
    for (const { span } of plan.clauses) expect(page).toContain(html`${span.text}`.html)
    expect(page).toMatch(/年开采规模不低于 36 万立方米\/年/)
    expect(page).toMatch(/\?clause=[^"]+#objection/)
  })

  test('the first page tells rules in plain words with the sentence they come from', () => {
    const page = homePage(frame, published, { id: 'a', plan, rules })
    expect(page).toMatch(/<summary>建筑用花岗岩：年开采规模不低于 36 万立方米\/年<\/summary>/)
    expect(page).toMatch(/<blockquote[^>]*>[^<]*不得低于36万立方米/)
  })

  test('what several sentences say is told once, with each of them', () => {
    const again = { ...rules[0]!, id: 'again', quote: '又一句' }
    const page = homePage(frame, published, { id: 'a', plan, rules: [...rules, again] })
    const words = html`<summary>${ruleWords(again, 'zh')}</summary>`.html
    expect(page.split(words)).toHaveLength(2)
    expect(page).toMatch(/<blockquote[^>]*>又一句<\/blockquote>/)
  })

  test('every published plan is within reach, the one shown is marked', () => {
    const page = homePage(frame, published, { id: 'a', plan, rules })
    for (const { id } of published) expect(page).toContain(`href="/?plan=${id}"`)
    expect(page.match(/aria-current="true"/g)).toHaveLength(1)
  })

  test('what informs does not stand among what binds', () => {
    const told = { ...rules[0]!, effect: 'prefer', force: 'guidance', quote: '鼓励某事' } as const
    const page = homePage(frame, published, { id: 'a', plan, rules: [told] })
    expect(page).not.toContain(speaker('zh')('heldTo'))
    expect(page).toContain(speaker('zh')('information'))
  })

  test('the style sheet is small', () => expect(style.length).toBeLessThan(30_000))
})

describe('the self-check', () => {
  test('what is left empty is unknown, 无 is none', () => {
    const filled = {
      minerals: '建筑用花岗岩、铁',
      output: '12',
      unit: '万立方米/年',
      block: '无',
      inside: 'none',
      method: '',
      life: ' ',
    }
    expect(applicationFrom(filled, '990121', '2024-05-01')).toEqual({
      act: 'mining',
      event: 'new',
      region: '990121',
      minerals: ['建筑用花岗岩', '铁'],
      annualOutput: { value: 12, unit: '万立方米/年' },
      block: 'none',
      inside: [],
      date: '2024-05-01',
    })
  })

  test('tells the verdict, the clause and that it is no decision', () => {
    const application = {
      act: 'mining',
      event: 'new',
      region: '990121',
      minerals: ['建筑用花岗岩'],
      annualOutput: { value: 12, unit: '万立方米/年' },
    } as const
    const opinion = review(application, { plan, rules, date: '2024-05-01' })
    for (const lang of ['zh', 'en'] as const) {
      const page = selfCheckPage({ lang, address: '/self-check' }, published, {}, opinion)
      expect(page).toContain(verdictName(lang, 'does-not-conform'))
      expect(page).toMatch(/不得低于36万立方米/)
      expect(page).toContain(speaker(lang)('selfCheckNote'))
      expect(unbalanced(page)).toBe(null)
    }
  })
})

test('a rule without words of its own speaks in the plan’s', () => {
  const rule = { ...rules[0]!, test: { measure: 'newDamage', op: 'forbid', value: null, unit: null } } as const
  expect(ruleWords(rule, 'zh')).toBe(rule.quote)
})

test('no page has words of its own: every Chinese string is in the catalogue', () => {
  const folder = import.meta.dirname
  for (const file of readdirSync(folder)) {
    if (!existsSync(join(folder, file)) || /words|test/.test(file)) continue
    const code = readFileSync(join(folder, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    // Names of units and of values that people write are the field's, not the page's.
    const written = [...code.matchAll(/[\u4e00-\u9fff]{4,}/g)].map((match) => match[0])
    const allowed = new Set(['万立方米', '矿石万吨'])
    expect(
      written.filter((words) => !allowed.has(words)),
      file,
    ).toEqual([])
  }
  const word: Word = 'home'
  expect(speaker('en')(word)).toBe('Home')
})

test('a colour named here and in the workbench is the same colour', () => {
  const colours = (sheet: string) =>
    new Map([...sheet.matchAll(/--([\w-]+):\s*(#[\da-f]{6})/g)].map(([, name, value]) => [name, value]))
  const workbench = colours(readFileSync(join(import.meta.dirname, '../web/style.css'), 'utf8'))
  const here = colours(style)
  const shared = [...here.keys()].filter((name) => workbench.has(name))
  expect(shared).toEqual(
    expect.arrayContaining(['pass', 'condition', 'reasons', 'person', 'fail', 'unknown', 'preferred']),
  )
  for (const name of shared) expect([name, here.get(name)]).toEqual([name, workbench.get(name)])
})
