/**
 * Every screen of the workbench and every public page, in both languages, against the rules of WCAG 2.2 A and AA that a
 * machine can judge (axe-core). No rule is switched off.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, type Office, openOffice, root } from './browser.ts'

if (!chromiumPath) console.warn('access.browser.test.ts: left out, no Chromium on this machine')

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const asked: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}

type Screen = {
  /** Below the address of the server. */
  readonly path: string
  /** What is waited for. */
  readonly content: string
  /** What is done there before the screen is looked at. */
  readonly act?: (page: Page) => Promise<unknown>
}

const click =
  (selector: string, nth = 0) =>
  (page: Page) =>
    page.locator(selector).nth(nth).click()
const dialogOf =
  (selector: string, nth = 0) =>
  async (page: Page) => {
    await click(selector, nth)(page)
    await page.getByRole('dialog').waitFor()
  }

describe.skipIf(!chromiumPath)('every screen can be used by everybody', () => {
  let office: Office
  let page: Page
  let plan: string
  let application: string
  const path = (place: string) => place.replace(':plan', plan).replace(':application', application)
  const ask = <T>(method: string, to: string, body?: unknown): Promise<T> =>
    page.evaluate(
      ([verb, address, text]) =>
        fetch(address!, {
          method: verb!,
          ...(text ? { body: text, headers: { 'content-type': 'application/json' } } : {}),
        }).then((response) => response.json()),
      [method, to, body === undefined ? '' : JSON.stringify(body)],
    ) as Promise<T>

  /** What axe finds wrong, one line for each element. */
  const faults = async (): Promise<string[]> => {
    await page.evaluate(axeSource)
    const { violations } = await page.evaluate(
      (options) => (window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(options),
      asked,
    )
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
    )
  }

  beforeAll(async () => {
    office = await openOffice('access')
    page = office.page
  }, 180_000)

  afterAll(() => office?.close())

  test('the way in', async () => {
    await page.goto(`${office.address}/workbench/`)
    await page.locator('.entry form').waitFor()
    expect(await faults()).toEqual([])
    const person = { name: 'lin', displayName: '林工', password: 'four quiet mountains' }
    await ask('POST', '/api/setup', person)
    await page.reload()
    await page.locator('.entry form').waitFor()
    expect(await faults()).toEqual([])
    await ask('POST', '/api/session', person)
    const plans = await ask<{ id: string; region: { code: string } }[]>('GET', '/api/plans')
    const example = JSON.parse(readFileSync(join(root, 'example/applications/fluorspar-mine.json'), 'utf8'))
    plan = plans.find(({ region }) => region.code === example.region)!.id
    const { id } = await ask<{ id: string }>('POST', '/api/applications', {
      application: example,
      applicant: '青石矿业有限公司',
      planId: plan,
    })
    application = id
    await ask('POST', `/api/applications/${id}/actions`, { action: 'review' })
  })

  const publicPages: Readonly<Record<string, Screen>> = {
    'the first page': { path: '/', content: 'h1' },
    'a plan': { path: '/plan/:plan', content: '#objection' },
    'an objection to one clause': { path: '/plan/:plan?clause=c1#objection', content: '#objection' },
    'the self-check': { path: '/self-check', content: 'form.sheet' },
    'the self-check answered': {
      path: '/self-check',
      content: 'form.sheet',
      act: async (page) => {
        await page.locator('#minerals').fill('萤石')
        await page.locator('#output').fill('1')
        await click('form.sheet button')(page)
        await page.locator('.verdict').waitFor()
      },
    },
    'no such page': { path: '/nowhere', content: 'h1' },
  }

  const screens: Readonly<Record<string, Screen>> = {
    overview: { path: '/', content: '.plan-card' },
    plans: { path: '/plans', content: '.ant-table-row' },
    'a plan, its indicators': { path: '/plans/:plan', content: '.entry-row' },
    'a plan, a rule': {
      path: '/plans/:plan',
      content: '.entry-row',
      act: async (page) => {
        await click('#tab-rules')(page)
        await click('.entry-gist')(page)
      },
    },
    'a plan, a check': {
      path: '/plans/:plan',
      content: '.entry-row',
      act: async (page) => {
        await click('#tab-checks')(page)
        await click('.entry-gist')(page)
      },
    },
    'a word on a fact': {
      path: '/plans/:plan',
      content: '.entry-row',
      act: async (page) => {
        await click('.entry-gist')(page)
        await dialogOf('.decide button', 1)(page)
      },
    },
    'the map': { path: '/map', content: '.map-box[data-ready=true]' },
    'layers brought in': { path: '/map', content: '.map-box[data-ready=true]', act: dialogOf('.map-head button') },
    queue: { path: '/review', content: '.ant-table-row' },
    'a new application': { path: '/review/new', content: '.steps' },
    'a new application, filled in': {
      path: '/review/new',
      content: '.steps',
      act: async (page) => {
        await page.getByRole('button', { name: /填入示例|example/ }).click()
        await page.locator('.finding').first().waitFor()
      },
    },
    'a list of rights': { path: '/review/batch', content: '.drop' },
    'an opinion': { path: '/review/:application', content: '.verdict-head' },
    ledger: { path: '/ledger', content: '.ant-table-row' },
    'the ledger, a workbook': {
      path: '/ledger',
      content: '.ant-table-row',
      act: dialogOf('.page-actions .ant-btn', 1),
    },
    'the ledger, a record': { path: '/ledger', content: '.ant-table-row', act: dialogOf('.page-actions .ant-btn', 2) },
    progress: { path: '/progress', content: '.ant-table-row' },
    objections: { path: '/public', content: '.nothing' },
    system: { path: '/system', content: '.ant-table-row' },
    'a new account': { path: '/system', content: '.ant-table-row', act: dialogOf('.section-head button', 1) },
    'no such screen': { path: '/nowhere', content: 'h1' },
    'no such plan': { path: '/plans/none', content: 'h1' },
    'no such application': { path: '/review/none', content: 'h1' },
  }

  describe.each(['zh', 'en'])('in %s', (language) => {
    test.each(Object.entries(publicPages))('public: %s', async (_, { path: place, content, act }) => {
      const address = new URL(path(place), office.address)
      if (language === 'en') address.searchParams.set('lang', 'en')
      await page.goto(address.href)
      await page.locator(content).first().waitFor()
      await act?.(page)
      expect(await faults()).toEqual([])
    })

    test.each(Object.entries(screens))('workbench: %s', async (_, { path: place, content, act }) => {
      await page.evaluate((wanted) => {
        localStorage.setItem('kuanggui.language', wanted)
        // A draft would be there again.
        sessionStorage.clear()
      }, language)
      await page.goto(`${office.address}/workbench${path(place)}`)
      await page.locator(content).first().waitFor()
      await act?.(page)
      expect(await faults()).toEqual([])
    })
  })
})
