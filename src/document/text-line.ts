/** The lines of a plain text, cleaned of what converters left behind, each knowing where it came from. */
import type { Run, Span } from '#document/document.ts'

/** Bookmarks, field codes and invisible characters that a converter left behind. */
const noise =
  /\[bookmark:[^\][]{0,200}\]|\bPAGEREF\s+\S+(?:\s+\\h)?|\bHYPERLINK\s+\\l\s+"[^"]{0,200}"|[\u200B-\u200D\u2060\uFEFF\u00AD]/g

/** A line of the source: its clean text, and where that begins. */
export type Line = { readonly number: number; readonly span: Span; readonly source: string }

/** What ends a line; form feeds and the like end one without beginning a new one of the source. */
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

export const readLines = (text: string): Line[] => {
  const lines: Line[] = []
  let start = 0
  let number = 1
  const add = (to: number): void => {
    const source = text.slice(start, to)
    lines.push({ number, source, span: cleanLine(source, number, start) })
  }
  for (const { 0: end, index } of text.matchAll(lineEnd)) {
    add(index)
    start = index + end.length
    if (/[\r\n]/.test(end)) number++
  }
  add(text.length)
  return lines
}

const cleanLine = (source: string, line: number, start: number): Span => {
  const runs: Run[] = []
  let text = ''
  let from = 0
  const keep = (to: number): void => {
    if (to > from) {
      runs.push({ clean: text.length, source: start + from, line })
      text += source.slice(from, to)
    }
  }
  for (const match of source.matchAll(noise)) {
    keep(match.index)
    from = match.index + match[0].length
  }
  keep(source.length)
  if (runs.length === 0) runs.push({ clean: 0, source: start, line })
  const first = runs[0]!
  return { text, at: { line, start: first.source, end: first.source + text.length }, runs }
}
