import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { ellipsoidArea } from '#land/area.ts'
import { readLedger } from '#ledger/ledger.ts'
import { counties } from './places.ts'
import { readSource } from './source.ts'

const read = (...path: string[]): string => readFileSync(join(import.meta.dirname, ...path), 'utf8')
const bytes = (...path: string[]): Uint8Array => readFileSync(join(import.meta.dirname, ...path))
const squeeze = (text: string): string => text.replace(/\[bookmark:[^\]]*\]/g, '').replace(/\s+/g, '')

const plans = ['lanze', 'yunyan', 'qishuang', 'hezhu']
const regionOf: Readonly<Record<string, string>> = { yunyan: '990121', qishuang: '990122', hezhu: '990181' }

type Ring = readonly (readonly [number, number])[]
type Feature = {
  readonly properties: { region: string; code: string; name: string; kind: string; area?: number; minerals?: string[] }
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
}
const layers: Readonly<Record<string, readonly Feature[]>> = Object.fromEntries(
  readdirSync(join(import.meta.dirname, 'layers')).map((file) => [
    file.replace('.geojson', ''),
    JSON.parse(read('layers', file)).features,
  ]),
)
const features = Object.values(layers).flat()

const crosses = (a: Ring, i: number, j: number): boolean => {
  const turn = (p: Ring[number], q: Ring[number], r: Ring[number]) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  const [p, q, r, s] = [a[i]!, a[i + 1]!, a[j]!, a[j + 1]!]
  return turn(p, q, r) !== turn(p, q, s) && turn(r, s, p) !== turn(r, s, q)
}

const contains = (ring: Ring, [x, y]: Ring[number]): boolean =>
  ring.reduce((inside, [x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]!
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside
  }, false)

const ringOf = (feature: Feature): Ring => feature.geometry.coordinates[0]!

const within = (inner: Feature, outer: Feature): boolean =>
  ringOf(inner).every((corner) => contains(ringOf(outer), corner))

test.each(plans)('%s reads in every form without an error', async (plan) => {
  const forms = readdirSync(join(import.meta.dirname, 'plans')).filter((file) => file.startsWith(`${plan}.`))
  const tables = readSource(read('source', `${plan}.md`)).filter(({ kind }) => kind === 'table').length
  for (const form of forms) {
    const { value, messages } = await readDocument(bytes('plans', form), form)
    expect(messages.filter(({ severity }) => severity === 'error')).toEqual([])
    // A table continued over a page may be read as one.
    expect(value!.blocks.filter(({ kind }) => kind === 'table').length, form).toBeGreaterThanOrEqual(tables - 1)
  }
})

test('GB 18030 and UTF-8 say the same', () => {
  expect(new TextDecoder('gb18030').decode(bytes('plans', 'qishuang.gb18030.txt'))).toBe(read('plans', 'qishuang.txt'))
})

type Truth = { id: string; doc: string; quote: string; line: string }
test.each(['findings', 'rules'])('every quote of %s stands on the lines it names', (file) => {
  const misplaced = (JSON.parse(read('truth', `${file}.json`)) as Truth[]).filter(({ doc, quote, line }) => {
    const lines = read('plans', `${doc}.txt`).split('\n')
    const starts = line.match(/\d+/g)!.map(Number)
    // The running head and the page number may stand inside a sentence.
    const after = (start: number): string =>
      squeeze(
        lines
          .slice(start - 1, start + 60)
          .filter((text) => !/^(— \d+ —|鹤渚市矿产资源总体规划)$/.test(text))
          .join(''),
      )
    return !quote.split(' … ').every((part) => {
      const wanted = squeeze(part)
      return starts.some((start) => {
        const at = after(start).indexOf(wanted)
        return at >= 0 && at < squeeze(lines[start - 1]!).length
      })
    })
  })
  expect(misplaced.map(({ id }) => id)).toEqual([])
})

test('each county holds at least forty identities and fails at least twelve', () => {
  const findings = JSON.parse(read('truth', 'findings.json')) as { doc: string; verdict: string }[]
  for (const plan of Object.keys(regionOf)) {
    const count = (verdict: string) => findings.filter((one) => one.doc === plan && one.verdict === verdict).length
    expect(count('holds')).toBeGreaterThanOrEqual(40)
    expect(count('fails')).toBeGreaterThanOrEqual(12)
  }
})

test.each(['cases', 'land-cases'])('every quote of %s stands in its plan', (file) => {
  const cases = JSON.parse(read('truth', `${file}.json`)) as { id: string; plan: string; must: { quote: string }[] }[]
  expect(cases.length).toBeGreaterThanOrEqual(file === 'cases' ? 20 : 8)
  for (const { id, plan, must } of cases)
    for (const { quote } of must) expect(squeeze(read('plans', `${plan}.txt`)), id).toContain(squeeze(quote))
})

