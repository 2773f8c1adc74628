/**
 * Corner points in every form offices use → areas in degrees on CGCS2000. What is wrong is told by row and corner,
 * with a proposed mend that a person accepts (corner-mend.ts); nothing is mended unasked.
 */
import type { AngleForm, RawFile } from './corner.ts'
import { readGeometryText } from './corner-geometry.ts'
import { readCornerList } from './corner-list.ts'
import { type Mend, proposeMends } from './corner-mend.ts'
import { isParcelFile, readParcelFile } from './corner-parcel.ts'
import { type Attempt, type CornerOptions, type PlainReading, readOnce } from './corner-reading.ts'
import { readRightsString } from './corner-string.ts'
import { error, type LandResult } from './message.ts'

export type { CornerOptions } from './corner-reading.ts'

export type CornerReading = PlainReading & { readonly mends: readonly Mend[] }

/** More text than any list of corners has: 20 MB. */
const longestText = 20_000_000

/** What a text in UTF-16 is in: digits have a zero beside them, before it or behind. null: it has no zeros. */
const utf16Of = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const zeros = [0, 0]
  for (const [i, byte] of bytes.subarray(0, 4000).entries()) if (byte === 0) zeros[i % 2]!++
  if (zeros[0] === 0 && zeros[1] === 0) return null
  return zeros[0]! > zeros[1]! ? 'utf-16be' : 'utf-16le'
}

/** Text of an uploaded file: UTF-16 (by its mark or its zeros), UTF-8, and GB18030 where it is neither. */
export const decodeCorners = (bytes: Uint8Array): string => {
  const [first, second] = bytes
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  const wide = marked ?? utf16Of(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const readForm = (text: string, { angles = null }: { angles?: AngleForm | null }): LandResult<RawFile> => {
  if (isParcelFile(text)) return readParcelFile(text)
  return readGeometryText(text) ?? readRightsString(text, angles) ?? readCornerList(text, angles)
}

/**
 * Reads corner points out of text (a file, a paste out of Excel, a coordinate string, a geometry). The form, the axis
 * order and the zone are recognised; `options` win over what the file says.
 */
export const readCorners = (text: string, options: CornerOptions = {}): LandResult<CornerReading> => {
  const long = text.length > longestText
  const raw = readForm(long ? text.slice(0, longestText) : text.replace(/^\uFEFF/, ''), options)
  const { reading, messages } = readOnce(raw, options, 'as-is')
  if (long) messages.unshift(error('文本过长，只读取了前 20 MB', 'the text is too long; the first 20 MB were read'))
  const again = (other: CornerOptions, attempt: Attempt) => readOnce(raw, { ...options, ...other }, attempt)
  const repacked = () => readOnce(readForm(text, { angles: 'packed' }), { ...options, angles: 'packed' }, 'as-is')
  const mends = proposeMends(raw.value, { reading, messages }, options, again, repacked)
  return { value: { ...reading, mends }, messages }
}
