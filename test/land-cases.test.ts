/** Applications with a drawn area, judged by their geometry: the example's cases, and what may go wrong with a map. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { landFrom, placedFrom, readLayers } from '#cli/layers.ts'
import type { Options } from '#cli/verb.ts'
import { readDocument } from '#document/read.ts'
import { loadGeos } from '#land/geos.ts'
import { readShape } from '#land/shape.ts'
import { readLedger } from '#ledger/ledger.ts'
import { compile } from '#plan/compile.ts'
import { quotaBalances } from '#progress/quota.ts'
import { factsOver, indexMap, mapLayers } from '#review/map.ts'
import type { Opinion, RuledPlan } from '#review/opinion.ts'
import { layersOfRegion } from '#review/region-layers.ts'
import { review } from '#review/review.ts'
import { readRules } from '#rules/read.ts'
import type { Application, LandFacts, LedgerFacts } from '#rules/situation.ts'
import { overlayArea } from '#server/land.ts'
import { putLayer } from '#store/layers.ts'
import { openStore } from '#store/open.ts'

const example = join(import.meta.dirname, '..', 'example')
const options: Options = { lang: 'zh', json: false, plan: [] }
const layers = join(example, 'layers')

const plans = new Map<string, Promise<RuledPlan>>()
const planOf = (name: string): Promise<RuledPlan> => {
  const read = async (): Promise<RuledPlan> => {
    const { value } = await readDocument(readFileSync(join(example, 'plans', `${name}.txt`)), `${name}.txt`)
    const plan = compile(value!)
    return { plan, rules: readRules(plan) }
  }
  if (!plans.has(name)) plans.set(name, read())
  return plans.get(name)!
}

type Case = {
  readonly id: string
  readonly plan: string
  readonly application: Application
  readonly ledger: LedgerFacts
  readonly overall: readonly string[] | null
  readonly must: readonly { readonly verdict: readonly string[]; readonly quote: string }[]
  readonly never: readonly { readonly verdict: readonly string[]; readonly quote: string }[]
}
const cases = JSON.parse(readFileSync(join(example, 'truth', 'land-cases.json'), 'utf8')) as readonly Case[]

const judged = async (plan: string, application: Application, ledger: LedgerFacts | null, folder = layers) => {
  const ruled = await planOf(plan)
  const { land } = await landFrom(await readLayers(folder, options), application, ruled.rules, options)
  return review(application, { ...ruled, ledger, land })
}

test.each(cases)('$id', async ({ plan, application, ledger, overall, must, never }) => {
  const { verdict, findings } = await judged(plan, application, ledger)
  if (overall) expect(overall).toContain(verdict)
  for (const { verdict: verdicts, quote } of must) {
    const said = findings.filter((finding) => finding.quote.includes(quote)).map((finding) => finding.verdict)
    expect(
      said.some((one) => verdicts.includes(one)),
      `${quote}: ${said}`,
    ).toBe(true)
  }
  for (const { verdict: verdicts, quote } of never)
    expect(findings.filter((one) => one.quote.includes(quote) && verdicts.includes(one.verdict))).toEqual([])
})

const inBlock = cases.find(({ id }) => id === 'G01')!

/** The area of the case moved east by so many degrees. */
const moved = (east: number, more: Partial<Application> = {}): Application => {
  const ring = (inBlock.application.area!.coordinates as [number, number][][])[0]!
  return {
    ...inBlock.application,
    ...more,
    area: { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x + east, y])] },
  }
}

const notes = ({ land }: Opinion, about: string) => land!.notes.filter((note) => note.about === about)
const saying = ({ findings }: Opinion, quote: string) => findings.filter((one) => one.quote.includes(quote))
const blockClause = '新设采矿权必须位于开采规划区块内'

test('partly outside its block: by how much is told, and the clause fails', async () => {
  const opinion = await judged(inBlock.plan, moved(0.004), inBlock.ledger)
  const [finding] = saying(opinion, blockClause)
  expect(finding!.verdict).toBe('fail')
  expect(finding!.message.zh).toMatch(/超出.*区块外[\d.]+ (?:公顷|平方米).*[\d.]+%/)
  // The clause says it, so the map does not say it a second time.
  expect(notes(opinion, 'block')).toEqual([])
  const outside = Number(/占申请范围的([\d.]+)%/.exec(finding!.message.zh)![1])
  expect(outside).toBeGreaterThan(1)
  expect(outside).toBeLessThan(50)
  expect(opinion.land!.block).toBe('CQ001')
  expect(opinion.verdict).toBe('does-not-conform')
})

