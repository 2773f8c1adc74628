/** Where mines and applications lie by the map, where they do not say themselves: the loop from layers to the ledger. */
import { type Bounds, boundsOf, type Position, partsOf, readShape, type Shape, shapeHolds } from '#land/shape.ts'
import type { ZoneKind } from '#plan/plan.ts'
import { layerKinds } from '#rules/layer-kind.ts'
import type { Application, LedgerFacts, MineEntry } from '#rules/situation.ts'
import { type LayerSource, type MapLayer, mapLayers } from './map.ts'

/** Halfway along the longest stretch inside the shape at half its height: always a place within it. */
const placeWithin = (shape: Shape): Position => {
  const [west, south, east, north] = boundsOf(shape)
  const y = (south + north) / 2
  const crossings = partsOf(shape)
    .flat()
    .flatMap((ring) =>
      ring.slice(1).flatMap(([bx, by], i): number[] => {
        const [ax, ay] = ring[i]!
        return ay > y === by > y ? [] : [((bx - ax) * (y - ay)) / (by - ay) + ax]
      }),
    )
    .sort((a, b) => a - b)
  let best: readonly [number, number] = [west, east]
  let widest = -1
  for (let i = 1; i < crossings.length; i += 2) {
    const width = crossings[i]! - crossings[i - 1]!
    if (width > widest) [widest, best] = [width, [crossings[i - 1]!, crossings[i]!]]
  }
  return [(best[0] + best[1]) / 2, y]
}

/** The one place that stands for a point or an area; null where it has none. */
const placeOf = (location: MineEntry['location'] | Application['area']): Position | null => {
  if (!location) return null
  if (location.type === 'Point') return location.coordinates as unknown as Position
  const { value } = readShape(location)
  return value ? placeWithin(value) : null
}

/** Bounds of shapes, for as long as somebody keeps the shape. */
const bounds = new WeakMap<Shape, Bounds>()

const holds = (shape: Shape, place: Position): boolean => {
  const known = bounds.get(shape) ?? boundsOf(shape)
  bounds.set(shape, known)
  const [west, south, east, north] = known
  const [x, y] = place
  return west <= x && x <= east && south <= y && y <= north && shapeHolds(shape, place)
}

/** Names of the features of a layer that hold the place. */
const held = ({ features }: MapLayer, place: Position): string[] =>
  features.filter(({ shape }) => holds(shape, place)).map(({ name }) => name)

/** The entries that the map could place: they have a place there, and do not say all that it would tell. */
const toPlace = ({ mines, ahead }: LedgerFacts): readonly (MineEntry | Application)[] => [
  ...mines.filter(({ location, inside, township, block }) => location && !(inside && township && block)),
  ...(ahead ?? []).filter(({ area, inside, township, block }) => area && !(inside && township && block)),
]

/** True where the ledger has something that the map could place: only then are layers worth loading. */
export const wantsPlace = (ledger: LedgerFacts): boolean => toPlace(ledger).length > 0

/** Codes of the regions whose layers could place something. */
export const regionsToPlace = (ledger: LedgerFacts): readonly string[] => [
  ...new Set(toPlace(ledger).flatMap(({ region }) => region ?? [])),
]

/**
 * The ledger with townships, zones and blocks told by the layers, where an entry has a place on the map and does not say them
 * itself. Something astride a boundary lies where its middle lies. Of a kind of layer that is not loaded nothing is said;
 * of one of whose features some cannot be used only what is found, never that there is none.
 */
export const placedLedger = (ledger: LedgerFacts, sources: readonly LayerSource[]): LedgerFacts => {
  const layers = sources.flatMap(mapLayers)
  const unsure = new Set(layers.flatMap(({ kind, lost }) => (lost > 0 ? (kind ?? []) : [])))
  const unsureZones = new Set([...unsure].map((kind) => layerKinds[kind].zone))
  const townships = layers.filter(({ kind }) => kind === 'township')
  const blocks = layers.filter(({ kind }) => kind === 'mining-block')
  const zones = new Map<ZoneKind, MapLayer[]>()
  for (const layer of layers) {
    const kind = layer.kind === null ? undefined : layerKinds[layer.kind].zone
    if (kind) zones.set(kind, [...(zones.get(kind) ?? []), layer])
  }
  const placed = <T extends Pick<MineEntry, 'township' | 'inside' | 'block' | 'mapped'>>(
    entry: T,
    place: Position | null,
  ): T => {
    if (!place) return entry
    const township = entry.township ?? townships.flatMap((layer) => held(layer, place))[0]
    const found = blocks.flatMap(({ features }) => features.filter(({ shape }) => holds(shape, place)))[0]
    const noBlock = blocks.length > 0 && !unsure.has('mining-block')
    const block = entry.block ?? (found ? (found.code ?? found.name) : noBlock ? 'none' : undefined)
    const mapped = [...zones]
      .map(([kind, of]) => ({ kind, names: of.flatMap((layer) => held(layer, place)) }))
      .filter(({ kind, names }) => names.length > 0 || !unsureZones.has(kind))
    return {
      ...entry,
      ...(township ? { township } : {}),
      ...(block ? { block } : {}),
      ...(entry.inside ? {} : { mapped }),
    }
  }
  const { mines, ahead } = ledger
  return {
    ...ledger,
    mines: mines.map((mine) => placed(mine, placeOf(mine.location))),
    ...(ahead ? { ahead: ahead.map((other) => placed(other, placeOf(other.area))) } : {}),
  }
}

/**
 * As placedLedger, each entry by the layers of its own region: what one county has no layer of, another's does not answer.
 * `own` is the region of entries that name none; without it they stay as they are.
 */
export const placedByRegion = (
  ledger: LedgerFacts,
  layers: ReadonlyMap<string, readonly LayerSource[]>,
  own?: string,
): LedgerFacts => {
  let told = ledger
  for (const [region, sources] of layers) {
    if (sources.length === 0) continue
    const lies = (entry: { readonly region?: string }): boolean => (entry.region ?? own) === region
    const { mines, ahead } = told
    const of = { ...told, mines: mines.filter(lies), ...(ahead ? { ahead: ahead.filter(lies) } : {}) }
    const there = placedLedger(of, sources)
    const back = <T extends { readonly region?: string }>(all: readonly T[], placed: readonly T[]): T[] => {
      const next = placed.values()
      return all.map((entry) => (lies(entry) ? next.next().value! : entry))
    }
    const queue = ahead && there.ahead ? { ahead: back(ahead, there.ahead) } : {}
    told = { ...told, mines: back(mines, there.mines), ...queue }
  }
  return told
}
