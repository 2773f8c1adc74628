/**
 * What must not change when a plan is written differently. (a) every quote stands in its source; (b) the style of the
 * outline, the numbers of tables and hard line breaks change no fact and no rule; (c) other names of places and minerals
 * change no verdict and no figure. That a changed number makes its checks fail is tested beside the checks.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Document, Place } from '#document/document.ts'
import { headingNumber } from '#document/heading.ts'
import { readDocument } from '#document/read.ts'
import { chineseNumeral } from '#mineral/numeral.ts'
import { check } from '#plan/check/check.ts'
import type { CheckFinding } from '#plan/check/finding.ts'
import { compile } from '#plan/compile.ts'
import type { Fact, Plan } from '#plan/plan.ts'
import { readRules } from '#rules/read.ts'
import type { Rule } from '#rules/rule.ts'

const root = resolve(import.meta.dirname, '..')
const folders = [join(root, 'example/plans'), join(root, '../shared/plans')].filter(existsSync)
const plans = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && !name.includes('gb18030'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
)

type Understood = {
  readonly document: Document
  readonly plan: Plan
  readonly rules: readonly Rule[]
  readonly findings: readonly CheckFinding[]
}

const understand = async (text: string): Promise<Understood> => {
  const { value } = await readDocument(new TextEncoder().encode(text), 'plan.txt')
  const plan = compile(value!)
  return { document: value!, plan, rules: readRules(plan), findings: check(plan) }
}

const factLine = (fact: Fact): string =>
  [fact.kind, fact.subject, fact.measure, fact.op, fact.value, fact.unit, fact.year, fact.attribute, fact.scale].join(
    '|',
  )
const ruleLine = (rule: Rule): string =>
  [
    rule.kind,
    rule.act,
    rule.subjects.join('、'),
    JSON.stringify([rule.test, rule.condition]),
    rule.force,
    rule.effect,
  ].join('|')

const factLines = ({ plan }: Understood): string[] => [...new Set(plan.facts.map(factLine))].sort()
/** A rule that refers to a table names it by its number; what the number follows (专栏, 表) is the plan's style. */
const ruleLines = ({ rules }: Understood): string[] =>
  [...new Set(rules.map((rule) => ruleLine(rule).replaceAll('专栏', '表')))].sort()
const verdicts = ({ findings }: Understood): string[] =>
  findings.map(({ check: name, verdict, computed }) => `${name} ${verdict} ${computed.replace(/\s+/g, '')}`).sort()

/** A plan says the same when its facts, its rules and what its checks hold of them are the same, places aside. */
const expectSame = (altered: Understood, original: Understood): void => {
  expect(factLines(altered)).toEqual(factLines(original))
  expect(ruleLines(altered)).toEqual(ruleLines(original))
}

type Edit = { readonly start: number; readonly end: number; readonly text: string }
const edited = (text: string, edits: readonly Edit[]): string => {
  let out = ''
  let at = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    if (edit.start < at) continue
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at)
}

/** The number of a heading in another style, by its place in the outline: [3, 2] → "3.2 " or "第二节 ". */
const styles: Readonly<Record<string, (path: readonly number[]) => string | null>> = {
  '1 / 1.1 / 1.1.1': (path) => (path.length <= 3 ? `${path.join('.')} ` : null),
  '第一章 / 第一节 / 一、 / （一）': (path) =>
    [(n: string) => `第${n}章 `, (n: string) => `第${n}节 `, (n: string) => `${n}、`, (n: string) => `（${n}）`][
      path.length - 1
    ]?.(chineseNumeral(path.at(-1)!)) ?? null,
}

const restyled = ({ document, plan }: Understood, style: (path: readonly number[]) => string | null): string =>
  edited(
    document.text,
    plan.outline.flatMap(({ id, number, span }): Edit[] => {
      const path = id.split('.').map(Number)
      const start = span.at.start
      const written = headingNumber(document.text.slice(start, start + 40))
      const wanted = number === '' || path.some((n) => !(n > 0)) ? null : style(path)
      return wanted && written ? [{ start, end: start + written.length, text: wanted }] : []
    }),
  )

/** Characters for names nobody has; none is part of a mineral's name or of a word that plans use. */
const invented = [
  ...'棠蓼楝榆梣槭椴栎荇葭蘅芷菖蕲茯芪桤柘楸梓榧桦杞枸栌樗檀苎菀茜荭芡菱茭莼薇蕨莳菘葑菲荠荼薤芥苣蔻萱芍葵棣莪蒿蓟芩蒡茵荞苜蓿藜苋萝蔓藤桑柞橡榛楷槠栲楠桢榉朴榔柽枫',
]

const simultaneously =
  (names: ReadonlyMap<string, string>): ((text: string) => string) =>
  (text) =>
    text.replace(
      new RegExp([...names.keys()].toSorted((a, b) => b.length - a.length).join('|'), 'g'),
      (name) => names.get(name)!,
    )

/**
 * Other names for the county and its townships, character by character: names that were alike stay alike, and a name
 * misspelt stays misspelt.
 */
