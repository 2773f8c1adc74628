/** Areas as the field computes them, in m². Shapes are geographic (degrees on CGCS2000). */
import { middleOf, partsOf, type Ring, type Shape, signedArea } from './shape.ts'
import { type PlaneSystem, planeAt, shapeToPlane } from './zone.ts'

const ringsArea = (shape: Shape, area: (ring: Ring) => number): number => {
  let sum = 0
  for (const [shell, ...holes] of partsOf(shape)) {
    if (shell) sum += Math.abs(area(shell))
    for (const hole of holes) sum -= Math.abs(area(hole))
  }
  return sum
}

/** Plane area of a shape already in metres. */
const areaInPlane = (shape: Shape): number => ringsArea(shape, signedArea)

/** Gauss–Krüger plane area in a 3° zone: the one given, or the one the middle of the shape lies in. */
export const planeArea = (shape: Shape, system: PlaneSystem = planeAt(middleOf(shape)[0])): number =>
  areaInPlane(shapeToPlane(shape, system))

const a = 6_378_137
const f = 1 / 298.257222101
const b = a * (1 - f)
const e2 = f * (2 - f)
const e4 = e2 * e2
const e6 = e4 * e2
const e8 = e4 * e4

// Series of TD/T 1055—2019 (area of an ellipsoidal trapezoid), the one land surveys are published with.
const A = 1 + (3 / 6) * e2 + (30 / 80) * e4 + (35 / 112) * e6 + (630 / 2304) * e8
const B = (1 / 6) * e2 + (15 / 80) * e4 + (21 / 112) * e6 + (420 / 2304) * e8
const C = (3 / 80) * e4 + (7 / 112) * e6 + (180 / 2304) * e8
const D = (1 / 112) * e6 + (45 / 2304) * e8
const E = (5 / 2304) * e8

const radians = Math.PI / 180

/** The trapezoid between an edge and a meridian `span` radians away on average, from latitude `from` to `to`. */
const trapezoid = (from: number, to: number, span: number): number => {
  const half = (to - from) / 2
  const middle = (to + from) / 2
  return (
    2 *
    b *
    b *
    span *
    (A * Math.sin(half) * Math.cos(middle) -
      B * Math.sin(3 * half) * Math.cos(3 * middle) +
      C * Math.sin(5 * half) * Math.cos(5 * middle) -
      D * Math.sin(7 * half) * Math.cos(7 * middle) +
      E * Math.sin(9 * half) * Math.cos(9 * middle))
  )
}

const ringOnEllipsoid = (ring: Ring): number => {
  const origin = ring[0]?.[0] ?? 0
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [fromL, fromB] = ring[i - 1]!
    const [toL, toB] = ring[i]!
    sum += trapezoid(fromB * radians, toB * radians, ((fromL + toL) / 2 - origin) * radians)
  }
  return sum
}

/** Area on the CGCS2000 ellipsoid. */
export const ellipsoidArea = (shape: Shape): number => ringsArea(shape, ringOnEllipsoid)

/**
 * Whether a stated area agrees with the computed ones within what rounding can do: half the last digit stated, and
 * corners written to `cornerDigit` metres along the whole boundary.
 */
export const compareStatedArea = (
  shape: Shape,
  stated: { readonly area: number; readonly digit: number },
  cornerDigit = 0.01,
): { agrees: 'plane' | 'ellipsoid' | null; plane: number; ellipsoid: number; tolerance: number } => {
  const system = planeAt(middleOf(shape)[0])
  const inPlane = shapeToPlane(shape, system)
  let perimeter = 0
  for (const ring of partsOf(inPlane).flat()) {
    for (let i = 1; i < ring.length; i++) {
      perimeter += Math.hypot(ring[i]![0] - ring[i - 1]![0], ring[i]![1] - ring[i - 1]![1])
    }
  }
  const plane = areaInPlane(inPlane)
  const ellipsoid = ellipsoidArea(shape)
  const tolerance = stated.digit / 2 + (perimeter * cornerDigit) / 2
  const near = (area: number) => Math.abs(area - stated.area) <= tolerance
  return { agrees: near(plane) ? 'plane' : near(ellipsoid) ? 'ellipsoid' : null, plane, ellipsoid, tolerance }
}
