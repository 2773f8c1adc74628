/** Bytes → text: UTF-8 (with or without mark), UTF-16, GB18030 and Big5, told apart by what decodes to Chinese prose. */
import type { Message } from '#document/document.ts'

export type Decoded = { readonly text: string; readonly encoding: string; readonly messages: readonly Message[] }

/** The characters that every Chinese official text is full of, in both scripts. */
const common = /[的一是在不和为以有上中年规規划劃矿礦资資源产產开開采採，。、]/g

const score = (text: string): number => {
  const sample = text.slice(0, 200_000)
  const good = sample.match(common)?.length ?? 0
  const bad = sample.match(/[\uFFFD\uE000-\uF8FF]/g)?.length ?? 0
  return good - 10 * bad
}

const decodeAs = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)

/** UTF-16 without a mark: every other byte of its digits and line ends is zero, which no other text has. */
const withoutMark = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const sample = bytes.subarray(0, 20_000)
  const zeros = [0, 0]
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i & 1]!++
  })
  if (zeros[0]! + zeros[1]! < sample.length / 100) return null
  const encoding = zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be'
  return score(decodeAs(sample.subarray(0, sample.length & ~1), encoding)) > sample.length / 200 ? encoding : null
}

export const decode = (bytes: Uint8Array): Decoded => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: decodeAs(bytes, 'utf-16le'), encoding: 'utf-16le', messages: [] }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: decodeAs(bytes, 'utf-16be'), encoding: 'utf-16be', messages: [] }
  const unmarked = withoutMark(bytes)
  if (unmarked) return { text: decodeAs(bytes, unmarked), encoding: unmarked, messages: [] }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', messages: [] }
  } catch {
    // Not UTF-8 throughout: either a legacy encoding, or UTF-8 with a damaged byte.
  }
  const candidates = ['gb18030', 'big5', 'utf-8'].map((encoding) => {
    const text = decodeAs(bytes, encoding)
    return { text, encoding, score: score(text) }
  })
  const best = candidates.reduce((a, b) => (b.score > a.score ? b : a))
  const damaged = best.text.indexOf('\uFFFD')
  const messages: Message[] =
    damaged < 0
      ? []
      : [
          {
            severity: 'warning',
            text: `按 ${best.encoding} 解码时有无法识别的字节，已以“\uFFFD”代替`,
            textEn: `Some bytes are not valid ${best.encoding}; they are shown as “\uFFFD”`,
            at: { line: best.text.slice(0, damaged).split('\n').length, start: damaged, end: damaged + 1 },
          },
        ]
  return { text: best.text, encoding: best.encoding, messages }
}
