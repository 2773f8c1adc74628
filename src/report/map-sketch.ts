/** The sketch an opinion carries: what is applied for with its corners, and what lies on and near it. */
import { boundsOf, type Shape } from '#land/shape.ts'
import { edgeShows } from '#report/clip.ts'
import type { Drawing } from '#report/drawing.ts'
import { box, gridMarks, northMarks, scaleMarks } from '#report/map-frame.ts'
import { cornerMarks, featureLabels, reserved } from '#report/map-label.ts'
import { legendOf } from '#report/map-legend.ts'
import { applied, type Shown, styled, styleOf } from '#report/map-style.ts'
import { frame, mapHeight, reach, ringsInFrame, type View, viewOf, width } from '#report/map-view.ts'
import type { MapLayer } from '#review/map.ts'
import type { Language } from '#rules/english.ts'
import { type LayerKind, layerName } from '#rules/layer-kind.ts'

const boundaries: ReadonlySet<LayerKind | null> = new Set(['city', 'county', 'township'])

const shownOf = (layers: readonly MapLayer[], view: View, language: Language): Shown[] => {
  const [west, south, east, north] = reach(view)
  return layers.flatMap(({ kind, name, features }): Shown[] => {
    const seen = features.flatMap(({ name: called, code, shape }) => {
      const [w, s, e, n] = boundsOf(shape)
      if (w > east || e < west || s > north || n < south) return []
      const rings = ringsInFrame(shape, view)
      // A township is known by its name alone.
      const own = code && code !== called && !boundaries.has(kind) ? `${code} ${called}` : called
      return rings.length > 0 ? [{ name: own, rings }] : []
    })
    return seen.length > 0
      ? [{ kind, title: kind ? layerName(kind)[language] : name, style: styleOf(kind), features: seen }]
      : []
  })
}

/** The sketch of an area (degrees on CGCS2000) among layers; those that do not reach into it are not named. */
export const mapSketch = (area: Shape, layers: readonly MapLayer[], language: Language = 'zh'): Drawing => {
  const view = viewOf(area)
  const shown = shownOf(layers, view, language)
  const ground = shown.filter(({ kind }) => !boundaries.has(kind))
  const lines = shown.filter(({ kind }) => boundaries.has(kind))
  const rings = ringsInFrame(area, view)
  const seen = lines.filter(({ features }) => features.some((feature) => edgeShows(feature.rings, frame)))
  const legend = legendOf([...ground, ...seen], width, mapHeight + 26, language)
  const taken = reserved()
  const corners = cornerMarks(area, view, taken)
  return {
    width,
    height: legend.bottom,
    says:
      language === 'en'
        ? `Sketch of the area: ${shown.map(({ title }) => title).join(', ') || 'no layer'}`
        : `申请范围示意图：${shown.map(({ title }) => title).join('、') || '没有图层'}`,
    marks: [
      { kind: 'area', rings: [box(frame)], fill: '#ffffff' },
      ...ground.flatMap(({ style, features }) => features.flatMap((feature) => styled(feature.rings, style))),
      ...lines.flatMap(({ style, features }) => features.flatMap((feature) => styled(feature.rings, style))),
      ...styled(rings, applied),
      ...gridMarks(view),
      ...featureLabels([...ground, ...lines], legend.numberOf, taken),
      ...corners,
      ...northMarks(language),
      { kind: 'area', rings: [box(frame)], stroke: { color: '#000000', width: 1 } },
      ...scaleMarks(view, mapHeight + 12, language),
      ...legend.marks,
    ],
  }
}
