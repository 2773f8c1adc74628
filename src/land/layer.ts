/** A layer ready to be asked: an index over its features, and what of them the engine holds in the planes asked for. */
import Flatbush from 'flatbush'
import type { Geos, HeldShape } from './geos.ts'
import { type LandMessage, warning } from './message.ts'
import { type Bounds, boundsOf, partsOf, type Shape } from './shape.ts'
import { epsgOf, type PlaneSystem, shapeToPlane, toGeographic } from './zone.ts'

/** `zone` is what kind of area it is to those who ask (a zone kind of the plan, say); `land/` only hands it on. */
export type Feature<Zone extends string = string> = {
  readonly id: string
  readonly zone?: Zone
  /** Degrees on CGCS2000. */
  readonly shape: Shape
}

export type Layer<Zone extends string = string> = {
  readonly name: string
  readonly features: readonly Feature<Zone>[]
  /** Metres: features as near as this are told with their distance (a viewing belt, a road). Absent: overlaps only. */
  readonly near?: number
}

/** A feature in a plane, inside the engine. `message` says how it had to be mended. */
export type HeldFeature<Zone extends string> = {
  readonly feature: Feature<Zone>
  readonly held: HeldShape
  readonly message: LandMessage | null
}

/** Above this many corners held the engine is emptied and filled anew: 24 bytes each, and as much again prepared. */
const cornersHeldAtMost = 4_000_000

const cornersOf = (shape: Shape): number => partsOf(shape).reduce((sum, rings) => sum + rings.flat().length, 0)

/**
 * Holds the features of one layer for repeated overlays. Features enter the engine when first met; `release` frees
 * them all (the index can be used again afterwards).
 */
export class LayerIndex<Zone extends string = string> {
  readonly layer: Layer<Zone>
  readonly #geos: Geos
  readonly #tree: Flatbush | null
  readonly #held = new Map<string, HeldFeature<Zone>>()
  #corners = 0

  constructor(geos: Geos, layer: Layer<Zone>) {
    this.#geos = geos
    this.layer = layer
    this.#tree = layer.features.length > 0 ? new Flatbush(layer.features.length) : null
    for (const feature of layer.features) this.#tree?.add(...boundsOf(feature.shape))
    this.#tree?.finish()
  }

  /** Features whose bounds in the plane come within the layer's `near` of the given ones, in layer order. */
  around(bounds: Bounds, system: PlaneSystem): HeldFeature<Zone>[] {
    const near = (this.layer.near ?? 0) + 1
    const [west, south, east, north] = bounds
    // The corners of a rectangle in the plane, turned a little by convergence, bound it in degrees.
    const corners = [
      [west - near, south - near],
      [east + near, south - near],
      [east + near, north + near],
      [west - near, north + near],
    ].map(([x, y]) => toGeographic([x!, y!], system))
    const xs = corners.map(([x]) => x)
    const ys = corners.map(([, y]) => y)
    const found = this.#tree?.search(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)) ?? []
    if (this.#corners > cornersHeldAtMost) this.release()
    return found.sort((a, b) => a - b).map((index) => this.#hold(index, system))
  }

  release(): void {
    for (const { held } of this.#held.values()) held.release()
    this.#held.clear()
    this.#corners = 0
  }

  #hold(index: number, system: PlaneSystem): HeldFeature<Zone> {
    const key = `${epsgOf(system)}:${index}`
    const known = this.#held.get(key)
    if (known) return known
    const feature = this.layer.features[index]!
    let held = this.#geos.hold(shapeToPlane(feature.shape, system))
    let message: LandMessage | null = null
    const validity = this.#geos.validity(held)
    if (!validity.valid) {
      const mended = this.#geos.mended(held)
      held.release()
      held = this.#geos.hold(mended)
      const name = `${this.layer.name}/${feature.id}`
      const at = validity.at.map((value) => value.toFixed(2)).join(', ')
      message = warning(
        `图层要素 ${name} 图形无效（${validity.reason}，约在 ${at}），按修复后的图形叠加`,
        `layer feature ${name} is invalid (${validity.reason} near ${at}); its mended shape is overlaid`,
      )
    }
    const entry = { feature, held, message }
    this.#held.set(key, entry)
    this.#corners += cornersOf(feature.shape)
    return entry
  }
}
