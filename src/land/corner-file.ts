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
import { error, type LandMessage, type LandResult, warning } from './message.ts'

export type { CornerOptions } from './corner-reading.ts'

export type CornerReading = PlainReading & { readonly mends: readonly Mend[] }

/** Characters: more than any list of corners has. */
export const longestText = 1_000_000

/** Anybody may bring a file, and some questions hold each corner or ring against all others. */
const mostCorners = 10_000
const mostRings = 500

/** Problems told one by one; the errors first where there are more. */
const mostTold = 200

/** Without a mark before it, and with runs of blanks cut short: they part what stands beside them, however long. */
const readable = (text: string): string =>
  text
    .slice(0, longestText)
    .replace(/^\uFEFF/, '')
    .replace(/([^\S\r\n]{20})[^\S\r\n]+/g, '$1')

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

/** What was read, or why it is too much to be held against itself. */
const withinReach = (raw: LandResult<RawFile>): LandResult<RawFile> => {
  const rings = raw.value.parcels.flatMap((parcel) => parcel.rings)
  const corners = rings.reduce((sum, ring) => sum + ring.corners.length, 0)
  if (corners <= mostCorners && rings.length <= mostRings) return raw
  const many = error(
    `有 ${corners} 个拐点、${rings.length} 圈，最多 ${mostCorners} 个、${mostRings} 圈；请分开提交`,
    `${corners} corners in ${rings.length} rings where ${mostCorners} in ${mostRings} are read; hand them in apart`,
  )
  return { value: { ...raw.value, parcels: [] }, messages: [many] }
}

const foremost = (messages: readonly LandMessage[]): readonly LandMessage[] => {
  if (messages.length <= mostTold) return messages
  const isError = ({ severity }: LandMessage) => severity === 'error'
  const sorted = [...messages.filter(isError), ...messages.filter((message) => !isError(message))]
  const left = messages.length - mostTold
  return [...sorted.slice(0, mostTold), warning(`另有 ${left} 处未逐一列出`, `${left} more are not listed one by one`)]
}

/**
 * Reads corner points out of text (a file, a paste out of Excel, a coordinate string, a geometry). The form, the axis
 * order and the zone are recognised; `options` win over what the file says.
 */
export const readCorners = (text: string, options: CornerOptions = {}): LandResult<CornerReading> => {
  const read = readable(text)
  const raw = withinReach(readForm(read, options))
  const { reading, messages } = readOnce(raw, options, 'as-is')
  if (text.length > longestText)
    messages.unshift(error('文本过长，只读取了前 1 MB', 'the text is too long; the first 1 MB was read'))
  const again = (other: CornerOptions, attempt: Attempt) => readOnce(raw, { ...options, ...other }, attempt)
  const repacked = () => readOnce(readForm(read, { angles: 'packed' }), { ...options, angles: 'packed' }, 'as-is')
  const mends = proposeMends(raw.value, { reading, messages }, options, again, repacked)
  return { value: { ...reading, mends }, messages: foremost(messages) }
}
