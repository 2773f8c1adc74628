/** The bare overlay in SQL: relation and area of what an area shares with every feature of every layer. */
import pg from 'pg'
import type { Polygon } from '#land/shape.ts'
import { type DrawnLayer, planeCode, textOf } from './world.ts'

/** Makes a database of the name beside the one addressed, empty and with PostGIS; answers its address. */
export const emptyDatabase = async (server: string, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

export const dropDatabase = async (server: string, name: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await client.end()
}

const overlap = 'ST_Relate(a.shape, f.shape) AS relation, ST_Area(ST_Intersection(a.shape, f.shape)) AS area'

/** The layers in one table, in the plane, under a spatial index. */
export class BareOverlay {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async over(url: string, world: readonly DrawnLayer[]): Promise<BareOverlay> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('CREATE EXTENSION IF NOT EXISTS postgis')
    await client.query(`CREATE TABLE bare (layer text, id text, shape geometry(Polygon, ${planeCode}))`)
    for (const { kind, features } of world) {
      for (let from = 0; from < features.length; from += 500) {
        const some = features.slice(from, from + 500)
        await client.query(
          `INSERT INTO bare SELECT $1, id, ST_GeomFromText(t, ${planeCode}) FROM unnest($2::text[], $3::text[]) AS s(id, t)`,
          [kind, some.map(({ id }) => id), some.map(({ shape }) => textOf(shape))],
        )
      }
    }
    await client.query('CREATE INDEX ON bare USING gist (shape)')
    await client.query('CREATE INDEX ON bare (id)')
    await client.query('VACUUM ANALYZE bare')
    return new BareOverlay(client)
  }

  /** m² shared with all features together. */
  async one(area: Polygon): Promise<number> {
    const { rows } = await this.#client.query<{ relation: string; area: number }>({
      name: 'bare-overlay',
      text: `SELECT f.layer, f.id, ${overlap}
             FROM bare f, (SELECT ST_GeomFromText($1, ${planeCode}) AS shape) a WHERE ST_Intersects(f.shape, a.shape)`,
      values: [textOf(area)],
    })
    return rows.reduce((sum, row) => sum + row.area, 0)
  }

  /** Rights against all other features, as one join; how many pairs share something and how many m². */
  async join(rights: readonly string[]): Promise<{ pairs: number; area: number }> {
    await this.#client.query('DROP TABLE IF EXISTS joined')
    await this.#client.query('CREATE TEMP TABLE IF NOT EXISTS asked (id text)')
    await this.#client.query('TRUNCATE asked')
    await this.#client.query('INSERT INTO asked SELECT unnest($1::text[])', [rights])
    await this.#client.query('DROP TABLE IF EXISTS asked_rights')
    await this.#client.query('CREATE TABLE asked_rights AS SELECT id, shape FROM bare JOIN asked USING (id)')
    await this.#client.query('ANALYZE asked_rights')
    await this.#client.query(`CREATE UNLOGGED TABLE joined AS SELECT a.id AS asked, f.layer, f.id, ${overlap}
      FROM asked_rights a JOIN bare f ON ST_Intersects(a.shape, f.shape) WHERE f.id <> a.id`)
    const { rows } = await this.#client.query<{ pairs: number; area: number }>(
      `SELECT count(*)::int AS pairs, coalesce(sum(area), 0)::float8 AS area FROM joined WHERE relation LIKE '2%'`,
    )
    return rows[0]!
  }

  async end(): Promise<void> {
    await this.#client.end()
  }
}
