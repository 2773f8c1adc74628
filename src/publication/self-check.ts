/** The self-check: a plain form, and under it the opinion on what was filled in. Nothing is kept. */
import type { Message } from '#document/document.ts'
import type { Opinion, OpinionFinding } from '#review/opinion.ts'
import { basisIn, computedIn, conditionIn, wordsIn } from '#rules/english.ts'
import { fieldName } from '#rules/finding.ts'
import type { Published } from './home.ts'
import { type Html, html } from './html.ts'
import { type Frame, inLang, page } from './page.ts'
import { eventName, findingName, methodName, type Say, scaleName, speaker, verdictName, type Word } from './words.ts'

/** What the form holds, as it was filled in: name of the field → text. */
export type Filled = Readonly<Record<string, string>>

const units = ['万吨/年', '矿石万吨/年', '万立方米/年', '吨/日', '千吨/年', '立方米/日', '万块/年']
const events = [
  'new',
  'expansion',
  'capacity-upgrade',
  'change',
  'renewal',
  'transfer',
  'rename',
  'conversion',
  'closure',
]

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[、，,；;\n]+/)
    .map((item) => item.trim())
    .filter(Boolean)

const isNone = (items: readonly string[]): boolean => items.length === 1 && /^(无|none)$/i.test(items[0]!)

