/** Minerals that only this plan names: its tables list them, no code table and no general use knows them. */
import { mineralList } from '#mineral/mineral.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { isTotalRow, saysNothing } from './cell.ts'
import { columnsOf } from './column.ts'
import { tableRole } from './table-role.ts'

const memory = new WeakMap<readonly PlanTable[], readonly string[]>()

/** A list of minerals where most are known, or a cell with one short name in a mineral column. */
const unknownIn = (cell: string): readonly string[] =>
  saysNothing(cell) || /\d/.test(cell)
    ? []
    : mineralList(cell).flatMap((entry) =>
        entry.known ||
        entry.text.length < 2 ||
        entry.text.length > 8 ||
        /[（()）]|矿产|全部|其他|其它|类$/.test(entry.text)
          ? []
          : [entry.text.replace(/矿$/, '')],
      )

/** Names to hand to mineralsIn and mineralList so that sentences find them too. */
export const ownMinerals = (plan: Pick<Plan, 'tables'>): readonly string[] => {
  const known = memory.get(plan.tables)
  if (known) return known
  const names = new Set<string>()
  for (const table of plan.tables) {
    const role = tableRole(table)
    const columns =
      role === 'mineral-list'
        ? table.columns.flatMap((column, i) => (/查明|发现/.test(column) && !/量$/.test(column) ? [i] : []))
        : columnsOf(table, 'mineral')
    table.rows.forEach((row, index) => {
      if (!isTotalRow(table, index))
        for (const column of columns) for (const name of unknownIn(row[column]!)) if (name.length > 1) names.add(name)
    })
  }
  const own = [...names]
  memory.set(plan.tables, own)
  return own
}
