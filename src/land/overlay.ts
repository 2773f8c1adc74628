/**
 * What an applied area meets in the layers: relation, area, share, distance. Everything is measured in the plane of
 * the 3° zone the area lies in, where the straight lines between corner points are the legal boundary.
 */
import { EngineFault } from './engine-fault.ts'
import type { Geos, HeldShape, Validity } from './geos.ts'
import type { LayerIndex, PlacedFeature } from './layer.ts'
import { distanceBetween, meetingOf } from './meeting.ts'
import { error, type LandMessage, type LandResult } from './message.ts'
import { type Outline, outlineOf } from './outline.ts'
import { certainlyValid } from './outline-check.ts'
import { joinParcels, refusal } from './parcels.ts'
import { type Bounds, middleOf, type Shape } from './shape.ts'
import { moveToPlane, type PlaneSystem, planeAt, shapeToPlane } from './zone.ts'

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
  /** Names of the layers that answered in full: what is not named is no data, never no overlap. */
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

/** Whether an area of this size and perimeter is a sliver; nothing at all is one. */
const isSliver = (area: number, perimeter: number, tolerance: SliverTolerance): boolean =>
  area < tolerance.area || (2 * area) / perimeter < tolerance.width

/** Of a layer with more features near than this only those are measured that may be nearer than the nearest so far. */
const measuredAtLeast = 20

/** m between two boxes; 0 where they meet. */
const between = (a: Bounds, b: Bounds): number =>
  Math.hypot(Math.max(a[0] - b[2], b[0] - a[2], 0), Math.max(a[1] - b[3], b[1] - a[3], 0))

const holds = (outer: Bounds, inner: Bounds): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]

/** What an area and a feature share, and what sticks out of the feature. */
type Shared = {
  readonly relation: Exclude<Relation, 'touches' | 'apart'>
  readonly area: number
  readonly sliver: boolean
  readonly covers: boolean
}

/** The applied area in the plane; `held` takes it into the engine on the first call. */
type Applied = { readonly outline: Outline; readonly held: () => HeldShape }

/** The engine's answer, for boundaries that touch or come too near to each other for plain numbers. */
const sharedByEngine = (
  geos: Geos,
  applied: Applied,
  feature: HeldShape,
  tolerance: SliverTolerance,
): Shared | 'touches' | 'apart' => {
  const held = applied.held()
  const { area: whole } = applied.outline
  if (!geos.meets(held, feature)) return 'apart'
  if (geos.covered(held, feature)) {
    const relation = relationOf(geos.relate(held, feature)) as Shared['relation']
    return { relation, area: whole, sliver: false, covers: true }
  }
  const shared = geos.intersection(held, feature)
  // The full relation costs as much as the overlay: it is asked only where it can be another than "overlaps".
  const mayContain = holds(held.bounds, feature.bounds)
  const relation = shared && !mayContain ? 'overlaps' : relationOf(geos.relate(held, feature))
  if (relation === 'apart' || relation === 'touches') return relation
  const both = shared ? outlineOf(shared) : null
  const area = both?.area ?? 0
  // What sticks out is worth cutting only when it may be narrow.
  const rest = area / whole > 0.9 ? geos.difference(held, feature) : undefined
  const outer = rest && outlineOf(rest)
  return {
    relation,
    area,
    sliver: !both || isSliver(both.area, both.perimeter, tolerance),
    covers: rest !== undefined && (!outer || isSliver(outer.area, outer.perimeter, tolerance)),
  }
}

const sharedWith = <Zone extends string>(
  geos: Geos,
  applied: Applied,
  { outline, held }: PlacedFeature<Zone>,
  tolerance: SliverTolerance,
): Shared | 'touches' | 'apart' => {
  const meeting = meetingOf(applied.outline, outline)
  if (!meeting) return sharedByEngine(geos, applied, held(), tolerance)
  const { area: whole } = applied.outline
  if (meeting.relation === 'apart') return 'apart'
  if (!('area' in meeting)) return { relation: meeting.relation, area: whole, sliver: false, covers: true }
  const { relation, area, perimeter, outerPerimeter } = meeting
  return {
    relation,
    area,
    sliver: isSliver(area, perimeter, tolerance),
    covers: area / whole > 0.9 && isSliver(whole - area, outerPerimeter, tolerance),
  }
}

