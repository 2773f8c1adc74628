/**
 * The map an application is laid over: layers by their kinds, and what the area meets in them. The prompt, the server
 * and the browser all go through here.
 */
import { ellipsoidArea } from '#land/area.ts'
import type { Geos } from '#land/geos.ts'
import { isKnown, LayerIndex } from '#land/layer.ts'
import { type LandMessage, type LandResult, warning } from '#land/message.ts'
import { overlay } from '#land/overlay.ts'
import { readShape, type Shape } from '#land/shape.ts'
import { checkShape } from '#land/shape-check.ts'
import { stripAlong } from '#land/strip.ts'
import { type LayerKind, layerKindOf, layerKinds, layerTitle } from '#rules/layer-kind.ts'
import type { Rule } from '#rules/rule.ts'
import type { LandFacts, Overlap } from '#rules/situation.ts'

/** A layer as it is stored or sent: GeoJSON features, degrees on CGCS2000. */
export type LayerSource = {
  readonly name: string
  /** A kind of rules/layer-kind.ts; what is none counts as told by the name. */
  readonly kind?: string
  /** m: features this near are told with their distance, where that is farther than for other layers. */
  readonly near?: number
  readonly features: readonly {
    readonly properties?: Readonly<Record<string, unknown>> | null
    readonly geometry: unknown
  }[]
}

export type MapFeature = {
  readonly name: string
  readonly code?: string
  readonly minerals?: readonly string[]
  readonly shape: Shape
}

export type MapLayer = {
  readonly name: string
  readonly kind: LayerKind | null
  readonly near: number
  readonly features: readonly MapFeature[]
  /** Features whose shape cannot be used: a layer that lost some cannot say that nothing is there. */
  readonly lost: number
}

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number' ? String(value).trim() : undefined

const listed = (value: unknown): readonly string[] | undefined => {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[、,，;；]/) : []
  const names = list.flatMap((one) => text(one) ?? [])
  return names.length > 0 ? names : undefined
}

const ownKind = (value: unknown): LayerKind | null =>
  typeof value === 'string' && Object.hasOwn(layerKinds, value) ? (value as LayerKind) : null

const shapes = new WeakMap<object, Shape | null>()

/** Read once for as long as somebody keeps the geometry: what is known of a shape is kept with it (land/layer.ts). */
const shapeOf = (geometry: unknown): Shape | null => {
  if (typeof geometry !== 'object' || geometry === null) return null
  if (isKnown(geometry)) return geometry
  const known = shapes.get(geometry)
  if (known !== undefined) return known
  const shape = readShape(geometry).value ?? stripAlong(geometry)
  shapes.set(geometry, shape)
  return shape
}

/** One layer, or several where its features are of several kinds. A layer without features is one that says "none". */
export const mapLayers = ({ name, kind, near = 0, features }: LayerSource): readonly MapLayer[] => {
  const whole = layerKindOf(kind ?? '') ?? layerKindOf(name)
  const parts = new Map<LayerKind | null, { features: MapFeature[]; lost: number }>([
    [whole, { features: [], lost: 0 }],
  ])
  for (const { properties, geometry } of features) {
    const own = ownKind(properties?.kind) ?? ownKind(properties?.zone) ?? whole
    const part = parts.get(own) ?? { features: [], lost: 0 }
    parts.set(own, part)
    const shape = shapeOf(geometry)
    if (!shape) {
      part.lost++
      continue
    }
    const code = text(properties?.code)
    const minerals = listed(properties?.minerals)
    part.features.push({
      name: text(properties?.name) ?? code ?? `${own ? layerTitle(own) : name} ${part.features.length + 1}`,
      ...(code === undefined ? {} : { code }),
      ...(minerals === undefined ? {} : { minerals }),
      shape,
    })
  }
  // A layer whose features all say another kind is not of its own.
  if (parts.size > 1 && parts.get(whole)!.features.length === 0 && parts.get(whole)!.lost === 0) parts.delete(whole)
  return [...parts].map(([part, found]) => ({
    name: parts.size > 1 && part !== null ? part : name,
    kind: part,
    near,
    ...found,
  }))
}

/** m: how near is near where neither a layer nor a rule asks for more. */
export const usualNear = 1000
/** m: nothing is told from farther than this. */
export const farthestNear = 5000

/** m: the farthest distance any of the rules asks to be kept. */
export const nearAsked = (rules: readonly Rule[]): number =>
  rules.reduce((most, { test }) => {
    if (test.measure !== 'distance' || typeof test.value !== 'number') return most
    return Math.min(farthestNear, Math.max(most, test.value * (/公里|千米|km/.test(test.unit ?? '') ? 1000 : 1)))
  }, usualNear)

const judgesByDistance: ReadonlySet<string> = new Set(['distance', 'rightDistance'])

/**
 * m: how far the rules themselves look; 0 where none judges by distance. Enough for a list of rights, whose rows tell
 * what decides and not what is merely near.
 */
