/** Where an application lies, as the columns that it is found by. */
import { boundsOf, readShape } from '#land/shape.ts'
import type { Application } from '#rules/situation.ts'

/** Degrees; null without an area. */
export type BoundsColumns = {
  readonly west: number | null
  readonly south: number | null
  readonly east: number | null
  readonly north: number | null
}

/** An area that cannot be read may lie anywhere: it is found near every place, and told of there. */
const anywhere: BoundsColumns = { west: -180, south: -90, east: 180, north: 90 }

export const boundsColumns = ({ area }: Pick<Application, 'area'>): BoundsColumns => {
  if (area === undefined) return { west: null, south: null, east: null, north: null }
  const { value } = readShape(area)
  if (!value) return anywhere
  const [west, south, east, north] = boundsOf(value)
  return { west, south, east, north }
}
