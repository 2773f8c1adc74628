/** Where mines of the register and applications under way lie, as far as a rule asks: in its bounds, outside, or unknown. */
import type { Plan, ZoneKind } from '#plan/plan.ts'
import { countedMines } from '#rules/balance.ts'
import { namesOfRegion } from '#rules/county.ts'
import type { Words } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { Application, LedgerFacts, Mapped, Situation } from '#rules/situation.ts'
import { isGeneric, isZoneOf, sameName, zoneKindIn, zonesLainIn } from '#rules/zone.ts'

/** What says where something lies: an entry of the register, or an application. Absent: nobody knows. */
type Lying = Mapped & {
  readonly region?: string
  readonly township?: string
  readonly inside?: readonly string[]
  readonly block?: string
}

/** One bound of a rule: whether something lies within it, and why that may be unknown, for want of which field. */
type Bound = {
  readonly holds: (lying: Lying) => boolean | undefined
  readonly why: Words
  readonly field?: 'township' | 'inside' | 'block'
}

const lacks = {
  county: {
    zh: '台账没有写明各矿山在哪个县（市、区）',
    en: 'the register does not say in which county each mine lies',
  },
  township: { zh: '台账没有写明各矿山在哪个乡镇', en: 'the register does not say in which township each mine lies' },
  zone: { zh: '台账没有写明哪些矿山在该分区内', en: 'the register does not say which mines lie in the zone' },
  block: { zh: '台账没有写明各矿山在哪个规划区块', en: 'the register does not say in which block each mine lies' },
  place: { zh: '台账没有写明各矿山在哪个乡镇或分区', en: 'the register does not say where each mine lies' },
  each: { zh: '按各乡镇、各分区分别计算', en: 'it is counted for each place apart' },
} as const satisfies Record<string, Words>

/** Nobody knows which place is asked about: the application does not say where it lies. */
const unplaced = (field: 'township' | 'inside' | 'block'): Bound => ({
  holds: () => undefined,
  why: { zh: '须先知道申请在哪里', en: 'where the application lies comes first' },
  field,
})

/** Whether it lies in a zone of the kind (and name): as the register says, else as the map shows. */
const inZone = ({ inside, mapped }: Lying, plan: Plan, kind: ZoneKind, name?: string): boolean | undefined => {
  if (inside) return isZoneOf(inside, plan, kind, name)
  const shown = mapped?.find((one) => one.kind === kind)?.names
  return shown && (name && !isGeneric(name) ? shown.some((one) => sameName(one, name)) : shown.length > 0)
}

type Asked = Pick<Situation, 'plan' | 'land'> & { readonly application?: Application }

/** "2个/乡镇", "3个/集中开采区": the very township, county, block or zone the application lies in. */
const samePlace = (unit: string, { application, plan, land }: Asked): Bound | null => {
  const [, place] = unit.split('/')
  if (place === undefined || place === '年') return null
  if (!application) return { holds: () => undefined, why: lacks.each }
  if (/乡镇|街道/.test(place)) {
    const { township } = application
    if (!township) return unplaced('township')
    return {
      holds: (lying) => (lying.township === undefined ? undefined : lying.township === township),
      why: lacks.township,
    }
  }
  if (/区块/.test(place)) {
    const { block } = application
    if (block === undefined) return unplaced('block')
    return { holds: (lying) => (lying.block === undefined ? undefined : lying.block === block), why: lacks.block }
  }
  if (/县/.test(place)) return inCounty([], application, plan)
  const kind = zoneKindIn(place)
  if (!kind) return { holds: () => undefined, why: lacks.place }
  const own = zonesLainIn({ application, plan, land }, kind)
  if (!own) return unplaced('inside')
  return {
    holds: (lying) => {
      const answers = own.map((zone) => inZone(lying, plan, kind, zone))
      return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false
    },
    why: lacks.zone,
  }
}

/** In one of these counties, by name, or in that of the application, by its code; registers file under either. */
const inCounty = (counties: readonly string[], application: Application | undefined, plan: Plan): Bound => {
  const called = (region: string): readonly string[] => [region, ...(namesOfRegion(region, plan) ?? [])]
  const wanted = new Set([...counties, ...(application ? called(application.region) : [])])
  return {
    holds: ({ region }) => (region === undefined ? undefined : called(region).some((name) => wanted.has(name))),
    why: lacks.county,
  }
}

/** The bounds of a rule; none: it speaks of all that the ledger holds. */
const boundsOf = ({ condition, test }: Rule, asked: Asked): readonly Bound[] => {
  const { plan, application } = asked
  const { counties, townships, insideZone, outsideZone, zoneName } = condition
  const bounds: Bound[] = counties ? [inCounty(counties, application, plan)] : []
  if (townships)
    bounds.push({
      holds: ({ township }) => (township === undefined ? undefined : townships.includes(township)),
      why: lacks.township,
    })
  const within = insideZone ?? (zoneName === undefined ? undefined : zoneKindIn(zoneName))
  if (within) bounds.push({ holds: (lying) => inZone(lying, plan, within, zoneName), why: lacks.zone })
  else if (zoneName !== undefined)
    bounds.push({ holds: ({ inside }) => inside?.some((zone) => sameName(zone, zoneName)), why: lacks.zone })
  if (outsideZone)
    bounds.push({
      holds: (lying) => {
        const lies = inZone(lying, plan, outsideZone)
        return lies === undefined ? undefined : !lies
      },
      why: lacks.zone,
    })
  const same = test.measure === 'mineCount' ? samePlace(test.unit ?? '', asked) : null
  return same ? [...bounds, same] : bounds
}

/** What of a ledger counts against a rule: what certainly does, what may, and why that is not known. */
export type Counting = {
  readonly sure: LedgerFacts
  readonly perhaps: LedgerFacts
  /** The field that would settle it; null where nothing is open. */
  readonly open: { readonly field: string; readonly why: Words } | null
}

const nothing: LedgerFacts = { mines: [], returns: [], ahead: [] }

/** Parts a ledger by the rule's bounds. Returns of mines that are not registered go where nobody knows, if bounded. */
export const counting = (ledger: LedgerFacts, rule: Rule, asked: Asked): Counting => {
  const bounds = boundsOf(rule, asked)
  if (bounds.length === 0) return { sure: ledger, perhaps: nothing, open: null }
  const lies = (lying: Lying): boolean | undefined => {
    const answers = bounds.map(({ holds }) => holds(lying))
    return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true
  }
  const part = (wanted: boolean | undefined): LedgerFacts => {
    const mines = ledger.mines.filter((mine) => lies(mine) === wanted)
    const here = new Set(mines.map(({ name }) => name))
    const registered = new Set(ledger.mines.map(({ name }) => name))
    const returns = ledger.returns.filter(
      ({ mine }) => here.has(mine) || (wanted === undefined && !registered.has(mine)),
    )
    return { mines, returns, ahead: (ledger.ahead ?? []).filter((other) => lies(other) === wanted) }
  }
  const perhaps = part(undefined)
  if (countedMines(perhaps, []).length + perhaps.returns.length + (perhaps.ahead?.length ?? 0) === 0)
    return { sure: part(true), perhaps, open: null }
  const doubt = [...perhaps.mines, ...(perhaps.ahead ?? [])]
  const bound = bounds.find(({ holds }) => doubt.some((lying) => holds(lying) === undefined)) ?? bounds[0]!
  return { sure: part(true), perhaps, open: { field: bound.field ?? 'ledger', why: bound.why } }
}
