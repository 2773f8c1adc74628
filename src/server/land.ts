/** An area laid over the layers of its region: only what lies near is taken from the store, by its spatial index. */
import { type CornerOptions, type CornerReading, readCorners } from '#land/corner-file.ts'
import type { LandMessage, LandResult } from '#land/message.ts'
import { boundsOf, readShape, type Shape } from '#land/shape.ts'
import { factsOver, farthestNear, indexMap, type LayerSource, mapLayers, usualNear } from '#review/map.ts'
import { forOutsiders } from '#review/openness.ts'
import { outlineOf } from '#review/region-layers.ts'
import type { LandFacts } from '#rules/situation.ts'
import { byLayer, featuresIn } from '#store/feature-shelf.ts'
import type { Box } from '#store/geometry.ts'
import { featuresOfVersions, type LayerVersion, layersAt } from '#store/layer-history.ts'
import { featuresOf, opennessOf } from '#store/layers.ts'
import { latest, type State } from '#store/state.ts'
import type { Store } from '#store/store.ts'

/** Of latitude, where a degree is shortest: no box is narrower than asked. */
const metresPerDegree = 110_574

/** A box widened on all sides by `metres` (and never by less than a metre). */
const widened = ([west, south, east, north]: Box, metres: number): Box => {
  const dy = (metres + 1) / metresPerDegree
  const dx = dy / Math.max(Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180), 0.01)
  return [west - dx, south - dy, east + dx, north + dy]
}

/** m: how near is near, and of which time. */
type Around = {
  readonly near?: number
  /** As of a state of the store; absent: as it is. */
  readonly state?: State | undefined
  /** The layers the region had then, by who has asked for them already. */
  readonly layers?: readonly LayerVersion[]
}

/** A box widened as far as `near` or one of the layers asks. */
export const boxAround = (box: Box, near: number = usualNear, layers: readonly LayerVersion[] = []): Box =>
  widened(box, Math.min(farthestNear, Math.max(near, ...layers.map((layer) => layer.near))))

/**
 * The layers of a region with what of them lies in the box or as near as the layers (or `near`) ask. A layer without
 * features there is in the list: it says "none".
 */
export const layersAround = async (
  store: Store,
  region: string,
  box: Box,
  { near = usualNear, state, layers: known }: Around = {},
): Promise<LayerSource[]> => {
  const layers = known ?? (await layersAt(store, region, state ?? latest))
  const wide = boxAround(box, near, layers)
  const features =
    state === undefined
      ? byLayer(layers, layers.length > 0 ? await featuresIn(store, region, wide) : [])
      : await featuresOfVersions(store, region, layers, wide)
  return layers.map(({ name, kind, near: own }, i) => ({
    name,
    kind,
    near: Math.min(own, farthestNear),
    features: features[i]!,
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
    besides = async () => [],
    outside = false,
    ...around
  }: Around & {
    /** Layers besides those of the store, by what of them lies in a box as wide as near asks. */
    readonly besides?: (box: Box) => Promise<readonly LayerSource[]>
    /** The asker is no one of the office: of layers that are not public only that much is told. */
    readonly outside?: boolean
  } = {},
): Promise<{ value: LandFacts | null; messages: readonly LandMessage[] }> => {
  const { value: shape, messages } = readShape(area)
  if (!shape) return { value: null, messages }
  const bounds = boundsOf(shape)
  const [sources, openness, more] = await Promise.all([
    layersAround(store, region, bounds, around),
    outside ? opennessOf(store, region) : null,
    besides(boxAround(bounds, around.near)),
  ])
  const guarded = forOutsiders(sources.map((one) => ({ ...one, openness: openness?.get(one.name) ?? 'open' })))
  const { loadGeos } = await import('#land/geos.ts')
  const geos = await loadGeos()
  const over = (layers: readonly LayerSource[]): LandResult<LandFacts | null> => {
    const map = indexMap(geos, layers.flatMap(mapLayers), around.near)
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
const outlineIn = async (store: Store, region: string): Promise<Shape | null> => {
  const layer = (await layersAt(store, region, latest)).find(({ kind }) => kind === 'county' || kind === 'city')
  return layer ? outlineOf(await featuresOf(store, region, layer.name)) : null
}

/** Reads corner points (any form land/corner-file.ts knows), held against the region's outline where it is loaded. */
export const cornersIn = async (
  store: Store,
  text: string,
  region: string | undefined,
  options: CornerOptions = {},
): Promise<LandResult<CornerReading>> => {
  const outline = region === undefined ? null : await outlineIn(store, region)
  return readCorners(text, { ...options, ...(outline ? { outline } : {}) })
}
