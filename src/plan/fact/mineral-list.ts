/** Minerals a plan lists: found ones by class, those of blocks with their townships, key ones in sentences. */

import { cut } from '#document/span.ts'
import { mineralList } from '#mineral/mineral.ts'
import type { PlanTable } from '#plan/plan.ts'
import { rowSpan } from '#plan/quote.ts'
import { cellItems, isTotalRow, saysNothing } from './cell.ts'
import { columnKinds, columnOf } from './column.ts'
import { type Draft, fromClause, fromRow, type Reading } from './draft.ts'
import { ownMinerals } from './own-mineral.ts'
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
    return table.columns.flatMap((column, at): Draft[] => {
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
      return [
        {
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
        },
      ]
    })
  })
}

/** Minerals of the blocks or rights, one mineral to a row, with the townships they lie in. */
const readPlacedTable = (table: PlanTable, measure: string): readonly Draft[] => {
  const mineral = columnOf(table, 'mineral')
  const place = columnOf(table, 'place')
  if (mineral < 0) return []
  return table.rows.flatMap((row, index): Draft[] => {
    const minerals = mineralList(row[mineral]!)
    const span = rowSpan(table, index, mineral, Math.max(mineral, place))
    if (isTotalRow(table, index) || minerals.length === 0 || !span) return []
    const places = place >= 0 ? cellItems(row[place]!) : []
    return [
      {
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
      },
    ]
  })
}

/** "重点勘查：地热、铅…矿种", "优势矿产": what a sentence sets before a list of minerals. */
const cues: readonly (readonly [RegExp, string, 'exploration' | 'mining' | null])[] = [
  [/重点(?:加强)?勘查(?:矿种)?[:：为]?/g, '重点勘查矿种', 'exploration'],
  [/鼓励(?:加强)?勘查(?:矿种)?[:：为]?/g, '鼓励勘查矿种', 'exploration'],
  [/重点开(?:采|发)(?:利用)?(?:矿种)?[:：为]?/g, '重点开采矿种', 'mining'],
  [/鼓励开(?:采|发)(?:利用)?(?:矿种)?[:：为]?/g, '鼓励开采矿种', 'mining'],
  [/限制勘查(?:矿种)?[:：为]?/g, '限制勘查矿种', 'exploration'],
  [/限制开(?:采|发)(?:矿种)?[:：为]?/g, '限制开采矿种', 'mining'],
  [/禁止勘查(?:矿种)?[:：为]?/g, '禁止勘查矿种', 'exploration'],
  [/禁止开(?:采|发)(?:矿种)?[:：为]?/g, '禁止开采矿种', 'mining'],
]

const readSentences = (plan: Reading): readonly Draft[] =>
  plan.clauses.flatMap((clause) =>
    cues.flatMap(([cue, measure, act]): Draft[] => {
      const { text } = clause.span
      return [...text.matchAll(cue)].flatMap((hit): Draft[] => {
        const start = hit.index + hit[0].length
        const rest = text.slice(start)
        const stop =
          /[，。；,;]|等(?:矿产|矿种|优势|重要|非金属|金属|能源)?|(?:矿产资源|矿产|矿种)(?![、和及])|[、和及](?=限制|禁止|重点|鼓励)|(?<=[一-龥])(?:区|的是|工作|活动)/.exec(
            rest,
          )
        const end = stop ? stop.index : rest.length
        const list = rest.slice(0, end)
        if (list.length === 0 || list.length > 80 || /^[区矿内]/.test(list)) return []
        const named = mineralList(list, ownMinerals(plan))
        const minerals = named.filter((entry) => entry.known || /[岩石土砂盐矿气煤金]$/.test(entry.text))
        const first = named[0]
        if (minerals.length === 0 || !first) return []
        const all = named.length === minerals.length && minerals.every((entry) => entry.known)
        return [
          {
            kind: 'mineral-list',
            subject: measure,
            measure,
            op: '=',
            value: null,
            unit: null,
            year: null,
            attribute: null,
            ...fromClause(clause, cut(clause.span, hit.index, start + end)),
            confidence: all && minerals[0]!.start === 0 ? 'sure' : 'likely',
            minerals: minerals.map((entry) => entry.text),
            ...(act ? { act } : {}),
          },
        ]
      })
    }),
  )

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
