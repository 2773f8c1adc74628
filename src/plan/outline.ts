/** The plan's headings in order, with their place in the tree of chapters, sections and parts. */
import type { Document, Paragraph } from '#document/document.ts'
import { type HeadingStyle, headingNumber, isHeadingLine, isTableCaption } from '#document/heading.ts'
import { cut } from '#document/span.ts'
import { parseNumeral } from '#mineral/numeral.ts'
import type { Heading } from './plan.ts'

/** Outer styles first. A heading closes every open heading whose style does not stand before its own. */
const rank: Readonly<Record<HeadingStyle, number>> = {
  volume: 0,
  chapter: 1,
  plain: 1,
  section: 2,
  article: 3,
  comma: 3,
  bracket: 4,
  decimal: 1,
  arabic: 5,
  'arabic-bracket': 6,
  circle: 7,
}

const unnumberedRank = 8

type Open = { readonly rank: number; readonly id: string; children: number }

/** Short, alone and without a sentence's marks: a heading told only by standing so. */
const standsAlone = (block: Paragraph, next: Paragraph | undefined): boolean => {
  const text = block.span.text
  return (
    text.length >= 2 &&
    text.length <= 20 &&
    !/[。；，、：:,.!！?？“”《》\d%]/.test(text) &&
    !/^(?:注|附表|附图|目录|单位)/.test(text) &&
    next !== undefined &&
    next.span.text.length > 30
  )
}

/** The heading block by block: null where the block is none. Same order as `document.blocks`. */
export const headingsOf = (document: Document): readonly (Heading | null)[] => {
  const open: Open[] = []
  let top = 0
  let started = false
  const taken = new Map<string, number>()
  /** A number written twice (two 附表, a chapter numbered wrongly) still names two headings. */
  const unique = (id: string): string => {
    const count = (taken.get(id) ?? 0) + 1
    taken.set(id, count)
    return count === 1 ? id : `${id}-${count}`
  }
  return document.blocks.map((block, i): Heading | null => {
    if (block.kind === 'table' || block.furniture || isTableCaption(block.span.text)) return null
    const { span, level } = block
    const number = headingNumber(span.text)
    const numbered = number !== null && (number.style === 'plain' || level !== undefined || isHeadingLine(span.text))
    const following = document.blocks[i + 1]
    const next = following?.kind === 'paragraph' && !following.furniture ? following : undefined
    if (numbered) started = true
    if (!numbered && !(started && (level !== undefined || standsAlone(block, next)))) return null
    const depthRank = numbered
      ? number.style === 'decimal'
        ? number.number.split('.').length
        : rank[number.style]
      : level !== undefined
        ? level - 0.5
        : unnumberedRank
    while (open.length > 0 && open.at(-1)!.rank >= depthRank) open.pop()
    const parent = open.at(-1)
    const position = parent ? ++parent.children : ++top
    const written = numbered ? number.number.split('.').at(-1)! : ''
    const label = written === '' ? (numbered ? '0' : `p${position}`) : String(parseNumeral(written) ?? position)
    const id = unique(parent ? `${parent.id}.${label}` : label)
    open.push({ rank: depthRank, id, children: 0 })
    return {
      id,
      number: numbered ? number.number : '',
      depth: open.length,
      heading: cut(span, numbered ? number.length : 0).text,
      span,
    }
  })
}
