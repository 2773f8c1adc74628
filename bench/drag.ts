/**
 * How long the verdict takes to follow a dragged corner, in a real browser over all layers of an example county: from the
 * pointer's move to the frame that shows the new verdict. Once for single moves, each waited for, and once for strokes of
 * sixty moves a second, from the last move of the stroke. Beside them, in the same run, moves that change one word of the
 * page and nothing else: what the machine takes for a frame. Run: npm run build && npm run bench -- drag
 * DRAG_PROFILE=file.cpuprofile also writes where the browser spent its time; DRAG_ADDRESS uses a server that runs
 * already (accounts: DRAG_ACCOUNT=name:password).
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const root = resolve(import.meta.dirname, '..')
const moves = 60
const strokes = 20
const movesOfStroke = 30

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!executablePath) throw new Error('no Chromium on this machine')

const [name, password] = (process.env.DRAG_ACCOUNT ?? 'bench:twelve quiet hills').split(':') as [string, string]

/** A server with the example in a folder of its own; the function ends it. */
const serve = async (): Promise<{ address: string; end: () => void }> => {
  const data = mkdtempSync(join(tmpdir(), 'kuanggui-drag-'))
  const server = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
    cwd: root,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', KUANGGUI_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((done, fail) => {
    server.once('exit', () => fail(new Error('the server ended')))
    server.stdout.on('data', (text: Buffer) => {
      const found = /http:\S+/.exec(text.toString())
      if (found) done(found[0])
    })
  })
  const end = () => {
    server.once('exit', () => rmSync(data, { recursive: true, force: true }))
    server.kill('SIGTERM')
  }
  return { address, end }
}

/** Writes down, inside the page, when the pointer moved and when a changed verdict was on the screen. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = { moved: 0, painted: [] as number[] }
    Object.assign(window, { dragSeen: seen })
    addEventListener('mousemove', ({ timeStamp }) => Object.assign(seen, { moved: timeStamp }), true)
    // Whether a frame is being made: a change made in it is on the screen when it ends, any other with the next one.
    const later = window.requestAnimationFrame
    let making = false
    window.requestAnimationFrame = (callback) =>
      later((time) => {
        if (!making) {
          making = true
          setTimeout(() => {
            making = false
          })
        }
        callback(time)
      })
    let waiting = false
    const painted = () => {
      waiting = false
      seen.painted.push(performance.now())
    }
    new MutationObserver(() => {
      if (waiting) return
      waiting = true
      // A task after a frame's own callbacks runs when the frame was handed over for painting.
      if (making) setTimeout(painted)
      else later(() => setTimeout(painted))
    }).observe(document.querySelector('.live-body')!, { subtree: true, childList: true, characterData: true })
  })

/** From here on every move changes one word where the verdict stands, within its frame. */
const bareWord = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const word = document.createElement('span')
    document.querySelector('.live-body')!.prepend(word)
    addEventListener('mousemove', ({ clientX }) => requestAnimationFrame(() => (word.textContent = String(clientX))))
  })

type Seen = { moved: number; painted: number[] }
const seen = (page: Page): Promise<Seen> => page.evaluate(() => (window as unknown as { dragSeen: Seen }).dragSeen)

/** Waits until the verdict has not changed for a while; milliseconds from the last move to its last change. */
const settled = async (page: Page, quiet: number): Promise<number | null> => {
  for (;;) {
    const before = (await seen(page)).painted.length
    await page.waitForTimeout(quiet)
    const { moved, painted } = await seen(page)
    if (painted.length === before) {
      const last = painted.at(-1) ?? 0
      return last > moved ? last - moved : null
    }
  }
}

