/** The public site: pages without script, self-check, objections. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applicationFrom } from '#publication/self-check.ts'
import { county, TrialOffice } from './trial-office.ts'

const office = new TrialOffice()
const ask = office.ask.bind(office)
let admin = ''
let clerk = ''
let stranger = ''
let planId = ''

beforeAll(async () => {
  await office.open()
  const people = await office.people()
  ;({ admin, clerk, stranger } = people)
  planId = await office.plan(people.planner)
})
afterAll(() => office.close())

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

test('a mine that grows is named in the self-check; a new one has none', async () => {
  const mine = { region: county, since: '2022-01-01', name: '乙矿', minerals: ['建筑用花岗岩'], status: 'producing' }
  const output = { value: 20, unit: '万立方米/年' }
  await ask('POST', '/api/mines', { cookie: clerk, body: { ...mine, annualOutput: output } })
  const filled = { plan: planId, event: 'expansion', minerals: '建筑用花岗岩', output: '40', unit: '万立方米/年' }
  const page = await form('/self-check', { ...filled, mine: '乙矿' })
  expect([page.status, page.text]).toEqual([200, expect.stringMatching(/name="mine"[^>]* value="乙矿"/)])
  expect((await ask('GET', '/self-check')).text).not.toMatch(/乙矿/)
  const asked = (values: Record<string, string>) => applicationFrom({ ...filled, ...values }, county, '2024-05-08')
  expect(asked({ mine: ' 乙矿 ' })).toMatchObject({ mine: '乙矿' })
  expect(asked({ mine: '乙矿', event: 'new' })).not.toHaveProperty('mine')
  expect(asked({ mine: '' })).not.toHaveProperty('mine')
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
