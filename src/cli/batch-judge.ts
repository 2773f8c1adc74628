/** Judges rights of a list over the layers of a folder, which are indexed once. */
import { loadGeos } from '#land/geos.ts'
import { readShape } from '#land/shape.ts'
import { type BatchRow, judgeListed, type Laid, type ListedRight } from '#review/batch.ts'
import { factsOver, indexMap, type LayerSource, mapLayers } from '#review/map.ts'
import type { ReviewContext } from '#review/opinion.ts'

/** All a right is held against. `layers` is null where no folder of layers was given; `near` in metres. */
export type BatchJob = {
  readonly layers: readonly LayerSource[] | null
  readonly near: number
  readonly context: ReviewContext
}

export type Judge = { readonly judge: (listed: ListedRight) => BatchRow; readonly release: () => void }

export const judgeOver = async ({ layers, near, context }: BatchJob): Promise<Judge> => {
  if (!layers) return { judge: (listed) => judgeListed(listed, null, context), release: () => {} }
  const geos = await loadGeos()
  const map = indexMap(geos, layers.flatMap(mapLayers), near)
  const laid = ({ right }: ListedRight): Laid | null => {
    if (!right?.application.area) return null
    const { value: shape, messages } = readShape(right.application.area)
    return shape ? factsOver(geos, shape, map) : { value: null, messages }
  }
  return { judge: (listed) => judgeListed(listed, laid(listed), context), release: () => map.release() }
}
