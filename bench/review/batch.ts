/** All rights against all layers and all rules, beside one set-based join in SQL. */
import { judgeRights } from '#cli/batch-pool.ts'
import { readShape } from '#land/shape.ts'
import type { ListedRight } from '#review/batch.ts'
import { nearJudged } from '#review/map.ts'
import { applicationFor, type DegreeLayer, examplePlan } from './product.ts'
import type { BareOverlay } from './sql.ts'
import { row, timed } from './timing.ts'

const region = '990121'

const listed = (layers: readonly DegreeLayer[], most: number): ListedRight[] => {
  const all = layers.filter(({ kind }) => kind.endsWith('-right')).flatMap(({ collection }) => collection.features)
  const step = Math.max(1, Math.floor(all.length / most))
  return all
    .filter((_, i) => i % step === 0)
    .map(({ id, geometry }, i) => {
      const application = applicationFor(readShape(geometry).value!, region, i)
      const right = { row: i + 1, licence: String(id), name: String(id), application, existing: true }
      return { row: right.row, licence: right.licence, name: right.name, right, problems: [] }
    })
}

/** Ours runs between two halves of the join: a machine that is busier at one time than at another loads both alike. */
export const batchSection = async (sql: BareOverlay, layers: readonly DegreeLayer[], most: number): Promise<void> => {
  const { plan, rules } = await examplePlan()
  const rights = listed(layers, most)
  const sources = layers.map(({ kind, collection }) => ({ name: kind, kind, features: collection.features }))
  const job = { layers: sources, near: nearJudged(rules), context: { plan, rules, date: '2026-01-05' } }
  const halves = [0, 1].map((half) => rights.filter((_, i) => i % 2 === half).map(({ licence }) => licence!))
  const first = await timed(() => sql.join(halves[0]!))
  let judged = 0
  const ours = await timed(async () => {
    judged = (await judgeRights(job, rights)).filter(({ verdict }) => verdict !== null).length
  })
  const theirs = first + (await timed(() => sql.join(halves[1]!)))
  row('rights in batch', 'rights', 's', 'ratio')
  row('bare SQL, one join', String(rights.length), theirs / 1000)
  row('reviews', String(judged), ours / 1000, ours / theirs)
}
