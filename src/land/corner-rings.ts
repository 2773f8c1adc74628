/** Rings put together into areas: holes into what holds them, and no ground taken twice. */
import { type CheckedRing, crossingEdges, type Edge, metresFrom } from './corner-check.ts'
import { placeOf } from './corner-place.ts'
import { error, type LandMessage, type LandResult } from './message.ts'
import {
  type Bounds,
  boundsOf,
  closeRing,
  type Position,
  partsOf,
  type Ring,
  ringHolds,
  ringsOf,
  type Shape,
  shapeHolds,
  shapeOfParts,
  signedArea,
} from './shape.ts'

/** m: what neighbours who share a boundary may overlap by where their corners are rounded. */
const rounding = 0.02

/** m from a position to an edge, or to the line through it. */
const offLine = (position: Position, from: Position, to: Position, segment: boolean): number => {
  const metres = metresFrom(from)
  const [[px, py], [bx, by]] = [metres(position), metres(to)]
  const length = Math.hypot(bx, by)
  if (length === 0) return Math.hypot(px, py)
  const along = (px * bx + py * by) / length
  if (segment && (along < 0 || along > length)) return Math.min(Math.hypot(px, py), Math.hypot(px - bx, py - by))
  return Math.abs(px * by - py * bx) / length
}

/** Whether two crossing edges cross by more than rounding explains. */
const crossDeeply = ([a, b]: readonly [Edge, Edge]): boolean => {
  const off = (edge: Edge, line: Edge) =>
    Math.min(offLine(edge.from, line.from, line.to, false), offLine(edge.to, line.from, line.to, false))
  return off(a, b) > rounding && off(b, a) > rounding
}

const meet = (a: Bounds, b: Bounds): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

/** Degrees: no less than rounding is anywhere in China. */
const margin = 1e-6

const near = (value: number, from: number, to: number): boolean =>
  from < to ? value >= from - margin && value <= to + margin : value >= to - margin && value <= from + margin

/** Whether a position lies on the boundary, as nearly as rounding tells. */
const liesOn = (shape: Shape, position: Position): boolean =>
  ringsOf(shape).some((ring) =>
    ring.some((from, i) => {
      const to = ring[i + 1]
      if (!to || !near(position[0], from[0], to[0]) || !near(position[1], from[1], to[1])) return false
      return offLine(position, from, to, true) <= rounding
    }),
  )

/** Whether a position lies in a shape and not merely on its boundary. */
const liesWithin = (shape: Shape, position: Position): boolean =>
  shapeHolds(shape, position) && !liesOn(shape, position)

/** A position inside a ring: between the first two crossings of a line through the middle of its height. */
const insideOf = (ring: Ring): Position => {
  const [, south, , north] = boundsOf({ type: 'Polygon', coordinates: [ring] })
  // A little off the middle: corners often lie just there.
  const y = south + (north - south) * 0.4871
  const crossings = ring
    .slice(1)
    .flatMap(([bx, by], i) => {
      const [ax, ay] = ring[i]!
      return ay > y !== by > y ? [ax + ((bx - ax) * (y - ay)) / (by - ay)] : []
    })
    .sort((a, b) => a - b)
  return [((crossings[0] ?? ring[0]![0]) + (crossings[1] ?? ring[0]![0])) / 2, y]
}

/** Corners, middles of edges, and one position within. */
const witnesses = (ring: Ring): readonly Position[] => [
  insideOf(ring),
  ...ring.slice(1),
  ...ring.slice(1).map(([x, y], i): Position => [(x + ring[i]![0]) / 2, (y + ring[i]![1]) / 2]),
]

/** Whether two areas share ground, by more than rounding explains. */
const overlap = (a: Shape, b: Shape): boolean => {
  if (!meet(boundsOf(a), boundsOf(b))) return false
  const [rings, others] = [partsOf(a).flat(), partsOf(b).flat()]
  const lists = [...rings, ...others].map((ring) => ring.slice(1))
  const crossings = crossingEdges(lists, { limit: 1000, apart: true })
  const between = ([one, other]: readonly [Edge, Edge]) => one.ring < rings.length !== other.ring < rings.length
  if (crossings.some((pair) => between(pair) && crossDeeply(pair))) return true
  const shells = (shape: Shape) => partsOf(shape).flatMap(([shell]) => (shell ? [shell] : []))
  return (
    shells(b).some((ring) => witnesses(ring).some((position) => liesWithin(a, position))) ||
    shells(a).some((ring) => witnesses(ring).some((position) => liesWithin(b, position)))
  )
}

