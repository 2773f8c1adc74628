/** The first page: one plan at a glance, and the way to the others. */
import type { Fact, Plan } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'
import { type Html, html } from './html.ts'
import { type Frame, inLang, page } from './page.ts'
import { ruleWords } from './rule-words.ts'
import { levelName, type Say, scaleName, speaker, type Word, zoneName } from './words.ts'

/** A plan as the list of plans tells it. */
export type Published = {
  readonly id: string
  readonly title: string
  readonly level: string
  readonly region: string | null
}

export type Glance = { readonly id: string; readonly plan: Plan; readonly rules: readonly Rule[] }

const shown = (value: number | string | null): string =>
  typeof value === 'number' ? value.toLocaleString('zh-CN', { maximumFractionDigits: 6 }) : (value ?? '')

const section = (id: string, title: string, body: Html, note?: string): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${note ? html`<p class="note">${note}</p>` : null}${body}</section>`

const nothing = (say: Say): Html => html`<p class="note">${say('nothingRead')}</p>`

type Column<T> = { readonly word: Word; readonly number?: true; readonly cell: (item: T) => string | Html }

const table = <T>(say: Say, items: readonly T[], columns: readonly Column<T>[]): Html =>
  items.length === 0
    ? nothing(say)
    : html`<div class="scroll" tabindex="0"><table><thead><tr>${columns.map(
        ({ word, number }) => html`<th scope="col"${number ? html` class="number"` : null}>${say(word)}</th>`,
      )}</tr></thead><tbody>${items.map(
        (item) =>
          html`<tr>${columns.map(({ cell, number }) => html`<td${number ? html` class="number"` : null}>${cell(item)}</td>`)}</tr>`,
      )}</tbody></table></div>`

const attributeTag = (say: Say, attribute: Fact['attribute']): Html | string =>
  attribute === null ? '' : html`<span class="tag ${attribute}">${say(attribute)}</span>`

const withUnit = ({ value, unit }: Fact): string => `${shown(value)} ${unit ?? ''}`.trim()

/** Subjects that mean the plan's whole region: an indicator needs no such word before it. */
const wholes: ReadonlySet<string> = new Set(['', '全部', '全县', '全市', '全省'])

const factName = ({ subject, measure }: Fact): string => {
  if (!measure || subject.includes(measure)) return subject
  return wholes.has(subject) || measure.includes(subject) ? measure : `${subject} ${measure}`
}

/** One indicator with what the plan gives for its base year and for its last. */
type IndicatorRow = { readonly fact: Fact; readonly base: readonly Fact[]; readonly target: readonly Fact[] }

/** Indicators as rows. A value told twice is shown once; two that differ are both shown: that is the plan's own. */
const indicatorRows = ({ facts, period }: Plan): IndicatorRow[] => {
  const rows = new Map<string, Fact[]>()
  for (const fact of facts) {
    if (fact.kind !== 'indicator' || fact.value === null) continue
    const key = `${fact.subject} ${fact.measure}`
    const same = rows.get(key) ?? []
    const told = same.some(({ value, unit, year }) => value === fact.value && unit === fact.unit && year === fact.year)
    if (!told) rows.set(key, [...same, fact])
  }
  const later = ({ year }: Fact) => year !== null && year !== period.base
  return [...rows.values()].map((values) => {
    const target = values.filter((fact) => later(fact) || (fact.year === null && fact.attribute !== null))
    const base = values.filter((fact) => !target.includes(fact))
    return { fact: target.find(({ attribute }) => attribute !== null) ?? target[0] ?? base[0]!, base, target }
  })
}

const valuesOf = (facts: readonly Fact[], period: Plan['period']): Html =>
  html`${facts.map(
    (fact, i) =>
      html`${i > 0 ? html`<br>` : null}${withUnit(fact)}${fact.year !== null && fact.year !== period.to && fact.year !== period.base ? html` <span class="note">${fact.year}</span>` : null}`,
  )}`

const zonesOf = (plan: Plan): Fact[] => {
  const named = plan.facts.filter(({ kind }) => kind === 'zone')
  // The same zone told in a table and in the text is shown once, as the table tells it.
  const first = new Map<string, Fact>()
  for (const zone of named) {
    const key = zone.name ?? zone.subject
    if (!first.has(key) || (zone.table !== undefined && first.get(key)!.table === undefined)) first.set(key, zone)
  }
  return [...first.values()]
}

const groups: readonly (readonly [Word, (rule: Rule) => boolean])[] = [
  ['refuse', ({ effect, force }) => effect === 'refuse' && force !== 'in-principle'],
  ['inPrinciple', ({ effect, force }) => effect === 'refuse' && force === 'in-principle'],
  ['condition', ({ effect }) => effect === 'condition'],
  ['prefer', ({ effect }) => effect === 'prefer'],
  ['monitor', ({ effect }) => effect === 'monitor'],
  ['procedure', ({ effect }) => effect === 'procedure'],
]

/** Rules as a list in plain words, each with the sentence it comes from. */
export const ruleList = (rules: readonly Rule[], { lang }: Frame): Html => {
  const say = speaker(lang)
  return html`<ul class="rules">${rules.map((rule) => {
    const words = ruleWords(rule, lang)
    if (words === rule.quote) return html`<li>${words}</li>`
    return html`<li><details class="quote"><summary>${words}</summary><blockquote cite="${say('source')}">${rule.quote}</blockquote></details></li>`
  })}</ul>`
}

const ruleGroups = (rules: readonly Rule[], frame: Frame): Html => {
  const say = speaker(frame.lang)
  const filled = groups
    .map(([word, belongs]) => [word, rules.filter(belongs)] as const)
    .filter(([, some]) => some.length > 0)
  if (filled.length === 0) return nothing(say)
  return html`${filled.map(
    ([word, some]) =>
      html`<details class="card"${word === 'refuse' ? html` open` : null}><summary><strong>${say(word)}</strong> <span class="note">${some.length} ${say('items')}</span></summary>${ruleList(some, frame)}</details>`,
  )}`
}

const glance = ({ id, plan, rules }: Glance, frame: Frame): Html => {
  const { lang } = frame
  const say = speaker(lang)
  const { period } = plan
  const facts = (kind: Fact['kind']) => plan.facts.filter((fact) => fact.kind === kind)
  const term = (word: Word, value: number | string | null) =>
    value === null ? null : html`<div><dt>${say(word)}</dt><dd>${value}</dd></div>`
  return html`
