/**
 * The main journey in a real browser: first set-up, a plan opened and a clause clicked, an application written and drawn,
 * its verdict seen while typing, its opinion downloaded. Screenshots of every station go to a temporary folder.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, type Office, openOffice, patient, root } from './browser.ts'

if (!chromiumPath) console.warn('journey.browser.test.ts: left out, no Chromium on this machine')

type PlanEntry = { id: string; title: string; region: { code: string; name: string } | null }
type Rule = { kind: string; act: string; subjects: string[]; test: { measure: string; op: string; value: unknown } }

describe.skipIf(!chromiumPath)('the workbench in a browser', () => {
  let office: Office
  let page: Page
  let address: string
  let shots: string
  /** Address of the application the journey hands in. */
  let application: string

  const shot = (name: string) => page.screenshot({ path: join(shots, `${name}.png`) })
  const open = (path: string) => page.goto(`${address}/workbench/${path}`)
  const ask = <T>(path: string): Promise<T> =>
    page.evaluate((asked) => fetch(asked).then((response) => response.json()), path) as Promise<T>

  /** Nothing sticks out sideways, and no text box is cut where it should not be. */
  const expectTidy = async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }

  /** English words on a Chinese screen, apart from names of files, formats and systems. */
  const englishOn = (selector: string): Promise<string[]> =>
    page.locator(selector).evaluate((element) => {
      const found: string[] = []
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent ?? ''
        if (/[a-z]{3,}/.test(text.replace(/\.(?:docx?|xlsx|txt|html|pdf|wps|json)|\S+\.(?:docx|txt)/g, '')))
          found.push(text)
      }
      return found
    })

  beforeAll(async () => {
    office = await openOffice('journey')
    ;({ page, address, shots } = office)
  }, 180_000)

  afterAll(() => office?.close())

  test('the first person sets the office up and is inside', async () => {
    await open('')
    await page.getByLabel('账户名').fill('lin')
    await page.getByLabel('姓名').fill('林工')
    await page.getByLabel('密码', { exact: true }).fill('four quiet mountains')
    await page.getByLabel('再输一次密码').fill('four quiet mountains')
    await shot('01-set-up')
    await page.getByRole('button', { name: '建立账户并进入' }).click()
    await page.locator('.rail').waitFor()
    await page.locator('.figures').waitFor()
    expect(await page.locator('.rail .ant-menu-item').allInnerTexts()).toEqual([
      '总览',
      '规划',
      '一张图',
      '审查',
      '台账',
      '监测评估',
      '公众',
      '系统',
    ])
    await page.locator('.plan-card').first().waitFor()
    await shot('02-overview')
    await expectTidy()
    expect(await englishOn('.content')).toEqual([])
  })

  test('a click on either side of the plan leads to the other', async () => {
    await open('plans')
    await page.locator('tbody a').first().waitFor()
    await shot('03-plans')
    await page.locator('tbody a').first().click()
    await page.locator('.document h2').first().waitFor()
    expect(await page.locator('.table-block table').count()).toBeGreaterThan(0)

    await page.getByRole('tab', { name: /^规则/ }).click()
    const rule = page.locator('.entry-row').nth(4)
    await rule.locator('.entry-gist').click()
    await page.locator('.um-on').first().waitFor()
    await page.waitForTimeout(900)
    const marked = await page.locator('.um-on').first().boundingBox()
    expect(marked!.y).toBeGreaterThan(100)
    expect(marked!.y).toBeLessThan(900)
    await shot('04-from-rule-to-sentence')

    const stretch = page.locator('.document .um-fact').nth(6)
    await stretch.scrollIntoViewIfNeeded()
    await stretch.click()
    const entry = page.locator('.entry-row.selected')
    await entry.waitFor()
    await page.waitForTimeout(900)
    const card = await entry.boundingBox()
    expect(card!.y + card!.height).toBeGreaterThan(100)
    expect(card!.y).toBeLessThan(900)
    expect(await page.locator('.um-on').allInnerTexts()).not.toEqual([])
    await shot('05-from-sentence-to-fact')
    await expectTidy()
  })

  test('what a planner decides is kept with the reason', async () => {
    await page.getByRole('button', { name: '确认', exact: true }).click()
    await page.getByLabel('理由').fill('与批复文本核对一致')
    await page.getByRole('dialog').getByRole('button', { name: '确认', exact: true }).click()
    await page.locator('.entry-row.selected .mark').getByText('已确认').waitFor()
    await page.reload()
    await page.locator('.entry-row.selected .decision-note').getByText('与批复文本核对一致').waitFor()
  })

  test('the map shows its layers without any outside service', async () => {
    await open('map')
    await page.locator('.map-box[data-ready=true]').waitFor()
    await page.locator('.layer-list li').first().waitFor()
    expect(await page.locator('.layer-list li').count()).toBeGreaterThan(5)
    await page.waitForTimeout(2500)
    await shot('06-map')
    expect(await englishOn('.map-layers')).toEqual([])

    // A drawn area grows by a buffer, and what lies within it is told.
    await page.getByRole('button', { name: '绘制范围' }).click()
    const box = (await page.locator('.map-box').boundingBox())!
    for (const [x, y] of [
      [0.5, 0.4],
      [0.58, 0.4],
      [0.54, 0.5],
    ] as const) {
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
      await page.waitForTimeout(350)
    }
    await page.keyboard.press('Enter')
    await page.getByLabel('缓冲距离').fill('500')
    await page.keyboard.press('Tab')
    await expect.poll(() => page.locator('.sketch-around').getAttribute('d'), patient).toMatch(/^M/)
    await page.getByRole('heading', { name: '500 m 以内' }).waitFor()
    await shot('06-map-buffer')
    expect(await englishOn('.map-page')).toEqual([])

    // A layer file takes the place of the layer of its name.
    await page.getByRole('button', { name: '图层管理' }).click()
    const importing = page.getByRole('dialog')
    await importing.locator('.region-select').click()
    await page.locator('.ant-select-item-option').first().click()
    await importing.locator('input[type=file]').setInputFiles(join(root, 'example/layers/red-line.geojson'))
    await importing.locator('.imported').getByText('生态保护红线').first().waitFor()
    await importing.locator('.managed-layers .ant-table-row').first().waitFor()
    await shot('06-layer-import')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '清除' }).click()
  })

  test('the verdict follows what is typed and drawn, and the opinion is stored and downloaded', async () => {
    const plans = await ask<PlanEntry[]>('/api/plans')
    const plan = plans.find(({ region }) => region && !region.code.endsWith('00'))!
    const { rules } = await ask<{ rules: Rule[] }>(`/api/plans/${plan.id}`)
    const floor = rules.find(
      ({ act, subjects, test: asked }) =>
        act === 'mining' && subjects.length > 0 && asked.measure === 'annualOutput' && asked.op === '>=',
    )!
    const mineral = floor.subjects[0]!

    await open(`review/new?region=${plan.region!.code}`)
    await page.locator('.application-form').waitFor()
    await page.getByLabel('申请人').fill('青石矿业有限公司')
    await page.getByLabel('矿种').click()
    await page.keyboard.type(mineral)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.locator('.verdict-head').waitFor()
    await page.getByLabel('年生产规模', { exact: true }).fill('0.01')
    const floors = page.locator('.finding', { has: page.locator('.computed') })
    await floors.first().waitFor()
    await shot('07-verdict')
    await expectTidy()

    await page.locator('.area-map').scrollIntoViewIfNeeded()
    await page.locator('.area-map .map-box[data-ready=true]').waitFor()
    await page.waitForTimeout(2000)
    await page.getByRole('button', { name: '绘制范围' }).click()
    const box = (await page.locator('.area-map .map-box').boundingBox())!
    for (const [x, y] of [
      [0.45, 0.4],
      [0.52, 0.4],
      [0.52, 0.5],
      [0.45, 0.5],
    ] as const) {
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
      await page.waitForTimeout(350)
    }
    await page.keyboard.press('Enter')
    await page.getByText('平面面积').waitFor()
    // Laid over the map, the area is no longer a missing fact.
    const missing = () => page.locator('.verdict-part .mark-unknown').allInnerTexts()
    await expect.poll(missing, patient).not.toContain('申请范围')
    await page.waitForTimeout(800)
    await shot('08-drawn')

    // A corner follows the hand and the keys, and the area with it.
    const corner = page.locator('.sketch-corner').first()
    const size = () => page.locator('.panel-body > .facts dd').first().innerText()
    const drawn = await size()
    const held = (await corner.boundingBox())!
    await page.mouse.move(held.x + held.width / 2, held.y + held.height / 2)
    await page.mouse.down()
    await page.mouse.move(held.x - 12, held.y - 8, { steps: 3 })
    await page.mouse.up()
    await expect.poll(size, patient).not.toBe(drawn)
    const dragged = await size()
    await corner.focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(size, patient).not.toBe(dragged)
    await page.waitForTimeout(300)

    const live = await page.locator('.verdict-head .mark').innerText()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.waitForURL(/\/review\/[\w-]{8,}$/)
    application = page.url()
    await page.locator('.verdict-head').waitFor()
    // The server's opinion is the one the browser showed while it was being written.
    expect(await page.locator('.verdict-head .mark').innerText()).toBe(live)
    expect(await page.locator('.finding .quoted').count()).toBeGreaterThan(0)
    await shot('09-opinion')
    await expectTidy()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /下载意见 .docx/ }).click(),
    ])
    const file = join(shots, 'opinion.docx')
    await download.saveAs(file)
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')

    await page.locator('.finding .clause-link').first().click()
    await page.locator('.um-on').first().waitFor()
  })

  test('what was sent back comes back amended, and the opinion made again says what changed', async () => {
    await page.goto(application)
    await page.getByRole('button', { name: '退回补正' }).click()
    await dialog().getByLabel('说明').fill('年生产规模有误，请补正')
    await dialog().getByRole('button', { name: '退回补正' }).click()
    await dialog().waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '补正', exact: true }).click()
    await page.waitForURL(/\/amend$/)
    const output = page.getByLabel('年生产规模', { exact: true })
    await output.waitFor()
    // All of it stands there again; who applies, and before which plan, stays.
    expect([await output.inputValue(), await page.getByLabel('申请人').inputValue()]).toEqual([
      '0.01',
      '青石矿业有限公司',
    ])
    expect(await page.getByLabel('申请人').isDisabled()).toBe(true)
    await page.getByText('年生产规模有误，请补正').waitFor()
    await page.getByText('平面面积').waitFor()
    await output.fill('5000')
    await page.locator('.verdict-head').waitFor()

    // A file of corners brings its altitude limits and the area it states.
    await page.locator('.area-map').scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: '拐点坐标' }).click()
    const corners = readFileSync(join(root, 'example/corners/plain-list.txt'), 'utf8')
    await dialog().getByRole('textbox').fill(`开采标高：由1250米至900米\n面积：1.1003平方公里\n${corners}`)
    await dialog().getByRole('button', { name: '读取坐标' }).click()
    await dialog().getByText('1250 米至 900 米').waitFor()
    await shot('27-corners')
    expect(await englishOn('.corner-answer')).toEqual([])
    await dialog().getByRole('button', { name: '采用此范围' }).click()
    await dialog().waitFor({ state: 'hidden' })
    const written = ['开采标高 上限', '开采标高 下限', '申报面积'].map((label) =>
      page.getByLabel(label, { exact: true }),
    )
    expect(await Promise.all(written.map((input) => input.inputValue()))).toEqual(['1250', '900', '1.1003'])
    await written[1]!.fill('850')
    await shot('28-limits')
    // Why it was amended is asked before it is kept.
    await page.getByRole('button', { name: '提交补正' }).click()
    await page.getByText('请写明补正了什么').waitFor()
    await page.getByLabel('补正说明').fill('申请人补来更正后的开发利用方案')
    await shot('25-amend')
    await expectTidy()
    expect(await englishOn('.content')).toEqual([])
    await page.getByRole('button', { name: '提交补正' }).click()
    await page.waitForURL(application)
    await page.getByText(/年开采规模：0\.01 .* → 5000 /).waitFor()
    await page.locator('.ant-timeline').getByText('申请人补来更正后的开发利用方案').waitFor()
    await page.getByText('开采标高：未填 → 1250 米至 850 米').waitFor()
    await page.locator('.ant-descriptions').getByText('1.1003 平方千米').waitFor()
    await shot('26-amended')
    await expectTidy()
    expect(await englishOn('.content')).toEqual([])
  })

  test.each([
    ['review', '.ant-table-row', '10-queue'],
    ['review/batch', '.nothing', '16-batch'],
    ['ledger', '.ant-table-row', '11-ledger'],
    ['progress', '.ant-table-row', '12-progress'],
    ['public', '.nothing', '13-public'],
    ['system', '.ant-table-row', '14-system'],
  ])('the screen %s has what it should', async (path, content, name) => {
    await open(path)
    await page.locator(content).first().waitFor()
    await page.waitForTimeout(600)
    await shot(name)
    await expectTidy()
    if (path !== 'system') expect(await englishOn('.content')).toEqual([])
  })

  test('the ledger goes out as a workbook and is rehearsed before it comes in', async () => {
    await open('ledger')
    await page.locator('.ant-table-row').first().waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出表格' }).click(),
    ])
    const book = join(shots, 'ledger.xlsx')
    await download.saveAs(book)
    await page.getByRole('button', { name: '导入表格' }).click()
    await page.locator('.ant-modal input[type=file]').setInputFiles(book)
    await page.getByText('与台账一致，没有需要写入的内容').waitFor()
    await shot('17-import')
    expect(await englishOn('.rehearsal')).toEqual([])
  })

  test('a newcomer sees what is missing, fills an example in, and is led to a missing fact', async () => {
    await open('review/new')
    await page.locator('.steps').waitFor()
    await page.getByRole('button', { name: '填入示例' }).click()
    await page.locator('.verdict-head').waitFor()
    await page.locator('.mark-button').first().click()
    await shot('18-example')
    expect(await page.evaluate(() => document.activeElement?.id ?? '')).toMatch(/^field-|^$/)
    expect(await englishOn('.live')).toEqual([])
  })

  const dialog = () => page.getByRole('dialog')
  const signIn = async (name: string, password: string) => {
    await page.locator('.top-tools .ant-btn').last().click()
    await page.getByText('退出登录').click()
    await page.getByLabel('账户名').fill(name)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.locator('.rail').waitFor()
  }

  test('accounts are made, closed and opened again, and a password is changed', async () => {
    await open('system')
    await page.getByRole('button', { name: '新增账户' }).click()
    await dialog().getByLabel('账户名').fill('han')
    await dialog().getByLabel('姓名').fill('韩工')
    await dialog().getByLabel('密码', { exact: true }).fill('five deep valleys')
    await dialog().getByLabel('再输一次密码').fill('five deep valleys')
    await dialog().getByLabel('审签').check()
    await shot('19-account')
    await dialog().getByRole('button', { name: '保存' }).click()
    const row = page.locator('.ant-table-row', { hasText: '韩工' }).first()
    await row.getByRole('button', { name: '停用' }).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: '停用' }).click()
    await row.getByText('已停用').waitFor()
    await row.getByRole('button', { name: '恢复' }).click()
    await row.getByText('使用中').waitFor()
    await shot('20-accounts')

    await page.getByRole('button', { name: '修改密码' }).click()
    await dialog().getByLabel('原密码').fill('four quiet mountains')
    await dialog().getByLabel('新密码').fill('six slow rivers')
    await dialog().getByLabel('再输一次密码').fill('six slow rivers')
    await dialog().getByRole('button', { name: '保存' }).click()
    await page.getByText('密码已修改').waitFor()
  })

  test('an opinion goes to a second reader, who reads and signs it', async () => {
    await page.goto(application)
    await page.getByRole('button', { name: '若在今天作出' }).click()
    await dialog()
      .getByText(/^与留存的意见.*一致/)
      .waitFor()
    await shot('21-today')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    // Who made the opinion does not sign it.
    expect(await page.getByRole('button', { name: '签发' }).count()).toBe(0)
    await page.getByRole('button', { name: '复核', exact: true }).click()
    await dialog().getByLabel('接办人').click()
    await page.locator('.ant-select-item-option', { hasText: '韩工' }).click()
    await shot('22-second-reader')
    await dialog().getByRole('button', { name: '送复核' }).click()
    await page.getByText('由韩工办理').waitFor()

    await signIn('han', 'five deep valleys')
    await page.goto(application)
    await page.getByRole('button', { name: '复核', exact: true }).click()
    await dialog().getByRole('button', { name: '复核', exact: true }).click()
    await page.getByText('已复核').waitFor()
    await page.getByRole('button', { name: '签发' }).click()
    await dialog().getByRole('button', { name: '签发' }).click()
    await page.getByText('已签发').waitFor()
    await shot('23-signed')
    expect(await englishOn('.content')).toEqual([])
    await signIn('lin', 'six slow rivers')
  })

  test('the log proves itself, and the screen speaks English when asked', async () => {
    await open('system')
    await page.getByRole('button', { name: '校验日志' }).click()
    await page.getByText('日志完整').waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'System' }).waitFor()
    await shot('15-english')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('nothing failed on the way', () => {
    expect(office.troubles).toEqual([])
  })
})
