/** A file of corners made into areas, with everything that is wrong told by row and corner. */
import { compareStatedArea, ellipsoidArea, planeArea } from './area.ts'
import type { AltitudeLimits, AngleForm, CornerForm, ParcelFacts, RawFile, RawParcel, StatedArea } from './corner.ts'
import { type CheckedRing, checkRing } from './corner-check.ts'
import { widestLimits } from './corner-note.ts'
import { type Corner, named, type Placed, type PlaceOptions, placeCorners, placeOf } from './corner-place.ts'
import { assembleRings, checkOverlaps, type Piece } from './corner-rings.ts'
import { findSlips } from './corner-slip.ts'
import { error, info, type LandMessage, type LandResult, warning } from './message.ts'
import { partsOf, type Shape, shapeHolds, shapeOfParts } from './shape.ts'
import type { CoordinateSystem, Datum } from './zone.ts'

export type CornerOptions = Omit<PlaceOptions, 'mend'> & {
  /** How plain angle numbers are meant; DDD.MMSSss only when this, or the file, says 'packed'. */
  readonly angles?: AngleForm
  /** The county, in degrees: corners outside it are told, and zones are proposed by it. */
  readonly outline?: Shape
}

/** How a file is read once: as it is; with what is wrong put right; or with corners that lie far off left where they are. */
export type Attempt = 'as-is' | 'mended' | 'as-written'

export type CornerParcel = ParcelFacts & {
  readonly shape: Shape
  /** m². */
  readonly planeArea: number
  readonly ellipsoidArea: number
}

export type PlainReading = {
  readonly form: CornerForm
  readonly system: CoordinateSystem | null
  /** What the corners were taken to be on; null for a system that cannot be used. */
  readonly datum: Datum | null
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
  /** The eastings name no zone, nor does the file: a person has to. */
  readonly zoneWanted: boolean
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

const hectares = (area: number): string => `${(area / 10_000).toFixed(4)}`

/** Units that a figure may have been meant in: it was read in another. */
const units: readonly (readonly [zh: string, en: string, size: number])[] = [
  ['平方米', 'm²', 1],
  ['亩', 'mu', 10_000 / 15],
  ['公顷', 'ha', 10_000],
  ['平方公里', 'km²', 1_000_000],
]

/** The unit in which a stated figure would agree, where it does not in the one it was read in. */
const unitMeant = (shape: Shape, { area, digit }: StatedArea) =>
  units
    .flatMap((read) => units.map((meant) => ({ meant, times: meant[2] / read[2] })))
    .find(({ times }) => times !== 1 && compareStatedArea(shape, { area: area * times, digit: digit * times }).agrees)
    ?.meant

const tellStatedArea = ({ stated, shape, name, id }: CornerParcel, row: number): LandMessage | null => {
  if (!stated) return null
  const { agrees, plane, ellipsoid, tolerance } = compareStatedArea(shape, stated)
  const [said, flat, round] = [stated.area, plane, ellipsoid].map(hectares)
  const at = row > 0 ? { row } : {}
  if (agrees)
    return info(
      `写明面积 ${said} 公顷，与计算面积（平面 ${flat}、椭球 ${round} 公顷）相符`,
      `the stated ${said} ha agrees with what is computed (plane ${flat}, ellipsoid ${round} ha)`,
      at,
    )
  const parcel = name ?? id
  const meant = unitMeant(shape, stated)
  return warning(
    `${parcel ? `地块“${parcel}”` : ''}写明面积 ${said} 公顷，计算为平面 ${flat}、椭球 ${round} 公顷，相差超过允许的 ${hectares(tolerance)} 公顷${meant ? `；若写明的数以${meant[0]}为单位则相符` : ''}`,
    `${parcel ? `the parcel “${parcel}”` : 'the file'} states ${said} ha; computed plane ${flat}, ellipsoid ${round} ha; they differ by more than ${hectares(tolerance)} ha${meant ? `; in ${meant[1]} the stated figure would agree` : ''}`,
    at,
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
  return outside.map((corner) =>
    warning(`${named(corner).zh}在县域之外`, `${named(corner).en} lies outside the county`, placeOf(corner)),
  )
}

/** The areas of all parcels, each with what it is called in messages. */
const piecesOf = (parcels: readonly CornerParcel[], rows: readonly number[]): Piece[] =>
  parcels.flatMap(({ shape, name, id }, i) =>
    partsOf(shape).map((rings, part): Piece => {
      const parcel = name ?? id ?? String(i + 1)
      const many = parcels.length > 1
      return {
        zh: many ? `地块“${parcel}”` : `第 ${part + 1} 块`,
        en: many ? `parcel “${parcel}”` : `part ${part + 1}`,
        row: rows[i] ?? 0,
        rings,
      }
    }),
  )

export type Once = { readonly reading: PlainReading; readonly messages: LandMessage[] }

/** Reads a file once; what is wrong is told, and put right only where the attempt says so. */
export const readOnce = (raw: LandResult<RawFile>, options: CornerOptions, attempt: Attempt): Once => {
  const mend = attempt === 'mended'
  const messages = [...raw.messages]
  const at = placeCorners(raw.value, { ...options, mend })
  messages.push(...at.messages)
  const slips = findSlips(raw.value.parcels, at.value, attempt === 'as-written')
  messages.push(...slips.messages)
  // What a slip entails (edges that cross, an area that disagrees) is not told on top of it.
  const written = new Map([...at.value.corners, ...slips.value])
  const corners = [...written.values()]
  const placed = { ...at.value, corners: written }
  const parcels: CornerParcel[] = []
  const rows: number[] = []
  if (placed.system) {
    for (const parcel of raw.value.parcels) {
      const built = buildParcel(parcel, placed, mend, messages)
      if (!built) continue
      parcels.push(built)
      rows.push(parcel.row)
      const told = tellStatedArea(built, parcel.row)
      if (told) messages.push(told)
    }
  }
  const pieces = checkOverlaps(piecesOf(parcels, rows))
  messages.push(...pieces.messages)
  if (options.outline && corners.length > 0) messages.push(...tellOutside(corners, options.outline))
  if (parcels.length === 0 && !messages.some(({ severity }) => severity === 'error')) {
    messages.push(error('没有可以成面的拐点', 'there are no corners that make an area'))
  }
  const faulty = messages.some(({ severity }) => severity === 'error')
  const usable = parcels.length > 0 && pieces.value !== null && (mend || !faulty)
  const sum = (measure: (parcel: CornerParcel) => number) =>
    parcels.reduce((total, parcel) => total + measure(parcel), 0)
  const stated = parcels.flatMap((parcel) => parcel.stated ?? [])
  const reading: PlainReading = {
    form: raw.value.form,
    system: placed.system,
    datum: placed.datum,
    parcels,
    corners,
    shape: usable ? shapeOfParts(pieces.value.map(({ rings }) => rings)) : null,
    planeArea: sum((parcel) => parcel.planeArea),
    ellipsoidArea: sum((parcel) => parcel.ellipsoidArea),
    stated:
      stated.length === parcels.length && stated.length > 0
        ? {
            area: stated.reduce((total, { area }) => total + area, 0),
            digit: Math.max(...stated.map(({ digit }) => digit)),
          }
        : null,
    altitude: widestLimits(raw.value.parcels.flatMap(({ altitude }) => altitude ?? [])),
    zoneWanted: placed.zoneWanted,
  }
  return { reading, messages }
}
