/** Zones as clauses name them, and whether an application lies in one. */
import type { Plan, ZoneKind } from '#plan/plan.ts'
import { hasLayer } from '#rules/layer-kind.ts'
import type { Situation } from '#rules/situation.ts'

const names: readonly (readonly [RegExp, ZoneKind])[] = [
  [/集中开采区|集中采区/, 'concentrated-mining'],
  [/产业重点发展区|重点发展区/, 'industrial'],
  [/重点勘查区/, 'key-exploration'],
  [/重点(?:矿|开采)区/, 'key-mining'],
  [/限制(?:开采|勘查)区|限采区/, 'restricted'],
  [/禁止(?:开采|勘查)区|禁采区|禁查区/, 'forbidden'],
  [/允许(?:开采|勘查)区/, 'allowed'],
  [/战略性矿产(?:资源)?保护区/, 'strategic-protection'],
  [/国家规划矿区/, 'national-planned'],
  [/备选(?:开采|勘查)?区|(?:矿产地)?储备区|矿产地储备/, 'reserved'],
  [/重点治理区|治理恢复区|修复区/, 'restoration'],
]

/** The kind of the zone a name or a phrase speaks of, undefined where it speaks of none. */
export const zoneKindIn = (text: string): ZoneKind | undefined => names.find(([pattern]) => pattern.test(text))?.[1]

/** "重点开采区内…", "在集中开采区外…": the zone a sentence narrows itself to, and on which side of its boundary. */
export const zoneSide = (text: string): { readonly inside?: ZoneKind; readonly outside?: ZoneKind } => {
  // "集中开采区采矿权数量控制在…": what is counted or set there lies there.
  const holds = /([^，。；]{0,12}区)(?=采矿权|矿山|新(?:[建立设办批]|开办?))/.exec(text)?.[1]
  if (!/区(?:块)?(?:范围)?(?:以)?[内外]/.test(text)) {
    const inside = holds ? zoneKindIn(holds) : undefined
    return inside ? { inside } : {}
  }
  const match = /([^，。；]{0,20}?区(?:块)?)(?:范围)?(?:以)?(内|外)/.exec(text)
  const kind = match ? zoneKindIn(match[1]!) : undefined
  if (!match || !kind) return {}
  return match[2] === '内' ? { inside: kind } : { outside: kind }
}

export const sameName = (a: string, b: string): boolean => a === b || a.endsWith(b) || b.endsWith(a)

/** Whether a name is nothing but the word for its kind of zone: "备选开采区", not "南山备选开采区". */
export const isGeneric = (name: string): boolean =>
  names.some(([pattern]) => pattern.test(name) && name.replace(pattern, '') === '')

/**
 * Whether the application lies in a zone of this kind (of this name where one is given). `undefined`: nobody knows.
 * Where a layer of the kind is loaded the map answers; else what the application says of itself.
 */
export const liesIn = (situation: Situation, kind: ZoneKind, name?: string): boolean | undefined => {
  const { land } = situation
  const { inside } = situation.application
  const meant = name && !isGeneric(name) ? name : undefined
  const hit = land?.overlaps.some(
    ({ sliver, area, zone, feature }) => !sliver && area > 0 && zone === kind && (!meant || sameName(feature, meant)),
  )
  if (hit) return true
  if (hasLayer(land, kind)) return false
  return inside && isZoneOf(inside, situation.plan, kind, name)
}

/** Whether one of these zones, as an application or the register names them, is of the kind (and of the name given). */
export const isZoneOf = (inside: readonly string[], plan: Plan, kind: ZoneKind, name?: string): boolean => {
  const meant = name && !isGeneric(name) ? name : undefined
  return inside.some((zone) => {
    if (meant) return sameName(zone, meant)
    const known = plan.facts.find(
      (fact) => fact.kind === 'zone' && (fact.code === zone || (fact.name !== undefined && sameName(fact.name, zone))),
    )
    return (known?.zone ?? zoneKindIn(known?.name ?? zone)) === kind
  })
}

/** Names of the zones of a kind that the application lies in, by the map where it shows them; undefined: nobody knows. */
export const zonesLainIn = (
  { application, land, plan }: Pick<Situation, 'application' | 'land' | 'plan'>,
  kind: ZoneKind,
): readonly string[] | undefined => {
  if (hasLayer(land, kind))
    return land!.overlaps
      .filter(({ sliver, area, zone }) => !sliver && area > 0 && zone === kind)
      .map(({ feature }) => feature)
  return application.inside?.filter((zone) => isZoneOf([zone], plan, kind))
}

/** Share of the area (0–1) that zones of a kind cover together; null where no layer of the kind is loaded. */
export const shareIn = ({ land }: Situation, kind: ZoneKind): number | null => {
  const own = land?.overlaps.filter(({ zone, sliver }) => zone === kind && !sliver) ?? []
  if (own.length === 0) return hasLayer(land, kind) ? 0 : null
  if (own.some(({ covers }) => covers)) return 1
  return Math.min(
    1,
    own.reduce((sum, { share }) => sum + share, 0),
  )
}
