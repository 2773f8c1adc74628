import { expect, test } from 'vitest'
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
