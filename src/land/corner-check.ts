/** What is wrong with a ring, told by corner, and how it would be put right. */
import Flatbush from 'flatbush'
import { type Corner, metresApart, named, placeOf } from './corner-place.ts'
import { error, type LandMessage, type LandResult, warning } from './message.ts'
import { closeRing, type Position, signedArea } from './shape.ts'

/** About a centimetre, in degrees: what corners are written to. */
const sameWithin = 1e-7

const same = (a: Position, b: Position): boolean =>
  Math.abs(a[0] - b[0]) < sameWithin && Math.abs(a[1] - b[1]) < sameWithin

const turn = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

const cross = (a: Position, b: Position, c: Position, d: Position): boolean =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0

/** Edge i of ring r goes from corner i to the next. */
export type Edge = { readonly ring: number; readonly at: number; readonly from: Position; readonly to: Position }

/** Up to this many edges are gone through one by one: building an index takes longer. */
const fewEdges = 40

/** For an edge, the later edges that it may cross, in order. */
const laterEdgesNear = (edges: readonly Edge[]): ((i: number) => readonly number[]) => {
  const later = edges.map((_, i) => i)
  if (edges.length <= fewEdges) return (i) => later.slice(i + 1)
  const boxOf = ({ from, to }: Edge): [number, number, number, number] => [
    Math.min(from[0], to[0]),
    Math.min(from[1], to[1]),
    Math.max(from[0], to[0]),
    Math.max(from[1], to[1]),
  ]
  const tree = new Flatbush(edges.length)
  for (const edge of edges) tree.add(...boxOf(edge))
  tree.finish()
  return (i) => tree.search(...boxOf(edges[i]!), (j) => j > i).sort((a, b) => a - b)
}

/** Pairs of edges of closed rings that cross, at most `limit`; with `apart` only those of different rings. */
export const crossingEdges = (
  rings: readonly (readonly Position[])[],
  { limit = 20, apart = false } = {},
): [Edge, Edge][] => {
  const edges = rings.flatMap((ring, r) =>
    ring.map((from, at): Edge => ({ ring: r, at, from, to: ring[(at + 1) % ring.length]! })),
  )
  if (edges.length < 4) return []
  const near = laterEdgesNear(edges)
  const found: [Edge, Edge][] = []
  for (const [i, edge] of edges.entries()) {
    if (found.length >= limit) break
    for (const j of near(i)) {
      const other = edges[j]!
      if (apart && edge.ring === other.ring) continue
      if (found.length < limit && cross(edge.from, edge.to, other.from, other.to)) found.push([edge, other])
    }
  }
  return found
}

/** A longer ring whose corners are out of order, or one that meets itself more often, is no slip of the pen. */
const mostReordered = 500
const mostCuts = 50

/** The corners in an order that does not cross itself (2-opt: each step shortens the boundary); null if none is found. */
const uncross = <T extends { readonly position: Position }>(corners: readonly T[]): readonly T[] | null => {
  let order = [...corners]
  for (let step = 0; step < 500; step++) {
    const [crossing] = crossingEdges([order.map(({ position }) => position)], { limit: 1 })
    if (!crossing) return order
    if (order.length > mostReordered) return null
    const [i, j] = [crossing[0].at, crossing[1].at]
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

/** Metres east and north of a first position; good enough for how corners lie to each other. */
export const metresFrom =
  (origin: Position) =>
  (position: Position): Position => [
    (position[0] - origin[0]) * 111_320 * Math.cos((origin[1] * Math.PI) / 180),
    (position[1] - origin[1]) * 110_570,
  ]

/** m: a ring that is nowhere wider than its corners are written to has no area. */
const leastWidth = 0.02

/** Mean width in metres: twice the area over the perimeter. */
const widthOf = (corners: readonly Corner[]): number => {
  const plane = closeRing(corners.map(({ position }) => position)).map(metresFrom(corners[0]!.position))
  const around = plane.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - plane[i]![0], y - plane[i]![1]), 0)
  return (2 * Math.abs(signedArea(plane))) / around
}

/** Degrees at a corner below which it is a spike rather than a corner. */
const leastAngle = 0.5

/** Degrees between the two edges at a corner. */
const angleAt = (before: Corner, { position }: Corner, after: Corner): number => {
  const [a, b] = [before.position, after.position].map(metresFrom(position)) as [Position, Position]
  return (Math.abs(Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1])) * 180) / Math.PI
}

/** Without corners at which the boundary turns back on itself, and what it went there for. */
const withoutSpikes = (corners: readonly Corner[]): { kept: readonly Corner[]; spikes: readonly Corner[] } => {
  const spikes: Corner[] = []
  let kept = [...corners]
  for (let i = 0; i < kept.length && kept.length > 3; ) {
    const [before, after] = [kept.at(i - 1)!, kept[(i + 1) % kept.length]!]
    if (!same(before.position, after.position)) {
      i++
      continue
    }
    spikes.push(kept[i]!)
    const gone = [i, (i + 1) % kept.length]
    kept = kept.filter((_, at) => !gone.includes(at))
    i = Math.max(0, i - 1)
  }
  return { kept, spikes }
}

