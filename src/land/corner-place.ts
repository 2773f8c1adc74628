/** Says what raw corners mean: axis order, zone, datum; and puts them on the ellipsoid. */
import type { RawCorner, RawFile } from './corner.ts'
import { classOfPair, eastFirst, isPlaneClass, isSwapOf, type Pair, type PairClass } from './corner-class.ts'
import { error, info, type LandMessage, type LandResult, warning } from './message.ts'
import type { Position } from './shape.ts'
import {
  admitDatum,
  type CoordinateSystem,
  centralMeridian,
  type Datum,
  datumOf,
  geographic,
  isZone,
  nameOfSystem,
  type SevenParameters,
  toGeographic,
  type ZoneWidth,
  zoneOfEasting,
} from './zone.ts'

/** What the person says beside the file; each wins over what the file declares. */
export type PlaceOptions = {
  readonly datum?: Datum
  readonly parameters?: SevenParameters
  readonly zone?: number
  readonly width?: ZoneWidth
  /** Puts right, row by row, what is told as wrong: swapped pairs, zone numbers that stray. */
  readonly mend?: boolean
}

/** `position` in degrees on CGCS2000; `mended` where it is not what the file says. */
export type Corner = {
  readonly row: number
  readonly name: string
  readonly position: Position
  readonly mended?: boolean
}

export type Placed = {
  readonly system: CoordinateSystem | null
  readonly datum: Datum | null
  readonly corners: ReadonlyMap<RawCorner, Corner>
  readonly zoneWanted: boolean
  /** Where a pair would lie, read as the rest of the file is; null for one of another kind. */
  readonly place: (pair: Pair) => Position | null
}

const mostCommon = <T>(values: readonly T[]): T | null => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

const classNames: Record<PairClass, { zh: string; en: string }> = {
  'north-east': { zh: 'X（北）在前、Y（东）在后', en: 'X (north), Y (east)' },
  'east-north': { zh: 'Y（东）在前、X（北）在后', en: 'Y (east), X (north)' },
  'longitude-latitude': { zh: '经度在前、纬度在后', en: 'longitude, latitude' },
  'latitude-longitude': { zh: '纬度在前、经度在后', en: 'latitude, longitude' },
}

/** "第 3 行 J3 点", or without a row where the form has none. */
export const named = ({ row, name }: { readonly row: number; readonly name: string }): { zh: string; en: string } => ({
  zh: row > 0 ? `第 ${row} 行 ${name} 点` : `${name} 点`,
  en: row > 0 ? `row ${row}, corner ${name}` : `corner ${name}`,
})

export const placeOf = ({ row, name }: { readonly row: number; readonly name: string }) => ({
  ...(row > 0 ? { row } : {}),
  corner: name,
})

/** Messages about the order of the axes over the whole file. */
const tellOrder = (order: PairClass, file: RawFile): LandMessage[] => {
  const written = order === 'north-east' || order === 'latitude-longitude' ? 'north-first' : 'east-first'
  const { zh, en } = classNames[order]
  if (file.declared.order === null || file.declared.order === written)
    return [info(`坐标顺序：${zh}`, `axis order: ${en}`)]
  return [
    warning(
      `按格式或表头应为${file.declared.order === 'north-first' ? '北坐标' : '东坐标'}在前，数值表明${zh}；已按数值读取，请核对`,
      `the form or header says ${file.declared.order === 'north-first' ? 'north' : 'east'} first, the values say ${en}; read by the values, please confirm`,
    ),
  ]
}

export const metresApart = (a: Position, b: Position): number =>
  Math.hypot((a[0] - b[0]) * 111_320 * Math.cos((a[1] * Math.PI) / 180), (a[1] - b[1]) * 110_570)

/** Degrees written so coarsely that they place no corner. */
const tellCoarse = (raws: readonly RawCorner[]): LandMessage[] => {
  const written = raws.flatMap(({ pair, angular }) => (angular ? [] : pair))
  const places = Math.max(0, ...written.map((value) => String(value).split('.')[1]?.length ?? 0))
  if (written.length < 2 * raws.length || raws.length === 0 || places > 4) return []
  const metres = Math.round(111_000 / 10 ** places)
  return [
    warning(
      `经纬度只写到小数 ${places} 位（约 ${metres} 米），面积和位置只是大概，请用原件的全部小数`,
      `longitude and latitude are written to ${places} decimals (some ${metres} m): area and place are rough; use all decimals of the original`,
    ),
  ]
}

