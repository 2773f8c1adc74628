/** An area laid over the layers of its region: only what lies near is taken from the store, by its spatial index. */
import { ellipsoidArea } from '#land/area.ts'
import { type CornerReading, readCorners } from '#land/corner-file.ts'
import { type Feature as LandFeature, LayerIndex } from '#land/layer.ts'
import type { LandMessage, LandResult } from '#land/message.ts'
import { overlay } from '#land/overlay.ts'
import { boundsOf, partsOf, readShape, type Shape, shapeOfParts } from '#land/shape.ts'
import { layerKindOf, layerKinds } from '#rules/layer-kind.ts'
import type { LandFacts, Overlap } from '#rules/situation.ts'
import type { Box } from '#store/geometry.ts'
import { featuresOf, type LayerSummary, listLayers } from '#store/layers.ts'
import type { Store } from '#store/store.ts'

/** Features as near as this are told with their distance, where a layer says nothing else; and never farther (metres). */
export const usualNear = 1000
const farthest = 5000
const metresPerDegree = 111_000

/** The box around a shape, widened on all sides by `metres` (and never by less than a metre). */
const boxAround = (shape: Shape, metres: number): Box => {
  const [west, south, east, north] = boundsOf(shape)
  const dy = (metres + 1) / metresPerDegree
  const dx = dy / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180)
  return [west - dx, south - dy, east + dx, north + dy]
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

const mineralsOf = (value: unknown): string[] | undefined => {
  const list = Array.isArray(value) ? value : textOf(value)?.split(/[、，,；;]/)
  return list?.map((item) => String(item).trim()).filter(Boolean)
}

type StoredFeature = Awaited<ReturnType<typeof featuresOf>>[number]

/** What a rule may ask of a feature besides its shape. */
const detailsOf = ({ properties }: StoredFeature, layer: LayerSummary): Partial<Overlap> => {
  const kind = layerKindOf(layer.kind) ?? layerKindOf(layer.name)
  const zone = kind ? layerKinds[kind].zone : undefined
  const code = textOf(properties?.code)
  const minerals = mineralsOf(properties?.minerals)
  return {
    ...(kind ? { kind } : {}),
    ...(zone ? { zone } : {}),
    ...(code ? { code } : {}),
    ...(minerals ? { minerals } : {}),
  }
}

/** The name people know a feature by. */
const nameOf = ({ id, properties }: StoredFeature): string => textOf(properties?.name) ?? String(id)

/** The features of one layer near the area, under keys that no two of them share. */
const landFeatures = (features: readonly StoredFeature[]): LandFeature[] =>
  features.flatMap(({ geometry }, i) => {
    const { value: shape } = readShape(geometry)
    return shape ? [{ id: String(i), shape }] : []
  })

/**
 * Overlaps of an area (GeoJSON, degrees on CGCS2000) with all layers loaded for its region. Null where the area is no
 * valid polygon or the region has no layers: no data, never no overlap.
 */
export const overlayArea = async (
  store: Store,
  area: unknown,
  region: string,
): Promise<{ value: LandFacts | null; messages: readonly LandMessage[] }> => {
  const { value: shape, messages } = readShape(area)
  if (!shape) return { value: null, messages }
  const layers = await listLayers(store, region)
  if (layers.length === 0) return { value: null, messages }
  const near = Math.min(farthest, Math.max(...layers.map((layer) => layer.near)))
  const features = await featuresOf(store, region, null, boxAround(shape, near))
  const { loadGeos } = await import('#land/geos.ts')
  const geos = await loadGeos()
  const found = new Map(layers.map((layer) => [layer.name, features.filter((feature) => feature.layer === layer.name)]))
  const indexes = layers.map(
    (layer) =>
      new LayerIndex(geos, { name: layer.name, features: landFeatures(found.get(layer.name)!), near: layer.near }),
  )
  try {
    const { value, messages: told } = overlay(geos, shape, indexes)
    if (!value) return { value: null, messages: [...messages, ...told] }
    const overlaps = value.overlaps.map(({ zone: _, ...overlap }): Overlap => {
      const feature = found.get(overlap.layer)![Number(overlap.feature)]!
      const layer = layers.find(({ name }) => name === overlap.layer)!
      return { ...overlap, ...detailsOf(feature, layer), feature: nameOf(feature) }
    })
    // A rule asks for a kind of ground, a person for a layer by name: both say what is loaded.
    const loaded = new Set([...value.layers, ...layers.map(({ kind }) => kind)])
    const leastNear = Math.min(...layers.map((layer) => layer.near))
    const facts = { layers: [...loaded], overlaps, area: value.area, ellipsoid: ellipsoidArea(shape), near: leastNear }
    return { value: facts, messages: [...messages, ...told] }
  } finally {
    for (const index of indexes) index.release()
  }
}

/** The outline of a county or city, where a layer of it is loaded; corners outside it are then told. */
const outlineOf = async (store: Store, region: string): Promise<Shape | null> => {
  const layer = (await listLayers(store, region)).find(({ kind }) => kind === 'county' || kind === 'city')
  const parts = (layer ? await featuresOf(store, region, layer.name) : []).flatMap(({ geometry }) => {
    const { value } = readShape(geometry)
    return value ? partsOf(value) : []
  })
  return parts.length > 0 ? shapeOfParts(parts) : null
}

/** Reads corner points (any form land/corner-file.ts knows), held against the region's outline where it is loaded. */
export const cornersIn = async (
  store: Store,
  text: string,
  region: string | undefined,
  zone?: number,
): Promise<LandResult<CornerReading>> => {
  const outline = region === undefined ? null : await outlineOf(store, region)
  return readCorners(text, { ...(outline ? { outline } : {}), ...(zone === undefined ? {} : { zone }) })
}
