/**
 * A shape in a plane as flat numbers, to be asked many times: the corners of all rings one after another, and boxes
 * over runs of edges, so that a place is found on a boundary of a hundred thousand corners without walking all of it.
 */
import { sideOf } from './orientation.ts'
import { type Bounds, type Position, partsOf, type Shape, shapeOfParts } from './shape.ts'

/** Edges under one box. */
export const runLength = 16

export type OutlineRing = {
  /** First corner, and the one after the last; the last repeats the first. */
  readonly from: number
  readonly to: number
  readonly part: number
  readonly shell: boolean
  /** 1 where the area lies left of the ring as it is written, −1 where it lies right. */
  readonly left: 1 | -1
}

export type Outline = {
  readonly bounds: Bounds
  /** x and y of every corner. Edge i goes from corner i to corner i + 1 of its ring. */
  readonly xy: Float64Array
  readonly rings: readonly OutlineRing[]
  /** First edge of each run and the one after its last; a run never goes from one ring to the next. */
  readonly runs: Int32Array
  /** West, south, east, north of each run. */
  readonly boxes: Float64Array
  readonly perimeter: number
  /** In the square of the unit. */
  readonly area: number
}

/** As shape.ts's signedArea, from the ring's own first corner. */
const signedArea = (xy: Float64Array, from: number, to: number): number => {
  if (to - from < 3) return 0
  const [x0, y0] = [xy[2 * from]!, xy[2 * from + 1]!]
  let sum = 0
  for (let i = 2 * from + 2; i < 2 * to; i += 2) {
    sum += (xy[i - 2]! - x0) * (xy[i + 1]! - y0) - (xy[i]! - x0) * (xy[i - 1]! - y0)
  }
  return sum / 2
}

const boxesOf = (xy: Float64Array, runs: Int32Array): Float64Array => {
  const boxes = new Float64Array(2 * runs.length)
  for (let run = 0; run < runs.length; run += 2) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let corner = runs[run]!; corner <= runs[run + 1]!; corner++) {
      const [x, y] = [xy[2 * corner]!, xy[2 * corner + 1]!]
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
    boxes.set([west, south, east, north], 2 * run)
  }
  return boxes
}

/** Corners and rings with the boxes over their runs. */
export const outlineOver = (
  xy: Float64Array,
  rings: readonly OutlineRing[],
  perimeter: number,
  area: number,
): Outline => {
  const runList: number[] = []
  for (const { from, to } of rings)
    for (let edge = from; edge < to - 1; edge += runLength) runList.push(edge, Math.min(edge + runLength, to - 1))
  const runs = Int32Array.from(runList)
  const boxes = boxesOf(xy, runs)
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < boxes.length; i += 4) {
    west = Math.min(west, boxes[i]!)
    south = Math.min(south, boxes[i + 1]!)
    east = Math.max(east, boxes[i + 2]!)
    north = Math.max(north, boxes[i + 3]!)
  }
  return { bounds: [west, south, east, north], xy, rings, runs, boxes, perimeter, area }
}

/** `move` puts a position into the plane; without it the shape lies there already. */
export const outlineOf = (shape: Shape, move: (position: Position) => Position = (position) => position): Outline => {
  const parts = partsOf(shape)
  const corners = parts.reduce((sum, rings) => sum + rings.reduce((count, ring) => count + ring.length, 0), 0)
  const xy = new Float64Array(2 * corners)
  const rings: OutlineRing[] = []
  let [at, area, perimeter] = [0, 0, 0]
  for (const [part, list] of parts.entries()) {
    for (const [i, ring] of list.entries()) {
      const from = at
      for (const position of ring) {
        const moved = move(position)
        xy[2 * at] = moved[0]
        xy[2 * at + 1] = moved[1]
        at++
      }
      for (let edge = from; edge < at - 1; edge++)
        perimeter += Math.hypot(xy[2 * edge + 2]! - xy[2 * edge]!, xy[2 * edge + 3]! - xy[2 * edge + 1]!)
      const size = signedArea(xy, from, at)
      const shell = i === 0
      area += shell ? Math.abs(size) : -Math.abs(size)
      rings.push({ from, to: at, part, shell, left: size > 0 === shell ? 1 : -1 })
    }
  }
  return outlineOver(xy, rings, perimeter, area)
}

/** The shape again, in the plane. */
export const shapeOf = ({ xy, rings }: Outline): Shape => {
  const parts: Position[][][] = []
  for (const { from, to, part } of rings) {
    const ring = Array.from({ length: to - from }, (_, i): Position => [xy[2 * (from + i)]!, xy[2 * (from + i) + 1]!])
    const rings = parts[part]
    if (rings) rings.push(ring)
    else parts[part] = [ring]
  }
  return shapeOfParts(parts)
}

/** Edges whose own box meets a box (edges of the boxes count), in order, written into `found`. */
export const edgesMeeting = ({ xy, runs, boxes }: Outline, box: Bounds, found: number[]): number[] => {
  const [west, south, east, north] = box
  found.length = 0
  for (let run = 0; run < runs.length; run += 2) {
    const b = 2 * run
    if (boxes[b]! > east || boxes[b + 2]! < west || boxes[b + 1]! > north || boxes[b + 3]! < south) continue
    for (let edge = runs[run]!; edge < runs[run + 1]!; edge++) {
      const [ax, ay, bx, by] = [xy[2 * edge]!, xy[2 * edge + 1]!, xy[2 * edge + 2]!, xy[2 * edge + 3]!]
      if ((ax > east && bx > east) || (ax < west && bx < west)) continue
      if ((ay > north && by > north) || (ay < south && by < south)) continue
      found.push(edge)
    }
  }
  return found
}

/**
 * Even-odd over all rings, or over the one given: whether a position lies inside. null where it is too near a boundary
 * to tell.
 */
export const outlineHolds = (outline: Outline, x: number, y: number, ring?: OutlineRing): boolean | null => {
  const { xy, runs, boxes } = outline
  let inside = false
  for (let run = 0; run < runs.length; run += 2) {
    const b = 2 * run
    if (boxes[b + 2]! < x || boxes[b + 1]! > y || boxes[b + 3]! < y) continue
    const [first, end] = [runs[run]!, runs[run + 1]!]
    if (ring && (first < ring.from || first >= ring.to)) continue
    if (boxes[b]! > x) {
      // All of the run lies to the right: only where it begins and ends matters.
      if (xy[2 * first + 1]! > y !== xy[2 * end + 1]! > y) inside = !inside
      continue
    }
    for (let edge = first; edge < end; edge++) {
      const [ax, ay, bx, by] = [xy[2 * edge]!, xy[2 * edge + 1]!, xy[2 * edge + 2]!, xy[2 * edge + 3]!]
      if (ay > y === by > y || (ax < x && bx < x)) continue
      if (ax > x && bx > x) {
        inside = !inside
        continue
      }
      const side = sideOf(ax, ay, bx, by, x, y)
      if (side === 0) return null
      if (side > 0 === by > ay) inside = !inside
    }
  }
  return inside
}
