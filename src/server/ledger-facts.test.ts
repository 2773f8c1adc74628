import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MineEntry } from '#rules/situation.ts'
import { putLayer } from '#store/layers.ts'
import { addMine } from '#store/mines.ts'
import { openStore } from '#store/open.ts'
import type { OpenStore, Store } from '#store/store.ts'
import { ledgerFacts } from './ledger-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-ledger-facts-'))
let store: OpenStore
beforeAll(async () => {
  store = await openStore(`gpkg:${join(folder, 'test.gpkg')}`)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const [county, other] = ['990121', '990122']
const at = '2024-05-08T00:00:00.000Z'
const box = [
  [110, 43],
  [111, 43],
  [111, 44],
  [110, 44],
  [110, 43],
]

test('mines lie where their county’s own layers show them; the region they were entered for is theirs', async () => {
  const layer = { region: county, name: '乡镇界', title: '乡镇界', kind: 'township', near: 0, sha256: '', at }
  const geometry = { type: 'Polygon', coordinates: [box] } as const
  const feature = { type: 'Feature', properties: { name: '东乡' }, geometry } as never
  await putLayer(store, layer, { type: 'FeatureCollection', features: [feature] })
  const zones = { ...layer, name: '集中开采区', kind: 'concentrated-mining' }
  await putLayer(store, zones, { type: 'FeatureCollection', features: [] })
  const location = { type: 'Point', coordinates: [110.5, 43.5] } as const
  const mine = (name: string): MineEntry => ({ name, minerals: ['铁'], status: 'producing', location })
  const record = { since: '2021-01-01', by: 'li', at }
  await addMine(store, { ...record, region: county, id: 'm1', mine: mine('甲矿') })
  await addMine(store, { ...record, region: other, id: 'm2', mine: mine('乙矿') })
  await addMine(store, { ...record, region: '990100', id: 'm3', mine: { ...mine('丙矿'), region: county } })
  const { mines } = (await ledgerFacts(store, '990100', '2024-05-08'))!
  const told = new Map(mines.map((one) => [one.name, one]))
  const here = { region: county, township: '东乡', mapped: [{ kind: 'concentrated-mining', names: [] }] }
  expect(told.get('甲矿')).toMatchObject(here)
  expect(told.get('丙矿')).toMatchObject(here)
  expect(told.get('乙矿')).toEqual({ ...mine('乙矿'), region: other })
})

test('layers are read once for many reviews, and only those that place something', async () => {
  const asked: string[] = []
  const watched: Store = {
    ...store,
    query: store.query.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        for (const { shape } of result.rows as { shape?: unknown }[]) if (shape !== undefined) asked.push('shape')
        return result
      },
    }),
  }
  await ledgerFacts(watched, '990100', '2024-05-08')
  expect(asked).toHaveLength(1)
  const before = await ledgerFacts(watched, '990100', '2024-05-08')
  expect(asked).toHaveLength(1)
  expect(before).toEqual(await ledgerFacts(store, '990100', '2024-05-08'))
})
