import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { landFrom, readLayers } from '#cli/layers.ts'
import { type Options, Unusable } from '#cli/verb.ts'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-layers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const options: Options = { lang: 'en', json: false, plan: [] }

let told = ''
vi.spyOn(process.stderr, 'write').mockImplementation((words) => {
  told += words
  return true
})
afterEach(() => {
  told = ''
})

const square = (x: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, 30],
      [x + 0.01, 30],
      [x + 0.01, 30.01],
      [x, 30.01],
      [x, 30],
    ],
  ],
})
const feature = (geometry: unknown) => ({ type: 'Feature', properties: { name: '甲' }, geometry })
const layer = (...geometries: unknown[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features: geometries.map(feature) })

const layers = (name: string, files: Readonly<Record<string, string>>): string => {
  const path = join(folder, name)
  mkdirSync(path)
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content)
  return path
}

const application = { act: 'mining', event: 'new', region: '990121', minerals: ['金'], area: square(111) } as const

test('a layer that lost a feature in reading cannot show that nothing is there', async () => {
  const whole = await landFrom(layers('whole', { 'red-line.geojson': layer(square(112)) }), application, [], options)
  expect(whole.land?.layers).toEqual(['red-line'])
  const path = layers('lost', { 'red-line.geojson': layer(square(112), { type: 'Polygon', coordinates: [[[1, 2]]] }) })
  const lost = await landFrom(path, application, [], options)
  expect(lost.land?.layers).toEqual([])
  expect(told).toMatch(/feature 2 has a bad geometry[\s\S]*cannot show that nothing is met/)
})

test('what lies in the folder in a form that is not read is told by name; folders and other files are passed over', async () => {
  const path = layers('odd', {
    'red-line.geojson': layer(square(112)),
    'farmland.shp': 'x',
    'parks.KML': 'x',
    'notes.txt': 'x',
  })
  mkdirSync(join(path, 'old.zip'))
  expect((await readLayers(path, options)).map(({ name }) => name)).toEqual(['red-line'])
  expect(told).toMatch(/farmland\.shp: a shapefile is read as a \.zip/)
  expect(told).toMatch(/parks\.KML: .*convert it to \.geojson/)
  expect(told).not.toMatch(/notes\.txt|old\.zip/)
})

test.each([
  ['a folder that is none', () => join(folder, 'none'), /no such file or folder/],
  ['a folder without layers', () => layers('empty', { 'notes.txt': '' }), /holds no usable layer/],
  ['a file', () => join(layers('file', { 'a.json': '{}' }), 'a.json'), /is no folder/],
])('%s is unusable', async (_, path, why) => {
  const fault = await readLayers(path(), options).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(Unusable)
  expect((fault as Unusable).words.en).toMatch(why)
})
