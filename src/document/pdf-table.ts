/** Ruling lines → grids; words that fall into a grid's cells → tables with their merges. */
import type { Page, Rule, Word } from '#document/pdf-page.ts'

export type Grid = {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Cell at row r, column c: index of the merged cell it belongs to. */
  readonly cells: readonly (readonly number[])[]
}

/** Lines this close are one (points). */
const near = 2.5

const cluster = (values: readonly number[]): number[] => {
  const sorted = values.toSorted((a, b) => a - b)
  const groups: number[][] = []
  for (const value of sorted) {
    const last = groups.at(-1)
    if (last && value - last.at(-1)! <= near) last.push(value)
    else groups.push([value])
  }
  return groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length)
}

const crosses = (h: Rule, v: Rule): boolean =>
  v.at >= h.from - near && v.at <= h.to + near && h.at >= v.from - near && h.at <= v.to + near

/** Pieces of one line, drawn cell by cell, as the one line they make. */
export const joined = (rules: readonly Rule[]): Rule[] => {
  const lines: { at: number; from: number; to: number }[] = []
  for (const at of cluster(rules.map((rule) => rule.at))) {
    const pieces = rules.filter((rule) => Math.abs(rule.at - at) <= near).toSorted((a, b) => a.from - b.from)
    let last: { at: number; from: number; to: number } | undefined
    for (const piece of pieces) {
      if (last && piece.from <= last.to + near) last.to = Math.max(last.to, piece.to)
      else {
        last = { ...piece, at }
        lines.push(last)
      }
    }
  }
  return lines
}

/** Connected sets of lines: horizontals and verticals that cross, directly or through others. */
const connected = (page: Page): { horizontal: Rule[]; vertical: Rule[] }[] => {
  const verticals = joined(page.vertical).map((rule) => ({ rule, seen: false }))
  const horizontals = joined(page.horizontal).map((rule) => ({ rule, seen: false }))
  const sets: { horizontal: Rule[]; vertical: Rule[] }[] = []
  for (const first of horizontals) {
    if (first.seen) continue
    const set = { horizontal: [] as Rule[], vertical: [] as Rule[] }
    const queue: { rule: Rule; seen: boolean; horizontal: boolean }[] = []
    const visit = (entry: { rule: Rule; seen: boolean }, horizontal: boolean): void => {
      entry.seen = true
      queue.push({ ...entry, horizontal })
    }
    visit(first, true)
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { rule } = next
      if (next.horizontal) {
        set.horizontal.push(rule)
        for (const other of verticals) if (!other.seen && crosses(rule, other.rule)) visit(other, false)
      } else {
        set.vertical.push(rule)
        for (const other of horizontals) if (!other.seen && crosses(other.rule, rule)) visit(other, true)
      }
    }
    sets.push(set)
  }
  return sets
}

/** How much of the stretch from–to is drawn on the line at `at`. */
const drawn = (rules: readonly Rule[], at: number, from: number, to: number): boolean => {
  const middle = (from + to) / 2
  return rules.some((rule) => Math.abs(rule.at - at) <= near && rule.from <= middle && rule.to >= middle)
}

/** Tables are often drawn without lines at their sides: there the ends of the horizontal lines are the edges. */
const withOpenSides = (xs: readonly number[], horizontal: readonly Rule[]): number[] => {
  const [first, last] = [xs[0], xs.at(-1)]
  if (first === undefined || last === undefined) return [...xs]
  const left = horizontal.map((rule) => rule.from).filter((x) => x < first - 4 * near)
  const right = horizontal.map((rule) => rule.to).filter((x) => x > last + 4 * near)
  return [...(left.length > 1 ? [Math.min(...left)] : []), ...xs, ...(right.length > 1 ? [Math.max(...right)] : [])]
}

const gridOf = (set: { horizontal: Rule[]; vertical: Rule[] }): Grid | null => {
  const xs = withOpenSides(cluster(set.vertical.map((rule) => rule.at)), set.horizontal)
  const ys = cluster(set.horizontal.map((rule) => rule.at))
  if (xs.length < 3 || ys.length < 2 || xs.length > 60 || ys.length > 400) return null
  const columns = xs.length - 1
  const parent = Array.from({ length: columns * (ys.length - 1) }, (_, i) => i)
  const find = (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root]!
    parent[i] = root
    return root
  }
  for (let r = 0; r < ys.length - 1; r++)
    for (let c = 0; c < columns; c++) {
      const here = r * columns + c
      if (c + 1 < columns && !drawn(set.vertical, xs[c + 1]!, ys[r]!, ys[r + 1]!)) parent[find(here + 1)] = find(here)
      if (r + 2 < ys.length && !drawn(set.horizontal, ys[r + 1]!, xs[c]!, xs[c + 1]!))
        parent[find(here + columns)] = find(here)
    }
  return {
    xs,
    ys,
    cells: Array.from({ length: ys.length - 1 }, (_, r) =>
      Array.from({ length: columns }, (_, c) => find(r * columns + c)),
    ),
  }
}

export const gridsOf = (page: Page): Grid[] =>
  connected(page)
    .map(gridOf)
    .filter((grid) => grid !== null)
    .toSorted((a, b) => a.ys[0]! - b.ys[0]!)

const band = (edges: readonly number[], at: number): number => {
  for (let i = 0; i < edges.length - 1; i++) if (at >= edges[i]! - near && at < edges[i + 1]! + near) return i
  return -1
}

/** The merged cell a word lies in, -1 outside. The baseline's middle decides. */
export const cellOf = (grid: Grid, word: Word): number => {
  const row = band(grid.ys, word.y - word.size * 0.35)
  const column = band(grid.xs, word.x + word.width / 2)
  return row < 0 || column < 0 ? -1 : grid.cells[row]![column]!
}

/** A run of text over a column line, as the pieces that lie in one cell each. Half-width characters take half a place. */
export const splitByCells = (grid: Grid, word: Word): Word[] => {
  const characters = [...word.text]
  const weights = characters.map((character) => (character.charCodeAt(0) < 0x2000 ? 0.5 : 1))
  const unit = word.width / weights.reduce((sum, weight) => sum + weight, 0)
  const pieces: { word: Word; cell: number }[] = []
  let x = word.x
  characters.forEach((text, i) => {
    const width = weights[i]! * unit
    const piece: Word = { ...word, text, x, width }
    const cell = cellOf(grid, piece)
    const last = pieces.at(-1)
    if (last && last.cell === cell)
      last.word = { ...last.word, text: last.word.text + text, width: x + width - last.word.x }
    else pieces.push({ word: piece, cell })
    x += width
  })
  return pieces.map((piece) => piece.word)
}

/** The cells of a grid whose columns are some of `edges`, laid over all of them; null where they are not. */
export const ontoEdges = (grid: Grid, edges: readonly number[]): Grid | null => {
  const known = grid.xs.every((x) => edges.some((edge) => Math.abs(edge - x) < 4))
  const whole = Math.abs(grid.xs[0]! - edges[0]!) < 4 && Math.abs(grid.xs.at(-1)! - edges.at(-1)!) < 4
  if (!known || !whole) return null
  const columns = edges.slice(1).map((edge, i) => band(grid.xs, (edges[i]! + edge) / 2))
  return { ...grid, xs: edges, cells: grid.cells.map((row) => columns.map((column) => row[column]!)) }
}
