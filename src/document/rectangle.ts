/**
 * Rows of unequal length → a rectangle. A converter that writes tables as text drops the spans of merged cells; a row
 * with fewer cells than its fellows has a cell that spans columns, an empty leading cell belongs to the one above it.
 */
import type { Cell, Span, Table } from '#document/document.ts'
import { mostCells, mostColumns } from '#document/limit.ts'

type CellType = 'empty' | 'number' | 'unit' | 'attribute' | 'code' | 'text'

const unitWord =
  /^(?:（|\()?(?:[矿原金精]?[石煤属土]?\s*)?(?:[百千万亿]?(?:吨|立方米|平方米|立方|千克|公斤|元|亩|吨标煤)|公顷|平方千米|平方公里|千克|克|兆瓦|个|处|家|座|项|%|％|‰|人|年|公里|千米|m[²³]|t|km[²2]?|hm[²2]?|m3|kg|MW)(?:[/／](?:年|日|天|d|a|公顷))?(?:）|\))?$/
const numberCell =
  /^[≤≥<>＜＞≦≧约]?[-+]?[\d,，０-９]+(?:[.．][\d０-９]+)?(?:[%％个处家座项]|[万亿]?元|公顷|[百千万亿]?吨|[千万亿]?立方米|平方[千公][米里])?$|^[-—–－/／]+$/
const attributeCell = /^(?:预期|约束|指导|控制)性?(?:指标)?$/
const codeCell = /^[A-Z]{1,4}[-_]?\d{1,5}$/

const typeOf = (text: string): CellType => {
  const words = text.replace(/\s+/g, '')
  if (words === '') return 'empty'
  if (numberCell.test(words)) return 'number'
  if (attributeCell.test(words)) return 'attribute'
  if (codeCell.test(words)) return 'code'
  return unitWord.test(words) ? 'unit' : 'text'
}

/** What a header word says of the column under it. */
const headerType = (text: string): CellType | null => {
  const words = text.replace(/\s+/g, '')
  if (/单位/.test(words)) return 'unit'
  if (/属性/.test(words)) return 'attribute'
  if (/^(?:编号|区块编号|代码)$/.test(words)) return 'code'
  if (/序号|年$|[值数]量?$|面积|规模|产量|投资|目标|[大中小]型?$|比例|合计/.test(words)) return 'number'
  return null
}

type Profile = Readonly<Record<CellType, number>>

const profiles = (rows: readonly (readonly Span[])[], width: number): Profile[] => {
  const full = rows.filter((row) => row.length === width)
  return Array.from({ length: width }, (_, column) => {
    const count: Record<CellType, number> = { empty: 0, number: 0, unit: 0, attribute: 0, code: 0, text: 0 }
    let above: CellType = 'text'
    for (const row of full) {
      // A blank that leads its row belongs to the merged cell above it.
      const leads = row.slice(0, column + 1).every((cell) => cell.text === '')
      const type: CellType = leads ? above : typeOf(row[column]!.text)
      count[type] += 1 / full.length
      above = type
    }
    return count
  })
}

/** How well a cell of this type fits a column of this profile, 0…1; a blank fits where blanks are seen. */
const suitability = (type: CellType, header: boolean, text: string, profile: Profile): number => {
  if (header) {
    const expected = headerType(text)
    return expected ? profile[expected] : profile.text + 0.3 * profile.empty
  }
  if (type === 'empty') return 0.2 + 0.6 * profile.empty
  if (type === 'text') return profile.text + 0.4 * profile.empty
  return profile[type] + 0.2 * profile.empty
}

