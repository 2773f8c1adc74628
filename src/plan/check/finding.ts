/** What a check says. One identity, one finding; what holds is reported too. */
import type { Place, Span } from '#document/document.ts'
import { asWritten, cut } from '#document/span.ts'
import { rowSpan } from '#plan/fact/draft.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'

export type CheckVerdict = 'holds' | 'fails' | 'doubtful' | 'uncheckable'

/** Chinese first, English beside it. */
export type Bilingual = { readonly zh: string; readonly en: string }

/** The source's own characters and where they stand. */
export type Quote = { readonly text: string; readonly at: Place }

/** What a check says of one identity. */
export type Finding = {
  readonly verdict: CheckVerdict
  readonly quotes: readonly Quote[]
  /** The arithmetic or the comparison: "9/22 = 40.91%". */
  readonly computed: string
  readonly message: Bilingual
  /** What one would do about it. */
  readonly remedy?: Bilingual
}

/** A finding with the name of the check that made it. */
export type CheckFinding = Finding & { readonly check: string }

/** One check, one file: `run` looks at one plan and answers with everything it looked at. It never throws. */
export type Check = {
  readonly name: string
  readonly title: Bilingual
  readonly run: (plan: Plan) => readonly Finding[]
}

type Answers = Pick<Finding, 'quotes' | 'computed' | 'remedy'> & {
  readonly right: Bilingual
  readonly wrong: Bilingual
  /** What the verdict is where the identity does not hold; 'fails' unless it is said. */
  readonly otherwise?: 'fails' | 'doubtful'
}

/** An identity that was computed: `right` is said where it holds, `wrong` and the remedy where it does not. */
export const judged = (holds: boolean, answers: Answers): Finding => {
  const { quotes, computed, right, wrong, remedy, otherwise = 'fails' } = answers
  const found = { verdict: holds ? 'holds' : otherwise, quotes, computed, message: holds ? right : wrong } as const
  return remedy && !holds ? { ...found, remedy } : found
}

/** No quote is longer than this; a longer stretch is cited by its beginning. */
const LONGEST_QUOTE = 300

/** A quote shorter than this is given with the words around it: a bare number tells a reader nothing. */
const SHORTEST_QUOTE = 14
const MARKS = '，、：（）(),:'

/** A span, or the part of it between two clean offsets, as a quote; a few words are widened within their sentence. */
export const quote = (span: Span, from = 0, to = span.text.length): Quote => {
  const { text } = span
  let start = Math.max(0, from)
  let end = Math.min(to, text.length, start + LONGEST_QUOTE)
  const stops = (at: number, marks: string): boolean => marks.includes(text[at] ?? '。')
  if (end - start < SHORTEST_QUOTE) {
    while (end - start < 2 * SHORTEST_QUOTE && start > 0 && !stops(start - 1, '。；;！？')) {
      start--
      if (end - start >= SHORTEST_QUOTE && stops(start - 1, `。；;！？${MARKS}`)) break
    }
    while (end - start < SHORTEST_QUOTE && end < text.length && !stops(end, '。；;！？')) end++
  }
  const part = cut(span, start, end)
  return { text: asWritten(part), at: part.at }
}

/** The words that a pattern found, as a quote. */
export const quoteMatch = (span: Span, { index, 0: words }: RegExpExecArray): Quote =>
  quote(span, index, index + words.length)

/** A whole row of a table as the source writes it: on one line, or its cells one after another. */
export const rowQuote = (table: PlanTable, row: number): Quote => {
  const span = table.lines?.[row] ?? rowSpan(table, row, 0, table.columns.length - 1) ?? table.cells[row]![0]!
  return quote(span)
}

/** A table's caption as quotes: a caption on two lines is cited by its lines, for the source has no space between. */
export const captionQuotes = (table: { readonly caption: Span | null; readonly title: string }): readonly Quote[] => {
  const { caption, title } = table
  if (!caption) return []
  const at = title === '' ? -1 : caption.text.indexOf(title)
  if (at <= 0) return [quote(caption)]
  const whole = quote(caption)
  // A caption on one line stands in the source as it is.
  if (whole.at.end - whole.at.start === whole.text.length && caption.runs.length === 1) return [whole]
  return [quote(caption, 0, at), quote(caption, at)]
}
