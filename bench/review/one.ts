/** One application with all layers and all rules, beside the bare overlay in SQL. */
import { loadGeos } from '#land/geos.ts'
import type { Shape } from '#land/shape.ts'
import { factsOver, indexMap, mapLayers, nearAsked } from '#review/map.ts'
import { review } from '#review/review.ts'
import { overlayArea } from '#server/land.ts'
import { appendLog } from '#store/log.ts'
import { openStore } from '#store/open.ts'
import { transact } from '#store/store.ts'
import { applicationFor, type DegreeLayer, examplePlan, putLayers, putRegionPlan, reviewing } from './product.ts'
import type { BareOverlay } from './sql.ts'
import { inTurns, percentile, row } from './timing.ts'
import { city, type DrawnLayer, drawApplications, toDegrees } from './world.ts'

const region = '990121'
const at = '2026-01-05T00:00:00.000Z'

export const oneSection = async (
  sql: BareOverlay,
  stores: Readonly<Record<string, string>>,
  world: readonly DrawnLayer[],
  layers: readonly DegreeLayer[],
): Promise<void> => {
  const compiled = await examplePlan()
  const context = { plan: compiled.plan, rules: compiled.rules, date: '2026-01-05' }
  const near = nearAsked(compiled.rules)
  const geos = await loadGeos()
  const drawn = drawApplications(320, city, world)
  const asked = drawn.map((shape, i) => ({ shape, application: applicationFor(toDegrees(shape), region, i) }))
  type Asked = (typeof asked)[number]
  row('one application, ms', 'p50', 'p95', 'p50 ratio', 'p95 ratio')
  for (const [door, url] of Object.entries(stores)) {
    const store = await openStore(url)
    await transact(store, async (inside) => {
      await putRegionPlan(inside, region, compiled)
      await putLayers(inside, region, layers)
    })
    const ask = reviewing(store)
    const map = indexMap(
      geos,
      layers.flatMap(({ kind, collection }) => mapLayers({ name: kind, kind, features: collection.features })),
      near,
    )
    const bare = { 'bare SQL': ({ shape }: Asked) => sql.one(shape) }
    const inMemory = {
      'layers in memory': ({ application }: Asked) => {
        const { value: land } = factsOver(geos, application.area as Shape, map)
        return review(application, { ...context, land })
      },
    }
    const inStore = {
      'layers in the store': async ({ application }: Asked) => {
        const { value: land } = await overlayArea(store, application.area, region, { near })
        return review(application, { ...context, land })
      },
    }
    const whole = { 'with plan, ledger and queue': ({ application }: Asked) => ask(application) }
    const written = () =>
      appendLog(store, { region, at, by: 'bench', action: 'review', subject: 'application:bench', detail: {} })
    // The first 20 warm up the programs of both sides.
    await inTurns(asked.slice(0, 20), { ...bare, ...inMemory, ...whole, ...inStore })
    const rest = asked.slice(20)
    // Where nobody has asked before; there again; there when something has been written in between.
    const passes = {
      'first time': () => inTurns(rest, { ...bare, ...inMemory, ...whole }),
      again: () => inTurns(rest, { ...bare, ...inMemory, ...inStore, ...whole }),
      written: () => inTurns(rest, { ...bare, ...whole }, written),
    }
    for (const [pass, run] of Object.entries(passes)) {
      const times = await run()
      const [bare50, bare95] = [0.5, 0.95].map((share) => percentile(times['bare SQL']!, share))
      for (const [way, list] of Object.entries(times)) {
        const [p50, p95] = [percentile(list, 0.5), percentile(list, 0.95)]
        row(`${door}, ${pass}: ${way}`, p50, p95, p50 / bare50!, p95 / bare95!)
      }
    }
    const off: number[] = []
    for (const { shape, application } of rest) {
      const [theirs, { area }] = [await sql.one(shape), await ask(application)]
      off.push(Math.abs(theirs - area) / Math.max(1, theirs))
    }
    row(`${door}: largest difference of areas`, Math.max(...off).toExponential(1))
    map.release()
    await store.close()
  }
}
