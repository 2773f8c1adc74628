/** What a check says. One identity, one finding; what holds is reported too. */
import type { Place, Span } from '#document/document.ts'
import { asWritten, cut } from '#document/span.ts'
import type { Plan } from '#plan/plan.ts'

export type CheckVerdict = 'holds' | 'fails' | 'doubtful' | 'uncheckable'

/** Chinese first, English beside it. */
export type Bilingual = { readonly zh: string; readonly en: string }

/** The source's own characters and where they stand. */
export type Quote = { readonly text: string; readonly at: Place }

export type CheckFinding = {
  /** The check's name: the name of the file that holds it. */
  readonly check: string
  readonly verdict: CheckVerdict
  readonly quotes: readonly Quote[]
  /** The arithmetic or the comparison: "9/22 = 40.91%". */
  readonly computed: string
  readonly message: Bilingual
  /** What one would do about it. */
  readonly remedy?: Bilingual
}

/** One check, one file: `run` looks at one plan and answers with everything it looked at. It never throws. */
export type Check = {
  readonly name: string
  readonly title: Bilingual
  readonly run: (plan: Plan) => readonly CheckFinding[]
}

/** No quote is longer than this; a longer stretch is cited by its beginning. */
const LONGEST_QUOTE = 300

/** A span, or the part of it between two clean offsets, as a quote. */
export const quote = (span: Span, from = 0, to = span.text.length): Quote => {
  const part = cut(span, from, Math.min(to, from + LONGEST_QUOTE))
  return { text: asWritten(part), at: part.at }
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
