/**
 * How two valid areas meet, in plain numbers, where these prove it: their boundaries cross outright or keep apart. Where
 * they touch, share an edge or come too near for rounding, the answer is null and the engine has to say.
 *
 * What both cover is bounded by the pieces of either boundary that lie in the other area; its size is the sum over these
 * pieces (Green's theorem), so that nothing has to be put together.
 */
import { sideOf } from './orientation.ts'
import { edgesMeeting, type Outline, outlineHolds } from './outline.ts'
import type { Bounds } from './shape.ts'

export type Meeting =
  | { readonly relation: 'apart' }
  | { readonly relation: 'within' }
  | { readonly relation: 'equal' }
  | {
      readonly relation: 'contains' | 'overlaps'
      /** Of what both cover. */
      readonly area: number
      readonly perimeter: number
      /** Of the boundary of what only the first covers. */
      readonly outerPerimeter: number
    }

/**
 * Area over perimeter, m. The engine rounds the corners it makes to the last digit of a northing, about a nanometre: of
 * what is narrower than this the ninth digit would be another, and slivers are counted among it.
 */
const narrow = 1

/** Where an edge is crossed: how far along it (0–1), and the position. */
type Crossing = { readonly along: number; readonly x: number; readonly y: number }
type Crossings = Map<number, Crossing[]>

const note = (crossings: Crossings, edge: number, crossing: Crossing): void => {
  const known = crossings.get(edge)
  if (known) known.push(crossing)
  else crossings.set(edge, [crossing])
}

const common = (a: Bounds, b: Bounds): Bounds => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
]

/** Notes where edges of `a` cross edges of `b`; false where one touches another or comes too near to tell. */
const noteCrossings = (
  a: Outline,
  edgesA: readonly number[],
  b: Outline,
  edgesB: readonly number[],
  onA: Crossings,
  onB: Crossings,
): boolean => {
  // Many against many: those of `a` are looked for edge by edge.
  const search = edgesA.length > 64
  const found: number[] = []
  for (const f of edgesB) {
    const [rx, ry, sx, sy] = [b.xy[2 * f]!, b.xy[2 * f + 1]!, b.xy[2 * f + 2]!, b.xy[2 * f + 3]!]
    const box: Bounds = [Math.min(rx, sx), Math.min(ry, sy), Math.max(rx, sx), Math.max(ry, sy)]
    for (const e of search ? edgesMeeting(a, box, found) : edgesA) {
      const [px, py, qx, qy] = [a.xy[2 * e]!, a.xy[2 * e + 1]!, a.xy[2 * e + 2]!, a.xy[2 * e + 3]!]
      if ((px < box[0] && qx < box[0]) || (px > box[2] && qx > box[2])) continue
      if ((py < box[1] && qy < box[1]) || (py > box[3] && qy > box[3])) continue
      const p = sideOf(rx, ry, sx, sy, px, py)
      const q = sideOf(rx, ry, sx, sy, qx, qy)
      if (p * q > 0) continue
      const r = sideOf(px, py, qx, qy, rx, ry)
      const s = sideOf(px, py, qx, qy, sx, sy)
      if (r * s > 0) continue
      if (p * q * r * s === 0) return false
      // Far enough from both ends to be sure of the sides; how far along is a matter of rounding only.
      const [dx, dy, ex, ey] = [qx - px, qy - py, sx - rx, sy - ry]
      const across = dx * ey - dy * ex
      const alongA = ((rx - px) * ey - (ry - py) * ex) / across
      const alongB = ((rx - px) * dy - (ry - py) * dx) / across
      if (!(alongA >= 0 && alongA <= 1 && alongB >= 0 && alongB <= 1)) return false
      const [x, y] = [px + alongA * dx, py + alongA * dy]
      note(onA, e, { along: alongA, x, y })
      note(onB, f, { along: alongB, x, y })
    }
  }
  return true
}