/** Rings of one parcel that cross, by more than rounding explains; each pair once. */
const tellCrossings = (rings: readonly CheckedRing[]): LandMessage[] => {
  if (rings.length < 2) return []
  const lists = rings.map(({ corners }) => corners.map(({ position }) => position))
  const told = new Set<string>()
  return crossingEdges(lists, { limit: 1000, apart: true }).flatMap((pair) => {
    const [a, b] = pair
    const [ring, other] = [rings[a.ring]!, rings[b.ring]!]
    const key = `${ring.number} ${other.number}`
    if (ring.number === other.number || told.has(key) || !crossDeeply(pair)) return []
    told.add(key)
    const edge = ({ corners }: CheckedRing, at: number) =>
      `${corners[at]!.name}–${corners[(at + 1) % corners.length]!.name}`
    return error(
      `第 ${ring.number} 圈的边 ${edge(ring, a.at)} 与第 ${other.number} 圈的边 ${edge(other, b.at)} 相交；请核对这两圈`,
      `edge ${edge(ring, a.at)} of ring ${ring.number} crosses edge ${edge(other, b.at)} of ring ${other.number}; compare the two`,
      { ...placeOf(other.corners[b.at]!), ring: other.number },
    )
  })
}

/**
 * Puts rings together: holes into the ring that holds them; rings of unknown role by how deep they lie. A hole that
 * lies in no ring is an error (`mend` lets it stand as a part).
 */
export const assembleRings = (
  rings: readonly CheckedRing[],
  mend: boolean,
): LandResult<readonly (readonly Ring[])[]> => {
  const messages = tellCrossings(rings)
  if (messages.length > 0) return { value: [], messages }
  const closed = rings.map(({ corners }) => closeRing(corners.map(({ position }) => position)))
  const size = closed.map((ring) => Math.abs(signedArea(ring)))
  const inside = closed.map((ring) => insideOf(ring))
  const lies = (i: number, j: number): boolean => size[j]! > size[i]! && ringHolds(closed[j]!, inside[i]!)
  const parts = new Map<number, Ring[]>()
  const holes: number[] = []
  rings.forEach(({ role }, i) => {
    const depth = closed.filter((_, j) => j !== i && lies(i, j)).length
    const cut = role === 'hole' || (role === 'unknown' && depth % 2 === 1)
    if (cut) holes.push(i)
    else parts.set(i, [closed[i]!])
  })
  for (const i of holes) {
    const around = [...parts.keys()].filter((j) => lies(i, j)).sort((a, b) => size[a]! - size[b]!)[0]
    if (around !== undefined) {
      parts.get(around)!.push(closed[i]!)
      continue
    }
    const { number, corners } = rings[i]!
    messages.push(
      error(
        `第 ${number} 圈写为挖空，却不在任何一圈之内；建议作为单独一块`,
        `ring ${number} is written as a hole and lies in no ring; take it as a part`,
        { ...placeOf(corners[0]!), ring: number },
      ),
    )
    if (mend) parts.set(i, [closed[i]!])
  }
  return { value: [...parts.values()], messages }
}

/** Overlaps told one by one. */
const mostTold = 50

export type Piece = { readonly zh: string; readonly en: string; readonly row: number; readonly rings: readonly Ring[] }

const sizeOf = ({ rings }: Piece): number => Math.abs(signedArea(rings[0]!))

/**
 * Pieces that take the same ground, which would count it twice. The value leaves out those that lie wholly in another
 * one; null where pieces overlap in part, which only the office can put right.
 */
export const checkOverlaps = (pieces: readonly Piece[]): LandResult<readonly Piece[] | null> => {
  const messages: LandMessage[] = []
  const within = new Set<Piece>()
  let partly = false
  const shapes = new Map(pieces.map((piece) => [piece, shapeOfParts([piece.rings])]))
  for (const [i, piece] of pieces.entries()) {
    for (const other of pieces.slice(i + 1)) {
      const [a, b] = [shapes.get(piece)!, shapes.get(other)!]
      if (!overlap(a, b)) continue
      // With so many it is the whole file that wants another look.
      if (messages.length === mostTold) return { value: null, messages }
      const [small, large] = sizeOf(other) > sizeOf(piece) ? [piece, other] : [other, piece]
      const whole = witnesses(small.rings[0]!).every(
        (position) => shapeHolds(shapes.get(large)!, position) || liesOn(shapes.get(large)!, position),
      )
      if (whole) within.add(small)
      else partly = true
      messages.push(
        error(
          `${other.zh}与${piece.zh}${whole ? '重叠（其一全在另一之内）；建议只计一次' : '部分重叠；请核对坐标，或在原件中合并'}`,
          `${other.en} and ${piece.en} ${whole ? 'overlap, one wholly in the other; count it once' : 'overlap in part; check the corners, or merge them'}`,
          other.row > 0 ? { row: other.row } : {},
        ),
      )
    }
  }
  return { value: partly ? null : pieces.filter((piece) => !within.has(piece)), messages }
}
