/** A whole plan to read: the document as its authors wrote it, under each clause what it means, and a form to object. */
import type { Block, Place, Table } from '#document/document.ts'
import { asWritten } from '#document/span.ts'
import type { Heading, Plan } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'
import { type Html, html } from './html.ts'
import { type Frame, inLang, page } from './page.ts'
import { isBinding, ruleList } from './rule-list.ts'
import { speaker } from './words.ts'

/** What the form at the foot is about and what became of it. */
export type ObjectionState = {
  /** Id of a clause, '' for the whole plan. */
  readonly clause: string
  readonly sent: boolean
  readonly problem: string | null
  readonly text: string
}

export const noObjection: ObjectionState = { clause: '', sent: false, problem: null, text: '' }

/** Shown to those of the office who may publish a plan or take it back. */
export type PublicationDoor = { readonly published: boolean }

const publicationForm = (frame: Frame, id: string, { published }: PublicationDoor): Html => {
  const say = speaker(frame.lang)
  return html`<form class="office" method="post" action="${inLang(frame.lang, `/plan/${id}/publication`)}">
<p>${say(published ? 'isPublic' : 'isDraft')}</p>
<button class="plain" name="published" value="${published ? 'no' : 'yes'}">${say(published ? 'withdraw' : 'publish')}</button>
</form>`
}

const placeOf = (block: Block): Place => (block.kind === 'table' ? block.at : block.span.at)

/** Items by the block they start in; blocks are in reading order. */
const byBlock = <T extends { readonly at: Place }>(blocks: readonly Block[], items: readonly T[]): Map<Block, T[]> => {
  const found = new Map<Block, T[]>()
  const starts = blocks.map((block) => placeOf(block).start)
  for (const item of items) {
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= item.at.start) low = middle + 1
      else high = middle
    }
    const block = blocks[low - 1]
    if (block) found.set(block, [...(found.get(block) ?? []), item])
  }
  return found
}

const tableHtml = ({ caption, rows, headerRows }: Table): Html => html`<div class="scroll" tabindex="0"><table>
${caption ? html`<caption>${asWritten(caption)}</caption>` : null}
${headerRows > 0 ? html`<thead>${rows.slice(0, headerRows).map((row) => html`<tr>${row.map(({ span }) => html`<th scope="col">${asWritten(span)}</th>`)}</tr>`)}</thead>` : null}
<tbody>${rows.slice(headerRows).map((row) => html`<tr>${row.map(({ span }) => html`<td>${asWritten(span)}</td>`)}</tr>`)}</tbody>
</table></div>`

const headingHtml = ({ id, depth, span }: Heading): Html => {
  const anchor = `s${id}`
  if (depth <= 1) return html`<h2 id="${anchor}">${asWritten(span)}</h2>`
  return depth === 2
    ? html`<h3 id="${anchor}">${asWritten(span)}</h3>`
    : html`<h4 id="${anchor}">${asWritten(span)}</h4>`
}

const objectionForm = (frame: Frame, id: string, plan: Plan, state: ObjectionState): Html => {
  const say = speaker(frame.lang)
  const clause = plan.clauses.find((one) => one.id === state.clause)
  return html`<section aria-labelledby="objection" class="comment">
<h2 id="objection">${say('objection')}</h2>
${state.sent ? html`<p class="done" role="status">${say('sent')}</p>` : null}
${state.problem ? html`<p class="warning" role="alert">${say('formWrong')}${state.problem}</p>` : null}
<p class="note">${say('objectionNote')}</p>
<form class="card" method="post" action="${inLang(frame.lang, `/plan/${id}/objection`)}">
<p><strong>${say('aboutClause')}</strong>${frame.lang === 'zh' ? '：' : ': '}${clause ? null : say('wholePlan')}</p>
${clause ? html`<blockquote>${asWritten(clause.span)}</blockquote>` : null}
<input type="hidden" name="clause" value="${clause?.id ?? ''}">
<p><label for="text">${say('yourText')}</label><textarea id="text" name="text" required maxlength="5000">${state.text}</textarea></p>
<p><label for="contact">${say('contact')}</label><input id="contact" name="contact" maxlength="200" autocomplete="email"></p>
<p><button>${say('send')}</button></p>
</form></section>`
}

