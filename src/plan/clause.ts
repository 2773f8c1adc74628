/** Paragraphs → sentences, each with the headings it stands under. */
import type { Document, Span } from '#document/document.ts'
import { headingNumber, isTableCaption } from '#document/heading.ts'
import { cut } from '#document/span.ts'
import type { Clause, Heading } from './plan.ts'

/** Offsets at which sentences end: at every 。, and at ；！？ outside quotation marks and brackets. */
const sentenceEnds = (text: string): number[] => {
  const ends: number[] = []
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    if ('（(“《〈【'.includes(character)) depth++
    else if ('）)”》〉】'.includes(character)) depth = Math.max(0, depth - 1)
    else if ('。；！？;'.includes(character) && (depth === 0 || character === '。')) {
      ends.push(i)
      depth = 0
    }
  }
  if (ends.at(-1) !== text.length - 1) ends.push(text.length)
  return ends
}

/** A short first sentence without a comma that names what the paragraph is about ("开采规模准入条件。…"). */
const runInHeading = (first: string, sentences: number): boolean =>
  sentences > 1 && first.length >= 4 && first.length <= 30 && !/[，；、：%]/.test(first) && !/\d/.test(first)

export const clausesOf = (document: Document, headings: readonly (Heading | null)[]): Clause[] => {
  const clauses: Clause[] = []
  const path: Heading[] = []
  document.blocks.forEach((block, i) => {
    const heading = headings[i]
    if (heading) {
      while (path.length > 0 && path.at(-1)!.depth >= heading.depth) path.pop()
      path.push(heading)
    }
    if (block.kind === 'table' || block.furniture || heading || isTableCaption(block.span.text)) return
    const outline = path.at(-1)?.id ?? ''
    const above = path.map((h) => h.heading)
    let start = headingNumber(block.span.text)?.length ?? 0
    const ends = sentenceEnds(block.span.text)
    const spans: Span[] = []
    for (const end of ends) {
      const span = cut(block.span, start, end)
      if (span.text !== '') spans.push(span)
      start = end + 1
    }
    const runIn = spans[0] && runInHeading(spans[0].text, spans.length) ? [spans[0].text] : []
    for (const span of spans)
      clauses.push({
        id: `c${clauses.length + 1}`,
        span,
        paragraph: block.span,
        outline,
        headings: [...above, ...runIn],
      })
  })
  return clauses
}
