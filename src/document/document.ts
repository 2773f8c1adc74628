/** What every reader makes of a file: paragraphs and tables in reading order, each with its place in the source. */

/**
 * A place in the decoded source text.
 * `line` is 1-based; `start`/`end` are UTF-16 offsets into `Document.text`.
 * For formats that are not plain text `part` names the paragraph or page, and `Document.text` is the reader's
 * own linear text (one paragraph or table cell per line).
 */
export type Place = { readonly line: number; readonly start: number; readonly end: number; readonly part?: string }

export type Severity = 'info' | 'warning' | 'error'

/** Something worth telling about an input, with its place where it has one. Chinese first, English beside it. */
export type Message = {
  readonly severity: Severity
  readonly text: string
  readonly textEn: string
  readonly at?: Place
}

/** A bad input is a value, not an exception. */
export type Result<T> = { readonly value: T; readonly messages: readonly Message[] }

/** From `clean` on (an offset into the clean text) characters come from `source` on, which lies on `line`. */
export type Run = { readonly clean: number; readonly source: number; readonly line: number }

/**
 * Clean text that still knows where it came from: noise (bookmarks, doubled spaces) is left out, hard line breaks
 * inside a sentence are joined, yet any part of it can be cut out with its place (`cut` in text-span.ts).
 */
export type Span = {
  readonly text: string
  readonly at: Place
  readonly runs: readonly Run[]
  /** The text as the source writes it, where `text` was put into simplified characters for understanding. */
  readonly written?: string
}

export type Paragraph = {
  readonly kind: 'paragraph'
  readonly span: Span
  /** Heading level 1–9 where the format says so (docx outline level, html h1–h6); undefined where it does not. */
  readonly level?: number
  /** A line of the table of contents, a page number or a running head: kept for the reader, never understood. */
  readonly furniture?: boolean
}

export type Cell = {
  /** What the cell says; in a filled cell what the merged cell says. */
  readonly span: Span
  /** True where the source cell was empty and the text came from a merge (above or left). */
  readonly filled?: boolean
}

/** A table as a rectangle: merged cells are filled so that every row stands alone; `raw` keeps the source's cells. */
export type Table = {
  readonly kind: 'table'
  /** The caption line when it stands inside or right above the table ("专栏3 规划主要指标"). */
  readonly caption: Span | null
  /** Rows of equal length, header rows first. */
  readonly rows: readonly (readonly Cell[])[]
  /** How many of the first rows are headers (0 when unknown). */
  readonly headerRows: number
  readonly raw: readonly (readonly string[])[]
  /** Where the source writes a row on one line, that line, row by row. */
  readonly lines?: readonly Span[]
  readonly at: Place
}

export type Block = Paragraph | Table

export type DocumentFormat = 'text' | 'docx' | 'html' | 'pdf'

export type Document = {
  readonly file: string
  readonly sha256: string
  readonly format: DocumentFormat
  /** The decoded source text that places refer to. */
  readonly text: string
  readonly blocks: readonly Block[]
}
