/** Zip archives from strangers: looked at before anything is inflated, opened within limits, names never trusted. */
import { inflateRawSync } from 'node:zlib'
import { unzipSync, zipSync } from 'fflate'
import { type ExchangeMessage, type ExchangeResult, error } from './message.ts'

export type ArchiveLimits = {
  /** Bytes of the archive itself. */
  readonly packed: number
  /** Bytes of all entries together. */
  readonly unpacked: number
  readonly entries: number
  /** Unpacked over packed; text packs to a tenth, a bomb to a thousandth. */
  readonly ratio: number
}

export const defaultLimits: ArchiveLimits = { packed: 100e6, unpacked: 400e6, entries: 2000, ratio: 100 }

export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)

/** Archivers of Chinese Windows write names in GBK without saying so; they arrive as Latin-1 then. */
const nameOf = (name: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: any character of one byte
  if (!/[\x80-\xff]/.test(name) || !/^[\x00-\xff]*$/.test(name)) return name
  return new TextDecoder('gb18030').decode(Uint8Array.from(name, (character) => character.charCodeAt(0)))
}

/** The last part of a path, whatever the slash: an entry never names a folder of ours. */
const baseOf = (name: string): string => name.split(/[\\/]/).at(-1) ?? ''

const damaged = (fault: unknown): ExchangeMessage =>
  error(`压缩包已损坏：${(fault as Error).message}`, `the archive is damaged: ${(fault as Error).message}`)

const look = (bytes: Uint8Array, limits: ArchiveLimits): ExchangeResult<null> => {
  const fail = (text: string, textEn: string) => ({ value: null, messages: [error(text, textEn)] })
  if (bytes.length > limits.packed) {
    return fail(
      `文件 ${Math.ceil(bytes.length / 1e6)} MB，超过 ${limits.packed / 1e6} MB 的限制`,
      `the file has ${Math.ceil(bytes.length / 1e6)} MB where ${limits.packed / 1e6} MB are allowed`,
    )
  }
  let entries = 0
  let unpacked = 0
  let packed = 0
  try {
    unzipSync(bytes, {
      filter: ({ size, originalSize }) => {
        entries++
        packed += size
        unpacked += originalSize
        return false
      },
    })
  } catch (fault) {
    return { value: null, messages: [damaged(fault)] }
  }
  if (entries > limits.entries)
    return fail(
      `压缩包有 ${entries} 个文件，超过 ${limits.entries} 个的限制`,
      `the archive has ${entries} entries where ${limits.entries} are allowed`,
    )
  if (unpacked > limits.unpacked || (unpacked > 1e6 && unpacked > packed * limits.ratio)) {
    return fail(
      `压缩包解开后有 ${Math.ceil(unpacked / 1e6)} MB，超过限制，未解压`,
      `the archive would unpack to ${Math.ceil(unpacked / 1e6)} MB; it was not opened`,
    )
  }
  return { value: null, messages: [] }
}

type Entry = { readonly name: string; readonly packed: Uint8Array; readonly stored: boolean; readonly size: number }

/** Entries as the directory at the end has them (APPNOTE 4.3.12); where their bytes begin, their own heads say (4.3.7). */
const entriesOf = (bytes: Uint8Array): Entry[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const short = (at: number) => view.getUint16(at, true)
  const long = (at: number) => view.getUint32(at, true)
  let end = bytes.length - 22
  while (long(end) !== 0x06054b50) end--
  const entries: Entry[] = []
  let at = long(end + 16)
  for (let left = short(end + 10); left > 0; left--) {
    const behindName = at + 46 + short(at + 28)
    const head = long(at + 42)
    const start = head + 30 + short(head + 26) + short(head + 28)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, behindName)),
      packed: bytes.subarray(start, start + long(at + 20)),
      stored: short(at + 10) === 0,
      size: long(at + 24),
    })
    at = behindName + short(at + 30) + short(at + 32)
  }
  return entries
}

/**
 * The archive written again, not compressed, for readers that would inflate whatever they find. null beyond the limits, and
 * where an entry holds more than it states.
 */
export const repackArchive = (bytes: Uint8Array, limits: ArchiveLimits): ExchangeResult<Uint8Array | null> => {
  const { messages } = look(bytes, limits)
  if (messages.length > 0) return { value: null, messages }
  try {
    const entries = entriesOf(bytes).map(({ name, packed, stored, size }) => {
      return [name, stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) })] as const
    })
    return { value: zipSync(Object.fromEntries(entries), { level: 0 }), messages: [] }
  } catch (fault) {
    return { value: null, messages: [damaged(fault)] }
  }
}

/**
 * The entries that are wanted, by base name; later ones of a name replace earlier ones. An entry that lies about its
 * size is cut at the size it states.
 */
export const openArchive = (
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: ArchiveLimits = defaultLimits,
): ExchangeResult<ReadonlyMap<string, Uint8Array>> => {
  const { messages } = look(bytes, limits)
  if (messages.length > 0) return { value: new Map(), messages }
  try {
    const found = unzipSync(bytes, { filter: ({ name }) => wanted(baseOf(nameOf(name))) })
    return { value: new Map(Object.entries(found).map(([name, entry]) => [baseOf(nameOf(name)), entry])), messages: [] }
  } catch (fault) {
    return { value: new Map(), messages: [damaged(fault)] }
  }
}

export const packArchive = (entries: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  zipSync(Object.fromEntries(entries))