test('codes, names and areas of zones and blocks are those of the plans', () => {
  const coded = features.filter(({ properties }) => /^(KZ|KQ|CZ0|CQ|CS|ZB|BX|JZ|XZ)/.test(properties.code))
  for (const [plan, region] of Object.entries(regionOf)) {
    const text = squeeze(read('plans', `${plan}.txt`))
    const source = read('source', `${plan}.md`)
    const codes = new Set(source.match(/(?<=\| )(?:KZ|KQ|CZ|CQ|CS|BX|JZ)\d{3}(?= \|)/g))
    const here = coded.filter(({ properties }) => properties.region === region)
    for (const code of codes) expect(here.map(({ properties }) => properties.code)).toContain(code)
    for (const { properties } of here) {
      const known = text.includes(squeeze(properties.name)) || source.includes(properties.code)
      expect(known, `${region} ${properties.code} ${properties.name}`).toBe(true)
      expect(source, properties.name).toContain(properties.area!.toFixed(2))
    }
  }
})

test('rings are closed, turn counter-clockwise, do not cross themselves and have the stated area', () => {
  for (const feature of features) {
    const ring = ringOf(feature)
    const { name, area } = feature.properties
    expect(ring.at(-1), name).toEqual(ring[0])
    const signed = ring.slice(0, -1).reduce((sum, [x, y], i) => sum + x * ring[i + 1]![1] - ring[i + 1]![0] * y, 0)
    expect(signed, name).toBeGreaterThan(0)
    for (let i = 0; i < ring.length - 1; i++)
      for (let j = i + 2; j < ring.length - 1; j++)
        if ((i > 0 || j < ring.length - 2) && crosses(ring, i, j)) expect.fail(`${name}: edge ${i} crosses edge ${j}`)
    if (area) expect(ellipsoidArea(feature.geometry) / 1e6).toBeCloseTo(area, 4)
  }
})

test('townships fill their county and counties the city; borders are shared corner by corner', () => {
  const edges = (layer: readonly Feature[]): Map<string, number> => {
    const count = new Map<string, number>()
    for (const ring of layer.map(ringOf))
      for (let i = 0; i < ring.length - 1; i++) {
        const key = [String(ring[i]), String(ring[i + 1])].sort().join(' ')
        count.set(key, (count.get(key) ?? 0) + 1)
      }
    return count
  }
  const city = edges(layers.city!)
  for (const name of ['county', 'township']) {
    const once = [...edges(layers[name]!)].filter(([, n]) => n === 1).map(([key]) => key)
    expect(once.sort()).toEqual([...city.keys()].sort())
  }
  const areaOf = (layer: readonly Feature[]) => layer.reduce((sum, { geometry }) => sum + ellipsoidArea(geometry), 0)
  expect(areaOf(layers.county!) / areaOf(layers.city!)).toBeCloseTo(1, 9)
  expect(areaOf(layers.township!) / areaOf(layers.city!)).toBeCloseTo(1, 9)
})

test('everything lies in its county, blocks lie in the township their plan names', () => {
  for (const feature of features) {
    const county = layers.county!.find(({ properties }) => properties.code === feature.properties.region)
    if (!county || ['county', 'township'].includes(feature.properties.kind)) continue
    expect(within(feature, county), feature.properties.name).toBe(true)
  }
  for (const [plan, region] of Object.entries(regionOf))
    for (const block of [...layers['mining-block']!, ...layers['exploration-block']!]) {
      if (block.properties.region !== region) continue
      const row = read('source', `${plan}.md`)
        .split('\n')
        .find((line) => line.startsWith(`| ${block.properties.code} |`))!
      const names = counties.find(({ code }) => code === region)!.rows.flat()
      // One planted township exists only in the plan's annex.
      const name = names.find((one) => row.includes(one)) ?? names.find((one) => row.includes(one.slice(0, 2)))!
      const township = layers.township!.find(
        ({ properties }) => properties.region === region && properties.name === name,
      )!
      expect(within(block, township), block.properties.name).toBe(true)
    }
})

test('one county lies across two 3° zones', () => {
  const county = layers.county!.find(({ properties }) => properties.code === regionOf.qishuang)!
  const longitudes = ringOf(county).map(([x]) => x)
  expect(Math.min(...longitudes)).toBeLessThan(112.5)
  expect(Math.max(...longitudes)).toBeGreaterThan(112.5)
})

test.each(Object.values(regionOf))('the ledger of %s reads; one producing mine lacks a year', (region) => {
  const { value, messages } = readLedger(JSON.parse(read('ledger', `${region}.json`)))
  expect(messages).toEqual([])
  const { mines, returns } = value!
  const years = new Set(returns.map(({ year }) => year))
  const gaps = mines
    .filter(({ status }) => status === 'producing')
    .flatMap(({ name }) => [...years].filter((year) => !returns.some((one) => one.mine === name && one.year === year)))
  expect(gaps).toHaveLength(1)
  const names = new Set(mines.map(({ name }) => name))
  const held = layers['mining-right']!.filter(({ properties }) => properties.region === region)
  for (const { properties } of held) expect(names).toContain(properties.name)
})
