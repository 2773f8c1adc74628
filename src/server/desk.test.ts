/** The ledger and the desk: mines, returns, applications on their way, lists of rights, the log. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { writeBook, writeSheet } from '#exchange/excel.ts'
import { mineForm, returnForm, rightForm } from '#exchange/ledger-sheet.ts'
import { county, other, TrialOffice } from './trial-office.ts'

const office = new TrialOffice()
const ask = office.ask.bind(office)
const upload = office.upload.bind(office)
const signIn = office.signIn.bind(office)
let admin = ''
let clerk = ''
let second = ''
let chief = ''
let planner = ''
let stranger = ''
let planId = ''

beforeAll(async () => {
  await office.open()
  ;({ admin, clerk, second, chief, planner, stranger } = await office.people())
  planId = await office.plan(planner)
})
afterAll(() => office.close())

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
  expect((await ask('GET', `/api/ledger?region=${county}&date=2021-06-01`, { cookie: clerk })).json().mines).toEqual([])
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
  expect(people.map(({ name }: { name: string }) => name)).toEqual(['admin', 'chief', 'clerk', 'second'])
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
  const { value } = await readDocument(new Uint8Array(paper.bytes), '意见.docx')
  expect([paper.status, value!.text.replace(/\s/g, '')]).toEqual([
    200,
    expect.stringContaining('审查人：某clerk复核人：某second签发人：某chief'),
  ])
  const pdf = () => ask('GET', `/api/applications/${added.id}/opinion.pdf`, { cookie: clerk })
  const [once, again] = [await pdf(), await pdf()]
  expect([once.status, once.headers['content-type'], once.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
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

test('a city imports what its counties entered without counting it twice', async () => {
  const city = '990100'
  const mine = { since: '2022-01-01', name: '同名矿', minerals: ['铁'], scale: 'small', status: 'producing' }
  for (const region of [county, other])
    expect((await ask('POST', '/api/mines', { cookie: admin, body: { ...mine, region } })).status).toBe(201)
  const mines = async () => (await ask('GET', `/api/mines?region=${city}`, { cookie: admin })).json()
  const before = (await mines()).length
  const put = async (bytes: Uint8Array, confirm = 'true') =>
    (await upload('台账.xlsx', bytes, admin, '/api/ledger/import', { region: city, confirm })).json()
  const exported = await ask('GET', `/api/ledger/export.xlsx?region=${city}`, { cookie: admin })
  expect((await put(exported.bytes)).counts).toMatchObject({
    mines: { new: 0, changed: 0, same: before },
    returns: { new: 0, changed: 0 },
  })
  const row = { name: '同名矿', minerals: ['铁'], scale: 'small', status: 'suspended' }
  const told = { mine: '同名矿', year: 2023, output: { value: 2, unit: '万吨' } }
  const book = (mines: object, returns: object) =>
    writeBook([
      { form: mineForm, rows: [mines as never] },
      { form: returnForm, rows: [returns as never] },
    ])
  expect((await put(await book(row, told))).messages).toMatchObject([
    { row: 2, textEn: expect.stringContaining('fill in the region code') },
    { row: 2, textEn: expect.stringContaining('fill in the region code') },
  ])
  // By the county's name as well as by its code.
  const { written, counts } = await put(await book({ ...row, region: '乙县' }, { ...told, region: other }))
  expect([written, counts]).toMatchObject([true, { mines: { new: 0, changed: 1 }, returns: { new: 1 } }])
  const after = await mines()
  expect(after).toHaveLength(before)
  expect(
    after
      .filter(({ name }: { name: string }) => name === '同名矿')
      .map((one: typeof after) => [one.region, one.status]),
  ).toEqual([
    [county, 'producing'],
    [other, 'suspended'],
  ])
  const returns = (await ask('GET', `/api/returns?region=${other}`, { cookie: stranger })).json()
  expect(returns).toMatchObject([{ mine: '同名矿', region: other }])
})

test('who makes another opinion while the signing waits does not sign it', async () => {
  const { id } = (
    await ask('POST', '/api/applications', { cookie: clerk, body: { application, applicant: '某公司', planId } })
  ).json()
  const both = await office.staff(admin, 'both', ['clerk', 'supervisor'])
  const url = `/api/applications/${id}/actions`
  const act = (action: string, cookie: string, more: object = {}) =>
    ask('POST', url, { cookie, body: { action, ...more } })
  await act('review', clerk)
  await act('hand-over', clerk, { to: 'both' })
  office.later(1)
  // A server on the same store whose transactions begin only when they are let in.
  let letIn = () => {}
  const door = new Promise<void>((go) => {
    letIn = go
  })
  let waits = () => {}
  const waiting = new Promise<void>((go) => {
    waits = go
  })
  const query = new Proxy(office.store.query, {
    get: (target, key) => {
      const value = Reflect.get(target, key, target)
      if (key !== 'transaction') return typeof value === 'function' ? value.bind(target) : value
      return () => ({
        execute: async (work: (inside: typeof target) => Promise<unknown>) => {
          waits()
          await door
          return target.transaction().execute(work)
        },
      })
    },
  })
  const slow = await office.build(undefined, { ...office.store, query })
  const signing = slow.inject({ method: 'POST', url, headers: { cookie: both }, payload: { action: 'sign' } })
  await waiting
  expect((await act('review', both)).status).toBe(200)
  letIn()
  const signed = await signing
  expect([signed.statusCode, signed.json().error?.code]).toEqual([409, 'same-signer'])
  await slow.close()
  await act('withdraw', both, { reason: '撤回' })
  office.later(-1)
})

test('files come with their type and the name an office files them under', async () => {
  const body = { application, applicant: '某公司', planId }
  const { id, number } = (await ask('POST', '/api/applications', { cookie: clerk, body })).json()
  const file = async (url: string) => {
    const { status, headers, bytes } = await ask('GET', url, { cookie: clerk })
    const [, name] = /^attachment; filename\*=UTF-8''(\S+)$/.exec(String(headers['content-disposition'])) ?? []
    return [status, headers['content-type'], decodeURIComponent(name ?? ''), bytes.subarray(0, 4).toString('latin1')]
  }
  const opinion = `/api/applications/${id}/opinion`
  for (const form of ['docx', 'pdf'])
    expect((await ask('GET', `${opinion}.${form}`, { cookie: clerk })).status).toBe(404)
  await ask('POST', `/api/applications/${id}/actions`, { cookie: clerk, body: { action: 'review' } })
  const office = 'application/vnd.openxmlformats-officedocument'
  const [docx, xlsx] = [`${office}.wordprocessingml.document`, `${office}.spreadsheetml.sheet`]
  const zip = 'PK\x03\x04'
  expect(await file(`${opinion}.docx`)).toEqual([200, docx, `审查意见 ${number}.docx`, zip])
  expect(await file(`${opinion}.pdf`)).toEqual([200, 'application/pdf', `审查意见 ${number}.pdf`, '%PDF'])
  expect(await file('/api/batch/template.xlsx')).toEqual([200, xlsx, '矿业权清单模板.xlsx', zip])
  const title = '甲县矿产资源总体规划（2021-2025年）'
  expect(await file(`/api/plans/${planId}/check.pdf`)).toEqual([
    200,
    'application/pdf',
    `${title} 核对报告.pdf`,
    '%PDF',
  ])
  await ask('POST', `/api/applications/${id}/actions`, { cookie: clerk, body: { action: 'withdraw', reason: '试' } })
})

test('an opinion is kept as it was made; made again after the ledger changed, it says what changed and why', async () => {
  const body = { application, applicant: '某公司', planId }
  const { id } = (await ask('POST', '/api/applications', { cookie: clerk, body })).json()
  const before = office.clock
  const review = async () =>
    (await ask('POST', `/api/applications/${id}/actions`, { cookie: clerk, body: { action: 'review' } })).json()
  const stored = async () => (await ask('GET', `/api/applications/${id}/opinion?asOf=stored`, { cookie: clerk })).text
  expect((await ask('GET', `/api/applications/${id}/opinion`, { cookie: clerk })).status).toBe(404)
  const first = await review()
  expect(first.changes).toEqual([])
  expect(first.basis).toMatchObject({ rules: expect.stringMatching(/^[0-9a-f]{64}$/), ledger: expect.any(String) })
  const bytes = await stored()
  const paper = async (asked = '') =>
    (await ask('GET', `/api/applications/${id}/opinion.pdf${asked}`, { cookie: clerk })).bytes
  const filed = await paper()
  expect(JSON.parse(bytes)).toEqual(first.opinion)
  const mine = { region: county, since: '2023-01-01', name: '丁矿', minerals: ['建筑用花岗岩'], status: 'producing' }
  expect((await ask('POST', '/api/mines', { cookie: clerk, body: mine })).status).toBe(201)
  office.clock = new Date(office.clock.getTime() + 60_000)
  const { changes } = (await ask('GET', `/api/applications/${id}/opinion?asOf=today`, { cookie: clerk })).json()
  const kinds = changes.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['ledger', 'log']))
  expect(JSON.stringify(changes)).toMatch(/丁矿/)
  expect(await stored()).toBe(bytes)
  // The paper made again says so; the one on file is the same bytes as before.
  expect(Buffer.compare(await paper(), filed)).toBe(0)
  const told = await readDocument(await paper('?asOf=today'), 'made.pdf')
  expect(told.value?.text.replace(/\s/g, '')).toMatch(
    /重新得出，供对照，未经签发.*二、与原意见的不同.*丁矿.*本件未经签发/,
  )
  const english = await readDocument(await paper('?asOf=today&lang=en'), 'made.pdf')
  expect(english.value?.text).toMatch(/Made again from the sources up to/)
  const again = await review()
  expect(again.changes).toEqual(changes)
  expect(JSON.parse(await stored())).toEqual(again.opinion)
  expect((await ask('GET', `/api/applications/${id}/opinion`, { cookie: stranger })).status).toBe(403)
  expect((await ask('GET', `/api/applications/${id}/opinion`)).status).toBe(401)
  await ask('POST', `/api/applications/${id}/actions`, {
    cookie: clerk,
    body: { action: 'withdraw', reason: '试' },
  })
  office.clock = before
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
  const exported = await office.app.inject({
    url: `/api/ledger/export.xlsx?region=${county}`,
    headers: { cookie: clerk },
  })
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
  expect([(await judge()).status, (await judge(admin)).status, (await judge(stranger)).status]).toEqual([401, 200, 403])
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
  for (const action of ['set-up', 'add-user', 'add-plan', 'publish', 'add-mine', 'receive', 'review', 'sign'])
    expect(actions).toContain(action)
  const verdict = (await ask('GET', '/api/log/verify', { cookie: admin })).json()
  expect(verdict).toMatchObject({ ok: true, brokenAt: null })
  const head = (await ask('GET', '/api/log/head', { cookie: clerk })).json()
  expect([head.seq, head.hash]).toEqual([verdict.entries, verdict.head])
  expect((await ask('GET', '/api/log/head')).status).toBe(401)
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
