/** Tables that list zones, blocks or projects one by one: the rows that facts and checks alike speak of. */

import type { Span } from '#document/document.ts'
import { oncePerTable } from '#plan/once.ts'
import type { PlanTable } from '#plan/plan.ts'
import { cellItems, isTotalRow, mineralsOf, numberIn, saysNothing } from './cell.ts'
import { type ColumnKind, columnOf, columnsOf, headingUnit } from './column.ts'
import { tableRole } from './table-role.ts'
import { type AreaKind, areaKindIn, areaKindsIn, areaNames, zoneKindIn, zoneKindOfCode } from './zone-kind.ts'

export type ListingKind = AreaKind | 'project'

export const listingNames: Readonly<Record<ListingKind, string>> = { ...areaNames, project: '项目' }

export type ListingRow = {
  /** 0-based data row of the table. */
  readonly row: number
  readonly name: Span
  /** A number of its own (KQ003); the row's mere order is none. */
  readonly code: Span | null
  readonly places: readonly string[]
  readonly placeSpan: Span | null
  readonly minerals: readonly string[]
  readonly mineralSpan: Span | null
  /** In the unit of the listing. */
  readonly area: number | null
  readonly areaSpan: Span | null
}

/** Rows of one kind in one table. A table of several kinds gives a listing for each. */
export type Listing = {
  readonly kind: ListingKind
  readonly table: PlanTable
  readonly rows: readonly ListingRow[]
  readonly hasArea: boolean
  readonly areaUnit: string | null
}

const codeForm = /^[A-Z]{1,4}[-—_]?\d{1,12}$/i
const explorationWord = /勘查|探矿|普查|详查|勘探/

/** Whether a block is to be explored or mined: its code, else the table's words, else its name. */
const blockKind = (table: PlanTable, code: string, name: string): ListingKind | null => {
  if (/^KQ/i.test(code)) return 'exploration-block'
  if (/^CQ/i.test(code)) return 'mining-block'
  const words = `${table.title}${table.columns.join('')}`
  if (explorationWord.test(words)) return 'exploration-block'
  if (/开采|采矿/.test(words)) return 'mining-block'
  return explorationWord.test(name) ? 'exploration-block' : null
}

const rowsOf = (table: PlanTable): readonly ListingRow[] => {
  const name = columnOf(table, 'name')
  const columns = {
    place: columnOf(table, 'place'),
    mineral: columnOf(table, 'mineral'),
    area: columnOf(table, 'area'),
  }
  return table.cells.flatMap((cells, row): ListingRow | [] => {
    if (isTotalRow(table, row) || saysNothing(cells[name]!.text)) return []
    const at = (column: number): Span | null => (column >= 0 ? cells[column]! : null)
    const place = at(columns.place)
    const mineral = at(columns.mineral)
    const area = at(columns.area)
    return {
      row,
      name: cells[name]!,
      code:
        columnsOf(table, 'number')
          .map((column) => cells[column]!)
          .find((cell) => codeForm.test(cell.text.trim())) ?? null,
      places: place && !saysNothing(place.text) ? cellItems(place.text) : [],
      placeSpan: place,
      minerals: mineral ? mineralsOf(mineral.text) : [],
      mineralSpan: mineral,
      area: area ? numberIn(area.text) : null,
      areaSpan: area,
    }
  })
}

/** What tells a row's own kind in a table of several: a column of kinds. */
const typeColumns: readonly ColumnKind[] = ['zone', 'variety', 'category']

/** The kind of every row; null where nothing tells it. */
const kindsOf = (table: PlanTable, rows: readonly ListingRow[]): readonly (ListingKind | null)[] => {
  const role = tableRole(table)
  if (role === 'projects') return rows.map(() => 'project')
  if (role === 'blocks') return rows.map((row) => blockKind(table, row.code?.text ?? '', row.name.text))
  const titled = areaKindIn(table.title)
  const type = typeColumns.map((kind) => columnOf(table, kind)).find((column) => column >= 0)
  // One kind in the title is that of all rows, unless a column tells another.
  const mixed = type !== undefined || areaKindsIn(table.title).length !== 1
  let last: ListingKind | null = null
  return rows.map((row) => {
    const own =
      (mixed ? zoneKindIn(row.name.text) : null) ??
      (type === undefined ? null : areaKindIn(table.rows[row.row]![type]!)) ??
      (mixed && row.code ? zoneKindOfCode(row.code.text) : null)
    last = own ?? last
    return own ?? (mixed ? last : null) ?? titled
  })
}

const listingsIn = (table: PlanTable): readonly Listing[] => {
  const role = tableRole(table)
  if (role !== 'zones' && role !== 'blocks' && role !== 'projects') return []
  if (columnOf(table, 'name') < 0) return []
  const area = columnOf(table, 'area')
  const rows = rowsOf(table)
  const kinds = kindsOf(table, rows)
  return [...new Set(kinds)].flatMap((kind) =>
    kind === null
      ? []
      : {
          kind,
          table,
          rows: rows.filter((_, i) => kinds[i] === kind),
          hasArea: area >= 0,
          areaUnit: area >= 0 ? headingUnit(table, area) : null,
        },
  )
}

/** Every listing of a plan, in the order of its tables. */
export const listingsOf = oncePerTable(listingsIn)