const overlapWith = <Zone extends string>(
  geos: Geos,
  applied: Applied,
  placed: PlacedFeature<Zone>,
  { layer }: LayerIndex<Zone>,
  tolerance: SliverTolerance,
): Overlap<Zone> | null => {
  const { feature, outline } = placed
  const common = {
    layer: layer.name,
    feature: feature.id,
    ...(feature.zone === undefined ? {} : { zone: feature.zone }),
  }
  const shared = sharedWith(geos, applied, placed, tolerance)
  if (shared === 'apart' || shared === 'touches') {
    const near = layer.near ?? 0
    const distance = shared === 'touches' ? 0 : near > 0 ? distanceBetween(applied.outline, outline, near) : Infinity
    if (distance > near) return null
    return { ...common, relation: shared, area: 0, share: 0, distance, sliver: false, covers: false }
  }
  const { relation, area, sliver, covers } = shared
  return { ...common, relation, area, share: Math.min(1, area / applied.outline.area), sliver, covers }
}

/**
 * Overlays an applied area (degrees on CGCS2000) with layers. Touching features are told with distance 0, near ones
 * with their distance where the layer asks for it (of very many the nearest), the rest only where they overlap.
 * null when the area itself is no valid polygon; a feature that cannot be overlaid is told as an error, and its layer
 * is not among those that answered.
 */
export const overlay = <Zone extends string = string>(
  geos: Geos,
  area: Shape,
  layers: readonly LayerIndex<Zone>[],
  tolerance: SliverTolerance = defaultTolerance,
  system: PlaneSystem = planeAt(middleOf(area)[0]),
): LandResult<LandOverlay<Zone> | null> => {
  const messages: LandMessage[] = []
  let held: HeldShape | null = null
  let joined: Shape | null = null
  const hold = (): HeldShape => {
    held ??= geos.hold(joined ?? shapeToPlane(area, system))
    return held
  }
  try {
    let outline = outlineOf(area, moveToPlane(system))
    const validity: Validity = certainlyValid(outline) ? { valid: true } : geos.validity(hold())
    if (!validity.valid && outline.area > 0) {
      const parcels = joinParcels(geos, shapeToPlane(area, system), tolerance.area)
      if (!parcels) return { value: null, messages: [refusal(validity.reason, validity.reason)] }
      if ('severity' in parcels) return { value: null, messages: [parcels] }
      hold().release()
      held = null
      joined = parcels
      outline = outlineOf(parcels)
    }
    if (!(outline.area > 0)) return { value: null, messages: [refusal('没有面积', 'no area')] }
    const applied: Applied = { outline, held: hold }
    const overlaps: Overlap<Zone>[] = []
    const failed = new Set<string>()
    for (const index of layers) {
      let nearest = Infinity
      let apart = 0
      for (const feature of index.around(outline.bounds, system)) {
        if (apart >= measuredAtLeast && between(outline.bounds, feature.outline.bounds) > nearest) continue
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
          failed.add(index.layer.name)
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
    const answered = layers.map(({ layer }) => layer.name).filter((name) => !failed.has(name))
    return {
      value: { layers: answered, overlaps, area: outline.area, tolerance },
      messages,
    }
  } catch (fault) {
    if (!(fault instanceof EngineFault)) throw fault
    return {
      value: null,
      messages: [error(`申请范围图形无效（${fault.message}）`, `the applied area is invalid (${fault.message})`)],
    }
  } finally {
    ;(held as HeldShape | null)?.release()
  }
}
