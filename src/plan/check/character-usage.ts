/** Which characters a plan writes beside which, and how often: the second witness against a slip of the pen. */
import type { Span } from '#document/document.ts'
import type { Plan } from '#plan/plan.ts'
import { passagesOf } from '#plan/text/passage.ts'

/** The blocks of common and rare Chinese characters; a regular expression costs ten times as much. */
const isHanCode = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007 || code === 0x3005
/** Whether a character is Chinese. */
export const isHan = (letter: string | undefined): letter is string =>
  letter !== undefined && letter !== '' && isHanCode(letter.charCodeAt(0))

/** How often pairs and triples stand in the plan, and what stands on either side of a pair. */
export type Usage = {
  readonly spans: readonly Span[]
  readonly pairs: ReadonlyMap<string, number>
  readonly triples: ReadonlyMap<string, number>
  /** Up to three different characters that stand there; a blank where none does. */
  readonly after: ReadonlyMap<string, string>
  readonly before: ReadonlyMap<string, string>
}

/** How a plan's text, headings and tables use their characters. */
export const usageOf = (plan: Plan): Usage => {
  const spans = [...passagesOf(plan).map((passage) => passage.span), ...plan.outline.map((heading) => heading.span)]
  const pairs = new Map<string, number>()
  const triples = new Map<string, number>()
  const after = new Map<string, string>()
  const before = new Map<string, string>()
  const note = (letters: Map<string, string>, key: string, letter: string): void => {
    const known = letters.get(key)
    if (known === undefined) letters.set(key, letter)
    else if (known.length < 3 && !known.includes(letter)) letters.set(key, known + letter)
  }
  const count = (text: string): void => {
    let here = isHanCode(text.charCodeAt(0))
    let next = isHanCode(text.charCodeAt(1))
    let previous = ' '
    for (let i = 0; i + 1 < text.length; i++) {
      const third = isHanCode(text.charCodeAt(i + 2))
      if (here && next) {
        const pair = text.slice(i, i + 2)
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
        note(after, pair, third ? text[i + 2]! : ' ')
        note(before, pair, previous)
        if (third) {
          const triple = text.slice(i, i + 3)
          triples.set(triple, (triples.get(triple) ?? 0) + 1)
        }
      }
      previous = here ? text[i]! : ' '
      here = next
      next = third
    }
  }
  for (const span of spans) count(span.text)
  for (const table of plan.tables) {
    for (const row of [...table.header, ...table.cells]) for (const cell of row) count(cell.text)
    if (table.caption) count(table.caption.text)
  }
  return { spans, pairs, triples, after, before }
}
