/**
 * The sketch an opinion carries: what is applied for with its corners, what lies on and near it, grid, scale and north.
 * Drawn in the plane of the area's 3° zone of CGCS2000, north of the grid upwards.
 */
import { type Bounds, boundsOf, mapShape, middleOf, readShape, ringsOf, type Shape } from '#land/shape.ts'
import { checkShape } from '#land/shape-check.ts'
import { nameOfSystem, type PlaneSystem, planeAt, toGeographic, toPlane, zoneOfLongitude } from '#land/zone.ts'
import { clipRing, edgeShows, type Frame, roomiest, thinned } from '#report/clip.ts'
import { type Drawing, type Mark, type Point, widthOf } from '#report/drawing.ts'
import { legendOf } from '#report/map-legend.ts'
import { applied, type Shown, styled, styleOf } from '#report/map-style.ts'
import type { MapLayer } from '#review/map.ts'
import { type LayerKind, layerTitle } from '#rules/layer-kind.ts'

/** One corner of the area as its table tells it. */
export type Corner = {
  readonly name: string
  /** 1-based; above 1 where the area has several rings. */
  readonly ring: number
  /** m in the zone: x north, y east with the zone's number in front. */
  readonly x: number
  readonly y: number
  /** Degrees. */
  readonly longitude: number
  readonly latitude: number
}

const systemOf = (area: Shape): PlaneSystem => ({ ...planeAt(middleOf(area)[0]), prefixed: true })

/** J1, J2 … along all rings, in the order the applicant wrote them. */
export const cornersOf = (area: Shape): readonly Corner[] => {
  const system = systemOf(area)
  return ringsOf(area)
    .flatMap((ring, i) => ring.slice(0, -1).map((position) => ({ position, ring: i + 1 })))
    .map(({ position, ring }, i) => {
      const [y, x] = toPlane(position, system)
      return { name: `J${i + 1}`, ring, x, y, longitude: position[0], latitude: position[1] }
    })
}

const width = 440
const mapHeight = 270
const frame: Frame = [0, 0, width, mapHeight]

/** m on the ground of a point on paper at 1:1. */
const metresPerPoint = 0.0254 / 72

const denominators = [1, 2, 2.5, 5].flatMap((first) => [100, 1e3, 1e4, 1e5, 1e6].map((power) => first * power))

/** The largest usual scale at which the area fills little more than half of the frame: what is near must show. */
const denominatorFor = ([west, south, east, north]: readonly number[]): number => {
  const needed = Math.max((east! - west!) / width, (north! - south!) / mapHeight) * 1.8
  const fitting = denominators.toSorted((a, b) => a - b).find((one) => one * metresPerPoint >= needed)
  return fitting ?? Math.ceil(needed / metresPerPoint / 1e6) * 1e6
}

/** 1, 2 or 5 times a power of ten, at most `most`. */
const roundBelow = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(most))
  return ([5, 2, 1].find((first) => first * power <= most) ?? 1) * power
}

type View = {
  readonly system: PlaneSystem
  readonly denominator: number
  /** Degrees → points. */
  readonly place: (position: readonly [number, number]) => Point
  /** m of the frame's left and upper edge, and of a point. */
  readonly left: number
  readonly top: number
  readonly scale: number
}

const viewOf = (area: Shape): View => {
  const system = systemOf(area)
  const [west, south, east, north] = boundsOf(mapShape(area, (position) => toPlane(position, system)))
  const denominator = denominatorFor([west, south, east, north])
  const scale = denominator * metresPerPoint
  const left = (west + east) / 2 - (width / 2) * scale
  const top = (south + north) / 2 + (mapHeight / 2) * scale
  return {
    system,
    denominator,
    left,
    top,
    scale,
    place: (position) => {
      const [x, y] = toPlane(position, system)
      return [(x - left) / scale, (top - y) / scale]
    },
  }
}

/** Degrees around the frame, a little wide: what lies outside is not even projected. */
const reach = ({ system, left, top, scale }: View): Bounds => {
  const corners = [0, width].flatMap((x) =>
    [0, mapHeight].map((y) => toGeographic([left + x * scale, top - y * scale], system)),
  )
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const margin = (Math.max(...xs) - Math.min(...xs)) * 0.05
  return [Math.min(...xs) - margin, Math.min(...ys) - margin, Math.max(...xs) + margin, Math.max(...ys) + margin]
}

/** The area as it can be drawn: null where there is none, it is no valid polygon or lies outside China's zones. */
export const drawable = (area: unknown): Shape | null => {
  const { value } = readShape(area)
  if (!value || checkShape(value).length > 0) return null
  const [longitude, latitude] = middleOf(value)
  return zoneOfLongitude(longitude) !== null && Math.abs(latitude) < 80 ? value : null
}

/** [west, south, east, north] of what the sketch of an area shows, in degrees; null where it cannot be drawn. */
export const frameAround = (area: unknown): Bounds | null => {
  const shape = drawable(area)
  return shape && reach(viewOf(shape))
}