/** "J3" → 3, for numbers that count a ring's corners one by one. */
const numberOf = ({ name }: Corner): number => Number(name.replace(/\D+/g, '') || Number.NaN)

/** A gap in numbers that otherwise count on: a corner may have been left out. */
const tellGap = (corners: readonly Corner[], ring: number): LandMessage[] => {
  const gaps = corners.slice(1).filter((corner, i) => numberOf(corner) !== numberOf(corners[i]!) + 1)
  const [gap] = gaps
  if (!gap || gaps.length > 1 || corners.length < 4 || numberOf(gap) <= numberOf(corners[0]!)) return []
  const before = corners[corners.indexOf(gap) - 1]!
  if (!(numberOf(gap) > numberOf(before) + 1)) return []
  return [
    warning(
      `点号由 ${before.name} 跳到 ${gap.name}，可能漏了拐点`,
      `the numbers go from ${before.name} to ${gap.name}: a corner may be missing`,
      { ...placeOf(gap), ring },
    ),
  ]
}

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
  const at = (corner: Corner) => ({ ...placeOf(corner), ring })
  const [first] = corners
  const last = corners.at(-1)
  const closed = corners.length > 1 && same(first!.position, last!.position)
  const open = closed ? corners.slice(0, -1) : [...corners]
  if (!closed && corners.length > 3 && first!.name === last!.name && first !== last) {
    const apart = metresApart(first!.position, last!.position).toFixed(1)
    messages.push(
      error(
        `${named(last!).zh}与起点同名，位置却相差 ${apart} 米；建议以起点闭合`,
        `${named(last!).en} bears the first corner's name and lies ${apart} m from it; close the ring at the first`,
        at(last!),
      ),
    )
    open.pop()
  }
  const distinct: Corner[] = []
  for (const corner of open) {
    const previous = distinct.at(-1)
    if (previous && same(previous.position, corner.position)) {
      messages.push(
        warning(
          `${named(corner).zh}与前一点 ${previous.name} 重复，已合并`,
          `${named(corner).en} repeats ${previous.name}; taken once`,
          at(corner),
        ),
      )
    } else distinct.push(corner)
  }
  messages.push(...tellGap(distinct, ring))
  const { kept, spikes } = withoutSpikes(distinct)
  for (const spike of spikes) {
    messages.push(
      error(
        `${named(spike).zh}为折返的尖刺，不围成面积；建议去除`,
        `${named(spike).en} is a spike: the boundary turns back on itself; leave it out`,
        at(spike),
      ),
    )
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
  const crossing = crossingEdges([kept.map(({ position }) => position)])
  if (meeting.length === 0 && crossing.length === 0 && widthOf(kept) < leastWidth) {
    messages.push(
      error(`第 ${ring} 圈的拐点在一条直线上，没有面积`, `the corners of ring ${ring} lie on one line`, at(kept[0]!)),
    )
    return { value: [], messages }
  }
  kept.forEach((corner, i) => {
    if (angleAt(kept.at(i - 1)!, corner, kept[(i + 1) % kept.length]!) >= leastAngle) return
    messages.push(
      warning(
        `${named(corner).zh}处夹角不足 ${leastAngle}°，疑为折返的尖刺，请核对`,
        `${named(corner).en}: the boundary turns back at less than ${leastAngle}°, a spike perhaps; please confirm`,
        at(corner),
      ),
    )
  })
  for (const [a, b] of meeting) {
    messages.push(
      error(
        `${named(kept[b]!).zh}与 ${kept[a]!.name} 点位置相同，范围在此自接；建议在该处拆分`,
        `${named(kept[b]!).en} stands on corner ${kept[a]!.name}: the boundary meets itself; cut it there`,
        at(kept[b]!),
      ),
    )
  }
  const edge = (i: number) => `${kept[i]!.name}–${kept[(i + 1) % kept.length]!.name}`
  for (const [a, b] of crossing) {
    messages.push(
      error(
        `边 ${edge(a.at)} 与边 ${edge(b.at)} 相交；建议调整点序`,
        `edge ${edge(a.at)} crosses edge ${edge(b.at)}; reorder the corners`,
        at(kept[b.at]!),
      ),
    )
  }
  if (meeting.length === 0 && crossing.length === 0) {
    return { value: mend || !messages.some(({ severity }) => severity === 'error') ? [kept] : [], messages }
  }
  if (!mend || meeting.length > mostCuts) return { value: [], messages }
  const mended = cutAtPinches(kept).map((part) => uncross(part))
  return { value: mended.filter((part) => part !== null), messages }
}

export type CheckedRing = {
  readonly role: 'part' | 'hole' | 'unknown'
  readonly number: number
  readonly corners: readonly Corner[]
}
