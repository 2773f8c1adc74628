/** What a verb takes, what it throws when its arguments or its input cannot be used, and how it answers. */
import { stat, writeFile } from 'node:fs/promises'
import type { Words } from '#rules/finding.ts'

export type Lang = 'zh' | 'en'

export type Options = {
  readonly json: boolean
  readonly lang: Lang
  readonly plan: readonly string[]
  readonly ledger?: string | undefined
  /** The plan above, to check against. */
  readonly upper?: string | undefined
  readonly layers?: string | undefined
  /** Six digits. */
  readonly region?: string | undefined
  /** Of the plane, where the eastings do not carry it. */
  readonly zone?: number | undefined
  /** YYYY-MM-DD. */
  readonly date?: string | undefined
  /** Files to write. */
  readonly docx?: string | undefined
  readonly pdf?: string | undefined
  readonly xlsx?: string | undefined
  readonly template?: string | undefined
}

/** How many files stand behind it, and which options must, main.ts has looked after. */
export type Verb = (files: readonly string[], options: Options) => Promise<void>

/** Unusable arguments or unreadable input: exit status 2, the message alone. */
export class Unusable extends Error {
  readonly words: Words

  constructor(zh: string, en: string) {
    super(en)
    this.words = { zh, en }
  }
}

type Said = { readonly text: string; readonly textEn: string }

/** Messages about a file, each with the file before it, as one that cannot be used. */
export const unusable = (file: string, messages: readonly Said[]): Unusable =>
  new Unusable(
    messages.map(({ text }) => `${file}: ${text}`).join('\n'),
    messages.map(({ textEn }) => `${file}: ${textEn}`).join('\n'),
  )

/** Words for a person: standard output is for the answer. */
export const tell = (words: string): void => {
  process.stderr.write(`${words}\n`)
}

export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Why the system would not read or write a file, for a person. */
export const reason = (error: unknown): Words => {
  const { code, message } = error as NodeJS.ErrnoException
  const known: Readonly<Record<string, Words>> = {
    ENOENT: { zh: '没有这个文件或文件夹', en: 'no such file or folder' },
    EISDIR: { zh: '这是文件夹', en: 'it is a folder' },
    ENOTDIR: { zh: '路径中有一段不是文件夹', en: 'a part of the path is no folder' },
    EACCES: { zh: '没有权限', en: 'permission denied' },
    EPERM: { zh: '没有权限', en: 'permission denied' },
    EROFS: { zh: '所在位置只读', en: 'the place is read-only' },
    ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
    ELOOP: { zh: '链接循环', en: 'the links go in a circle' },
    ENAMETOOLONG: { zh: '文件名过长', en: 'the name is too long' },
    ERR_FS_FILE_TOO_LARGE: { zh: '文件超过 2 GB', en: 'the file is larger than 2 GB' },
  }
  const words = known[code ?? '']
  if (words) return { zh: `${words.zh}（${code}）`, en: `${words.en} (${code})` }
  return { zh: code ?? message, en: code ?? message }
}

/** Throws Unusable where a file could not be written: asked before the long work, not after it. */
export const writable = async (file: string): Promise<void> => {
  const fail = (why: Words): Unusable => new Unusable(`不能写入 ${file}：${why.zh}`, `cannot write ${file}: ${why.en}`)
  const folder = file.replace(/[^/\\]*$/, '') || '.'
  try {
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' })
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw fail(gone ? { zh: '没有这个文件夹（ENOENT）', en: 'no such folder (ENOENT)' } : reason(error))
  }
  const own = await stat(file).catch(() => null)
  if (own?.isDirectory()) throw fail(reason({ code: 'EISDIR' }))
}

/** Writes a file and says so on standard error. */
export const writeBytes = async (file: string, bytes: Uint8Array): Promise<void> => {
  try {
    await writeFile(file, bytes)
  } catch (error) {
    const why = reason(error)
    throw new Unusable(`不能写入 ${file}：${why.zh}`, `cannot write ${file}: ${why.en}`)
  }
  tell(file)
}
