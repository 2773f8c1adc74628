/** Zones as clauses name them, and whether an application lies in one. */
import type { ZoneKind } from '#plan/plan.ts'
import type { Situation } from '#rules/situation.ts'

const names: readonly (readonly [RegExp, ZoneKind])[] = [
  [/集中开采区|集中采区/, 'concentrated-mining'],
  [/产业重点发展区|重点发展区/, 'industrial'],
  [/重点勘查区/, 'key-exploration'],
  [/重点(?:矿|开采)区/, 'key-mining'],
  [/限制(?:开采|勘查)区|限采区/, 'restricted'],
  [/禁止(?:开采|勘查)区|禁采区|禁查区/, 'forbidden'],
  [/允许(?:开采|勘查)区|备选区/, 'allowed'],
  [/战略性矿产(?:资源)?保护区/, 'strategic-protection'],
  [/国家规划矿区/, 'national-planned'],
  [/(?:矿产地)?储备区|矿产地储备/, 'reserved'],
  [/重点治理区|治理恢复区|修复区/, 'restoration'],
]

/** The kind of the zone a name or a phrase speaks of, undefined where it speaks of none. */
export const zoneKindIn = (text: string): ZoneKind | undefined => names.find(([pattern]) => pattern.test(text))?.[1]

/** "重点开采区内…", "在集中开采区外…": the zone a sentence narrows itself to, and on which side of its boundary. */
export const zoneSide = (text: string): { readonly inside?: ZoneKind; readonly outside?: ZoneKind } => {
  if (!/区(?:块)?(?:范围)?(?:以)?[内外]/.test(text)) return {}
  const match = /([^，。；]{0,20}?区(?:块)?)(?:范围)?(?:以)?(内|外)/.exec(text)
  const kind = match ? zoneKindIn(match[1]!) : undefined
  if (!match || !kind) return {}
  return match[2] === '内' ? { inside: kind } : { outside: kind }
}

const sameName = (a: string, b: string): boolean => a === b || a.endsWith(b) || b.endsWith(a)

/**
 * Whether the application lies in a zone of this kind (of this name where one is given). `undefined`: nobody knows.
 * What the application says of itself comes first; then the overlay with a loaded layer.
 */
export const liesIn = (situation: Situation, kind: ZoneKind, name?: string): boolean | undefined => {
  const { inside } = situation.application
  if (inside) {
    return inside.some((zone) => {
      if (name) return sameName(zone, name)
      const known = situation.plan.facts.find(
        (fact) =>
          fact.kind === 'zone' && (fact.code === zone || (fact.name !== undefined && sameName(fact.name, zone))),
      )
      return (known?.zone ?? zoneKindIn(zone)) === kind
    })
  }
  const { land } = situation
  if (!land) return undefined
  const hit = land.overlaps.some(
    (overlap) => !overlap.sliver && overlap.zone === kind && (!name || sameName(overlap.feature, name)),
  )
  if (hit) return true
  return land.layers.includes(kind) ? false : undefined
}
