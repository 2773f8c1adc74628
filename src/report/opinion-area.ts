/** What an opinion's paper says of the area: its size, what it meets, a sketch, its corners. */
import type { Shape } from '#land/shape.ts'
import { mapSketch } from '#report/map-sketch.ts'
import { cornersOf, drawable } from '#report/map-view.ts'
import { opinionWords } from '#report/opinion-words.ts'
import { type Block, text } from '#report/paper.ts'
import { findingNames } from '#report/words.ts'
import type { MapLayer } from '#review/map.ts'
import type { Opinion } from '#review/opinion.ts'
import type { PlacedLand } from '#review/placed.ts'
import { basisIn, type Language, wordsIn } from '#rules/english.ts'
import { areaText, areaTextEn } from '#rules/measure-text.ts'

/** The area in words, as the map has it. */
const areaLine = ({ area, ellipsoid, block, township }: PlacedLand, language: Language): string => {
  const w = opinionWords[language].area
  const size = language === 'en' ? areaTextEn : areaText
  const parts = [
    `${w.plane(size(area))}${ellipsoid === null ? '' : w.ellipsoid(size(ellipsoid))}`,
    ...(township ? [w.township(township)] : []),
    ...(block ? [block === 'none' ? w.outsideBlocks : w.block(block)] : []),
  ]
  return `${parts.join(w.join)}${w.end}`
}

/** A table of more corners would be longer than the opinion. */
const mostCorners = 300

/** 117°30′05.12″. */
const angleText = (degrees: number): string => {
  const hundredths = Math.round(degrees * 360_000)
  const [whole, minutes, seconds] = [
    Math.floor(hundredths / 360_000),
    Math.floor(hundredths / 6000) % 60,
    (hundredths % 6000) / 100,
  ]
  return `${whole}°${String(minutes).padStart(2, '0')}′${seconds.toFixed(2).padStart(5, '0')}″`
}

const cornerBlocks = (area: Shape, language: Language): Block[] => {
  const w = opinionWords[language].area
  const corners = cornersOf(area)
  const several = corners.some(({ ring }) => ring > 1)
  const left = corners.length - mostCorners
  return [
    {
      kind: 'table',
      header: [w.corner, ...(several ? [w.ring] : []), w.x, w.y, w.east, w.north],
      rows: corners
        .slice(0, mostCorners)
        .map(({ name: corner, ring, x, y, longitude, latitude }) => [
          corner,
          ...(several ? [String(ring)] : []),
          x.toFixed(2),
          y.toFixed(2),
          angleText(longitude),
          angleText(latitude),
        ]),
      shares: several ? [10, 8, 20, 22, 20, 20] : [12, 22, 24, 21, 21],
      numbers: several ? [2, 3, 4, 5] : [1, 2, 3, 4],
    },
    text(w.system),
    ...(left > 0 ? [text(w.more(left))] : []),
  ]
}

/** The section on the area; empty where there is neither map nor area. */
export const areaBlocks = (
  { land, application }: Opinion,
  layers: readonly MapLayer[],
  layersLost: boolean,
  language: Language,
): Block[] => {
  const w = opinionWords[language]
  const shape = drawable(application.area)
  const notes = (land?.notes ?? []).map(({ verdict, message, basis }, i) =>
    text(
      `${i + 1}. ${verdict === 'told' ? '' : w.mark(findingNames[verdict][language])}${wordsIn(language, message)}${basis ? w.aside(basisIn(language, basis)) : ''}`,
      { indent: false },
    ),
  )
  return [
    ...(land ? [text(areaLine(land, language))] : []),
    ...notes,
    ...(shape
      ? [{ kind: 'picture' as const, drawing: mapSketch(shape, layers, language), caption: w.area.caption }]
      : []),
    ...(shape && layers.length === 0 ? [text(w.area.noLayers)] : []),
    ...(shape && layersLost ? [text(w.area.layersLost)] : []),
    ...(shape ? cornerBlocks(shape, language) : []),
  ]
}
