/** The linear text of a document that is no plain text: one paragraph or cell a line, so that places can be told. */
import type { Span } from '#document/document.ts'
import { wholeSpan } from '#document/span.ts'

export type Linear = {
  /** Appends a line and gives its span; `part` names the paragraph, cell or page. */
  readonly add: (text: string, part: string) => Span
  readonly text: () => string
}

/** Zero-width characters and soft hyphens: they say where a line may break, nothing else. */
const invisible = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g

export const linear = (): Linear => {
  const lines: string[] = []
  let length = 0
  return {
    add: (raw, part) => {
      const text = raw
        .replace(invisible, '')
        .split('\n')
        .map((line) => line.trim())
        .join('')
      const span = wholeSpan(text, lines.length + 1, length, part)
      lines.push(text)
      length += text.length + 1
      return span
    },
    text: () => lines.join('\n'),
  }
}
