/** Who may come in: accounts, sessions, passwords. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { county, other, TrialOffice } from './trial-office.ts'

const office = new TrialOffice()
const ask = office.ask.bind(office)
const signIn = office.signIn.bind(office)
let admin = ''
let clerk = ''

beforeAll(async () => {
  await office.open()
})
afterAll(() => office.close())

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
  const { rows } = { rows: await office.store.query.selectFrom('session').selectAll().execute() }
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
  clerk = await signIn('clerk')
  expect(
    (await ask('POST', '/api/users', { cookie: clerk, body: { ...account, name: 'y', roles: ['admin'] } })).status,
  ).toBe(403)
  expect((await ask('GET', '/api/users')).status).toBe(401)
})

test('signing out ends the session, time does too', async () => {
  const cookie = await signIn('clerk')
  await ask('DELETE', '/api/session', { cookie })
  expect((await ask('GET', '/api/session', { cookie })).json().user).toBe(null)
  const before = office.clock
  office.clock = new Date(office.clock.getTime() + 13 * 3600_000)
  expect((await ask('GET', '/api/session', { cookie: clerk })).json().user).toBe(null)
  office.clock = before
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
      (await ask('POST', '/api/session', { body: { name: 'clerk', password: `guess ${i}` }, from: '10.9.9.9' })).status,
    )
  expect(guesses.slice(0, 10)).toEqual(Array(10).fill(401))
  expect(guesses.slice(10)).toEqual([429, 429])
})
