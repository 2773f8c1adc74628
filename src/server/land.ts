/** An area laid over the layers of its region: only what lies near is taken from the store, by its spatial index. */
import { type CornerReading, readCorners } from '#land/corner-file.ts'
import type { LandMessage, LandResult } from '#land/message.ts'
import { boundsOf, partsOf, readShape, type Shape, shapeOfParts } from '#land/shape.ts'
import { factsOver, farthestNear, indexMap, type LayerSource, mapLayers, usualNear } from '#review/map.ts'
import { forOutsiders } from '#review/openness.ts'
import type { LandFacts } from '#rules/situation.ts'
import { featuresIn } from '#store/feature-shelf.ts'
import type { Box } from '#store/geometry.ts'
import { featuresOfVersions, layersAt } from '#store/layer-history.ts'
import { featuresOf, opennessOf } from '#store/layers.ts'
import { latest, type State } from '#store/state.ts'
import type { Store } from '#store/store.ts'

const metresPerDegree = 111_000

/** A box widened on all sides by `metres` (and never by less than a metre). */
const widened = ([west, south, east, north]: Box, metres: number): Box => {
  const dy = (metres + 1) / metresPerDegree
  const dx = dy / Math.max(Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180), 0.01)
  return [west - dx, south - dy, east + dx, north + dy]
}

/** The layers of a region as they were in a state of the store, with what of them lies near the box. */
const layersThen = async (
  store: Store,
  region: string,
  box: Box,
  near: number,
  state: State,
): Promise<LayerSource[]> => {
  const layers = await layersAt(store, region, state)
  const reach = Math.min(farthestNear, Math.max(near, ...layers.map((layer) => layer.near)))
  const features = await featuresOfVersions(store, region, layers, widened(box, reach))
  return layers.map(({ name, kind, near: own }, i) => ({
    name,
    kind,
    near: Math.min(own, farthestNear),
    features: features[i]!,
  }))
}

/**
 * The layers of a region with what of them lies in the box or as near as the layers (or `near`) ask. A layer without
 * features there is in the list: it says "none". As of a `state` of the store where given.
 */
export const layersAround = async (
  store: Store,
  region: string,
  box: Box,
  near: number = usualNear,
  state?: State,
): Promise<LayerSource[]> => {
  if (state !== undefined) return layersThen(store, region, box, near, state)
  const layers = await layersAt(store, region, latest)
  const reach = Math.min(farthestNear, Math.max(near, ...layers.map((layer) => layer.near)))
  const features = layers.length > 0 ? await featuresIn(store, region, widened(box, reach)) : []
  return layers.map(({ name, kind, near: own }) => ({
    name,
    kind,
    near: Math.min(own, farthestNear),
    features: features.filter((feature) => feature.layer === name),
  }))
}

/**
 * What an area (GeoJSON, degrees on CGCS2000) meets in the layers loaded for its region and those given besides. Null,
 * with the corner told, where the area is no valid polygon; without layers the facts say only how large it is.
 */
export const overlayArea = async (
  store: Store,
  area: unknown,
  region: string,
  {
    near = usualNear,
    besides = [],
    state,
    outside = false,
  }: {
    readonly near?: number
    readonly besides?: readonly LayerSource[] | Promise<readonly LayerSource[]>
    readonly state?: State | undefined
    /** The asker is no one of the office: of layers that are not public only that much is told. */
    readonly outside?: boolean
  } = {},
): Promise<{ value: LandFacts | null; messages: readonly LandMessage[] }> => {
  const { value: shape, messages } = readShape(area)
  if (!shape) return { value: null, messages }
  const [sources, openness, more] = await Promise.all([
    layersAround(store, region, boundsOf(shape), near, state),
    outside ? opennessOf(store, region) : null,
    besides,
  ])
  const guarded = forOutsiders(sources.map((one) => ({ ...one, openness: openness?.get(one.name) ?? 'open' })))
  const { loadGeos } = await import('#land/geos.ts')
  const geos = await loadGeos()
  const over = (layers: readonly LayerSource[]): LandResult<LandFacts | null> => {
    const map = indexMap(geos, layers.flatMap(mapLayers), near)
    try {
      return factsOver(geos, shape, map)
    } finally {
      map.release()
    }
  }
  const shown = over([...guarded.open, ...more])
  const unseen = guarded.told.length > 0 ? over(guarded.told).value : null
  const { value, messages: told } =
    shown.value && unseen ? guarded.tell(shown.value, unseen) : { value: shown.value, messages: [] }
  return { value, messages: [...shown.messages, ...told, ...guarded.messages] }
}

/** The outline of a county or city, where a layer of it is loaded; corners outside it are then told. */
const outlineOf = async (store: Store, region: string): Promise<Shape | null> => {
  const layer = (await layersAt(store, region, latest)).find(({ kind }) => kind === 'county' || kind === 'city')
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
