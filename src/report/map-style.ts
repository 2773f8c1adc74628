/** How the layers of a sketch are told apart on paper, also on one printed without colours. */
import { hatch } from '#report/clip.ts'
import type { Mark, Point, Stroke } from '#report/drawing.ts'
import { type LayerKind, layerKinds } from '#rules/layer-kind.ts'

export type MapStyle = {
  readonly stroke: Stroke
  /** Lines over the inside: degrees, and points between them. */
  readonly hatch?: { readonly angle: number; readonly gap: number }
  readonly fill?: { readonly color: string; readonly opacity: number }
}

const line = (color: string, width: number, dash?: readonly [number, number]): Stroke => ({
  color,
  width,
  ...(dash ? { dash } : {}),
})

const own: Readonly<Partial<Record<LayerKind, MapStyle>>> = {
  city: { stroke: line('#444444', 1.2, [8, 3]) },
  county: { stroke: line('#444444', 1, [6, 3]) },
  township: { stroke: line('#888888', 0.6, [3, 2]) },
  'red-line': { stroke: line('#b42318', 1), hatch: { angle: 45, gap: 5 } },
  farmland: { stroke: line('#8a6d00', 0.8), hatch: { angle: 0, gap: 5 }, fill: { color: '#f5d90a', opacity: 0.18 } },
  'urban-boundary': { stroke: line('#7a4b2a', 1), hatch: { angle: 90, gap: 5 } },
  forbidden: { stroke: line('#b42318', 0.9), hatch: { angle: 135, gap: 7 } },
  'mining-block': { stroke: line('#1d4ed8', 1.1, [5, 2]), fill: { color: '#1d4ed8', opacity: 0.08 } },
  'exploration-block': { stroke: line('#0e7490', 1.1, [5, 2]), fill: { color: '#0e7490', opacity: 0.08 } },
  'mining-right': { stroke: line('#6d28d9', 1), hatch: { angle: 120, gap: 9 } },
  'exploration-right': { stroke: line('#6d28d9', 1, [2, 2]), hatch: { angle: 60, gap: 9 } },
}

const zone: MapStyle = { stroke: line('#57534e', 0.8, [7, 2]), fill: { color: '#78716c', opacity: 0.08 } }
const closed: MapStyle = { stroke: line('#15803d', 0.9), hatch: { angle: 150, gap: 6 } }

export const styleOf = (kind: LayerKind | null): MapStyle => {
  if (kind === null) return zone
  return own[kind] ?? (layerKinds[kind].grounds.length > 0 ? closed : zone)
}

/** Red, heavy and in front of everything: what is applied for. */
export const applied: MapStyle = { stroke: line('#d00000', 1.8), fill: { color: '#d00000', opacity: 0.12 } }

/** A layer as the sketch shows it, cut to the frame. */
export type Shown = {
  readonly kind: LayerKind | null
  readonly title: string
  readonly style: MapStyle
  readonly features: readonly { readonly name: string; readonly rings: readonly (readonly Point[])[] }[]
}

/** Rings as their style draws them. */
export const styled = (rings: readonly (readonly Point[])[], { stroke, fill, hatch: lines }: MapStyle): Mark[] => [
  ...(fill ? [{ kind: 'area' as const, rings, fill: fill.color, opacity: fill.opacity }] : []),
  ...(lines
    ? [
        {
          kind: 'lines' as const,
          lines: hatch(rings, lines.angle, lines.gap),
          stroke: { color: stroke.color, width: 0.4 },
        },
      ]
    : []),
  { kind: 'area', rings, stroke },
]
