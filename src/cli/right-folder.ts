/** Rights for `batch`: a list in one file, or a folder with a file for each application. */
import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { readBytes } from '#cli/plan-file.ts'
import { reason, Unusable } from '#cli/verb.ts'
import type { Message } from '#document/document.ts'
import { parseJson } from '#exchange/json.ts'
import { readRightList } from '#exchange/right-list.ts'
import type { ListedRight } from '#review/batch.ts'

type Defaults = Parameters<typeof readRightList>[1]
type RightList = { readonly rights: readonly ListedRight[]; readonly messages: readonly Message[] }

/** A file with one application becomes a list of it, called as the file is where it has no name of its own. */
const asList = (bytes: Uint8Array, file: string): Uint8Array => {
  const { value } = parseJson(bytes)
  const single = typeof value === 'object' && value !== null && !('applications' in value) && !('rights' in value)
  if (!single || Array.isArray(value)) return bytes
  return new TextEncoder().encode(JSON.stringify([{ name: basename(file, extname(file)), ...value }]))
}

const ofFolder = async (folder: string, defaults: Defaults): Promise<RightList> => {
  const names = (await readdir(folder)).filter((name) => /^[^.~].*\.(?:json|xlsx)$/i.test(name)).sort()
  const rights: ListedRight[] = []
  const messages: Message[] = []
  for (const name of names) {
    const read = await readRightList(asList(await readBytes(join(folder, name)), name), defaults)
    const told = read.messages.map(({ text, textEn, ...more }) => ({
      ...more,
      text: `${name}：${text}`,
      textEn: `${name}: ${textEn}`,
    }))
    // A file nothing can be read from is a row that is not judged: silence would pass for done.
    const unread = told.filter(({ severity }) => read.rights.length === 0 && severity === 'error')
    const problems = unread.map(({ text, textEn }) => ({ zh: text, en: textEn }))
    const found = unread.length > 0 ? [{ row: 0, licence: null, name, right: null, problems }] : read.rights
    messages.push(...told.filter((message) => !unread.includes(message)))
    for (const one of found) {
      const row = rights.length + 1
      rights.push({ ...one, row, right: one.right && { ...one.right, row } })
    }
  }
  return { rights, messages }
}

/** Throws Unusable where the path cannot be read. */
export const readRights = async (path: string, defaults: Defaults): Promise<RightList> => {
  const found = await stat(path).catch((error: unknown) => {
    const why = reason(error)
    throw new Unusable(`不能读取 ${path}：${why.zh}`, `cannot read ${path}: ${why.en}`)
  })
  return found.isDirectory() ? ofFolder(path, defaults) : readRightList(await readBytes(path), defaults)
}
