/** The table of contents against the headings of the text. */
import type { Span } from '#document/document.ts'
import { headingNumber } from '#document/heading.ts'
import { cut } from '#document/span.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import type { Check, Finding } from './finding.ts'

const squeezed = (text: string): string =>
  text
    .replace(/[\s　]/g, '')
    .replace(/[：:]/g, '')
    .replace(/[-–—]?\d{1,3}[-–—]?$/, '')
    .replace(/[.．·…⋯]+$/, '')

/** Without leaders and page number. */
const withoutPage = (text: string): string =>
  text.replace(/(?:\t|[.．·…⋯]{2,}|\s{2,})\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$/, '').trim()

/** A line's title as a quote. */
const titleOf = (line: Span) => quote(cut(line, 0, withoutPage(line.text).length))

/** Numbered lines of the contents. */
const linesOf = (plan: Plan): readonly Span[] =>
  plan.blocks.flatMap((block) =>
    block.kind === 'paragraph' &&
    block.furniture &&
    headingNumber(withoutPage(block.span.text)) &&
    !/^附\s*[表图件录]$/.test(withoutPage(block.span.text))
      ? [block.span]
      : [],
  )

/** The first and the last line, and those of chapters. */
const cited = (lines: readonly Span[]): readonly Span[] =>
  lines.filter(
    (line, i) => i === 0 || i === lines.length - 1 || headingNumber(withoutPage(line.text))?.style === 'chapter',
  )

/** Fewer lines are no table of contents. */
const LEAST = 3

export const contents: Check = {
  name: 'contents',
  title: { zh: '目录与正文标题', en: 'Contents against headings' },
  run: (plan): Finding[] => {
    const lines = linesOf(plan)
    if (lines.length < LEAST || plan.outline.length === 0) return []
    const headings = new Set(plan.outline.map((heading) => squeezed(heading.span.text)))
    const strangers = lines.filter((line) => !headings.has(squeezed(withoutPage(line.text))))
    // Where most are found nowhere, the reader has lost the outline, not the author.
    if (strangers.length > lines.length / 2) return []
    if (strangers.length === 0)
      return [
        {
          verdict: 'holds',
          quotes: cited(lines).flatMap((line) => {
            const heading = plan.outline.find((each) => squeezed(each.span.text) === squeezed(withoutPage(line.text)))
            return [titleOf(line), ...(heading ? [quote(heading.span)] : [])]
          }),
          computed: `${lines.length}/${lines.length}`,
          message: { zh: '目录各条与正文标题一致', en: 'Each line of the contents is a heading of the text' },
        },
      ]
    return strangers.map((line): Finding => {
      const number = headingNumber(withoutPage(line.text))!
      const words = withoutPage(line.text).slice(number.length)
      const near =
        plan.outline.find((heading) => squeezed(heading.heading) === squeezed(words)) ??
        plan.outline.find(
          (heading) => heading.number === number.number && heading.depth === 1 && number.style === 'chapter',
        )
      return {
        verdict: 'fails',
        quotes: [titleOf(line), ...(near ? [quote(near.span)] : [])],
        computed: `${squeezed(withoutPage(line.text))} ∉ 正文标题`,
        message: { zh: '目录中的标题与正文不一致', en: 'A line of the contents is no heading of the text' },
        remedy: { zh: '更新目录', en: 'Bring the contents up to date' },
      }
    })
  },
}
