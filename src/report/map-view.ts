/** Which part of the ground a sketch shows, at which scale: the plane of the area's 3° zone of CGCS2000, north of the grid up. */
import { type Bounds, boundsOf, mapShape, middleOf, readShape, ringsOf, type Shape } from '#land/shape.ts'
import { checkShape } from '#land/shape-check.ts'
import { type PlaneSystem, planeAt, toGeographic, toPlane, zoneOfLongitude } from '#land/zone.ts'
import { clipRing, type Frame, thinned } from '#report/clip.ts'
import type { Point } from '#report/drawing.ts'

/** One corner of the area as its table tells it. */
export type Corner = {
  readonly name: string
  /** 1-based; above 1 where the area has several rings. */
  readonly ring: number
  /** m in the zone: x north, y east with the zone's number in front. */
  readonly x: number
  readonly y: number
  /** Degrees. */
  readonly longitude: number
  readonly latitude: number
}

const systemOf = (area: Shape): PlaneSystem => ({ ...planeAt(middleOf(area)[0]), prefixed: true })

/** J1, J2 … along all rings, in the order the applicant wrote them. */
export const cornersOf = (area: Shape): readonly Corner[] => {
  const system = systemOf(area)
  return ringsOf(area)
    .flatMap((ring, i) => ring.slice(0, -1).map((position) => ({ position, ring: i + 1 })))
    .map(({ position, ring }, i) => {
      const [y, x] = toPlane(position, system)
      return { name: `J${i + 1}`, ring, x, y, longitude: position[0], latitude: position[1] }
    })
}

export const width = 440

export const mapHeight = 270

export const frame: Frame = [0, 0, width, mapHeight]

/** m on the ground of a point on paper at 1:1. */
const metresPerPoint = 0.0254 / 72

const denominators = [1, 2, 2.5, 5].flatMap((first) => [100, 1e3, 1e4, 1e5, 1e6].map((power) => first * power))

/** The largest usual scale at which the area fills little more than half of the frame: what is near must show. */
const denominatorFor = ([west, south, east, north]: readonly number[]): number => {
  const needed = Math.max((east! - west!) / width, (north! - south!) / mapHeight) * 1.8
  const fitting = denominators.toSorted((a, b) => a - b).find((one) => one * metresPerPoint >= needed)
  return fitting ?? Math.ceil(needed / metresPerPoint / 1e6) * 1e6
}

export type View = {
  readonly system: PlaneSystem
  readonly denominator: number
  /** Degrees → points. */
  readonly place: (position: readonly [number, number]) => Point
  /** m of the frame's left and upper edge, and of a point. */
  readonly left: number
  readonly top: number
  readonly scale: number
}

export const viewOf = (area: Shape): View => {
  const system = systemOf(area)
  const [west, south, east, north] = boundsOf(mapShape(area, (position) => toPlane(position, system)))
  const denominator = denominatorFor([west, south, east, north])
  const scale = denominator * metresPerPoint
  const left = (west + east) / 2 - (width / 2) * scale
  const top = (south + north) / 2 + (mapHeight / 2) * scale
  return {
    system,
    denominator,
    left,
    top,
    scale,
    place: (position) => {
      const [x, y] = toPlane(position, system)
      return [(x - left) / scale, (top - y) / scale]
    },
  }
}

/** Degrees around the frame, a little wide: what lies outside is not even projected. */
export const reach = ({ system, left, top, scale }: View): Bounds => {
  const corners = [0, width].flatMap((x) =>
    [0, mapHeight].map((y) => toGeographic([left + x * scale, top - y * scale], system)),
  )
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const margin = (Math.max(...xs) - Math.min(...xs)) * 0.05
  return [Math.min(...xs) - margin, Math.min(...ys) - margin, Math.max(...xs) + margin, Math.max(...ys) + margin]
}

/** The area as it can be drawn: null where there is none, it is no valid polygon or lies outside China's zones. */
export const drawable = (area: unknown): Shape | null => {
  const { value } = readShape(area)
  if (!value || checkShape(value).length > 0) return null
  const [longitude, latitude] = middleOf(value)
  return zoneOfLongitude(longitude) !== null && Math.abs(latitude) < 80 ? value : null
}

/** [west, south, east, north] of what the sketch of an area shows, in degrees; null where it cannot be drawn. */
export const frameAround = (area: unknown): Bounds | null => {
  const shape = drawable(area)
  return shape && reach(viewOf(shape))
}

export const ringsInFrame = (shape: Shape, view: View): (readonly Point[])[] =>
  ringsOf(shape)
    .map((ring) => clipRing(thinned(ring.slice(0, -1).map(view.place), 0.4), frame))
    .filter((ring) => ring.length >= 3)
