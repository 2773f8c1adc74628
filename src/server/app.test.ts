import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeBook, writeSheet } from '#exchange/excel.ts'
import { mineForm, returnForm, rightForm } from '#exchange/ledger-sheet.ts'
import { findOffice } from '#exchange/office.ts'
import { putLayer } from '#store/layers.ts'
import { openStore } from '#store/open.ts'
import { putRegion } from '#store/regions.ts'
import type { OpenStore } from '#store/store.ts'
import { buildApp } from './app.ts'
import type { App } from './context.ts'
import { openRoutes } from './guard.ts'
import { PlanShelf } from './plan-shelf.ts'

const office = await findOffice()
const folder = mkdtempSync(join(tmpdir(), 'kuanggui-server-'))
let store: OpenStore
let app: App
/** A Wednesday; tests move the clock. */
let clock = new Date('2024-05-08T02:00:00Z')
let planId = ''

/** The Monday after is a holiday. */
const holidays = { rest: ['2024-05-13'], work: [] }

const county = '990121'
const other = '990122'

const text = [
  '甲县矿产资源总体规划（2021-2025年）',
  '',
  '甲县人民政府',
  '',
  '第一章 总则',
  '',
  '以2020年为基期，2021-2025年为规划期，展望到2035年。',
  '',
  '第二章 开采准入',
  '',
  '新建建筑用花岗岩矿山年开采规模不得低于30万立方米/年。',
  '',
  '禁止开采砂金。',
  '',
].join('\r\n')

type Method = 'GET' | 'POST' | 'DELETE'
type Ask = { cookie?: string; body?: unknown; headers?: Record<string, string>; from?: string }

