/** What a review costs in a store of one county, and in one of thousands. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Shape } from '#land/shape.ts'
import { addApplication } from '#store/applications.ts'
import { addMine } from '#store/mines.ts'
import { openStore } from '#store/open.ts'
import { addReturn } from '#store/returns.ts'
import { type Store, transact } from '#store/store.ts'
import {
  applicationFor,
  type DegreeLayer,
  examplePlan,
  inDegrees,
  putLayers,
  putRegionPlan,
  reviewing,
} from './product.ts'
import { dropDatabase, emptyDatabase } from './sql.ts'
import { inTurns, percentile, row } from './timing.ts'
import { drawApplications, drawWorld, movedBy, toDegrees } from './world.ts'

/** A county of 40 km × 40 km; counties stand in a grid of 53 columns, a degree apart. */
const extent = { x: 480_000, y: 4_560_000, width: 40_000, height: 40_000 }
const columns = 53
const at = '2026-01-01T00:00:00.000Z'

const codeOf = (i: number): string => String(110_101 + Math.floor(i / 90) * 10_000 + (i % 90))
const placeOf =
  (i: number) =>
  (shape: Shape): Shape =>
    movedBy(shape, [-(i % columns), -0.5 * Math.floor(i / columns)])

const placed = (layers: readonly DegreeLayer[], place: (shape: Shape) => Shape): readonly DegreeLayer[] =>
  layers.map(({ kind, collection }) => {
    const features = collection.features.map((one) => ({ ...one, geometry: place(one.geometry as never) as never }))
    return { kind, collection: { ...collection, features } }
  })

const fill = async (store: Store, counties: number, layers: readonly DegreeLayer[], applied: readonly Shape[]) => {
  const plan = await examplePlan()
  const brief = { plan: { ...plan.plan, facts: [], clauses: [], tables: [] }, rules: [], checks: [] }
  await transact(store, async (inside) => {
    for (let i = 0; i < counties; i++) {
      const region = codeOf(i)
      await putRegionPlan(inside, region, i === 0 ? plan : brief)
      await putLayers(inside, region, placed(layers, placeOf(i)))
      for (let mine = 0; mine < 10; mine++) {
        const name = `矿山${mine}`
        const entry = { name, minerals: ['铁'], scale: 'small', status: 'producing' } as const
        await addMine(inside, { region, id: `${region}-${mine}`, since: '2021-01-01', mine: entry, by: 'bench', at })
        const output = { value: 10, unit: '万吨' }
        const told = { mine: name, year: 2024, output }
        await addReturn(inside, { region, id: `${region}-${mine}`, entry: told, by: 'bench', at })
      }
      for (const [j, shape] of applied.entries()) {
        const application = applicationFor(placeOf(i)(shape), region, j)
        const [received, due] = ['2025-12-01', '2025-12-08']
        const desk = {
          applicant: '某公司',
          plan: `plan-${region}`,
          status: 'received',
          holder: 'li',
          received,
          due,
        } as const
        await addApplication(inside, { region, id: `${region}-a${j}`, application, ...desk })
      }
    }
  })
}

export const growthSection = async (server: string, counties: number): Promise<void> => {
  const world = drawWorld(0.001, extent, 3)
  const layers = inDegrees(world)
  const drawn = drawApplications(320, extent, world, 11)
  const asked = drawn.map((shape, i) => applicationFor(toDegrees(shape), codeOf(0), i))
  const underWay = drawApplications(2, extent, world, 13).map(toDegrees)
  const folder = mkdtempSync(join(tmpdir(), 'kuanggui-bench-'))
  const databases = ['kuanggui_bench_county', 'kuanggui_bench_country']
  const doors = {
    PostgreSQL: await Promise.all(databases.map((name) => emptyDatabase(server, name))),
    GeoPackage: databases.map((name) => `gpkg:${join(folder, `${name}.gpkg`)}`),
  }
  row('from 1 county to many, ms', 'p50', 'p95', 'p50 ratio', 'p95 ratio')
  for (const [door, urls] of Object.entries(doors)) {
    const [one, many] = [await openStore(urls[0]!), await openStore(urls[1]!)]
    await fill(one, 1, layers, underWay)
    await fill(many, counties, layers, underWay)
    const [county, country] = [reviewing(one), reviewing(many)]
    const ways = {
      county: (application: (typeof asked)[number]) => county(application),
      country: (application: (typeof asked)[number]) => country(application),
    }
    await inTurns(asked.slice(0, 20), ways)
    const times = await inTurns(asked.slice(20), ways)
    const [p50, p95] = [0.5, 0.95].map((share) => ({
      county: percentile(times.county!, share),
      country: percentile(times.country!, share),
    }))
    row(`${door}: 1 county`, p50!.county, p95!.county)
    row(
      `${door}: ${counties} counties`,
      p50!.country,
      p95!.country,
      p50!.country / p50!.county,
      p95!.country / p95!.county,
    )
    await one.close()
    await many.close()
  }
  for (const name of databases) await dropDatabase(server, name)
  rmSync(folder, { recursive: true, force: true })
}
