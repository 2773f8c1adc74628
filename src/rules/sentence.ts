/** Shared reading of a sentence: its parts, its lists, its quote. */
import type { Span } from '#document/document.ts'
import { asWritten, cut } from '#document/span.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import type { RuleDraft } from '#rules/rule.ts'

/** A part of a text between two marks, by offsets into that text. */
export type Part = { readonly text: string; readonly start: number; readonly end: number }

/** Cuts a text at marks that stand outside brackets and quotation marks; marks belong to no part. */
export const partsOf = (text: string, marks = '，,；;。：:'): readonly Part[] => {
  const parts: Part[] = []
  let depth = 0
  let start = 0
  const close = (end: number) => {
    if (text.slice(start, end).trim()) parts.push({ text: text.slice(start, end), start, end })
    start = end + 1
  }
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    // Most characters are words: a mark, a bracket and ASCII lie outside their range.
    if (character >= '\u4e00' && character <= '\u9fff') continue
    if ('（([“《【'.includes(character)) depth++
    else if ('）)]”》】'.includes(character)) depth = Math.max(0, depth - 1)
    // A comma between digits groups them, a colon between digits is a scale or an hour.
    else if (/[,:]/.test(character) && /\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '')) continue
    else if (depth === 0 && marks.includes(character)) close(i)
  }
  close(text.length)
  return parts
}

/** Quote and place of the part of a clause from offset `from` to `to`. */
export const quoting = (span: Span, from = 0, to = span.text.length): Pick<RuleDraft, 'quote' | 'at'> => {
  const part = cut(span, from, to)
  const bare = part.text.replace(/[，,；;。、：:\s]+$/, '')
  const quote = bare.length < part.text.length ? cut(part, 0, bare.length) : part
  return { quote: asWritten(quote), at: quote.at }
}

/**
 * A member of an enumeration ("A控制在5万吨、B3万吨、C2万吨以内") says what it is about only with the others: the quote is the
 * whole of them, from the mark before the first to the mark after the last.
 */
export const quotingList = (span: Span, from: number, to: number): Pick<RuleDraft, 'quote' | 'at'> => {
  const { text } = span
  if (text[to] !== '、' && text[from - 1] !== '、') return quoting(span, from, to)
  const ends = partsOf(text).find((part) => part.start <= from && part.end >= to)
  return ends && ends.end - ends.start <= 160 ? quoting(span, ends.start, ends.end) : quoting(span, from, to)
}

const paragraphs = new WeakMap<Plan, ReadonlyMap<string, readonly Clause[]>>()

const keyOf = ({ paragraph }: Clause): string => `${paragraph.at.start} ${paragraph.at.end}`

/** The clauses of the paragraph a clause stands in, in order, itself included. Asked for every clause: parted once. */
export const paragraphOf = (plan: Plan, clause: Clause): readonly Clause[] => {
  const known = paragraphs.get(plan) ?? Map.groupBy(plan.clauses, keyOf)
  paragraphs.set(plan, known)
  return known.get(keyOf(clause)) ?? []
}

/** The fields that most rules share; a reader overrides what its clause says otherwise. */
export const draft = (
  from: Pick<Clause, 'outline'>,
  quoted: Pick<RuleDraft, 'quote' | 'at'>,
  rest: Pick<RuleDraft, 'act' | 'appliesTo' | 'test' | 'force' | 'effect'> & Partial<RuleDraft>,
): RuleDraft => ({
  subjects: [],
  condition: {},
  exceptions: [],
  attribute: null,
  confidence: 'sure',
  outline: from.outline,
  ...quoted,
  ...rest,
})
