import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Processor time of one reading (milliseconds), the least of three: a busy machine slows it, nothing hastens it. */
const timeOf = async (bytes: Uint8Array, file: string): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3; i++) {
    const from = process.cpuUsage()
    await readDocument(bytes, file)
    const { user, system } = process.cpuUsage(from)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/** Eight times as much takes some eight times as long, not sixty-four; a little that is quick in any case is let be. */
const expectLinear = async (make: (times: number) => Uint8Array | string, file: string): Promise<void> => {
  const bytes = (times: number): Uint8Array => {
    const made = make(times)
    return typeof made === 'string' ? utf8(made) : made
  }
  const small = await timeOf(bytes(1), file)
  const large = await timeOf(bytes(8), file)
  expect(large, `${small} ms, eight times as much ${large} ms`).toBeLessThan(Math.max(400, 24 * small))
}

test.each<[string, string, (times: number) => string]>([
  ['a roster in three columns without figures', 'a.txt', (n) => '张三  李四  王五\n'.repeat(700 * n)],
  [
    'a roster in paragraphs of a page',
    'a.html',
    (n) => `<html>${'<p>张\u00a0\u00a0李\u00a0\u00a0王</p>'.repeat(700 * n)}`,
  ],
  ['rows of bars and no word', 'a.txt', (n) => `文\n${'| | |\n'.repeat(1000 * n)}`],
  ['tabs and no word', 'a.txt', (n) => `文\n${'\t\n\n'.repeat(1000 * n)}`],
])('%s is read in linear time', (_, file, make) => expectLinear(make, file), 60_000)
