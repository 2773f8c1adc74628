/** Reserves that tables state, by deposit, by zone or by mineral. */
import { mineralList } from '#mineral/mineral.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import { parseUnit } from '#mineral/unit.ts'
import type { PlanTable, Reading } from '#plan/plan.ts'
import { rowSpan } from '#plan/quote.ts'
import { isTotalRow, saysNothing } from './cell.ts'
import { columnOf, columnsOf, unitInParentheses } from './column.ts'
import { type Draft, fromRow } from './draft.ts'
import { tableRole } from './table-role.ts'

const readTable = (table: PlanTable): readonly Draft[] => {
  const name = columnOf(table, 'name')
  const unitColumn = columnOf(table, 'unit')
  const columns = columnsOf(table, 'reserves').filter((column) => /量/.test(table.columns[column]!))
  return table.rows.flatMap((row, index): Draft[] => {
    if (isTotalRow(table, index)) return []
    // In a list of minerals the reserves are those of the one mineral named next to them.
    const listed = table.columns
      .map((_, column) => column)
      .filter((column) => column < (columns[0] ?? 0) && /查明|矿种|矿产/.test(table.columns[column]!))
      .map((column) => mineralList(row[column]!).filter((entry) => entry.known))
      .findLast((list) => list.length > 0)
    const subject = name >= 0 ? row[name]!.replace(/\s+/g, '') : listed?.length === 1 ? listed[0]!.text : ''
    if (subject === '') return []
    return columns.flatMap((column): Draft | [] => {
      const cell = row[column]!.trim()
      const unitCell = unitColumn >= 0 && !saysNothing(row[unitColumn]!) ? row[unitColumn]!.replace(/\s+/g, '') : null
      const quantity = parseQuantity(cell, unitCell ?? unitInParentheses(table.columns[column]!) ?? table.unit)
      const span = rowSpan(table, index, Math.min(column, name >= 0 ? name : column), column)
      if (!quantity || !span || !parseUnit(quantity.unit)) return []
      return {
        kind: 'amount',
        subject,
        measure: table.columns[column]!.replace(/[（(].*$/, '').replace(/\s+/g, ''),
        op: quantity.op ?? '=',
        value: quantity.value,
        unit: quantity.unit,
        year: null,
        attribute: null,
        ...fromRow(table, index, span),
        confidence: cell.includes(';') || cell.includes('；') ? 'likely' : 'sure',
        ...(name >= 0 ? { name: subject } : {}),
        ...(listed && listed.length > 0 ? { minerals: listed.map((entry) => entry.text) } : {}),
      }
    })
  })
}

export const readReserves = (plan: Reading): readonly Draft[] =>
  plan.tables.flatMap((table) => {
    const role = tableRole(table)
    return role === 'deposits' || role === 'zones' || role === 'blocks' || role === 'mineral-list'
      ? readTable(table)
      : []
  })
