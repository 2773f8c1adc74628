import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendLog, lastLogged } from '#store/log.ts'
import { openStore } from '#store/open.ts'
import type { OpenStore } from '#store/store.ts'
import { sourceStates } from './source-states.ts'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-source-states-'))
let store: OpenStore
beforeAll(async () => {
  store = await openStore(`gpkg:${join(folder, 'test.gpkg')}`)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = '2024-05-08T00:00:00.000Z'
const log = async (region: string, subject: string) =>
  (await appendLog(store, { region, at, by: 'li', action: 'x', subject, detail: {} })).seq

test('a source stands as it does since the last entry that changed it there', async () => {
  expect(await sourceStates(store)).toMatchObject({ log: 0 })
  await log('990121', 'plan:p')
  const start = await log('990121', 'user:li')
  const since = async (region: string, ...of: Parameters<Awaited<ReturnType<typeof sourceStates>>['since']>[1][]) =>
    (await sourceStates(store)).since(region, ...of)
  expect(await since('990121', 'plans', 'layers', 'ledger', 'queue')).toBe(start)
  const application = await log('990122', 'application:a')
  const layer = await log('110101', 'layer:red-line')
  expect(await since('990121', 'queue', 'layers')).toBe(application)
  expect(await since('990121', 'layers', 'ledger')).toBe(start)
  expect(await since('110101', 'queue', 'layers')).toBe(layer)
  expect(await since('000000', 'queue')).toBe(application)
  expect(await since('000000', 'layers')).toBe(layer)
  const all = await log('990121', 'region:990121')
  expect(await since('990131', 'plans')).toBe(all)
  expect(await since('110101', 'layers')).toBe(layer)
  const ours = await log('000000', 'plan:q')
  expect([await since('990121', 'plans'), await since('110101', 'plans')]).toEqual([ours, ours])
  await log('990121', 'objection:o')
  expect(await sourceStates(store)).toMatchObject({ log: await lastLogged(store) })
})

test('as of a state only what was written up to it counts', async () => {
  const before = await lastLogged(store)
  const changed = await log('990121', 'mine:甲矿')
  const after = await log('990121', 'user:li')
  const since = async (state: number) => (await sourceStates(store, state)).since('990121', 'ledger')
  expect([await since(after), await since(changed), await since(before)]).toEqual([changed, changed, before])
})
