/** corners FILE: what a file of corner points says, with everything that is wrong told by row and corner. */
import { readLayers } from '#cli/layers.ts'
import { readBytes } from '#cli/plan-file.ts'
import { type Lang, type Options, printJson, tell, unusable, type Verb } from '#cli/verb.ts'
import { cornerText } from '#exchange/corner-book.ts'
import { type CornerReading, readCorners } from '#land/corner-file.ts'
import type { LandMessage } from '#land/message.ts'
import type { Shape } from '#land/shape.ts'
import { layersOfRegion, outlineOf } from '#review/region-layers.ts'
import { altitudeWords } from '#rules/altitude.ts'
import { layerKindOf } from '#rules/layer-kind.ts'
import { areaText, areaTextEn } from '#rules/measure-text.ts'

/** The county to hold the corners against, out of the folder of --layers; null where none is given or none is drawn. */
const countyFrom = async (options: Options): Promise<Shape | null> => {
  const { layers: folder, region, lang } = options
  if (folder === undefined) {
    const unheld = {
      zh: '没有 --layers，拐点未与县界核对',
      en: 'without --layers the corners are not held against the county',
    }
    if (region !== undefined) tell(unheld[lang])
    return null
  }
  const all = await readLayers(folder, options)
  const layers = region === undefined ? all : layersOfRegion(all, region).value
  const kinds = layers.map((layer) => ({ layer, kind: layerKindOf(layer.kind ?? layer.name) }))
  const drawn = kinds.find(({ kind }) => kind === 'county') ?? kinds.find(({ kind }) => kind === 'city')
  return outlineOf(drawn?.layer.features ?? [])
}

/** m², metres, degrees on CGCS2000. */
const published = (file: string, reading: CornerReading, messages: readonly LandMessage[]): unknown => {
  const { form, system, datum, shape, planeArea, ellipsoidArea, stated, altitude, parcels, corners, mends } = reading
  return {
    source: { file },
    form,
    datum,
    zone: system?.kind === 'plane' ? system.zone : null,
    zoneWidth: system?.kind === 'plane' ? system.width : null,
    zoneWanted: reading.zoneWanted,
    shape,
    planeArea: shape ? planeArea : null,
    ellipsoidArea: shape ? ellipsoidArea : null,
    statedArea: stated?.area ?? null,
    altitude,
    parcels: parcels.map(({ stated: own, ...parcel }) => ({ ...parcel, statedArea: own?.area ?? null })),
    corners,
    messages,
    mends,
  }
}

const summary = (reading: CornerReading, lang: Lang): string => {
  const { system, shape, planeArea, ellipsoidArea, stated, altitude, corners } = reading
  const zone = system?.kind === 'plane' ? system.zone : null
  const size = lang === 'en' ? areaTextEn : areaText
  const lines =
    lang === 'en'
      ? [
          `${corners.length} corners${zone === null ? '' : `, zone ${zone}`}`,
          shape ? `area: ${size(planeArea)} in the plane, ${size(ellipsoidArea)} on the ellipsoid` : 'no usable area',
          ...(stated ? [`stated area: ${size(stated.area)}`] : []),
          ...(altitude ? [`altitude limits: ${altitudeWords(altitude).en}`] : []),
          ...reading.mends.map((mend) => `proposed: ${mend.textEn}`),
        ]
      : [
          `拐点 ${corners.length} 个${zone === null ? '' : `，第 ${zone} 带`}`,
          shape ? `面积：平面 ${size(planeArea)}，椭球 ${size(ellipsoidArea)}` : '没有可用的范围',
          ...(stated ? [`写明面积：${size(stated.area)}`] : []),
          ...(altitude ? [`开采标高：${altitudeWords(altitude).zh}`] : []),
          ...reading.mends.map((mend) => `建议：${mend.text}`),
        ]
  return `${lines.join('\n')}\n`
}

/** Throws Unusable where there is neither an area nor a mend that would give one; with --json all that was read is printed before. */
export const corners: Verb = async ([file], options) => {
  const { zone, json, lang } = options
  const { value: text, messages: unread } = await cornerText(await readBytes(file!))
  if (text === null) throw unusable(file!, unread)
  const outline = await countyFrom(options)
  const { value, messages } = readCorners(text, {
    ...(zone === undefined ? {} : { zone }),
    ...(outline ? { outline } : {}),
  })
  if (json) printJson(published(file!, value, messages))
  const wrong = messages.filter(({ severity }) => severity !== 'info')
  if (!value.shape && value.mends.length === 0) throw unusable(file!, wrong)
  for (const { text: zh, textEn, row } of wrong)
    tell(`${file}${row === undefined ? '' : `:${row}`}: ${lang === 'en' ? textEn : zh}`)
  if (!json) process.stdout.write(summary(value, lang))
}
