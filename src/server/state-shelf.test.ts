import { expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import { readsIn } from './state-shelf.ts'

/** A store is only told from others here. */
const someStore = (): Store => ({ door: 'geopackage', query: {} as Store['query'] })

test('what is read is read once for a state, and apart from what holds at the moment', async () => {
  const store = someStore()
  let reads = 0
  const read = async () => ++reads
  const once = readsIn(store, 7, false)
  expect(await Promise.all([once('a', read), once('a', read), once('b', read)])).toEqual([1, 1, 2])
  expect(await readsIn(store, 7, true)('a', read)).toBe(3)
  expect(await readsIn(store, 8, false)('a', read)).toBe(4)
  expect(await readsIn(someStore(), 7, false)('a', read)).toBe(5)
  expect(await readsIn(store, 7, false)('a', read)).toBe(1)
})

test('what cannot be read is asked for again', async () => {
  const once = readsIn(someStore(), 1, true)
  await expect(once('a', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  expect(await once('a', async () => 'found')).toBe('found')
})

test('of more than there is room for what was not asked for the longest goes', async () => {
  const once = readsIn(someStore(), 1, true)
  const put = (name: string) =>
    once(
      name,
      async () => name,
      () => 4_000_000,
    )
  await put('a')
  await put('b')
  await put('a')
  await put('c')
  let reads = 0
  const again = async (name: string) =>
    once(name, async () => {
      reads++
      return name
    })
  await again('a')
  await again('c')
  expect(reads).toBe(0)
  await again('b')
  expect(reads).toBe(1)
})
