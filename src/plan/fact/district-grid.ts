/** Tables by county, city or township, whichever way they lie: one value to a district and a measure. */

import type { Span } from '#document/document.ts'
import { oncePerTable } from '#plan/once.ts'
import type { PlanTable } from '#plan/plan.ts'
import { unitOf } from '#plan/text/figure.ts'
import { cellNumber, isTotalRow } from './cell.ts'
import { unitInParentheses } from './column.ts'

export type DistrictValue = {
  readonly table: PlanTable
  readonly row: number
  /** The whole region's own value, stated as 合计 or 全市. */
  readonly total: '合计' | '全域' | null
  readonly district: string
  /** What is measured: the heading over the value, or the head of its row. */
  readonly label: string
  readonly value: number
  readonly cell: Span
  /** From the label, the table's title or the line above it; null where none is given. */
  readonly unit: ReturnType<typeof unitOf>
  readonly year: number | null
}

const DISTRICT = /^[\p{Script=Han}]{1,10}(?:自治[县旗州]|[县市区旗盟州镇乡]|街道|苏木)$/u
const WHOLE = /^全[县市区省州旗盟]$|^(?:合|总)\s*计$/
const NO_VALUE = /序号|编号|代码|服务年限|年限/

const isDistrict = (text: string): boolean => DISTRICT.test(text.replace(/\s/g, '')) && !WHOLE.test(text.trim())

const yearIn = (text: string): number | null => Number(/(20\d\d)\s*年/.exec(text)?.[1] ?? 0) || null

const valueAt = (
  table: PlanTable,
  row: number,
  column: number,
  district: string,
  label: string,
): readonly DistrictValue[] => {
  const cell = table.cells[row]![column]!
  const value = cellNumber(cell)
  if (value === null) return []
  const plain = label.replace(/\s/g, '')
  const unit = [unitInParentheses(plain), unitInParentheses(table.title), table.unit]
    .map((each) => (each === null ? null : unitOf(each)))
    .find((each) => each !== null)
  const whole = WHOLE.test(district.trim())
  return [
    {
      table,
      row,
      total: whole ? (/计$/.test(district) ? '合计' : '全域') : null,
      district: district.replace(/\s/g, ''),
      label: plain,
      value,
      cell,
      unit: unit ?? null,
      year: yearIn(plain) ?? yearIn(table.title),
    },
  ]
}

const valuesIn = (table: PlanTable): readonly DistrictValue[] => {
  const heads = table.rows.flatMap((row, i) => (isTotalRow(table, i) ? [] : [row[0] ?? '']))
  const byRow = heads.filter(isDistrict).length
  if (byRow >= 3 && byRow >= heads.length * 0.6)
    return table.rows.flatMap((row, i) =>
      table.columns.flatMap((label, at) =>
        at === 0 || NO_VALUE.test(label) || !(isDistrict(row[0]!) || WHOLE.test(row[0]!.trim()))
          ? []
          : valueAt(table, i, at, row[0]!, label),
      ),
    )
  const byColumn = table.columns.filter(isDistrict).length
  if (byColumn >= 3 && byColumn >= (table.columns.length - 1) * 0.6)
    return table.rows.flatMap((row, i) =>
      table.columns.flatMap((district, at) =>
        at === 0 || !(isDistrict(district) || WHOLE.test(district.trim()))
          ? []
          : valueAt(table, i, at, district, row[0]!),
      ),
    )
  return []
}

/** Every value of a plan's tables by district. */
export const districtValuesOf = oncePerTable(valuesIn)
