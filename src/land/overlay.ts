/**
 * What an applied area meets in the layers: relation, area, share, distance. Everything is measured in the plane of
 * the 3° zone the area lies in, where the straight lines between corner points are the legal boundary.
 */
import { areaInPlane } from './area.ts'
import { EngineFault } from './engine-fault.ts'
import type { Geos, HeldShape } from './geos.ts'
import type { HeldFeature, LayerIndex } from './layer.ts'
import { error, type LandMessage, type LandResult } from './message.ts'
import { type Bounds, middleOf, ringsOf, type Shape } from './shape.ts'
import { type PlaneSystem, planeAt, shapeToPlane } from './zone.ts'

/** How the applied area lies to a feature: `within` it, `contains` it, … */
export type Relation = 'equal' | 'within' | 'contains' | 'overlaps' | 'touches' | 'apart'

/** An overlap smaller or narrower than this is shown and does not decide. */
export type SliverTolerance = {
  /** m². */
  readonly area: number
  /** m, mean width: twice the area over the perimeter. */
  readonly width: number
}

/** Corner points are written to centimetres and digitised to decimetres: an overlap within that proves nothing. */
const defaultTolerance: SliverTolerance = { area: 1, width: 0.2 }

export type Overlap<Zone extends string = string> = {
  readonly layer: string
  readonly feature: string
  readonly zone?: Zone
  readonly relation: Relation
  /** m². */
  readonly area: number
  /** Of the applied area, 0–1. */
  readonly share: number
  /** m, when apart (0 when touching). */
  readonly distance?: number
  readonly sliver: boolean
  /** The feature covers the applied area, but for slivers. */
  readonly covers: boolean
}

export type LandOverlay<Zone extends string = string> = {
  /** Names of the layers asked: what is not named is no data, never no overlap. */
  readonly layers: readonly string[]
  readonly overlaps: readonly Overlap<Zone>[]
  /** m², plane. */
  readonly area: number
  readonly tolerance: SliverTolerance
}

/** The relation a DE-9IM between two areas spells (OGC 06-103r4, 6.1.14). */
export const relationOf = (matrix: string): Relation => {
  const [ii, ib, ie, bi, bb, be, ei, eb] = matrix
  if (ii === 'F') return ib === 'F' && bi === 'F' && bb === 'F' ? 'apart' : 'touches'
  const inside = ie === 'F' && be === 'F'
  const around = ei === 'F' && eb === 'F'
  return inside && around ? 'equal' : inside ? 'within' : around ? 'contains' : 'overlaps'
}

const perimeterOf = (shape: Shape): number => {
  let sum = 0
  for (const ring of ringsOf(shape)) {
    for (let i = 1; i < ring.length; i++)
      sum += Math.hypot(ring[i]![0] - ring[i - 1]![0], ring[i]![1] - ring[i - 1]![1])
  }
  return sum
}

/** Whether an area in the plane is a sliver; nothing at all is one. */
const isSliver = (shape: Shape | null, tolerance: SliverTolerance): boolean => {
  if (!shape) return true
  const area = areaInPlane(shape)
  return area < tolerance.area || (2 * area) / perimeterOf(shape) < tolerance.width
}

/** Of a layer with more features near than this only those are measured that may be nearer than the nearest so far. */
const measuredAtLeast = 20

/** m between two boxes; 0 where they meet. */
const between = (a: Bounds, b: Bounds): number =>
  Math.hypot(Math.max(a[0] - b[2], b[0] - a[2], 0), Math.max(a[1] - b[3], b[1] - a[3], 0))

const holds = (outer: Bounds, inner: Bounds): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]

type Applied = { readonly held: HeldShape; readonly shape: Shape; readonly area: number }

