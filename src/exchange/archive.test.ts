import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { defaultLimits, openArchive, packArchive, repackArchive } from './archive.ts'

const text = new TextEncoder()

test('a bomb is refused before it is opened', () => {
  const bomb = packArchive(new Map([['a.shp', new Uint8Array(50e6)]]))
  expect(bomb.length).toBeLessThan(100_000)
  expect(repackArchive(bomb, defaultLimits).messages[0]!.severity).toBe('error')
  expect(openArchive(bomb, () => true).value.size).toBe(0)
})

test('an entry that holds more than it states is refused; others are written again as they are', () => {
  const bytes = zipSync({ 'a.xml': new Uint8Array(1e6) })
  // The size stands in the entry's own head and in the directory.
  const stated = new DataView(bytes.buffer)
  for (let at = 0; at + 4 <= bytes.length; at++)
    if (stated.getUint32(at, true) === 1e6) stated.setUint32(at, 1000, true)
  expect(repackArchive(bytes, defaultLimits).value).toBeNull()
  const files = { 'a/b.xml': text.encode('甲'.repeat(1000)), 'a/c.xml': new Uint8Array(0) }
  for (const level of [0, 6] as const)
    expect(unzipSync(repackArchive(zipSync(files, { level }), defaultLimits).value!)).toEqual(files)
})

test('too many entries, too large a file, a damaged one', () => {
  const many = packArchive(new Map(Array.from({ length: 30 }, (_, i) => [`${i}.txt`, text.encode('x')])))
  expect(openArchive(many, () => true, { ...defaultLimits, entries: 20 }).messages).toHaveLength(1)
  expect(openArchive(many, () => true, { ...defaultLimits, packed: 100 }).messages).toHaveLength(1)
  expect(openArchive(many.subarray(0, many.length - 30), () => true).messages).toHaveLength(1)
  expect(openArchive(new Uint8Array([1, 2, 3]), () => true).messages).toHaveLength(1)
})

test('paths are cut to their last part, and names in GBK are read', () => {
  const zip = zipSync({ '../../etc/passwd': text.encode('x'), 'a\\b.txt': text.encode('y') })
  expect([...openArchive(zip, () => true).value.keys()]).toEqual(['passwd', 'b.txt'])
  // Archivers of Chinese Windows write GBK and set no UTF-8 flag.
  const raw = Uint8Array.from(zipSync({ 'abcd.dbf': text.encode('z') }))
  const plain = [...'abcd'].map((letter) => letter.charCodeAt(0))
  for (let at = 0; at + 4 <= raw.length; at++) {
    if (plain.every((byte, i) => raw[at + i] === byte)) raw.set([0xb5, 0xd8, 0xbf, 0xe9], at)
  }
  expect([...openArchive(raw, () => true).value.keys()]).toEqual(['地块.dbf'])
})