test('a sliver is shown and does not decide', async () => {
  const ruled = await planOf(inBlock.plan)
  const [x, y] = [112.266955, 43.66]
  const wide = 1e-6
  const strip = {
    name: 'red-line',
    features: [
      {
        properties: { name: '边上的红线' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [x - wide, y - 0.002],
              [x + 0.01, y - 0.002],
              [x + 0.01, y + 0.002],
              [x - wide, y + 0.002],
              [x - wide, y - 0.002],
            ],
          ],
        },
      },
    ],
  }
  const sources = (await readLayers(layers, options)).filter(({ kind }) => kind !== 'red-line')
  const { value } = layersOfRegion(sources, inBlock.application.region)
  const geos = await loadGeos()
  const map = indexMap(geos, [...value, strip].flatMap(mapLayers))
  const { value: land } = factsOver(geos, readShape(inBlock.application.area).value!, map)
  map.release()
  const opinion = review(inBlock.application, { ...ruled, ledger: inBlock.ledger, land })
  expect(
    notes(opinion, 'sliver')
      .map(({ message }) => message.zh)
      .join(),
  ).toContain('边上的红线')
  expect(saying(opinion, '不得进入生态保护红线').map(({ verdict }) => verdict)).toEqual(['pass'])
})

/** A folder with some of the example's layers. */
const folderOf = (...names: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'))
  for (const name of names)
    writeFileSync(join(folder, `${name}.geojson`), readFileSync(join(layers, `${name}.geojson`)))
  return folder
}

test('a layer that is not loaded is no data, never no restriction', async () => {
  const opinion = await judged(inBlock.plan, inBlock.application, inBlock.ledger, folderOf('mining-block', 'farmland'))
  const [finding] = saying(opinion, '不得进入生态保护红线')
  expect(finding!.verdict).toBe('unknown')
  expect(finding!.missing).toContain('layers')
  expect(opinion.verdict).toBe('incomplete')
  expect(notes(opinion, 'no-data')[0]!.message.zh).toContain('生态保护红线')
})

test('a layer made for another county only is not loaded for this one', async () => {
  const other = (await readLayers(layers, options)).map((layer) => ({
    ...layer,
    features: layer.features.filter(({ properties }) => properties?.region === '990122'),
  }))
  const { value, messages } = layersOfRegion(other, '990121')
  expect(value.map(({ name }) => name)).not.toContain('red-line')
  expect(messages.length).toBeGreaterThan(0)
})

test('two zones of one kind are both told with their shares', async () => {
  const [x, y] = [112.263, 43.66]
  const half = (from: number, to: number, name: string) => ({
    properties: { name, kind: 'concentrated-mining' },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [from, y - 0.02],
          [to, y - 0.02],
          [to, y + 0.02],
          [from, y + 0.02],
          [from, y - 0.02],
        ],
      ],
    },
  })
  const source = { name: '分区', features: [half(x - 0.02, x, '西片集中开采区'), half(x, x + 0.02, '东片集中开采区')] }
  const geos = await loadGeos()
  const map = indexMap(geos, mapLayers(source))
  const { value: land } = factsOver(geos, readShape(inBlock.application.area).value!, map)
  map.release()
  const ruled = await planOf(inBlock.plan)
  const opinion = review({ ...inBlock.application, inside: ['西片集中开采区'] }, { ...ruled, ledger: null, land })
  const shares = opinion.land!.inside.map(({ share }) => share)
  expect(shares).toHaveLength(2)
  expect(shares[0]! + shares[1]!).toBeCloseTo(1, 3)
  expect(opinion.messages.map(({ text }) => text).join()).toMatch(/不一致.*东片集中开采区/)
})

test('what is stated and what the map shows disagree: the map is taken, and it is said', async () => {
  const opinion = await judged(
    inBlock.plan,
    { ...inBlock.application, block: 'CQ002', township: '听松镇', statedArea: { value: 41, unit: '公顷' } },
    inBlock.ledger,
  )
  expect(opinion.land).toMatchObject({ block: 'CQ001', township: '白棘镇' })
  const said = opinion.messages.map(({ text }) => text).join('\n')
  expect(said).toMatch(/CQ002.*以图为准/)
  expect(said).toMatch(/听松镇.*白棘镇.*以图为准/)
  const [area] = notes(opinion, 'area')
  expect(area!.verdict).toBe('needs-a-person')
  expect(area!.computed).toMatch(/41 公顷；[\d.]+ 公顷（3度带平面）；[\d.]+ 公顷（椭球面）/)
})

