/**
 * The land-parcel TXT of land administration: `[属性描述]` with key=value rows, then `[地块坐标]` with, per parcel, a
 * header `points,hectares,id,name,面,sheet,use,code,…,@` (9 or 12 columns) and rows `point,ring,X,Y`; X is north.
 */
import { halfWidth } from './angle.ts'
import {
  type Declared,
  noFacts,
  nothingDeclared,
  type RawCorner,
  type RawFile,
  type RawParcel,
  type StatedArea,
} from './corner.ts'
import { error, type LandMessage, type LandResult, warning } from './message.ts'

export const isParcelFile = (text: string): boolean => /\[\s*地块坐标\s*\]/.test(halfWidth(text))

/** "1.7269" hectares as m² with the value of its last digit. */
const statedHectares = (text: string): StatedArea | null => {
  const match = text.trim().match(/^\d+(?:\.(\d+))?$/)
  if (!match || Number(text) === 0) return null
  return { area: Number(text) * 10_000, digit: 10_000 / 10 ** (match[1]?.length ?? 0) }
}

const numberIn = (text: string | undefined): number | null => {
  const digits = text?.match(/\d+(?:\.\d+)?/)?.[0]
  return digits === undefined ? null : Number(digits)
}

const readAttributes = (attributes: ReadonlyMap<string, string>): Declared => {
  const find = (pattern: RegExp) => [...attributes].find(([key]) => pattern.test(key))?.[1]
  const width = numberIn(find(/分带/))
  const meridian = numberIn(find(/中央(子午线|经线)/))
  const zone = numberIn(find(/^带号$/)) ?? (meridian === null ? null : width === 6 ? (meridian + 3) / 6 : meridian / 3)
  return {
    ...nothingDeclared,
    datum: find(/坐标系|坐标系统/) ?? null,
    zone: zone === null || zone === 0 ? null : zone,
    width: width === 3 || width === 6 ? width : null,
    order: 'north-first',
  }
}

type Open = { parcel: Omit<RawParcel, 'rings'>; declaredPoints: number; rings: Map<string, RawCorner[]> }

const closeParcel = (open: Open, messages: LandMessage[]): RawParcel => {
  const count = [...open.rings.values()].reduce((sum, corners) => sum + corners.length, 0)
  // Some offices count the closing point, others do not.
  if (Math.abs(count - open.declaredPoints) > open.rings.size) {
    messages.push(
      warning(
        `地块“${open.parcel.name ?? open.parcel.id ?? ''}”写明 ${open.declaredPoints} 个界址点，实有 ${count} 个`,
        `the parcel declares ${open.declaredPoints} points and has ${count}`,
        { row: open.parcel.row },
      ),
    )
  }
  const rings = [...open.rings].map(([number, corners]) => ({
    role: Number(number) > 1 ? ('hole' as const) : ('part' as const),
    corners,
  }))
  return { ...open.parcel, rings }
}

/** Reads the form; rows that are none are told with their row number. */
export const readParcelFile = (text: string): LandResult<RawFile> => {
  const messages: LandMessage[] = []
  const attributes = new Map<string, string>()
  const parcels: RawParcel[] = []
  let section = ''
  let open: Open | null = null
  const rows = halfWidth(text).split(/\r\n|\r|\n/)
  rows.forEach((line, index) => {
    const row = index + 1
    const content = line.trim()
    if (content === '') return
    const heading = content.match(/^\[\s*(.+?)\s*\]$/)
    if (heading) {
      section = heading[1]!
      return
    }
    if (section !== '地块坐标') {
      const [key, ...value] = content.split('=')
      if (value.length > 0) attributes.set(key!.trim(), value.join('=').trim())
      return
    }
    const fields = content.split(',').map((field) => field.trim())
    if (fields.at(-1) === '@' || (fields.length >= 8 && /^\d+$/.test(fields[0]!))) {
      if (open) parcels.push(closeParcel(open, messages))
      open = {
        parcel: {
          ...noFacts,
          row,
          stated: statedHectares(fields[1] ?? ''),
          id: fields[2] || null,
          name: fields[3] || null,
          use: fields[6] || null,
        },
        declaredPoints: Number(fields[0]) || 0,
        rings: new Map(),
      }
      return
    }
    const [name = '', ring = '', x = '', y = ''] = fields
    const pair = [Number(x), Number(y)] as const
    if (x === '' || y === '' || !pair.every(Number.isFinite)) {
      messages.push(
        error(`第 ${row} 行不是“点号,圈号,X,Y”：${content.slice(0, 60)}`, `row ${row} is not "point,ring,X,Y"`, {
          row,
          corner: name,
        }),
      )
      return
    }
    open ??= { parcel: { ...noFacts, row }, declaredPoints: 0, rings: new Map() }
    const corners = open.rings.get(ring) ?? []
    corners.push({ row, name: name || String(corners.length + 1), pair, angular: false })
    open.rings.set(ring, corners)
  })
  if (open) parcels.push(closeParcel(open, messages))
  if (parcels.length === 0) messages.push(error('[地块坐标] 下没有地块', 'there is no parcel under [地块坐标]'))
  return { value: { form: 'land-parcel', declared: readAttributes(attributes), parcels }, messages }
}
