/**
 * Corner points in every form offices use → areas in degrees on CGCS2000. What is wrong is told by row and corner,
 * with a proposed mend that a person accepts; nothing is mended unasked.
 */
import { compareStatedArea, ellipsoidArea, planeArea } from './area.ts'
import type { AltitudeLimits, CornerForm, ParcelFacts, RawFile, RawParcel, StatedArea } from './corner.ts'
import { assembleRings, type CheckedRing, checkRing } from './corner-check.ts'
import { type AngleForm, readCornerList } from './corner-list.ts'
import { isParcelFile, readParcelFile } from './corner-parcel.ts'
import { type Corner, type Placed, type PlaceOptions, placeCorners } from './corner-place.ts'
import { readRightsString } from './corner-string.ts'
import { error, info, type LandMessage, type LandResult, warning } from './message.ts'
import { boundsOf, middleOf, partsOf, type Ring, type Shape, shapeHolds, shapeOfParts } from './shape.ts'
import { type CoordinateSystem, isZone } from './zone.ts'

export type CornerOptions = Omit<PlaceOptions, 'mend'> & {
  /** How plain angle numbers are meant; DDD.MMSSss only when this says 'packed'. */
  readonly angles?: AngleForm
  /** The county, in degrees: corners outside it are told, and zones are proposed by it. */
  readonly outline?: Shape
}

export type CornerParcel = ParcelFacts & {
  readonly shape: Shape
  /** m². */
  readonly planeArea: number
  readonly ellipsoidArea: number
}

/** A way to put things right, with the area it would give: all slips of single corners together, or another zone. */
export type Mend = {
  readonly kind: 'corners' | 'zone'
  readonly text: string
  readonly textEn: string
  readonly zone?: number
  readonly shape: Shape
}

export type CornerReading = {
  readonly form: CornerForm
  readonly system: CoordinateSystem | null
  readonly parcels: readonly CornerParcel[]
  /** Every corner that could be placed, in file order. */
  readonly corners: readonly Corner[]
  /** All parcels together; null while there is an error: accept a mend or correct the file. */
  readonly shape: Shape | null
  /** m², 0 without a shape. */
  readonly planeArea: number
  readonly ellipsoidArea: number
  readonly stated: StatedArea | null
  readonly altitude: AltitudeLimits | null
  readonly mends: readonly Mend[]
}

/** More text than any list of corners has: 20 MB. */
const longestText = 20_000_000

/** Text of an uploaded file: UTF-8, and GB18030 where it is not. */
export const decodeCorners = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const readForm = (text: string, options: CornerOptions): LandResult<RawFile> => {
  if (isParcelFile(text)) return readParcelFile(text)
  return readRightsString(text) ?? readCornerList(text, options.angles ?? 'degrees')
}

const buildParcel = (raw: RawParcel, placed: Placed, mend: boolean, messages: LandMessage[]): CornerParcel | null => {
  const rings: CheckedRing[] = []
  raw.rings.forEach((ring, index) => {
    const corners = ring.corners.flatMap((corner) => placed.corners.get(corner) ?? [])
    const checked = checkRing(corners, index + 1, mend)
    messages.push(...checked.messages)
    const role = checked.value.length > 1 ? 'unknown' : ring.role
    for (const part of checked.value) rings.push({ role, number: index + 1, corners: part })
  })
  const assembled = assembleRings(rings, mend)
  messages.push(...assembled.messages)
  if (assembled.value.length === 0) return null
  const shape = shapeOfParts(assembled.value)
  const { id, name, use, stated, altitude } = raw
  const { system } = placed
  // The office measures in the zone the corners are written in.
  const plane = system?.kind === 'plane' && system.width === 3 ? system : undefined
  return {
    id,
    name,
    use,
    stated,
    altitude,
    shape,
    planeArea: planeArea(shape, plane),
    ellipsoidArea: ellipsoidArea(shape),
  }
}

const tellStatedArea = ({ stated, shape, name, id }: CornerParcel, row: number): LandMessage | null => {
  if (!stated) return null
  const { agrees, plane, ellipsoid, tolerance } = compareStatedArea(shape, stated)
  const figures = `${plane.toFixed(1)} / ${ellipsoid.toFixed(1)} m²`
  if (agrees)
    return info(
      `写明面积 ${stated.area.toFixed(1)} m² 与计算面积（平面/椭球 ${figures}）相符`,
      `the stated ${stated.area.toFixed(1)} m² agrees with what is computed (plane/ellipsoid ${figures})`,
      { row },
    )
  return warning(
    `地块“${name ?? id ?? ''}”写明面积 ${stated.area.toFixed(1)} m²，计算为平面/椭球 ${figures}，相差超过 ${tolerance.toFixed(1)} m²`,
    `the parcel states ${stated.area.toFixed(1)} m²; computed plane/ellipsoid ${figures}; they differ by more than ${tolerance.toFixed(1)} m²`,
    { row },
  )
}

/** Corners outside the county: all of them is an error (a wrong zone, as a rule), some are told one by one. */
const tellOutside = (corners: readonly Corner[], outline: Shape): LandMessage[] => {
  const outside = corners.filter(({ position }) => !shapeHolds(outline, position))
  if (outside.length === 0) return []
  if (outside.length === corners.length) {
    return [
      error(
        '全部拐点在县域之外，带号或坐标可能有误',
        'every corner lies outside the county; the zone or the coordinates may be wrong',
      ),
    ]
  }
  return outside.map(({ row, name }) =>
    warning(`第 ${row} 行 ${name} 点在县域之外`, `row ${row}, corner ${name} lies outside the county`, {
      row,
      corner: name,
    }),
  )
}

