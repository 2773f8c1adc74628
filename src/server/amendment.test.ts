/** An application that is sent back and comes back amended: what it said is kept, its clock stood, its opinion is made again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { county, TrialOffice } from './trial-office.ts'

/** The server named by KUANGGUI_TEST_POSTGRES; the suite makes a database of its own there and takes it away again. */
const server = process.env.KUANGGUI_TEST_POSTGRES
const database = `kuanggui_amendment_${process.pid}`
const postgres = server && Object.assign(new URL(server), { pathname: `/${database}` }).href
const onServer = async (statement: string): Promise<void> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const application = {
  act: 'mining',
  event: 'new',
  region: county,
  minerals: ['建筑用花岗岩'],
  annualOutput: { value: 12, unit: '万立方米/年' },
}
const amended = { ...application, annualOutput: { value: 40, unit: '万立方米/年' }, documents: ['开采方案'] }

const doors = [{ name: 'a file', door: undefined }, ...(postgres ? [{ name: 'PostgreSQL', door: postgres }] : [])]

describe.each(doors)('behind $name', ({ door }) => {
  const office = new TrialOffice()
  let [clerk, second, chief, stranger] = ['', '', '', '']
  let planId = ''
  beforeAll(async () => {
    if (door) await onServer(`create database ${database}`)
    await office.open(door)
    const people = await office.people()
    ;({ clerk, second, chief, stranger } = people)
    planId = await office.plan(people.planner)
  })
  afterAll(async () => {
    await office.close()
    if (door) await onServer(`drop database ${database}`)
  })

  /** Days later, when everybody has signed in anew. */
  const daysLater = async (days: number) => {
    office.later(days * 24)
    ;[clerk, second, chief, stranger] = (await Promise.all(
      ['clerk', 'second', 'chief', 'stranger'].map((name) => office.signIn(name)),
    )) as [string, string, string, string]
  }
  const apply = async (more: object = {}) =>
    (
      await office.ask('POST', '/api/applications', {
        cookie: clerk,
        body: { application: { ...application, ...more }, applicant: '某公司', planId },
      })
    ).json()
  const act = async (id: string, action: string, more: object = {}, cookie = clerk) =>
    (await office.ask('POST', `/api/applications/${id}/actions`, { cookie, body: { action, ...more } })).json()
  const amend = (id: string, body: unknown, cookie = clerk) =>
    office.ask('PUT', `/api/applications/${id}`, { cookie, body })
  const code = async (answer: ReturnType<typeof amend>) => {
    const { status, json } = await answer
    return [status, json().error?.code]
  }
  const opinion = async (id: string, asOf: string) =>
    (
      await office.ask('GET', `/api/applications/${id}/opinion?asOf=${encodeURIComponent(asOf)}`, { cookie: clerk })
    ).json()

  test('it comes back amended, is reviewed again, and says what is other than before', async () => {
    const { id, due } = await apply()
    expect(due).toBe('2024-05-16')
    const first = await act(id, 'review')
    expect(first).toMatchObject({ verdict: 'does-not-conform', changes: [], amended: false })
    // What an opinion was made on is not changed under it.
    expect(first.may).not.toContain('amend')
    expect(await code(amend(id, { application: amended }))).toEqual([409, 'wrong-status'])
    await daysLater(1)
    const back = await act(id, 'return', { reason: '补充开采方案' })
    expect(back).toMatchObject({ status: 'returned', due: '2024-05-16' })
    expect(back.may).toContain('amend')
    expect(back.may).not.toContain('return')

    // Thursday the 9th to Wednesday the 15th: three working days with the applicant, for the 13th is a holiday.
    await daysLater(6)
    const before = new Date(office.clock.getTime() - 1000).toISOString()
    expect(await code(amend(id, { application: amended }, stranger))).toEqual([403, 'other-region'])
    expect(await code(amend(id, { application: amended }, second))).toEqual([403, 'not-holder'])
    expect(await code(amend(id, { application: amended }, chief))).toEqual([403, 'no-right'])
    expect(await code(amend(id, { application: { act: 'mining' } }))).toEqual([400, 'unusable-application'])
    expect(await code(amend(id, { application }))).toEqual([400, 'nothing-amended'])
    expect(await code(amend(id, {}))).toEqual([400, expect.any(String)])
    const taken = (await amend(id, { application: amended, reason: '补正材料收讫' })).json()
    expect(taken).toMatchObject({
      status: 'received',
      due: '2024-05-21',
      application: amended,
      number: first.number,
      received: '2024-05-08',
      amended: true,
      verdict: 'does-not-conform',
    })
    expect(taken.may).toEqual(expect.arrayContaining(['review', 'amend']))
    expect(taken.may).not.toContain('sign')
    expect(taken.history.map(({ action }: { action: string }) => action)).toEqual([
      'receive',
      'review',
      'return',
      'amend',
    ])
    // Both versions stand in the log.
    expect(taken.history[0].application).toEqual(application)
    expect(taken.history[3]).toMatchObject({
      application: amended,
      changed: ['annualOutput', 'documents'],
      reason: '补正材料收讫',
    })
    // The stored opinion answers what it was asked, and is made again from it.
    expect((await opinion(id, 'stored')).application).toEqual(application)
    expect(await opinion(id, 'made')).toMatchObject({ same: true, opinion: { application } })
    expect((await opinion(id, before)).opinion.application).toEqual(application)
    expect((await opinion(id, 'today')).opinion.application).toEqual(amended)

    office.later(1)
    const again = await act(id, 'review')
    expect(again).toMatchObject({ status: 'reviewed', due: '2024-05-21', amended: false })
    expect(again.opinion.application).toEqual(amended)
    const told = again.changes.map(({ kind, message }: { kind: string; message: { zh: string } }) => [kind, message.zh])
    expect(told.slice(0, 2)).toEqual([
      ['application', '年开采规模：12 万立方米/年 → 40 万立方米/年'],
      ['application', '申请材料：未填 → 开采方案'],
    ])
    expect(told.map(([kind]: [string]) => kind)).toEqual(expect.arrayContaining(['verdict', 'finding']))
    // Whoever reads or signs it sees the same.
    const page = (await office.ask('GET', `/api/applications/${id}`, { cookie: chief })).json()
    expect(page.changes).toEqual(again.changes)
    expect(await opinion(id, 'made')).toMatchObject({ same: true, opinion: { application: amended } })
    expect((await opinion(id, before)).opinion.application).toEqual(application)
    expect((await office.ask('GET', '/api/log/verify', { cookie: chief })).json()).toMatchObject({ ok: true })
  })

  test('until it is reviewed a slip is amended without sending it back; the clock goes on', async () => {
    const { id, due } = await apply()
    await daysLater(1)
    expect((await amend(id, { application: amended })).json()).toMatchObject({ status: 'received', due, opinion: null })
    expect((await amend(id, { application })).json()).toMatchObject({ application })
    const { history } = await act(id, 'withdraw', { reason: '撤回' })
    expect(history.filter(({ action }: { action: string }) => action === 'amend')).toHaveLength(2)
    expect(await code(amend(id, { application: amended }))).toEqual([409, 'wrong-status'])
  })

  test('a rival’s opinion is made again from what the one ahead said then', async () => {
    const square = (west: number) => ({
      type: 'Polygon',
      coordinates: [[0, 1, 1, 0, 0].map((x, i) => [west + x / 100, 43.1 + [0, 0, 1, 1, 0][i]! / 100])],
    })
    const ahead = await apply({ area: square(112.1) })
    office.later(1)
    const { id } = await apply({ area: square(112.105) })
    office.later(1)
    const reviewed = await act(id, 'review')
    expect(JSON.stringify(reviewed.opinion.land)).toContain(ahead.number)
    office.later(1)
    expect((await amend(ahead.id, { application: { ...application, area: square(112.3) } })).status).toBe(200)
    expect(await opinion(id, 'made')).toMatchObject({ same: true })
    const now = await opinion(id, 'today')
    expect(JSON.stringify(now.opinion.land)).not.toContain(ahead.number)
  })
})
