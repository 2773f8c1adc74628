/** What is wrong with a ring, told by corner, and how it would be put right. */
import Flatbush from 'flatbush'
import type { Corner } from './corner-place.ts'
import { error, type LandMessage, type LandResult, warning } from './message.ts'
import { closeRing, type Position, type Ring, ringHolds, signedArea } from './shape.ts'

/** About a centimetre, in degrees: what corners are written to. */
const sameWithin = 1e-7

const same = (a: Position, b: Position): boolean =>
  Math.abs(a[0] - b[0]) < sameWithin && Math.abs(a[1] - b[1]) < sameWithin

const turn = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

const cross = (a: Position, b: Position, c: Position, d: Position): boolean =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0

/** Rings of up to this many corners are gone through edge by edge: building an index takes longer. */
const fewCorners = 40

/** For an edge i (i → i+1) of a closed ring, the later edges that it may cross, in order. */
const laterEdgesNear = (positions: readonly Position[]): ((i: number) => readonly number[]) => {
  const n = positions.length
  const later = Array.from({ length: n }, (_, j) => j)
  if (n <= fewCorners) return (i) => later.slice(i + 1)
  const end = (i: number) => positions[(i + 1) % n]!
  const tree = new Flatbush(n)
  positions.forEach((from, i) => {
    const to = end(i)
    tree.add(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]))
  })
  tree.finish()
  return (i) => {
    const [from, to] = [positions[i]!, end(i)]
    const near = tree.search(
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]),
      Math.max(from[1], to[1]),
      (j) => j > i,
    )
    return near.sort((a, b) => a - b)
  }
}

/** Pairs [i, j], i < j, of edges (i → i+1) of a closed ring that cross; at most `limit`. */
const crossingEdges = (positions: readonly Position[], limit = 20): [number, number][] => {
  const n = positions.length
  if (n < 4) return []
  const end = (i: number) => positions[(i + 1) % n]!
  const near = laterEdgesNear(positions)
  const found: [number, number][] = []
  for (let i = 0; i < n && found.length < limit; i++) {
    const [from, to] = [positions[i]!, end(i)]
    for (const j of near(i)) {
      if (found.length < limit && cross(from, to, positions[j]!, end(j))) found.push([i, j])
    }
  }
  return found
}

/** The corners in an order that does not cross itself (2-opt: each step shortens the boundary); null if none is found. */
const uncross = <T extends { readonly position: Position }>(corners: readonly T[]): readonly T[] | null => {
  let order = [...corners]
  for (let step = 0; step < 500; step++) {
    const [crossing] = crossingEdges(
      order.map(({ position }) => position),
      1,
    )
    if (!crossing) return order
    const [i, j] = crossing
    order = [...order.slice(0, i + 1), ...order.slice(i + 1, j + 1).reverse(), ...order.slice(j + 1)]
  }
  return null
}

/** Index pairs of corners that stand on one spot though others lie between them. */
const pinches = (corners: readonly Corner[]): [number, number][] => {
  const seen = new Map<string, number>()
  const found: [number, number][] = []
  corners.forEach(({ position }, i) => {
    const key = position.map((value) => Math.round(value / sameWithin)).join()
    const before = seen.get(key)
    if (before !== undefined) found.push([before, i])
    seen.set(key, i)
  })
  return found
}

const named = ({ name }: Corner): string => name

/** Rings of at least three corners, none twice on one spot: a ring that meets itself is cut there. */
const cutAtPinches = (corners: readonly Corner[]): (readonly Corner[])[] => {
  const [pinch] = pinches(corners)
  if (!pinch) return corners.length >= 3 ? [corners] : []
  const [from, to] = pinch
  return [...cutAtPinches(corners.slice(from, to)), ...cutAtPinches([...corners.slice(0, from), ...corners.slice(to)])]
}

/**
 * Checks one ring. The value is what it becomes: one ring as a rule, several where `mend` cuts it, none where it
 * cannot be used. Closing corners are taken off; neighbours on one spot are told and become one.
 */
