/**
 * A review beside the bare overlay in SQL, in one run on the same data: 100,000 planned areas and rights and a red
 * line of 1,000,000 corners. One application with all layers and all rules; all rights in batch; and how the first
 * grows from one county's data to 2,800 counties'.
 * Run: KUANGGUI_TEST_POSTGRES=postgres://… npm run bench -- review
 * A smaller run: REVIEW_SCALE=0.1 (of the data), REVIEW_RIGHTS=8000 (of the rights), REVIEW_COUNTIES=280.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchSection } from './review/batch.ts'
import { growthSection } from './review/growth.ts'
import { oneSection } from './review/one.ts'
import { inDegrees } from './review/product.ts'
import { BareOverlay, dropDatabase, emptyDatabase } from './review/sql.ts'
import { city, cornersIn, drawWorld } from './review/world.ts'

const server = process.env.KUANGGUI_TEST_POSTGRES
if (!server) {
  console.error('KUANGGUI_TEST_POSTGRES is not set: there is nothing to compare with')
  process.exit(2)
}

const scale = Number(process.env.REVIEW_SCALE ?? 1)
const world = drawWorld(scale, city)
const count = world.reduce((sum, { features }) => sum + features.length, 0)
const red = cornersIn(world, 'red-line')
console.log(`${count} polygons of ${cornersIn(world)} corners, ${red} of them of the red line\n`)

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-bench-'))
const databases = { bare: 'kuanggui_bench_bare', store: 'kuanggui_bench_store' }
const layers = inDegrees(world)
const sql = await BareOverlay.over(await emptyDatabase(server, databases.bare), world)
const asked = new Set((process.env.REVIEW_SECTIONS ?? 'one,batch,growth').split(','))
if (asked.has('one')) {
  const stores = {
    PostgreSQL: await emptyDatabase(server, databases.store),
    GeoPackage: `gpkg:${join(folder, 'store.gpkg')}`,
  }
  await oneSection(sql, stores, world, layers)
}
if (asked.has('batch')) await batchSection(sql, layers, Number(process.env.REVIEW_RIGHTS ?? 80_000))
await sql.end()
if (asked.has('growth')) await growthSection(server, Number(process.env.REVIEW_COUNTIES ?? 2_800))
for (const name of Object.values(databases)) await dropDatabase(server, name)
rmSync(folder, { recursive: true, force: true })
