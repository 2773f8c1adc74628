import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'kuanggui-corners-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', 'corners', ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  })
  expect(stderr).not.toMatch(/^\s+at /m)
  return { status, stdout, stderr }
}
const file = (name: string, ...lines: string[]): string => {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}
const square = ['4832000,37500000', '4832500,37500000', '4832500,37500502', '4832000,37500502']

test('a file gives its area with zone, sizes, altitude limits and stated area, as data and in words', () => {
  const path = file('a.txt', '开采标高：由300米至120米', '面积：0.2510平方公里', 'X,Y', ...square)
  const { status, stdout } = run(path, '--json')
  expect(status).toBe(0)
  const read = JSON.parse(stdout)
  expect(read).toMatchObject({
    form: 'list',
    datum: 'CGCS2000',
    zone: 37,
    zoneWidth: 3,
    altitude: { upper: 300, lower: 120 },
    shape: { type: 'Polygon' },
    mends: [],
  })
  expect(read.planeArea).toBeCloseTo(251_000, 0)
  expect(read.statedArea).toBeCloseTo(251_000, 6)
  expect(Math.abs(read.ellipsoidArea - read.planeArea)).toBeLessThan(100)
  expect(read.corners).toHaveLength(4)
  expect(run(path, '--lang', 'en').stdout).toBe(
    '4 corners, zone 37\narea: 25.1 ha in the plane, 25.1 ha on the ellipsoid\nstated area: 25.1 ha\naltitude limits: 300 m to 120 m\n',
  )
}, 60_000)

test('what is wrong is told by row and corner with what would mend it, and the county of the layers is asked', () => {
  const crossing = run('example/corners/broken-self-crossing.txt', '--json')
  expect(crossing.status).toBe(0)
  const { shape, messages, mends } = JSON.parse(crossing.stdout)
  expect(shape).toBeNull()
  expect(messages.some(({ severity, row }: { severity: string; row?: number }) => severity === 'error' && row)).toBe(
    true,
  )
  expect(mends.length).toBeGreaterThan(0)
  const outside = run('example/corners/broken-outside-county.txt', '--region', '990121', '--layers', 'example/layers')
  expect(outside.stderr).toContain('县域之外')
}, 60_000)

test('the zone is asked for where nothing names it', () => {
  const path = file('b.txt', ...square.map((row) => row.replace(',37', ',')))
  const { status, stderr } = run(path)
  expect(status).toBe(2)
  expect(stderr).toMatch(/带号/)
  expect(run(path, '--zone', '37').status).toBe(0)
}, 60_000)

test.each([['broken-two-corners.txt'], ['broken-words.txt']])('%s is unusable: exit status 2, and why', (name) => {
  const { status, stderr } = run(`example/corners/${name}`)
  expect(status).toBe(2)
  expect(stderr).toContain(name)
})

test('arguments that make no sense are refused; a county without layers is told', () => {
  const list = 'example/corners/plain-list.txt'
  expect(run(list, '--zone', '99').status).toBe(2)
  expect(run(list, '--region', '12').status).toBe(2)
  const { status, stderr } = run(list, '--region', '990121')
  expect(status).toBe(0)
  expect(stderr).toContain('--layers')
}, 60_000)