const middle = (positions: readonly Position[]): Position => {
  const middleOf = (axis: 0 | 1) =>
    positions.map((position) => position[axis]).sort((a, b) => a - b)[positions.length >> 1]!
  return [middleOf(0), middleOf(1)]
}

/**
 * Places every corner of a file. Corners that cannot be placed are missing from the map and told by row and name;
 * `system` is null when nothing could be placed, `zoneWanted` when that is for want of a zone number.
 */
export const placeCorners = (file: RawFile, options: PlaceOptions): LandResult<Placed> => {
  const raws = file.parcels.flatMap(({ rings }) => rings.flatMap(({ corners }) => corners))
  const declaredDatum = file.declared.datum === null ? null : datumOf(file.declared.datum)
  const datum = options.datum ?? declaredDatum ?? 'CGCS2000'
  const nothing: Placed = { system: null, datum, corners: new Map(), zoneWanted: false, place: () => null }
  const messages: LandMessage[] = []
  if (!options.datum && file.declared.datum !== null && declaredDatum === null) {
    return {
      value: { ...nothing, datum: null },
      messages: [
        error(
          `坐标系为“${file.declared.datum}”，不是 2000 国家大地坐标系，不能直接使用；请先转换为 CGCS2000`,
          `the coordinate system is "${file.declared.datum}" and not CGCS2000: transform the corners to CGCS2000 first`,
        ),
      ],
    }
  }
  if (file.declared.datum === null && !options.datum && (file.form === 'list' || file.form === 'rights-string'))
    messages.push(info('没有写明坐标系，按 2000 国家大地坐标系读取', 'no coordinate system is named; read as CGCS2000'))
  const parameters = options.parameters ?? null
  const admitted = admitDatum(datum, datum === 'CGCS2000' ? null : parameters)
  messages.push(...admitted.messages)
  if (!admitted.value) return { value: nothing, messages }

  const classes = new Map(raws.map((raw) => [raw, classOfPair(raw.pair)]))
  const order = mostCommon([...classes.values()].filter((value) => value !== null))
  for (const [raw, pairClass] of classes) {
    const pair = raw.pair.join(', ')
    const { zh, en } = named(raw)
    const tell = (text: string, textEn: string) => messages.push(error(text, textEn, placeOf(raw)))
    if (raw.misread !== undefined)
      tell(
        `${zh}坐标写成“${raw.misread}”，夹有字母或多余的小数点；建议读作（${pair}）`,
        `${en}: "${raw.misread}" holds a letter or a second point; read it as (${pair})`,
      )
    else if (pairClass && order && isSwapOf(pairClass, order))
      tell(`${zh}两个坐标写反了（${pair}）；建议对调`, `${en}: the two coordinates are swapped (${pair}); swap them`)
    else if (pairClass && order && pairClass !== order)
      tell(`${zh}与其他点的坐标类型不同（${pair}）`, `${en} is of another kind than the rest (${pair})`)
    else if (!pairClass && order === null)
      tell(`${zh}坐标（${pair}）不在中国境内，可能多位、缺位或单位有误`, `${en}: (${pair}) is no place in China`)
  }
  if (order === null) return { value: nothing, messages }
  messages.push(...tellOrder(order, file))

  const usable = raws.filter((raw) => {
    const pairClass = classes.get(raw)
    const slip = pairClass !== order || raw.misread !== undefined
    return pairClass && (!slip || (options.mend === true && (pairClass === order || isSwapOf(pairClass, order))))
  })
  const pairs = new Map(usable.map((raw) => [raw, eastFirst(raw.pair, classes.get(raw)!)]))
  const shift = datum === 'CGCS2000' || datum === 'WGS84' ? null : parameters
  const corners = new Map<RawCorner, Corner>()
  if (!isPlaneClass(order)) {
    for (const [raw, pair] of pairs) {
      const position = toGeographic(pair, geographic, datum, shift)
      corners.set(raw, {
        row: raw.row,
        name: raw.name,
        position,
        ...(classes.get(raw) === order && !raw.misread ? {} : { mended: true }),
      })
    }
    messages.push(info(`坐标系：${nameOfSystem(geographic).zh}`, `coordinates: ${nameOfSystem(geographic).en}`))
    messages.push(...tellCoarse(usable))
    const place = (pair: Pair) =>
      classOfPair(pair) === order ? toGeographic(eastFirst(pair, order), geographic, datum, shift) : null
    return { value: { system: geographic, datum, corners, zoneWanted: false, place }, messages }
  }

  const prefixes = [...pairs.values()].map(([east]) => zoneOfEasting(east))
  const written = mostCommon(prefixes.map((prefix) => (prefix ? `${prefix.zone}` : '')))
  const prefix = written ? prefixes.find((found) => String(found?.zone) === written)! : null
  const declaredZone = file.declared.zone
  const zone = options.zone ?? prefix?.zone ?? declaredZone
  if (zone === null) {
    messages.push(
      error(
        '东坐标没有带号，文件也没有说明带号；请给出带号（25–45）或中央经线',
        'the eastings carry no zone and the file names none; give the zone (25–45) or the central meridian',
      ),
    )
    return { value: { ...nothing, zoneWanted: true }, messages }
  }
  const width: ZoneWidth = options.width ?? (isZone(zone, 6) ? 6 : 3)
  if (!isZone(zone, width)) {
    messages.push(error(`带号 ${zone} 不是 ${width} 度带的带号`, `${zone} is no ${width}° zone`))
    return { value: nothing, messages }
  }
  if (options.zone === undefined && prefix && declaredZone !== null && declaredZone !== prefix.zone) {
    messages.push(
      error(
        `文件写明第 ${declaredZone} 带，坐标前两位却是第 ${prefix.zone} 带；建议核对后以其一为准`,
        `the file declares zone ${declaredZone}, the eastings say zone ${prefix.zone}; one of them is wrong`,
      ),
    )
  }
  if (file.declared.width !== null && file.declared.width !== width) {
    messages.push(
      warning(
        `文件写明 ${file.declared.width} 度分带，带号 ${zone} 却是 ${width} 度带`,
        `the file declares ${file.declared.width}° zones, but ${zone} is a ${width}° zone`,
      ),
    )
  }
  const system: CoordinateSystem = { kind: 'plane', width, zone, prefixed: prefix !== null }
  const bare = { ...system, prefixed: false }
  const place = (pair: readonly [number, number], inZone = zone) =>
    toGeographic([pair[0] % 1_000_000, pair[1]], { ...bare, zone: inZone }, datum, shift)
  const home = middle([...pairs.values()].map((pair) => place(pair)))
  for (const [raw, pair] of pairs) {
    const own = zoneOfEasting(pair[0])
    let position = place(pair)
    let mended = classes.get(raw) !== order || raw.misread !== undefined
    if (prefix && !own)
      messages.push(
        warning(
          `${named(raw).zh}的 Y 坐标没有带号，按其余各点的第 ${zone} 带读取`,
          `${named(raw).en} carries no zone number and is read in zone ${zone} like the rest`,
          placeOf(raw),
        ),
      )
    if (options.zone === undefined && own && own.zone !== zone && own.width === width) {
      const across = place(pair, own.zone)
      if (metresApart(across, home) < 50_000) {
        position = across
        messages.push(
          warning(
            `${named(raw).zh}在第 ${own.zone} 带，其余在第 ${zone} 带，范围跨带`,
            `${named(raw).en} is in zone ${own.zone}, the rest in zone ${zone}: the area lies across zones`,
            placeOf(raw),
          ),
        )
      } else {
        messages.push(
          error(
            `${named(raw).zh}带号为 ${own.zone}，其余为 ${zone}，相距过远；建议改为 ${zone}`,
            `${named(raw).en} says zone ${own.zone}, the rest zone ${zone}, far apart; take ${zone}`,
            placeOf(raw),
          ),
        )
        mended = true
        if (!options.mend) continue
      }
    }
    corners.set(raw, { row: raw.row, name: raw.name, position, ...(mended ? { mended: true } : {}) })
  }
  messages.push(info(`坐标系：${nameOfSystem(system).zh}`, `coordinates: ${nameOfSystem(system).en}`))
  if (corners.size > 0 && Math.abs(home[0] - centralMeridian(zone, width)) > width / 2 + 0.5) {
    messages.push(
      warning(
        `坐标落在第 ${zone} 带以外（经度 ${home[0].toFixed(3)}°），带号可能有误`,
        `the corners lie outside zone ${zone} (longitude ${home[0].toFixed(3)}°); the zone may be wrong`,
      ),
    )
  }
  const again = (pair: Pair) => (classOfPair(pair) === order ? place(eastFirst(pair, order)) : null)
  return { value: { system, datum, corners, zoneWanted: false, place: again }, messages }
}