/** The form's text as an application; a field left empty is a field nobody knows. `region` is the plan's. */
export const applicationFrom = (filled: Filled, region: string, date: string): unknown => {
  const text = (name: string): string | undefined => filled[name]?.trim() || undefined
  const number = (name: string): number | undefined => (text(name) === undefined ? undefined : Number(text(name)))
  const list = (name: string): string[] | undefined => (text(name) === undefined ? undefined : listOf(text(name)))
  const output = number('output')
  const life = number('life')
  const inside = list('inside')
  const block = text('block')
  const given = {
    act: text('act') ?? 'mining',
    event: text('event') ?? 'new',
    region,
    minerals: listOf(filled.minerals),
    variety: text('variety'),
    method: text('method'),
    depositScale: text('scale'),
    annualOutput: output === undefined ? undefined : { value: output, unit: text('unit') ?? units[0] },
    serviceLife: life === undefined ? undefined : { value: life, unit: '年' },
    // The register is the office's own: its names are typed, not offered.
    mine: (text('event') ?? 'new') === 'new' ? undefined : text('mine'),
    township: text('township'),
    block: block !== undefined && isNone([block]) ? 'none' : block,
    inside: inside && isNone(inside) ? [] : inside,
    documents: list('documents'),
    undertakings: list('undertakings'),
    date,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

const form = (frame: Frame, plans: readonly Published[], filled: Filled): Html => {
  const { lang } = frame
  const say = speaker(lang)
  const label = (name: string, word: Word) => html`<label for="${name}">${say(word)}</label>`
  // Below the field, so that the fields of a row stand in one line.
  const under = (name: string, hint: Word | undefined) =>
    hint ? html`<span class="hint" id="${name}-hint">${say(hint)}</span>` : null
  const field = (name: string, word: Word, hint?: Word, type = 'text') =>
    html`<div>${label(name, word)}<input id="${name}" name="${name}" type="${type}"${type === 'number' ? html` min="0" step="any" inputmode="decimal"` : null} value="${filled[name] ?? ''}"${hint ? html` aria-describedby="${name}-hint"` : null}${name === 'minerals' ? html` required` : null}>${under(name, hint)}</div>`
  const choice = (name: string, word: Word, options: readonly (readonly [string, string])[]) =>
    html`<div>${label(name, word)}<select id="${name}" name="${name}">${options.map(
      ([value, text]) =>
        html`<option value="${value}"${filled[name] === value ? html` selected` : null}>${text}</option>`,
    )}</select></div>`
  const area = (name: string, word: Word, hint: Word) =>
    html`<div class="wide">${label(name, word)}<textarea id="${name}" name="${name}" aria-describedby="${name}-hint">${filled[name] ?? ''}</textarea>${under(name, hint)}</div>`
  const unknown = ['', say('unknown')] as const
  return html`<form class="sheet card" method="post" action="${inLang(lang, '/self-check')}">
<div class="wide">${label('plan', 'plan')}<select id="plan" name="plan">${plans.map(
    ({ id, title }) => html`<option value="${id}"${filled.plan === id ? html` selected` : null}>${title}</option>`,
  )}</select></div>
${choice('act', 'act', [
  ['mining', say('mining')],
  ['exploration', say('exploration')],
])}
${choice(
  'event',
  'event',
  events.map((event) => [event, eventName(lang, event)] as const),
)}
${field('minerals', 'minerals', 'mineralsHint')}
${field('variety', 'variety')}
${choice('method', 'method', [unknown, ...['open-pit', 'underground', 'well'].map((name) => [name, methodName(lang, name)] as const)])}
${choice('scale', 'scale', [unknown, ...['large', 'medium', 'small'].map((name) => [name, scaleName(lang, name)] as const)])}
<div>${label('output', 'output')}<div class="pair"><input id="output" name="output" type="number" min="0" step="any" inputmode="decimal" value="${filled.output ?? ''}"><select name="unit" aria-label="${say('unit')}">${units.map(
    (unit) => html`<option${filled.unit === unit ? html` selected` : null}>${unit}</option>`,
  )}</select></div></div>
${field('life', 'life', undefined, 'number')}
${field('mine', 'presentMine', 'presentMineHint')}
${field('township', 'township')}
${field('block', 'block', 'blockHint')}
${field('inside', 'inside', 'insideHint')}
${area('corners', 'corners', 'cornersHint')}
${area('documents', 'documents', 'listHint')}
${area('undertakings', 'undertakings', 'listHint')}
<div class="wide"><button>${say('check')}</button></div>
</form>`
}

const deciding = ['fail', 'needs-a-person', 'needs-reasons'] as const

const signs: Readonly<Record<string, string>> = {
  fail: '✕',
  unknown: '?',
  pass: '✓',
  preferred: '★',
  condition: '§',
  'needs-reasons': '…',
  'needs-a-person': '◐',
}

const findingItem = (finding: OpinionFinding, { lang }: Frame, say: Say): Html => html`<li>
<span class="mark ${finding.verdict}"><span aria-hidden="true">${signs[finding.verdict]}</span> ${findingName(lang, finding.verdict)}</span>${wordsIn(lang, finding.message)}
${finding.computed ? html`<br><span class="note">${say('computed')}${lang === 'zh' ? '：' : ': '}${computedIn(lang, finding.computed)}</span>` : null}
<blockquote>${finding.quote} <span class="note">—— 《${finding.plan}》</span></blockquote></li>`

const list = (title: string, items: readonly string[]): Html | null =>
  items.length === 0 ? null : html`<h3>${title}</h3><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

const result = (frame: Frame, opinion: Opinion): Html => {
  const { lang } = frame
  const say = speaker(lang)
  const told = (verdicts: readonly string[]): Html | null => {
    const findings = verdicts.flatMap((verdict) => opinion.findings.filter((finding) => finding.verdict === verdict))
    return findings.length === 0
      ? null
      : html`<ul class="rules">${findings.map((finding) => findingItem(finding, frame, say))}</ul>`
  }
  // What decides is read at once; the rest is there for whoever opens it.
  const decided = told(deciding)
  const folded = (verdict: string, word: Word): Html | null => {
    const count = opinion.findings.filter((finding) => finding.verdict === verdict).length
    return count === 0
      ? null
      : html`<details class="card"><summary><strong>${say(word)}</strong> <span class="note">${count} ${say('items')}</span></summary>${told([verdict])}</details>`
  }
  return html`<section aria-labelledby="result">
<h2 id="result">${say('result')}</h2>
<p class="verdict ${opinion.verdict}" role="status">${verdictName(lang, opinion.verdict)}</p>
<p class="warning">${say('selfCheckNote')}</p>
${decided ? html`<h3>${say('decides')}</h3>${decided}` : null}
${list(say('wouldFit'), opinion.remedy?.changes.map(({ message }) => wordsIn(lang, message)) ?? [])}
${list(
  say('missing'),
  opinion.missing.map((field) => fieldName(field)[lang]),
)}
${list(
  say('conditions'),
  opinion.conditions.map((condition) => conditionIn(lang, condition)),
)}
<h3>${say('rules')}</h3>
${folded('unknown', 'notYetJudged')}${folded('condition', 'conditionRules')}${folded('preferred', 'prefer')}${folded('pass', 'met')}
${
  opinion.procedure.length > 0
    ? html`<details class="card"><summary><strong>${say('procedure')}</strong> <span class="note">${opinion.procedure.length} ${say('items')}</span></summary><ul>${opinion.procedure.map(
        ({ basis, message }) =>
          html`<li>${wordsIn(lang, message)}${lang === 'zh' ? `（${basis}）` : ` (${basisIn(lang, basis)})`}</li>`,
      )}</ul></details>`
    : null
}
</section>`
}

/** `opinion` is null before the form is sent, and where what was sent cannot be used: then `messages` say why. */
export const selfCheckPage = (
  frame: Frame,
  plans: readonly Published[],
  filled: Filled,
  opinion: Opinion | null,
  messages: readonly Message[] = [],
): string => {
  const say = speaker(frame.lang)
  const told = messages.map(({ text, textEn }) => (frame.lang === 'zh' ? text : textEn))
  const body = html`
<h1>${say('selfCheckTitle')}</h1>
${opinion ? null : html`<p class="lead">${say('selfCheckNote')}</p>`}
${told.length > 0 ? html`<div class="warning" role="alert"><ul>${told.map((text) => html`<li>${text}</li>`)}</ul></div>` : null}
${opinion ? result(frame, opinion) : null}
${plans.length > 0 ? form(frame, plans, filled) : html`<p>${say('noPlans')}</p>`}`
  return page(frame, say('selfCheckTitle'), body)
}