export const checkRing = (
  corners: readonly Corner[],
  ring: number,
  mend: boolean,
): LandResult<readonly (readonly Corner[])[]> => {
  const messages: LandMessage[] = []
  const kept: Corner[] = []
  const at = (corner: Corner) => ({ row: corner.row, corner: corner.name, ring })
  const closed = corners.length > 1 && same(corners[0]!.position, corners.at(-1)!.position)
  for (const corner of closed ? corners.slice(0, -1) : corners) {
    const previous = kept.at(-1)
    if (previous && same(previous.position, corner.position)) {
      messages.push(
        warning(
          `第 ${corner.row} 行 ${corner.name} 点与前一点 ${previous.name} 重复，已合并`,
          `row ${corner.row}: corner ${corner.name} repeats ${previous.name}; taken once`,
          at(corner),
        ),
      )
    } else kept.push(corner)
  }
  if (kept.length < 3) {
    const place = kept[0] ? at(kept[0]) : { ring }
    messages.push(
      error(
        `第 ${ring} 圈只有 ${kept.length} 个不同的拐点，至少需要 3 个`,
        `ring ${ring} has ${kept.length} distinct corners where 3 are needed`,
        place,
      ),
    )
    return { value: [], messages }
  }
  const meeting = pinches(kept)
  for (const [a, b] of meeting) {
    messages.push(
      error(
        `${named(kept[b]!)} 点与 ${named(kept[a]!)} 点位置相同，范围在此自接；建议在该处拆分`,
        `corner ${named(kept[b]!)} stands on corner ${named(kept[a]!)}: the boundary meets itself; cut it there`,
        at(kept[b]!),
      ),
    )
  }
  const crossing = crossingEdges(kept.map(({ position }) => position))
  const next = (i: number) => kept[(i + 1) % kept.length]!
  for (const [a, b] of crossing) {
    messages.push(
      error(
        `边 ${named(kept[a]!)}–${named(next(a))} 与边 ${named(kept[b]!)}–${named(next(b))} 相交；建议调整点序`,
        `edge ${named(kept[a]!)}–${named(next(a))} crosses edge ${named(kept[b]!)}–${named(next(b))}; reorder the corners`,
        at(kept[b]!),
      ),
    )
  }
  if (meeting.length === 0 && crossing.length === 0) {
    const ringShape = closeRing(kept.map(({ position }) => position))
    if (Math.abs(signedArea(ringShape)) < 1e-14) {
      messages.push(
        error(`第 ${ring} 圈的拐点在一条直线上，没有面积`, `the corners of ring ${ring} lie on one line`, at(kept[0]!)),
      )
      return { value: [], messages }
    }
    return { value: [kept], messages }
  }
  if (!mend) return { value: [], messages }
  const mended = cutAtPinches(kept).map((part) => uncross(part))
  return { value: mended.filter((part) => part !== null), messages }
}

export type CheckedRing = {
  readonly role: 'part' | 'hole' | 'unknown'
  readonly number: number
  readonly corners: readonly Corner[]
}

/**
 * Puts rings together: holes into the ring that holds them; rings of unknown role by how deep they lie. A hole that
 * lies in no ring is an error (`mend` lets it stand as a part).
 */
export const assembleRings = (
  rings: readonly CheckedRing[],
  mend: boolean,
): LandResult<readonly (readonly Ring[])[]> => {
  const messages: LandMessage[] = []
  const closed = rings.map(({ corners }) => closeRing(corners.map(({ position }) => position)))
  const size = closed.map((ring) => Math.abs(signedArea(ring)))
  // A corner may lie on the other ring: most of three witnesses decide.
  const lies = (i: number, j: number): boolean => {
    const ring = closed[i]!
    const step = Math.max(1, Math.floor((ring.length - 1) / 3))
    const witnesses = [ring[0]!, ring[step]!, ring[Math.min(2 * step, ring.length - 1)]!]
    return size[j]! > size[i]! && witnesses.filter((position) => ringHolds(closed[j]!, position)).length >= 2
  }
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
        { row: corners[0]!.row, ring: number },
      ),
    )
    if (mend) parts.set(i, [closed[i]!])
  }
  return { value: [...parts.values()], messages }
}
