/** Words broken into lines as Chinese is set: no closing mark begins a line, no opening one ends it, numbers stay whole. */

/** What stays together with what stands before or after it. */
const closing = '，。、；：？！）】〕》”’…—％℃%),.;:!?]}'
const opening = '（【〔《“‘([{'

const isWordSign = (sign: string): boolean => /[\p{Script=Latin}\p{Script=Greek}\d./%°′″_:@#&+-]/u.test(sign)

/** The smallest pieces a line may be broken between. */
const pieces = (words: string): string[] => {
  const found: string[] = []
  let open = false
  let before = ''
  for (const sign of words) {
    const joins = open || closing.includes(sign) || (isWordSign(sign) && isWordSign(before))
    if (joins && found.length > 0) found[found.length - 1] += sign
    else found.push(sign)
    open = opening.includes(sign)
    before = sign
  }
  return found
}

/** A line, and whether the paragraph goes on behind it. */
export type Line = { readonly words: string; readonly width: number; readonly last: boolean }

/** `first` is what the first line has less room. A piece wider than a whole line is broken where it must be. */
export const linesOf = (words: string, width: number, measure: (words: string) => number, first = 0): Line[] => {
  const lines: { words: string; width: number; last: boolean }[] = []
  for (const paragraph of words.split('\n')) {
    let line = { words: '', width: 0, last: true }
    let room = width - first
    const next = (): void => {
      lines.push({ ...line, last: false })
      line = { words: '', width: 0, last: true }
      room = width
    }
    for (const piece of pieces(paragraph)) {
      const wide = measure(piece)
      if (line.width + wide > room && line.words !== '') next()
      if (wide <= room) line = { words: line.words + piece, width: line.width + wide, last: true }
      else
        for (const sign of piece) {
          const own = measure(sign)
          if (line.width + own > room && line.words !== '') next()
          line = { words: line.words + sign, width: line.width + own, last: true }
        }
    }
    lines.push(line)
  }
  return lines
}
