/** The first page: the choice of all published plans, and one of them at a glance. */
import type { Fact, Plan } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'
import { type Html, html } from './html.ts'
import { indicatorRows, signedValue, wholes, withUnit } from './indicator-row.ts'
import { type Frame, inLang, page } from './page.ts'
import { ruleGroups } from './rule-list.ts'
import { levelName, methodName, type Say, scaleName, speaker, type Word, zoneName } from './words.ts'

/** A plan as the list of plans tells it. */
export type Published = {
  readonly id: string
  readonly title: string
  readonly level: string
  readonly region: string | null
}

export type Glance = { readonly id: string; readonly plan: Plan; readonly rules: readonly Rule[] }

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

const glance = ({ id, plan, rules }: Glance, frame: Frame): Html => {
  const { lang } = frame
  const say = speaker(lang)
  const { period } = plan
  const facts = (kind: Fact['kind']) => plan.facts.filter((fact) => fact.kind === kind)
  const term = (word: Word, value: number | string | null) =>
    value === null ? null : html`<div><dt>${say(word)}</dt><dd>${value}</dd></div>`
  return html`
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
    { word: 'indicator', cell: ({ name }) => name },
    {
      word: 'base',
      number: true,
      cell: ({ base, target }) => (!base ? '' : base.unit === target.unit ? signedValue(base) : withUnit(base)),
    },
    { word: 'target', number: true, cell: ({ target }) => signedValue(target) },
    { word: 'unit', cell: ({ target }) => target.unit ?? '' },
    { word: 'attribute', cell: ({ target }) => attributeTag(say, target.attribute) },
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
      cell: ({ subject, variety, method }) => {
        const narrowed = [variety, method ? methodName(lang, method) : null].filter(Boolean).join('、')
        return `${wholes.has(subject) ? say('everyMineral') : subject}${narrowed ? `（${narrowed}）` : ''}`
      },
    },
    { word: 'scale', cell: ({ scale }) => scaleName(lang, scale) },
    { word: 'least', number: true, cell: withUnit },
  ]),
)}
${section('rules', say('rules'), ruleGroups(rules, frame) ?? nothing(say), say('rulesNote'))}`
}

/** Every published plan, counties first, the one shown marked. */
const choice = (frame: Frame, plans: readonly Published[], shown: string): Html => {
  const { lang } = frame
  const say = speaker(lang)
  const levels = [...new Set(plans.map(({ level }) => level))]
  const door = ({ id, title, region }: Published): Html =>
    html`<li><a href="${inLang(lang, `/?plan=${id}`)}" title="${title}"${id === shown ? html` aria-current="true"` : null}>${region ?? title}</a></li>`
  return html`<nav class="choice" aria-label="${say('plans')}"><strong>${say('plans')}</strong>${levels.map(
    (level) =>
      html`<div><span class="note">${levelName(lang, level)}</span><ul>${plans.filter((plan) => plan.level === level).map(door)}</ul></div>`,
  )}</nav>`
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
  return page(
    frame,
    glanced.plan.title,
    html`<p class="lead">${say('motto')}</p>${plans.length > 0 ? choice(frame, plans, glanced.id) : null}${glance(glanced, frame)}`,
  )
}