test('no second right inside a registered area; the own one of an expansion is another matter', async () => {
  const graphite = cases.find(({ id }) => id === 'G04')!
  const asNew = await judged(graphite.plan, graphite.application, graphite.ledger)
  expect(notes(asNew, 'right')).toMatchObject([{ verdict: 'fail', basis: expect.stringContaining('第二十三条') }])
  const grown = await judged(graphite.plan, { ...graphite.application, event: 'expansion' }, graphite.ledger)
  expect(notes(grown, 'right')).toMatchObject([{ verdict: 'told' }])
})

test('an area that crosses itself is refused with the corner named', async () => {
  const area = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [112.1, 43.1],
        [112.2, 43.2],
        [112.2, 43.1],
        [112.1, 43.2],
        [112.1, 43.1],
      ],
    ],
  }
  await expect(judged(inBlock.plan, { ...inBlock.application, area }, null)).rejects.toThrow(/J1.*J3|J3.*J1/)
})

test('a road is a line: its distance is measured, a crossing is met', async () => {
  const [x, y] = [112.263, 43.66]
  const road = (east: number) => ({
    name: '高速公路',
    features: [
      {
        properties: { name: '某高速' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [x + east, y - 0.1],
            [x + east, y + 0.1],
          ],
        },
      },
    ],
  })
  const geos = await loadGeos()
  const over = (east: number) => {
    const map = indexMap(geos, mapLayers(road(east)))
    const { value } = factsOver(geos, readShape(inBlock.application.area).value!, map)
    map.release()
    return value!
  }
  expect(over(0).overlaps).toMatchObject([{ kind: 'transport', sliver: false }])
  // The road runs 0.006045° east of the area: some 487 m.
  const [near] = over(0.01).overlaps
  expect(near!.area).toBe(0)
  expect(near!.distance).toBeGreaterThan(450)
  expect(near!.distance).toBeLessThan(520)
})

test('the server sees in its store what the prompt sees in the folder', async () => {
  const store = await openStore(`gpkg:${join(mkdtempSync(join(tmpdir(), 'store-')), 'map.gpkg')}`)
  const sorted = (land: LandFacts) => ({
    ...land,
    layers: [...land.layers].sort(),
    overlaps: land.overlaps.toSorted((a, b) => (`${a.layer}${a.feature}` < `${b.layer}${b.feature}` ? -1 : 1)),
  })
  try {
    for (const region of new Set(cases.map(({ application }) => application.region))) {
      const { value } = layersOfRegion(await readLayers(layers, options), region)
      for (const { name, kind = name, features } of value)
        await putLayer(store, { region, name, kind, title: name, near: 0, sha256: '', at: '2024-05-01T00:00:00Z' }, {
          type: 'FeatureCollection',
          features,
        } as GeoJSON.FeatureCollection)
    }
    for (const { application } of cases) {
      const { land: prompt } = await landFrom(await readLayers(layers, options), application, [], options)
      const { value: server } = await overlayArea(store, application.area, application.region)
      expect(sorted(server!)).toEqual(sorted(prompt!))
    }
  } finally {
    await store.close()
  }
})

test.each([
  ['yunyan', '990121'],
  ['hezhu', '990181'],
])('caps for zones show in the example: the mines of %s say, or the map does, where they lie', async (name, code) => {
  const { plan, rules } = await planOf(name)
  const { value } = readLedger(JSON.parse(readFileSync(join(example, 'ledger', `${code}.json`), 'utf8')))
  const zoned = rules.filter(
    ({ kind, condition }) => /^(?:mine-count|quota)$/.test(kind) && (condition.insideZone || condition.zoneName),
  )
  const balances = (ledger: LedgerFacts) =>
    quotaBalances(plan, rules, ledger).filter(({ rule }) => zoned.some(({ id }) => id === rule))
  expect(balances(value!).length).toBeGreaterThan(0)
  expect(balances(value!).some(({ used }) => used === null)).toBe(true)
  const placed = balances(placedFrom(await readLayers(layers, options), value!, code))
  expect(placed.map(({ unknown }) => unknown)).toEqual(placed.map(() => null))
  expect(placed.some(({ used }) => used! > 0)).toBe(true)
})
