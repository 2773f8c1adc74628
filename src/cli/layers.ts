/** Reads the folder of --layers: what is in it, and what the applied area meets there. */
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { readBytes } from '#cli/plan-file.ts'
import { type Options, reason, Unusable, unusable } from '#cli/verb.ts'
import { readGisFile } from '#exchange/gis-file.ts'
import { applyProfile, underHouseNames } from '#exchange/layer-profile.ts'
import { readShape } from '#land/shape.ts'
import { factsOver, indexMap, type LayerSource, type MapLayer, mapLayers, nearAsked } from '#review/map.ts'
import { layersOfRegion } from '#review/region-layers.ts'
import type { Rule } from '#rules/rule.ts'
import type { Application, LandFacts } from '#rules/situation.ts'

const readable: ReadonlySet<string> = new Set(['.geojson', '.json', '.zip', '.gpkg'])

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    const names = await readdir(folder)
    return names.filter((name) => readable.has(extname(name).toLowerCase())).sort()
  } catch (error) {
    const why = reason(error)
    throw new Unusable(
      `${folder}: 不是可读的图层文件夹：${why.zh}`,
      `${folder}: no readable folder of layers: ${why.en}`,
    )
  }
}

type Said = { readonly severity: string; readonly text: string; readonly textEn: string }
const tell = (messages: readonly Said[], file: string, { lang }: Options): void => {
  for (const { severity, text, textEn } of messages)
    if (severity !== 'info') process.stderr.write(`${file}: ${lang === 'en' ? textEn : text}\n`)
}

/** Every layer of a folder under the names of the house; what cannot be read is told on standard error. */
export const readLayers = async (folder: string, options: Options): Promise<readonly LayerSource[]> => {
  const layers: LayerSource[] = []
  for (const name of await namesIn(folder)) {
    const file = join(folder, name)
    const { value, messages } = await readGisFile(await readBytes(file), name)
    tell(messages, file, options)
    for (const layer of value) {
      const { value: profiled, messages: told } = applyProfile(layer.name, layer.collection)
      const own = layer.collection.features[0]?.properties?.kind
      const kind = profiled.kind ?? (typeof own === 'string' ? own : undefined)
      if (kind === undefined) tell(told, file, options)
      const { features } = underHouseNames(layer.collection, profiled)
      layers.push({ name: layer.name, ...(kind === undefined ? {} : { kind }), features })
    }
  }
  if (layers.length === 0) throw new Unusable(`${folder}: 没有可用的图层`, `${folder}: holds no usable layer`)
  return layers
}

/**
 * What the area of the application meets in the folder's layers, and those layers; without a folder the facts say only
 * how large it is, without an area they are null. Throws Unusable, with the corner, where it is no valid polygon.
 */
export const landFrom = async (
  folder: string | undefined,
  application: Application,
  rules: readonly Rule[],
  options: Options,
): Promise<{ readonly land: LandFacts | null; readonly layers: readonly MapLayer[] }> => {
  const sources = folder === undefined ? [] : await readLayers(folder, options)
  if (!application.area) return { land: null, layers: [] }
  const { value: shape, messages } = readShape(application.area)
  if (!shape) throw unusable('area', messages)
  const { value: layers, messages: left } = layersOfRegion(sources, application.region)
  tell(left, folder ?? '', options)
  const { loadGeos } = await import('#land/geos.ts')
  const geos = await loadGeos()
  const mapped = layers.flatMap(mapLayers)
  const map = indexMap(geos, mapped, nearAsked(rules))
  try {
    const { value, messages: told } = factsOver(geos, shape, map)
    if (!value) throw unusable('area', told)
    tell(told, 'area', options)
    return { land: value, layers: mapped }
  } finally {
    map.release()
  }
}
