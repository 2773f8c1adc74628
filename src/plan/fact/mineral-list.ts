/** Minerals a plan lists: found ones by class, those of blocks with their townships, key ones in sentences. */

import { cut } from '#document/span.ts'
import { mineralList } from '#mineral/mineral.ts'
import type { PlanTable, Reading } from '#plan/plan.ts'
import { rowSpan } from '#plan/quote.ts'
import { cellItems, isTotalRow, saysNothing } from './cell.ts'
import { columnKinds, columnOf } from './column.ts'
import { directionsOf } from './direction.ts'
import { type Draft, fromClause, fromRow } from './draft.ts'
import { tableRole } from './table-role.ts'

const readTable = (table: PlanTable): readonly Draft[] => {
  const kinds = columnKinds(table)
  const first = Math.max(
    0,
    kinds.findIndex((kind) => kind !== 'number'),
  )
  return table.rows.flatMap((row, index): Draft[] => {
    if (isTotalRow(table, index)) return []
    const group = row
      .slice(0, 2)
      .filter(
        (cell, i, all) =>
          !saysNothing(cell) &&
          !/^[\d.]+$/.test(cell.trim()) &&
          cell !== all[i - 1] &&
          mineralList(cell).every((m) => !m.known),
      )
      .join('·')
    return table.columns.flatMap((column, at): Draft | [] => {
      if (
        !/查明|发现|矿产|矿种/.test(column) ||
        at === first ||
        kinds[at] === 'category' ||
        saysNothing(row[at]!) ||
        /\d/.test(row[at]!)
      )
        return []
      const minerals = mineralList(row[at]!)
      if (minerals.length === 0) return []
      const span = rowSpan(table, index, at, at)
      if (!span) return []
      return {
        kind: 'mineral-list',
        subject: group || '矿产',
        measure: column.replace(/\s+/g, ''),
        op: '=',
        value: minerals.length,
        unit: '种',
        year: null,
        attribute: null,
        ...fromRow(table, index, span),
        confidence: minerals.every((mineral) => mineral.known) ? 'sure' : 'likely',
        minerals: minerals.map((mineral) => mineral.text),
      }
    })
  })
}

/** Minerals of the blocks or rights, one mineral to a row, with the townships they lie in. */
const readPlacedTable = (table: PlanTable, measure: string): readonly Draft[] => {
  const mineral = columnOf(table, 'mineral')
  const place = columnOf(table, 'place')
  if (mineral < 0) return []
  return table.rows.flatMap((row, index): Draft | [] => {
    const minerals = mineralList(row[mineral]!)
    const span = rowSpan(table, index, mineral, Math.max(mineral, place))
    if (isTotalRow(table, index) || minerals.length === 0 || !span) return []
    const places = place >= 0 ? cellItems(row[place]!) : []
    return {
      kind: 'mineral-list',
      subject: minerals.map((entry) => entry.text).join('、'),
      measure,
      op: '=',
      value: null,
      unit: null,
      year: null,
      attribute: null,
      ...fromRow(table, index, span),
      confidence: minerals.every((entry) => entry.known) ? 'sure' : 'likely',
      minerals: minerals.map((entry) => entry.text),
      ...(places.length > 0 ? { places } : {}),
      ...(/勘查|探矿/.test(`${table.title}${table.columns.join('')}`)
        ? { act: 'exploration' as const }
        : /开采|采矿/.test(table.title)
          ? { act: 'mining' as const }
          : {}),
    }
  })
}

/** "重点勘查：地热、铅…矿种": what a sentence sets before a list of minerals. */
const readSentences = (plan: Reading): readonly Draft[] =>
  directionsOf(plan).map(({ act, word, minerals, whole, passage, from, to }): Draft => {
    const measure = `${word}${act === 'exploration' ? '勘查' : '开采'}矿种`
    return {
      kind: 'mineral-list',
      subject: measure,
      measure,
      op: '=',
      value: null,
      unit: null,
      year: null,
      attribute: null,
      ...fromClause(passage, cut(passage.span, from, to)),
      confidence: whole ? 'sure' : 'likely',
      minerals,
      act,
    }
  })

export const readMineralLists = (plan: Reading): readonly Draft[] => [
  ...plan.tables.flatMap((table) => {
    const role = tableRole(table)
    if (role === 'mineral-list') return readTable(table)
    if (role === 'block-minerals') return readPlacedTable(table, '规划区块矿种')
    if (role === 'rights' && columnOf(table, 'name') < 0)
      return readPlacedTable(table, /探矿/.test(table.title) ? '探矿权矿种' : '采矿权矿种')
    return []
  }),
  ...readSentences(plan),
]