const boundaries: ReadonlySet<LayerKind | null> = new Set(['city', 'county', 'township'])

const ringsInFrame = (shape: Shape, view: View): (readonly Point[])[] =>
  ringsOf(shape)
    .map((ring) => clipRing(thinned(ring.slice(0, -1).map(view.place), 0.4), frame))
    .filter((ring) => ring.length >= 3)

const shownOf = (layers: readonly MapLayer[], view: View): Shown[] => {
  const [west, south, east, north] = reach(view)
  return layers.flatMap(({ kind, name, features }): Shown[] => {
    const seen = features.flatMap(({ name: called, code, shape }) => {
      const [w, s, e, n] = boundsOf(shape)
      if (w > east || e < west || s > north || n < south) return []
      const rings = ringsInFrame(shape, view)
      // A township is known by its name alone.
      const own = code && code !== called && !boundaries.has(kind) ? `${code} ${called}` : called
      return rings.length > 0 ? [{ name: own, rings }] : []
    })
    return seen.length > 0
      ? [{ kind, title: kind ? layerTitle(kind) : name, style: styleOf(kind), features: seen }]
      : []
  })
}

/** A label is put where none is yet; the edges with the names of the grid and the arrow's corner stay free. */
type Taken = Frame[]
const reserved = (): Taken => [
  [0, 0, 42, mapHeight],
  [0, mapHeight - 16, width, mapHeight],
  [width - 36, 0, width, 54],
]

const isFree = (taken: Taken, [left, top, right, bottom]: Frame): boolean =>
  !taken.some(([l, t, r, b]) => l < right && r > left && t < bottom && b > top)

const boxOf = ([x, y]: Point, words: string, size: number): Frame => {
  const half = widthOf(words, size) / 2
  return [x - half, y - size * 0.8, x + half, y + size * 0.2]
}

/** Names of townships and numbers of everything else, where there is room for them. */
const featureLabels = (
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

const cornerMarks = (area: Shape, view: View, taken: Taken): Mark[] => {
  const every = Math.ceil(ringsOf(area).reduce((sum, ring) => sum + ring.length - 1, 0) / mostNames)
  let number = 0
  return ringsOf(area).flatMap((ring) => {
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
}

const grey = '#555555'

/** Ticks and crosses at round metres, named at the lower and left edge. */
const gridMarks = ({ left, top, scale }: View): Mark[] => {
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

const box = ([left, top, right, bottom]: Frame): readonly Point[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

const northMarks = (): Mark[] => {
  const [x, y] = [width - 20, 8]
  return [
    { kind: 'area', rings: [box([x - 14, 3, x + 14, 52])], fill: '#ffffff', opacity: 0.85 },
    { kind: 'label', at: [x, y + 7], words: '北', size: 9, anchor: 'middle', bold: true },
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
const scaleMarks = ({ denominator, scale, system }: View, y: number): Mark[] => {
  const metres = roundBelow(110 * scale)
  const length = metres / scale
  const [unit, per] = metres >= 2000 ? ['千米', 1000] : ['米', 1]
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
      words: `1:${denominator.toLocaleString('en-US')}（图幅宽 15.5 厘米）　${nameOfSystem(system).zh}`,
      size: 7.5,
      anchor: 'end',
    },
  ]
}

/** The sketch of an area (degrees on CGCS2000) among layers; those that do not reach into it are not named. */
export const mapSketch = (area: Shape, layers: readonly MapLayer[]): Drawing => {
  const view = viewOf(area)
  const shown = shownOf(layers, view)
  const ground = shown.filter(({ kind }) => !boundaries.has(kind))
  const lines = shown.filter(({ kind }) => boundaries.has(kind))
  const rings = ringsInFrame(area, view)
  const seen = lines.filter(({ features }) => features.some((feature) => edgeShows(feature.rings, frame)))
  const legend = legendOf([...ground, ...seen], width, mapHeight + 26)
  const taken = reserved()
  const corners = cornerMarks(area, view, taken)
  return {
    width,
    height: legend.bottom,
    says: `申请范围示意图：${shown.map(({ title }) => title).join('、') || '没有图层'}`,
    marks: [
      { kind: 'area', rings: [box(frame)], fill: '#ffffff' },
      ...ground.flatMap(({ style, features }) => features.flatMap((feature) => styled(feature.rings, style))),
      ...lines.flatMap(({ style, features }) => features.flatMap((feature) => styled(feature.rings, style))),
      ...styled(rings, applied),
      ...gridMarks(view),
      ...featureLabels([...ground, ...lines], legend.numberOf, taken),
      ...corners,
      ...northMarks(),
      { kind: 'area', rings: [box(frame)], stroke: { color: '#000000', width: 1 } },
      ...scaleMarks(view, mapHeight + 12),
      ...legend.marks,
    ],
  }
}
