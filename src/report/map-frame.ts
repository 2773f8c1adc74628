/** What frames a sketch: the grid with its metres, the arrow to the north, the scale. */
import { nameOfSystem } from '#land/zone.ts'
import type { Frame } from '#report/clip.ts'
import type { Mark, Point } from '#report/drawing.ts'
import { mapHeight, type View, width } from '#report/map-view.ts'
import type { Language } from '#rules/english.ts'

/** 1, 2 or 5 times a power of ten, at most `most`. */
const roundBelow = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(most))
  return ([5, 2, 1].find((first) => first * power <= most) ?? 1) * power
}

const grey = '#555555'

/** Ticks and crosses at round metres, named at the lower and left edge. */
export const gridMarks = ({ left, top, scale }: View): Mark[] => {
  const step = roundBelow((width * scale) / 3.5)
  const marks: Mark[] = []
  const lines: (readonly Point[])[] = []
  const xs: number[] = []
  const ys: number[] = []
  for (let east = Math.ceil(left / step) * step; east < left + width * scale; east += step) xs.push(east)
  for (let north = Math.floor(top / step) * step; north > top - mapHeight * scale; north -= step) ys.push(north)
  for (const east of xs) {
    const x = (east - left) / scale
    lines.push(
      [
        [x, 0],
        [x, 5],
      ],
      [
        [x, mapHeight - 5],
        [x, mapHeight],
      ],
    )
    if (x > 60 && x < width - 24)
      marks.push({
        kind: 'label',
        at: [x, mapHeight - 7],
        words: east.toFixed(0),
        size: 6.5,
        anchor: 'middle',
        color: grey,
        halo: true,
      })
  }
  for (const north of ys) {
    const y = (top - north) / scale
    lines.push(
      [
        [0, y],
        [5, y],
      ],
      [
        [width - 5, y],
        [width, y],
      ],
    )
    if (y > 10 && y < mapHeight - 14)
      marks.push({ kind: 'label', at: [7, y + 2.3], words: north.toFixed(0), size: 6.5, color: grey, halo: true })
    for (const east of xs) {
      const x = (east - left) / scale
      lines.push(
        [
          [x - 3, y],
          [x + 3, y],
        ],
        [
          [x, y - 3],
          [x, y + 3],
        ],
      )
    }
  }
  return [{ kind: 'lines', lines, stroke: { color: grey, width: 0.5 } }, ...marks]
}

export const box = ([left, top, right, bottom]: Frame): readonly Point[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

export const northMarks = (language: Language): Mark[] => {
  const [x, y] = [width - 20, 8]
  return [
    { kind: 'area', rings: [box([x - 14, 3, x + 14, 52])], fill: '#ffffff', opacity: 0.85 },
    { kind: 'label', at: [x, y + 7], words: language === 'en' ? 'N' : '北', size: 9, anchor: 'middle', bold: true },
    {
      kind: 'area',
      rings: [
        [
          [x, y + 10],
          [x - 6, y + 40],
          [x, y + 33],
        ],
      ],
      fill: '#000000',
      stroke: { color: '#000000', width: 0.6 },
    },
    {
      kind: 'area',
      rings: [
        [
          [x, y + 10],
          [x + 6, y + 40],
          [x, y + 33],
        ],
      ],
      fill: '#ffffff',
      stroke: { color: '#000000', width: 0.6 },
    },
  ]
}

/** A bar of round length with the scale beside it and the system the coordinates are in, below the map. */
export const scaleMarks = ({ denominator, scale, system }: View, y: number, language: Language): Mark[] => {
  const metres = roundBelow(110 * scale)
  const length = metres / scale
  const english = language === 'en'
  const [unit, per] = metres >= 2000 ? [english ? 'km' : '千米', 1000] : [english ? 'm' : '米', 1]
  const half = length / 2
  const stroke = { color: '#000000', width: 0.6 }
  const label = (x: number, words: string): Mark => ({
    kind: 'label',
    at: [x, y - 2],
    words,
    size: 7,
    anchor: 'middle',
  })
  return [
    { kind: 'area', rings: [box([4, y, 4 + half, y + 4])], fill: '#000000', stroke },
    { kind: 'area', rings: [box([4 + half, y, 4 + length, y + 4])], fill: '#ffffff', stroke },
    label(6, '0'),
    label(4 + half, String(metres / 2 / per)),
    { kind: 'label', at: [4 + length - 4, y - 2], words: `${metres / per} ${unit}`, size: 7 },
    {
      kind: 'label',
      at: [width, y + 4],
      words: english
        ? `1:${denominator.toLocaleString('en-US')} (15.5 cm wide)  ${nameOfSystem(system).en}`
        : `1:${denominator.toLocaleString('en-US')}（图幅宽 15.5 厘米）　${nameOfSystem(system).zh}`,
      size: 7.5,
      anchor: 'end',
    },
  ]
}
