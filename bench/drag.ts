/**
 * How long the verdict takes to follow a dragged corner, in a real browser over a county full of layers: from the
 * pointer's move to the frame that shows the new verdict. Single moves, each waited for; strokes of sixty moves a second
 * that wait for nothing: every frame of theirs, and the one that shows the last move. Beside them, in the same run, the
 * same moves when they change one word of the page and nothing else: what the machine takes for a frame.
 * Every part ends when its time is up and tells of what it saw; the whole takes some three minutes, and is broken off after ten.
 * Run: npm run build && npm run bench -- drag
 * DRAG_TRACE=file.json also writes what the browser did in the strokes (to be opened in its own tools).
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type Bounds, boundsOf } from '#land/shape.ts'
import { city, drawWorld, movedBy, toDegrees } from './review/world.ts'

const root = resolve(import.meta.dirname, '..')
const singleMoves = 100
const strokes = 40
const movesOfStroke = 30
/** ms: a part that is not done by then tells what it has. */
const timeOfPart = 90_000
const timeOfAll = 600_000

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!executablePath) throw new Error('no Chromium on this machine')

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, Math.max(0, ms)))

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

const signIn = async (page: Page, address: string): Promise<void> => {
  const [name, password] = ['bench', 'twelve quiet hills']
  await page.request.post(`${address}/api/setup`, { data: { name, displayName: name, password } })
  await page.request.post(`${address}/api/session`, { data: { name, password } })
}

/** The county whose plan has the most rules. */
const fullestCounty = async (page: Page, address: string): Promise<{ code: string; rules: number }> => {
  type Entry = { region: { code: string } | null; counts: { rules: number } }
  const plans = (await (await page.request.get(`${address}/api/plans`)).json()) as Entry[]
  return plans
    .flatMap(({ region, counts }) => (region && !region.code.endsWith('00') ? [{ ...counts, code: region.code }] : []))
    .toSorted((a, b) => b.rules - a.rules)[0]!
}

/** Lays over a county, by its size, what a city has in bench/review: many times what the example holds. */
const fillLayers = async (page: Page, address: string, region: string): Promise<void> => {
  const layers = await page.request.get(`${address}/api/layers?region=${region}`)
  const known = (await layers.json()) as { kind: string; bounds: Bounds | null }[]
  const [west, south, east, north] = known.find(({ kind }) => kind === 'county')!.bounds!
  const height = (north - south) * 111_000
  const width = (east - west) * 111_000 * Math.cos((south * Math.PI) / 180)
  const drawn = drawWorld((width * height) / (city.width * city.height), { ...city, width, height })
  const origin = boundsOf(toDegrees({ type: 'Polygon', coordinates: [[[city.x, city.y]]] }))
  for (const { kind, features } of drawn) {
    const collection = {
      type: 'FeatureCollection',
      features: features.map(({ id, shape }) => ({
        type: 'Feature',
        properties: { name: id },
        geometry: movedBy(toDegrees(shape), [west - origin[0], south - origin[1]]),
      })),
    }
    const buffer = Buffer.from(JSON.stringify(collection))
    const file = { name: `${kind}.geojson`, mimeType: 'application/geo+json', buffer }
    const kept = await page.request.post(`${address}/api/layers`, { multipart: { region, name: kind, kind, file } })
    if (!kept.ok()) throw new Error(`the layer ${kind} was not taken: ${await kept.text()}`)
  }
}

const cornersIn = (coordinates: unknown): number =>
  !Array.isArray(coordinates)
    ? 0
    : typeof coordinates[0] === 'number'
      ? 1
      : coordinates.reduce((n, one) => n + cornersIn(one), 0)

type Features = { features?: { geometry?: { coordinates?: unknown } | null }[] }
const sized = (layers: readonly Features[]): string => {
  const features = layers.flatMap(({ features = [] }) => features)
  const corners = features.reduce((n, { geometry }) => n + cornersIn(geometry?.coordinates), 0)
  return `${features.length} features of ${corners} corners`
}

/** A frame that shows a changed verdict: when it was handed over, and when the newest move before it was made. */
type Frame = { moved: number; painted: number }

/** Writes down, inside the page, when the pointer moved and when a changed verdict was on the screen. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = { moved: 0, frames: [] as { moved: number; painted: number }[] }
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
    new MutationObserver(() => {
      if (waiting) return
      waiting = true
      const { moved } = seen
      const painted = () => {
        waiting = false
        seen.frames.push({ moved, painted: performance.now() })
      }
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

/** The frames since it was last asked, once the last move is on the screen, or a second passed in which nothing came of it. */
const settled = (page: Page): Promise<{ moved: number; frames: Frame[] }> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const { dragSeen: seen } = window as unknown as { dragSeen: { moved: number; frames: Frame[] } }
        const look = () => {
          const last = seen.frames.at(-1)
          const shown = last !== undefined && last.moved === seen.moved
          if (performance.now() - (shown ? last.painted : seen.moved) < (shown ? 100 : 1000)) setTimeout(look, 25)
          else done({ moved: seen.moved, frames: seen.frames.splice(0) })
        }
        look()
      }),
  )

type Lags = { readonly frames: readonly number[]; readonly last: readonly number[] }