type Once = { reading: CornerReading; messages: LandMessage[]; zoneWanted: boolean }

const readOnce = (raw: LandResult<RawFile>, options: CornerOptions, mend: boolean): Once => {
  const messages = [...raw.messages]
  const placed = placeCorners(raw.value, { ...options, mend })
  messages.push(...placed.messages)
  const parcels: CornerParcel[] = []
  if (placed.value.system) {
    for (const parcel of raw.value.parcels) {
      const built = buildParcel(parcel, placed.value, mend, messages)
      if (!built) continue
      parcels.push(built)
      const told = tellStatedArea(built, parcel.row)
      if (told) messages.push(told)
    }
  }
  const corners = [...placed.value.corners.values()]
  if (options.outline && corners.length > 0) messages.push(...tellOutside(corners, options.outline))
  if (parcels.length === 0 && !messages.some(({ severity }) => severity === 'error')) {
    messages.push(error('没有可以成面的拐点', 'there are no corners that make an area'))
  }
  const usable = parcels.length > 0 && (mend || !messages.some(({ severity }) => severity === 'error'))
  const sum = (measure: (parcel: CornerParcel) => number) =>
    parcels.reduce((total, parcel) => total + measure(parcel), 0)
  const stated = parcels.flatMap((parcel) => parcel.stated ?? [])
  const reading: CornerReading = {
    form: raw.value.form,
    system: placed.value.system,
    parcels,
    corners,
    shape: usable ? shapeOfParts(parcels.flatMap(({ shape }): (readonly Ring[])[] => [...partsOf(shape)])) : null,
    planeArea: sum((parcel) => parcel.planeArea),
    ellipsoidArea: sum((parcel) => parcel.ellipsoidArea),
    stated:
      stated.length === parcels.length && stated.length > 0
        ? {
            area: stated.reduce((total, { area }) => total + area, 0),
            digit: Math.max(...stated.map(({ digit }) => digit)),
          }
        : null,
    altitude: parcels.find(({ altitude }) => altitude)?.altitude ?? null,
    mends: [],
  }
  return { reading, messages, zoneWanted: placed.value.zoneWanted }
}

/** Zones that would put the corners into the county; without an outline, the two that a file names at odds. */
const candidateZones = (raw: RawFile, once: Once, outline: Shape | undefined): number[] => {
  const system = once.reading.system
  const read = system?.kind === 'plane' ? system.zone : null
  if (outline) {
    const [west, , east] = boundsOf(outline)
    const zones = [Math.floor(west / 3 + 0.5) - 1, Math.round(middleOf(outline)[0] / 3), Math.floor(east / 3 + 0.5) + 1]
    const range = Array.from({ length: zones[2]! - zones[0]! + 1 }, (_, i) => zones[0]! + i)
    return range.filter((zone) => isZone(zone))
  }
  const declared = raw.declared.zone
  return read !== null && declared !== null && declared !== read
    ? [read, declared].filter((zone) => isZone(zone) || isZone(zone, 6))
    : []
}

const proposeMends = (raw: LandResult<RawFile>, once: Once, options: CornerOptions): Mend[] => {
  const mends: Mend[] = []
  const { outline } = options
  const fits = (shape: Shape): boolean => !outline || shapeHolds(outline, middleOf(shape))
  const mended = readOnce(raw, options, true).reading
  const tried = once.reading.system?.kind === 'plane' ? once.reading.system.zone : null
  const zoneAtOdds =
    raw.value.declared.zone !== null &&
    options.zone === undefined &&
    tried !== null &&
    raw.value.declared.zone !== tried
  if (mended.shape && fits(mended.shape) && !zoneAtOdds) {
    const count = mended.corners.filter((corner) => corner.mended).length
    mends.push({
      kind: 'corners',
      text: count > 0 ? `按建议改正 ${count} 个拐点后的范围` : '按建议调整点序、去除问题后的范围',
      textEn:
        count > 0
          ? `the area with ${count} corners put right as proposed`
          : 'the area with its corners reordered as proposed',
      shape: mended.shape,
    })
  }
  if (mends.length === 0) {
    for (const zone of candidateZones(raw.value, once, outline)) {
      const { shape } = readOnce(raw, { ...options, zone }, true).reading
      if (shape && fits(shape))
        mends.push({
          kind: 'zone',
          zone,
          text: `按第 ${zone} 带读取的范围`,
          textEn: `the area read in zone ${zone}`,
          shape,
        })
    }
  }
  return mends
}

/**
 * Reads corner points out of text (a file, a paste out of Excel, a coordinate string). The form, the axis order and
 * the zone are recognised; `options` win over what the file says.
 */
export const readCorners = (text: string, options: CornerOptions = {}): LandResult<CornerReading> => {
  const long = text.length > longestText
  const raw = readForm(long ? text.slice(0, longestText) : text.replace(/^\uFEFF/, ''), options)
  const once = readOnce(raw, options, false)
  if (long)
    once.messages.unshift(error('文本过长，只读取了前 20 MB', 'the text is too long; the first 20 MB were read'))
  if (once.reading.shape) return { value: once.reading, messages: once.messages }
  return { value: { ...once.reading, mends: proposeMends(raw, once, options) }, messages: once.messages }
}
