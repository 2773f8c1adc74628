/** An opinion made again from the sources as they were has the bytes of the stored one, whatever happened since. */

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '#store/open.ts'
import { putRegion } from '#store/regions.ts'
import { addSession } from '#store/sessions.ts'
import type { OpenStore } from '#store/store.ts'
import { addUser, userNamed } from '#store/users.ts'
import { buildApp } from './app.ts'
import type { App } from './context.ts'
import { PlanShelf } from './plan-shelf.ts'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-then-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The server named by KUANGGUI_TEST_POSTGRES; the suite makes a database of its own there and takes it away again. */
const server = process.env.KUANGGUI_TEST_POSTGRES
const database = `kuanggui_then_${process.pid}`
const postgres = server && Object.assign(new URL(server), { pathname: `/${database}` }).href
const onServer = async (statement: string): Promise<void> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const county = '990121'
const city = '990100'

const countyPlan = `甲县矿产资源总体规划（2021-2025年）

第一章 总则

以2020年为基期，2021-2025年为规划期，展望到2035年。

第二章 开采准入

到2025年，全县矿山总数控制在4个以内。

集中开采区采矿权数量控制在2个以内。

建筑用花岗岩年开采总量不得突破200万立方米。

新建建筑用花岗岩矿山年开采规模不得低于30万立方米/年。

严禁在生态保护红线内新设采矿权。
`
const cityPlan = `丙市矿产资源总体规划（2021-2025年）

第一章 总则

以2020年为基期，2021-2025年为规划期，展望到2035年。

第二章 开采准入

新建建筑用花岗岩矿山年开采规模不得低于50万立方米/年。
`

const square = (west: number, size = 0.01) => ({
  type: 'Polygon',
  coordinates: [[0, 1, 1, 0, 0].map((x, i) => [west + x * size, 43 + [0, 0, 1, 1, 0][i]! * size])],
})
const layer = (...features: readonly [name: string, west: number][]) =>
  Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map(([name, west]) => ({ type: 'Feature', properties: { name }, geometry: square(west) })),
    }),
  )

const application = {
  act: 'mining',
  event: 'new',
  region: county,
  minerals: ['建筑用花岗岩'],
  annualOutput: { value: 40, unit: '万立方米/年' },
  inside: ['东山集中开采区'],
  area: square(112.005),
}

