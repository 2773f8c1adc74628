/**
 * Office files are zip archives from strangers: entries are opened by name, one by one, within limits. Where the
 * directory at the end is lost or wrong, entries are found by their own headers; where an entry is damaged, it is read
 * up to there (APPNOTE.TXT 6.3, 4.3).
 */
import { Inflate, inflateSync } from 'fflate'

/** A part larger than this is refused (bytes, inflated). */
const largestPart = 64 * 1024 * 1024
/** No office file has more entries. */
const mostEntries = 20_000

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

export type Part = {
  readonly bytes: Uint8Array
  /** broken: read up to the damage; altered: read to its end, but not what was packed. */
  readonly damage: 'broken' | 'altered' | null
}

export type Parts = {
  readonly parts: ReadonlyMap<string, Part>
  /** The directory of the archive is lost: it was cut off, or damaged. */
  readonly withoutDirectory: boolean
  /** An entry that was left out for its size. */
  readonly tooLarge: string | null
}

/** Where an entry's data lie; sizes and sum are unknown where the header leaves them to a descriptor behind the data. */
type Entry = {
  readonly name: string
  readonly method: number
  readonly from: number
  readonly to: number
  readonly size: number | null
  readonly sum: number | null
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const nameAt = (bytes: Uint8Array, at: number, length: number): string =>
  new TextDecoder('latin1').decode(bytes.subarray(at, at + length))

const directoryMark = 0x02014b50
const endMark = 0x06054b50
const headerMark = 0x04034b50

/** The data behind a local header; null where there is none. */
const dataAt = (view: DataView, header: number): number | null => {
  if (header + 30 > view.byteLength || view.getUint32(header, true) !== headerMark) return null
  return header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
}

/** The entries as the directory lists them; null where it is lost or does not fit the file. */
const listed = (bytes: Uint8Array): Entry[] | null => {
  const view = viewOf(bytes)
  let end = bytes.length - 22
  // A comment of at most 65,535 bytes may follow.
  for (const least = Math.max(0, end - 65_535); end >= least; end--) if (view.getUint32(end, true) === endMark) break
  if (end < 0 || view.getUint32(end, true) !== endMark) return null
  const count = Math.min(mostEntries, view.getUint16(end + 10, true))
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryMark) return null
    const length = view.getUint16(at + 28, true)
    const from = dataAt(view, view.getUint32(at + 42, true))
    const to = (from ?? 0) + view.getUint32(at + 20, true)
    if (from === null || to > bytes.length) return null
    entries.push({
      name: nameAt(bytes, at + 46, length),
      method: view.getUint16(at + 10, true),
      from,
      to,
      size: view.getUint32(at + 24, true),
      sum: view.getUint32(at + 16, true),
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** The entries as their own headers tell, each up to the next. */
const found = (bytes: Uint8Array): Entry[] => {
  const view = viewOf(bytes)
  const headers: number[] = []
  for (let at = bytes.indexOf(0x50); at >= 0 && headers.length < mostEntries; at = bytes.indexOf(0x50, at + 1)) {
    const from = at + 30 <= bytes.length ? dataAt(view, at) : null
    if (from !== null && from <= bytes.length) headers.push(at)
  }
  return headers.map((at, i) => {
    const from = dataAt(view, at)!
    const later = (view.getUint16(at + 6, true) & 8) !== 0
    const packed = view.getUint32(at + 18, true)
    const next = headers[i + 1] ?? bytes.length
    return {
      name: nameAt(bytes, at + 30, view.getUint16(at + 26, true)),
      method: view.getUint16(at + 8, true),
      from,
      to: later || packed === 0 ? next : Math.min(bytes.length, from + packed),
      size: later ? null : view.getUint32(at + 22, true),
      sum: later ? null : view.getUint32(at + 14, true),
    }
  })
}

const sums = Uint32Array.from({ length: 256 }, (_, n) => {
  let sum = n
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

/** CRC-32 as zip has it. */
const sumOf = (bytes: Uint8Array): number => {
  let sum = 0xffffffff
  for (let i = 0; i < bytes.length; i++) sum = sums[(sum ^ bytes[i]!) & 0xff]! ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}

/** Inflates piece by piece up to the end, the damage or the limit. */
const inflated = (packed: Uint8Array): Part | 'too large' => {
  const pieces: Uint8Array[] = []
  let length = 0
  let ended = false
  const inflate = new Inflate((piece, last) => {
    pieces.push(piece)
    length += piece.length
    ended ||= last
  })
  try {
    // What a step holds before the damage is lost with it: short steps lose little.
    const step = Math.max(256, packed.length >> 12)
    for (let at = 0; at < packed.length && length <= largestPart; at += step)
      inflate.push(packed.subarray(at, at + step), false)
    inflate.push(new Uint8Array(0), true)
  } catch {
    ended = false
  }
  if (length > largestPart) return 'too large'
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { bytes, damage: ended ? null : 'broken' }
}

const opened = (bytes: Uint8Array, entry: Entry): Part | 'too large' => {
  if (entry.size !== null && entry.size > largestPart) return 'too large'
  const packed = bytes.subarray(entry.from, entry.to)
  if (entry.method === 0) {
    const damage = entry.size !== null && packed.length < entry.size ? 'broken' : wrong(packed, entry)
    return packed.length > largestPart ? 'too large' : { bytes: packed, damage }
  }
  if (entry.method !== 8) return { bytes: new Uint8Array(0), damage: 'broken' }
  if (entry.size !== null && entry.sum !== null)
    try {
      const whole = inflateSync(packed, { out: new Uint8Array(entry.size) })
      if (whole.length === entry.size && sumOf(whole) === entry.sum) return { bytes: whole, damage: null }
    } catch {
      // Read up to the damage, below.
    }
  const part = inflated(packed)
  return part === 'too large' || part.damage ? part : { ...part, damage: wrong(part.bytes, entry) }
}

const wrong = (bytes: Uint8Array, { sum }: Entry): Part['damage'] =>
  sum !== null && sumOf(bytes) !== sum ? 'altered' : null

/** The named entries that exist, as far as they can be read. Never throws. */
export const readParts = (bytes: Uint8Array, wanted: (name: string) => boolean): Parts => {
  const directory = listed(bytes)
  const parts = new Map<string, Part>()
  // A name that comes again is not opened again, whatever became of the first.
  const seen = new Set<string>()
  let tooLarge: string | null = null
  for (const entry of directory ?? found(bytes)) {
    if (!wanted(entry.name) || seen.has(entry.name)) continue
    seen.add(entry.name)
    const part = opened(bytes, entry)
    if (part === 'too large') tooLarge = `${entry.name}: > ${largestPart}`
    else parts.set(entry.name, part)
  }
  return { parts, withoutDirectory: directory === null, tooLarge }
}
