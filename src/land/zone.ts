/**
 * CGCS2000 and its Gauss–Krüger zones (GB/T 17798, GH/T 2000 series; EPSG 4490–4554).
 * 3° zones 25–45 (central meridian 3z) and 6° zones 13–23 (central meridian 6z − 3), each with the zone number in front
 * of the easting ("prefixed", 8 digits) or without (6 digits).
 */
import proj4 from 'proj4'
import { error, info, type LandResult } from './message.ts'
import type { Position, Shape } from './shape.ts'
import { mapShape } from './shape.ts'

export type ZoneWidth = 3 | 6

/** A plane of one zone. `prefixed`: eastings carry the zone number (41405667.12 rather than 405667.12). */
export type PlaneSystem = {
  readonly kind: 'plane'
  readonly width: ZoneWidth
  readonly zone: number
  readonly prefixed: boolean
}

export type GeographicSystem = { readonly kind: 'geographic' }
export type CoordinateSystem = GeographicSystem | PlaneSystem

/** Dates of reference. WGS84 is taken as CGCS2000 (they agree to centimetres); the two old ones need parameters. */
export type Datum = 'CGCS2000' | 'WGS84' | 'Xian80' | 'Beijing54'

/** dx, dy, dz in m; rx, ry, rz in seconds of arc; scale in parts per million (position vector, as `towgs84`). */
export type SevenParameters = readonly [number, number, number, number, number, number, number]

export const geographic: GeographicSystem = { kind: 'geographic' }

const zoneRange = { 3: [25, 45], 6: [13, 23] } as const

export const isZone = (zone: number, width: ZoneWidth = 3): boolean =>
  Number.isInteger(zone) && zone >= zoneRange[width][0] && zone <= zoneRange[width][1]

/** Degrees. */
export const centralMeridian = (zone: number, width: ZoneWidth = 3): number => (width === 3 ? 3 * zone : 6 * zone - 3)

/** The zone a longitude lies in; null outside China's zones. */
export const zoneOfLongitude = (longitude: number, width: ZoneWidth = 3): number | null => {
  const zone = width === 3 ? Math.round(longitude / 3) : Math.floor(longitude / 6) + 1
  return isZone(zone, width) ? zone : null
}

/** The plane in which areas of a shape about this longitude are measured: its 3° zone, without prefix. */
export const planeAt = (longitude: number): PlaneSystem => ({
  kind: 'plane',
  width: 3,
  zone: Math.min(45, Math.max(25, Math.round(longitude / 3))),
  prefixed: false,
})

/** The zone an 8-digit easting names by its first two digits: 41405667.12 → 3° zone 41. null where it names none. */
export const zoneOfEasting = (easting: number): { zone: number; width: ZoneWidth } | null => {
  const zone = Math.floor(easting / 1_000_000)
  if (isZone(zone, 3)) return { zone, width: 3 }
  return isZone(zone, 6) ? { zone, width: 6 } : null
}

export const epsgOf = (system: CoordinateSystem): number => {
  if (system.kind === 'geographic') return 4490
  const { width, zone, prefixed } = system
  return width === 3 ? (prefixed ? 4488 : 4509) + zone : (prefixed ? 4478 : 4489) + zone
}

/** null for a code that is no CGCS2000 system of these. */
export const systemOfEpsg = (code: number): CoordinateSystem | null => {
  if (code === 4490 || code === 4326) return geographic
  if (code >= 4513 && code <= 4533) return { kind: 'plane', width: 3, zone: code - 4488, prefixed: true }
  if (code >= 4534 && code <= 4554) return { kind: 'plane', width: 3, zone: code - 4509, prefixed: false }
  if (code >= 4491 && code <= 4501) return { kind: 'plane', width: 6, zone: code - 4478, prefixed: true }
  if (code >= 4502 && code <= 4512) return { kind: 'plane', width: 6, zone: code - 4489, prefixed: false }
  return null
}

