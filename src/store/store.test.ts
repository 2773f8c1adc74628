import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FeatureCollection } from 'geojson'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isKnown } from '#land/layer.ts'
import type { Opinion } from '#review/opinion.ts'
import type { Application } from '#rules/situation.ts'
import {
  addApplication,
  amendApplication,
  applicationAt,
  applicationEntry,
  listApplications,
  openApplications,
  setApplicationStatus,
} from './applications.ts'
import { addConfirmation, listConfirmations } from './confirmations.ts'
import { featuresIn } from './feature-shelf.ts'
import { featuresOfVersions, layersAt } from './layer-history.ts'
import { featuresOf, listLayers, opennessOf, putLayer, setOpenness } from './layers.ts'
import { appendLog, lastLogged, readLog, verifyLog } from './log.ts'
import { migrate } from './migrate.ts'
import { addMine, listMines } from './mines.ts'
import { addObjection, listObjections } from './objections.ts'
import { openStore } from './open.ts'
import { addOpinion, lastVerdicts, type OpinionBasis } from './opinions.ts'
import {
  compiledPlan,
  listPlans,
  type NewPlan,
  planEntry,
  planSource,
  publishPlan,
  putPlan,
  recompilePlan,
} from './plans.ts'
import { listRegions, putRegion } from './regions.ts'
import { addReturn, listReturns } from './returns.ts'
import { addSession, endSession, sessionOf } from './sessions.ts'
import { latest } from './state.ts'
import { type OpenStore, type Store, StoreFault, transact } from './store.ts'
import { addUser, hasUsers, listUsers, userNamed } from './users.ts'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The server named by KUANGGUI_TEST_POSTGRES; the suite makes a database of its own there and takes it away again. */
const server = process.env.KUANGGUI_TEST_POSTGRES
const database = `kuanggui_store_${process.pid}`
const postgres = server && Object.assign(new URL(server), { pathname: `/${database}` }).href
const doors = [`gpkg:${join(folder, 'suite.gpkg')}`, ...(postgres ? [postgres] : [])]

const onServer = async (statement: string): Promise<void> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const region = '990121'
const at = '2024-05-01T00:00:00.000Z'

const plan: NewPlan = {
  id: 'p1',
  region,
  title: '某县矿产资源总体规划',
  level: 'county',
  period: { base: 2020, from: 2021, to: 2025, outlook: 2035 },
  file: 'plan.txt',
  sha256: 'ab',
  added: at,
  by: 'li',
  compiler: 'c1',
  published: null,
  source: new Uint8Array([0, 255, 10]),
  compiled: {
    plan: {
      source: { file: 'plan.txt', sha256: 'ab', format: 'text' },
      title: '某县矿产资源总体规划',
      region: null,
      period: { base: 2020, from: 2021, to: 2025, outlook: 2035 },
      outline: [],
      clauses: [],
      tables: [],
      facts: [],
      messages: [],
      blocks: [],
    },
    rules: [],
    checks: [],
  },
}

const square = (west: number, south: number, size = 1): FeatureCollection['features'][number] => ({
  type: 'Feature',
  properties: { name: `${west},${south}`, minerals: ['铁'] },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  },
})

/** A square of a tenth of a degree. */
const areaFrom = (west: number, south: number) => {
  const [east, north] = [west + 0.1, south + 0.1]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const
  return { type: 'Polygon', coordinates: [ring] } as const
}

