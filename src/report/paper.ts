/** A paper before it is a file: what stands on it, in order. docx.ts and pdf.ts write the same one. */
import type { Drawing } from '#report/drawing.ts'
import type { Language } from '#rules/english.ts'

export type Block =
  | { readonly kind: 'title'; readonly words: string }
  | { readonly kind: 'heading'; readonly words: string }
  | {
      readonly kind: 'text'
      readonly words: string
      readonly bold?: boolean
      readonly indent?: boolean
      /** It does not stand at the foot of a page without what follows. */
      readonly keep?: boolean
    }
  /** A clause in its own words, set off from ours. */
  | { readonly kind: 'quotation'; readonly words: string }
  | {
      readonly kind: 'table'
      /** null: every other column, from the first, is a label of the one beside it. */
      readonly header: readonly string[] | null
      readonly rows: readonly (readonly string[])[]
      /** Per cent of the page's width, one a column. */
      readonly shares: readonly number[]
      /** Columns of numbers. */
      readonly numbers?: readonly number[]
    }
  | { readonly kind: 'picture'; readonly drawing: Drawing; readonly caption: string }
  /** Lines at the right below what is signed; never parted by the end of a page. */
  | { readonly kind: 'signature'; readonly lines: readonly string[] }

export type Paper = {
  readonly name: string
  /** Stands at the foot of every page beside its number; null where there is nothing to say. */
  readonly mark: string | null
  /** YYYY-MM-DD: the file says it was made then, so that the same paper is the same bytes; null: no day is known. */
  readonly date: string | null
  /** Chinese where it is not said. */
  readonly language?: Language
  readonly blocks: readonly Block[]
}

const digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** Headings numbered 一、二、… (in English 1., 2. …) as they come; sections without blocks are left out. */
export const sections = (
  all: readonly (readonly [heading: string, blocks: readonly Block[]])[],
  language: Language = 'zh',
): Block[] =>
  all
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([heading, blocks], i): Block[] => [
      { kind: 'heading', words: language === 'en' ? `${i + 1}. ${heading}` : `${digits[i + 1]}、${heading}` },
      ...blocks,
    ])

export const text = (
  words: string,
  more: { readonly bold?: boolean; readonly indent?: boolean; readonly keep?: boolean } = {},
): Block => ({
  kind: 'text',
  words,
  ...more,
})

export const quotation = (words: string): Block => ({ kind: 'quotation', words })

/** 2024-05-01 as it is written: 2024年5月1日. */
const dayText = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** A day in the language of the paper. */
export const dayIn = (language: Language, day: string): string => (language === 'en' ? day : dayText(day))

/** Control characters, which neither XML 1.0 nor a line of print can hold, go; tab and line break stay. */
export const printable = (words: string): string => words.replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
