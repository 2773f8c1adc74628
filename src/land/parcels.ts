/** An area handed in as parcels that share boundaries, made one. */
import { crossingEdges, type Edge } from './corner-check.ts'
import type { Geos } from './geos.ts'
import { error, type LandMessage } from './message.ts'
import { outlineOf } from './outline.ts'
import { type Position, partsOf, type Shape, shapeOfParts } from './shape.ts'

/** Why an area cannot be overlaid. */
export const refusal = (text: string, textEn: string): LandMessage =>
  error(`申请范围图形无效（${text}），不能叠加`, `the applied area is invalid (${textEn}) and cannot be overlaid`)

/** What is joined is bounded: boundaries that cross everywhere would be cut against each other without end. */
const mostParcels = 500
const mostCorners = 10_000
const mostCrossings = 200
/** Of neighbours' boundaries that were rounded apart there may be many. */
const mostTouches = 5000
/** m: corners are rounded so. */
const rounded = 0.02

/** m from a point to the line through an edge. */
const offLine = ([x, y]: Position, { from, to }: Edge): number =>
  Math.abs((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0])) /
  Math.hypot(to[0] - from[0], to[1] - from[1])

/** Whether two edges cross by more than rounding explains. */
const deeply = ([a, b]: readonly [Edge, Edge]): boolean =>
  Math.min(offLine(a.from, b), offLine(a.to, b)) > rounded && Math.min(offLine(b.from, a), offLine(b.to, a)) > rounded

/** Why parcels are not joined at all; null where it may be tried. */
const unjoinable = (parcels: Shape): LandMessage | null => {
  const parts = partsOf(parcels)
  const rings = parts.flat()
  const corners = rings.reduce((sum, ring) => sum + ring.length, 0)
  if (parts.length > mostParcels || corners > mostCorners)
    return refusal(
      `各块合计 ${parts.length} 块、${corners} 个拐点，最多 ${mostParcels} 块、${mostCorners} 个拐点`,
      `${parts.length} parts of ${corners} corners; at most ${mostParcels} of ${mostCorners}`,
    )
  const open = rings.map((ring) => ring.slice(1))
  const crossings = crossingEdges(open, { limit: mostTouches, apart: true })
  return crossings.length < mostTouches && crossings.filter(deeply).length < mostCrossings
    ? null
    : refusal('各块的边界多处相交', 'the boundaries of its parts cross in many places')
}

/**
 * The area as one, where it is handed in as parcels that share boundaries (each valid, together no valid multipolygon).
 * Parcels that take the same ground, by more than `tolerance` (m²), are refused: it would count twice.
 */
export const joinParcels = (geos: Geos, parcels: Shape, tolerance: number): Shape | LandMessage | null => {
  const refused = partsOf(parcels).length < 2 ? null : unjoinable(parcels)
  if (refused) return refused
  const areaOf = (shape: Shape) => outlineOf(shape).area
  const sound = partsOf(parcels).every((part) => {
    const held = geos.hold(shapeOfParts([part]))
    try {
      return geos.validity(held).valid
    } finally {
      held.release()
    }
  })
  if (partsOf(parcels).length < 2 || !sound) return null
  const held = geos.hold(parcels)
  try {
    const joined = geos.buffered(held, 0)
    const twice = areaOf(parcels) - areaOf(joined)
    if (twice <= tolerance) return joined
    return refusal(`各块重叠 ${twice.toFixed(1)} 平方米`, `its parts overlap by ${twice.toFixed(1)} m²`)
  } finally {
    held.release()
  }
}