const openForm = async (browser: Browser, address: string): Promise<{ page: Page; corner: [number, number] }> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(60_000)
  const { setup } = (await (await page.request.get(`${address}/api/session`)).json()) as { setup: boolean }
  if (setup) await page.request.post(`${address}/api/setup`, { data: { name, displayName: name, password } })
  await page.request.post(`${address}/api/session`, { data: { name, password } })
  type Entry = { id: string; region: { code: string } | null; counts: { rules: number } }
  const plans = (await (await page.request.get(`${address}/api/plans`)).json()) as Entry[]
  const counties = plans.filter(({ region }) => region && !region.code.endsWith('00'))
  const plan = counties.toSorted((a, b) => b.counts.rules - a.counts.rules)[0]!
  await page.goto(`${address}/workbench/review/new?region=${plan.region!.code}`)
  await page.locator('.application-form').waitFor()
  await page.getByRole('button', { name: /填入示例|Fill in an example/ }).click()
  await page.locator('.verdict-head').waitFor()
  await page.locator('.area-map').scrollIntoViewIfNeeded()
  await page.locator('.area-map .map-box[data-ready=true]').waitFor()
  await page.waitForTimeout(3000)
  await page.getByRole('button', { name: /绘制范围|Draw area/ }).click()
  const box = (await page.locator('.area-map .map-box').boundingBox())!
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  for (const [x, y] of [at(0.4, 0.35), at(0.58, 0.35), at(0.58, 0.6), at(0.4, 0.6)]) {
    await page.mouse.click(x, y)
    await page.waitForTimeout(400)
  }
  await page.keyboard.press('Enter')
  await page.locator('.facts').first().waitFor()
  await page.waitForTimeout(3000)
  const lines = await page.locator('.verdict-part .finding').count()
  console.log(`${plan.counts.rules} rules; the area lies over or near ${lines} features`)
  return { page, corner: at(0.58, 0.6) }
}

const report = (what: string, times: readonly number[]): void => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0)
  console.log(`${what}: ${times.length} verdicts, median ${at(0.5)} ms, p90 ${at(0.9)} ms, slowest ${at(1)} ms`)
}

const { address, end } = process.env.DRAG_ADDRESS ? { address: process.env.DRAG_ADDRESS, end: () => {} } : await serve()
const args = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
]
const browser = await chromium.launch({ executablePath, args })
try {
  const { page, corner } = await openForm(browser, address)
  await watch(page)
  await page.mouse.move(...corner)
  await page.mouse.down()
  let step = 0
  const next = () => {
    step++
    return page.mouse.move(corner[0] + 40 * Math.sin(step / 9), corner[1] + 25 * Math.sin(step / 7))
  }
  for (let i = 0; i < 10; i++) {
    await next()
    await settled(page, 120)
  }
  const profiler = process.env.DRAG_PROFILE ? await page.context().newCDPSession(page) : null
  await profiler?.send('Profiler.enable')
  await profiler?.send('Profiler.start')
  const single: number[] = []
  for (let i = 0; i < moves; i++) {
    await next()
    const took = await settled(page, 150)
    if (took !== null) single.push(took)
  }
  report('single moves', single)
  const last: number[] = []
  const before = (await seen(page)).painted.length
  for (let i = 0; i < strokes; i++) {
    for (let j = 0; j < movesOfStroke; j++) {
      await next()
      await page.waitForTimeout(1000 / 60)
    }
    const took = await settled(page, 250)
    if (took !== null) last.push(took)
  }
  report('last move of a stroke', last)
  console.log(`frames painted in a stroke: ${(((await seen(page)).painted.length - before) / strokes).toFixed(1)}`)
  if (profiler) {
    const { profile } = await profiler.send('Profiler.stop')
    writeFileSync(process.env.DRAG_PROFILE!, JSON.stringify(profile))
  }
  await page.mouse.up()
  await bareWord(page)
  const bare: number[] = []
  for (let i = 0; i < moves; i++) {
    await page.mouse.move(300 + i, 20)
    const took = await settled(page, 150)
    if (took !== null) bare.push(took)
  }
  report('a bare word', bare)
  const middle = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]!
  console.log(`ratio of the medians: ${(middle(single) / middle(bare)).toFixed(2)}`)
} finally {
  await browser.close()
  end()
}