describe.each(doors)('%s', (url) => {
  let store: OpenStore
  beforeAll(async () => {
    if (url === postgres) await onServer(`create database ${database}`)
    store = await openStore(url)
  })
  afterAll(async () => {
    await store.close()
    if (url === postgres) await onServer(`drop database ${database}`)
  })

  test('migrations are recorded and running them again changes nothing', async () => {
    await migrate(store)
    const { rows } = await sql<{ number: number; name: string }>`select number, name from migration`.execute(
      store.query,
    )
    expect(rows.map(({ number, name }) => ({ number, name }))).toEqual([
      { number: 1, name: 'first' },
      { number: 2, name: 'published' },
      { number: 3, name: 'deactivated' },
      { number: 4, name: 'history' },
      { number: 5, name: 'openness' },
      { number: 6, name: 'queue' },
      { number: 7, name: 'verdict' },
      { number: 8, name: 'amended' },
      { number: 9, name: 'application-place' },
      { number: 10, name: 'outline' },
    ])
  })

  test('a store newer than the program is refused', async () => {
    await sql`insert into migration (number, name, at) values (9999, 'future', ${at})`.execute(store.query)
    await expect(migrate(store)).rejects.toThrow(/9999/)
    await sql`delete from migration where number = 9999`.execute(store.query)
  })

  test('only one process may hold the store, and the second is told so', async () => {
    await expect(openStore(url)).rejects.toThrow(StoreFault)
    await expect(openStore(url)).rejects.toThrow(/in use by another process/)
  })

  test('regions, users and sessions are kept', async () => {
    await putRegion(store, { code: region, name: '旧名', level: 'county', parent: null })
    await putRegion(store, { code: region, name: '某县', level: 'county', parent: '990100' })
    expect(await listRegions(store)).toEqual([{ code: region, name: '某县', level: 'county', parent: '990100' }])
    expect(await hasUsers(store)).toBe(false)
    const user = {
      region,
      name: 'li',
      displayName: '李',
      roles: ['clerk'],
      password: 'hash',
      added: at,
      deactivated: null,
    } as const
    await addUser(store, user)
    await expect(addUser(store, user)).rejects.toThrow()
    expect(await userNamed(store, 'li')).toEqual(user)
    expect(await userNamed(store, 'nobody')).toBe(null)
    expect(JSON.stringify(await listUsers(store))).not.toContain('hash')
    await addSession(store, { region, token: 't1', user: 'li', expires: '2024-05-02T00:00:00.000Z' }, at)
    expect(await sessionOf(store, 't1', at)).toMatchObject({ user: 'li' })
    expect(await sessionOf(store, 't1', '2024-05-03T00:00:00.000Z')).toBe(null)
    await endSession(store, 't1')
    expect(await sessionOf(store, 't1', at)).toBe(null)
  })

  test('a plan keeps its bytes, what was read in it, and can be read anew', async () => {
    await putPlan(store, plan)
    await putPlan(store, { ...plan, title: '改名', by: 'other' })
    expect(await listPlans(store)).toHaveLength(1)
    expect(await planEntry(store, 'p1')).toMatchObject({ title: '改名', by: 'li', counts: { facts: 0, rules: 0 } })
    expect([...(await planSource(store, 'p1'))!]).toEqual([0, 255, 10])
    expect(await compiledPlan(store, 'p1')).toEqual(plan.compiled)
    await publishPlan(store, 'p1', at)
    await putPlan(store, plan)
    expect(await planEntry(store, 'p1')).toMatchObject({ published: at })
    await publishPlan(store, 'p1', null)
    expect(await planEntry(store, 'p1')).toMatchObject({ published: null })
    await recompilePlan(store, 'p1', 'c2', plan.compiled)
    expect(await planEntry(store, 'p1')).toMatchObject({ compiler: 'c2' })
    expect(await compiledPlan(store, 'none')).toBe(null)
  })

  test('confirmations come back in the order they were made', async () => {
    const made = { region, plan: 'p1', target: 'fact', targetId: 'f1', quote: '三十个', reason: '', by: 'li' } as const
    await addConfirmation(store, { ...made, id: 'c2', decision: 'correct', value: 30, at: '2024-05-02' })
    await addConfirmation(store, { ...made, id: 'c1', decision: 'reject', value: null, at: '2024-05-01' })
    const kept = await listConfirmations(store, region, ['p1'])
    expect(kept.map(({ decision, value }) => [decision, value])).toEqual([
      ['reject', null],
      ['correct', 30],
    ])
    expect(await listConfirmations(store, '990122', ['p1'])).toEqual([])
  })

  test('applications are numbered within region and year, also when they come at once', async () => {
    const application = { act: 'mining', event: 'new', region, minerals: ['铁'] } as const
    const entry = {
      region,
      applicant: '某公司',
      application,
      plan: 'p1',
      status: 'received',
      holder: 'li',
      due: '2024-05-10',
    } as const
    const add = (id: string, received: string, code = region) =>
      addApplication(store, { ...entry, region: code, id, received })
    await Promise.all([
      add('a1', '2024-05-01'),
      add('a2', '2024-05-01'),
      add('a3', '2025-01-02'),
      add('a4', '2024-05-01', '990122'),
    ])
    const numbers = (await listApplications(store)).map((one) => one.number).sort()
    expect(numbers).toEqual(['990121-2024-00001', '990121-2024-00002', '990121-2025-00001', '990122-2024-00001'])
    await setApplicationStatus(store, 'a1', { status: 'signed', holder: 'wang', due: '2024-05-11' })
    expect(await applicationEntry(store, 'a1')).toMatchObject({ status: 'signed', holder: 'wang', application })
    expect(await applicationEntry(store, 'none')).toBe(null)
  })

  test('applications stay at hand once read, but not more of them than there is room for', async () => {
    const about = { region: '990123', applicant: '某公司', plan: 'p1', status: 'received', holder: 'li' } as const
    const add = (id: string, minerals: string[]) => {
      const application = { act: 'mining', event: 'new', region: '990123', minerals } as const
      return addApplication(store, { ...about, id, application, received: '2024-05-01', due: '2024-05-10' })
    }
    const readOf = async (id: string) => (await applicationEntry(store, id))!.application
    await add('small', ['铁'])
    const first = await readOf('small')
    expect(await readOf('small')).toBe(first)
    for (const id of ['great 1', 'great 2', 'great 3']) {
      await add(id, ['铜'.repeat(6_000_000)])
      await readOf(id)
    }
    const again = await readOf('small')
    expect(again).toEqual(first)
    expect(again).not.toBe(first)
    await sql.raw("delete from application where region = '990123'").execute(store.query)
  })

  test('what an application said before it was amended is found again by the state of the store', async () => {
    const mining = (...minerals: string[]) => ({ act: 'mining', event: 'new', region, minerals }) as const
    const entry = { region, id: 'am', applicant: '某公司', plan: 'p1', status: 'received', holder: 'li' } as const
    const days = { received: '2024-05-01', due: '2024-05-10' }
    const done = (action: string, work: (inside: Store) => Promise<unknown>) =>
      transact(store, async (inside) => {
        await work(inside)
        return (await appendLog(inside, { region, at, by: 'li', action, subject: 'application:am', detail: {} })).seq
      })
    const states = [
      await done('receive', (inside) => addApplication(inside, { ...entry, ...days, application: mining('铁') })),
      await done('amend', (inside) => amendApplication(inside, entry, mining('铜'))),
      await done('amend', (inside) => amendApplication(inside, entry, mining('铜', '金'))),
    ]
    const now = (await applicationEntry(store, 'am'))!
    const queued = async (state?: number) =>
      (await openApplications(store, region, state)).find(({ id }) => id === 'am')?.application.minerals
    for (const [i, minerals] of [['铁'], ['铜'], ['铜', '金']].entries()) {
      expect((await applicationAt(store, now, states[i]!)).application.minerals).toEqual(minerals)
      expect(await queued(states[i])).toEqual(minerals)
    }
    expect([now.application.minerals, await queued()]).toEqual([
      ['铜', '金'],
      ['铜', '金'],
    ])
    expect(await applicationAt(store, now, latest)).toEqual(now)
    await sql.raw("delete from application_past where id = 'am'").execute(store.query)
    await sql.raw("delete from application where id = 'am'").execute(store.query)
  })

  test('applications are found by where they lie, and by where they lay in a state of the store', async () => {
    const about = { applicant: '某公司', plan: 'p1', status: 'received', holder: 'li' } as const
    const mining = (area: unknown) => ({ act: 'mining', event: 'new', region, minerals: ['铁'], area }) as Application
    const done = (action: string, work: (inside: Store) => Promise<unknown>) =>
      transact(store, async (inside) => {
        await work(inside)
        return (await appendLog(inside, { region, at, by: 'li', action, subject: 'application:p', detail: {} })).seq
      })
    const add = (id: string, area: unknown, days = { received: '2024-05-01', due: '2024-05-10' }) =>
      done('receive', (inside) => addApplication(inside, { ...about, ...days, region, id, application: mining(area) }))
    const near = async (west: number, state?: number) =>
      (await openApplications(store, region, state, [west, 43, west + 0.5, 43.5])).map(({ id }) => id)
    await add('p nowhere', undefined)
    await add('p anywhere', { type: 'Polygon', coordinates: [[[110, 43]]] })
    const first = await add('p', areaFrom(110, 43))
    expect([await near(110), await near(111), await near(112)]).toEqual([
      ['p anywhere', 'p'],
      ['p anywhere'],
      ['p anywhere'],
    ])
    const moved = await done('amend', (inside) =>
      amendApplication(inside, { region, id: 'p' }, mining(areaFrom(112, 43))),
    )
    expect([await near(110), await near(112)]).toEqual([['p anywhere'], ['p anywhere', 'p']])
    expect([await near(110, first), await near(110, moved)]).toEqual([['p anywhere', 'p'], ['p anywhere']])
    const signed = await done('sign', (inside) =>
      setApplicationStatus(inside, 'p', { status: 'signed', holder: 'wang', due: '2024-05-11' }),
    )
    expect([await near(112), await near(112, moved), await near(112, signed)]).toEqual([
      ['p anywhere'],
      ['p anywhere', 'p'],
      ['p anywhere'],
    ])
    for (const table of ['application', 'application_past'])
      await sql.raw(`delete from ${table} where id like 'p%'`).execute(store.query)
    await sql.raw('delete from log').execute(store.query)
  })

  test('the ledger answers as of a day: the entry that held then, not the newest', async () => {
    const mine = { name: '甲矿', minerals: ['铁'], status: 'building' } as const
    await addMine(store, { region, id: 'm1', since: '2021-01-01', mine, by: 'li', at })
    await addMine(store, {
      region,
      id: 'm2',
      since: '2023-01-01',
      mine: { ...mine, status: 'producing' },
      by: 'li',
      at,
    })
    const statusOn = async (date: string) => (await listMines(store, region, date)).map((record) => record.mine.status)
    expect(await statusOn('2020-12-31')).toEqual([])
    expect(await statusOn('2022-12-31')).toEqual(['building'])
    expect(await statusOn('2023-01-01')).toEqual(['producing'])
    const output = { value: 12, unit: '万吨' }
    const returned = { region, by: 'li', entry: { mine: '甲矿', year: 2023, output } }
    await addReturn(store, { ...returned, id: 'r1', at: '2024-01-01' })
    await addReturn(store, {
      ...returned,
      id: 'r2',
      at: '2024-02-01',
      entry: { ...returned.entry, output: { value: 13, unit: '万吨' } },
    })
    expect((await listReturns(store, region, '2024-05-01')).map(({ entry }) => entry.output.value)).toEqual([13])
    expect(await listReturns(store, region, '2022-05-01')).toEqual([])
  })

  test('objections come newest first', async () => {
    const objection = { region, plan: 'p1', clause: '', text: '噪声', contact: '' }
    await addObjection(store, { ...objection, id: 'o1', at: '2024-05-01' })
    await addObjection(store, { ...objection, id: 'o2', at: '2024-05-02' })
    expect((await listObjections(store)).map(({ id }) => id)).toEqual(['o2', 'o1'])
  })

  test('layers: found by box, counted, replaced whole, and an empty layer is not a missing one', async () => {
    const layer = { region, name: 'zones', title: '分区', kind: 'restricted', near: 0, sha256: '', at }
    const features = Array.from({ length: 600 }, (_, i) =>
      square(100 + (i % 30) / 10, 30 + Math.floor(i / 30) / 10, 0.05),
    )
    await putLayer(store, layer, { type: 'FeatureCollection', features: [square(1, 1)] })
    expect(await putLayer(store, layer, { type: 'FeatureCollection', features })).toBe(600)
    await putLayer(store, { ...layer, name: 'empty' }, { type: 'FeatureCollection', features: [] })
    const summaries = await listLayers(store, region)
    expect(summaries.map(({ name, count }) => [name, count])).toEqual([
      ['empty', 0],
      ['zones', 600],
    ])
    const bounds = summaries[1]!.bounds!
    for (const [i, degrees] of [100, 30, 102.95, 31.95].entries()) expect(bounds[i]).toBeCloseTo(degrees, 4)
    const found = await featuresOf(store, region, 'zones', [100.01, 30.01, 100.12, 30.02])
    expect(found.map(({ properties }) => properties?.name).sort()).toEqual(['100,30', '100.1,30'])
    expect(found[0]!.geometry).toEqual(square(100, 30, 0.05).geometry)
    expect(await featuresOf(store, region, null, [0, 0, 2, 2])).toEqual([])
    expect(await featuresOf(store, '990122', null)).toEqual([])
  })

  test('shapes are ready for a review until somebody changes them', async () => {
    const layer = { region, name: 'ready', title: '分区', kind: 'restricted', near: 0, sha256: '', at }
    await putLayer(store, layer, { type: 'FeatureCollection', features: [square(90, 1), square(90.3, 1)] })
    // A transaction reads everything anew.
    const read = () =>
      transact(store, async (inside) =>
        (await featuresIn(inside, region, [89, 0, 91, 2])).map(({ geometry }) => [isKnown(geometry), geometry]),
      )
    const [first, second] = [square(90, 1).geometry, square(90.3, 1).geometry]
    expect(await read()).toEqual([
      [true, first],
      [true, second],
    ])
    await sql`update feature set geometry = (select geometry from feature where layer = 'ready' and id = '1')
      where layer = 'ready' and id = '2'`.execute(store.query)
    expect(await read()).toEqual([
      [true, first],
      [false, first],
    ])
    await sql`update feature set outline = null where layer = 'ready'`.execute(store.query)
    expect(await read()).toEqual([
      [false, first],
      [false, first],
    ])
    await putLayer(store, layer, { type: 'FeatureCollection', features: [] })
  })

  test('rows of an older store get the log entry they came in with', async () => {
    const entry = { region, by: 'li', detail: {} }
    const before = await lastLogged(store)
    await appendLog(store, { ...entry, at: '2023-01-01', action: 'x', subject: 's' })
    const mine = { name: '旧矿', minerals: ['铁'], status: 'closed' } as const
    await addMine(store, { region, id: 'old', since: '2020-01-01', mine, by: 'li', at: '2023-01-02' })
    await appendLog(store, { ...entry, at: '2023-01-02', action: 'add-mine', subject: 'mine:旧矿' })
    for (const [id, action] of [
      ['o1', 'withdraw'],
      ['o2', 'review'],
    ] as const) {
      const application = { act: 'mining', event: 'new', region, minerals: ['铁'], area: areaFrom(110, 43) } as const
      const about = {
        region,
        applicant: '',
        application,
        plan: 'p1',
        holder: '',
        received: '2023-01-03',
        due: '2023-01-10',
      }
      await addApplication(store, { ...about, id, status: action === 'withdraw' ? 'withdrawn' : 'reviewed' })
      await appendLog(store, { ...entry, at: '2023-01-03', action: 'receive', subject: `application:${id}` })
      await appendLog(store, { ...entry, at: '2023-01-04', action, subject: `application:${id}` })
    }
    const opinion = { verdict: 'conforms' } as Opinion
    await addOpinion(store, {
      region,
      id: 'v',
      application: 'o2',
      opinion,
      basis: {} as OpinionBasis,
      by: 'li',
      at: '2023-01-05',
    })
    const older = [
      'drop index if exists application_place',
      ...['mine', 'yearly_return', 'confirmation', 'layer', 'application'].map(
        (table) => `alter table ${table} drop column entered`,
      ),
      'alter table layer drop column openness',
      'alter table feature drop column outline',
      'alter table application drop column ended',
      'alter table opinion drop column verdict',
      ...['west', 'south', 'east', 'north'].map((side) => `alter table application drop column ${side}`),
      'drop table layer_past',
      'drop table feature_past',
      'drop table application_past',
      'delete from migration where number > 3',
    ]
    for (const statement of older) await sql.raw(statement).execute(store.query)
    await migrate(store)
    const { rows } = await sql<{
      entered: number
      ended: number | null
    }>`select entered, null as ended from mine where id = 'old'
      union all select entered, ended from application where id in ('o1', 'o2') order by 1`.execute(store.query)
    expect(rows.map(({ entered, ended }) => [entered - before, ended && ended - before])).toEqual([
      [2, null],
      [3, 4],
      [5, null],
    ])
    const open = async (state: number) =>
      (await openApplications(store, region, before + state)).filter(({ id }) => /^o\d/.test(id)).map(({ id }) => id)
    const around = async (west: number) =>
      (await openApplications(store, region, latest, [west, 43, west + 1, 44])).map(({ id }) => id)
    expect([await around(109.5), await around(111)]).toEqual([['o2'], []])
    expect((await lastVerdicts(store, region)).get('o2')).toBe('conforms')
    expect([await open(2), await open(3), await open(5)]).toEqual([[], ['o1'], ['o2']])
    expect((await listLayers(store, region)).every(({ openness }) => openness === 'open')).toBe(true)
    await sql.raw('delete from log').execute(store.query)
  })

  test('layers that were replaced are found again by the state of the store', async () => {
    const told = (detail: object = {}) =>
      appendLog(store, { region, at, by: 'li', action: 'put-layer', subject: 'layer:red', detail })
    const layer = { region, name: 'red', title: '红线', kind: 'red-line', near: 0, at }
    const put = async (sha256: string, ...features: FeatureCollection['features']) => {
      await putLayer(store, { ...layer, sha256 }, { type: 'FeatureCollection', features })
      return (await told()).seq
    }
    const first = await put('1', square(50, 1), square(60, 1))
    const second = await put('2', square(70, 1))
    const third = await put('3')
    const asOf = async (state: number) => {
      const version = (await layersAt(store, region, state)).find(({ name }) => name === 'red')
      if (!version) return null
      const names = async (box?: Parameters<typeof featuresOfVersions>[3]) => {
        const [features] = await featuresOfVersions(store, region, [version], box)
        return features?.map(({ properties }) => properties?.name)
      }
      return [version.sha256, await names(), await names([55, 0, 65, 2])]
    }
    expect(await asOf(first - 1)).toBe(null)
    expect(await asOf(first)).toEqual(['1', ['50,1', '60,1'], ['60,1']])
    expect(await asOf(second)).toEqual(['2', ['70,1'], []])
    expect(await asOf(third)).toEqual(['3', [], []])
    expect(await asOf(latest)).toEqual(['3', [], []])
    // What is not public stays so when it is replaced, and says nothing of itself as an older version.
    expect(await setOpenness(store, region, 'red', 'told')).toBe(true)
    expect(await setOpenness(store, region, 'none', 'told')).toBe(false)
    await put('4')
    expect((await opennessOf(store, region)).get('red')).toBe('told')
    await sql.raw('delete from log').execute(store.query)
  })

  test('what fails inside a transaction leaves nothing behind', async () => {
    const before = await lastLogged(store)
    const entry = { region, at, by: 'li', action: 'x', subject: 's', detail: {} }
    const work = transact(store, async (inside) => {
      await appendLog(inside, entry)
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await lastLogged(store)).toBe(before)
  })

  test('the log says where it was tampered with', async () => {
    const entry = { region, at, by: 'li', action: 'review', subject: 'application:a1' }
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => appendLog(store, { ...entry, detail: { z: 1, a: i, absent: undefined } })),
    )
    expect(await verifyLog(store)).toMatchObject({ ok: true, entries: 20, brokenAt: null })
    expect((await readLog(store, { subject: 'application:a1', after: 18 })).map(({ seq }) => seq)).toEqual([19, 20])
    const tamper = async (statement: string, undo: string, brokenAt: number) => {
      await sql.raw(statement).execute(store.query)
      expect(await verifyLog(store)).toMatchObject({ ok: false, brokenAt })
      await sql.raw(undo).execute(store.query)
      expect((await verifyLog(store)).ok).toBe(true)
    }
    await tamper(`update log set "by" = 'wang' where seq = 7`, `update log set "by" = 'li' where seq = 7`, 7)
    await tamper(
      `update log set detail = 'no json' || detail where seq = 20`,
      `update log set detail = substr(detail, 8) where seq = 20`,
      20,
    )
    await tamper('update log set seq = 21 where seq = 20', 'update log set seq = 20 where seq = 21', 20)
    await sql`delete from log where seq = 5`.execute(store.query)
    expect(await verifyLog(store)).toMatchObject({ ok: false, entries: 4, brokenAt: 5 })
  })
})

