/** Rules in plain words: those an application is held to, and apart from them what a plan tells besides. */
import type { Rule } from '#rules/rule.ts'
import { type Html, html } from './html.ts'
import type { Frame } from './page.ts'
import { ruleWords } from './rule-words.ts'
import { speaker, type Word } from './words.ts'

/** Can an application fail by it, or be bound to something? Encouragement, targets and the office's own duties cannot. */
export const isBinding = ({ effect }: Rule): boolean => effect === 'refuse' || effect === 'condition'

const restricts = ({ test }: Rule): boolean => test.op === 'restrict'

type Group = readonly [Word, (rule: Rule) => boolean]

const binding: readonly Group[] = [
  ['refuse', ({ effect, force }) => effect === 'refuse' && force !== 'in-principle'],
  ['restricted', (rule) => rule.effect === 'condition' && restricts(rule)],
  ['inPrinciple', (rule) => isBinding(rule) && rule.force === 'in-principle' && !restricts(rule)],
  ['condition', (rule) => rule.effect === 'condition' && rule.force !== 'in-principle' && !restricts(rule)],
]

const information: readonly Group[] = [
  ['prefer', ({ effect }) => effect === 'prefer'],
  ['monitor', ({ effect }) => effect === 'monitor'],
  ['procedure', ({ effect }) => effect === 'procedure'],
]

/** What the rules say, each thing once, with every sentence that says it. */
const sayings = (rules: readonly Rule[], lang: Frame['lang']): ReadonlyMap<string, ReadonlySet<string>> => {
  const said = new Map<string, Set<string>>()
  for (const rule of rules) {
    const words = ruleWords(rule, lang)
    said.set(words, (said.get(words) ?? new Set()).add(rule.quote))
  }
  return said
}

/** Rules as a list in plain words, each with the sentences it comes from. */
export const ruleList = (rules: readonly Rule[], { lang }: Frame): Html => {
  const say = speaker(lang)
  return html`<ul class="rules">${[...sayings(rules, lang)].map(([words, quotes]) => {
    if (quotes.has(words)) return html`<li>${words}</li>`
    const sources = [...quotes].map((quote) => html`<blockquote cite="${say('source')}">${quote}</blockquote>`)
    return html`<li><details class="quote"><summary>${words}</summary>${sources}</details></li>`
  })}</ul>`
}

const cards = (groups: readonly Group[], rules: readonly Rule[], frame: Frame): Html => {
  const say = speaker(frame.lang)
  return html`${groups.map(([word, belongs]) => {
    const some = rules.filter(belongs)
    if (some.length === 0) return null
    return html`<details class="card"${word === 'refuse' ? html` open` : null}><summary><strong>${say(word)}</strong> <span class="note">${sayings(some, frame.lang).size} ${say('items')}</span></summary>${ruleList(some, frame)}</details>`
  })}`
}

/** The rules of a plan by what they mean for an application; null where there is none. */
export const ruleGroups = (rules: readonly Rule[], frame: Frame): Html | null => {
  if (rules.length === 0) return null
  const say = speaker(frame.lang)
  const held = rules.filter(isBinding)
  const told = rules.filter((rule) => !isBinding(rule))
  return html`${held.length > 0 ? html`<h3>${say('heldTo')}</h3>${cards(binding, held, frame)}` : null}${
    told.length > 0
      ? html`<h3>${say('information')}</h3><p class="note">${say('informationNote')}</p>${cards(information, told, frame)}`
      : null
  }`
}
