import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putLayer, setOpenness } from '#store/layers.ts'
import { openStore } from '#store/open.ts'
import type { OpenStore } from '#store/store.ts'
import { overlayArea } from './land.ts'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-land-'))
let store: OpenStore
beforeAll(async () => {
  store = await openStore(`gpkg:${join(folder, 'test.gpkg')}`)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const region = '990121'
const corners = [
  [112, 43],
  [112.01, 43],
  [112.01, 43.01],
  [112, 43.01],
] as const
/** Through the corners in this order, and back. */
const through = (...order: number[]) => ({
  type: 'Polygon' as const,
  coordinates: [[...order, order[0]!].map((i) => [...corners[i]!])],
})
const put = (name: string, ...geometries: object[]) =>
  putLayer(
    store,
    { region, name, title: name, kind: name, near: 0, sha256: '', at: '2024-05-08T00:00:00.000Z' },
    {
      type: 'FeatureCollection',
      features: geometries.map((geometry) => ({ type: 'Feature', properties: { name: '秘密地' }, geometry })) as never,
    },
  )

test('of a layer that is not public no message shows names or coordinates of a shape that is mended or useless', async () => {
  const area = through(0, 1, 2, 3)
  await put('red-line', through(0, 2, 1, 3))
  await put('forbidden')
  const asked = (outside: boolean) => overlayArea(store, area, region, { outside })
  expect((await asked(true)).messages).toMatchObject([{ text: expect.stringMatching(/秘密地.*修复/) }])
  await setOpenness(store, region, 'red-line', 'told')
  expect((await asked(false)).messages).toHaveLength(1)
  const { value, messages } = await asked(true)
  expect(messages).toEqual([])
  expect(value).toMatchObject({ layers: ['forbidden', 'red-line'], overlaps: [{ share: 0.5 }] })
  await put('red-line', through(0, 2))
  const useless = await asked(true)
  expect(useless.value).toMatchObject({ layers: ['forbidden'], overlaps: [] })
  expect(useless.messages.map(({ text }) => text)).toEqual([expect.stringMatching(/^“生态保护红线”的范围不公开，且/)])
})
