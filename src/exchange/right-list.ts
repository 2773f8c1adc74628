/** A list of rights, as an Excel sheet or as JSON, read into applications; a row that cannot be used is told, the others stay. */
import { readCorners } from '#land/corner-file.ts'
import { readApplication } from '#review/application.ts'
import type { ListedRight } from '#review/batch.ts'
import { statedQuantity } from '#review/stated-area.ts'
import type { Words } from '#rules/finding.ts'
import { isArchive } from './archive.ts'
import { parseJson } from './json.ts'
import { readRightSheet } from './ledger-sheet.ts'
import { type ExchangeMessage, error } from './message.ts'
import { isExample } from './right-template.ts'

export type RightList = { readonly rights: readonly ListedRight[]; readonly messages: readonly ExchangeMessage[] }

/** What a row leaves out is filled with: a right that exists is judged as one newly set. */
export type RightDefaults = { readonly region: string }

const mostRights = 200_000

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Said = { readonly severity: string; readonly text: string; readonly textEn: string }

const words = (messages: readonly Said[]): Words[] =>
  messages.filter(({ severity }) => severity !== 'info').map(({ text, textEn }) => ({ zh: text, en: textEn }))

/** `values` are an application's fields, with licence, name and corner points beside them. */
const rightFrom = (row: number, values: Record<string, unknown>, { region }: RightDefaults): ListedRight => {
  const { licence, name, holder: _, corners, from: __, to: ___, applicant: ____, ...given } = values
  const known = { row, licence: textOf(licence), name: textOf(name) }
  const place = textOf(corners)
  const read = place === null || given.area !== undefined ? null : readCorners(place)
  const told = read ? words(read.messages) : []
  if (read && !read.value.shape) return { ...known, right: null, problems: told }
  const { altitude, stated } = read?.value ?? {}
  const json = {
    act: 'mining',
    event: 'new',
    region,
    // A column goes before what stands beside the corners.
    ...(altitude ? { altitude } : {}),
    ...(stated ? { statedArea: statedQuantity(stated) } : {}),
    ...given,
    ...(given.block === '无' ? { block: 'none' } : {}),
    ...(read?.value.shape ? { area: read.value.shape } : {}),
  }
  const { value, messages } = readApplication(json)
  const problems = [...told, ...words(messages)]
  return {
    ...known,
    right: value ? { ...known, application: value, existing: given.event === undefined } : null,
    problems,
  }
}

const fromSheet = async (bytes: Uint8Array, defaults: RightDefaults): Promise<RightList> => {
  const { value: rows, messages } = await readRightSheet(bytes)
  // What holds for the whole sheet is told once; what is wrong with a row is that row's own.
  const own = (row: number): ExchangeMessage[] =>
    messages.filter((message) => message.row === row && message.severity === 'error')
  const rights = rows
    .filter(({ values }) => !isExample(values.licence))
    .map(({ row, values }): ListedRight => {
      const wrong = own(row)
      const read = rightFrom(row, values, defaults)
      return wrong.length === 0 ? read : { ...read, right: null, problems: words(wrong) }
    })
  const rowsTold = new Set(rights.filter(({ right }) => right === null).map(({ row }) => row))
  return { rights, messages: messages.filter(({ row }) => row === undefined || !rowsTold.has(row)) }
}

/** `[application, …]` or `{ applications: […] }`; an entry may carry `licence`, `name` and `corners`, or be `{ application }`. */
const fromJson = (bytes: Uint8Array, defaults: RightDefaults): RightList => {
  const unusable = (text: string, textEn: string): RightList => ({ rights: [], messages: [error(text, textEn)] })
  const { value: json, messages } = parseJson(bytes)
  if (json === undefined) return { rights: [], messages }
  const list = isRecord(json) ? (json.applications ?? json.rights) : json
  if (!Array.isArray(list)) return unusable('应为申请的列表', 'a list of applications is expected')
  if (list.length > mostRights) return unusable(`超过 ${mostRights} 条的限制`, `more than ${mostRights} entries`)
  const rights = list.map((item, i): ListedRight => {
    const row = i + 1
    if (!isRecord(item)) {
      const problem = { zh: '应为对象', en: 'must be an object' }
      return { row, licence: null, name: null, right: null, problems: [problem] }
    }
    const { application, ...beside } = item
    return rightFrom(row, isRecord(application) ? { ...beside, ...application } : item, defaults)
  })
  return { rights, messages: [] }
}

/** Reads a list by what its bytes are, whatever its name says. */
export const readRightList = async (bytes: Uint8Array, defaults: RightDefaults): Promise<RightList> =>
  isArchive(bytes) ? fromSheet(bytes, defaults) : fromJson(bytes, defaults)
