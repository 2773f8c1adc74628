/** Whether plain numbers prove an outline valid (OGC 06-103r4, 6.1.11). */
import { sideOf } from './orientation.ts'
import { type Outline, type OutlineRing, outlineHolds } from './outline.ts'

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

/** Whether an edge keeps apart from all edges of a run but its neighbours; `closing` is one of them. */
const keepsApart = ({ xy, runs, boxes }: Outline, edge: number, run: number, closing: number): boolean => {
  const [ax, ay, bx, by] = [xy[2 * edge]!, xy[2 * edge + 1]!, xy[2 * edge + 2]!, xy[2 * edge + 3]!]
  const [west, east] = ax < bx ? [ax, bx] : [bx, ax]
  const [south, north] = ay < by ? [ay, by] : [by, ay]
  const b = 2 * run
  if (boxes[b]! > east || boxes[b + 2]! < west || boxes[b + 1]! > north || boxes[b + 3]! < south) return true
  for (let other = Math.max(edge + 2, runs[run]!); other < runs[run + 1]!; other++) {
    const [cx, cy, dx, dy] = [xy[2 * other]!, xy[2 * other + 1]!, xy[2 * other + 2]!, xy[2 * other + 3]!]
    if ((cx > east && dx > east) || (cx < west && dx < west)) continue
    if ((cy > north && dy > north) || (cy < south && dy < south)) continue
    if (other !== closing && !keepApart(xy, edge, other)) return false
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
    const { from, to } = rings[ring]!
    const [west, south, east, north] = [boxes[2 * i]!, boxes[2 * i + 1]!, boxes[2 * i + 2]!, boxes[2 * i + 3]!]
    for (let j = i; j < runs.length; j += 2) {
      const b = 2 * j
      if (boxes[b]! > east || boxes[b + 2]! < west || boxes[b + 1]! > north || boxes[b + 3]! < south) continue
      for (let edge = runs[i]!; edge < runs[i + 1]!; edge++) {
        // The ring's last edge ends where its first begins.
        if (!keepsApart(outline, edge, j, edge === from ? to - 2 : -1)) return false
      }
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
