/** A server with the example in it and a browser before it, for the journeys that walk through the workbench. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

export const root = resolve(import.meta.dirname, '..')

/** The machine's Chromium, where it has one. */
export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)

/** A machine that draws maps without a graphics card takes its time. */
export const patient = { timeout: 40_000 }

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

const answers = async (address: string): Promise<void> => {
  for (let tries = 0; tries < 600; tries++) {
    if (
      await fetch(`${address}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((wait) => setTimeout(wait, 200))
  }
  throw new Error(`${address} does not answer`)
}

const build = (node: string): void => {
  spawnSync(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

/** What a browser complains of: faults, refused requests, requests that leave the house. */
const listen = (page: Page, address: string, troubles: string[]): void => {
  page.on('pageerror', (error) => troubles.push(`fault: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`)
  })
  page.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !url.startsWith(address)) troubles.push(`outside request: ${url}`)
  })
}

export type Office = {
  readonly address: string
  readonly browser: Browser
  readonly page: Page
  /** Folder of the screenshots; it stays. */
  readonly shots: string
  readonly troubles: readonly string[]
  close(): Promise<void>
}

/** Opens both; `close` ends them and takes the store away. */
export const openOffice = async (name: string): Promise<Office> => {
  const data = mkdtempSync(join(tmpdir(), `kuanggui-${name}-`))
  const shots = mkdtempSync(join(tmpdir(), `kuanggui-${name}-screens-`))
  const troubles: string[] = []
  const node = join(root, 'node_modules/.bin/node')
  if (!existsSync(join(root, 'dist/web/index.html'))) build(node)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const server: ChildProcess = spawn(node, [join(root, 'src/server/main.ts')], {
    cwd: root,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', KUANGGUI_DATA: data },
    stdio: 'ignore',
  })
  await answers(address)
  const browser = await chromium.launch({
    executablePath: chromiumPath!,
    args: [
      '--no-sandbox',
      '--headless=new',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
    ],
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
  context.setDefaultTimeout(patient.timeout)
  const page = await context.newPage()
  listen(page, address, troubles)
  const close = async () => {
    await browser.close()
    const stopped = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await stopped
    rmSync(data, { recursive: true, force: true })
    console.info(`screenshots: ${shots}`)
  }
  return { address, browser, page, shots, troubles, close }
}
