/** The clerk's day without a mouse: every step is reached with Tab, seen where it is, and taken with the keys. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, type Office, openOffice, root } from './browser.ts'

if (!chromiumPath) console.warn('keyboard.browser.test.ts: left out, no Chromium on this machine')

/** What has the focus: its words, and whether a person sees that it has it. */
const focused = (page: Page): Promise<{ name: string; seen: boolean }> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement
    if (at === document.body || at.id === 'content') return { name: '', seen: false }
    const told = at.getAttribute('aria-labelledby')?.split(' ')[0]
    const label =
      at.getAttribute('aria-label') ??
      (told && document.getElementById(told)?.textContent) ??
      (at as HTMLInputElement).labels?.[0]?.textContent ??
      at.textContent ??
      ''
    // Fields draw their frame themselves, around more than the input.
    const drawn = [
      at,
      at.parentElement,
      at.parentElement?.parentElement,
      at.parentElement?.parentElement?.parentElement,
    ]
    const seen = drawn.some((element) => {
      if (!element) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
    return { name: label.trim(), seen }
  })

describe.skipIf(!chromiumPath)('the main path with the keys alone', () => {
  let office: Office
  let page: Page

  /** Tabs on until what is called so has the focus; nothing holds the focus back, and it is always to be seen. */
  const reach = async (name: string | RegExp, key = 'Tab', most = 90): Promise<void> => {
    const passed: string[] = []
    // What is asked for may still be loading: whoever does not find it tabs through once more.
    for (let round = 0; round < 8; round++, await page.waitForTimeout(400))
      for (let i = 0; i < most; i++) {
        const { name: here, seen } = await focused(page)
        if (typeof name === 'string' ? here === name : name.test(here)) {
          expect(seen, `the focus on ${here} is seen`).toBe(true)
          return
        }
        passed.push(here.slice(0, 30))
        await page.keyboard.press(key)
      }
    throw new Error(`${name} is not reached, only ${passed.slice(-most).join(' | ')}`)
  }
  const press = async (name: string | RegExp, key = 'Tab'): Promise<void> => {
    await reach(name, key)
    await page.keyboard.press('Enter')
  }
  const write = async (name: string, text: string): Promise<void> => {
    await reach(name)
    await page.keyboard.insertText(text)
  }
  const dialog = () => page.getByRole('dialog')
  /** A dialog gives the focus back once more when its closing has been drawn; nobody types faster than that. */
  const closed = () => page.waitForTimeout(600)
  /** A dialog takes the focus; till then the keys go to the page. */
  const within = () => page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'))
  /** A dialog takes the focus to where one writes. */
  const inside = () => dialog().locator('textarea:focus').waitFor()

  beforeAll(async () => {
    office = await openOffice('keyboard')
    page = office.page
    await page.goto(`${office.address}/workbench/`)
    await page.locator('.entry form').waitFor()
  }, 180_000)

  afterAll(() => office?.close())

  test('the way in', async () => {
    await write('账户名', 'lin')
    await write('姓名', '林工')
    await write('密码', 'four quiet mountains')
    await write('再输一次密码', 'four quiet mountains')
    await page.keyboard.press('Enter')
    await page.locator('.plan-card').first().waitFor()
    // The signer, who is not the one who reviews.
    await page.evaluate(() =>
      fetch('/api/users', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          name: 'han',
          displayName: '韩工',
          password: 'five deep valleys',
          roles: ['supervisor'],
          region: '000000',
        }),
      }),
    )
  })

  test('an application is written, its corner points pasted', async () => {
    await press('跳到正文')
    await press(/^新建申请$/)
    await page.locator('.application-form').waitFor()
    await reach('依据的规划')
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-item-option').first().waitFor()
    await page.keyboard.press('Enter')
    await write('申请人', '青石矿业有限公司')
    await reach('矿种')
    await page.keyboard.type('建筑用花岗岩')
    await page.locator('.ant-select-item-option-active', { hasText: '建筑用花岗岩' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.ant-select-selection-item', { hasText: '建筑用花岗岩' }).waitFor()
    await page.keyboard.press('Escape')
    await write('年生产规模', '60')
    await press('拐点坐标')
    await inside()
    await page.keyboard.insertText(readFileSync(join(root, 'example/corners/plain-list.txt'), 'utf8'))
    await press('读取坐标')
    await dialog().getByText('平面面积').waitFor()
    await press('采用此范围')
    await dialog().waitFor({ state: 'hidden' })
    await expect.poll(async () => (await focused(page)).name).toBe('拐点坐标')
    // Escape leaves a dialog as it was, and the focus is where it came from.
    await page.keyboard.press('Enter')
    await dialog().waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    await expect.poll(async () => (await focused(page)).name).toBe('拐点坐标')
    await closed()
    await press('提交申请', 'Shift+Tab')
    await page.waitForURL(/\/review\/[\w-]{8,}$/)
    await page.locator('.verdict-head').waitFor()
  })

  test('it goes to a second reader, who signs it', async () => {
    const application = page.url()
    // A person tabs on once there is something to tab to.
    const toRead = page.locator('button', { hasText: /复\s?核/ })
    await toRead.waitFor()
    await press('复核')
    await within()
    await reach(/^接办人/)
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-item-option').first().waitFor()
    await page.keyboard.press('Enter')
    await press('送复核')
    await page.getByText('由韩工办理').waitFor()

    await press('林工', 'Shift+Tab')
    await page.getByText('退出登录').waitFor()
    await press('退出登录', 'ArrowDown')
    await page.locator('.entry form').waitFor()
    await write('账户名', 'han')
    await write('密码', 'five deep valleys')
    await page.keyboard.press('Enter')
    await press('审查')
    const number = new RegExp(await numberOf(application))
    await page.getByText(number).first().waitFor()
    await press(number)
    await toRead.waitFor()
    await press('复核')
    await within()
    await press('复核')
    await page.getByText('已复核').waitFor()
    await page.locator('button', { hasText: /签\s?发/ }).waitFor()
    await press('签发')
    await within()
    await press('签发')
    await page.getByText('已签发').waitFor()
  })

  const numberOf = (application: string): Promise<string> =>
    page.evaluate(
      (id) =>
        fetch(`/api/applications/${id}`)
          .then((response) => response.json())
          .then(({ number }) => number as string),
      application.split('/').at(-1)!,
    )

  test('a plan: from the document to what was understood, and back', async () => {
    await press('规划', 'Shift+Tab')
    await page
      .locator('main a', { hasText: /总体规划/ })
      .first()
      .waitFor()
    await press(/总体规划/)
    await page.locator('.document h2').first().waitFor()
    await press(/^跳到规划原文/)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    const words = (await focused(page)).name
    await page.keyboard.press('Enter')
    await page.locator('.entry-row.selected').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('entry-gist')
    await press(/^第 \d+ 行$/)
    await expect.poll(() => page.evaluate(() => document.activeElement?.classList.contains('um-on'))).toBe(true)
    expect((await focused(page)).name).toContain(words)
    await press('跳到系统理解的内容', 'Shift+Tab')
    await page.keyboard.press('ArrowRight')
    expect((await focused(page)).seen).toBe(true)
  })

  test('the map: layers switched, the middle asked', async () => {
    await page.keyboard.press('F6')
    await press('一张图')
    await page.locator('.map-box[data-ready=true]').waitFor()
    await page.locator('.layer-list input').first().waitFor()
    await page.waitForTimeout(1500)
    await reach(/^地图/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '查询结果' }).waitFor()
    await reach('关闭')
  })
})
