/** The two-byte part of GB 18030, turned round: every character to its bytes. Node decodes the encoding but does not write it. */
const codes = new Map<string, readonly [number, number]>()
const decoder = new TextDecoder('gb18030')
for (let high = 0x81; high <= 0xfe; high++)
  for (let low = 0x40; low <= 0xfe; low++)
    if (low !== 0x7f) {
      const character = decoder.decode(Uint8Array.of(high, low))
      if (character.length === 1) codes.set(character, [high, low])
    }

/** Text as GB 18030 bytes; throws on a character outside the two-byte part, which no plan of the example holds. */
export const encodeGb18030 = (text: string): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((character) => {
      if (character.charCodeAt(0) < 0x80) return [character.charCodeAt(0)]
      const code = codes.get(character)
      if (!code) throw new Error(`no two-byte GB 18030 code for ${character}`)
      return [...code]
    }),
  )
