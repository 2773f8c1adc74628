/** Where mines of the register and applications under way lie, as far as a rule asks: in its bounds, outside, or unknown. */
import { countedMines } from '#rules/balance.ts'
import { filedUnder } from '#rules/county-table.ts'
import type { Words } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { LedgerFacts, Situation } from '#rules/situation.ts'
import { isZoneOf, zoneKindIn, zonesLainIn } from '#rules/zone.ts'

/** What says where something lies: an entry of the register, or an application. Absent: nobody knows. */
type Lying = { readonly region?: string; readonly township?: string; readonly inside?: readonly string[] }

/** One bound of a rule: whether something lies within it, and why that may be unknown, for want of which field. */
type Bound = {
  readonly holds: (lying: Lying) => boolean | undefined
  readonly why: Words
  readonly field?: 'township' | 'inside'
}

const lacks = {
  county: {
    zh: '台账没有写明各矿山在哪个县（市、区）',
    en: 'the register does not say in which county each mine lies',
  },
  township: { zh: '台账没有写明各矿山在哪个乡镇', en: 'the register does not say in which township each mine lies' },
  zone: { zh: '台账没有写明哪些矿山在该分区内', en: 'the register does not say which mines lie in the zone' },
  place: { zh: '台账没有写明各矿山在哪个乡镇或分区', en: 'the register does not say where each mine lies' },
} as const satisfies Record<string, Words>

/** Nobody knows which place is asked about: the application does not say where it lies. */
const unplaced = (field: 'township' | 'inside'): Bound => ({
  holds: () => undefined,
  why: { zh: '须先知道申请在哪里', en: 'where the application lies comes first' },
  field,
})

/** "2个/乡镇", "3个/集中开采区": the very township, county or zone the application lies in. */
const samePlace = (unit: string, situation: Situation): Bound | null => {
  const { application, plan } = situation
  const [, place] = unit.split('/')
  if (place === undefined || place === '年') return null
  if (/乡镇|街道/.test(place)) {
    const { township } = application
    if (!township) return unplaced('township')
    return {
      holds: (lying) => (lying.township === undefined ? undefined : lying.township === township),
      why: lacks.township,
    }
  }
  if (/县/.test(place))
    return {
      holds: ({ region }) => (region === undefined ? undefined : region === application.region),
      why: lacks.county,
    }
  const kind = zoneKindIn(place)
  const own = kind && zonesLainIn(situation, kind)
  if (!kind) return { holds: () => undefined, why: lacks.place }
  if (!own) return unplaced('inside')
  return {
    holds: ({ inside }) => inside && own.some((zone) => isZoneOf(inside, plan, kind, zone)),
    why: lacks.zone,
  }
}

/** The bounds of a rule; none: it speaks of all that the ledger holds. */
const boundsOf = ({ condition, test }: Rule, situation: Situation): readonly Bound[] => {
  const { plan, application } = situation
  const { counties, townships, insideZone, outsideZone, zoneName } = condition
  const bounds: Bound[] = []
  if (counties) {
    const names = filedUnder(counties, application.region)
    bounds.push({
      holds: ({ region }) => (region === undefined ? undefined : names.includes(region)),
      why: lacks.county,
    })
  }
  if (townships)
    bounds.push({
      holds: ({ township }) => (township === undefined ? undefined : townships.includes(township)),
      why: lacks.township,
    })
  const within = insideZone ?? (zoneName === undefined ? undefined : zoneKindIn(zoneName))
  if (within)
    bounds.push({ holds: ({ inside }) => inside && isZoneOf(inside, plan, within, zoneName), why: lacks.zone })
  else if (zoneName !== undefined)
    bounds.push({
      holds: ({ inside }) => inside?.some((zone) => zone.includes(zoneName) || zoneName.includes(zone)),
      why: lacks.zone,
    })
  if (outsideZone)
    bounds.push({ holds: ({ inside }) => inside && !isZoneOf(inside, plan, outsideZone), why: lacks.zone })
  const same = samePlace(test.unit ?? '', situation)
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
export const counting = (ledger: LedgerFacts, rule: Rule, situation: Situation): Counting => {
  const bounds = boundsOf(rule, situation)
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
