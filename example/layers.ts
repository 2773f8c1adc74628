/**
 * Writes the example's layers: node_modules/.bin/node example/layers.ts
 * Degrees on CGCS2000. Borders are drawn once and shared: neighbours meet corner by corner. Same source, same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ellipsoidArea } from '#land/area.ts'
import type { Position } from '#land/shape.ts'
import { areas, type County, counties, latitudes, type Spot } from './places.ts'

type Line = readonly Position[]

/** Numbers 0…1 that a text decides (mulberry32 over its FNV hash). */
const chance = (seed: string): (() => number) => {
  let state = [...seed].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 16777619), 2166136261)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Nine decimals are a tenth of a millimetre. */
const rounded = ([x, y]: Position): Position => [Number(x.toFixed(9)), Number(y.toFixed(9))]

/** A winding line from one node to another by halving: the same both ways round because it is drawn only once. */
const wind = (from: Position, to: Position, depth: number, random: () => number): Line => {
  if (depth === 0) return [from]
  const sway = (random() - 0.5) * 0.16
  const middle = rounded([
    (from[0] + to[0]) / 2 - (to[1] - from[1]) * sway,
    (from[1] + to[1]) / 2 + (to[0] - from[0]) * sway,
  ])
  return [...wind(from, middle, depth - 1, random), ...wind(middle, to, depth - 1, random)]
}

const borders = new Map<string, Line>()
/** The border between two nodes of the grid, without its last point; straight where two names of one township meet. */
const border = (from: Position, to: Position): Line => {
  const backward = from[0] > to[0] || (from[0] === to[0] && from[1] > to[1])
  const [a, b] = backward ? [to, from] : [from, to]
  const key = `${a}-${b}`
  if (!borders.has(key)) borders.set(key, [...wind(a, b, 5, chance(key)), b])
  const line = borders.get(key)!
  return (backward ? [...line].reverse() : line).slice(0, -1)
}

const around = (nodes: readonly Position[]): Line => {
  const ring = nodes.flatMap((node, i) => border(node, nodes[(i + 1) % nodes.length]!))
  return [...ring, ring[0]!]
}

const longitudeAt = ({ longitudes }: County, column: number): number => longitudes[column]!

/** Ring of one township, counter-clockwise; `columns` is 2 where the row is one township. */
const townshipRing = (county: County, row: number, column: number, columns: number): Line => {
  const node = (c: number, r: number): Position => [longitudeAt(county, c), latitudes[r]!]
  const eastward = Array.from({ length: columns + 1 }, (_, i) => node(column + i, row + 1))
  const westward = Array.from({ length: columns + 1 }, (_, i) => node(column + columns - i, row))
  return around([...eastward, ...westward])
}

const countyRing = (county: County): Line => {
  const last = latitudes.length - 1
  const south: Position[] = [0, 1, 2].map((c) => [longitudeAt(county, c), latitudes[last]!])
  const east: Position[] = latitudes.slice(1, -1).map((latitude) => [longitudeAt(county, 2), latitude])
  const north: Position[] = [2, 1, 0].map((c) => [longitudeAt(county, c), latitudes[0]!])
  const west: Position[] = latitudes.slice(1, -1).map((latitude) => [longitudeAt(county, 0), latitude])
  return around([...south, ...east.reverse(), ...north, ...west])
}

const cityRing = (): Line => {
  const last = latitudes.length - 1
  const columns = counties.flatMap(({ longitudes }, i) => (i === 0 ? longitudes : longitudes.slice(1)))
  const inner = latitudes.slice(1, -1)
  return around([
    ...columns.map((longitude): Position => [longitude, latitudes[last]!]),
    ...[...inner].reverse().map((latitude): Position => [columns.at(-1)!, latitude]),
    ...[...columns].reverse().map((longitude): Position => [longitude, latitudes[0]!]),
    ...inner.map((latitude): Position => [columns[0]!, latitude]),
  ])
}

/** An area of exactly the size the plan states: a box with cut corners for small ones, a wavy outline for large ones. */
const spotRing = (spot: Spot): Line => {
  const random = chance(`${spot.region}${spot.code}`)
  const points = spot.area < 5 ? 8 : 24
  const unit: Position[] = Array.from({ length: points }, (_, i) => {
    const angle = ((i + 0.5) / points) * 2 * Math.PI
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    // A superellipse lies between a circle and a box.
    const radius = (Math.abs(cos) ** 6 + Math.abs(sin) ** 6) ** (-1 / 6)
    const sway = points === 8 ? 1 : 0.94 + random() * 0.12
    return [cos * radius * sway, sin * radius * sway]
  })
  const wide = Math.sqrt(spot.shape ?? 1)
  const ring = (size: number): Line => {
    const line = unit.map(([x, y]) =>
      rounded([
        spot.at[0] + (x * wide * size) / (111.32 * Math.cos((spot.at[1] * Math.PI) / 180)),
        spot.at[1] + (y * size) / wide / 111.13,
      ]),
    )
    return [...line, line[0]!]
  }
  let size = Math.sqrt(spot.area) / 2
  for (let i = 0; i < 4; i++) size *= Math.sqrt((spot.area * 1e6) / areaOf(ring(size)))
  return ring(size)
}

const areaOf = (ring: Line): number => ellipsoidArea({ type: 'Polygon', coordinates: [ring] })

const feature = (properties: Readonly<Record<string, unknown>>, ring: Line) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [ring] },
})

const layers: Record<string, ReturnType<typeof feature>[]> = {
  city: [feature({ region: '990100', code: '990100', name: '岚泽市', kind: 'city' }, cityRing())],
  county: counties.map((county) =>
    feature({ region: county.code, code: county.code, name: county.name, kind: 'county' }, countyRing(county)),
  ),
  township: counties.flatMap((county) =>
    county.rows.flatMap((names, row) =>
      names.map((name, column) =>
        feature(
          { region: county.code, code: `${county.code}${100 + row * 2 + column}`, name, kind: 'township' },
          townshipRing(county, row, column, names.length === 1 ? 2 : 1),
        ),
      ),
    ),
  ),
}
for (const [kind, spots] of Object.entries(areas))
  layers[kind] = spots.map(({ region, code, name, area, minerals, ...spot }) =>
    feature(
      { region, code, name, kind, area, ...(minerals ? { minerals } : {}) },
      spotRing({ region, code, name, area, ...spot }),
    ),
  )

const folder = join(import.meta.dirname, 'layers')
mkdirSync(folder, { recursive: true })
for (const [name, features] of Object.entries(layers)) {
  const lines = features.map((one) => JSON.stringify(one)).join(',\n')
  writeFileSync(
    join(folder, `${name}.geojson`),
    `{"type":"FeatureCollection","name":"${name}","features":[\n${lines}\n]}\n`,
  )
}
for (const one of [...layers.city!, ...layers.county!]) {
  const ring = one.geometry.coordinates[0]!
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  process.stderr.write(
    `${one.properties.name} ${(areaOf(ring) / 1e6).toFixed(2)} km² ${Math.min(...xs)}…${Math.max(...xs)} ${Math.min(...ys)}…${Math.max(...ys)}\n`,
  )
}
