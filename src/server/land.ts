/** An area laid over the layers of its region: only what lies near is taken from the store, by its spatial index. */
import { type CornerReading, readCorners } from '#land/corner-file.ts'
import { type Feature as LandFeature, LayerIndex } from '#land/layer.ts'
import type { LandMessage, LandResult } from '#land/message.ts'
import { overlay } from '#land/overlay.ts'
import { boundsOf, partsOf, readShape, type Shape, shapeOfParts } from '#land/shape.ts'
import type { ZoneKind } from '#plan/plan.ts'
import type { LandFacts } from '#rules/situation.ts'
import type { Box } from '#store/geometry.ts'
import { featuresOf, type LayerSummary, listLayers } from '#store/layers.ts'
import type { Store } from '#store/store.ts'

/** No layer tells features farther than this (metres). */
const farthest = 5000
const metresPerDegree = 111_000

/** The box around a shape, widened on all sides by `metres` (and never by less than a metre). */
const boxAround = (shape: Shape, metres: number): Box => {
  const [west, south, east, north] = boundsOf(shape)
  const dy = (metres + 1) / metresPerDegree
  const dx = dy / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180)
  return [west - dx, south - dy, east + dx, north + dy]
}

const zoneKinds: ReadonlySet<string> = new Set<ZoneKind>([
  'key-exploration',
  'key-mining',
  'concentrated-mining',
  'industrial',
  'restoration',
  'restricted',
  'forbidden',
  'allowed',
  'reserved',
  'strategic-protection',
  'national-planned',
])

const asZone = (kind: unknown): ZoneKind | undefined =>
  typeof kind === 'string' && zoneKinds.has(kind) ? (kind as ZoneKind) : undefined

/** The features of one layer near the area; each is told under its name where it has one. */
const landFeatures = (layer: LayerSummary, features: Awaited<ReturnType<typeof featuresOf>>): LandFeature<ZoneKind>[] =>
  features.flatMap(({ layer: name, id, properties, geometry }) => {
    const { value: shape } = readShape(geometry)
    if (name !== layer.name || !shape) return []
    const zone = asZone(properties?.zone) ?? asZone(layer.kind)
    return [{ id: String(properties?.name || id), shape, ...(zone ? { zone } : {}) }]
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
  const indexes = layers.map(
    (layer) => new LayerIndex(geos, { name: layer.name, features: landFeatures(layer, features), near: layer.near }),
  )
  try {
    const { value, messages: told } = overlay(geos, shape, indexes)
    if (!value) return { value: null, messages: [...messages, ...told] }
    // A rule asks for a kind of zone, a person for a layer by name: both say what is loaded.
    const loaded = new Set([...value.layers, ...layers.map(({ kind }) => kind)])
    return { value: { ...value, layers: [...loaded] }, messages: [...messages, ...told] }
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
