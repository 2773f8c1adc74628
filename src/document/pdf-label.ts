/** Labels of a table that stand for several rows: where their rows begin. */
import { type Block, bottom, middle, type Row, textOf, top } from '#document/pdf-cell.ts'

/** Where labels begin that are set in the middle of their rows: as far from the first as from the last; null if not. */
const middleStarts = (rows: readonly Row[], labels: readonly Block[], near: number): number[] | null => {
  const starts: number[] = []
  let from = 0
  for (const label of labels) {
    const first = rows[from]
    if (!first) return null
    starts.push(from)
    const end = 2 * middle(label) - first.top
    const last = rows.findIndex((row) => Math.abs(row.bottom - end) <= 2 * near)
    if (last < from) return null
    from = last + 1
  }
  return from === rows.length ? starts : null
}

/**
 * Where labels that reach over several rows begin; null where they tell neither way. `beside` says which rows have a
 * word in the next column: rows of one label all have one, a label that stands alone has none. Where both readings
 * hold, it counts whether wrapped cells are set in the middle of their rows.
 */
export const labelStarts = (
  rows: readonly Row[],
  labels: readonly Block[],
  beside: readonly boolean[],
  setAtTop: boolean,
): number[] | null => {
  const near = rows.length > 1 ? 0.35 * Math.min(...rows.slice(1).map((row, i) => row.bottom - rows[i]!.top)) : 0
  const onRows = labels.map((label) =>
    rows.findIndex(
      (row) => Math.abs((row.top + row.bottom) / 2 - middle(label)) <= near || Math.abs(row.top - top(label)) <= near,
    ),
  )
  const atTop = onRows[0] === 0 && onRows.every((row) => row >= 0) ? onRows : null
  const atMiddle = middleStarts(rows, labels, near)
  if (!atTop || !atMiddle) return atTop ?? atMiddle
  const mixed = (starts: readonly number[]): number =>
    starts.filter((from, i) => new Set(beside.slice(from, starts[i + 1])).size > 1).length
  const worse = mixed(atMiddle) - mixed(atTop)
  return worse > 0 || (worse === 0 && setAtTop) ? atTop : atMiddle
}

/** Whether wrapped cells begin on the first line of their row, rather than lie about its middle. */
export const isSetAtTop = (rows: readonly Row[], columns: readonly (readonly Block[])[], size: number): boolean => {
  let score = 0
  for (const blocks of columns)
    for (const block of blocks) {
      if (bottom(block) - top(block) < 0.5 * size) continue
      const row = rows.find((each) => each.top > top(block) - 0.3 * size && each.bottom < bottom(block) + 0.3 * size)
      if (row && row.bottom - row.top < 0.5 * size) score += row.top - top(block) < 0.3 * size ? 1 : -1
    }
  return score > 0
}

/** 合计 set in the middle of the labels it stands for belongs to the first of them. */
export const withTotals = (columns: readonly (readonly Block[])[]): Block[][] => {
  const moved = columns.map((blocks) => [...blocks])
  columns.forEach((blocks, c) => {
    if (c === 0) return
    for (const block of blocks) {
      if (!/^(?:合|总|小)\s*计$/.test(textOf(block))) continue
      const beside = columns
        .slice(0, c)
        .some((others) => others.some((other) => Math.abs(middle(other) - middle(block)) < halfLine(block)))
      if (beside) continue
      moved[c] = moved[c]!.filter((each) => each !== block)
      moved[0] = [...moved[0]!, block].sort((a, b) => top(a) - top(b))
    }
  })
  return moved
}

const halfLine = (block: Block): number => 0.5 * block.pieces[0]!.size
