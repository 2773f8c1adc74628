/** Whether what a rule or an exception asks for holds in a situation: yes, no, or nobody knows. */
import { containsMineral } from '#mineral/mineral.ts'
import { compareQuantities } from '#mineral/quantity.ts'
import { namesOfRegion } from '#rules/county.ts'
import { servesOneOf } from '#rules/purpose.ts'
import type { Condition, Rule } from '#rules/rule.ts'
import type { Application, Situation } from '#rules/situation.ts'
import { liesIn, zoneKindIn } from '#rules/zone.ts'

/** `holds` undefined: unknown for want of the fields in `missing`. */
export type Holding = { readonly holds: boolean | undefined; readonly missing: readonly string[] }

const yes: Holding = { holds: true, missing: [] }
const no: Holding = { holds: false, missing: [] }
const without = (...missing: string[]): Holding => ({ holds: undefined, missing })

const say = (value: boolean | undefined, field: string): Holding =>
  value === undefined ? without(field) : value ? yes : no

/** All parts together: one no settles it, then one unknown. */
const every = (parts: readonly Holding[]): Holding => {
  if (parts.some((part) => part.holds === false)) return no
  const missing = [...new Set(parts.flatMap((part) => part.missing))]
  return missing.length > 0 ? { holds: undefined, missing } : yes
}

const varietyFits = (varieties: readonly string[], application: Application): boolean | undefined => {
  const said = application.variety
  if (said !== undefined) return varieties.some((variety) => said.includes(variety) || variety.includes(said))
  if (application.minerals.some((mineral) => varieties.some((variety) => mineral.includes(variety)))) return true
  return undefined
}

const reservesFit = (condition: Condition, application: Application): Holding => {
  if (condition.reservesAtLeast === undefined && condition.reservesBelow === undefined) return yes
  const { reserves } = application
  if (!reserves) return without('reserves')
  const options = application.density === undefined ? {} : { density: application.density }
  const against = (value: number | undefined, fits: (order: number) => boolean): Holding => {
    if (value === undefined) return yes
    const compared = compareQuantities(reserves, { value, unit: condition.reservesUnit ?? reserves.unit }, options)
    return 'order' in compared ? (fits(compared.order) ? yes : no) : without('reserves')
  }
  return every([
    against(condition.reservesAtLeast, (order) => order >= 0),
    against(condition.reservesBelow, (order) => order < 0),
  ])
}

/** True where one of the minerals is meant: by name, or as a part of the genus that is named. */
export const namesMineral = (subjects: readonly string[], minerals: readonly string[]): boolean =>
  subjects.some((subject) => minerals.some((mineral) => subject === mineral || containsMineral(subject, mineral)))

/**
 * Whether a rule speaks of the application's minerals at all; undefined where the application names a kind of which the
 * rule means a part, so that nobody can tell.
 */
export const speaksOf = (rule: Rule, { minerals, variety }: Application): boolean | undefined => {
  const { effect, subjects } = rule
  if (subjects.length === 0 || namesMineral(subjects, variety === undefined ? minerals : [...minerals, variety]))
    return true
  const perhaps = subjects.some((subject) => minerals.some((mineral) => containsMineral(mineral, subject)))
  return perhaps && effect === 'refuse' ? undefined : false
}

/**
 * Whether a condition holds. Purposes that an application does not state are not claimed: it is the applicant who
 * invokes a departure; every other absent field is unknown.
 */
export const holding = (condition: Condition, situation: Situation): Holding => {
  const { application, plan } = situation
  const parts: Holding[] = []
  if (condition.otherThan) {
    // "但机制砂原料矿山除外": what is named may be a mineral or a variety of it.
    const { minerals, variety } = application
    const named = namesMineral(condition.otherThan, variety === undefined ? minerals : [...minerals, variety])
    parts.push(named ? no : yes)
  }
  if (condition.methods) {
    const { method } = application
    parts.push(say(method === undefined ? undefined : condition.methods.includes(method), 'method'))
  }
  if (condition.varieties) parts.push(say(varietyFits(condition.varieties, application), 'variety'))
  if (condition.depositScale) {
    const { depositScale } = application
    parts.push(say(depositScale === undefined ? undefined : depositScale === condition.depositScale, 'depositScale'))
  }
  parts.push(reservesFit(condition, application))
  if (condition.insideZone) parts.push(say(liesIn(situation, condition.insideZone, condition.zoneName), 'inside'))
  else if (condition.zoneName) {
    const { inside } = application
    const { zoneName } = condition
    const kind = zoneKindIn(zoneName)
    const named = inside?.some((zone) => zone.includes(zoneName) || zoneName.includes(zone))
    parts.push(say(kind && situation.land ? (liesIn(situation, kind, zoneName) ?? named) : named, 'inside'))
  }
  if (condition.outsideZone) {
    const lies = liesIn(situation, condition.outsideZone)
    parts.push(say(lies === undefined ? undefined : !lies, 'inside'))
  }
  if (condition.townships)
    parts.push(
      say(
        application.township && condition.townships.includes(application.township)
          ? true
          : application.township
            ? false
            : undefined,
        'township',
      ),
    )
  if (condition.counties) {
    const { region } = application
    const names = namesOfRegion(region, plan)
    parts.push(say(names && condition.counties.some((county) => names.includes(county)), 'region'))
  }
  const { date } = application
  if (condition.from && date && date < condition.from) parts.push(no)
  if (condition.until && date && date > condition.until) parts.push(no)
  if (condition.where) parts.push(without('area'))
  if (condition.purposes) parts.push(servesOneOf(condition.purposes, application.purposes ?? []) ? yes : no)
  if (condition.changes) {
    const { changes } = application
    parts.push(
      say(
        changes?.some((change) => condition.changes?.includes(change)),
        'changes',
      ),
    )
  }
  if (condition.onFarmland !== undefined) {
    const { onFarmland } = application
    parts.push(say(onFarmland === undefined ? undefined : onFarmland === condition.onFarmland, 'onFarmland'))
  }
  return every(parts)
}