/** "CGCS2000 3度带 第41带（EPSG:4529）". */
export const nameOfSystem = (system: CoordinateSystem): { zh: string; en: string } => {
  const code = `EPSG:${epsgOf(system)}`
  if (system.kind === 'geographic')
    return { zh: `CGCS2000 经纬度（${code}）`, en: `CGCS2000 longitude/latitude (${code})` }
  return {
    zh: `CGCS2000 ${system.width}度带 第${system.zone}带（${code}）`,
    en: `CGCS2000 ${system.width}° zone ${system.zone} (${code})`,
  }
}

// Same axes and flattening as GRS 80: a = 6 378 137 m, 1/f = 298.257222101 (GB 22021—2008).
const ellipsoids: Record<Datum, string> = {
  CGCS2000: '+ellps=GRS80',
  WGS84: '+ellps=GRS80',
  Xian80: '+a=6378140 +rf=298.257',
  Beijing54: '+a=6378245 +rf=298.3',
}

const definition = (system: CoordinateSystem, datum: Datum, parameters: SevenParameters | null): string => {
  const figure = `${ellipsoids[datum]}${parameters ? ` +towgs84=${parameters.join(',')}` : ''} +no_defs`
  if (system.kind === 'geographic') return `+proj=longlat ${figure}`
  const falseEasting = (system.prefixed ? system.zone * 1_000_000 : 0) + 500_000
  const meridian = centralMeridian(system.zone, system.width)
  return `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 ${figure} +units=m`
}

const build = (from: string, to: string) => proj4(from, to)
type Converter = ReturnType<typeof build>

const converters = new Map<string, Converter>()

const converter = (system: CoordinateSystem, datum: Datum, parameters: SevenParameters | null): Converter => {
  const from = definition(system, datum, parameters)
  let found = converters.get(from)
  if (!found) {
    // Zones are few; a caller that brings ever new parameters must not fill the memory.
    if (converters.size > 200) converters.clear()
    const to = definition(geographic, 'CGCS2000', parameters ? [0, 0, 0, 0, 0, 0, 0] : null)
    found = build(from, to)
    converters.set(from, found)
  }
  return found
}

type Move = (position: Position) => Position
type Moves = { readonly toPlane: Move; readonly toGeographic: Move }

const moves = new Map<number, Moves>()

const radians = Math.PI / 180
const degrees = 180 / Math.PI

/**
 * Between degrees on CGCS2000 and a plane of it. On one datum the projection alone does it: to the last bit what
 * proj4's converter answers, at a quarter of its cost.
 */
const movesOf = (system: PlaneSystem): Moves => {
  const code = epsgOf(system)
  const known = moves.get(code)
  if (known) return known
  const projection = new proj4.Proj(definition(system, 'CGCS2000', null))
  const made: Moves = {
    toPlane: ([longitude, latitude]) => {
      const { x, y } = projection.forward({ x: longitude * radians, y: latitude * radians })
      return [x, y]
    },
    toGeographic: ([easting, northing]) => {
      const { x, y } = projection.inverse({ x: easting, y: northing })
      return [x * degrees, y * degrees]
    },
  }
  moves.set(code, made)
  return made
}

/** What puts degrees on CGCS2000 into a system. */
export const moveToPlane = (system: CoordinateSystem): Move =>
  system.kind === 'geographic' ? (position) => position : movesOf(system).toPlane

/** From degrees on CGCS2000 to metres [easting, northing] of a zone (or unchanged for geographic). */
export const toPlane = (position: Position, system: CoordinateSystem): Position => moveToPlane(system)(position)

/**
 * From a system to degrees on CGCS2000. An old datum takes its seven parameters along (`datumProblem` says when they
 * are wanted). A position that lies nowhere gives NaN.
 */
export const toGeographic = (
  position: Position,
  system: CoordinateSystem,
  datum: Datum = 'CGCS2000',
  parameters: SevenParameters | null = null,
): Position => {
  if (system.kind === 'geographic' && !parameters) return position
  if (system.kind === 'plane' && datum === 'CGCS2000' && !parameters) return movesOf(system).toGeographic(position)
  const [x, y] = converter(system, datum, parameters).forward([position[0], position[1]])
  return [x!, y!]
}