/** The pieces of a boundary inside the other area: twice their share of the cross sum, and their length. */
type Pieces = { readonly sum: number; readonly length: number; readonly any: boolean; readonly all: boolean }

/** null where a corner is too near the other boundary to tell on which side it lies. */
const piecesInside = (
  outline: Outline,
  edges: readonly number[],
  crossings: Crossings,
  other: Outline,
  [x0, y0]: readonly [number, number],
): Pieces | null => {
  const { xy, rings } = outline
  const [west, south, east, north] = other.bounds
  const total = rings.reduce((count, { from, to }) => count + to - from - 1, 0)
  let [sum, length, any, all] = [0, 0, false, edges.length === total]
  let [ring, before] = [-1, -1]
  let [inside, began] = [false, false]
  /** Where a chain of edges ends it is outside, or where its ring began. */
  const closes = (): boolean => inside === (ring >= 0 && before === rings[ring]!.to - 2 ? began : false)
  for (const edge of edges) {
    let [x, y] = [xy[2 * edge]!, xy[2 * edge + 1]!]
    if (edge !== before + 1 || before < 0) {
      if (!closes()) return null
      const far = x < west || x > east || y < south || y > north
      const held = far ? false : outlineHolds(other, x, y)
      if (held === null) return null
      inside = held
      if (ring < 0 || edge >= rings[ring]!.to) {
        while (ring < 0 || edge >= rings[ring]!.to) ring++
        began = edge === rings[ring]!.from && inside
      }
    }
    const { left } = rings[ring]!
    const list = crossings.get(edge)
    if (list && list.length > 1) list.sort((a, b) => a.along - b.along)
    for (let i = 0; i <= (list?.length ?? 0); i++) {
      const to = list?.[i]
      const [nextX, nextY] = to ? [to.x, to.y] : [xy[2 * edge + 2]!, xy[2 * edge + 3]!]
      if (inside) {
        sum += left * ((x - x0) * (nextY - y0) - (nextX - x0) * (y - y0))
        length += Math.hypot(nextX - x, nextY - y)
        any = true
      } else all = false
      if (to) inside = !inside
      x = nextX
      y = nextY
    }
    before = edge
  }
  return closes() ? { sum, length, any, all: all && any } : null
}

/** Edges are looked for again and again: the lists live as long as the program. */
const [edgesOfA, edgesOfB]: [number[], number[]] = [[], []]

/** Whether they are written with the very same corners. */
const sameCorners = (a: Outline, b: Outline): boolean =>
  a.xy.length === b.xy.length &&
  a.rings.length === b.rings.length &&
  a.xy.every((value, i) => value === b.xy[i]) &&
  a.rings.every(({ to, part }, i) => to === b.rings[i]!.to && part === b.rings[i]!.part)

/** How `a` lies to `b`, both valid; null where only the engine can say. */
export const meetingOf = (a: Outline, b: Outline): Meeting | null => {
  const box = common(a.bounds, b.bounds)
  if (box[0] > box[2] || box[1] > box[3]) return { relation: 'apart' }
  if (sameCorners(a, b)) return { relation: 'equal' }
  edgesMeeting(a, b.bounds, edgesOfA)
  edgesMeeting(b, a.bounds, edgesOfB)
  const onA: Crossings = new Map()
  const onB: Crossings = new Map()
  if (!noteCrossings(a, edgesOfA, b, edgesOfB, onA, onB)) return null
  // Sums from a local origin: eastings and northings of 7 digits would eat the decimals.
  const origin = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const
  const ofA = piecesInside(a, edgesOfA, onA, b, origin)
  const ofB = ofA && piecesInside(b, edgesOfB, onB, a, origin)
  if (!ofA || !ofB) return null
  if (!ofA.any && !ofB.any) return { relation: 'apart' }
  if (ofA.all && !ofB.any) return { relation: 'within' }
  const area = (ofA.sum + ofB.sum) / 2
  const perimeter = ofA.length + ofB.length
  if (!(area > narrow * perimeter)) return null
  return {
    relation: ofB.all && !ofA.any ? 'contains' : 'overlaps',
    area,
    perimeter,
    outerPerimeter: a.perimeter - ofA.length + ofB.length,
  }
}

