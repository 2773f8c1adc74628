/** The documents of the fuzz test: the example's plans, whole and in parts, in every format and encoding, damaged by seed. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Converter } from 'opencc-js/cn2t'
import type { Block } from '#document/document.ts'
import { readDocument } from '#document/read.ts'
import { mutateBytes, mutateDocx, mutateMarks, mutateMarkup, mutateText, type Random, seeded } from './mutation.ts'
import { type Mark, widthOf, writePdf } from './pdf-form.ts'
import { clothes, toHtml } from './same-plan.ts'

type Damaged = { readonly file: string; readonly bytes: Uint8Array }

const plans = resolve(import.meta.dirname, '../example/plans')
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(plans, file)))
const names = readdirSync(plans)
  .filter((file) => file.endsWith('.docx'))
  .map((file) => file.slice(0, -5))

const sources = await Promise.all(
  names.map(async (name) => ({
    name,
    text: new TextDecoder().decode(bytesOf(`${name}.txt`)),
    docx: bytesOf(`${name}.docx`),
    document: (await readDocument(bytesOf(`${name}.txt`), `${name}.txt`)).value!,
  })),
)

/** Encoders of old encodings, made from the decoders. */
const encoder = (encoding: string, leads: readonly [number, number]): ((text: string) => Uint8Array) => {
  const codes = new Map<string, readonly number[]>()
  const decoder = new TextDecoder(encoding)
  for (let lead = leads[0]; lead <= leads[1]; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\uFFFD') codes.set(character, [lead, trail])
    }
  return (text) =>
    Uint8Array.from(
      [...text].flatMap((character) =>
        character < '\u0080' ? [character.charCodeAt(0)] : (codes.get(character) ?? [0x3f]),
      ),
    )
}

const toGb = encoder('gb18030', [0x81, 0xfe])
const toBig5 = encoder('big5', [0xa1, 0xf9])
const toTraditional = Converter({ from: 'cn', to: 't' })
const toUtf16 = (text: string): Uint8Array =>
  new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (c) => c.charCodeAt(0)).buffer)
const toUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const below = (random: Random, limit: number): number => Math.floor(random() * limit)

/** Mostly a part of the plan: what is read ten thousand times should be short. */
const partOf = <T>(all: readonly T[], random: Random): readonly T[] => {
  if (random() < 0.04) return all
  const length = Math.ceil(all.length * (0.05 + 0.2 * random()))
  const from = below(random, all.length - length)
  return all.slice(from, from + length)
}

/** Blocks as a page of words: tables by columns, ruled or not. */
const marksOf = (blocks: readonly Block[], random: Random): Mark[] => {
  const marks: Mark[] = []
  let y = 60
  for (const block of blocks) {
    if (y > 760) break
    if (block.kind === 'paragraph') {
      for (let at = 0; at < block.span.text.length && y < 800; at += 36, y += 18)
        marks.push({ text: block.span.text.slice(at, at + 36), x: at === 0 ? 104 : 80, y, size: 12 })
      continue
    }
    const width = 440 / block.rows[0]!.length
    const ruled = random()
    for (const row of block.rows) {
      if (ruled < 0.5) marks.push({ rule: [80, y - 13, 520, y - 13] })
      row.forEach((cell, c) => {
        const text = cell.filled ? '' : cell.span.text.slice(0, Math.max(1, Math.floor(width / 10)))
        if (text !== '') marks.push({ text, x: 80 + c * width + (ruled < 0.3 ? (width - widthOf(text)) / 2 : 0), y })
        if (ruled < 0.2) marks.push({ rule: [80 + c * width, y - 13, 80 + c * width, y + 7] })
      })
      y += 20
    }
  }
  return marks
}

/** A damaged document, the same for the same seed. */
export const damagedBy = (seed: number): Damaged => {
  const random = seeded(seed)
  const { name, text, docx, document } = sources[seed % sources.length]!
  const way = random()
  const byBytes = (file: string, bytes: Uint8Array): Damaged => ({ file, bytes: mutateBytes(bytes, random) })
  if (way < 0.1)
    return random() < 0.3 ? byBytes(`${name}.docx`, docx) : { file: `${name}.docx`, bytes: mutateDocx(docx, random) }
  const blocks = partOf(document.blocks, random)
  if (way < 0.34) {
    const dress = Object.values(clothes)[below(random, 4)]!
    return { file: `${name}.html`, bytes: toUtf8(mutateMarkup(toHtml({ ...document, blocks }, dress), random)) }
  }
  if (way < 0.46) {
    const marks = marksOf(blocks, random)
    const rotate = 90 * below(random, 4)
    if (random() < 0.3) return byBytes(`${name}.pdf`, writePdf([{ marks, rotate }]))
    const damaged = mutateMarks(marks, random)
    return { file: `${name}.pdf`, bytes: writePdf([{ marks: damaged, rotate }, { marks: damaged.toReversed() }]) }
  }
  const part = partOf(text.split('\n'), random).join('\n')
  const written = random() < 0.6 ? mutateText(part, random) : part
  const encode = [toUtf8, toUtf8, toGb, (words: string) => toBig5(toTraditional(words)), toUtf16][below(random, 5)]!
  return written === part ? byBytes(`${name}.txt`, encode(part)) : { file: `${name}.txt`, bytes: encode(written) }
}