const overlapWith = <Zone extends string>(
  geos: Geos,
  applied: Applied,
  { feature, held }: HeldFeature<Zone>,
  index: LayerIndex<Zone>,
  tolerance: SliverTolerance,
): Overlap<Zone> | null => {
  const common = {
    layer: index.layer.name,
    feature: feature.id,
    ...(feature.zone === undefined ? {} : { zone: feature.zone }),
  }
  const near = index.layer.near ?? 0
  const apart = (relation: 'touches' | 'apart'): Overlap<Zone> | null => {
    const distance = relation === 'touches' ? 0 : near > 0 ? geos.distance(applied.held, held) : Infinity
    if (distance > near) return null
    return { ...common, relation, area: 0, share: 0, distance, sliver: false, covers: false }
  }
  if (!geos.meets(applied.held, held)) return apart('apart')
  if (geos.covered(applied.held, held)) {
    const relation = relationOf(geos.relate(applied.held, held))
    return { ...common, relation, area: applied.area, share: 1, sliver: false, covers: true }
  }
  const shared = geos.intersection(applied.held, held)
  // The full relation costs as much as the overlay: it is asked only where it can be another than "overlaps".
  const mayContain = holds(applied.held.bounds, held.bounds)
  const relation = shared && !mayContain ? 'overlaps' : relationOf(geos.relate(applied.held, held))
  if (relation === 'apart' || relation === 'touches') return apart(relation)
  const area = shared ? areaInPlane(shared) : 0
  const share = Math.min(1, area / applied.area)
  // What sticks out is worth cutting only when it may be narrow.
  const covers = share > 0.9 && isSliver(geos.difference(applied.held, held), tolerance)
  return { ...common, relation, area, share, sliver: isSliver(shared, tolerance), covers }
}

/**
 * Overlays an applied area (degrees on CGCS2000) with layers. Touching features are told with distance 0, near ones
 * with their distance where the layer asks for it (of very many the nearest), the rest only where they overlap.
 * null when the area itself is no valid polygon; a feature that cannot be overlaid is told as an error, not left out
 * in silence.
 */
export const overlay = <Zone extends string = string>(
  geos: Geos,
  area: Shape,
  layers: readonly LayerIndex<Zone>[],
  tolerance: SliverTolerance = defaultTolerance,
  system: PlaneSystem = planeAt(middleOf(area)[0]),
): LandResult<LandOverlay<Zone> | null> => {
  const messages: LandMessage[] = []
  const shape = shapeToPlane(area, system)
  let held: HeldShape | null = null
  try {
    held = geos.hold(shape)
    const validity = geos.validity(held)
    const planeArea = areaInPlane(shape)
    if (!validity.valid || !(planeArea > 0)) {
      const reason = validity.valid ? 'no area' : validity.reason
      return {
        value: null,
        messages: [
          error(
            `申请范围图形无效（${reason}），不能叠加`,
            `the applied area is invalid (${reason}) and cannot be overlaid`,
          ),
        ],
      }
    }
    const applied: Applied = { held, shape, area: planeArea }
    const overlaps: Overlap<Zone>[] = []
    for (const index of layers) {
      let nearest = Infinity
      let apart = 0
      for (const feature of index.around(held.bounds, system)) {
        if (apart >= measuredAtLeast && between(held.bounds, feature.held.bounds) > nearest) continue
        try {
          const overlap = overlapWith(geos, applied, feature, index, tolerance)
          if (!overlap) continue
          if (overlap.distance !== undefined) {
            nearest = Math.min(nearest, overlap.distance)
            apart++
          }
          overlaps.push(overlap)
          if (feature.message) messages.push(feature.message)
        } catch (fault) {
          if (!(fault instanceof EngineFault)) throw fault
          const name = `${index.layer.name}/${feature.feature.id}`
          messages.push(
            error(
              `与图层要素 ${name} 的叠加失败：${fault.message}`,
              `overlay with layer feature ${name} failed: ${fault.message}`,
            ),
          )
        }
      }
    }
    return {
      value: { layers: layers.map(({ layer }) => layer.name), overlaps, area: planeArea, tolerance },
      messages,
    }
  } catch (fault) {
    if (!(fault instanceof EngineFault)) throw fault
    return {
      value: null,
      messages: [error(`申请范围图形无效（${fault.message}）`, `the applied area is invalid (${fault.message})`)],
    }
  } finally {
    held?.release()
  }
}
