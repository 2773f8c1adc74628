import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { landFrom, placedFrom, readLayers } from '#cli/layers.ts'
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

const over = async (path: string) => landFrom(await readLayers(path, options), application, [], options)

test('a layer that lost a feature in reading cannot show that nothing is there', async () => {
  const whole = await over(layers('whole', { 'red-line.geojson': layer(square(112)) }))
  expect(whole.land?.layers).toEqual(['red-line'])
  const path = layers('lost', { 'red-line.geojson': layer(square(112), { type: 'Polygon', coordinates: [[[1, 2]]] }) })
  const lost = await over(path)
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

test('mines of the register are placed by the layers of their own region, where it does not say', async () => {
  const named = (name: string, x: number, region: string) => ({
    ...feature(square(x)),
    properties: { name, region },
  })
  const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
  const path = layers('places', {
    'township.geojson': collection(named('东乡', 111, '990121'), named('西乡', 115, '990122')),
    'concentrated-mining.geojson': collection(named('东山', 111, '990121'), named('西山', 116, '990122')),
  })
  const mine = (name: string, x: number, more: object = {}) =>
    ({
      name,
      minerals: ['金'],
      status: 'producing',
      location: { type: 'Point', coordinates: [x + 0.005, 30.005] },
      ...more,
    }) as const
  const mines = [
    mine('甲', 111),
    mine('乙', 113),
    mine('丙', 115, { region: '990122' }),
    mine('丁', 111, { township: '南乡', inside: ['东山'] }),
  ]
  const { mines: placed } = placedFrom(await readLayers(path, options), { mines, returns: [] }, application.region)
  const zones = (...names: string[]) => [{ kind: 'concentrated-mining', names }]
  expect(placed).toMatchObject([
    { township: '东乡', mapped: zones('东山') },
    { mapped: zones() },
    { township: '西乡', mapped: zones() },
    { township: '南乡', inside: ['东山'] },
  ])
  expect(placed[1]).not.toHaveProperty('township')
  expect(placedFrom([], { mines, returns: [] }, application.region).mines).toEqual(mines)
})
