/** Mines as they are, and as the plan caps them: by mineral, scale, method and state. */
import { mineralList } from '#mineral/mineral.ts'
import { parseNumeral } from '#mineral/numeral.ts'
import type { DepositScale, PlanTable, Reading } from '#plan/plan.ts'
import { rowSpan } from '#plan/quote.ts'
import { isTotalRow, saysNothing } from './cell.ts'
import { columnKinds, columnOf } from './column.ts'
import { type Draft, fromRow, WHOLE, yearIn } from './draft.ts'
import { methodIn } from './floor.ts'
import { tableRole } from './table-role.ts'

const stateIn = (text: string): string | null => /正在开采|生产|在建|停采|停产|关闭|筹建|基建/.exec(text)?.[0] ?? null

/** A table of mines at one date: every number is a count of mines. */
const readMines = (table: PlanTable, plan: Reading): readonly Draft[] => {
  const kinds = columnKinds(table)
  const mineral = columnOf(table, 'mineral')
  const year = yearIn(table.title) ?? plan.period.base
  if (mineral < 0) return []
  return table.rows.flatMap((row, index): Draft[] => {
    const listed = mineralList(row[mineral]!)
    if (!isTotalRow(table, index) && listed.length !== 1) return []
    // A total that stands in one merged cell says nothing of the columns it was filled into.
    const places = table.cells[index]!.slice(mineral).flatMap((cell) => (cell.text === '' ? [] : [cell.at.start]))
    if (isTotalRow(table, index) && new Set(places).size < places.length) return []
    return kinds.flatMap((kind, column): Draft | [] => {
      const scale: DepositScale | null = kind === 'large' || kind === 'medium' || kind === 'small' ? kind : null
      const header = table.columns[column]!
      const method = kind === 'method' ? methodIn(header) : null
      const state = kind === 'state' ? stateIn(header.split('·').at(-1)!) : null
      if (!scale && !method && !state && kind !== 'count') return []
      if (saysNothing(row[column]!)) return []
      const value = parseNumeral(row[column]!)
      const span = rowSpan(table, index, mineral, column)
      if (value === null || !span) return []
      return {
        kind: 'mine',
        subject: isTotalRow(table, index) ? WHOLE : listed[0]!.text,
        measure: state ? `${state}矿山数量` : '矿山数量',
        op: '=',
        value,
        unit: '个',
        year,
        attribute: null,
        ...fromRow(table, index, span),
        confidence: isTotalRow(table, index) ? 'likely' : 'sure',
        ...(scale ? { scale } : {}),
        ...(method ? { method } : {}),
        ...(isTotalRow(table, index) ? {} : { minerals: [listed[0]!.text] }),
      }
    })
  })
}

/** A table of how many mines a mineral has now and may have at the end of the plan. */
const readCounts = (table: PlanTable, plan: Reading): readonly Draft[] => {
  const mineral = columnOf(table, 'mineral') >= 0 ? columnOf(table, 'mineral') : columnOf(table, 'name')
  const { base, to } = plan.period
  return table.rows.flatMap((row, index): Draft[] => {
    const listed = mineralList(row[mineral]!)
    if (!isTotalRow(table, index) && listed.length === 0) return []
    return table.columns.flatMap((column, at): Draft | [] => {
      if (at === mineral || !/数|个/.test(column) || /序号|编号/.test(column)) return []
      const value = parseNumeral(row[at]!)
      const span = rowSpan(table, index, mineral, at)
      if (value === null || !span) return []
      const year = yearIn(column) ?? (/现状|基期|现有/.test(column) ? base : /目标|规划|控制/.test(column) ? to : null)
      const isTarget = year !== null && base !== null && year > base
      return {
        kind: isTarget ? 'quota' : 'mine',
        subject: isTotalRow(table, index) ? WHOLE : listed.map((entry) => entry.text).join('、'),
        measure: '矿山数量',
        op: isTarget ? '<=' : '=',
        value,
        unit: '个',
        year,
        attribute: null,
        ...fromRow(table, index, span),
        confidence: year === null ? 'likely' : 'sure',
        ...(isTotalRow(table, index) ? {} : { minerals: listed.map((entry) => entry.text) }),
      }
    })
  })
}

/** Facts of both kinds of table; sentences about mines are read by sentence.ts. */
export const readMineTables = (plan: Reading): readonly Draft[] =>
  plan.tables.flatMap((table) => {
    const role = tableRole(table)
    return role === 'mines' ? readMines(table, plan) : role === 'mine-counts' ? readCounts(table, plan) : []
  })
