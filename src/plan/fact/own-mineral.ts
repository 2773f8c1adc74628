/** Minerals that only this plan names: its tables list them, no code table and no general use knows them. */

import { mineralList } from '#mineral/mineral.ts'
import { once } from '#plan/once.ts'
import type { Plan } from '#plan/plan.ts'
import { isTotalRow, saysNothing } from './cell.ts'
import { columnsOf } from './column.ts'
import { tableRole } from './table-role.ts'

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
export const ownMinerals = once(
  ({ tables }: Pick<Plan, 'tables'>) => tables,
  ({ tables }): readonly string[] => {
    const names = tables.flatMap((table) => {
      const columns =
        tableRole(table) === 'mineral-list'
          ? table.columns.flatMap((column, i) => (/查明|发现/.test(column) && !/量$/.test(column) ? [i] : []))
          : columnsOf(table, 'mineral')
      return table.rows.flatMap((row, index) =>
        isTotalRow(table, index) ? [] : columns.flatMap((column) => unknownIn(row[column]!)),
      )
    })
    return [...new Set(names)].filter((name) => name.length > 1)
  },
)
