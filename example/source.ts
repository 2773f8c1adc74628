/** The one source a plan is written in (`source/*.md`), read into the blocks that every form is written from. */

export type SourceCell = { readonly text: string; readonly columns: number; readonly rows: number }
/** `null` stands where a merged cell reaches: from the left or from above. */
export type SourceTable = {
  readonly kind: 'table'
  readonly caption: string | null
  readonly rows: readonly (readonly (SourceCell | 'left' | 'above')[])[]
}
export type SourceHeading = { readonly kind: 'heading'; readonly depth: number; readonly text: string }
export type SourceBlock =
  | SourceHeading
  | SourceTable
  | { readonly kind: 'title' | 'cover' | 'paragraph'; readonly text: string }
  | { readonly kind: 'contents' }

/** Cells of one row: `<` continues the cell on its left, `^` the cell above, `\n` breaks a line inside a cell. */
const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|\s?/, '')
    .replace(/\s?\|$/, '')
    .split('|')
    .map((cell) => cell.trim().replaceAll('\\n', '\n'))

const tableOf = (lines: readonly string[]): SourceTable => {
  const caption = lines[0]!.startsWith('|=') ? lines[0]!.slice(2).trim() : null
  const grid = lines.slice(caption === null ? 0 : 1).map(cellsOf)
  const reach = (row: number, column: number, sign: '<' | '^'): number => {
    let n = 1
    if (sign === '<') while (grid[row]![column + n] === '<') n++
    else while (grid[row + n]?.[column] === '^') n++
    return n
  }
  const rows = grid.map((cells, row) =>
    cells.map((text, column): SourceCell | 'left' | 'above' => {
      if (text === '<') return 'left'
      if (text === '^') return 'above'
      return { text, columns: reach(row, column, '<'), rows: reach(row, column, '^') }
    }),
  )
  return { kind: 'table', caption, rows }
}

/** The blocks of one source, in order. */
export const readSource = (source: string): SourceBlock[] => {
  const blocks: SourceBlock[] = []
  const lines = source.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trim()
    const heading = /^(#{1,5}) (.+)$/.exec(line)
    if (line === '') continue
    if (line === '@toc') blocks.push({ kind: 'contents' })
    else if (line.startsWith('@cover ')) blocks.push({ kind: 'cover', text: line.slice(7) })
    else if (heading && heading[1]!.length === 1) blocks.push({ kind: 'title', text: heading[2]! })
    else if (heading) blocks.push({ kind: 'heading', depth: heading[1]!.length - 1, text: heading[2]! })
    else if (line.startsWith('|')) {
      const table: string[] = []
      while (lines[i]?.startsWith('|')) table.push(lines[i++]!.trim())
      i--
      blocks.push(tableOf(table))
    } else blocks.push({ kind: 'paragraph', text: line })
  }
  return blocks
}
