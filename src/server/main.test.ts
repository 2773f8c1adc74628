import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-main-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const main = resolve(import.meta.dirname, 'main.ts')

const start = (data: string, more: Record<string, string> = {}) => {
  const env = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    KUANGGUI_DATA: resolve(folder, data),
    KUANGGUI_EXAMPLE: 'none',
    ...more,
  }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (output.out += chunk))
  child.stderr.on('data', (chunk) => (output.err += chunk))
  return { child, output }
}

test.skipIf(process.platform !== 'linux')('a data folder that cannot be made is told in one line', async () => {
  const { child, output } = start('/proc/nope')
  const [code] = await once(child, 'exit')
  expect([code, output.err.trim().split('\n').length]).toEqual([1, 1])
  expect(output.err).toMatch(/\/proc\/nope.* cannot be opened/)
})

test.each(['abc', '70000', '-1', '8080x', ''])(
  'a port that is none (%j) is told in one line, before a store is made',
  async (PORT) => {
    const { child, output } = start('none', { PORT })
    const [code] = await once(child, 'exit')
    expect([code, output.err.trim()]).toEqual([
      2,
      `kuanggui: PORT is a number from 0 to 65535, not ${JSON.stringify(PORT)}`,
    ])
    expect(existsSync(join(folder, 'none', 'kuanggui.gpkg'))).toBe(false)
  },
)

test('one line with the address, then it serves; SIGTERM stops it cleanly; it holds its store alone', async () => {
  const first = start('one')
  await once(first.child.stdout!, 'data')
  const address = first.output.out.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]
  expect(first.output.out.trim().split('\n')).toHaveLength(1)
  expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ ok: true })

  const second = start('one')
  const [code] = await once(second.child, 'exit')
  expect(code).toBe(1)
  expect(second.output.err).toMatch(/in use by another process/)
  expect(second.output.err).not.toMatch(/\.ts:\d/)

  // Idle: what a small office's machine has to spare.
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${first.child.pid}/status`, 'utf8')
    expect(Number(status.match(/VmRSS:\s+(\d+)/)?.[1]) / 1024).toBeLessThan(250)
  }
  first.child.kill('SIGTERM')
  const [stopped, signal] = await once(first.child, 'exit')
  expect([stopped, signal, first.output.err]).toEqual([0, null, ''])
})