const entry = ({ id, span }: Heading): Html => html`<a href="#s${id}">${asWritten(span)}</a>`

/** Chapters, each with its sections below it; what stands before the first chapter stands by itself. */
const contents = (frame: Frame, outline: readonly Heading[]): Html | null => {
  if (outline.length === 0) return null
  const say = speaker(frame.lang)
  const top = Math.min(...outline.map(({ depth }) => depth))
  const chapters: { chapter: Heading; sections: Heading[] }[] = []
  for (const heading of outline) {
    if (heading.depth === top) chapters.push({ chapter: heading, sections: [] })
    else if (heading.depth === top + 1) chapters.at(-1)?.sections.push(heading)
  }
  return html`<nav class="card" aria-label="${say('contents')}"><strong>${say('contents')}</strong><ol class="toc">${chapters.map(
    ({ chapter, sections }) =>
      html`<li>${entry(chapter)}${sections.length > 0 ? html`<ol>${sections.map((section) => html`<li>${entry(section)}</li>`)}</ol>` : null}</li>`,
  )}</ol></nav>`
}

export const planPage = (
  frame: Frame,
  { id, plan, rules }: { readonly id: string; readonly plan: Plan; readonly rules: readonly Rule[] },
  objection: ObjectionState = noObjection,
  door: PublicationDoor | null = null,
): string => {
  const say = speaker(frame.lang)
  // The title stands above already.
  const blocks = plan.blocks.filter(
    (block) => block.kind === 'table' || !(block.furniture || block.span.text === plan.title),
  )
  const rulesIn = byBlock(blocks, rules)
  const clausesIn = byBlock(
    blocks,
    plan.clauses.map((clause) => ({ ...clause, at: clause.span.at })),
  )
  const headings = new Map(plan.outline.map((heading) => [heading.span.at.start, heading]))

  const meaning = (block: Block): Html | null => {
    const own = rulesIn.get(block)
    if (!own) return null
    const clause = clausesIn.get(block)?.findLast(({ at }) => at.start <= own[0]!.at.start)
    const address = `/plan/${id}${clause ? `?clause=${encodeURIComponent(clause.id)}` : ''}#objection`
    const part = (word: 'means' | 'information', some: readonly Rule[]) =>
      some.length === 0 ? null : html`<p><strong>${say(word)}</strong></p>${ruleList(some, frame)}`
    const binding = own.filter(isBinding)
    const told = own.filter((rule) => !isBinding(rule))
    return html`<aside class="means${binding.length === 0 ? ' told' : ''}">${part('means', binding)}${part('information', told)}<p><a href="${inLang(frame.lang, address)}">${say('object')}</a></p></aside>`
  }
  const written = (block: Block): Html => {
    if (block.kind === 'table') return html`${tableHtml(block)}${meaning(block)}`
    const heading = headings.get(block.span.at.start)
    // A run-in heading opens its paragraph: it is marked there, not set apart.
    if (heading && heading.span.text.length >= block.span.text.length - 1)
      return html`${headingHtml(heading)}${meaning(block)}`
    const anchor = heading ? html` id="s${heading.id}"` : null
    return html`<p${anchor}>${block.span.text}</p>${meaning(block)}`
  }
  const body = html`
<h1>${plan.title}</h1>
${door ? publicationForm(frame, id, door) : null}
<ul class="doors">
<li><a class="button plain" href="${inLang(frame.lang, `/?plan=${id}`)}">${say('atAGlance')}</a></li>
<li><a class="button plain" href="/api/plans/${id}/source">${say('download')}</a></li>
<li><a class="button plain" href="#objection">${say('objection')}</a></li>
</ul>
${contents(frame, plan.outline)}
<article class="plan"><div class="text" lang="zh-CN">${blocks.map(written)}</div></article>
${objectionForm(frame, id, plan, objection)}`
  return page(frame, plan.title, body)
}