const placesRenamed = ({ plan }: Understood): ((text: string) => string) => {
  const places = new Set([plan.region!.name, ...plan.facts.flatMap((fact) => fact.places ?? [])])
  const stems = [...places]
    .map((name) => name.replace(/(?:..?族)?自治县$|[市县镇乡]$|街道$/, ''))
    .filter((name) => name.length > 1)
  const characters = new Map([...new Set(stems.join(''))].map((character, i) => [character, invented[i]!]))
  return simultaneously(new Map(stems.map((stem) => [stem, [...stem].map((c) => characters.get(c)).join('')])))
}

/** Minerals of one class, neither part nor whole of another, change places. */
const mineralsExchanged = simultaneously(
  new Map(
    (
      [
        ['铜', '钨'],
        ['膨润土', '硅藻土'],
        ['花岗岩', '安山岩'],
      ] as const
    ).flatMap(([one, other]) => [[one, other] as const, [other, one] as const]),
  ),
)

/** Line breaks inside sentences as converters of pages leave them: every 35 characters of prose. */
const broken = ({ document }: Understood): string =>
  edited(
    document.text,
    document.blocks.flatMap((block): Edit[] => {
      if (block.kind === 'table' || block.furniture || block.span.runs.length > 1) return []
      const { text, at } = block.span
      if (text.length < 60 || !/。$/.test(text)) return []
      return Array.from({ length: Math.floor((text.length - 10) / 35) }, (_, i) => at.start + (i + 1) * 35).flatMap(
        (start) =>
          // A converter breaks no number apart, and a line that begins with one may be an item of a list.
          /[\d（第一二三四五六七八九十.．％%]/.test(document.text[start]!) || /[。；：]/.test(document.text[start - 1]!)
            ? []
            : [{ start, end: start, text: '\n' }],
      )
    }),
  )

/** What a converter left between the characters of a quote, and what a reader puts between the cells of a row. */
const bare = (text: string): string =>
  text.replace(/\[bookmark:[^\]]*\]|[\u200B-\u200D\u2060\uFEFF\u00AD]|[|｜\s]/g, '')

describe.each(plans)('$name', ({ text }) => {
  test('every quote stands in the source, at its place', async () => {
    const { document, plan, rules, findings } = await understand(text)
    const quotes: { text: string; at: Place; of: string }[] = [
      ...plan.facts.map((fact) => ({ text: fact.quote, at: fact.at, of: factLine(fact) })),
      ...rules.map((rule) => ({ text: rule.quote, at: rule.at, of: rule.id })),
      ...findings.flatMap((finding) => finding.quotes.map((quote) => ({ ...quote, of: finding.check }))),
    ]
    expect(quotes.length).toBeGreaterThan(50)
    for (const { text: quote, at, of } of quotes) {
      expect(bare(quote), of).not.toBe('')
      expect(bare(document.text.slice(at.start, at.end)), of).toBe(bare(quote))
      // A row of cells is parted by whatever the source parts them with: its line is that of its first character.
      expect(document.text.slice(0, at.start).split('\n').length, of).toBe(at.line)
    }
  })

  test.each(Object.keys(styles))('the outline as %s changes no fact and no rule', async (style) => {
    const original = await understand(text)
    const altered = restyled(original, styles[style]!)
    expectSame(await understand(altered), original)
  })

  test('other names of the county and its townships change no verdict, no rule and no fact but by the names', async () => {
    const original = await understand(text)
    const rename = placesRenamed(original)
    const altered = await understand(rename(text))
    expect(altered.plan.region?.name).toBe(rename(original.plan.region!.name))
    expect(factLines(altered)).toEqual(factLines(original).map(rename).sort())
    expect(ruleLines(altered)).toEqual(ruleLines(original).map(rename).sort())
    // Where the divisions data knows a county it is held against it; it knows no county that does not exist.
    const byDivisions = original.plan.region?.code ? /^(?:place|naming) / : /^$/
    const told = (lines: readonly string[]): string[] => lines.filter((line) => !byDivisions.test(line)).sort()
    expect(told(verdicts(altered))).toEqual(told(verdicts(original).map(rename)))
  })

  test('minerals that change places change no verdict and no figure', async () => {
    const original = await understand(text)
    const altered = await understand(mineralsExchanged(text))
    expect(factLines(altered)).toEqual(factLines(original).map(mineralsExchanged).sort())
    expect(ruleLines(altered)).toEqual(ruleLines(original).map(mineralsExchanged).sort())
    // National standards set other sizes for other minerals.
    const told = (lines: readonly string[]): string[] => lines.filter((line) => !line.startsWith('standard ')).sort()
    expect(told(verdicts(altered))).toEqual(told(verdicts(original).map(mineralsExchanged)))
  })

  test('专栏 called 表 changes no fact and no rule', async () => {
    expectSame(await understand(text.replace(/专(\s*)栏(?=\s*\d)/g, '表$1')), await understand(text))
  })

  test('hard line breaks inside sentences change no fact and no rule', async () => {
    const original = await understand(text)
    const altered = broken(original)
    const alreadyBroken = original.document.blocks.some(
      (block) => block.kind === 'paragraph' && block.span.runs.length > 2,
    )
    if (!alreadyBroken) expect(altered.length).toBeGreaterThan(text.length + 20)
    expectSame(await understand(altered), original)
  })
})