/** The number of columns each cell of a short row covers, by the best total fit (dynamic programming, cells × columns²). */
const spansOf = (row: readonly Span[], header: boolean, columns: readonly Profile[]): number[] => {
  const n = row.length
  const width = columns.length
  const best: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(width + 1).fill(-Infinity))
  const from: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(width + 1).fill(0))
  best[0]![0] = 0
  for (let i = 0; i < n; i++) {
    const { text } = row[i]!
    const type = typeOf(text)
    for (let start = i; start < width; start++) {
      if (best[i]![start] === -Infinity) continue
      let gain = 0
      for (let end = start + 1; end <= width - (n - i - 1); end++) {
        gain += suitability(type, header, text, columns[end - 1]!)
        const span = end - start
        // The mean fit over the columns covered; a label spans at little cost, a figure or a blank rarely does. Among equals
        // the later label spans: a group has members, the name of a lone member reaches over their column.
        const value = best[i]![start]! + gain / span - (span - 1) * (type === 'text' ? 0.05 : 0.35)
        if (value > best[i + 1]![end]! + 1e-9) {
          best[i + 1]![end] = value
          from[i + 1]![end] = start
        }
      }
    }
  }
  const spans = new Array<number>(n)
  let end = width
  for (let i = n; i > 0; i--) {
    const start = from[i]![end]!
    spans[i - 1] = end - start
    end = start
  }
  return spans
}

/** A header over a second header row: a cell whose column is blank below stands alone, the others share what is left. */
const headerSpans = (row: readonly Span[], below: readonly Span[]): number[] | null => {
  const width = below.length
  const free = row.length
  let lead = 0
  while (lead < free - 1 && below[lead]!.text === '') lead++
  let tail = 0
  while (tail < free - lead - 1 && below[width - 1 - tail]!.text === '') tail++
  const middle = free - lead - tail
  const covered = below.slice(lead, width - tail).map((cell) => cell.text)
  if (middle < 1 || covered.length < middle) return null
  const groups = groupsOf(covered)
  const even = covered.length % middle === 0 ? new Array<number>(middle).fill(covered.length / middle) : null
  const shared = groups.length === middle ? groups : even
  return shared && [...new Array<number>(lead).fill(1), ...shared, ...new Array<number>(tail).fill(1)]
}

/** Words that stand side by side under one header: scales, methods, states of production, years. */
const headerFamilies: readonly RegExp[] = [
  /^[大中小]型?$|^小矿$/,
  /露天|地下|井工|联合/,
  /生产|在产|正常|停[产采]|在建|筹建|基建|关闭|开采$/,
  /^(?:19|20)\d\d年?/,
]

/** Sizes of the runs of header words of one family. */
const groupsOf = (words: readonly string[]): number[] => {
  const groups: number[] = []
  let last: number | null = null
  words.forEach((word, i) => {
    const family = headerFamilies.findIndex((words) => words.test(word.replace(/\s/g, '')))
    if (i > 0 && family === last) groups[groups.length - 1]! += 1
    else groups.push(1)
    last = family
  })
  return groups
}

const isSecondHeader = (row: readonly Span[], first: readonly Span[], width: number): boolean =>
  (first.length < width || first.some((cell, i) => cell.text === '' && (row[i]?.text ?? '') !== '')) &&
  row.length === width &&
  row[0]!.text === '' &&
  row.some((cell) => cell.text !== '') &&
  row.every(
    (cell) =>
      cell.text.length <= 14 &&
      (typeOf(cell.text) === 'text' ||
        typeOf(cell.text) === 'empty' ||
        typeOf(cell.text) === 'unit' ||
        /年$/.test(cell.text)),
  )

/** Columns whose blank cells repeat what stands above: units and attributes. */
const repeats = (profile: Profile): boolean =>
  profile.unit > profile.text + profile.number || profile.attribute > profile.text + profile.number

const isTotal = (text: string): boolean => /^(?:合|总|小)\s*计$/.test(text.trim())

