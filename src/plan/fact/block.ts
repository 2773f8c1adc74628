/** Exploration and mining blocks, one fact to a block. */
import type { PlanTable } from '#plan/plan.ts'
import type { Draft, Reading } from './draft.ts'
import { tableRole } from './table-role.ts'
import { areaRow } from './zone.ts'

const explorationWord = /勘查|探矿|普查|详查|勘探/

const readTable = (table: PlanTable): readonly Draft[] =>
  table.rows.flatMap((_, index): Draft[] => {
    const read = areaRow(table, index)
    if (!read) return []
    const code = read.draft.code ?? ''
    const said = /^KQ/i.test(code)
      ? 'exploration'
      : /^CQ/i.test(code)
        ? 'mining'
        : explorationWord.test(`${table.title}${table.columns.join('')}`)
          ? 'exploration'
          : /开采|采矿/.test(`${table.title}${table.columns.join('')}`)
            ? 'mining'
            : explorationWord.test(read.name)
              ? 'exploration'
              : null
    return [
      {
        kind: 'block',
        subject: read.name,
        ...read.draft,
        confidence: read.complete && said !== null ? 'sure' : 'likely',
        ...(said ? { act: said } : {}),
      },
    ]
  })

export const readBlocks = (plan: Reading): readonly Draft[] =>
  plan.tables.filter((table) => tableRole(table) === 'blocks').flatMap(readTable)
