/** Layers as they were: what was replaced is kept beside the layers of today, and found again by the store's state. */
import type { Feature } from 'geojson'
import { type Box, boxOf } from './geometry.ts'
import { decode, featuresOf, geometryColumn, type LayerEntry } from './layers.ts'
import type { State } from './state.ts'
import type { Store } from './store.ts'

/** A layer as of a state, by the number of the log entry it came in with. */
export type LayerVersion = Pick<LayerEntry, 'region' | 'name' | 'kind' | 'near' | 'sha256'> & {
  readonly entered: number
}

const columns = ['region', 'name', 'kind', 'near', 'sha256', 'entered'] as const

/** The layers of a region as they were loaded in a state, by name. */
export const layersAt = async ({ query }: Store, region: string, state: State): Promise<LayerVersion[]> => {
  const now = await query
    .selectFrom('layer')
    .select(columns)
    .where('region', '=', region)
    .where('entered', '<=', state)
    .execute()
  const past = await query
    .selectFrom('layer_past')
    .select(columns)
    .where('region', '=', region)
    .where('entered', '<=', state)
    .where('ended', '>', state)
    .execute()
  // One that was replaced between the two questions is in both.
  const versions = new Map([...now, ...past].map((version) => [version.name, version]))
  return [...versions.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

const meets = (a: Box, b: Box): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]

/** Features of one version of a layer that touch the box; in the order they were put in. */
export const featuresOfVersion = async (
  store: Store,
  { region, name, entered }: LayerVersion,
  box?: Box,
): Promise<(Feature & { layer: string })[]> => {
  const features = await featuresOf(store, region, name, box)
  const held = await store.query
    .selectFrom('layer')
    .select('entered')
    .where('region', '=', region)
    .where('name', '=', name)
    .executeTakeFirst()
  if (held?.entered === entered) return features
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