/** The rectangle, header rows first; without rows where the table is beyond the limits. */
export const rectangle = (rows: readonly (readonly Span[])[]): Pick<Table, 'rows' | 'headerRows'> => {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (width > mostColumns || width * rows.length > mostCells) return { rows: [], headerRows: 0 }
  const second = rows.length > 2 && isSecondHeader(rows[1]!, rows[0]!, width)
  const headerRows = rows.length > 1 ? (second ? 2 : 1) : 0
  const columns = profiles(rows.slice(headerRows), width)
  const filled: Cell[][] = []
  rows.forEach((row, r) => {
    const header = r < headerRows
    let spans = row.map(() => 1)
    if (row.length < width) spans = (r === 0 && second && headerSpans(row, rows[1]!)) || spansOf(row, header, columns)
    const cells: Cell[] = row.flatMap((span, i) =>
      Array.from({ length: spans[i]! }, (_, k): Cell => (k === 0 ? { span } : { span, filled: true })),
    )
    const above = filled.at(-1)
    if (header) fillHeader(cells, r > 0 ? filled[0]! : null)
    else if (headerRows > 0) fillFromLeft(cells, filled[0]!, columns)
    if (above && r > headerRows) fillFromAbove(cells, above, columns)
    filled.push(cells)
  })
  return { rows: filled, headerRows }
}

/** A header cell without words is part of the one to its left; in a second row, of the one above it. */
const fillHeader = (cells: Cell[], upper: readonly Cell[] | null): void => {
  cells.forEach((cell, column) => {
    const from = upper ? upper[column]! : cells[column - 1]
    if (cell.span.text === '' && from && from.span.text !== '') cells[column] = { span: from.span, filled: true }
  })
}

/** 合计 reaches over the blanks beside it up to the last label, over serial numbers among them too. */
const fillTotal = (cells: Cell[], isLabel: (column: number) => boolean): void => {
  const at = cells.findIndex((cell) => cell.span.text !== '')
  const total = cells[at]
  if (!total || !isTotal(total.span.text)) return
  let end = at + 1
  while (end < cells.length && cells[end]!.span.text === '') end++
  while (end > at + 1 && !isLabel(end - 1)) end--
  for (let column = at + 1; column < end; column++) cells[column] = { span: total.span, filled: true }
}

/** A label reaches over the columns that its header spans, and 合计 over all labels. */
const fillFromLeft = (cells: Cell[], header: readonly Cell[], columns: readonly Profile[]): void => {
  const isLabel = (column: number): boolean => columns[column]!.number < 0.5 && columns[column]!.unit < 0.5
  fillTotal(cells, isLabel)
  for (let column = 1; column < cells.length; column++) {
    const left = cells[column - 1]!
    const joined = header[column]!.filled && header[column]!.span === header[column - 1]!.span
    if (
      cells[column]!.span.text === '' &&
      left.span.text !== '' &&
      isLabel(column) &&
      joined &&
      typeOf(left.span.text) === 'text'
    )
      cells[column] = { span: left.span, filled: true }
  }
}

const fillFromAbove = (cells: Cell[], above: readonly Cell[], columns: readonly Profile[]): void => {
  const first = cells.findIndex((cell) => cell.span.text !== '')
  const measured = cells.some((cell) => typeOf(cell.span.text) === 'number')
  if (first < 0 || isTotal(cells[first]!.span.text)) return
  cells.forEach((cell, column) => {
    if (cell.span.text !== '' || above[column]!.span.text === '' || isTotal(above[column]!.span.text)) return
    if (column < first || (measured && repeats(columns[column]!)))
      cells[column] = { span: above[column]!.span, filled: true }
  })
}

/**
 * How many of the first rows are headers in a table whose merges are known: the first, and each next one that has cells
 * merged from above or under a spanning header, and neither figures nor units of its own.
 */
export const countHeaderRows = (rows: readonly (readonly Cell[])[]): number => {
  if (rows.length < 2) return 0
  let count = 1
  while (count < rows.length - 1 && count < 3) {
    const row = rows[count]!
    const merged = row.some((cell, column) => cell.filled && cell.span === rows[count - 1]![column]!.span)
    const figures = row.some((cell) => !cell.filled && /^(?:number|code|attribute)$/.test(typeOf(cell.span.text)))
    const spanned = rows[count - 1]!.some(
      (cell, column) => cell.filled && cell.span === rows[count - 1]![column - 1]?.span,
    )
    if (!merged || !spanned || figures) break
    count++
  }
  return count
}
