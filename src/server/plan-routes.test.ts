/** Plans as they come in, are published, and decided on. */
import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOffice } from '#exchange/office.ts'
import { county, planText, TrialOffice } from './trial-office.ts'

const office = new TrialOffice()
const ask = office.ask.bind(office)
const upload = office.upload.bind(office)
const libreOffice = await findOffice()
let admin = ''
let clerk = ''
let planner = ''
let stranger = ''
let planId = ''

beforeAll(async () => {
  await office.open()
  ;({ admin, clerk, planner, stranger } = await office.people())
})
afterAll(() => office.close())

test('a planner uploads a plan of the own region; its bytes come back unchanged', async () => {
  const bytes = Buffer.from(planText)
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
  expect((await ask('GET', `/api/plans/${planId}/source`)).text).toBe(planText)
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

test.skipIf(!libreOffice)(
  'an old Office file is read through LibreOffice; the bytes that were handed in are kept',
  async () => {
    const escaped = [...planText].map((sign) => (sign > '~' ? `\\u${sign.codePointAt(0)}?` : sign)).join('')
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
  expect((await ask('GET', '/api/log', { cookie: admin })).json().at(-1)).toMatchObject({ action: 'confirm' })
})

test('reports are files', async () => {
  for (const form of ['docx', 'xlsx']) {
    const { status, text: bytes, headers } = await ask('GET', `/api/plans/${planId}/check.${form}`)
    expect([status, bytes.slice(0, 2)]).toEqual([200, 'PK'])
    expect(headers['content-disposition']).toMatch(/attachment; filename\*=UTF-8''/)
  }
  expect((await ask('GET', '/api/plans/none/check.docx')).status).toBe(404)
})