const ask = async (method: Method, url: string, { cookie, body, headers = {}, from }: Ask = {}) => {
  const response = await app.inject({
    method,
    url,
    headers: { ...(cookie ? { cookie } : {}), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
    ...(from ? { remoteAddress: from } : {}),
  })
  return { status: response.statusCode, headers: response.headers, text: response.payload, json: () => response.json() }
}

const upload = (
  name: string,
  bytes: Uint8Array,
  cookie?: string,
  to = '/api/plans',
  fields: Record<string, string> = {},
) => {
  const edge = '----edge'
  const before = Object.entries(fields)
    .map(([field, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`)
    .join('')
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const body = Buffer.concat([Buffer.from(before + head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
  const headers = { 'content-type': `multipart/form-data; boundary=${edge}` }
  return ask('POST', to, { ...(cookie ? { cookie } : {}), body, headers })
}

let places = 0
/** Each from a place of its own: how often one place may try is tested apart. */
const signIn = async (name: string, password = 'long enough'): Promise<string> => {
  places += 1
  const from = `10.1.0.${places}`
  const { status, headers } = await ask('POST', '/api/session', { body: { name, password }, from })
  expect(status).toBe(200)
  return String(headers['set-cookie']).split(';')[0]!
}

let admin = ''
let clerk = ''
let second = ''
let chief = ''
let planner = ''
let stranger = ''

beforeAll(async () => {
  store = await openStore(`gpkg:${join(folder, 'test.gpkg')}`)
  app = await buildApp({
    store,
    shelf: new PlanShelf(store, 'test'),
    now: () => clock,
    web: join(folder, 'web'),
    holidays,
  })
  await putRegion(store, { code: county, name: '甲县', level: 'county', parent: '990100' })
  await putRegion(store, { code: other, name: '乙县', level: 'county', parent: '990100' })
})
afterAll(async () => {
  await app.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('accounts', () => {
  const first = { name: 'admin', displayName: '管理员', password: 'long enough' }

  test('the first account is made on this machine only, and once', async () => {
    expect((await ask('GET', '/api/session')).json()).toEqual({ user: null, setup: true })
    expect((await ask('POST', '/api/setup', { body: first, from: '10.0.0.7' })).status).toBe(403)
    expect((await ask('POST', '/api/setup', { body: first, headers: { 'x-forwarded-for': '10.0.0.7' } })).status).toBe(
      403,
    )
    expect((await ask('POST', '/api/setup', { body: { ...first, password: 'short' } })).status).toBe(400)
    expect((await ask('POST', '/api/setup', { body: first })).status).toBe(201)
    expect((await ask('POST', '/api/setup', { body: { ...first, name: 'again' } })).status).toBe(409)
    expect((await ask('GET', '/api/session')).json()).toEqual({ user: null, setup: false })
  })

  test('a session is a cookie that scripts and other sites cannot use; the store has only its hash', async () => {
    const { headers } = await ask('POST', '/api/session', { body: { name: 'admin', password: 'long enough' } })
    const cookie = String(headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    admin = cookie.split(';')[0]!
    const { rows } = { rows: await store.query.selectFrom('session').selectAll().execute() }
    expect(rows.some(({ token }) => admin.includes(token))).toBe(false)
    expect((await ask('GET', '/api/session', { cookie: admin })).json().user).toMatchObject({
      name: 'admin',
      region: '000000',
    })
  })

  test('an administrator makes accounts; nobody else does', async () => {
    const account = { displayName: '某', password: 'long enough', region: county }
    const add = (name: string, roles: string[], region = county) =>
      ask('POST', '/api/users', { cookie: admin, body: { ...account, name, roles, region } })
    expect((await add('clerk', ['clerk'])).status).toBe(201)
    expect((await add('second', ['clerk'])).status).toBe(201)
    expect((await add('chief', ['supervisor'])).status).toBe(201)
    expect((await add('planner', ['planner'])).status).toBe(201)
    expect((await add('stranger', ['clerk', 'planner'], other)).status).toBe(201)
    expect((await add('clerk', ['clerk'])).status).toBe(409)
    expect((await add('x', ['king'])).status).toBe(400)
    ;[clerk, second, chief, planner, stranger] = (await Promise.all(
      ['clerk', 'second', 'chief', 'planner', 'stranger'].map((name) => signIn(name)),
    )) as [string, string, string, string, string]
    expect(
      (await ask('POST', '/api/users', { cookie: clerk, body: { ...account, name: 'y', roles: ['admin'] } })).status,
    ).toBe(403)
    expect((await ask('GET', '/api/users')).status).toBe(401)
  })

  test('signing out ends the session, time does too', async () => {
    const cookie = await signIn('clerk')
    await ask('DELETE', '/api/session', { cookie })
    expect((await ask('GET', '/api/session', { cookie })).json().user).toBe(null)
    const before = clock
    clock = new Date(clock.getTime() + 13 * 3600_000)
    expect((await ask('GET', '/api/session', { cookie: clerk })).json().user).toBe(null)
    clock = before
  })

  test('a person changes the own password; every other session of theirs ends', async () => {
    const account = { name: 'changer', displayName: '某', password: 'long enough', region: county, roles: ['clerk'] }
    expect((await ask('POST', '/api/users', { cookie: admin, body: account })).status).toBe(201)
    const [here, elsewhere] = [await signIn('changer'), await signIn('changer')]
    const change = (body: object, cookie?: string) =>
      ask('POST', '/api/session/password', { body, ...(cookie ? { cookie } : {}) })
    expect((await change({ password: 'long enough', next: 'another one' })).status).toBe(401)
    expect((await change({ password: 'a wrong one', next: 'another one' }, here)).status).toBe(403)
    expect((await change({ password: 'long enough', next: 'short' }, here)).status).toBe(400)
    const changed = await change({ password: 'long enough', next: 'another one' }, here)
    expect(changed.status).toBe(200)
    const who = async (cookie: string) => (await ask('GET', '/api/session', { cookie })).json().user?.name ?? null
    expect([await who(here), await who(elsewhere)]).toEqual([null, null])
    expect(await who(String(changed.headers['set-cookie']).split(';')[0]!)).toBe('changer')
    await signIn('changer', 'another one')
  })

  test('a closed account has no session and gets none; nobody closes the own', async () => {
    const cookie = await signIn('changer', 'another one')
    const close = (name: string, by: string, deactivated = true) =>
      ask('POST', `/api/users/${name}/deactivation`, { cookie: by, body: { deactivated } })
    expect((await close('changer', clerk)).status).toBe(403)
    expect((await close('admin', admin)).status).toBe(409)
    expect((await close('nobody', admin)).status).toBe(404)
    expect((await close('changer', admin)).json()).toMatchObject({ name: 'changer', active: false })
    expect((await ask('GET', '/api/session', { cookie })).json().user).toBe(null)
    const login = { name: 'changer', password: 'another one' }
    expect((await ask('POST', '/api/session', { body: login })).status).toBe(401)
    expect((await close('changer', admin, false)).json()).toMatchObject({ active: true })
    const reset = { cookie: admin, body: { password: 'a third one' } }
    expect((await ask('POST', '/api/users/changer/password', reset)).status).toBe(200)
    await signIn('changer', 'a third one')
  })

  test('of two administrators who close each other at once one remains', async () => {
    const account = { displayName: '某', password: 'long enough', roles: ['admin'], region: '000000' }
    for (const name of ['one', 'two']) await ask('POST', '/api/users', { cookie: admin, body: { ...account, name } })
    const [one, two] = [await signIn('one'), await signIn('two')]
    const close = (name: string, cookie: string) =>
      ask('POST', `/api/users/${name}/deactivation`, { cookie, body: { deactivated: true } })
    const both = await Promise.all([close('two', one), close('one', two)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
    for (const name of ['one', 'two']) await close(name, admin)
  })

  test('another site cannot act in a person’s name', async () => {
    const headers = { origin: 'https://elsewhere.example', host: 'localhost' }
    const { status, json } = await ask('POST', '/api/mines', { cookie: clerk, headers, body: { region: county } })
    expect(status).toBe(403)
    expect(json().error.code).toBe('foreign-origin')
  })

  test('guessing passwords is slowed down', async () => {
    const guesses = []
    for (let i = 0; i < 12; i++)
      guesses.push(
        (await ask('POST', '/api/session', { body: { name: 'clerk', password: `guess ${i}` }, from: '10.9.9.9' }))
          .status,
      )
    expect(guesses.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(guesses.slice(10)).toEqual([429, 429])
  })
})

describe('plans', () => {
  test('a planner uploads a plan of the own region; its bytes come back unchanged', async () => {
    const bytes = Buffer.from(text)
    expect((await upload('plan.txt', bytes)).status).toBe(401)
    expect((await upload('plan.txt', bytes, clerk)).status).toBe(403)
    expect((await upload('plan.txt', bytes, stranger)).json().error.code).toBe('other-region')
    const added = await upload('plan.txt', bytes, planner)
    expect(added.status).toBe(201)
    planId = added.json().id
    expect((await upload('again.txt', bytes, planner)).json().id).toBe(planId)
    // The office's own until it is published: to others it is not there.
    expect((await ask('GET', '/api/plans')).json()).toEqual([])
    for (const url of [
      `/api/plans/${planId}`,
      `/api/plans/${planId}/source`,
      `/api/plans/${planId}/check.docx`,
      `/plan/${planId}`,
      `/?plan=${planId}`,
    ])
      for (const cookie of [undefined, stranger])
        expect((await ask('GET', url, cookie ? { cookie } : {})).status).toBe(404)
    expect((await ask('GET', `/plan/${planId}`, { cookie: planner })).text).toMatch(/尚未公开/)
    const publish = (cookie: string) =>
      ask('POST', `/api/plans/${planId}/publication`, { cookie, body: { published: true } })
    expect([(await publish(clerk)).status, (await publish(stranger)).status, (await publish(planner)).status]).toEqual([
      403, 403, 200,
    ])
    expect((await ask('GET', `/plan/${planId}`)).text).not.toMatch(/尚未公开|撤回公开/)
    expect((await ask('GET', '/api/plans')).json()).toMatchObject([
      { id: planId, region: { code: county, name: '甲县' } },
    ])
    expect((await ask('GET', `/api/plans/${planId}/source`)).text).toBe(text)
    const { plan, rules, checks, confirmations } = (await ask('GET', `/api/plans/${planId}`)).json()
    expect(plan.period).toMatchObject({ base: 2020, from: 2021, to: 2025 })
    expect(rules.length).toBeGreaterThan(0)
    expect([Array.isArray(checks), confirmations]).toEqual([true, []])
  })

  const truncated = zipSync({ 'word/document.xml': new TextEncoder().encode('<w:document/>'.repeat(500)) }).slice(0, 60)
  const bad: readonly (readonly [string, string, Uint8Array])[] = [
    ['a picture named .docx', 'plan.docx', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])],
    ['an empty file', 'plan.txt', new Uint8Array()],
    ['a truncated .docx', 'plan.docx', truncated],
  ]
  test.each(bad)('%s is refused in words', async (_, name, bytes) => {
    const { status, json, text: answer } = await upload(name, bytes, planner)
    expect(status).toBe(422)
    expect(json().error).toMatchObject({ code: 'unreadable-document' })
    expect(json().error.message.length).toBeGreaterThan(4)
    expect(answer).not.toMatch(/\bat .*\.ts:\d|node_modules/)
  })

  test('a file over 60 MB is refused before it is read', async () => {
    const { status, json } = await upload('plan.txt', Buffer.alloc(61 * 1024 * 1024), planner)
    expect([status, json().error.code]).toEqual([413, 'too-large'])
  })

  test('a request without a file, or that is no form, is refused in words', async () => {
    expect((await ask('POST', '/api/plans', { cookie: planner, body: { a: 1 } })).status).toBe(415)
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const { status, text: answer } = await ask('POST', '/api/plans', { cookie: planner, headers, body: 'nonsense' })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(answer).not.toMatch(/\bat .*\.ts:\d|node_modules/)
  })

  test.skipIf(!office)(
    'an old Office file is read through LibreOffice; the bytes that were handed in are kept',
    async () => {
      const escaped = [...text].map((sign) => (sign > '~' ? `\\u${sign.codePointAt(0)}?` : sign)).join('')
      const rtf = Buffer.from(`{\\rtf1\\ansi\\deff0 ${escaped.replaceAll('\r\n', '\\par\n')}}`)
      const added = await upload('plan.wps', rtf, planner)
      expect(added.status).toBe(201)
      const { plan, rules } = (await ask('GET', `/api/plans/${added.json().id}`, { cookie: planner })).json()
      expect(plan.source.sha256).toBe(createHash('sha256').update(rtf).digest('hex'))
      expect(rules.length).toBeGreaterThan(0)
      const source = await ask('GET', `/api/plans/${added.json().id}/source`, { cookie: planner })
      expect(source.text).toBe(rtf.toString())
    },
    120_000,
  )

  test('a decision needs a reason, is kept, and wins in the next review', async () => {
    const { rules } = (await ask('GET', `/api/plans/${planId}`)).json()
    const floor = rules.find((rule: { test: { value: unknown } }) => rule.test.value === 30)
    const decide = (body: object, cookie = planner) =>
      ask('POST', `/api/plans/${planId}/confirmations`, {
        cookie,
        body: { target: 'rule', targetId: floor.id, ...body },
      })
    expect((await decide({ decision: 'reject', reason: '' })).status).toBe(400)
    expect((await decide({ decision: 'correct', reason: '错' })).status).toBe(400)
    expect((await decide({ decision: 'reject', reason: '误读' }, stranger)).status).toBe(403)
    const application = {
      act: 'mining',
      event: 'new',
      region: county,
      minerals: ['建筑用花岗岩'],
      annualOutput: { value: 12, unit: '万立方米/年' },
    }
    const verdictOf = async () => {
      const { findings } = (await ask('POST', '/api/review', { body: { application, planId } })).json()
      return findings.find((finding: { rule: string }) => finding.rule === floor.id)?.verdict
    }
    expect(await verdictOf()).toBe('fail')
    expect((await decide({ decision: 'correct', value: 10, reason: '原文为10' })).status).toBe(201)
    expect(await verdictOf()).toBe('pass')
    expect((await decide({ decision: 'correct', value: 30, reason: '改回' })).json()).toMatchObject({
      by: 'planner',
      value: 30,
    })
  })

  test('reports are files', async () => {
    for (const form of ['docx', 'xlsx']) {
      const { status, text: bytes, headers } = await ask('GET', `/api/plans/${planId}/check.${form}`)
      expect([status, bytes.slice(0, 2)]).toEqual([200, 'PK'])
      expect(headers['content-disposition']).toMatch(/attachment; filename\*=UTF-8''/)
    }
    expect((await ask('GET', '/api/plans/none/check.docx')).status).toBe(404)
  })
})

describe('the ledger and the desk', () => {
  const application = {
    act: 'mining',
    event: 'new',
    region: county,
    minerals: ['建筑用花岗岩'],
    annualOutput: { value: 12, unit: '万立方米/年' },
  }

  test('mines and returns stay within their region', async () => {
    const mine = { region: county, since: '2022-01-01', name: '甲矿', minerals: ['铁'], status: 'producing' }
    expect((await ask('POST', '/api/mines', { cookie: stranger, body: mine })).status).toBe(403)
    expect((await ask('POST', '/api/mines', { cookie: clerk, body: mine })).status).toBe(201)
    const { status, json } = await ask('POST', '/api/mines', { cookie: clerk, body: { ...mine, status: '不明' } })
    expect([status, json().error.code]).toEqual([400, 'unusable-mine'])
    const returned = { region: county, mine: '甲矿', year: 2023, output: { value: 3, unit: '万吨' } }
    expect((await ask('POST', '/api/returns', { cookie: clerk, body: returned })).status).toBe(201)
    expect((await ask('GET', `/api/ledger?region=${county}`, { cookie: clerk })).json()).toMatchObject({
      mines: [{ name: '甲矿' }],
      returns: [{ mine: '甲矿', year: 2023 }],
    })
    expect((await ask('GET', `/api/ledger?region=${county}&date=2021-06-01`, { cookie: clerk })).json().mines).toEqual(
      [],
    )
    expect((await ask('GET', `/api/ledger?region=${county}`, { cookie: stranger })).status).toBe(403)
    expect((await ask('GET', `/api/ledger?region=${county}`)).status).toBe(401)
    // The administrator's scope is the whole country, a city's its counties.
    for (const url of ['/api/mines', '/api/mines?region=990100'])
      expect((await ask('GET', url, { cookie: admin })).json()).toMatchObject([{ name: '甲矿', region: county }])
    expect((await ask('GET', '/api/mines', { cookie: stranger })).json()).toEqual([])
    const { ledger, indicators, quotas } = (await ask('GET', `/api/plans/${planId}/progress`, { cookie: clerk })).json()
    expect([ledger, indicators, quotas]).toEqual([true, [], []])
    expect((await ask('GET', `/api/plans/${planId}/progress`, { cookie: stranger })).status).toBe(403)
  })

  test('an application goes its way: received, reviewed, read by another, signed', async () => {
    const body = { application, applicant: '某公司', planId }
    expect((await ask('POST', '/api/applications', { cookie: stranger, body })).status).toBe(403)
    expect((await ask('POST', '/api/applications', { cookie: clerk, body: { ...body, application: 7 } })).status).toBe(
      400,
    )
    const added = (await ask('POST', '/api/applications', { cookie: clerk, body })).json()
    // Five working days from Wednesday the 8th: neither the weekend nor the holiday counts.
    expect(added).toMatchObject({
      number: expect.stringMatching(/^\d{6}-2024-00001$/),
      status: 'received',
      due: '2024-05-16',
      opinion: null,
    })
    const act = (action: string, more: object = {}, cookie = clerk) =>
      ask('POST', `/api/applications/${added.id}/actions`, { cookie, body: { action, ...more } })
    expect((await act('sign')).status).toBe(409)
    expect((await act('return')).status).toBe(400)
    expect((await act('review', {}, stranger)).status).toBe(403)
    const reviewed = (await act('review')).json()
    expect(reviewed).toMatchObject({ status: 'reviewed', verdict: 'does-not-conform' })
    expect(reviewed.basis).toMatchObject({ plans: [{ id: planId }], compiler: 'test' })
    expect(reviewed.may).toEqual(['review', 'return', 'hand-over', 'second-read', 'withdraw'])
    const people = (await ask('GET', `/api/applications/${added.id}/people`, { cookie: clerk })).json()
    expect(people.map(({ name }: { name: string }) => name)).toEqual(['admin', 'changer', 'chief', 'clerk', 'second'])
    const refused = async (...asked: Parameters<typeof act>) => {
      const { status, json } = await act(...asked)
      return [status, json().error.code]
    }
    expect(await refused('second-read')).toEqual([409, 'same-reader'])
    expect(await refused('sign')).toEqual([403, 'no-right'])
    for (const to of ['stranger', 'planner', 'nobody'])
      expect(await refused('hand-over', { to })).toEqual([404, 'not-found'])
    // A closed account takes nothing any more.
    const close = (deactivated: boolean) =>
      ask('POST', '/api/users/second/deactivation', { cookie: admin, body: { deactivated } })
    await close(true)
    expect(await refused('hand-over', { to: 'second' })).toEqual([404, 'not-found'])
    await close(false)
    second = await signIn('second')
    expect(await refused('second-read', {}, second)).toEqual([403, 'not-holder'])
    expect(await refused('take-over', {}, second)).toEqual([403, 'no-right'])
    expect((await act('second-read', { to: 'second' })).json()).toMatchObject({
      status: 'second-reading',
      holder: 'second',
      may: [],
    })
    expect(await refused('review')).toEqual([403, 'not-holder'])
    expect((await act('second-read', {}, second)).json()).toMatchObject({ status: 'second-read', holder: 'second' })
    expect(await refused('sign', {}, chief)).toEqual([403, 'not-holder'])
    expect((await act('take-over', { reason: '签发' }, chief)).json()).toMatchObject({ holder: 'chief' })
    const signed = (await act('sign', {}, chief)).json()
    expect(signed.history.map((step: { action: string }) => step.action)).toEqual([
      'receive',
      'review',
      'second-read',
      'second-read',
      'take-over',
      'sign',
    ])
    expect(signed.history.at(-2)).toMatchObject({ by: 'chief', from: 'second', reason: '签发' })
    expect((await act('review')).status).toBe(409)
    const paper = await ask('GET', `/api/applications/${added.id}/opinion.docx`, { cookie: clerk })
    expect([paper.status, paper.text.slice(0, 2)]).toEqual([200, 'PK'])
    const pdf = () => ask('GET', `/api/applications/${added.id}/opinion.pdf`, { cookie: clerk })
    const [once, again] = [await pdf(), await pdf()]
    expect([once.status, once.headers['content-type'], once.text.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ])
    expect(again.text).toBe(once.text)
    expect((await ask('GET', `/api/applications/${added.id}/opinion.pdf`, { cookie: stranger })).status).toBe(403)
    expect((await ask('GET', '/api/batch/template.xlsx', { cookie: clerk })).text.slice(0, 2)).toBe('PK')
    expect((await ask('GET', '/api/batch/template.xlsx')).status).toBe(401)
    expect((await ask('GET', `/api/plans/${planId}/check.pdf`)).text.slice(0, 5)).toBe('%PDF-')
    expect((await ask('GET', `/api/applications/${added.id}`, { cookie: stranger })).status).toBe(403)
    expect((await ask('GET', '/api/applications', { cookie: stranger })).json()).toEqual([])
    expect((await ask('GET', '/api/applications', { cookie: clerk })).json()).toMatchObject([
      { verdict: 'does-not-conform' },
    ])
  })

  test('an opinion is kept as it was made; made again after the ledger changed, it says what changed and why', async () => {
    const body = { application, applicant: '某公司', planId }
    const { id } = (await ask('POST', '/api/applications', { cookie: clerk, body })).json()
    const before = clock
    const review = async () =>
      (await ask('POST', `/api/applications/${id}/actions`, { cookie: clerk, body: { action: 'review' } })).json()
    const stored = async () => (await ask('GET', `/api/applications/${id}/opinion?asOf=stored`, { cookie: clerk })).text
    expect((await ask('GET', `/api/applications/${id}/opinion`, { cookie: clerk })).status).toBe(404)
    const first = await review()
    expect(first.changes).toEqual([])
    expect(first.basis).toMatchObject({ rules: expect.stringMatching(/^[0-9a-f]{64}$/), ledger: expect.any(String) })
    const bytes = await stored()
    expect(JSON.parse(bytes)).toEqual(first.opinion)
    const mine = { region: county, since: '2023-01-01', name: '丁矿', minerals: ['建筑用花岗岩'], status: 'producing' }
    expect((await ask('POST', '/api/mines', { cookie: clerk, body: mine })).status).toBe(201)
    clock = new Date(clock.getTime() + 60_000)
    const { changes } = (await ask('GET', `/api/applications/${id}/opinion?asOf=today`, { cookie: clerk })).json()
    const kinds = changes.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['ledger', 'log']))
    expect(JSON.stringify(changes)).toMatch(/丁矿/)
    expect(await stored()).toBe(bytes)
    const again = await review()
    expect(again.changes).toEqual(changes)
    expect(JSON.parse(await stored())).toEqual(again.opinion)
    expect((await ask('GET', `/api/applications/${id}/opinion`, { cookie: stranger })).status).toBe(403)
    expect((await ask('GET', `/api/applications/${id}/opinion`)).status).toBe(401)
    await ask('POST', `/api/applications/${id}/actions`, {
      cookie: clerk,
      body: { action: 'withdraw', reason: '试' },
    })
    clock = before
  })

  test('a workbook is read without writing, refused while a row is wrong, and written once confirmed', async () => {
    const good = { name: '戊矿', minerals: ['铁'], scale: 'small', status: 'producing' }
    const book = (mines: Record<string, string | string[]>[]) =>
      writeBook([
        { form: mineForm, rows: mines },
        { form: returnForm, rows: [{ mine: '戊矿', year: 2023, output: { value: 2, unit: '万吨' } }] },
      ])
    const put = async (bytes: Uint8Array, fields: Record<string, string> = {}, cookie = clerk) =>
      upload('台账.xlsx', bytes, cookie, '/api/ledger/import', { region: county, ...fields })
    const named = async () => (await ask('GET', `/api/ledger?region=${county}`, { cookie: clerk })).text
    const right = await book([good])
    const dry = (await put(right)).json()
    expect(dry).toMatchObject({ ready: true, written: false, counts: { mines: { new: 1 }, returns: { new: 1 } } })
    expect(await named()).not.toMatch(/戊矿/)
    const wrong = await put(await book([good, { ...good, name: '己矿', status: '不明' }]), { confirm: 'true' })
    expect(wrong.status).toBe(422)
    expect(wrong.json().messages).toMatchObject([{ row: 3, column: '生产状态' }])
    expect(await named()).not.toMatch(/戊矿/)
    expect((await put(right, { confirm: 'true' })).status).toBe(201)
    expect(await named()).toMatch(/戊矿/)
    expect((await put(right)).json().counts).toMatchObject({ mines: { same: 1, new: 0 }, returns: { same: 1 } })
    const entries = (await ask('GET', '/api/log', { cookie: admin })).json()
    expect(entries.at(-1)).toMatchObject({ action: 'import-ledger', detail: { mines: { new: 1 } } })
    // Where a mine lies comes back from the sheet; the corners of an area stay with the register.
    const ring = [
      [112, 43],
      [112.1, 43],
      [112.1, 43.1],
      [112, 43],
    ]
    const placed = { township: '东乡', inside: [], block: 'none', location: { type: 'Polygon', coordinates: [ring] } }
    const body = { ...good, ...placed, name: '庚矿', region: county }
    expect((await ask('POST', '/api/mines', { cookie: clerk, body })).status).toBe(201)
    const point = { ...body, name: '辛矿', location: { type: 'Point', coordinates: [112.05, 43.05] } }
    expect((await ask('POST', '/api/mines', { cookie: clerk, body: point })).status).toBe(201)
    const exported = await app.inject({ url: `/api/ledger/export.xlsx?region=${county}`, headers: { cookie: clerk } })
    const { counts } = (await put(exported.rawPayload)).json()
    expect(counts.mines).toMatchObject({ new: 0, changed: 0 })
    expect((await put(right, {}, stranger)).status).toBe(403)
    expect((await put(Buffer.from('x'))).json()).toMatchObject({ ready: false })
    for (const url of [`/api/ledger/export.xlsx?region=${county}`, '/api/ledger/template.xlsx']) {
      expect((await ask('GET', url)).status).toBe(401)
      expect((await ask('GET', url, { cookie: clerk })).text.slice(0, 2)).toBe('PK')
    }
    expect((await ask('GET', `/api/ledger/export.xlsx?region=${county}`, { cookie: stranger })).status).toBe(403)
  })

  test('a list of rights is judged right by right, and stored nowhere', async () => {
    const minerals = ['建筑用花岗岩']
    const rights = [
      { licence: 'C1', name: '甲', minerals, annualOutput: { value: 12, unit: '万立方米/年' } },
      { licence: 'C2', name: '乙', minerals, annualOutput: { value: 40, unit: '万立方米/年' } },
    ]
    const sheet = await writeSheet(rights, rightForm)
    const judge = (cookie?: string, form = 'json', file: Uint8Array = sheet) =>
      upload('rights.xlsx', file, cookie, '/api/batch', { planId, form })
    expect([(await judge()).status, (await judge(admin)).status, (await judge(stranger)).status]).toEqual([
      401, 200, 403,
    ])
    const { summary, rows } = (await judge(clerk)).json()
    expect(summary).toMatchObject({ rows: 2, fallOut: [2] })
    expect(rows[0].deciding[0].quote).toMatch(/不得低于30万立方米/)
    expect((await judge(planner, 'xlsx')).text.slice(0, 2)).toBe('PK')
    expect((await judge(clerk, 'json', Buffer.from('no list'))).status).toBe(422)
  })

  test('everything done is in the log, and the log holds together', async () => {
    expect((await ask('GET', '/api/log', { cookie: clerk })).status).toBe(403)
    const actions = (await ask('GET', '/api/log', { cookie: admin }))
      .json()
      .map((entry: { action: string }) => entry.action)
    for (const action of ['set-up', 'add-user', 'add-plan', 'confirm', 'add-mine', 'receive', 'review', 'sign'])
      expect(actions).toContain(action)
    const verdict = (await ask('GET', '/api/log/verify', { cookie: admin })).json()
    expect(verdict).toMatchObject({ ok: true, brokenAt: null })
    const head = (await ask('GET', '/api/log/head', { cookie: clerk })).json()
    expect([head.seq, head.hash]).toEqual([verdict.entries, verdict.head])
    expect((await ask('GET', '/api/log/head')).status).toBe(401)
  })
})

describe('the map', () => {
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
    await putLayer(store, layer, { type: 'FeatureCollection', features: [feature] })
    const overlay = async (region: string) =>
      (await ask('POST', '/api/land/overlay', { body: { area, region } })).json()
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
})

describe('the public site', () => {
  test('pages need no script and no account, and speak both languages', async () => {
    for (const url of ['/', `/?plan=${planId}`, `/plan/${planId}`, '/self-check']) {
      const { status, text: page, headers } = await ask('GET', url)
      expect(status).toBe(200)
      expect(page).not.toMatch(/<script/i)
      expect(page).toMatch(/lang="zh-CN"/)
      expect(headers['content-security-policy']).toMatch(/default-src 'self'/)
      expect((await ask('GET', `${url}${url.includes('?') ? '&' : '?'}lang=en`)).text).toMatch(/<html lang="en">/)
    }
    expect((await ask('GET', '/plan/none')).status).toBe(404)
    expect((await ask('GET', '/public.css')).text.length).toBeLessThan(30_000)
  })

  const form = (url: string, values: Record<string, string>) =>
    ask('POST', url, {
      body: new URLSearchParams(values).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })

  test('the self-check answers with clauses, keeps nothing, and gives back what was filled in', async () => {
    const filled = {
      plan: planId,
      minerals: '建筑用花岗岩',
      output: '12',
      unit: '万立方米/年',
      township: '"><script>x</script>',
    }
    const kept = async () => (await ask('GET', '/api/applications', { cookie: clerk })).json().length
    const before = await kept()
    const { status, text: page } = await form('/self-check', filled)
    expect(status).toBe(200)
    expect(page).toMatch(/不符合规划/)
    expect(page).toMatch(/不得低于30万立方米\/年/)
    expect(page).not.toMatch(/<script/)
    expect(page).toMatch(/value="12"/)
    expect(await kept()).toBe(before)
    expect((await form('/self-check', { plan: 'none' })).status).toBe(400)
    expect((await form('/self-check', { plan: planId, minerals: '' })).status).toBe(400)
  })

  test('an objection reaches the office and nobody else', async () => {
    expect((await form(`/plan/${planId}/objection`, { text: ' ' })).status).toBe(400)
    expect((await form(`/plan/${planId}/objection`, { text: '噪声', contact: 'a@b.cn' })).status).toBe(303)
    expect((await ask('POST', '/api/objections', { body: { planId, clause: '', text: '粉尘' } })).status).toBe(201)
    expect((await ask('GET', '/api/objections')).status).toBe(401)
    const kept = (await ask('GET', '/api/objections', { cookie: clerk })).json()
    expect(kept.map(({ text: words }: { text: string }) => words).sort()).toEqual(['噪声', '粉尘'].sort())
    expect((await ask('GET', '/api/objections', { cookie: stranger })).json()).toEqual([])
    expect((await ask('GET', '/api/log', { cookie: admin })).text).not.toMatch(/a@b\.cn/)
  })
})

test('who works there is told of an application under way, a stranger is not; of two acts at once only one counts', async () => {
  const square = (west: number) => ({
    type: 'Polygon',
    coordinates: [[0, 1, 1, 0, 0].map((x, i) => [west + x / 100, 43.1 + [0, 0, 1, 1, 0][i]! / 100])],
  })
  const application = { act: 'mining', event: 'new', region: county, minerals: ['建筑用花岗岩'] }
  const body = { application: { ...application, area: square(112.1) }, applicant: '某公司', planId }
  const { id, number } = (await ask('POST', '/api/applications', { cookie: clerk, body })).json()
  const beside = { planId, application: { ...application, area: square(112.105) } }
  const told = async (more: object) => (await ask('POST', '/api/review', { body: beside, ...more })).text
  expect(await told({ cookie: clerk })).toContain(number)
  expect(await told({ cookie: stranger })).not.toContain(number)
  expect(await told({})).not.toContain(number)
  const withdraw = () =>
    ask('POST', `/api/applications/${id}/actions`, { cookie: clerk, body: { action: 'withdraw', reason: '撤回' } })
  const both = await Promise.all([withdraw(), withdraw()])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('what is not open asks who it is before it looks at anything else', async () => {
  const { paths } = (await ask('GET', '/api/openapi.json')).json() as { paths: Record<string, object> }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase() as Method, path.replace(/\{(\w+)\}/g, ':$1')] as const),
  )
  expect(routes.length).toBeGreaterThan(30)
  const closed = routes.filter(([method, path]) => path.startsWith('/api/') && !openRoutes.has(`${method} ${path}`))
  expect(closed.length).toBeGreaterThan(15)
  for (const [method, path] of closed) {
    const { status, json } = await ask(method, path.replace(/:\w+/g, 'x'))
    expect([path, status, json().error.code]).toEqual([path, 401, 'not-signed-in'])
  }
})

test('no form of another site is taken, by whatever sign it shows', async () => {
  const body = { planId, text: '某' }
  for (const headers of [
    { origin: 'null' },
    { origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
  ] as Record<string, string>[])
    expect((await ask('POST', '/api/objections', { body, headers })).status).toBe(403)
  const plain = { 'content-type': 'text/plain' }
  expect((await ask('POST', '/api/objections', { body: '{}', headers: plain })).status).toBe(415)
  const own = { origin: 'https://office.example', 'x-forwarded-host': 'office.example', 'x-forwarded-proto': 'https' }
  const login = { body: { name: 'clerk', password: 'long enough' }, headers: own }
  const { status, headers } = await ask('POST', '/api/session', login)
  expect([status, String(headers['set-cookie'])]).toEqual([200, expect.stringMatching(/; Secure/)])
  expect(headers['referrer-policy']).toBe('same-origin')
})

test('what everybody may ask is limited for strangers only', async () => {
  const body = { text: '1,2' }
  const often = async (cookie?: string) => {
    let last = 0
    for (let i = 0; i < 70; i++)
      last = (await ask('POST', '/api/land/corners', { body, from: '10.8.8.8', ...(cookie ? { cookie } : {}) })).status
    return last
  }
  expect(await often(clerk)).toBe(200)
  expect(await often()).toBe(429)
})

test('every failure has the one form, and nothing tells of the inside', async () => {
  for (const url of ['/api/nothing', '/api/plans/none', '/nothing', '/workbench/plan', '/%ff']) {
    const { status, text: answer } = await ask('GET', url)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(JSON.parse(answer).error).toMatchObject({
      code: expect.any(String),
      message: expect.any(String),
      messageEn: expect.any(String),
    })
  }
  const { status, text: answer } = await ask('POST', '/api/review', {
    headers: { 'content-type': 'application/json' },
    body: '{broken',
  })
  expect(status).toBe(400)
  expect(answer).not.toMatch(/\bat .*:\d+:\d+/)
})

test('a day is a day that there is, and a code six digits', async () => {
  for (const url of ['/api/ledger?date=2024-99-99', '/api/mines?date=2023-02-29', '/api/returns?region=99012'])
    expect((await ask('GET', url, { cookie: clerk })).status).toBe(400)
  const put = await upload('a.xlsx', Buffer.from('x'), clerk, '/api/ledger/import', { since: '2024-99-99' })
  expect([put.status, put.json().error.code]).toEqual([400, 'bad-date'])
})

test('answers are packed for who takes gzip, and caches are told that it depends', async () => {
  const packed = async (accepts: string) => {
    const { headers } = await ask('GET', `/api/plans/${planId}`, { headers: { 'accept-encoding': accepts } })
    expect(headers.vary).toMatch(/accept-encoding/)
    return headers['content-encoding'] ?? null
  }
  for (const accepts of ['gzip', 'br, gzip;q=0.5', '*', 'GZIP;Q=1']) expect(await packed(accepts)).toBe('gzip')
  for (const accepts of ['', 'br', 'gzip;q=0', 'gzip; q=0.0, *', '*;q=0']) expect(await packed(accepts)).toBe(null)
})

test('the interface describes itself', async () => {
  const { paths } = (await ask('GET', '/api/openapi.json')).json()
  for (const path of [
    '/api/plans',
    '/api/plans/{id}',
    '/api/review',
    '/api/applications/{id}/actions',
    '/api/land/corners',
  ])
    expect(paths).toHaveProperty([path])
})

test('the workbench is served with lasting caching for hashed names', async () => {
  const web = join(folder, 'built')
  mkdirSync(join(web, 'assets'), { recursive: true })
  writeFileSync(join(web, 'index.html'), '<!doctype html>')
  writeFileSync(join(web, 'assets/app-1234.js'), '1')
  const built = await buildApp({ store, shelf: new PlanShelf(store, 'test'), now: () => clock, web, holidays })
  const get = async (url: string) => built.inject({ url })
  expect((await get('/workbench/assets/app-1234.js')).headers['cache-control']).toMatch(/immutable/)
  expect((await get('/workbench/review/7')).payload).toBe('<!doctype html>')
  expect((await get('/workbench/')).headers['cache-control']).toBe('no-cache')
  expect((await get('/workbench/assets/none.js')).statusCode).toBe(404)
  expect((await get('/workbench/..%2f..%2fpackage.json')).statusCode).toBeGreaterThanOrEqual(400)
  await built.close()
})