<p class="lead">${say('motto')}</p>
<h1>${plan.title}</h1>
<dl class="facts">
${term('period', period.from && period.to ? `${period.from}–${period.to}` : null)}${term('base', period.base)}${term('outlook', period.outlook)}
</dl>
<ul class="doors">
<li><a class="button" href="${inLang(lang, `/plan/${id}`)}">${say('readWhole')}</a></li>
<li><a class="button plain" href="${inLang(lang, `/self-check?plan=${id}`)}">${say('toSelfCheck')}</a></li>
<li><a class="button plain" href="/workbench/map">${say('onTheMap')}</a></li>
</ul>
${section(
  'indicators',
  say('indicators'),
  table(say, indicatorRows(plan), [
    { word: 'indicator', cell: ({ fact }) => factName(fact) },
    { word: 'base', number: true, cell: ({ base }) => valuesOf(base, period) },
    { word: 'target', number: true, cell: ({ target }) => valuesOf(target, period) },
    { word: 'attribute', cell: ({ fact }) => attributeTag(say, fact.attribute) },
  ]),
)}
${section(
  'zones',
  say('zones'),
  table(say, zonesOf(plan), [
    { word: 'zone', cell: ({ name, subject }) => name ?? subject },
    { word: 'zoneKind', cell: ({ zone }) => zoneName(lang, zone) },
    { word: 'minerals', cell: ({ minerals }) => (minerals ?? []).join('、') },
    { word: 'places', cell: ({ places }) => (places ?? []).join('、') },
    { word: 'area', number: true, cell: (zone) => (typeof zone.value === 'number' ? withUnit(zone) : '') },
  ]),
)}
${section(
  'floors',
  say('floors'),
  table(say, facts('floor'), [
    {
      word: 'minerals',
      cell: ({ subject, variety }) =>
        `${wholes.has(subject) ? say('everyMineral') : subject}${variety ? `（${variety}）` : ''}`,
    },
    { word: 'scale', cell: ({ scale }) => scaleName(lang, scale) },
    { word: 'least', number: true, cell: withUnit },
  ]),
)}
${section('rules', say('rules'), ruleGroups(rules, frame), say('rulesNote'))}`
}

/** `glanced` is the plan shown; null where none is published. */
export const homePage = (frame: Frame, plans: readonly Published[], glanced: Glance | null): string => {
  const { lang } = frame
  const say = speaker(lang)
  if (!glanced)
    return page(
      frame,
      say('home'),
      html`<h1>${say('plans')}</h1><p class="lead">${say('noPlans')}</p><p>${say('noPlansNext')} <a href="/workbench/">${say('office')}</a></p>`,
    )
  const others = plans.filter(({ id }) => id !== glanced.id)
  const cards = html`<ul class="cards">${others.map(
    ({ id, title, level, region }) =>
      html`<li class="card"><a href="${inLang(lang, `/?plan=${id}`)}">${title}</a><br><span class="note">${levelName(lang, level)}${region ? ` · ${region}` : ''}</span></li>`,
  )}</ul>`
  return page(
    frame,
    glanced.plan.title,
    html`${glance(glanced, frame)}${others.length > 0 ? section('plans', say('otherPlans'), cards) : null}`,
  )
}