export const nearJudged = (rules: readonly Rule[]): number =>
  rules
    .flatMap(({ test, exceptions }) => [test, ...exceptions.flatMap((exception) => exception.test ?? [])])
    .filter(({ measure }) => judgesByDistance.has(measure ?? ''))
    .reduce((most, { value, unit }) => {
      const metres = typeof value === 'number' ? value * (/公里|千米|km/.test(unit ?? '') ? 1000 : 1) : usualNear
      return Math.min(farthestNear, Math.max(most, metres))
    }, 0)

/** Whether it is worth telling how near a feature of this kind is. */
const toldWhenNear = (kind: LayerKind | null): boolean =>
  kind === null || layerKinds[kind].grounds.length > 0 || /right|application/.test(kind)

/** Layers indexed for repeated overlays; `release` gives their memory back. */
export type MapIndex = {
  readonly layers: readonly MapLayer[]
  readonly indexes: readonly LayerIndex[]
  readonly near: number
  /** What every overlap with a feature says of it, by layer and feature. */
  readonly met: readonly (readonly Met[])[]
  readonly release: () => void
}

type Met = Pick<Overlap, 'layer' | 'kind' | 'feature' | 'code' | 'minerals' | 'zone'>

const metIn = ({ name, kind, features }: MapLayer): Met[] => {
  const zone = kind ? layerKinds[kind].zone : undefined
  return features.map((feature) => ({
    layer: name,
    ...(kind ? { kind } : {}),
    feature: feature.name,
    ...(feature.code === undefined ? {} : { code: feature.code }),
    ...(feature.minerals === undefined ? {} : { minerals: feature.minerals }),
    ...(zone ? { zone } : {}),
  }))
}

export const indexMap = (geos: Geos, layers: readonly MapLayer[], near: number = usualNear): MapIndex => {
  // Names repeat, among layers and among features: the overlay works on their positions.
  const indexes = layers.map(({ kind, near: own, features }, i) => {
    const ids = features.map(({ shape }, j) => ({ id: String(j), shape }))
    return new LayerIndex(geos, { name: String(i), features: ids, near: Math.max(own, toldWhenNear(kind) ? near : 0) })
  })
  return {
    layers,
    indexes,
    near,
    met: layers.map(metIn),
    release: () => {
      for (const index of indexes) index.release()
    },
  }
}

/** The overlay's "3/17" under the names of layer and feature. */
const named = (message: LandMessage, { layers }: MapIndex): LandMessage => {
  const name = (words: string): string =>
    words.replace(/(\d+)\/(\d+)/, (match, i, j) => {
      const layer = layers[Number(i)]
      return layer ? `${layer.name}/${layer.features[Number(j)]?.name ?? j}` : match
    })
  return { ...message, text: name(message.text), textEn: name(message.textEn) }
}

/**
 * What the area (degrees on CGCS2000) meets on the map. null, with errors that name the corner, where the area is no
 * valid polygon. A layer that lost features, or with one that cannot be overlaid, tells what it meets and is not among
 * the layers: it shows no absence. Without layers the facts say only how large it is.
 */
export const factsOver = (geos: Geos, shape: Shape, map: MapIndex): LandResult<LandFacts | null> => {
  const wrong = checkShape(shape)
  if (wrong.length > 0) return { value: null, messages: wrong }
  const { value, messages } = overlay(geos, shape, map.indexes)
  if (!value) return { value: null, messages }
  const overlaps = value.overlaps.map(({ layer, feature, area, share, sliver, covers, distance }): Overlap => {
    const met = map.met[Number(layer)]![Number(feature)]!
    return distance === undefined
      ? { ...met, area, share, sliver, covers }
      : { ...met, area, share, distance, sliver, covers }
  })
  const lost = map.layers.filter((layer) => layer.lost > 0)
  const answered = new Set(value.layers)
  const calledOf = ({ name, kind }: MapLayer): string => kind ?? name
  const whole = map.layers.filter(({ lost }, i) => lost === 0 && answered.has(String(i)))
  // Where one of two layers of a kind cannot say "none", the other cannot for both.
  const unsure = new Set(map.layers.filter((layer) => !whole.includes(layer)).map(calledOf))
  return {
    value: {
      layers: [...new Set(whole.map(calledOf))].filter((called) => !unsure.has(called)),
      overlaps,
      area: value.area,
      ellipsoid: ellipsoidArea(shape),
      near: map.near,
    },
    messages: [
      ...messages.map((message) => named(message, map)),
      ...lost.map((layer) =>
        warning(
          `图层“${layer.name}”有 ${layer.lost} 个要素的图形不能使用，该图层不能证明没有重叠`,
          `layer "${layer.name}" has ${layer.lost} features without a usable shape; it cannot show that nothing is met`,
        ),
      ),
    ],
  }
}
