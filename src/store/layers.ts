/** Layers of the map. A layer that is not here for a region is no data; one that is here without features is none. */
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { type RawBuilder, sql } from 'kysely'
import type { Openness } from '#review/openness.ts'
import { outlineOf } from './feature-outline.ts'
import { type Box, binaryInGeoPackage, boxOf, fromBinary, storedReference, toBinary, toGeoPackage } from './geometry.ts'
import { nextEntry } from './state.ts'
import { type Store, transact } from './store.ts'

export type LayerEntry = {
  readonly region: string
  readonly name: string
  readonly title: string
  /** What it shows: "zone", "block", "right", "red-line" … */
  readonly kind: string
  /** Metres within which a feature is told with its distance; 0: overlaps only. */
  readonly near: number
  readonly sha256: string
  readonly at: string
  /** Whom its shapes are shown to; absent: as the layer it replaces, else everybody. */
  readonly openness?: Openness
}

export type LayerSummary = LayerEntry & {
  readonly openness: Openness
  readonly count: number
  readonly bounds: Box | null
}

/** Kept rows per statement: PostgreSQL takes at most 65,535 parameters. */
const batch = 500

/** The geometry's columns. */
const encode = (store: Store, geometry: Geometry) => {
  const binary = toBinary(geometry)
  return {
    geometry:
      store.door === 'geopackage'
        ? toGeoPackage(geometry)
        : sql`ST_GeomFromWKB(${Buffer.from(binary)}, ${storedReference}::int)`,
    outline: outlineOf(geometry, binary),
  }
}

export const geometryColumn = (store: Store): RawBuilder<Uint8Array> =>
  store.door === 'geopackage' ? sql<Uint8Array>`geometry` : sql<Uint8Array>`ST_AsBinary(geometry)`

/** The well-known binary in what `geometryColumn` reads. */
export const binaryOf = (store: Store, bytes: Uint8Array): Uint8Array =>
  store.door === 'geopackage' ? binaryInGeoPackage(bytes) : bytes

export const decode = (store: Store, bytes: Uint8Array): Geometry => fromBinary(binaryOf(store, bytes))

/** Puts a layer that is about to be replaced among those of the past. What came in with the same entry never held. */
const keepLayer = async ({ query }: Store, region: string, name: string): Promise<void> => {
  await sql`insert into layer_past (region, name, title, kind, near, sha256, at, entered, ended)
    select region, name, title, kind, near, sha256, at, entered, ${nextEntry} from layer
    where region = ${region} and name = ${name} and entered < ${nextEntry}`.execute(query)
  await sql`insert into feature_past (region, layer, entered, fid, id, name, properties, geometry)
    select feature.region, feature.layer, layer.entered, fid, id, feature.name, properties, geometry
    from feature join layer on layer.region = feature.region and layer.name = feature.layer
    where feature.region = ${region} and feature.layer = ${name} and layer.entered < ${nextEntry}`.execute(query)
}

/** Whom the shapes of a region's layers are shown to, by layer. */
export const opennessOf = async ({ query }: Store, region: string): Promise<ReadonlyMap<string, Openness>> => {
  const rows = await query.selectFrom('layer').select(['name', 'openness']).where('region', '=', region).execute()
  return new Map(rows.map(({ name, openness }) => [name, openness as Openness]))
}