/** m between a position and an edge, squared. */
const squaredToEdge = (x: number, y: number, ax: number, ay: number, bx: number, by: number): number => {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0
  return (ax + along * dx - x) ** 2 + (ay + along * dy - y) ** 2
}

/** Squared, between two boxes; 0 where they meet. */
const betweenBoxes = (
  west: number,
  south: number,
  east: number,
  north: number,
  w: number,
  s: number,
  e: number,
  n: number,
): number => Math.max(w - east, west - e, 0) ** 2 + Math.max(s - north, south - n, 0) ** 2

/** The corner nearest to a position: its number. */
const nearestCorner = (xy: Float64Array, x: number, y: number): number => {
  let [best, found] = [Infinity, 0]
  for (let i = 0; i < xy.length; i += 2) {
    const squared = (xy[i]! - x) ** 2 + (xy[i + 1]! - y) ** 2
    if (squared < best) {
      best = squared
      found = i
    }
  }
  return found
}

/** Squared, between two corners that lie near each other: a bound that spares most of the edges. */
const betweenCorners = (a: Outline, b: Outline): number => {
  const i = nearestCorner(b.xy, (a.bounds[0] + a.bounds[2]) / 2, (a.bounds[1] + a.bounds[3]) / 2)
  const [x, y] = [b.xy[i]!, b.xy[i + 1]!]
  const j = nearestCorner(a.xy, x, y)
  return (a.xy[j]! - x) ** 2 + (a.xy[j + 1]! - y) ** 2
}

/** In their unit, between two areas that are apart; Infinity where it is more than `most`. */
export const distanceBetween = (a: Outline, b: Outline, most: number): number => {
  const [west, south, east, north] = a.bounds
  if (betweenBoxes(west, south, east, north, ...b.bounds) > most * most) return Infinity
  let best = betweenCorners(a, b)
  const { xy: p } = a
  const { xy: q } = b
  for (let run = 0; run < b.runs.length; run += 2) {
    const k = 2 * run
    const [w, s, e, n] = [b.boxes[k]!, b.boxes[k + 1]!, b.boxes[k + 2]!, b.boxes[k + 3]!]
    if (betweenBoxes(west, south, east, north, w, s, e, n) > best) continue
    for (let f = b.runs[run]!; f < b.runs[run + 1]!; f++) {
      const [cx, cy, dx, dy] = [q[2 * f]!, q[2 * f + 1]!, q[2 * f + 2]!, q[2 * f + 3]!]
      const [fw, fs, fe, fn] = [Math.min(cx, dx), Math.min(cy, dy), Math.max(cx, dx), Math.max(cy, dy)]
      if (betweenBoxes(west, south, east, north, fw, fs, fe, fn) > best) continue
      for (let own = 0; own < a.runs.length; own += 2) {
        for (let g = a.runs[own]!; g < a.runs[own + 1]!; g++) {
          const [ax, ay, bx, by] = [p[2 * g]!, p[2 * g + 1]!, p[2 * g + 2]!, p[2 * g + 3]!]
          const [gw, gs, ge, gn] = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]
          if (betweenBoxes(gw, gs, ge, gn, fw, fs, fe, fn) > best) continue
          best = Math.min(
            best,
            squaredToEdge(ax, ay, cx, cy, dx, dy),
            squaredToEdge(bx, by, cx, cy, dx, dy),
            squaredToEdge(cx, cy, ax, ay, bx, by),
            squaredToEdge(dx, dy, ax, ay, bx, by),
          )
        }
      }
    }
  }
  return best > most * most ? Infinity : Math.sqrt(best)
}
