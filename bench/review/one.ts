/** One application with all layers and all rules, beside the bare overlay in SQL. */
import { openStore } from '#store/open.ts'
import { transact } from '#store/store.ts'
import { applicationFor, type DegreeLayer, examplePlan, putLayers, putRegionPlan, reviewing } from './product.ts'
import type { BareOverlay } from './sql.ts'
import { inTurns, percentile, row } from './timing.ts'
import { city, type DrawnLayer, drawApplications, toDegrees } from './world.ts'

const region = '990121'

export const oneSection = async (
  sql: BareOverlay,
  stores: Readonly<Record<string, string>>,
  world: readonly DrawnLayer[],
  layers: readonly DegreeLayer[],
): Promise<void> => {
  const plan = await examplePlan()
  const drawn = drawApplications(320, city, world)
  row('one application, ms', 'p50', 'p95', 'p50 ratio', 'p95 ratio')
  for (const [door, url] of Object.entries(stores)) {
    const store = await openStore(url)
    await transact(store, async (inside) => {
      await putRegionPlan(inside, region, plan)
      await putLayers(inside, region, layers)
    })
    const ask = reviewing(store)
    const asked = drawn.map((shape, i) => ({ shape, application: applicationFor(toDegrees(shape), region, i) }))
    const off: number[] = []
    const ways = {
      sql: ({ shape }: (typeof asked)[number]) => sql.one(shape),
      ours: ({ application }: (typeof asked)[number]) => ask(application),
    }
    // The first 20 warm up the programs of both sides.
    await inTurns(asked.slice(0, 20), ways)
    const rest = asked.slice(20)
    for (const pass of ['first time', 'again']) {
      const times = await inTurns(rest, ways)
      const [p50, p95] = [0.5, 0.95].map((share) => ({
        sql: percentile(times.sql!, share),
        ours: percentile(times.ours!, share),
      }))
      row(`${door}, ${pass}: bare SQL`, p50!.sql, p95!.sql)
      row(`${door}, ${pass}: a review`, p50!.ours, p95!.ours, p50!.ours / p50!.sql, p95!.ours / p95!.sql)
    }
    for (const { shape, application } of rest) {
      const [theirs, { area }] = [await sql.one(shape), await ask(application)]
      off.push(Math.abs(theirs - area) / Math.max(1, theirs))
    }
    row(`${door}: largest difference of areas`, Math.max(...off).toExponential(1))
    await store.close()
  }
}
