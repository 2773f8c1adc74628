/** Ours: a store with a plan and layers in it, and an application reviewed from it as the server does. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FeatureCollection, Geometry } from 'geojson'
import { readDocument } from '#document/read.ts'
import type { Shape } from '#land/shape.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import type { Opinion } from '#review/opinion.ts'
import { review } from '#review/review.ts'
import { readRules } from '#rules/read.ts'
import type { Application, LandFacts } from '#rules/situation.ts'
import type { Context } from '#server/context.ts'
import { PlanShelf } from '#server/plan-shelf.ts'
import { reviewContext } from '#server/review-context.ts'
import { putLayer } from '#store/layers.ts'
import { type CompiledPlan, putPlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { type DrawnLayer, toDegrees } from './world.ts'

const compiler = 'bench'
const at = '2026-01-01T00:00:00.000Z'
const source = resolve(import.meta.dirname, '../../example/plans/yunyan.txt')

/** The example plan with the most rules. */
export const examplePlan = async (): Promise<CompiledPlan> => {
  const { value } = await readDocument(readFileSync(source), 'yunyan.txt')
  const plan = compile(value!)
  return { plan, rules: readRules(plan), checks: check(plan) }
}

export const putRegionPlan = async (store: Store, region: string, compiled: CompiledPlan): Promise<void> => {
  const { plan } = compiled
  await putPlan(store, {
    id: `plan-${region}`,
    region,
    title: plan.title,
    level: 'county',
    period: plan.period,
    file: 'plan.txt',
    sha256: region,
    added: at,
    by: 'bench',
    compiler,
    published: at,
    source: new Uint8Array(),
    compiled,
  })
}

export type DegreeLayer = { readonly kind: string; readonly collection: FeatureCollection }

/** Layers as they come from files: GeoJSON in degrees, each feature with a name and a code. */
export const inDegrees = (world: readonly DrawnLayer[]): readonly DegreeLayer[] =>
  world.map(({ kind, features }) => ({
    kind,
    collection: {
      type: 'FeatureCollection',
      features: features.map(({ id, shape }) => ({
        type: 'Feature',
        id,
        properties: { name: id, code: id, kind },
        geometry: toDegrees(shape) as unknown as Geometry,
      })),
    },
  }))

export const putLayers = async (store: Store, region: string, layers: readonly DegreeLayer[]): Promise<void> => {
  for (const { kind, collection } of layers) {
    const entry = { region, name: kind, title: kind, kind, near: 0, sha256: `${region}-${kind}`, at }
    await putLayer(store, entry, collection)
  }
}

/** An application for an area, of one sort or another by its number. */
export const applicationFor = (area: Shape | undefined, region: string, i: number): Application => ({
  act: i % 4 === 1 ? 'exploration' : 'mining',
  event: i % 5 === 2 ? 'expansion' : 'new',
  region,
  minerals: [['铁', '金', '石墨', '建筑用花岗岩', '水泥用灰岩', '萤石'][i % 6]!],
  method: i % 2 === 0 ? 'open-pit' : 'underground',
  depositScale: (['large', 'medium', 'small'] as const)[i % 3]!,
  annualOutput: { value: 5 * (1 + (i % 20)), unit: '万吨/年' },
  reserves: { value: 100 * (1 + (i % 20)), unit: '万吨' },
  serviceLife: { value: 8 + (i % 12), unit: '年' },
  date: '2026-01-05',
  ...(area ? { area } : {}),
})

/** m². */
const sharedArea = (land: LandFacts | null | undefined): number =>
  (land?.overlaps ?? []).reduce((sum, { area }) => sum + area, 0)

/** What the server does between a request and the opinion; `area` is the m² shared with all features together. */
export const reviewing = (
  store: Store,
): ((application: Application) => Promise<{ readonly opinion: Opinion; readonly area: number }>) => {
  const shelf = new PlanShelf(store, compiler)
  const context = { store, shelf, now: () => new Date(at), holidays: [], web: '' } as unknown as Context
  return async (application) => {
    const { context: held } = await reviewContext(context, application, `plan-${application.region}`)
    return { opinion: review(application, held), area: sharedArea(held.land) }
  }
}
