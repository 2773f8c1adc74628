import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { openArchive } from './archive.ts'
import { convertToDocx, findOffice, officeKind, readableBytes } from './office.ts'

const rtf = new TextEncoder().encode('{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Serif;}}\\f0 Quarry plan 2021\\par}')
const office = await findOffice()

test('what the bytes are decides, not the name', () => {
  expect(officeKind(rtf)).toBe('rtf')
  expect(officeKind(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).toBe('doc')
  expect(officeKind(new Uint8Array(0))).toBeNull()
})

test('says so where no LibreOffice is installed', async () => {
  expect((await convertToDocx(rtf, { program: null })).messages[0]!.text).toContain('LibreOffice')
  expect((await convertToDocx(new Uint8Array(8))).messages[0]!.text).toContain('不是')
})

test.skipIf(!office)('converts, in its time or not at all', async () => {
  const late = await convertToDocx(rtf, { timeout: 1 })
  expect(late.value).toBeNull()
  expect(late.messages[0]!.severity).toBe('error')
  const { value, messages } = await convertToDocx(rtf)
  expect(messages).toEqual([])
  const body = openArchive(value!, (name) => name === 'document.xml').value.get('document.xml')
  expect(new TextDecoder().decode(body)).toContain('Quarry plan 2021')
})

const folder = mkdtempSync(join(tmpdir(), 'kuanggui-office-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const paragraphs = async (bytes: Uint8Array, file: string): Promise<string[]> => {
  const { value } = await readDocument(bytes, file)
  return value!.blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.map((cell) => cell.span.text).join('|')) : block.span.text,
  )
}

test.skipIf(!office)(
  'a real .doc, and the same as .wps, says what its .docx says',
  async () => {
    const plan = resolve(import.meta.dirname, '../../example/plans/lanze.docx')
    const made = spawnSync(
      office!,
      [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'doc', '--outdir', folder, plan],
      { timeout: 100_000, env: { PATH: process.env.PATH, HOME: folder } },
    )
    expect(made.status).toBe(0)
    const bytes = new Uint8Array(readFileSync(join(folder, 'lanze.doc')))
    expect(officeKind(bytes)).toBe('doc')
    const { value, messages } = await readableBytes(bytes, '规划.wps')
    expect(messages).toEqual([])
    expect(await paragraphs(value!, '规划.wps')).toEqual(await paragraphs(readFileSync(plan), 'lanze.docx'))
  },
  200_000,
)

test.skipIf(!office)('what a document links to is not fetched, and nothing is left behind', async () => {
  let asked = 0
  const server = createServer((_, answer) => {
    asked++
    answer.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const linked = `{\\rtf1\\ansi Quarry {\\field{\\*\\fldinst { INCLUDEPICTURE "http://127.0.0.1:${port}/a.png" \\\\d }}{\\fldrslt {x}}} plan\\par}`
  const { TMPDIR } = process.env
  process.env.TMPDIR = join(folder, 'work')
  mkdirSync(process.env.TMPDIR)
  const { value } = await convertToDocx(new TextEncoder().encode(linked))
  const left = readdirSync(tmpdir())
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR
  server.close()
  expect(value).not.toBeNull()
  expect(asked).toBe(0)
  expect(left).toEqual([])
})

test.skipIf(process.platform === 'win32').each([
  ['exits', '', [7, null]],
  ['is told to end', '', [143, null]],
  ['is told to end and stops by itself', "process.on('SIGTERM', () => process.exit(0))", [0, null]],
])('a process that %s in the middle of a conversion ends it and leaves nothing behind', async (how, more, ending) => {
  const own = mkdtempSync(join(folder, 'ending-'))
  const [program, beat, work] = [join(own, 'soffice'), join(own, 'beat'), join(own, 'work')]
  mkdirSync(work)
  // The program starts a child that goes on writing for as long as it lives.
  const endless = `(while [ -d "${own}" ]; do echo . >> "${beat}"; sleep 0.02; done) & wait`
  writeFileSync(program, `#!/bin/sh\n${endless}\n`, { mode: 0o755 })
  const asking = `import { convertToDocx } from ${JSON.stringify(resolve(import.meta.dirname, 'office.ts'))}
    ${more}
    process.once('SIGUSR2', () => process.exit(7))
    await convertToDocx(new TextEncoder().encode('{\\\\rtf1 x}'), { program: ${JSON.stringify(program)} })`
  const env = { ...process.env, TMPDIR: work }
  const asker = spawn(process.execPath, ['--input-type=module', '-e', asking], { env, stdio: 'ignore' })
  const ended = once(asker, 'exit')
  while (!existsSync(beat) && asker.exitCode === null) await sleep(20)
  expect(readdirSync(work)).toHaveLength(1)
  asker.kill(how === 'exits' ? 'SIGUSR2' : 'SIGTERM')
  expect(await ended).toEqual(ending)
  await sleep(100)
  const { size } = statSync(beat)
  await sleep(300)
  expect(statSync(beat).size).toBe(size)
  expect(readdirSync(work)).toEqual([])
})

test('what needs no office program goes through as it is; what is locked or cannot be converted is told by name', async () => {
  const text = new TextEncoder().encode('第一章 总则')
  expect((await readableBytes(text, 'plan.txt')).value).toBe(text)
  const ole = (stream: string) => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from(stream, 'utf16le')])
  const without = await readableBytes(ole('WordDocument'), 'plan.doc', { program: null })
  expect(without.value).toBe(null)
  expect(without.messages[0]!.text).toMatch(/plan\.doc.*LibreOffice.*\.docx/)
  expect((await readableBytes(ole('EncryptedPackage'), 'plan.docx')).messages[0]!.text).toMatch(/plan\.docx.*密码/)
  expect((await readableBytes(ole('Workbook'), 'plan.doc')).messages[0]!.text).toMatch(/plan\.doc.*不是文字文档/)
})
