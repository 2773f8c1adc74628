/** All rights against all layers and all rules, beside one set-based join in SQL. */
import { loadGeos } from '#land/geos.ts'
import { readShape } from '#land/shape.ts'
import { reviewRight } from '#review/batch.ts'
import { factsOver, indexMap, mapLayers } from '#review/map.ts'
import type { ReviewContext } from '#review/opinion.ts'
import { applicationFor, type DegreeLayer, examplePlan, sharedArea } from './product.ts'
import type { BareOverlay } from './sql.ts'
import { row, timed } from './timing.ts'

const region = '990121'

export const batchSection = async (sql: BareOverlay, layers: readonly DegreeLayer[], most: number): Promise<void> => {
  const { plan, rules } = await examplePlan()
  const all = layers.filter(({ kind }) => kind.endsWith('-right')).flatMap(({ collection }) => collection.features)
  const step = Math.max(1, Math.floor(all.length / most))
  const rights = all.filter((_, i) => i % step === 0)
  const sources = layers.map(({ kind, collection }) => ({ name: kind, kind, features: collection.features }))
  const geos = await loadGeos()
  const held: ReviewContext = { plan, rules, date: '2026-01-05' }
  const [theirs, ours] = [
    { ms: 0, area: 0 },
    { ms: 0, area: 0 },
  ]
  let map: ReturnType<typeof indexMap> | null = null
  ours.ms += await timed(() => {
    map = indexMap(geos, sources.flatMap(mapLayers))
  })
  const chunk = Math.ceil(rights.length / 8)
  for (let from = 0; from < rights.length; from += chunk) {
    const some = rights.slice(from, from + chunk)
    theirs.ms += await timed(async () => {
      theirs.area += (await sql.join(some.map(({ id }) => String(id)))).area
    })
    ours.ms += await timed(() => {
      for (const [i, { id, geometry }] of some.entries()) {
        const { value: shape } = readShape(geometry)
        const { value: land } = factsOver(geos, shape!, map!)
        const own = land!.overlaps.find(({ code }) => code === id)
        ours.area += sharedArea(land) - (own?.area ?? 0)
        const application = applicationFor(shape!, region, from + i)
        reviewRight({ row: i, licence: String(id), name: String(id), application, existing: true }, { ...held, land })
      }
    })
  }
  row('rights in batch', 'rights', 's', 'ratio')
  row('bare SQL, one join', String(rights.length), theirs.ms / 1000)
  row('reviews', String(rights.length), ours.ms / 1000, ours.ms / theirs.ms)
  row('difference of areas', Math.abs(ours.area - theirs.area) / theirs.area)
}
