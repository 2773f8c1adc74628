/** The map around a drawn area, held in the browser: while a corner is dragged nothing has to be asked. */
import type { Geos } from '#land/geos.ts'
import { type Bounds, boundsOf, type Shape } from '#land/shape.ts'
import { factsOver, indexMap, type MapIndex, mapLayers, usualNear } from '#review/map.ts'
import type { LandFacts } from '#rules/situation.ts'
import { ApiError, api } from '#web/api.ts'

const metresPerDegree = 111_000
/** m around the area that a hand may reach before the map has to be asked for again. */
const leastMargin = 1500

const widened = ([west, south, east, north]: Bounds, metres: number): Bounds => {
  const dy = metres / metresPerDegree
  const dx = dy / Math.max(Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180), 0.01)
  return [west - dx, south - dy, east + dx, north + dy]
}

const holds = (outer: Bounds, inner: Bounds): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]

/** One window of one region's map. */
export class LocalMap {
  readonly region: string
  readonly #window: Bounds
  readonly #geos: Geos
  readonly #map: MapIndex

  private constructor(region: string, window: Bounds, geos: Geos, map: MapIndex) {
    this.region = region
    this.#window = window
    this.#geos = geos
    this.#map = map
  }

  /** Fetches the layers around the area; the engine is loaded with the first of them. `near` in metres. */
  static async around(area: Shape, region: string, near: number = usualNear): Promise<LocalMap> {
    const bounds = boundsOf(area)
    const size = (bounds[3] - bounds[1]) * metresPerDegree
    const window = widened(bounds, Math.max(leastMargin, Math.min(size, 10_000)))
    // The server adds the usual distance itself.
    const asked = widened(window, Math.max(0, near - usualNear))
    const engine = import('#land/geos.ts').then(({ loadGeos }) => loadGeos())
    const [geos, sources] = await Promise.all([engine, api.landMap(region, asked)])
    return new LocalMap(region, window, geos, indexMap(geos, sources.flatMap(mapLayers), near))
  }

  /** Whether an area can be laid over this window. */
  reaches(area: Shape, region: string, near: number = usualNear): boolean {
    return this.region === region && this.#map.near === near && holds(this.#window, boundsOf(area))
  }

  /** What the area meets. Throws an ApiError that names the corner where it is no valid polygon. */
  over(area: Shape): LandFacts {
    const { value, messages } = factsOver(this.#geos, area, this.#map)
    if (value) return value
    const say = (key: 'text' | 'textEn') => messages.map((message) => message[key]).join('; ')
    throw new ApiError(400, 'unusable-area', say('text'), say('textEn'))
  }

  release(): void {
    this.#map.release()
  }
}
