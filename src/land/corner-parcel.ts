/**
 * The land-parcel TXT of land administration: `[属性描述]` with key=value rows, then `[地块坐标]` with, per parcel, a
 * header `points,hectares,id,name,面,sheet,use,code,…,@` (9, 12 or other columns) and rows `point,ring,X,Y`; X is north.
 */
import { halfWidth, tokensOf } from './angle.ts'
import {
  type Declared,
  noFacts,
  nothingDeclared,
  type RawCorner,
  type RawFile,
  type RawParcel,
  type RawRing,
  type StatedArea,
} from './corner.ts'
import { readPair } from './corner-class.ts'
import { areaIn, readNotes, widestLimits } from './corner-note.ts'
import { error, type LandMessage, type LandResult, warning } from './message.ts'
import { datumOf, isZone, readSevenParameters } from './zone.ts'

const sectionHead = /^[[【]\s*(.+?)\s*[\]】]$/

export const isParcelFile = (text: string): boolean => /[[【]\s*地块坐标\s*[\]】]/.test(halfWidth(text))

/** "1.7269" is hectares by the form's own rule; a unit written with it wins. */
const statedIn = (text: string): StatedArea | null => {
  const [, figure = '', unit = ''] = text.match(/^([\d.,]+)\s*(\S*)$/) ?? []
  return areaIn(figure, unit || '公顷')
}

const readAttributes = (attributes: ReadonlyMap<string, string>): Declared => {
  const find = (pattern: RegExp) => [...attributes].find(([key]) => pattern.test(key))?.[1]
  const notes = readNotes([...attributes].map(([key, value]) => `${key}=${value}`))
  // "西安" alone is a system where the key says that it names one.
  const said = find(/坐标系/)
  const datum = said
    ? datumOf(said)
      ? said
      : datumOf(`${said}坐标系`)
        ? `${said}坐标系`
        : said
    : (notes.datums[0] ?? null)
  const width = Number(find(/几度分带/)?.match(/[36]/)?.[0])
  const number = Number(find(/^带号$/)?.match(/\d+/)?.[0])
  const parameters = readSevenParameters(find(/转换参数/) ?? '')
  return {
    ...nothingDeclared,
    datum,
    zone: isZone(number, 3) || isZone(number, 6) ? number : notes.zone,
    width: width === 3 || width === 6 ? width : notes.width,
    order: 'north-first',
    angles: notes.angles,
    parameters: parameters?.some((value) => value !== 0) ? parameters : null,
  }
}

/** A row's fields; some offices write tabs, spaces or semicolons for the commas, and quotes around thousands. */
const fieldsOf = (row: string): string[] => {
  const bare = row.replace(/"([^"]*)"/g, (_, quoted: string) => quoted.replaceAll(',', ''))
  const fields = bare.split(/[,;\t]/).map((field) => field.trim())
  while (fields.at(-1) === '') fields.pop()
  return fields.length < 4 ? bare.trim().split(/[\s,;]+/) : fields
}

const isHeader = (fields: readonly string[]): boolean =>
  fields.at(-1) === '@' ||
  fields.includes('面') ||
  (/^\d+$/.test(fields[0]!) && (fields.length >= 8 || (fields.length >= 4 && /[\u4e00-\u9fff]/.test(fields[3]!))))

type Run = { readonly number: string; readonly corners: RawCorner[] }
type Open = {
  readonly parcel: Omit<RawParcel, 'rings'>
  readonly declaredPoints: number
  readonly runs: Run[]
  /** The run of each number that is still written. */
  readonly latest: Map<string, Run>
  count: number
}

const opened = (parcel: Omit<RawParcel, 'rings'>, declaredPoints: number): Open => ({
  parcel,
  declaredPoints,
  runs: [],
  latest: new Map(),
  count: 0,
})

const samePair = (a: RawCorner, b: RawCorner): boolean => a.pair[0] === b.pair[0] && a.pair[1] === b.pair[1]

/** Adds a corner to its ring; a ring that has returned to its first corner is closed, and what follows is another. */
const addCorner = (open: Open, number: string, read: RawCorner): void => {
  open.count++
  const corner = { ...read, name: read.name || String(open.count) }
  const run = open.latest.get(number)
  const closed = run && run.corners.length > 3 && samePair(run.corners[0]!, run.corners.at(-1)!)
  if (run && !closed) {
    run.corners.push(corner)
    return
  }
  const next = { number, corners: [corner] }
  open.runs.push(next)
  open.latest.set(number, next)
}

