/** Layers as they were: what was replaced is kept beside the layers of today, and found again by the store's state. */
import type { Feature } from 'geojson'
import { byLayer, featuresIn } from './feature-shelf.ts'
import { type Box, boxOf } from './geometry.ts'
import { decode, geometryColumn, type LayerEntry } from './layers.ts'
import type { State } from './state.ts'
import type { Store } from './store.ts'

/** A layer as of a state, by the number of the log entry it came in with. */
export type LayerVersion = Pick<LayerEntry, 'region' | 'name' | 'kind' | 'near' | 'sha256'> & {
  readonly entered: number
}

const columns = ['region', 'name', 'kind', 'near', 'sha256', 'entered'] as const

/** The layers of a region as they were loaded in a state, by name. */
export const layersAt = async ({ query }: Store, region: string, state: State): Promise<LayerVersion[]> => {
  const past = query
    .selectFrom('layer_past')
    .select(columns)
    .where('region', '=', region)
    .where('entered', '<=', state)
    .where('ended', '>', state)
  const versions = await query
    .selectFrom('layer')
    .select(columns)
    .where('region', '=', region)
    .where('entered', '<=', state)
    .unionAll(past)
    .execute()
  return versions.sort((a, b) => (a.name < b.name ? -1 : 1))
}

const meets = (a: Box, b: Box): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]

type LayerFeature = Feature & { layer: string }

/** Features of a version that was replaced; few are asked for, so the box is held against each. */
const pastFeatures = async (
  store: Store,
  { region, name, entered }: LayerVersion,
  box?: Box,
): Promise<LayerFeature[]> => {
  const rows = await store.query
    .selectFrom('feature_past')
    .select(['layer', 'id', 'properties', geometryColumn(store).as('shape')])
    .where('region', '=', region)
    .where('layer', '=', name)
    .where('entered', '=', entered)
    .orderBy('fid')
    .execute()
  return rows.flatMap(({ layer, id, properties, shape }) => {
    const geometry = decode(store, shape)
    const bounds = boxOf(geometry)
    if (box && bounds && !meets(bounds, box)) return []
    return [{ type: 'Feature' as const, layer, id, properties: JSON.parse(properties), geometry }]
  })
}

/** Which of the versions still hold: asked after their features were read, so that none is taken for another. */
const holding = async ({ query }: Store, region: string): Promise<ReadonlyMap<string, number>> => {
  const rows = await query.selectFrom('layer').select(['name', 'entered']).where('region', '=', region).execute()
  return new Map(rows.map(({ name, entered }) => [name, entered]))
}

/**
 * Features of versions of a region's layers, those that touch the box where one is given, by the version's place in the
 * list; in the order they were put in.
 */
export const featuresOfVersions = async (
  store: Store,
  region: string,
  versions: readonly LayerVersion[],
  box?: Box,
): Promise<LayerFeature[][]> => {
  const names = versions.map(({ name }) => name)
  const now = byLayer(versions, await featuresIn(store, region, box ?? names))
  const held = await holding(store, region)
  return Promise.all(
    versions.map(async (version, i) =>
      held.get(version.name) === version.entered ? now[i]! : pastFeatures(store, version, box),
    ),
  )
}
