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

/** What layers are called in the facts of an overlay, with their titles. */
const calledOf = (sources: readonly LayerSource[]): ReadonlyMap<string, string> =>
  new Map(sources.flatMap(mapLayers).map(({ name, kind }) => [kind ?? name, layerTitle(kind ?? name)]))

/** In words of its own: what is told of a shape that is mended, or cannot be used, would show where it lies. */
const unusableIn = (title: string): Message => ({
  severity: 'warning',
  text: `“${title}”的范围不公开，且有要素的图形不能使用：是否涉及需到窗口核实`,
  textEn: `The layer "${title}" is not public and has a shape that cannot be used: ask at the office whether it is met`,
})

/**
 * The layers an outsider's area is laid over: those everybody sees, and apart from them those of which only that much is
 * told. `tell` puts together what was found over the two; `messages` name the layers of which the office answers.
 */
export const forOutsiders = (
  sources: readonly Guarded[],
): {
  readonly open: readonly LayerSource[]
  readonly told: readonly LayerSource[]
  readonly tell: (open: LandFacts, told: LandFacts) => { value: LandFacts; messages: readonly Message[] }
  readonly messages: readonly Message[]
} => {
  const open = sources.filter(({ openness }) => openness === 'open')
  const told = sources.filter(({ openness }) => openness === 'told').map(nameless)
  return {
    open,
    told,
    tell: (shown, guarded) => {
      const [asked, unseen] = [calledOf(open), calledOf(told)]
      // What both hold a layer of is answered only where both answer.
      const answered = [...new Set([...shown.layers, ...guarded.layers])].filter(
        (called) =>
          (!asked.has(called) || shown.layers.includes(called)) &&
          (!unseen.has(called) || guarded.layers.includes(called)),
      )
      const met = [...namesOf(told)].flatMap((name) =>
        coarsened(
          guarded.overlaps.filter(({ layer }) => layer === name),
          guarded.area,
        ),
      )
      return {
        value: { ...shown, layers: answered, overlaps: [...shown.overlaps, ...met] },
        messages: [...unseen].flatMap(([called, title]) => (guarded.layers.includes(called) ? [] : unusableIn(title))),
      }
    },
    messages: sources
      .filter(({ openness }) => openness === 'office')
      .map(({ name, kind }) => ({
        severity: 'warning',
        text: `“${layerTitle(kind ?? name)}”的范围不公开：是否涉及需到窗口核实`,
        textEn: `The layer "${kind ?? name}" is not public: ask at the office whether it is met`,
      })),
  }
}
