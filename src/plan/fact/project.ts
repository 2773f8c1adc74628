/** Projects: what is to be done, where, when, for how much and to what end. */
import { mineralsIn } from '#mineral/mineral.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import { parseUnit } from '#mineral/unit.ts'
import type { Reading } from '#plan/plan.ts'
import { rowSpan } from '#plan/quote.ts'
import { saysNothing } from './cell.ts'
import { columnKinds, columnOf, columnsOf, unitInParentheses } from './column.ts'
import { type Draft, fromRow } from './draft.ts'
import { type Listing, listingsOf } from './listing.ts'

const readListing = ({ table, rows }: Listing): readonly Draft[] => {
  const name = columnOf(table, 'name')
  const kinds = columnKinds(table)
  return rows.flatMap((listed): Draft[] => {
    const index = listed.row
    const row = table.rows[index]!
    const title = listed.name.text.replace(/\s+/g, '')
    const text = (kind: Parameters<typeof columnOf>[1]): string | null => {
      const column = columnOf(table, kind)
      return column >= 0 && !saysNothing(row[column]!) ? row[column]!.trim() : null
    }
    const aim = [...columnsOf(table, 'aim'), ...columnsOf(table, 'target')]
      .map((column) => row[column]!.trim())
      .find((cell) => !saysNothing(cell))
    const years = text('time')
    const minerals = mineralsIn(title).map((mention) => mention.text)
    const shared = {
      kind: 'project' as const,
      subject: title,
      op: '=' as const,
      year: null,
      attribute: null,
      name: title,
      ...(listed.code ? { code: listed.code.text.trim() } : {}),
      ...(years ? { years } : {}),
      ...(aim ? { aim } : {}),
      ...(listed.places.length > 0 ? { places: listed.places } : {}),
      ...(minerals.length > 0 ? { minerals: [...new Set(minerals)] } : {}),
    }
    const amounts = kinds.flatMap((kind, column): Draft | [] => {
      if ((kind !== 'money' && kind !== 'area') || saysNothing(row[column]!)) return []
      const header = table.columns[column]!
      const quantity = parseQuantity(row[column]!.trim(), unitInParentheses(header) ?? table.unit ?? '')
      const span = rowSpan(table, index, name, column)
      if (!quantity || !span) return []
      const fits = parseUnit(quantity.unit)?.dimension === kind
      const measure = header.replace(/[（(].*$|[／/].*$/g, '').replace(/\s+/g, '')
      return {
        ...shared,
        measure,
        value: quantity.value,
        unit: quantity.unit || null,
        ...fromRow(table, index, span),
        confidence: fits ? 'sure' : 'likely',
      }
    })
    if (amounts.length > 0) return amounts
    const span = rowSpan(table, index, name, table.columns.length - 1)
    return span
      ? [{ ...shared, measure: '项目', value: null, unit: null, ...fromRow(table, index, span), confidence: 'sure' }]
      : []
  })
}

export const readProjects = (plan: Reading): readonly Draft[] =>
  listingsOf(plan)
    .filter((listing) => listing.kind === 'project')
    .flatMap(readListing)
