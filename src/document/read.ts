/** One door for every format: told by content first, by the name only where content cannot tell. */
import type { Document, Message, Result } from '#document/document.ts'
import { readDocx } from '#document/docx.ts'
import { decode } from '#document/encoding.ts'
import { isHtml, readHtml } from '#document/html.ts'
import { withinLimits } from '#document/limit.ts'
import { understandable } from '#document/script.ts'
import { readText } from '#document/text.ts'
import { isZip } from '#document/zip.ts'

/** Larger files are refused: no published plan comes near (bytes). */
const largestFile = 64 * 1024 * 1024

const refuse = (text: string, textEn: string): Result<null> => {
  const message: Message = { severity: 'error', text, textEn }
  return { value: null, messages: [message] }
}

const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)

const known: readonly (readonly [string, string, (bytes: Uint8Array) => boolean])[] = [
  ['JPEG 图片', 'a JPEG picture', (b) => startsWith(b, 0xff, 0xd8, 0xff)],
  ['PNG 图片', 'a PNG picture', (b) => startsWith(b, 0x89, 0x50, 0x4e, 0x47)],
  ['GIF 图片', 'a GIF picture', (b) => startsWith(b, 0x47, 0x49, 0x46, 0x38)],
  [
    '旧版 Office 文件（.doc/.wps/.xls），请另存为 .docx',
    'an old Office file (.doc/.wps/.xls): save it as .docx',
    (b) => startsWith(b, 0xd0, 0xcf, 0x11, 0xe0),
  ],
  ['RAR 压缩包', 'a RAR archive', (b) => startsWith(b, 0x52, 0x61, 0x72, 0x21)],
]

/** So many bytes of the beginning tell whether a file is text. */
const sampled = 64 * 1024
/** Text has hardly a control byte or an impossible character; random bytes have one in ten and more. */
const mostStray = 0.02

/** Control characters but for tab, line ends, form feed and the two marks old text files end or begin with; U+FFFD; private use. */
const isStray = (code: number): boolean =>
  (code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1a && code !== 0x1b) ||
  (code >= 0x7f && code < 0xa0) ||
  code === 0xfffd ||
  (code >= 0xe000 && code <= 0xf8ff)

/**
 * Bytes that are text in no encoding: too many control characters, or characters that the encoding which fits best
 * does not have. UTF-16 tells itself by its mark.
 */
const isBinary = (bytes: Uint8Array): boolean => {
  const { text } = decode(bytes.subarray(0, sampled))
  // The sample may end in the middle of a character.
  const sample = text.slice(0, -1)
  let stray = 0
  for (let i = 0; i < sample.length; i++) if (isStray(sample.charCodeAt(i))) stray++
  return stray > mostStray * sample.length
}

/**
 * The paragraphs and tables of a file, whatever its format. What cannot be read comes back as null with an error; what
 * is beyond the limits of `limit.ts` stays as it stands, with a warning at its place. Never throws on what bytes say.
 */
export const readDocument = async (bytes: Uint8Array, file: string): Promise<Result<Document | null>> => {
  const { value, messages } = await readFormat(bytes, file)
  if (!value) return { value, messages }
  const limited = withinLimits(await understandable(value))
  return { value: limited.value, messages: [...messages, ...limited.messages] }
}

const readFormat = async (bytes: Uint8Array, file: string): Promise<Result<Document | null>> => {
  if (bytes.length === 0) return refuse(`文件“${file}”是空的`, `The file “${file}” is empty`)
  if (bytes.length > largestFile)
    return refuse(
      `文件“${file}”有 ${bytes.length} 字节，超过上限 ${largestFile} 字节`,
      `The file “${file}” has ${bytes.length} bytes, more than the limit of ${largestFile}`,
    )
  for (const [zh, en, is] of known)
    if (is(bytes))
      return refuse(
        `文件“${file}”其实是${zh}，不是规划文本`,
        `The file “${file}” is in fact ${en}, not a plan document`,
      )
  if (isZip(bytes)) return readDocx(bytes, file)
  // pdf.js is large: it is loaded for a PDF only.
  if (isPdf(bytes)) return (await import('#document/pdf.ts')).readPdf(bytes, file)
  if (isHtml(bytes)) return readHtml(bytes, file)
  if (isBinary(bytes))
    return refuse(
      `文件“${file}”不是文字：内容是二进制数据，可能已损坏，或不是规划文本；请提供 .docx、.txt、.html 或 .pdf`,
      `The file “${file}” is no text but binary data: damaged, or not a plan document; give a .docx, .txt, .html or .pdf`,
    )
  return readText(bytes, file)
}