/** True where there is such a layer. */
export const setOpenness = async (
  { query }: Store,
  region: string,
  name: string,
  openness: Openness,
): Promise<boolean> => {
  const { numUpdatedRows } = await query
    .updateTable('layer')
    .set({ openness })
    .where('region', '=', region)
    .where('name', '=', name)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Puts a layer in place of the one of that name, which is kept among those of the past (layer-history.ts); all of it or
 * nothing. Features without geometry are left out.
 */
export const putLayer = (store: Store, layer: LayerEntry, collection: FeatureCollection): Promise<number> =>
  transact(store, async (inside) => {
    const { query } = inside
    const { region, name } = layer
    await keepLayer(inside, region, name)
    const openness = layer.openness ?? (await opennessOf(inside, region)).get(name) ?? 'open'
    await query.deleteFrom('feature').where('region', '=', region).where('layer', '=', name).execute()
    await query.deleteFrom('layer').where('region', '=', region).where('name', '=', name).execute()
    await query
      .insertInto('layer')
      .values({ ...layer, openness, entered: nextEntry })
      .execute()
    const features = collection.features.filter(({ geometry }) => geometry && boxOf(geometry))
    for (let from = 0; from < features.length; from += batch) {
      const rows = features.slice(from, from + batch).map((feature, i) => ({
        region,
        layer: name,
        id: String(feature.id ?? feature.properties?.id ?? feature.properties?.code ?? from + i + 1),
        name: String(feature.properties?.name ?? ''),
        properties: JSON.stringify(feature.properties ?? {}),
        ...encode(inside, feature.geometry),
      }))
      await query.insertInto('feature').values(rows).execute()
    }
    return features.length
  })

export const inBox = (store: Store, [west, south, east, north]: Box): RawBuilder<boolean> =>
  store.door === 'geopackage'
    ? sql<boolean>`fid in (select id from rtree_feature_geometry
        where maxx >= ${west} and minx <= ${east} and maxy >= ${south} and miny <= ${north})`
    : sql<boolean>`geometry && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, ${storedReference}::int)`

/** Of a region, beside a box: written so that the index over shapes is gone by and the one over regions is not. */
export const beside = (region: string): RawBuilder<boolean> => sql<boolean>`region || '' = ${region}`

/** Features of one layer of a region, or of all its layers when `layer` is null, that touch the box. */
export const featuresOf = async (
  store: Store,
  region: string,
  layer: string | null,
  box?: Box,
): Promise<(Feature & { layer: string })[]> => {
  let rows = store.query
    .selectFrom('feature')
    .select(['layer', 'id', 'properties', geometryColumn(store).as('shape')])
    .where(box ? beside(region) : sql<boolean>`region = ${region}`)
    .orderBy('fid')
  if (layer !== null) rows = rows.where('layer', '=', layer)
  if (box) rows = rows.where(inBox(store, box))
  return (await rows.execute()).map(({ layer, id, properties, shape }) => ({
    type: 'Feature',
    layer,
    id,
    properties: JSON.parse(properties),
    geometry: decode(store, shape),
  }))
}

const boundsOf = (store: Store) =>
  store.door === 'geopackage'
    ? sql<{ layer: string; count: number; west: number; south: number; east: number; north: number }>`
        select feature.layer, count(*) as count, min(minx) as west, min(miny) as south, max(maxx) as east, max(maxy) as north
        from feature join rtree_feature_geometry tree on tree.id = feature.fid`
    : sql<{ layer: string; count: number; west: number; south: number; east: number; north: number }>`
        select layer, count(*)::int as count, min(ST_XMin(geometry)) as west, min(ST_YMin(geometry)) as south,
          max(ST_XMax(geometry)) as east, max(ST_YMax(geometry)) as north from feature`

export const listLayers = async (store: Store, region: string): Promise<LayerSummary[]> => {
  const layers = await store.query
    .selectFrom('layer')
    .select(['region', 'name', 'title', 'kind', 'near', 'sha256', 'at', 'openness'])
    .where('region', '=', region)
    .orderBy('name')
    .execute()
  const { rows } = await sql<{
    layer: string
    count: number
    west: number
    south: number
    east: number
    north: number
  }>`
    ${boundsOf(store)} where region = ${region} group by layer`.execute(store.query)
  const found = new Map(rows.map((row) => [row.layer, row]))
  return layers.map((layer) => {
    const row = found.get(layer.name)
    const openness = layer.openness as Openness
    return {
      ...layer,
      openness,
      count: row?.count ?? 0,
      bounds: row ? [row.west, row.south, row.east, row.north] : null,
    }
  })
}
