/** What an outsider is told of layers whose shapes are not public: whether they are met, coarsely, or to ask the office. */
import type { Message } from '#document/document.ts'
import { layerTitle } from '#rules/layer-kind.ts'
import type { LandFacts, Overlap } from '#rules/situation.ts'
import { type LayerSource, mapLayers } from './map.ts'

/**
 * `open`: everybody sees the shapes. `told`: outsiders learn only whether an area meets it, the share in tenths.
 * `office`: outsiders are told to ask at the office.
 */
export type Openness = 'open' | 'told' | 'office'

export const opennesses: readonly Openness[] = ['open', 'told', 'office']

export const isOpenness = (word: string): word is Openness => (opennesses as readonly string[]).includes(word)

type Guarded = LayerSource & { readonly openness: Openness }

/** Names under which the layers come back in the facts of an overlay. */
const namesOf = (sources: readonly LayerSource[]): ReadonlySet<string> =>
  new Set(sources.flatMap((source) => mapLayers(source).map(({ name }) => name)))

/** Features without what they are called: messages and findings name them. */
const nameless = <T extends LayerSource>(source: T): T => ({
  ...source,
  features: source.features.map(({ properties, geometry }) => {
    const { kind, zone } = properties ?? {}
    return {
      properties: { ...(kind === undefined ? {} : { kind }), ...(zone === undefined ? {} : { zone }) },
      geometry,
    }
  }),
})

/** m: distances to a layer that is not public are told in such steps, never too far. */
const step = 100

/** A tenth of the area at least, and all of it only where it is covered. */
const coarse = (share: number, covered: boolean): number =>
  covered ? 1 : Math.min(0.9, Math.max(0.1, Math.round(share * 10) / 10))

/** All that is met of one layer as one overlap in tenths; else the nearest of it in hundreds of metres; slivers are left out. */
const coarsened = (overlaps: readonly Overlap[], area: number): Overlap[] => {
  const [first] = overlaps
  if (!first) return []
  const { layer, kind, zone } = first
  const title = `${layerTitle(kind ?? layer)}（范围不公开，数值为取整值）`
  const common = { layer, ...(kind ? { kind } : {}), ...(zone ? { zone } : {}), feature: title, sliver: false }
  const met = overlaps.filter((overlap) => overlap.area > 0 && !overlap.sliver)
  if (met.length > 0) {
    const covered = met.some(({ covers, share }) => covers ?? share === 1)
    const share = coarse(
      met.reduce((sum, overlap) => sum + overlap.share, 0),
      covered,
    )
    return [{ ...common, area: Math.round(share * area), share, covers: covered }]
  }
  const nearest = Math.min(...overlaps.map(({ distance }) => distance ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(nearest)) return []
  return [{ ...common, area: 0, share: 0, covers: false, distance: Math.floor(nearest / step) * step }]
}

/** The layers an outsider's area is laid over, and how the facts of that are told to an outsider. */
export const forOutsiders = (
  sources: readonly Guarded[],
): {
  readonly sources: readonly LayerSource[]
  readonly tell: (facts: LandFacts) => LandFacts
  readonly messages: readonly Message[]
} => {
  const told = sources.filter(({ openness }) => openness === 'told').map(nameless)
  const names = namesOf(told)
  return {
    sources: [...sources.filter(({ openness }) => openness === 'open'), ...told],
    tell: (facts) => ({
      ...facts,
      overlaps: [
        ...facts.overlaps.filter(({ layer }) => !names.has(layer)),
        ...[...names].flatMap((name) =>
          coarsened(
            facts.overlaps.filter(({ layer }) => layer === name),
            facts.area,
          ),
        ),
      ],
    }),
    messages: sources
      .filter(({ openness }) => openness === 'office')
      .map(({ name, kind }) => ({
        severity: 'warning',
        text: `“${layerTitle(kind ?? name)}”的范围不公开：是否涉及需到窗口核实`,
        textEn: `The layer "${kind ?? name}" is not public: ask at the office whether it is met`,
      })),
  }
}
