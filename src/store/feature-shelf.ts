/**
 * Features near a place, read once and kept as they are: one place is asked again and again while an application is
 * drawn, reviewed and signed, and what is known of a shape (land/layer.ts) is kept with the shape.
 */
import type { Feature } from 'geojson'
import { type RawBuilder, sql } from 'kysely'
import { geometryWith } from './feature-outline.ts'
import type { Box } from './geometry.ts'
import { beside, binaryOf, geometryColumn, inBox } from './layers.ts'
import type { Store } from './store.ts'

export type StoredFeature = Feature & { readonly layer: string }

type Kept = { readonly revision: string; readonly feature: StoredFeature; readonly corners: number }
type Shelf = { readonly rows: Map<number, Kept>; corners: number }

const bytesPerCorner = 16

/** About 100 bytes each: the layers of a large county. */
const cornersAtMost = 1_500_000

/** A transaction has a shelf of its own: what it reads may be taken back. */
const shelves = new WeakMap<Store['query'], Shelf>()

const shelfOf = ({ query }: Store): Shelf => {
  const known = shelves.get(query)
  if (known) return known
  const shelf: Shelf = { rows: new Map(), corners: 0 }
  shelves.set(query, shelf)
  return shelf
}

/** Changes with the row, whoever writes it: the row's own transaction, or any other connection's writing to the file. */
const revisionOf = (store: Store): RawBuilder<string> =>
  store.door === 'geopackage'
    ? sql<string>`(select cast(data_version as text) from pragma_data_version)`
    : sql<string>`xmin::text`

const isBox = (within: Box | readonly string[]): within is Box => typeof within[0] === 'number'

const put = (shelf: Shelf, fid: number, kept: Kept): void => {
  shelf.corners += kept.corners - (shelf.rows.get(fid)?.corners ?? 0)
  // Put last again: the first of the map is the one not asked for the longest.
  shelf.rows.delete(fid)
  shelf.rows.set(fid, kept)
}

const trim = (shelf: Shelf): void => {
  for (const [fid, { corners }] of shelf.rows) {
    if (shelf.corners <= cornersAtMost) return
    shelf.rows.delete(fid)
    shelf.corners -= corners
  }
}

/** One parameter however many they are: the statement stays the same, and prepared. */
const isOneOf = (store: Store, fids: readonly number[]): RawBuilder<boolean> =>
  store.door === 'geopackage'
    ? sql<boolean>`fid in (select value from json_each(${JSON.stringify(fids)}))`
    : sql<boolean>`fid = any(${fids})`

const readRows = async (store: Store, revisions: ReadonlyMap<number, string>, fids: readonly number[]) => {
  const shelf = shelfOf(store)
  const rows = await store.query
    .selectFrom('feature')
    .select(['fid', 'layer', 'id', 'properties', 'outline', geometryColumn(store).as('shape')])
    .where(isOneOf(store, fids))
    .execute()
  return rows.map(({ fid, layer, id, properties, outline, shape }): [number, StoredFeature] => {
    const binary = binaryOf(store, shape)
    const geometry = geometryWith(binary, outline)
    const feature: StoredFeature = { type: 'Feature', layer, id, properties: JSON.parse(properties), geometry }
    put(shelf, Number(fid), { revision: revisions.get(Number(fid))!, feature, corners: binary.length / bytesPerCorner })
    return [Number(fid), feature]
  })
}

/** Rows of a region by number and revision: those that touch the box, or all of the layers named. */
const rowsOf = (store: Store, region: string, within: Box | readonly string[]) => {
  const rows = store.query
    .selectFrom('feature')
    .select(['fid', revisionOf(store).as('revision')])
    .orderBy('fid')
  if (!isBox(within)) return rows.where('region', '=', region).where('layer', 'in', within)
  return rows.where(beside(region)).where(inBox(store, within))
}

/**
 * Features of a region that touch the box, of all its layers, or all features of the layers named; in the order they were
 * put in. Not to be changed.
 */
export const featuresIn = async (
  store: Store,
  region: string,
  within: Box | readonly string[],
): Promise<readonly StoredFeature[]> => {
  if (within.length === 0) return []
  const shelf = shelfOf(store)
  const found = await rowsOf(store, region, within).execute()
  const revisions = new Map(found.map(({ fid, revision }) => [Number(fid), revision]))
  const features = new Map<number, StoredFeature>()
  const missing: number[] = []
  for (const [fid, revision] of revisions) {
    const kept = shelf.rows.get(fid)
    if (kept?.revision === revision) {
      features.set(fid, kept.feature)
      put(shelf, fid, kept)
    } else missing.push(fid)
  }
  if (missing.length > 0)
    for (const [fid, feature] of await readRows(store, revisions, missing)) features.set(fid, feature)
  trim(shelf)
  return [...revisions.keys()].flatMap((fid) => features.get(fid) ?? [])
}

/** Features by the place of their layer in a list of layers. */
export const byLayer = (
  layers: readonly { readonly name: string }[],
  features: readonly StoredFeature[],
): readonly StoredFeature[][] => {
  const lists = new Map(layers.map(({ name }): [string, StoredFeature[]] => [name, []]))
  for (const feature of features) lists.get(feature.layer)?.push(feature)
  return layers.map(({ name }) => lists.get(name)!)
}
