/** Which of a folder's layers speak of a county: national and provincial data come for many at once. */
import { type LandMessage, type LandResult, warning } from '#land/message.ts'
import { partsOf, readShape, type Shape, shapeOfParts } from '#land/shape.ts'
import { layerKindOf, layerKinds } from '#rules/layer-kind.ts'
import type { LayerSource } from './map.ts'

/** Six digits where the feature carries them; null where it says nothing. */
const codeOf = (feature: LayerSource['features'][number]): string | null =>
  /^\d{6}/.exec(String(feature.properties?.region ?? ''))?.[0] ?? null

const covers = (scope: string, region: string): boolean => region.startsWith(scope.replace(/(?:00)+$/, ''))

/** True for a region itself, what holds it, and what it holds. */
const belongs = (code: string | null, region: string): boolean =>
  code === null || covers(code, region) || covers(region, code)

/** Ground that is closed everywhere in the country: a layer that has none of it for a county was not made for it. */
const everywhere = ({ name, kind }: LayerSource): boolean => {
  const known = layerKindOf(kind ?? '') ?? layerKindOf(name)
  return known !== null && layerKinds[known].grounds.length > 0 && layerKinds[known].zone === undefined
}

/**
 * The layers with only what belongs to the region (six-digit code; any other text leaves all of them). A layer drawn for
 * other counties only is left out and told, or stays as one that says "none" where it shows zones, blocks or rights of
 * a folder that knows the region.
 */
export const layersOfRegion = (layers: readonly LayerSource[], region: string): LandResult<readonly LayerSource[]> => {
  if (!/^\d{6}$/.test(region)) return { value: layers, messages: [] }
  const known = layers.some(({ features }) => features.some((feature) => belongs(codeOf(feature), region)))
  const messages: LandMessage[] = []
  const value = layers.flatMap((layer) => {
    const features = layer.features.filter((feature) => belongs(codeOf(feature), region))
    if (features.length > 0 || layer.features.length === 0 || (known && !everywhere(layer)))
      return [{ ...layer, features }]
    messages.push(
      warning(
        `图层“${layer.name}”没有行政区 ${region} 的要素，按未加载处理`,
        `layer "${layer.name}" has no feature of ${region}; it counts as not loaded`,
      ),
    )
    return []
  })
  return { value, messages }
}

/** The outline of a county or city out of the features that draw it; null where none of them is an area. */
export const outlineOf = (features: readonly { readonly geometry: unknown }[]): Shape | null => {
  const parts = features.flatMap(({ geometry }) => {
    const { value } = readShape(geometry)
    return value ? partsOf(value) : []
  })
  return parts.length > 0 ? shapeOfParts(parts) : null
}
