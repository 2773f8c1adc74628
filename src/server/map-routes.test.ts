/** The map: areas laid over layers, and what outsiders see of those. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { putLayer } from '#store/layers.ts'
import { county, other, TrialOffice } from './trial-office.ts'

const office = new TrialOffice()
const ask = office.ask.bind(office)
const upload = office.upload.bind(office)
let clerk = ''
let planner = ''
let stranger = ''
let planId = ''

beforeAll(async () => {
  await office.open()
  ;({ clerk, planner, stranger } = await office.people())
  planId = await office.plan(planner)
})
afterAll(() => office.close())

const area = {
  type: 'Polygon',
  coordinates: [
    [
      [112.1, 43.1],
      [112.11, 43.1],
      [112.11, 43.11],
      [112.1, 43.11],
      [112.1, 43.1],
    ],
  ],
}

test('an area is laid over what is loaded for its region, and over nothing else', async () => {
  const layer = {
    region: county,
    name: 'forbidden',
    title: '禁止开采区',
    kind: 'forbidden',
    near: 0,
    sha256: '',
    at: '',
  }
  const feature = { type: 'Feature', properties: { name: '北山' }, geometry: area } as never
  await putLayer(office.store, layer, { type: 'FeatureCollection', features: [feature] })
  const overlay = async (region: string) => (await ask('POST', '/api/land/overlay', { body: { area, region } })).json()
  expect(await overlay(county)).toMatchObject({
    layers: ['forbidden'],
    overlaps: [{ feature: '北山', zone: 'forbidden', share: 1 }],
  })
  expect(await overlay(other)).toMatchObject({ layers: [], overlaps: [] })
  expect((await ask('GET', `/api/layers?region=${county}`)).json()).toMatchObject([{ name: 'forbidden', count: 1 }])
  const features = async (query: string) =>
    (await ask('GET', `/api/layers/forbidden/features?${query}`)).json().features.length
  expect([await features(''), await features(`region=${county}`), await features('bbox=1,1,2,2')]).toEqual([1, 1, 0])
  expect((await ask('GET', '/api/layers/forbidden/features?bbox=1,2')).status).toBe(400)
  expect((await ask('POST', '/api/land/overlay', { body: { area: { type: 'Point' }, region: county } })).status).toBe(
    400,
  )
})

test('a planner puts a layer on the map', async () => {
  const collection = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { name: '南山' }, geometry: area }],
  }
  const bytes = Buffer.from(JSON.stringify(collection))
  const put = (cookie: string, region: string, file = bytes) =>
    upload('red-line.geojson', file, cookie, '/api/layers', { region, kind: 'red-line' })
  expect((await put(clerk, county)).status).toBe(403)
  expect((await put(planner, other)).status).toBe(403)
  expect((await put(planner, county)).json().layers).toEqual([
    { name: 'red-line', title: '生态保护红线', kind: 'red-line', count: 1 },
  ])
  const { status, json } = await put(planner, county, Buffer.from('{}'))
  expect([status, json().error.code]).toEqual([422, 'unreadable-layer'])
})

test('of a layer that is not public outsiders learn no more than it allows; it stays so when it is replaced', async () => {
  const show = (openness: string, cookie = planner, name = 'red-line') =>
    ask('POST', `/api/layers/${name}/openness`, { cookie, body: { region: county, openness } })
  expect([
    (await show('told', clerk)).status,
    (await show('x')).status,
    (await show('told', planner, 'y')).status,
  ]).toEqual([403, 400, 404])
  expect((await show('told')).json()).toEqual({ region: county, name: 'red-line', openness: 'told' })
  const collection = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { name: '南山' }, geometry: area }],
  }
  const bytes = Buffer.from(JSON.stringify(collection))
  expect(
    (await upload('r.geojson', bytes, planner, '/api/layers', { region: county, name: 'red-line', kind: 'red-line' }))
      .status,
  ).toBe(201)

  const names = async (cookie?: string) =>
    (await ask('GET', `/api/layers?region=${county}`, cookie ? { cookie } : {}))
      .json()
      .map(({ name }: { name: string }) => name)
  const shapes = async (cookie?: string) =>
    (await ask('GET', '/api/layers/red-line/features', cookie ? { cookie } : {})).json().features.length
  const around = async (cookie?: string) =>
    (await ask('GET', `/api/land/map?region=${county}&bbox=112,43,113,44`, cookie ? { cookie } : {})).text
  for (const asker of [undefined, stranger]) {
    expect(await names(asker)).not.toContain('red-line')
    expect(await shapes(asker)).toBe(0)
    expect(await around(asker)).not.toMatch(/南山/)
  }
  expect([await names(clerk), await shapes(clerk)]).toEqual([expect.arrayContaining(['red-line']), 1])
  expect(await around(clerk)).toMatch(/南山/)

  // Shifted so that some 37 % of it lies inside.
  const applied = { type: 'Polygon', coordinates: [area.coordinates[0]!.map(([x, y]) => [x! + 0.0063, y])] }
  const overlay = async (cookie?: string) =>
    (
      await ask('POST', '/api/land/overlay', {
        body: { area: applied, region: county },
        ...(cookie ? { cookie } : {}),
      })
    ).json()
  const of = async (cookie?: string) =>
    (await overlay(cookie)).overlaps.find(({ layer }: { layer: string }) => layer === 'red-line')
  expect((await of(clerk)).share).toBeCloseTo(0.37, 3)
  expect(await of(clerk)).toMatchObject({ feature: '南山' })
  expect(await of()).toMatchObject({ share: 0.4, feature: expect.stringMatching(/不公开/) })
  expect(JSON.stringify(await of(stranger))).not.toMatch(/南山|0\.36|0\.37/)
  const application = { act: 'mining', event: 'new', region: county, minerals: ['建筑用花岗岩'], area: applied }
  const review = async (cookie?: string) =>
    (await ask('POST', '/api/review', { body: { application, planId }, ...(cookie ? { cookie } : {}) })).text
  expect(await review()).toMatch(/生态保护红线（范围不公开/)
  expect(await review()).not.toMatch(/南山/)
  expect(await review(clerk)).toMatch(/南山/)

  await show('office')
  expect((await overlay()).layers).not.toContain('red-line')
  expect(await review()).toMatch(/是否涉及需到窗口核实/)
  const corners = applied.coordinates[0]!.slice(0, 4)
    .map((corner) => corner.join(','))
    .join('\n')
  const filled = { plan: planId, minerals: '建筑用花岗岩', corners }
  const body = new URLSearchParams(filled).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await ask('POST', '/self-check', { body, headers })).text).toMatch(/是否涉及需到窗口核实/)
  expect(await review()).not.toMatch(/南山/)
  expect(await review(clerk)).toMatch(/南山/)
  await show('open')
  expect(await names()).toContain('red-line')
})

test('corner points are read', async () => {
  const body = { text: '112.10,43.10\n112.11,43.10\n112.11,43.11\n112.10,43.11', region: county }
  const { polygon, ellipsoidArea } = (await ask('POST', '/api/land/corners', { body })).json()
  expect(polygon.type).toBe('Polygon')
  expect(ellipsoidArea).toBeGreaterThan(800_000)
  const nothing = (await ask('POST', '/api/land/corners', { body: { text: '不是坐标' } })).json()
  expect([nothing.polygon, nothing.messages.length > 0]).toEqual([null, true])
})

test('what a file says beside its corners comes in the form an application has it', async () => {
  const text =
    '开采标高：由1250米至900米\n面积：0.2510平方公里\n4832000,37500000\n4832500,37500000\n4832500,37500502\n4832000,37500502'
  expect((await ask('POST', '/api/land/corners', { body: { text } })).json()).toMatchObject({
    altitude: { upper: 1250, lower: 900 },
    stated: { value: 0.251, unit: '平方千米' },
  })
})

test('old systems are refused, and read with the seven parameters a person gives', async () => {
  const rows = '1 4770000 37590000\n2 4770000 37591000\n3 4769000 37591000\n4 4769000 37590000'
  const read = async (more: object) =>
    (await ask('POST', '/api/land/corners', { body: { text: `1980西安坐标系\n${rows}`, ...more } })).json()
  expect(await read({})).toMatchObject({ polygon: null, datum: 'Xian80' })
  expect((await read({ parameters: '10, 20, 30, 0, 0, 0, 0' })).polygon).not.toBeNull()
  expect((await read({ parameters: '10, 20' })).error.code).toBe('bad-parameters')
})

test('a file of corners is turned into text, whatever it is in', async () => {
  const bytes = new Uint8Array(Buffer.from('\uFEFF[地块坐标]\r\nJ1,1,4770000,37590000', 'utf16le'))
  const { text } = (await upload('坐标.txt', bytes, undefined, '/api/land/corner-text')).json()
  expect(text).toContain('[地块坐标]')
  const refused = await upload('坐标.pdf', new TextEncoder().encode('%PDF-1.7'), undefined, '/api/land/corner-text')
  expect([refused.status, refused.json().error.code]).toEqual([422, 'unreadable-corners'])
  const large = await upload('坐标.txt', new Uint8Array(1_100_000).fill(0x31), undefined, '/api/land/corner-text')
  expect(large.status).toBe(413)
})