/** Strokes of moves, each followed by a rest: ms that every frame, and the frame of the last move, came after its move. */
const lagsOf = async (page: Page, count: number, length: number, next: () => Promise<void>): Promise<Lags> => {
  const all: { frames: number[]; last: number[] } = { frames: [], last: [] }
  const end = performance.now() + timeOfPart
  for (let i = 0; i < count && performance.now() < end; i++) {
    const start = performance.now()
    const sent: Promise<void>[] = []
    for (let j = 0; j < length; j++) {
      await pause(start + (j * 1000) / 60 - performance.now())
      sent.push(next())
    }
    await Promise.all(sent)
    const { moved, frames } = await settled(page)
    all.frames.push(...frames.map((frame) => frame.painted - frame.moved))
    const last = frames.findLast((frame) => frame.moved === moved)
    if (last) all.last.push(last.painted - last.moved)
  }
  return all
}

const atShare = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN

const report = (what: string, times: readonly number[]): void => {
  const [median, p90, p99] = [0.5, 0.9, 0.99].map((share) => atShare(times, share).toFixed(0))
  const load = `load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`
  console.log(`${what}: ${times.length} verdicts, median ${median} ms, p90 ${p90} ms, p99 ${p99} ms (${load})`)
}

/** Tells what the page's main thread worked for each frame, in its own time: a busy machine does not lengthen it. */
const workOf = async (page: Page): Promise<(frames: number) => Promise<void>> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const names = ['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'] as const
  const taken = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return names.map((name) => metrics.find((metric) => metric.name === name)!.value * 1000)
  }
  const before = await taken()
  return async (frames) => {
    const each = (await taken()).map((value, i) => ((value - before[i]!) / frames).toFixed(1))
    console.log(`  work for each: ${each[0]} ms, of it scripts ${each[1]}, style ${each[2]}, layout ${each[3]}`)
    await session.detach()
  }
}

/** The form with an area of some square kilometres on its map, and where one of its corners is. */
const openForm = async (page: Page, address: string): Promise<[number, number]> => {
  await signIn(page, address)
  const { code, rules } = await fullestCounty(page, address)
  await fillLayers(page, address, code)
  const whole: Features[] = []
  let around: Features[] = []
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    if (/^\/api\/layers\/.+\/features$/.test(pathname)) whole.push((await response.json()) as Features)
    if (pathname === '/api/land/map') around = (await response.json()) as Features[]
  })
  await page.goto(`${address}/workbench/review/new?region=${code}`)
  await page.locator('.application-form').waitFor()
  await page.getByRole('button', { name: /填入示例|Fill in an example/ }).click()
  await page.locator('.verdict-head').waitFor()
  await page.locator('.area-map').scrollIntoViewIfNeeded()
  await page.locator('.area-map .map-box[data-ready=true]').waitFor()
  await page.locator('.area-map .map-bar').waitFor({ state: 'detached' })
  for (let i = 0; i < 4; i++) {
    await page.locator('.maplibregl-ctrl-zoom-in').click()
    await pause(1500)
  }
  await page.getByRole('button', { name: /绘制范围|Draw area/ }).click()
  const box = (await page.locator('.area-map .map-box').boundingBox())!
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  for (const [x, y] of [at(0.4, 0.35), at(0.58, 0.35), at(0.58, 0.6), at(0.4, 0.6)]) {
    await page.mouse.click(x, y)
    await pause(400)
  }
  await page.keyboard.press('Enter')
  await page.locator('.facts').first().waitFor()
  await pause(3000)
  const lines = await page.locator('.verdict-part .finding').count()
  console.log(
    `${rules} rules; on the map ${sized(whole)}, around the area ${sized(around)}, ${lines} lines on its land`,
  )
  return at(0.58, 0.6)
}

const measure = async (browser: Browser, address: string): Promise<void> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(timeOfPart)
  const [x, y] = await openForm(page, address)
  await watch(page)
  await page.mouse.move(x, y)
  await page.mouse.down()
  let step = 0
  const drag = () => {
    step++
    return page.mouse.move(x + 40 * Math.sin(step / 9), y + 25 * Math.sin(step / 7))
  }
  await lagsOf(page, 10, 1, drag)
  const single = await lagsOf(page, singleMoves, 1, drag)
  report('single moves', single.last)
  if (process.env.DRAG_TRACE) await browser.startTracing(page, { path: process.env.DRAG_TRACE })
  const work = await workOf(page)
  const stroke = await lagsOf(page, strokes, movesOfStroke, drag)
  if (process.env.DRAG_TRACE) await browser.stopTracing()
  report('last moves of strokes', stroke.last)
  report('every frame of strokes', stroke.frames)
  await work(stroke.frames.length)
  await page.mouse.up()
  await page.mouse.move(300, 20)
  await bareWord(page)
  const wag = () => page.mouse.move(300 + (++step % 100), 20)
  const bare = await lagsOf(page, singleMoves, 1, wag)
  report('a bare word, single moves', bare.last)
  const bareWork = await workOf(page)
  const bareStroke = await lagsOf(page, strokes / 2, movesOfStroke, wag)
  report('a bare word, last moves of strokes', bareStroke.last)
  report('a bare word, every frame of strokes', bareStroke.frames)
  await bareWork(bareStroke.frames.length)
  const ratio = (a: readonly number[], b: readonly number[]) => (atShare(a, 0.5) / atShare(b, 0.5)).toFixed(2)
  console.log(
    `ratio of the medians: ${ratio(single.last, bare.last)} single, ${ratio(stroke.frames, bareStroke.frames)} in strokes`,
  )
}

const { address, end } = await serve()
const args = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
]
const browser = await chromium.launch({ executablePath, args })
const limit = setTimeout(() => {
  console.error(`not done after ${timeOfAll / 1000} s`)
  process.exitCode = 1
  void browser.close()
}, timeOfAll)
try {
  await measure(browser, address)
} finally {
  clearTimeout(limit)
  await browser.close()
  end()
}
