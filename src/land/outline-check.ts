/** Whether plain numbers prove an outline valid (OGC 06-103r4, 6.1.11). */
import { sideOf } from './orientation.ts'
import { type Outline, type OutlineRing, outlineHolds, runLength } from './outline.ts'
import type { Bounds } from './shape.ts'

/** Rings are held against each other one by one; of more than this the engine says whether they are valid. */
const ringsAtMost = 12

/** The edge after an edge along its ring. */
const after = (edge: number, ring: OutlineRing): number => (edge + 2 < ring.to ? edge + 1 : ring.from)

/** Whether the corner between two edges that follow each other certainly is no spike. */
const turnsSoundly = (xy: Float64Array, edge: number, next: number): boolean => {
  const [ax, ay, bx, by] = [xy[2 * edge]!, xy[2 * edge + 1]!, xy[2 * edge + 2]!, xy[2 * edge + 3]!]
  const [cx, cy] = [xy[2 * next + 2]!, xy[2 * next + 3]!]
  if (sideOf(ax, ay, bx, by, cx, cy) !== 0) return true
  const [along, back] = [(bx - ax) * (cx - bx), (by - ay) * (cy - by)]
  // On one line, and onward: both parts of the product say so.
  return along >= 0 && back >= 0 && along + back > 0
}

/** Whether two edges whose boxes meet and that share no corner certainly share no position either. */
const keepApart = (xy: Float64Array, a: number, b: number): boolean => {
  const [px, py, qx, qy] = [xy[2 * a]!, xy[2 * a + 1]!, xy[2 * a + 2]!, xy[2 * a + 3]!]
  const [rx, ry, sx, sy] = [xy[2 * b]!, xy[2 * b + 1]!, xy[2 * b + 2]!, xy[2 * b + 3]!]
  if (sideOf(px, py, qx, qy, rx, ry) * sideOf(px, py, qx, qy, sx, sy) > 0) return true
  return sideOf(rx, ry, sx, sy, px, py) * sideOf(rx, ry, sx, sy, qx, qy) > 0
}

/** Edges of a run whose own boxes meet a box, written into `found` as edge, west, south, east, north. */
const edgesIn = ({ xy, runs }: Outline, run: number, box: Bounds, found: Float64Array): number => {
  const [west, south, east, north] = box
  let length = 0
  for (let edge = runs[run]!; edge < runs[run + 1]!; edge++) {
    const ax = xy[2 * edge]!
    const ay = xy[2 * edge + 1]!
    const bx = xy[2 * edge + 2]!
    const by = xy[2 * edge + 3]!
    const x0 = ax < bx ? ax : bx
    const x1 = ax < bx ? bx : ax
    const y0 = ay < by ? ay : by
    const y1 = ay < by ? by : ay
    if (x0 > east || x1 < west || y0 > north || y1 < south) continue
    found[length] = edge
    found[length + 1] = x0
    found[length + 2] = y0
    found[length + 3] = x1
    found[length + 4] = y1
    length += 5
  }
  return length
}

const some = new Float64Array(5 * runLength)
const others = new Float64Array(5 * runLength)

/** Whether the edges of one run keep apart from those of a run not before it, but for neighbours at their corner. */
const keepApartRuns = (outline: Outline, run: number, other: number, both: Bounds, ring: OutlineRing): boolean => {
  const { xy } = outline
  const count = edgesIn(outline, run, both, some)
  const against = edgesIn(outline, other, both, others)
  for (let i = 0; i < count; i += 5) {
    const edge = some[i]!
    // The ring's last edge ends where its first begins.
    const closing = edge === ring.from ? ring.to - 2 : -1
    for (let j = 0; j < against; j += 5) {
      const next = others[j]!
      if (next < edge + 2 || next === closing) continue
      if (others[j + 1]! > some[i + 3]! || others[j + 3]! < some[i + 1]!) continue
      if (others[j + 2]! > some[i + 4]! || others[j + 4]! < some[i + 2]!) continue
      if (!keepApart(xy, edge, next)) return false
    }
  }
  return true
}

/** No two edges meet but neighbours at their corner. */
const certainlySimple = (outline: Outline): boolean => {
  const { xy, rings, runs, boxes } = outline
  for (const ring of rings) {
    if (ring.to - ring.from < 4) return false
    for (let edge = ring.from; edge < ring.to - 1; edge++) if (!turnsSoundly(xy, edge, after(edge, ring))) return false
  }
  let ring = 0
  for (let i = 0; i < runs.length; i += 2) {
    while (runs[i]! >= rings[ring]!.to) ring++
    for (let j = i; j < runs.length; j += 2) {
      const west = Math.max(boxes[2 * i]!, boxes[2 * j]!)
      const south = Math.max(boxes[2 * i + 1]!, boxes[2 * j + 1]!)
      const east = Math.min(boxes[2 * i + 2]!, boxes[2 * j + 2]!)
      const north = Math.min(boxes[2 * i + 3]!, boxes[2 * j + 3]!)
      if (west > east || south > north) continue
      if (!keepApartRuns(outline, i, j, [west, south, east, north], rings[ring]!)) return false
    }
  }
  return true
}

/** Holes lie in their shells and not in one another; parts lie apart. No ring meets another: one corner decides. */
const certainlyNested = (outline: Outline): boolean => {
  const { rings, xy } = outline
  const lies = (ring: OutlineRing, other: OutlineRing): boolean | null =>
    outlineHolds(outline, xy[2 * ring.from]!, xy[2 * ring.from + 1]!, other)
  return rings.every((ring) =>
    rings.every((other) => {
      if (ring === other) return true
      if (ring.part === other.part) return lies(ring, other) === (!ring.shell && other.shell)
      // Parts within the holes of others are for the engine.
      return lies(ring, other) === false
    }),
  )
}

/** True: certainly valid. False: the engine has to say. */
export const certainlyValid = (outline: Outline): boolean => {
  const { rings, area, bounds } = outline
  if (!(area > 0) || !bounds.every(Number.isFinite) || rings.length > ringsAtMost) return false
  return certainlySimple(outline) && (rings.length === 1 || certainlyNested(outline))
}
