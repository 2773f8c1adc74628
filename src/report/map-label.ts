/** Names and numbers on a sketch, each where none is yet. */
import { ringsOf, type Shape } from '#land/shape.ts'
import { type Frame, roomiest } from '#report/clip.ts'
import { type Mark, type Point, widthOf } from '#report/drawing.ts'
import { applied, type Shown } from '#report/map-style.ts'
import { mapHeight, type View, width } from '#report/map-view.ts'

/** A label is put where none is yet; the edges with the names of the grid and the arrow's corner stay free. */
type Taken = Frame[]

export const reserved = (): Taken => [
  [0, 0, 42, mapHeight],
  [0, mapHeight - 16, width, mapHeight],
  [width - 36, 0, width, 54],
]

const isFree = (taken: Taken, [left, top, right, bottom]: Frame): boolean =>
  left >= 0 &&
  top >= 0 &&
  right <= width &&
  bottom <= mapHeight &&
  !taken.some(([l, t, r, b]) => l < right && r > left && t < bottom && b > top)

const boxOf = ([x, y]: Point, words: string, size: number): Frame => {
  const half = widthOf(words, size) / 2
  return [x - half, y - size * 0.8, x + half, y + size * 0.2]
}

/** Points around a small thing, the nearest first. */
const beside = [9, 16].flatMap((away): Point[] => [
  [away, 0],
  [-away, 0],
  [0, away],
  [0, -away],
])

/** Names of townships and numbers of everything else, where there is room for them. */
export const featureLabels = (
  shown: readonly Shown[],
  numberOf: (layer: Shown, i: number) => number | null,
  taken: Taken,
): Mark[] =>
  shown.flatMap((layer) =>
    layer.features.flatMap(({ name, rings }, i): Mark[] => {
      const number = numberOf(layer, i)
      if (number === null && layer.kind !== 'township') return []
      const words = number === null ? name : String(number)
      const size = number === null ? 7.5 : 8.5
      const spots = roomiest(rings)
        .filter((spot) => number !== null || spot.width > widthOf(words, size))
        .flatMap(({ at: [x, y], width: wide }): Point[] =>
          [0, -0.3, 0.3].map((shift) => [x + shift * wide, y + size * 0.35]),
        )
      // What is too small to hold its number has it beside.
      const [first] = spots
      if (first && number !== null) for (const [dx, dy] of beside) spots.push([first[0] + dx, first[1] + dy])
      // A number is wanted on the map even where it covers something; a name is not.
      const at = spots.find((spot) => isFree(taken, boxOf(spot, words, size))) ?? (number === null ? null : spots[0])
      if (!at) return []
      taken.push(boxOf(at, words, size))
      const color = number === null ? '#666666' : layer.style.stroke.color
      return [{ kind: 'label', at, words, size, anchor: 'middle', bold: number !== null, color, halo: true }]
    }),
  )

/** At most this many corners are named on the map; the table names all. */
const mostNames = 40

export const cornerMarks = (area: Shape, view: View, taken: Taken): Mark[] => {
  const every = Math.ceil(ringsOf(area).reduce((sum, ring) => sum + ring.length - 1, 0) / mostNames)
  let number = 0
  const marks = ringsOf(area).flatMap((ring) => {
    const points = ring.slice(0, -1).map(view.place)
    const middle: Point = [
      points.reduce((sum, [x]) => sum + x, 0) / points.length,
      points.reduce((sum, [, y]) => sum + y, 0) / points.length,
    ]
    return points.flatMap((at): Mark[] => {
      number++
      const dot: Mark = { kind: 'dot', at, radius: 1.8, fill: applied.stroke.color }
      if ((number - 1) % every !== 0) return [dot]
      const away = Math.hypot(at[0] - middle[0], at[1] - middle[1]) || 1
      const words = `J${number}`
      const x = at[0] + ((at[0] - middle[0]) / away) * (widthOf(words, 7.5) / 2 + 4)
      const y = at[1] + ((at[1] - middle[1]) / away) * 8 + 2.6
      const box = boxOf([x, y], words, 7.5)
      if (!isFree(taken, box)) return [dot]
      taken.push(box)
      return [dot, { kind: 'label', at: [x, y], words, size: 7.5, anchor: 'middle', bold: true, halo: true }]
    })
  })
  for (const mark of marks)
    if (mark.kind === 'dot') taken.push([mark.at[0] - 3, mark.at[1] - 3, mark.at[0] + 3, mark.at[1] + 3])
  return marks
}
