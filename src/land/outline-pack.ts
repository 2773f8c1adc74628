/**
 * What a store keeps of a shape so that it is not projected and proved valid at each reading: its outline in the plane of
 * its own zone, in plain numbers. A shape that plain numbers do not prove valid has none.
 */
import { know } from './layer.ts'
import { type OutlineRing, outlineOf, outlineOver } from './outline.ts'
import { certainlyValid } from './outline-check.ts'
import { type Bounds, boundsOf, type Shape } from './shape.ts'
import { moveToPlane, type PlaneSystem, planeAt, toPlane } from './zone.ts'

/** The plane of the middle of the bounds, and where two corners of the bounds lie in it. */
const planeOf = (bounds: Bounds): { readonly system: PlaneSystem; readonly corners: readonly number[] } => {
  const [west, south, east, north] = bounds
  const system = planeAt((west + east) / 2)
  return { system, corners: [...toPlane([west, south], system), ...toPlane([east, north], system)] }
}

/** Bounds in degrees, their corners in the plane, perimeter, area, how many rings. */
const [cornersAt, sizesAt, ringsAt] = [4, 8, 11]
/** To, part, whether it is a shell, left. */
const perRing = 4

/** The numbers of a shape in degrees, closed; null where they do not prove it valid. */
export const packShape = (shape: Shape): Float64Array | null => {
  const bounds = boundsOf(shape)
  const { system, corners } = planeOf(bounds)
  const outline = outlineOf(shape, moveToPlane(system))
  if (!certainlyValid(outline)) return null
  const { xy, rings, perimeter, area } = outline
  const numbers = new Float64Array(ringsAt + perRing * rings.length + xy.length)
  numbers.set([...bounds, ...corners, perimeter, area, rings.length])
  for (const [i, { to, part, shell, left }] of rings.entries())
    numbers.set([to, part, shell ? 1 : 0, left], ringsAt + perRing * i)
  numbers.set(xy, ringsAt + perRing * rings.length)
  return numbers
}

/**
 * Makes a shape known by the numbers packed of it, which are held on to. False where they are cut short, or where this
 * program would pack others: its projection puts the corners of the bounds elsewhere, be it by the last digit.
 */
export const knowPacked = (shape: Shape, numbers: Float64Array): boolean => {
  const bounds = [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!] as const
  const { system, corners } = planeOf(bounds)
  if (!corners.every((value, i) => value === numbers[cornersAt + i])) return false
  const [perimeter, area, count] = numbers.subarray(sizesAt, ringsAt) as unknown as [number, number, number]
  const start = ringsAt + perRing * count
  if (numbers.length < start || numbers.length !== start + 2 * numbers[start - perRing]!) return false
  const rings: OutlineRing[] = []
  let from = 0
  for (let at = ringsAt; rings.length < count; at += perRing) {
    const to = numbers[at]!
    rings.push({ from, to, part: numbers[at + 1]!, shell: numbers[at + 2] === 1, left: numbers[at + 3] === 1 ? 1 : -1 })
    from = to
  }
  know(shape, bounds, system, outlineOver(numbers.subarray(start), rings, perimeter, area))
  return true
}
