/** Tables of zones that say how many mines each may hold and how much each may dig in a year. */
import { parseQuantity } from '#mineral/quantity.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { normativeClauses } from '#rules/normative.ts'
import { blank, isTotal, quotingRow } from '#rules/row.ts'
import type { RuleDraft } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'
import { subjectsIn } from '#rules/subject.ts'
import { zoneKindIn } from '#rules/zone.ts'

const bound = /上限|最多|控制|最高|不超过|≤/
/** "采矿权数量、年产能均不得超过上表所列上限": a sentence makes bounds of figures that their columns only state. */
const binding =
  /(?:数量|产能|产量|规模|开采量)[^。；]{0,12}不(?:得|能|应)?(?:超过|突破|超出|大于|多于)[^。；]{0,6}(?:上表|下表|本?表|专栏|附表|所列)/

const isBound = (plan: Plan, table: PlanTable, column: string): boolean =>
  bound.test(column) ||
  normativeClauses(plan).some((clause) => clause.outline === table.outline && binding.test(clause.span.text))

/** One zone's figure in a column that bounds it, as a draft that a kind completes. */
export type ZoneCap = {
  readonly value: number
  readonly unit: string
  readonly rule: (rest: Pick<RuleDraft, 'act' | 'appliesTo' | 'test' | 'force' | 'effect'>) => RuleDraft
}

/** The bounds of zones in columns that `fits` by their names. */
export const capsOfZones = (plan: Plan, fits: (column: string) => boolean): readonly ZoneCap[] => {
  const zones = plan.facts.filter((fact) => fact.kind === 'zone' && fact.name !== undefined)
  return plan.tables.flatMap((table) =>
    table.columns.flatMap((column, i): readonly ZoneCap[] => {
      if (!fits(column) || /现有|已设|面积/.test(column) || !isBound(plan, table, column)) return []
      return table.rows.flatMap((row, r): readonly ZoneCap[] => {
        const zone = isTotal(row) ? undefined : zones.find(({ name }) => row.some((cell) => cell.trim() === name))
        const kind = zone && (zone.zone ?? zoneKindIn(zone.name!))
        const unit = /[（(]([^（）()]*)[）)]\s*$/.exec(column)?.[1] ?? table.unit ?? '个'
        const found = blank(row[i]) ? null : parseQuantity(row[i]!, unit)
        const quoted = quotingRow(table, r)
        if (!kind || !found || !quoted) return []
        const named = subjectsIn(zone.name!)
        const common = {
          subjects: named.length > 0 ? named : (zone.minerals ?? []),
          condition: { insideZone: kind, zoneName: zone.name! },
          table: table.id,
        }
        return [{ value: found.value, unit: found.unit, rule: (rest) => draft(table, quoted, { ...common, ...rest }) }]
      })
    }),
  )
}
