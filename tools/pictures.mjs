/**
 * Takes the pictures of the documents from the running workbench, on a fresh store with the example city:
 * node_modules/.bin/node tools/pictures.mjs (needs Chromium and a built workbench).
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'

const root = resolve(import.meta.dirname, '..')
const port = process.env.PORT ?? '8123'
const address = `http://127.0.0.1:${port}`
const data = mkdtempSync(join(tmpdir(), 'kuanggui-pictures-'))
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

const env = {
  ...process.env,
  PORT: port,
  HOST: '127.0.0.1',
  KUANGGUI_DATA: data,
  KUANGGUI_STORE: `gpkg:${data}/kuanggui.gpkg`,
}
const server = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
  cwd: root,
  env,
  stdio: ['ignore', 'pipe', 2],
})
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  await new Promise((serving, failed) => {
    server.stdout.once('data', serving)
    server.once('exit', () => failed(new Error('the server does not start')))
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  page.setDefaultTimeout(60_000)
  const open = (path) => page.goto(`${address}/workbench/${path}`)
  const ask = (path) => page.evaluate((asked) => fetch(asked).then((answer) => answer.json()), path)
  const shoot = async (name) => {
    // Scrolling and fading come to rest.
    await page.waitForTimeout(1500)
    await page.screenshot({ path: join(root, `docs/pictures/${name}.png`) })
  }

  await open('')
  await page.getByLabel('账户名').fill('lin')
  await page.getByLabel('姓名').fill('林工')
  await page.getByLabel('密码', { exact: true }).fill('four quiet mountains')
  await page.getByLabel('再输一次密码').fill('four quiet mountains')
  await page.getByRole('button', { name: '建立账户并进入' }).click()
  await page.locator('.plan-card').first().waitFor()

  const plan = (await ask('/api/plans')).find(({ file }) => file.startsWith('yunyan'))
  const { rules } = await ask(`/api/plans/${plan.id}`)
  const asked = rules.findIndex(({ quote }) => quote === '生产规模原则上不应少于35万立方米/年')
  const openPlan = async () => {
    await open(`plans/${plan.id}`)
    await page.locator('.document h2').first().waitFor()
    await page.getByRole('tab', { name: /^(?:规则|Rules)/ }).click()
    await page.locator('.entry-row').nth(asked).locator('.entry-gist').click()
    await page.locator('.um-on').first().waitFor()
  }

  await openPlan()
  await shoot('plan.zh')
  const applications = await ask('/api/applications')
  const quarry = applications.find(({ application }) => application.annualOutput?.value === 40)
  await open(`review/${quarry.id}`)
  await page.getByRole('button', { name: '审查', exact: true }).click()
  await page.getByRole('dialog').locator('.ant-btn-primary').click()
  await page.locator('.verdict-head').waitFor()
  await shoot('opinion.zh')
  await page.getByRole('button', { name: '切换到英文' }).click()
  await shoot('opinion.en')
  await openPlan()
  await shoot('plan.en')
} finally {
  await browser.close()
  const stopped = new Promise((done) => server.once('exit', done))
  server.kill('SIGTERM')
  await stopped
  rmSync(data, { recursive: true, force: true })
}
