/** Reads the folder of --layers: what is in it, and what the applied area meets there. */
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { readBytes } from '#cli/plan-file.ts'
import { type Options, reason, tell, Unusable, unusable } from '#cli/verb.ts'
import { readGisFile } from '#exchange/gis-file.ts'
import { applyProfile, underHouseNames } from '#exchange/layer-profile.ts'
import { readShape } from '#land/shape.ts'
import { factsOver, indexMap, type LayerSource, type MapLayer, mapLayers, nearAsked } from '#review/map.ts'
import { placedByRegion, wantsPlace } from '#review/mine-place.ts'
import { layersOfRegion } from '#review/region-layers.ts'
import type { Words } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { Application, LandFacts, LedgerFacts } from '#rules/situation.ts'

const readable: ReadonlySet<string> = new Set(['.geojson', '.json', '.zip', '.gpkg', '.dxf'])

/** Layers in forms that are not read as they lie there: silence would pass for "no restriction". */
const notRead: Readonly<Record<string, Words>> = {
  '.shp': {
    zh: '散放的 shapefile 不读取，请连同 .shx、.dbf、.prj 打包为 .zip',
    en: 'a shapefile is read as a .zip with its .shx, .dbf and .prj',
  },
  '.kml': { zh: '不读取 .kml，请转换为 .geojson', en: '.kml is not read; convert it to .geojson' },
  '.kmz': { zh: '不读取 .kmz，请转换为 .geojson', en: '.kmz is not read; convert it to .geojson' },
  '.gdb': { zh: '不读取 .gdb，请转换为 .gpkg', en: '.gdb is not read; convert it to .gpkg' },
  '.tab': { zh: '不读取 .tab，请转换为 .gpkg', en: '.tab is not read; convert it to .gpkg' },
  '.mif': { zh: '不读取 .mif，请转换为 .gpkg', en: '.mif is not read; convert it to .gpkg' },
}

const namesIn = async (folder: string, options: Options): Promise<string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    for (const { name } of entries) {
      const why = notRead[extname(name).toLowerCase()]
      if (why) tell(`${join(folder, name)}: ${why[options.lang]}`)
    }
    return entries
      .filter((entry) => !entry.isDirectory() && readable.has(extname(entry.name).toLowerCase()))
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    const why = reason(error)
    throw new Unusable(
      `${folder}: 不是可读的图层文件夹：${why.zh}`,
      `${folder}: no readable folder of layers: ${why.en}`,
    )
  }
}

type Said = { readonly severity: string; readonly text: string; readonly textEn: string }
const tellAll = (messages: readonly Said[], file: string, { lang }: Options): void => {
  for (const { severity, text, textEn } of messages)
    if (severity !== 'info') tell(`${file}: ${lang === 'en' ? textEn : text}`)
}

/** Every layer of a folder under the names of the house; what cannot be read is told on standard error. */
export const readLayers = async (folder: string, options: Options): Promise<readonly LayerSource[]> => {
  const layers: LayerSource[] = []
  for (const name of await namesIn(folder, options)) {
    const file = join(folder, name)
    const { value, messages } = await readGisFile(await readBytes(file), name)
    tellAll(messages, file, options)
    // A feature that was left out may lie anywhere: its layer cannot say that nothing is there.
    const lost = messages.filter(({ severity, row }) => severity === 'error' && row !== undefined)
    for (const layer of value) {
      const { value: profiled, messages: told } = applyProfile(layer.name, layer.collection)
      const own = layer.collection.features[0]?.properties?.kind
      const kind = profiled.kind ?? (typeof own === 'string' ? own : undefined)
      if (kind === undefined) tellAll(told, file, options)
      const { features } = underHouseNames(layer.collection, profiled)
      const kept = [...features, ...lost.map(() => ({ properties: null, geometry: null }))]
      layers.push({ name: layer.name, ...(kind === undefined ? {} : { kind }), features: kept })
    }
  }
  if (layers.length === 0) throw new Unusable(`${folder}: 没有可用的图层`, `${folder}: holds no usable layer`)
  return layers
}

/** The ledger with what the layers tell of where mines lie, where it does not say; mines without a region lie in `own`. */
export const placedFrom = (sources: readonly LayerSource[], ledger: LedgerFacts, own: string): LedgerFacts => {
  if (!wantsPlace(ledger)) return ledger
  const regions = new Set([own, ...ledger.mines.flatMap(({ region }) => region ?? [])])
  const codes = [...regions].filter((region) => /^\d{6}$/.test(region))
  return placedByRegion(ledger, new Map(codes.map((code) => [code, layersOfRegion(sources, code).value])), own)
}

/**
 * What the area of the application meets in the layers, and those layers as they are drawn; without layers the facts say
 * only how large it is, without an area they are null. Throws Unusable, with the corner, where it is no valid polygon.
 */
export const landFrom = async (
  sources: readonly LayerSource[],
  application: Application,
  rules: readonly Rule[],
  options: Options,
): Promise<{ readonly land: LandFacts | null; readonly layers: readonly MapLayer[] }> => {
  if (!application.area) return { land: null, layers: [] }
  const { value: shape, messages } = readShape(application.area)
  if (!shape) throw unusable('area', messages)
  const { value: layers, messages: left } = layersOfRegion(sources, application.region)
  tellAll(left, options.layers ?? '', options)
  const { loadGeos } = await import('#land/geos.ts')
  const geos = await loadGeos()
  const mapped = layers.flatMap(mapLayers)
  const map = indexMap(geos, mapped, nearAsked(rules))
  try {
    const { value, messages: told } = factsOver(geos, shape, map)
    if (!value) throw unusable('area', told)
    tellAll(told, 'area', options)
    return { land: value, layers: mapped }
  } finally {
    map.release()
  }
}