export const shapeToPlane = (shape: Shape, system: CoordinateSystem): Shape => mapShape(shape, moveToPlane(system))

export const shapeToGeographic = (shape: Shape, system: CoordinateSystem): Shape =>
  mapShape(shape, (position) => toGeographic(position, system))

const datumNames: readonly [RegExp, Datum][] = [
  [
    /CGCS\s*_?2000|国家2000|(?<!\d)2000年?(?:国家|坐标|大地|中国大地)|国家大地(?:坐标系)?2000|大地2000|GCS\s*2000/i,
    'CGCS2000',
  ],
  [/WGS[\s_-]*(19)?84/i, 'WGS84'],
  [
    /西安\s*(?:19)?80|西安(?:大地)?坐标|(?<!\d)(?:19)?80\s*年?(?:西安|国家|坐标|大地)|xi'?an[\s_]*(?:19)?80|C80/i,
    'Xian80',
  ],
  [
    /北京\s*(?:19)?54|北京(?:大地)?坐标|(?<!\d)(?:19)?54\s*年?(?:北京|坐标)|beijing[\s_]*(?:19)?54|bj[\s_-]*54/i,
    'Beijing54',
  ],
]

/** EPSG's numbers of the two old systems: geographic, and their 3° and 6° zones. */
const oldCodes: readonly (readonly [Datum, number, number])[] = [
  ['Xian80', 4610, 4610],
  ['Xian80', 2327, 2390],
  ['Beijing54', 4214, 4214],
  ['Beijing54', 2401, 2442],
  ['Beijing54', 21_413, 21_483],
]

const datumOfEpsg = (code: number): Datum | null =>
  systemOfEpsg(code) ? 'CGCS2000' : (oldCodes.find(([, from, to]) => code >= from && code <= to)?.[0] ?? null)

/** The datum a text names ("80国家大地坐标系", "2000国家大地坐标系", "北京54", "EPSG:4525"); null where it names none. */
export const datumOf = (text: string): Datum | null => {
  const code = text.match(/EPSG:{1,2}(\d{4,5})/i)?.[1]
  return code ? datumOfEpsg(Number(code)) : (datumNames.find(([pattern]) => pattern.test(text))?.[1] ?? null)
}

/** "dx,dy,dz,rx,ry,rz,scale", with or without "+towgs84=". null when it is not seven numbers. */
export const readSevenParameters = (text: string): SevenParameters | null => {
  const numbers = text
    .replace(/^.*towgs84\s*=/i, '')
    .split(/[\s,;，；]+/)
    .filter((part) => part !== '')
    .map(Number)
  return numbers.length === 7 && numbers.every(Number.isFinite) ? (numbers as unknown as SevenParameters) : null
}

/** Whether coordinates on a datum may be used, and what to say. The shift between datums reaches a hundred metres. */
export const admitDatum = (datum: Datum, parameters: SevenParameters | null): LandResult<boolean> => {
  if (datum === 'CGCS2000') return { value: true, messages: [] }
  if (datum === 'WGS84') {
    return {
      value: true,
      messages: [
        info('WGS84 坐标按 CGCS2000 使用（相差厘米级）', 'WGS 84 is taken as CGCS2000 (they agree to centimetres)'),
      ],
    }
  }
  const name =
    datum === 'Xian80' ? { zh: '1980西安坐标系', en: "Xi'an 1980" } : { zh: '1954北京坐标系', en: 'Beijing 1954' }
  if (parameters) {
    return {
      value: true,
      messages: [
        info(
          `${name.zh}坐标按所给七参数转换到 CGCS2000`,
          `${name.en} is transformed to CGCS2000 with the seven parameters given`,
        ),
      ],
    }
  }
  return {
    value: false,
    messages: [
      error(
        `坐标为${name.zh}，没有转换参数不能使用；请先转换为 CGCS2000，或提供七参数（dx,dy,dz,rx,ry,rz,尺度）`,
        `coordinates are on ${name.en} and cannot be used without parameters; transform them to CGCS2000 first or bring the seven parameters (dx,dy,dz,rx,ry,rz,scale)`,
      ),
    ],
  }
}
