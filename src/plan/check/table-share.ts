/** Columns of percentages in tables: what was reached of what was aimed at, and each row's share of the total. */
import type { Span } from '#document/document.ts'
import { cellNumber, decimalsOf, isTotalRow } from '#plan/fact/cell.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { tidy } from '#plan/text/figure.ts'
import { type Check, type Finding, judged } from './finding.ts'

const only = (table: PlanTable, heading: RegExp): number => {
  const found = table.columns.flatMap((name, at) => (heading.test(name) ? [at] : []))
  return found.length === 1 ? found[0]! : -1
}

const bare = (text: string): string => text.replace(/\s/g, '')

/** A figure that is a limit (≤46) was kept or not; it was not reached by so many per cent. */
const plainNumber = (cell: Span): number | null =>
  /^\d+(?:[,，]\d{3})*(?:\.\d+)?$/.test(bare(cell.text)) ? cellNumber(cell) : null

const percentIn = (cell: Span): { readonly value: number; readonly decimals: number } | null => {
  const match = /^(\d+(?:\.\d+)?)[%％]?$/.exec(bare(cell.text))
  return match ? { value: Number(match[1]), decimals: decimalsOf(match[1]!) } : null
}

const compared = (
  table: PlanTable,
  row: number,
  name: Span,
  stated: Span,
  part: Span,
  whole: Span,
  values: { readonly part: number; readonly whole: number },
): Finding[] => {
  const percent = percentIn(stated)
  if (!percent || values.whole === 0) return []
  const exact = (values.part / values.whole) * 100
  const holds = Math.abs(exact - percent.value) <= 0.5 * 10 ** -percent.decimals + 1e-9
  const shown = tidy(exact, Math.max(2, percent.decimals))
  return [
    judged(holds, {
      quotes: [rowQuote(table, row), quote(stated), quote(name), quote(part), quote(whole)],
      computed: `${tidy(values.part)}/${tidy(values.whole)} = ${shown}%${holds ? '' : ` ≠ ${bare(stated.text)}`}`,
      right: { zh: `${table.id}“${bare(name.text)}”的百分比相符`, en: `${table.id}: the percentage is right` },
      wrong: {
        zh: `${table.id}“${bare(name.text)}”的百分比应为${shown}%`,
        en: `${table.id}: the percentage should be ${shown}%`,
      },
      remedy: { zh: '核对百分比与所据数字', en: 'Check the percentage and its figures' },
    }),
  ]
}

const nameOf = (cells: readonly Span[]): Span =>
  cells.find((cell) => bare(cell.text) !== '' && !/^\d+$/.test(bare(cell.text))) ?? cells[0]!

/** "规划目标 420，完成情况 336，完成率 80%". */
const reached = (table: PlanTable): Finding[] => {
  const rate = only(table, /完成率|完成比例|完成百分比|完成度/)
  const aim = only(table, /规划(?:目标|指标|值|数)|^(?:规划)?目标值?|^计划(?:数|值|目标)|下达|任务(?:数|量)/)
  const done = only(table, /(?:实际)?完成(?:情况|值|数|量)|^实际(?:值|数|完成)?/)
  if (rate < 0 || aim < 0 || done < 0 || new Set([rate, aim, done]).size < 3) return []
  return table.cells.flatMap((cells, row) => {
    const whole = plainNumber(cells[aim]!)
    const part = plainNumber(cells[done]!)
    return whole === null || part === null
      ? []
      : compared(table, row, nameOf(cells), cells[rate]!, cells[done]!, cells[aim]!, { part, whole })
  })
}

/** A column of shares that add up to a hundred beside one column with a total: each row's part of that total. */
const shares = (table: PlanTable): Finding[] => {
  const share = only(table, /^(?:所?占比例?|所?占比重|比例|比重|百分比)(?:[（(／/]?[%％][）)]?)?$/)
  const last = table.cells.findLastIndex((_, row) => isTotalRow(table, row))
  if (share < 0 || last < 0) return []
  const total = table.cells[last]!
  const hundred = percentIn(total[share]!)
  if (hundred?.value !== 100) return []
  // Of several columns with totals the first after the names is what is shared out.
  const counted = table.columns.findIndex(
    (heading, at) => at > 0 && at !== share && !/序号|编号/.test(heading) && plainNumber(total[at]!) !== null,
  )
  if (counted < 0) return []
  const whole = plainNumber(total[counted]!)!
  return table.cells.flatMap((cells, row) => {
    const part = plainNumber(cells[counted]!)
    return isTotalRow(table, row) || part === null
      ? []
      : compared(table, row, nameOf(cells), cells[share]!, cells[counted]!, total[counted]!, { part, whole })
  })
}

export const tableShare: Check = {
  name: 'table-share',
  title: { zh: '表内百分比', en: 'Percentages in tables' },
  run: (plan: Plan) => plan.tables.flatMap((table) => [...reached(table), ...shares(table)]),
}
