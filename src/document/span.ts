import type { Place, Run, Span } from '#document/document.ts'

/** Which run holds the clean offset `at`: the last one that starts at or before it. */
const runIndex = (runs: readonly Run[], at: number): number => {
  let low = 0
  let high = runs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (runs[middle]!.clean <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The part of a span from clean offset `from` to `to`, without the white space at its ends, with its own place. */
export const cut = (span: Span, from: number, to = span.text.length): Span => {
  let start = Math.max(0, from)
  let end = Math.min(to, span.text.length)
  while (start < end && /\s/.test(span.text[start]!)) start++
  while (end > start && /\s/.test(span.text[end - 1]!)) end--
  const firstRun = runIndex(span.runs, start)
  const lastRun = runIndex(span.runs, Math.max(start, end - 1))
  const first = span.runs[firstRun]!
  const last = span.runs[lastRun]!
  const place: Place = {
    ...span.at,
    line: first.line,
    start: first.source + (start - first.clean),
    end: last.source + (end - last.clean),
  }
  const runs = span.runs
    .slice(firstRun, lastRun + 1)
    .map((run) =>
      run.clean >= start
        ? { ...run, clean: run.clean - start }
        : { clean: 0, source: run.source + (start - run.clean), line: run.line },
    )
  return {
    text: span.text.slice(start, end),
    at: place,
    runs,
    ...(span.written === undefined ? {} : { written: span.written.slice(start, end) }),
  }
}

/** What a quote of a span says: the source's own characters. */
export const asWritten = (span: Span): string => span.written ?? span.text

/** A span over the whole of `text`, which stands uncut in the source at `start` on `line`. */
export const wholeSpan = (text: string, line: number, start: number, part?: string): Span => ({
  text,
  at: { line, start, end: start + text.length, ...(part === undefined ? {} : { part }) },
  runs: [{ clean: 0, source: start, line }],
})

/** Several spans as one, in order, empty ones left out; `glue` (usually empty) stands between them and belongs to no source. */
export const joinSpans = (all: readonly Span[], glue = ''): Span => {
  const told = all.filter((span) => span.text !== '')
  const spans = told.length > 0 ? told : all.slice(0, 1)
  const runs: Run[] = []
  let text = ''
  let written = ''
  for (const span of spans) {
    if (text && glue) {
      text += glue
      written += glue
    }
    written += asWritten(span)
    for (const run of span.runs) runs.push({ ...run, clean: run.clean + text.length })
    text += span.text
  }
  const first = spans[0]!
  const last = spans.at(-1)!
  const whole = { text, at: { ...first.at, end: last.at.end }, runs }
  return written === text ? whole : { ...whole, written }
}
