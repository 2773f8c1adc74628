/** A layer ready to be asked: an index over its features, and what of them the engine holds in the planes asked for. */
import Flatbush from 'flatbush'
import type { Geos, HeldShape } from './geos.ts'
import { type LandMessage, warning } from './message.ts'
import { type Outline, outlineOf, shapeOf } from './outline.ts'
import { certainlyValid } from './outline-check.ts'
import { type Bounds, boundsOf, type Position, type Shape } from './shape.ts'
import { epsgOf, moveToPlane, type PlaneSystem, shapeToPlane, toGeographic } from './zone.ts'

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

/** A feature in a plane. `message` says how it had to be mended. */
export type PlacedFeature<Zone extends string> = {
  readonly feature: Feature<Zone>
  readonly outline: Outline
  /** The same inside the engine, which takes it in on the first call; the layer frees it. */
  readonly held: () => HeldShape
  readonly message: LandMessage | null
}

/** Above this many corners held the engine is emptied and filled anew: 24 bytes each, and as much again prepared. */
const cornersHeldAtMost = 4_000_000

/** A valid shape in a plane; `mended` says what was wrong with it and about where. */
type Placed = { readonly outline: Outline; readonly mended: { readonly reason: string; readonly at: Position } | null }

/** Its bounds in degrees, and what it is in a plane by the plane's code. */
type Known = { readonly bounds: Bounds; readonly planes: Map<number, Placed> }

/** What is known of a shape, for as long as somebody keeps the shape. */
const known = new WeakMap<Shape, Known>()

const knownOf = (shape: Shape): Known => {
  const before = known.get(shape)
  if (before) return before
  const made: Known = { bounds: boundsOf(shape), planes: new Map() }
  known.set(shape, made)
  return made
}

/** Takes it that a shape with these bounds in degrees is valid and has this outline in a plane. */
export const know = (shape: Shape, bounds: Bounds, system: PlaneSystem, outline: Outline): void => {
  known.set(shape, { bounds, planes: new Map([[epsgOf(system), { outline, mended: null }]]) })
}

/** Whether something is a shape already asked about or told of: it need not be read again. */
export const isKnown = (geometry: object): geometry is Shape => known.has(geometry as Shape)

const place = (geos: Geos, shape: Shape, system: PlaneSystem): Placed => {
  const code = epsgOf(system)
  const { planes } = knownOf(shape)
  const before = planes.get(code)
  if (before) return before
  const outline = outlineOf(shape, moveToPlane(system))
  const made = certainlyValid(outline) ? { outline, mended: null } : mend(geos, shape, system, outline)
  planes.set(code, made)
  return made
}

const mend = (geos: Geos, shape: Shape, system: PlaneSystem, outline: Outline): Placed => {
  const held = geos.hold(shapeToPlane(shape, system))
  try {
    const validity = geos.validity(held)
    return validity.valid
      ? { outline, mended: null }
      : { outline: outlineOf(geos.mended(held)), mended: { reason: validity.reason, at: validity.at } }
  } finally {
    held.release()
  }
}

/**
 * Finds the features of one layer for repeated overlays. What of them the engine has to take in stays there; `release`
 * frees it all (the index can be used again afterwards).
 */
export class LayerIndex<Zone extends string = string> {
  readonly layer: Layer<Zone>
  readonly #geos: Geos
  readonly #tree: Flatbush | null
  readonly #held = new Map<Outline, HeldShape>()
  /** By the plane's code, then by the number of the feature. */
  readonly #placed = new Map<number, (PlacedFeature<Zone> | undefined)[]>()
  #corners = 0

  constructor(geos: Geos, layer: Layer<Zone>) {
    this.#geos = geos
    this.layer = layer
    this.#tree = layer.features.length > 0 ? new Flatbush(layer.features.length) : null
    for (const feature of layer.features) this.#tree?.add(...knownOf(feature.shape).bounds)
    this.#tree?.finish()
  }

  /** Features whose bounds in the plane come within the layer's `near` of the given ones, in layer order. */
  around(bounds: Bounds, system: PlaneSystem): PlacedFeature<Zone>[] {
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
    const code = epsgOf(system)
    const known = this.#placed.get(code) ?? []
    this.#placed.set(code, known)
    return found
      .sort((a, b) => a - b)
      .map((index) => {
        const placed = known[index] ?? this.#place(this.layer.features[index]!, system)
        known[index] = placed
        return placed
      })
  }

  release(): void {
    for (const held of this.#held.values()) held.release()
    this.#held.clear()
    this.#corners = 0
  }

  #place(feature: Feature<Zone>, system: PlaneSystem): PlacedFeature<Zone> {
    const { outline, mended } = place(this.#geos, feature.shape, system)
    return {
      feature,
      outline,
      held: () => this.#hold(outline),
      message: mended && this.#mendedMessage(feature, mended),
    }
  }

  #hold(outline: Outline): HeldShape {
    const known = this.#held.get(outline)
    if (known) return known
    const held = this.#geos.hold(shapeOf(outline))
    this.#held.set(outline, held)
    this.#corners += outline.xy.length / 2
    return held
  }

  #mendedMessage({ id }: Feature<Zone>, { reason, at }: NonNullable<Placed['mended']>): LandMessage {
    const name = `${this.layer.name}/${id}`
    const spot = at.map((value) => value.toFixed(2)).join(', ')
    return warning(
      `图层要素 ${name} 图形无效（${reason}，约在 ${spot}），按修复后的图形叠加`,
      `layer feature ${name} is invalid (${reason} near ${spot}); its mended shape is overlaid`,
    )
  }
}
