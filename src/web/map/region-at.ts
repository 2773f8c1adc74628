import { middleOf, type Shape, shapeHolds } from '#land/shape.ts'
import { asShape } from './label.ts'
import type { ShownLayer } from './map-view.tsx'

/** The code of the county an area lies in, by the county outlines on the map; null where none of them holds it. */
export const regionAt = (area: Shape, layers: readonly Pick<ShownLayer, 'layer' | 'features'>[]): string | null => {
  const middle = middleOf(area)
  for (const { layer, features } of layers) {
    if (layer.kind !== 'county') continue
    for (const { geometry, properties } of features.features) {
      const shape = asShape(geometry)
      if (shape && shapeHolds(shape, middle)) return String(properties?.code ?? '') || null
    }
  }
  return null
}
