import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-bad-input-'))
afterAll(() => rmSync(folder, { recursive: true }))

const main = resolve(import.meta.dirname, 'main.ts')
const run = (verb: string, name: string, content: Uint8Array | string): { status: number | null; stderr: string } => {
  const file = join(folder, name)
  writeFileSync(file, content)
  const { status, stderr } = spawnSync(process.execPath, [main, verb, file], { encoding: 'utf8', timeout: 60_000 })
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stderr).toContain(name)
  return { status, stderr }
}

test.each<[string, Uint8Array | string]>([
  ['empty.txt', ''],
  ['picture.docx', new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
  ['cut.docx', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0])],
  ['locked.docx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
])('%s is unusable: exit status 2 and why', (name, content) => {
  for (const verb of ['compile', 'check']) expect(run(verb, name, content).status).toBe(2)
})

test('50 MB without structure come to an end, with a message at its place', () => {
  const { status, stderr } = run('compile', 'long.txt', '啊'.repeat(50_000_000 / 3))
  expect(status).toBe(0)
  expect(stderr).toMatch(/long\.txt:1: /)
}, 60_000)

test('a file that is not there', () => {
  const say = (...lang: string[]) =>
    spawnSync(process.execPath, [main, 'compile', join(folder, 'none.txt'), ...lang], { encoding: 'utf8' })
  expect(say().stderr).toMatch(/没有这个文件/)
  const { status, stderr } = say('--lang', 'en')
  expect(status).toBe(2)
  expect(stderr).toMatch(/no such file or folder/)
  expect(stderr).not.toMatch(/[一-鿿]/)
})

test.each([
  ['没有这个动词：toString', 'toString'],
  ['no such verb: complie', 'complie', '--lang', 'en'],
  ['--lang', 'compile', 'plan.txt', '--lang', 'fr'],
  ['--date', 'batch', 'rights.json', '--date', '2024-02-30'],
  ['用法', 'compile'],
  ['缺少 --plan', 'review', 'application.json'],
  ['EISDIR', 'check', '.'],
])('%s: exit status 2 and one line', (why, ...args) => {
  const { status, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain(why)
  expect(stderr.trim()).not.toContain('\n')
})