describe.each([`gpkg:${join(folder, 'then.gpkg')}`, ...(postgres ? [postgres] : [])])('%s', (url) => {
  let store: OpenStore
  let app: App
  let clock = new Date('2024-05-06T02:00:00Z')
  const later = (hours: number) => {
    clock = new Date(clock.getTime() + hours * 3600_000)
  }

  beforeAll(async () => {
    if (url === postgres) await onServer(`create database ${database}`)
    store = await openStore(url)
    const shelf = new PlanShelf(store, 'test')
    app = await buildApp({ store, shelf, now: () => clock, web: folder, holidays: { rest: [], work: [] } })
    await putRegion(store, { code: county, name: '甲县', level: 'county', parent: city })
    await putRegion(store, { code: city, name: '丙市', level: 'city', parent: null })
    const roles = ['clerk', 'planner', 'supervisor', 'admin'] as const
    const common = { region: '000000', password: 'none', added: '', deactivated: null, roles }
    for (const name of ['li', 'wang']) {
      await addUser(store, { ...common, name, displayName: name })
      const token = createHash('sha256').update(name).digest('hex')
      await addSession(store, { region: '000000', token, user: name, expires: '2099' }, clock.toISOString())
    }
    expect((await userNamed(store, 'li'))?.roles).toContain('clerk')
  })
  afterAll(async () => {
    await app.close()
    await store.close()
    if (url === postgres) await onServer(`drop database ${database}`)
  })

  const ask = async (method: 'GET' | 'POST', path: string, body?: unknown, by = 'li') => {
    const response = await app.inject({
      method,
      url: path,
      headers: { cookie: `kuanggui=${by}` },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    expect(`${response.statusCode} ${response.statusCode < 300 ? '' : response.payload}`).toMatch(/^20[01] /)
    return response
  }
  const upload = (path: string, name: string, bytes: Buffer, fields: Record<string, string> = {}) => {
    const parts = Object.entries(fields).map(
      ([field, value]) => `--edge\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
    )
    const head = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(parts.join('') + head), bytes, Buffer.from('\r\n--edge--\r\n')])
    const headers = { cookie: 'kuanggui=li', 'content-type': 'multipart/form-data; boundary=edge' }
    return app.inject({ method: 'POST', url: path, headers, payload })
  }
  const putLayer = async (name: string, kind: string, bytes: Buffer) =>
    expect((await upload('/api/layers', `${name}.geojson`, bytes, { region: county, name, kind })).statusCode).toBe(201)
  const mine = (name: string, more: object = {}) =>
    ask('POST', '/api/mines', {
      region: county,
      since: '2022-01-01',
      name,
      minerals: ['建筑用花岗岩'],
      status: 'producing',
      ...more,
    })
  const returned = (name: string, value: number) =>
    ask('POST', '/api/returns', { region: county, mine: name, year: 2023, output: { value, unit: '万立方米' } })
  const apply = async (planId: string, more: object = {}) =>
    (
      await ask('POST', '/api/applications', { application: { ...application, ...more }, applicant: '某公司', planId })
    ).json().id
  const act = async (id: string, action: string, reason?: string, by = 'li') =>
    (await ask('POST', `/api/applications/${id}/actions`, { action, ...(reason ? { reason } : {}) }, by)).json()
  const opinion = async (id: string, asOf: string) =>
    (await ask('GET', `/api/applications/${id}/opinion?asOf=${encodeURIComponent(asOf)}`)).json()

  test('the same bytes come out of the sources as they were; what changed since is told', {
    timeout: 60_000,
  }, async () => {
    const planId: string = (await upload('/api/plans', 'county.txt', Buffer.from(countyPlan))).json().id
    await ask('POST', `/api/plans/${planId}/publication`, { published: true })
    await putLayer('集中开采区', 'concentrated-mining', layer(['东山集中开采区', 112]))
    await putLayer('生态保护红线', 'red-line', layer(['甲', 112.012]))
    const location = { type: 'Point', coordinates: [112.005, 43.005] }
    await mine('一矿', { location })
    await mine('二矿', { annualOutput: { value: 60, unit: '万立方米/年' } })
    await returned('一矿', 70)
    const ahead = await apply(planId, { area: square(112.02) })
    later(1)
    const id = await apply(planId)
    later(1)
    const before = clock.toISOString()
    const reviewed = await act(id, 'review')
    expect(reviewed.basis.ledger).toMatch(/^[0-9a-f]{64}$/)
    const stored = (await ask('GET', `/api/applications/${id}/opinion`)).payload
    const numbers = JSON.stringify(
      reviewed.opinion.findings.map(({ computed }: { computed: string | null }) => computed),
    )
    // The one ahead counts, and adds to the total.
    expect(numbers).toMatch(/70 \+ 60 \+ 40 \+ 40 = 210 > 200/)

    // Another day: every kind of source changes.
    later(24)
    await returned('一矿', 10)
    await mine('二矿', { status: 'closed', since: '2023-01-01' })
    await mine('三矿')
    await act(ahead, 'withdraw', '撤回')
    await apply(planId, { area: square(112.03) })
    await putLayer('集中开采区', 'concentrated-mining', layer(['西山集中开采区', 113]))
    await putLayer('生态保护红线', 'red-line', layer(['乙', 112.0]))
    await putLayer('永久基本农田', 'farmland', layer(['丙', 112.0]))
    const { rules } = (await ask('GET', `/api/plans/${planId}`)).json()
    const floor = rules.find(({ test: { value } }: { test: { value: unknown } }) => value === 30)
    const decision = { target: 'rule', targetId: floor.id, decision: 'correct', value: 60, reason: '误读' }
    await ask('POST', `/api/plans/${planId}/confirmations`, decision)
    const upper = (await upload('/api/plans', 'city.txt', Buffer.from(cityPlan))).json().id
    await ask('POST', `/api/plans/${upper}/publication`, { published: true })

    for (const asOf of ['made', '2024-05-06', before]) {
      const again = await opinion(id, asOf)
      expect(JSON.stringify(again.opinion)).toBe(stored)
      expect(again).toMatchObject({ same: true, changes: [] })
      expect({ ...again.basis, log: 0 }).toEqual({ ...reviewed.basis, log: 0 })
    }
    const now = await opinion(id, 'today')
    expect(now.same).toBe(false)
    const kinds = new Set(now.changes.map(({ kind }: { kind: string }) => kind))
    expect([...kinds]).toEqual(expect.arrayContaining(['date', 'plan', 'rules', 'ledger', 'layers', 'finding', 'log']))
    // The day after, asked a month later, is the same as asked on that day.
    const then = await opinion(id, '2024-05-07')
    later(24 * 30)
    await mine('四矿')
    expect(await opinion(id, '2024-05-07')).toEqual(then)
    expect(then.opinion.findings).toEqual(now.opinion.findings)

    // An application that names its own day is judged for that day, whenever it was received.
    const dated = await apply(planId, { date: '2023-07-01', area: square(112.04) })
    expect((await act(dated, 'review')).opinion.date).toBe('2023-07-01')
    expect(await opinion(dated, 'made')).toMatchObject({ same: true, opinion: { date: '2023-07-01' } })

    // Layers go back and forth: each version is found again.
    await putLayer('生态保护红线', 'red-line', layer(['丁', 112.005]))
    expect(JSON.stringify((await opinion(id, 'made')).opinion)).toBe(stored)
    expect(await opinion(id, '2024-05-07')).toEqual(then)
    expect(JSON.stringify((await opinion(id, 'today')).opinion)).toMatch(/“丁”/)
  })

  test('shapes that had to be mended are told in the stored opinion, and again from the layer as it was', async () => {
    const [{ id: planId }] = (await ask('GET', '/api/plans')).json()
    const [around] = square(114).coordinates
    const crossed = { type: 'Polygon', coordinates: [[0, 2, 1, 3, 0].map((i) => around![i]!)] }
    const feature = { type: 'Feature', properties: { name: '戊' }, geometry: crossed }
    await putLayer(
      '水源地',
      'water-source',
      Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [feature] })),
    )
    const id = await apply(planId, { area: square(114) })
    const { opinion: told } = await act(id, 'review')
    expect(told.messages).toContainEqual(
      expect.objectContaining({ text: expect.stringMatching(/^图层要素 水源地\/戊 图形无效.*按修复后的图形叠加$/) }),
    )
    const stored = (await ask('GET', `/api/applications/${id}/opinion`)).payload
    later(1)
    await putLayer('水源地', 'water-source', layer(['戊', 114]))
    const again = await opinion(id, 'made')
    expect(JSON.stringify(again.opinion)).toBe(stored)
    expect(JSON.stringify((await opinion(id, 'today')).opinion)).not.toMatch(/修复/)
  })

  test('a time before it was received, and one that is none, are refused', async () => {
    const [{ id }] = (await ask('GET', '/api/applications')).json()
    const status = async (asOf: string) =>
      (await app.inject({ url: `/api/applications/${id}/opinion?asOf=${asOf}`, headers: { cookie: 'kuanggui=li' } }))
        .statusCode
    expect([await status('2020-01-01'), await status('2024-99-99'), await status('yesterday')]).toEqual([404, 400, 400])
  })
})
