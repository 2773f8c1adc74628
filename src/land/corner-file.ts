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

const isText = (text: string): boolean => !text.includes('\0')

/** Text of an uploaded file: UTF-8, UTF-16 (with its mark, or by the zeros in it), else GB18030. */
export const decodeCorners = (bytes: Uint8Array): string => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (isText(text)) return text
  } catch {
    // Not UTF-8: one of the others.
  }
  for (const encoding of ['gb18030', 'utf-16le', 'utf-16be']) {
    const text = new TextDecoder(encoding).decode(bytes)
    if (isText(text)) return text
  }
  return new TextDecoder('gb18030').decode(bytes)
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
