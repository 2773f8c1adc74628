/** Indicators: the targets of this plan, and those of the last round with what became of them. */
import { mineralsIn } from '#mineral/mineral.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import { parseUnit } from '#mineral/unit.ts'
import type { Operator, Reading } from '#plan/plan.ts'
import { rowSpan } from '#plan/quote.ts'
import { saysNothing } from './cell.ts'
import { columnOf } from './column.ts'
import { type Draft, fromRow, WHOLE } from './draft.ts'
import { type IndicatorRow, indicatorRowsOf, mineralNamed } from './indicator-row.ts'
import { measureOf } from './measure.ts'

const readRow = ({ table, row, names, nameColumn, unit, values, attribute }: IndicatorRow): readonly Draft[] => {
  const last = names.at(-1)!
  const category = columnOf(table, 'category')
  const group = names.length > 1 ? names.at(-2)! : category >= 0 ? table.rows[row]![category]! : ''
  // Under a known measure a name that measures nothing is the mineral, whether or not anyone knows it.
  const listed = names.length > 1 && measureOf(group).known && !measureOf(last).known && last.length <= 14
  const subject = mineralNamed(last) ?? (listed ? last : null)
  let measure = measureOf(subject ? group : last)
  if (!subject && !measure.known && names.length > 1) measure = { ...measure, name: `${group}${measure.name}` }
  // "硅藻土年开采量" names both.
  const within = subject ? null : (mineralsIn(last).find((mention) => mention.start === 0)?.text ?? null)
  const attributeColumn = columnOf(table, 'attribute')
  return values.flatMap(({ column, year, isTarget, span: cell }): Draft | [] => {
    if (saysNothing(cell.text)) return []
    const span = rowSpan(table, row, nameColumn, Math.max(column, isTarget ? attributeColumn : column))
    if (!span) return []
    const quantity = parseQuantity(cell.text.trim(), unit)
    const op: Operator = quantity?.op ?? (isTarget ? measure.target : '=')
    const sure =
      quantity !== null && unit !== '' && parseUnit(quantity.unit) !== null && (measure.known || subject !== null)
    return {
      kind: 'indicator',
      subject: subject ?? within ?? WHOLE,
      measure: measure.name,
      op,
      value: quantity?.value ?? cell.text.trim(),
      unit: (quantity?.unit || unit) === '' ? null : quantity?.unit || unit,
      year,
      attribute: isTarget ? attribute : null,
      ...fromRow(table, row, span),
      confidence: sure ? 'sure' : 'likely',
      planLevel: 'own',
    }
  })
}

export const readIndicators = (plan: Reading): readonly Draft[] => indicatorRowsOf(plan).flatMap(readRow)