/** Writes until it is killed, telling each write once it is acknowledged. */
const writer = (url: string): string => `
  import { openStore } from '#store/open.ts'
  import { appendLog } from '#store/log.ts'
  const store = await openStore(${JSON.stringify(url)})
  for (;;) {
    const { seq } = await appendLog(store, { region: '990121', at: '', by: '', action: 'x', subject: '', detail: {} })
    process.stdout.write(seq + '\\n')
  }`

test('what was acknowledged survives kill -9, and the lock does not', async () => {
  const url = `gpkg:${join(folder, 'killed.gpkg')}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', writer(url)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  for await (const chunk of child.stdout) {
    told += chunk
    if (told.split('\n').length > 30) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  const acknowledged = Number(told.trim().split('\n').at(-1))
  const store = await openStore(url)
  expect(await lastLogged(store)).toBeGreaterThanOrEqual(acknowledged)
  expect(await verifyLog(store)).toMatchObject({ ok: true })
  await store.close()
})

test.skipIf(!existsSync('/usr/bin/ogrinfo'))('GDAL opens the file and knows its spatial index', async () => {
  const file = join(folder, 'gdal.gpkg')
  const store = await openStore(`gpkg:${file}`)
  const layer = { region, name: 'zones', title: '分区', kind: 'restricted', near: 0, sha256: '', at }
  await putLayer(store, layer, { type: 'FeatureCollection', features: [square(100, 30), square(105, 35)] })
  const ask = (...args: string[]) =>
    execFileSync('ogrinfo', ['-ro', file, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  expect(ask('-sql', `select HasSpatialIndex('feature', 'geometry')`)).toMatch(/HasSpatialIndex.*= 1/)
  expect(ask('-so', 'feature')).toMatch(/Feature Count: 2[\s\S]*CGCS2000|Feature Count: 2[\s\S]*4490/)
  expect(ask('-spat', '104', '34', '107', '37', '-al', 'feature')).toMatch(/105,35/)
  await store.close()
})

test('a store that is no GeoPackage, or a URL of another kind, is refused in words', async () => {
  await expect(openStore('mysql://x')).rejects.toThrow(/Unknown store/)
  await expect(openStore(`gpkg:${folder}`)).rejects.toThrow(StoreFault)
})

test('a store that cannot be made is told in words', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  await expect(openStore(`gpkg:${join(file, 'store.gpkg')}`)).rejects.toThrow(StoreFault)
})
