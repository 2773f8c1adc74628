/** Damaged documents, the same for the same seed: bytes flipped, cut and repeated; lines, cells and numbers moved about. */

import { unzipSync, zipSync } from 'fflate'
import type { Mark } from './pdf-form.ts'

export type Random = () => number

/** A small seeded generator (mulberry32): failures can be repeated. */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const below = (random: Random, limit: number): number => Math.floor(random() * limit)

const byteMutations: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => {
    const copy = bytes.slice()
    for (let i = 0; i < 1 + below(random, 50); i++) copy[below(random, copy.length)] = below(random, 256)
    return copy
  },
  (bytes, random) => bytes.slice(0, below(random, bytes.length)),
  (bytes, random) => bytes.slice(below(random, bytes.length)),
  (bytes, random) => {
    const from = below(random, bytes.length)
    const piece = bytes.slice(from, from + below(random, 5000))
    const joined = new Uint8Array(bytes.length + piece.length * 3)
    joined.set(bytes)
    for (let i = 0; i < 3; i++) joined.set(piece, bytes.length + i * piece.length)
    return joined
  },
]

const junk = [
  '\t',
  '\n',
  '\n\n',
  '。',
  '，',
  '（',
  '）',
  '专栏',
  '第一章',
  '1、',
  '|',
  '万吨/年',
  '%',
  '合计',
  '\u0000',
  '𠮷',
  '\u200b',
  '９９９９９９',
  '-'.repeat(400),
  '（'.repeat(200),
  '、金'.repeat(300),
  '第十'.repeat(100),
]

/** What lists, quantities and references are made of; again and again they make a sentence that no one writes. */
const pieces =
  '铁矿、|、金|（|）|1、|3个、|30万吨|大型3个，|不得|其中|2025年|合计|和|以上|不低于3|原则上|占|%|12.5|到|—|矿山|年开采量|铁矿石3万吨，|禁止|除|外|“|”|及|等|在|东山镇、|区|控制在|3处（|0|平方千米|，总面积|达到|亿元|增长|5%，|CQ001|见专栏3|：|/|《|》|1.1 |至|与'.split(
    '|',
  )

/** A sentence just short enough to be understood. */
const crafted = (random: Random): string => {
  const unit = Array.from({ length: 1 + below(random, 4) }, () => pieces[below(random, pieces.length)]).join('')
  return `${unit.repeat(Math.floor(1190 / unit.length))}。`
}

const textMutations: readonly ((lines: string[], random: Random) => string[])[] = [
  (lines, random) => lines.filter(() => random() > 0.1),
  (lines, random) => lines.flatMap((line) => (random() < 0.05 ? [line, line] : [line])),
  (lines, random) =>
    lines.map((line) =>
      random() < 0.2 ? line.replace(/\d+(?:\.\d+)?/g, () => String(below(random, 1e6) / 10)) : line,
    ),
  (lines, random) => lines.toSorted(() => random() - 0.5),
  (lines, random) =>
    lines.map((line) => {
      if (random() > 0.1) return line
      const at = below(random, line.length + 1)
      return line.slice(0, at) + junk[below(random, junk.length)]! + line.slice(at)
    }),
  (lines, random) => lines.map((line) => (random() < 0.1 ? line.replaceAll('\t', '') : line)),
  (lines) => [lines.join('')],
  (lines, random) =>
    lines.toSpliced(below(random, lines.length + 1), 0, ...Array.from({ length: 4 }, () => crafted(random))),
  (lines) => lines.flatMap((line) => [...line.matchAll(/.{1,7}/gu)].map((match) => match[0])),
]

export const mutateBytes = (bytes: Uint8Array, random: Random): Uint8Array =>
  bytes.length === 0 ? bytes : byteMutations[below(random, byteMutations.length)]!(bytes, random)

export const mutateText = (text: string, random: Random): string => {
  let lines = text.split('\n')
  for (let i = 0; i < 1 + below(random, 3); i++)
    lines = textMutations[below(random, textMutations.length)]!(lines, random)
  return lines.join('\n')
}

/** Whole elements that hold no other of their name: what can be left out, doubled or moved and stays well-formed. */
const elements = /<(w:p|w:tc|w:tr|w:tbl|w:r|td|tr|p|table)(?: [^>]*)?>(?:(?!<\1[ >]).)*?<\/\1>/gsu
const attributes = /(w:val|colspan|rowspan)="[^"]*"/g
const values = ['', '-1', '0', '1', '99', '1e9', 'restart', 'continue', 'x', '9'.repeat(40)]

const structureMutations: readonly ((markup: string, random: Random) => string)[] = [
  (markup, random) => markup.replace(elements, (whole) => (random() < 0.05 ? '' : whole)),
  (markup, random) => markup.replace(elements, (whole) => (random() < 0.05 ? whole + whole : whole)),
  (markup, random) => {
    let held = ''
    return markup.replace(elements, (whole) => {
      if (random() > 0.1) return whole
      const put = held
      held = whole
      return put
    })
  },
  (markup, random) =>
    markup.replace(elements, (whole, name: string) => (random() < 0.03 ? `<${name}>${whole}</${name}>` : whole)),
  (markup, random) =>
    markup.replace(attributes, (whole, name: string) =>
      random() < 0.1 ? `${name}="${values[below(random, values.length)]}"` : whole,
    ),
  (markup, random) => {
    let left = 3
    return markup.replace(/>([^<>]+)</g, (whole) =>
      left > 0 && random() < 0.02 && left-- > 0 ? `>${crafted(random)}<` : whole,
    )
  },
  (markup, random) =>
    markup.replace(/>([^<>]+)</g, (whole, words: string) =>
      random() < 0.1 ? `>${words}${junk[below(random, junk.length)]!.replace('\u0000', '')}<` : whole,
    ),
]

/** Markup whose elements, attributes and words have moved, still well-formed. */
export const mutateMarkup = (markup: string, random: Random): string => {
  let moved = markup
  for (let i = 0; i < 1 + below(random, 3); i++)
    moved = structureMutations[below(random, structureMutations.length)]!(moved, random)
  return moved
}

/** The marks of a page moved, dropped, doubled, turned and lengthened. */
export const mutateMarks = (marks: readonly Mark[], random: Random): Mark[] =>
  marks.flatMap((mark): Mark[] => {
    const way = random()
    if (way > 0.12) return [mark]
    if (way < 0.02) return []
    if (way < 0.04) return [mark, mark]
    if (!('text' in mark))
      return [{ rule: [below(random, 595), below(random, 842), below(random, 595), below(random, 842)] }]
    if (way < 0.06) return [{ ...mark, x: below(random, 700) - 50, y: below(random, 900) - 50 }]
    if (way < 0.08) return [{ ...mark, size: random() * 40 }]
    if (way < 0.1) return [{ ...mark, turned: below(random, 360) }]
    return [{ ...mark, text: way < 0.11 ? mark.text.repeat(30) : junk[below(random, junk.length)]! }]
  })

/** A .docx whose parts are damaged inside a sound archive. */
export const mutateDocx = (bytes: Uint8Array, random: Random): Uint8Array => {
  const parts = unzipSync(bytes)
  for (const name of Object.keys(parts))
    if (/document\.xml$/.test(name) || (/(?:styles|numbering|footnotes)\.xml$/.test(name) && random() < 0.3))
      parts[name] = new TextEncoder().encode(mutateMarkup(new TextDecoder().decode(parts[name]), random))
  return zipSync(parts, { level: 1 })
}
