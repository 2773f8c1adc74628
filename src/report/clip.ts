/** Plane shapes cut to a frame, hatched and named: what a sketch needs of geometry. Points are in the drawing's plane. */
import type { Point } from '#report/drawing.ts'

/** [left, top, right, bottom]. */
export type Frame = readonly [number, number, number, number]

type Side = { readonly holds: (point: Point) => boolean; readonly cut: (a: Point, b: Point) => Point }

const sidesOf = ([left, top, right, bottom]: Frame): readonly Side[] => {
  const onX = (x: number): Side['cut'] => {
    return ([ax, ay], [bx, by]) => [x, ay + ((by - ay) * (x - ax)) / (bx - ax)]
  }
  const onY = (y: number): Side['cut'] => {
    return ([ax, ay], [bx, by]) => [ax + ((bx - ax) * (y - ay)) / (by - ay), y]
  }
  return [
    { holds: ([x]) => x >= left, cut: onX(left) },
    { holds: ([x]) => x <= right, cut: onX(right) },
    { holds: ([, y]) => y >= top, cut: onY(top) },
    { holds: ([, y]) => y <= bottom, cut: onY(bottom) },
  ]
}

/** The part of a ring inside the frame (Sutherland–Hodgman); what is cut off runs along the frame. Empty: none is. */
export const clipRing = (ring: readonly Point[], frame: Frame): readonly Point[] =>
  sidesOf(frame).reduce<readonly Point[]>((points, { holds, cut }) => {
    const kept: Point[] = []
    points.forEach((point, i) => {
      const before = points[(i + points.length - 1) % points.length]!
      if (holds(point) !== holds(before)) kept.push(cut(before, point))
      if (holds(point)) kept.push(point)
    })
    return kept
  }, ring)

/** Without points nearer than `least` to the one before: they would be drawn on each other. */
export const thinned = (ring: readonly Point[], least: number): readonly Point[] => {
  const kept: Point[] = []
  for (const point of ring) {
    const last = kept.at(-1)
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= least) kept.push(point)
  }
  return kept.length >= 3 ? kept : ring
}

/** Where the level y crosses the rings, from left to right: inside lies between the first and second, and so on. */
const crossings = (rings: readonly (readonly Point[])[], y: number): number[] =>
  rings
    .flatMap((ring) =>
      ring.flatMap(([bx, by], i) => {
        const [ax, ay] = ring[(i + ring.length - 1) % ring.length]!
        return ay > y === by > y ? [] : [ax + ((bx - ax) * (y - ay)) / (by - ay)]
      }),
    )
    .sort((a, b) => a - b)

const turned = ([x, y]: Point, cos: number, sin: number): Point => [x * cos + y * sin, y * cos - x * sin]

/** Parallel lines over the inside of the rings, `gap` apart, at `angle` degrees. They meet from shape to shape. */
export const hatch = (rings: readonly (readonly Point[])[], angle: number, gap: number): (readonly Point[])[] => {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
  const level = rings.map((ring) => ring.map((point) => turned(point, cos, sin)))
  const ys = level.flat().map(([, y]) => y)
  const lines: (readonly Point[])[] = []
  const highest = ys.reduce((most, y) => Math.max(most, y), -Infinity)
  const lowest = ys.reduce((least, y) => Math.min(least, y), Infinity)
  for (let row = Math.ceil(lowest / gap); row * gap <= highest; row++) {
    const xs = crossings(level, row * gap)
    for (let i = 0; i + 1 < xs.length; i += 2)
      lines.push([turned([xs[i]!, row * gap], cos, -sin), turned([xs[i + 1]!, row * gap], cos, -sin)])
  }
  return lines
}

/** Middles of level stretches inside the rings with how wide they are, the best place for a word first. */
export const roomiest = (
  rings: readonly (readonly Point[])[],
): readonly { readonly at: Point; readonly width: number }[] => {
  const ys = rings.flat().map(([, y]) => y)
  const top = ys.reduce((least, y) => Math.min(least, y), Infinity)
  const bottom = ys.reduce((most, y) => Math.max(most, y), -Infinity)
  const found = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9].flatMap((share) => {
    const y = top + (bottom - top) * share
    const xs = crossings(rings, y)
    return xs.flatMap((x, i) => {
      const next = xs[i + 1]
      if (i % 2 === 1 || next === undefined) return []
      // Near the middle is a better place than one slightly wider.
      const weight = (next - x) * (1.2 - Math.abs(share - 0.5))
      return [{ at: [(x + next) / 2, y] as Point, width: next - x, weight }]
    })
  })
  return found.sort((a, b) => b.weight - a.weight)
}

/** Whether any edge of the rings shows inside the frame: what was cut off runs along it. */
export const edgeShows = (rings: readonly (readonly Point[])[], [left, top, right, bottom]: Frame): boolean => {
  const along = ([ax, ay]: Point, [bx, by]: Point): boolean =>
    (ax === bx && (ax === left || ax === right)) || (ay === by && (ay === top || ay === bottom))
  return rings.some((ring) => ring.some((point, i) => !along(point, ring[(i + 1) % ring.length]!)))
}
