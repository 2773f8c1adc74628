/** Words of a page → lines, and the pieces a line falls into where wide gaps part it. */
import type { Word } from '#document/pdf-page.ts'
import { raised } from '#document/raised.ts'

/** Words that stand together on one baseline (points). */
export type Piece = {
  readonly text: string
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
  /** Where one run of the file ends and the next begins inside the piece: offset into the text, and the gap between. */
  readonly seams: readonly { readonly at: number; readonly from: number; readonly to: number }[]
}

/** All pieces of one baseline, left to right. */
export type TextLine = Piece & { readonly page: number; readonly pieces: readonly Piece[] }

/** A gap wider than this share of the type size is a space. */
const spaceGap = 0.6

/** Two or more spaces inside a run are a gap; its width is told by its characters, half-width ones taking half a place. */
const splitAtSpaces = (word: Word): Word[] => {
  if (!/\S\s{2,}\S/.test(word.text)) return [word]
  return splitWord(
    word,
    [...word.text.matchAll(/(?<=\S)\s{2,}(?=\S)/g)].map((gap) => [gap.index, gap[0].length]),
  )
}

const placesOf = (text: string): number => {
  let places = 0
  for (const character of text) places += character.charCodeAt(0) < 0x2000 ? 0.5 : 1
  return places
}

/** A run without the characters of `gaps` (offset and length), as the words between them. */
const splitWord = (word: Word, gaps: readonly (readonly [number, number])[]): Word[] => {
  const unit = word.width / Math.max(0.5, placesOf(word.text))
  const words: Word[] = []
  let from = 0
  let x = word.x
  for (const [at, length] of [...gaps, [word.text.length, 0] as const]) {
    const text = word.text.slice(from, at)
    const width = unit * placesOf(text)
    words.push({ ...word, text, x, width })
    from = at + length
    x += width + unit * placesOf(word.text.slice(at, from))
  }
  return words
}

/** A piece that reaches over the gutter at `from`–`to` with a seam or a space there, as two pieces; null without either. */
export const splitPiece = (piece: Piece, from: number, to: number): readonly [Piece, Piece] | null => {
  const slack = 1.2 * piece.size
  const unit = (piece.right - piece.x) / Math.max(0.5, placesOf(piece.text))
  let read = 0
  let reached = piece.x
  const spaces = [...piece.text.matchAll(/\s+/g)].map((gap) => {
    const left = reached + unit * placesOf(piece.text.slice(read, gap.index))
    read = gap.index + gap[0].length
    reached = left + unit * placesOf(gap[0])
    return { at: gap.index, from: left, to: reached }
  })
  const seams = piece.seams.filter((seam) => seam.to - seam.from > 0.1 * piece.size)
  const gap = [...seams, ...spaces].find((each) => each.to > from - slack && each.from < to + slack)
  if (!gap) return null
  const right = piece.text.slice(gap.at)
  const cut = gap.at + right.length - right.trimStart().length
  return [
    {
      ...piece,
      text: piece.text.slice(0, gap.at),
      right: gap.from,
      seams: piece.seams.filter(({ at }) => at < gap.at),
    },
    {
      ...piece,
      text: piece.text.slice(cut),
      x: gap.to,
      seams: piece.seams.filter(({ at }) => at > cut).map((seam) => ({ ...seam, at: seam.at - cut })),
    },
  ]
}

const piecesOf = (words: readonly Word[]): Piece[] => {
  const pieces: (Piece & { text: string; right: number; readonly seams: Piece['seams'][number][] })[] = []
  let space = ''
  for (const { text, x, y, width, size } of words) {
    if (text.trim() === '') {
      space = ' '
      continue
    }
    const last = pieces.at(-1)
    const words = text.replace(/\s+/g, ' ')
    if (last && x - last.right <= spaceGap * size) {
      last.seams.push({ at: last.text.length, from: last.right, to: x })
      last.text += space + words
      last.right = Math.max(last.right, x + width)
    } else pieces.push({ text: words.trimStart(), x, right: x + width, y, size, seams: [] })
    space = ''
  }
  return pieces.map((piece) => ({ ...piece, text: piece.text.trimEnd() }))
}

/** Small figures set above the line right behind a word belong to it: km², 10⁴. They follow it in the file too. */
const withRaised = (words: readonly Word[]): Word[] => {
  const made: Word[] = []
  for (const word of words) {
    const last = made.at(-1)
    const up = last ? (last.y - word.y) / last.size : 0
    const behind = last ? Math.abs(word.x - last.x - last.width) < 0.4 * last.size : false
    if (last && behind && word.size < 0.8 * last.size && up > 0.15 && up < 0.8)
      made.push({ ...word, text: raised(word.text.trim()), y: last.y, size: last.size })
    else made.push(word)
  }
  return made
}

/** Lines from the top down. */
export const linesOf = (words: readonly Word[], page: number): TextLine[] => {
  const rows: Word[][] = []
  for (const word of withRaised(words).sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.y - word.y) <= Math.max(2, 0.3 * word.size)) row.push(word)
    else rows.push([word])
  }
  return rows.flatMap((row) => {
    const pieces = piecesOf(row.flatMap(splitAtSpaces).sort((a, b) => a.x - b.x))
    const first = pieces[0]
    if (!first) return []
    const text = pieces.map((piece) => piece.text).join(' ')
    return [{ ...first, text, right: pieces.at(-1)!.right, page, pieces }]
  })
}
