/** The document as its authors wrote it; whatever was understood from it can be clicked. */
import { Button } from 'antd'
import { memo, type ReactNode, useMemo, useState } from 'react'
import type { Block, Paragraph, Span, Table } from '#document/document.ts'
import { asWritten } from '#document/span.ts'
import type { Heading, Plan } from '#plan/plan.ts'
import { useWords } from '#web/words.ts'
import { type Anchor, type ItemKey, mergedRows, stretchesOf } from './anchors.ts'

/** `follow`: chosen with the keys, which then go on from what was understood. */
type Choose = (keys: readonly ItemKey[], follow: boolean) => void

type Props = { plan: Plan; anchors: readonly Anchor[]; choose: Choose }

/** The parts of a block list: a run of furniture lines is one part, everything else stands alone. */
type Part = { readonly furniture: readonly Paragraph[] } | { readonly block: Block; readonly index: number }

const partsOf = (blocks: readonly Block[]): Part[] => {
  const parts: Part[] = []
  let furniture: Paragraph[] = []
  const end = () => {
    if (furniture.length > 0) parts.push({ furniture })
    furniture = []
  }
  blocks.forEach((block, index) => {
    if (block.kind === 'paragraph' && block.furniture) {
      furniture.push(block)
      return
    }
    end()
    parts.push({ block, index })
  })
  end()
  return parts
}

const headingsByStart = (outline: readonly Heading[]): ReadonlyMap<number, Heading> =>
  new Map(outline.map((heading) => [heading.span.at.start, heading]))

/** Anchors that touch a block, found by a sweep over both in order of place. */
const anchorsOf = (blocks: readonly Block[], anchors: readonly Anchor[]): Anchor[][] => {
  const sorted = [...anchors].sort((a, b) => a.at.start - b.at.start)
  return blocks.map((block) => {
    const { start, end } = block.kind === 'table' ? block.at : block.span.at
    const first = block.kind === 'table' ? Math.min(start, block.caption?.at.start ?? start) : start
    const found: Anchor[] = []
    for (const anchor of sorted) {
      if (anchor.at.start >= end) break
      if (anchor.at.end > first) found.push(anchor)
    }
    return found
  })
}

export const DocumentPane = memo(({ plan, anchors, choose }: Props) => {
  const parts = useMemo(() => partsOf(plan.blocks), [plan])
  const headings = useMemo(() => headingsByStart(plan.outline), [plan])
  const body = plan.outline[0]?.span.at.start ?? 0
  const byBlock = useMemo(() => anchorsOf(plan.blocks, anchors), [plan, anchors])
  return (
    <article className="document" lang="zh-CN">
      {parts.map((part) =>
        'furniture' in part ? (
          <Furniture key={`f${part.furniture[0]!.span.at.start}`} lines={part.furniture} />
        ) : part.block.kind === 'table' ? (
          <TableBlock key={part.index} table={part.block} anchors={byBlock[part.index]!} choose={choose} />
        ) : (
          <ParagraphBlock
            key={part.index}
            paragraph={part.block}
            heading={headings.get(part.block.span.at.start)}
            cover={part.block.span.at.start < body}
            anchors={byBlock[part.index]!}
            choose={choose}
          />
        ),
      )}
    </article>
  )
})

const Furniture = ({ lines }: { lines: readonly Paragraph[] }) => {
  const words = useWords()
  const [shown, setShown] = useState(false)
  return (
    <div className="furniture">
      <Button type="text" size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {words.reader.furniture(lines.length)} · {shown ? words.reader.furnitureHide : words.reader.furnitureShow}
      </Button>
      {shown && lines.map((line) => <p key={line.span.at.start}>{asWritten(line.span)}</p>)}
    </div>
  )
}

/** Text cut where anchors begin and end; a stretch under anchors is a link to what was understood from it. */
const Stretches = ({ span, anchors, choose }: { span: Span; anchors: readonly Anchor[]; choose: Choose }) => (
  <>
    {stretchesOf(span, anchors).map((stretch, i) => {
      if (stretch.anchors.length === 0) return stretch.text
      const kinds = new Set(stretch.anchors.map(({ kind }) => kind))
      const keys = [...new Set(stretch.anchors.map(({ key }) => key))]
      return (
        <a
          // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a span never move
          key={i}
          href={`#${keys[0]}`}
          className={`um${[...kinds].map((kind) => ` um-${kind}`).join('')}`}
          data-keys={keys.join(' ')}
          onClick={(event) => {
            event.preventDefault()
            choose(keys, event.detail === 0)
          }}
        >
          {stretch.text}
        </a>
      )
    })}
  </>
)

const ParagraphBlock = memo(
  ({
    paragraph,
    heading,
    cover,
    anchors,
    choose,
  }: {
    paragraph: Paragraph
    heading: Heading | undefined
    /** Stands before the first heading: title, authors, date. */
    cover: boolean
    anchors: readonly Anchor[]
    choose: Choose
  }) => {
    const { span } = paragraph
    const text = <Stretches span={span} anchors={anchors} choose={choose} />
    // A run-in heading ("规模准入。新建矿山…") opens a paragraph; only a heading that is the whole line is set as one.
    const whole = heading && span.text.length - heading.span.text.length <= 4
    const at = `at-${span.at.start}`
    if (whole) return <HeadingLine id={at} depth={heading.depth} text={text} />
    const short = span.text.length < 40 && !/[。；，]$/.test(span.text)
    return (
      <p id={at} className={short ? (cover ? 'cover' : 'short') : undefined}>
        {text}
      </p>
    )
  },
)

const HeadingLine = ({ id, depth, text }: { id: string; depth: number; text: ReactNode }) => {
  const Level = `h${Math.min(depth + 1, 6)}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6'
  return (
    <Level id={id} className={`depth-${Math.min(depth, 5)}`}>
      {text}
    </Level>
  )
}

/** Figures stand right; a few characters stay on one line ("竣工" is not set upright). */
const cellClass = (text: string): string | undefined =>
  numeric.test(text) ? 'number' : text.length <= 4 ? 'few' : undefined

const numeric = /^[≤≥<>]?\s*[-+]?[\d,，]+(?:\.\d+)?\s*%?$|^[-—/]$/

const TableBlock = memo(({ table, anchors, choose }: { table: Table; anchors: readonly Anchor[]; choose: Choose }) => {
  const rows = useMemo(() => mergedRows(table), [table])
  return (
    <div className="table-block" id={`at-${table.at.start}`}>
      <table>
        {table.caption && (
          <caption>
            <Stretches span={table.caption} anchors={anchors} choose={choose} />
          </caption>
        )}
        <tbody>
          {rows.map((row, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a table never move
            <tr key={r}>
              {row.map(({ cell, column, rowSpan, colSpan }) => {
                const Tag = r < table.headerRows ? 'th' : 'td'
                return (
                  <Tag
                    key={column}
                    {...(rowSpan > 1 ? { rowSpan } : {})}
                    {...(colSpan > 1 ? { colSpan } : {})}
                    className={cellClass(cell.span.text.trim())}
                  >
                    <Stretches span={cell.span} anchors={anchors} choose={choose} />
                  </Tag>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})
