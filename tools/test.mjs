#!/usr/bin/env node
/**
 * `npm test`: unit, journey and browser tests. What a machine lacks is installed when it may be, otherwise said in one
 * line. With KUANGGUI_TEST_ALL=1 nothing may be left out: a skipped test fails the run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const all = process.env.KUANGGUI_TEST_ALL === '1'

const succeeds = (command, args, options = {}) =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options }).status === 0

const chromium = () => ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

const installChromium = () => {
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  succeeds('apt-get', ['update', '-qq'], { env })
  succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { env })
}

if (!chromium()) installChromium()
const leftOut = [
  ...(chromium() ? [] : ['browser journeys (no Chromium)']),
  ...(process.env.KUANGGUI_TEST_POSTGRES
    ? []
    : ['PostgreSQL + PostGIS (set KUANGGUI_TEST_POSTGRES to a database address)']),
]

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-test-'))
const report = join(folder, 'report.json')
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
if (leftOut.length > 0) console.log(`left out: ${leftOut.join('; ')}`)
if (!existsSync(report)) process.exit(status || 1)
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
  readFileSync(report, 'utf8'),
)
rmSync(folder, { recursive: true })
const skipped = numPendingTests + numTodoTests
console.log(`${numPassedTests} passed, ${numFailedTests} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
if (all && (skipped > 0 || leftOut.length > 0)) {
  console.error('KUANGGUI_TEST_ALL=1: nothing may be left out')
  process.exit(1)
}
process.exit(success && status === 0 && numPassedTests > 0 ? 0 : 1)