const closeParcel = ({ parcel, declaredPoints, runs, count }: Open, messages: LandMessage[]): RawParcel => {
  // Some offices count the closing point, others do not.
  if (declaredPoints > 0 && Math.abs(count - declaredPoints) > runs.length) {
    messages.push(
      warning(
        `地块“${parcel.name ?? parcel.id ?? ''}”写明 ${declaredPoints} 个界址点，实有 ${count} 个`,
        `the parcel declares ${declaredPoints} points and has ${count}`,
        { row: parcel.row },
      ),
    )
  }
  // Rings count from 1 as a rule, from 0 here and there: the lowest is the shell.
  const lowest = runs.reduce((least, { number }) => Math.min(least, Number(number)), Infinity)
  const seen = new Set<string>()
  const roleOf = ({ number }: Run): RawRing['role'] => {
    if (Number(number) > lowest) return 'hole'
    const first = !seen.has(number)
    seen.add(number)
    return first ? 'part' : 'unknown'
  }
  return { ...parcel, rings: runs.map((run) => ({ role: roleOf(run), corners: run.corners })) }
}

/** `point,ring,X,Y`; null where a row is none. */
const readCorner = (fields: readonly string[], row: number): { ring: string; corner: RawCorner } | null => {
  const [name = '', ring = '', ...rest] = fields
  const [x, y, ...more] = tokensOf(rest.join('\t'))
  if (!x || !y || x.kind === 'word' || x.kind === 'bad' || y.kind === 'word' || y.kind === 'bad') return null
  if (more.some(({ kind }) => kind !== 'number')) return null
  const misread = [x, y].find((token) => token.kind === 'number' && token.misread)
  const read = x.kind === 'number' && y.kind === 'number' ? readPair([x.value, y.value], null) : null
  return {
    ring,
    corner: {
      row,
      name,
      pair: read?.pair ?? [x.value, y.value],
      angular: read?.angular ?? x.kind === 'angle',
      ...(misread ? { misread: misread.text } : {}),
    },
  }
}

/** Reads the form; rows that are none are told with their row number. */
export const readParcelFile = (text: string): LandResult<RawFile> => {
  const messages: LandMessage[] = []
  const attributes = new Map<string, string>()
  const parcels: RawParcel[] = []
  let section = ''
  let open: Open | null = null
  for (const [index, line] of halfWidth(text)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const row = index + 1
    const content = line.trim()
    if (content === '') continue
    const heading = content.match(sectionHead)
    if (heading) {
      section = heading[1]!
      continue
    }
    if (section !== '地块坐标') {
      const [key, ...value] = content.split('=')
      if (value.length > 0) attributes.set(key!.trim(), value.join('=').trim())
      continue
    }
    const fields = fieldsOf(content)
    if (isHeader(fields)) {
      if (open) parcels.push(closeParcel(open, messages))
      const facts = {
        ...noFacts,
        stated: statedIn(fields[1] ?? ''),
        id: fields[2] || null,
        name: fields[3] || null,
        use: fields[6] || null,
      }
      open = opened({ ...facts, row }, Number(fields[0]) || 0)
      continue
    }
    const found = readCorner(fields, row)
    if (!found) {
      messages.push(
        error(`第 ${row} 行不是“点号,圈号,X,Y”：${content.slice(0, 60)}`, `row ${row} is not "point,ring,X,Y"`, {
          row,
          corner: fields[0] ?? '',
        }),
      )
      continue
    }
    open ??= opened({ ...noFacts, row }, 0)
    addCorner(open, found.ring, found.corner)
  }
  if (open) parcels.push(closeParcel(open, messages))
  if (parcels.length === 0) messages.push(error('[地块坐标] 下没有地块', 'there is no parcel under [地块坐标]'))
  const altitude = widestLimits(readNotes([...attributes].map((pair) => pair.join('='))).altitudes)
  const declared = readAttributes(attributes)
  if (declared.datum === null)
    messages.push(
      warning(
        '文件没有写明坐标系，按 2000 国家大地坐标系读取；若是西安80、北京54或地方坐标系，须先转换',
        "the file names no coordinate system and is read as CGCS2000; Xi'an 80, Beijing 54 or a local system has to be transformed first",
      ),
    )
  return {
    value: { form: 'land-parcel', declared, parcels: parcels.map((one) => ({ ...one, altitude })) },
    messages,
  }
}
