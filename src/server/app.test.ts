/** What holds for every request: who is let in, how often, from where; the form of failures; the workbench. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoutes } from './guard.ts'
import { type Method, TrialOffice } from './trial-office.ts'

const office = new TrialOffice()
const ask = office.ask.bind(office)
const upload = office.upload.bind(office)
let clerk = ''
let planId = ''

beforeAll(async () => {
  await office.open()
  const people = await office.people()
  ;({ clerk } = people)
  planId = await office.plan(people.planner)
})
afterAll(() => office.close())

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

test('reports of a plan are counted, too', async () => {
  for (const form of ['docx', 'pdf', 'xlsx']) {
    const asked = []
    for (let i = 0; i < 61; i++)
      asked.push((await ask('GET', `/api/plans/none/check.${form}`, { from: '10.8.8.7' })).status)
    expect([form, asked[59], asked[60]]).toEqual([form, 404, 429])
  }
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
  const web = join(office.folder, 'built')
  mkdirSync(join(web, 'assets'), { recursive: true })
  writeFileSync(join(web, 'index.html'), '<!doctype html>')
  writeFileSync(join(web, 'assets/app-1234.js'), '1')
  const built = await office.build(web)
  const get = async (url: string) => built.inject({ url })
  expect((await get('/workbench/assets/app-1234.js')).headers['cache-control']).toMatch(/immutable/)
  expect((await get('/workbench/review/7')).payload).toBe('<!doctype html>')
  expect((await get('/workbench/')).headers['cache-control']).toBe('no-cache')
  expect((await get('/workbench/assets/none.js')).statusCode).toBe(404)
  expect((await get('/workbench/..%2f..%2fpackage.json')).statusCode).toBeGreaterThanOrEqual(400)
  await built.close()
})
