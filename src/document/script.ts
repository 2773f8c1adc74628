/** Traditional characters → simplified, full-width digits → plain, for understanding; every span keeps what the source writes. */
import type { Block, Cell, Document, Span } from '#document/document.ts'

/** Characters that only traditional texts of this field use, and those only simplified ones do. */
const traditional = /[礦產資區劃規採開國總會發環護與為縣鎮鄉萬]/g
const simplified = /[矿产资区划规采开国总会发环护与为县镇乡万]/g

const isTraditional = (text: string): boolean => {
  const sample = text.slice(0, 50_000)
  const count = sample.match(traditional)?.length ?? 0
  return count > 20 && count > (sample.match(simplified)?.length ?? 0)
}

/** Full-width digits and letters, the point between such digits, and the per cent sign. */
const fullWidth = /[０-９Ａ-Ｚａ-ｚ％]|(?<=[0-9０-９])．(?=[0-9０-９])/
const everyFullWidth = new RegExp(fullWidth, 'g')

/** Digits and letters as one types them: the same in length. */
const halfWidth = (text: string): string =>
  fullWidth.test(text)
    ? text.replace(everyFullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    : text

type Convert = (text: string) => string

/** Character by character where the whole would change its length: offsets must stay true. */
const sameLength = (convert: Convert, text: string): string => {
  const whole = convert(text)
  if (whole.length === text.length) return whole
  return [...text].map((c) => (convert(c).length === c.length ? convert(c) : c)).join('')
}

/** What makes a span understandable: simplified text, with the source's own beside it. */
type Mend = (span: Span) => Span

const blockWith = (mend: Mend, block: Block): Block => {
  if (block.kind === 'paragraph') return { ...block, span: mend(block.span) }
  // Merged cells share one span; they must go on sharing it.
  const known = new Map<Span, Span>()
  const shared = (span: Span): Span => {
    const made = known.get(span) ?? mend(span)
    known.set(span, made)
    return made
  }
  const cell = (each: Cell): Cell => ({ ...each, span: shared(each.span) })
  return {
    ...block,
    caption: block.caption && shared(block.caption),
    rows: block.rows.map((row) => row.map(cell)),
    ...(block.lines ? { lines: block.lines.map(shared) } : {}),
  }
}

/** The dictionaries are large: they are loaded for a traditional text only. */
const converter = async (): Promise<Convert> => (await import('opencc-js/t2cn')).Converter({ from: 't', to: 'cn' })

/**
 * Text in simplified characters, of the same length, so that offsets stay true; the same text where it is not
 * traditional. Structure (captions, units, headings) is found in what this returns.
 */
export const simplifiedText = async (written: string): Promise<string> => {
  const text = halfWidth(written)
  if (!isTraditional(text)) return text
  const convert = await converter()
  return text
    .split('\n')
    .map((line) => sameLength(convert, line))
    .join('\n')
}

/** Blocks whose offsets refer to `source`, but whose words were read from its simplified form: gives them both. */
export const withSource = (blocks: readonly Block[], source: string): readonly Block[] =>
  blocks.map((block) =>
    blockWith((span) => {
      const written = span.runs
        .map((run, i) =>
          source.slice(run.source, run.source + (span.runs[i + 1]?.clean ?? span.text.length) - run.clean),
        )
        .join('')
      return written === span.text ? span : { ...span, written }
    }, block),
  )

/** A document that a reader left as written: itself, or a copy in simplified characters when it is traditional. */
export const understandable = async (document: Document): Promise<Document> => {
  const written = document.blocks.some((block) =>
    block.kind === 'table' ? block.rows.some((row) => row.some((cell) => cell.span.written)) : block.span.written,
  )
  const wide = fullWidth.test(document.text)
  if (written || !(wide || isTraditional(document.text))) return document
  const simplify = isTraditional(document.text) ? await converter() : (text: string): string => text
  const convert: Convert = (text) => simplify(halfWidth(text))
  const mend: Mend = (span) => {
    const text = sameLength(convert, span.text)
    return text === span.text ? span : { ...span, text, written: span.text }
  }
  return { ...document, blocks: document.blocks.map((block) => blockWith(mend, block)) }
}
