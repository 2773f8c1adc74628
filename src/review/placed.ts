/**
 * What the map says of an application, beside what the applicant says: the block and the zones it lies in, the
 * township, farmland, rights and applications it meets, how large it is. Where the two disagree the map wins, told.
 */
import type { Message } from '#document/document.ts'
import { mappedBlock } from '#rules/block.ts'
import { hasLayer, kindOfOverlap, type LayerKind, layerKinds, layerTitle } from '#rules/layer-kind.ts'
import { areaText, areaTextEn, shareText } from '#rules/measure-text.ts'
import type { Application, LandFacts, Overlap } from '#rules/situation.ts'
import { zoneKindIn } from '#rules/zone.ts'
import { type LandNote, landNote } from './land-note.ts'
import { rightNotes } from './right.ts'
import { statedNote } from './stated-area.ts'

/** One thing the area lies in, with how much of it. */
export type Lying = {
  readonly kind: LayerKind | null
  readonly name: string
  readonly area: number
  readonly share: number
}

export type PlacedLand = {
  /** m², in the plane of the 3° zone and on the ellipsoid; what the applicant states, where it does. */
  readonly area: number
  readonly ellipsoid: number | null
  readonly stated: number | null
  /** Code or name of the block, 'none' outside every block; null: no layer of blocks is loaded. */
  readonly block: string | null
  readonly inside: readonly Lying[]
  readonly township: string | null
  readonly onFarmland: boolean | null
  readonly notes: readonly LandNote[]
}

export type Placed = {
  /** The application as the map has it. */
  readonly application: Application
  readonly land: PlacedLand | null
  readonly messages: readonly Message[]
}

const differs = (zh: string, en: string): Message => ({
  severity: 'warning',
  text: `申请所述与图上不一致：${zh}；以图为准`,
  textEn: `the application and the map disagree: ${en}; the map is taken`,
})

const met = (land: LandFacts): readonly Overlap[] => land.overlaps.filter(({ area, sliver }) => area > 0 && !sliver)
const sorted = (overlaps: readonly Overlap[]): readonly Overlap[] => [...overlaps].sort((a, b) => b.area - a.area)
const ofKind = (land: LandFacts, kind: LayerKind): readonly Overlap[] =>
  sorted(met(land).filter((overlap) => kindOfOverlap(overlap) === kind))

const called = ({ code, feature }: Overlap): string => (code && code !== feature ? `${code} ${feature}` : feature)
const same = (a: string, b: string): boolean => a === b || a.endsWith(b) || b.endsWith(a)

type Answer<T> = { readonly value: T; readonly messages: readonly Message[] }
const silent = <T>(value: T): Answer<T> => ({ value, messages: [] })

/** The block the map shows; the stated one where the area lies in it (two blocks may lie over each other). */
const blockOf = ({ act, block: stated }: Application, land: LandFacts): Answer<string | null> => {
  const kind = `${act}-block` as const
  if (!hasLayer(land, kind)) return silent(null)
  const blocks = ofKind(land, kind)
  const most = mappedBlock(land, act)
  const own =
    stated === undefined ? undefined : blocks.find(({ code, feature }) => code === stated || same(feature, stated))
  const found = own ?? most
  const value = found ? (found.code ?? found.feature) : 'none'
  if (stated === undefined || own || stated === value) return silent(own ? stated! : value)
  const [zh, en] = found
    ? [
        `图上位于区块${called(found)}（${shareText(found.share)}）`,
        `the map shows block “${found.code ?? found.feature}”`,
      ]
    : ['图上不在任何规划区块内', 'the map shows no block']
  return {
    value,
    messages: [
      differs(
        `所述规划区块为“${stated === 'none' ? '不在区块内' : stated}”，${zh}`,
        `${stated === 'none' ? 'stated outside every block' : `block stated as “${stated}”`}, ${en}`,
      ),
    ],
  }
}

/** Zones stated that the map denies, and zones the map shows that were left out. */
const zoneMessages = ({ inside }: Application, land: LandFacts, zones: readonly Overlap[]): readonly Message[] => {
  if (!inside) return []
  const denied = inside.filter((stated) => {
    const kind = zoneKindIn(stated)
    return kind && hasLayer(land, kind) && !zones.some(({ feature, code }) => code === stated || same(feature, stated))
  })
  const unsaid = zones.filter(({ feature, code }) => !inside.some((stated) => code === stated || same(feature, stated)))
  return [
    ...denied.map((zone) =>
      differs(`所述位于“${zone}”，图上不在其中`, `stated inside “${zone}”, the map shows it is not`),
    ),
    ...unsaid.map((zone) =>
      differs(
        `所述规划分区中没有“${zone.feature}”，图上与其重叠${areaText(zone.area)}（${shareText(zone.share)}）`,
        `“${zone.feature}” is not among the zones stated, the map shows ${areaTextEn(zone.area)} (${shareText(zone.share)}) in it`,
      ),
    ),
  ]
}

const townshipOf = ({ township: stated }: Application, land: LandFacts): Answer<string | null> => {
  const towns = ofKind(land, 'township')
  const first = towns[0]
  if (!first) return silent(null)
  const value = towns.find(({ feature }) => feature === stated)?.feature ?? first.feature
  if (stated === undefined || stated === value) return silent(value)
  const list = towns.map(({ feature, share }) => `${feature}（${shareText(share)}）`).join('、')
  const listEn = towns.map(({ feature, share }) => `“${feature}” (${shareText(share)})`).join(', ')
  return {
    value,
    messages: [
      differs(`所述乡镇为“${stated}”，图上位于${list}`, `township stated as “${stated}”, the map shows ${listEn}`),
    ],
  }
}

/**
 * What touches permanent farmland is on farmland. What is clear of it may still be arable land: a stated yes stands, and
 * only where nothing is stated the layer answers.
 */
const farmlandOf = ({ onFarmland: stated }: Application, land: LandFacts): Answer<boolean | null> => {
  if (!hasLayer(land, 'farmland')) return silent(null)
  const fields = ofKind(land, 'farmland')
  if (fields.length === 0) return silent(stated ?? false)
  if (stated !== false) return silent(true)
  const area = fields.reduce((sum, field) => sum + field.area, 0)
  return {
    value: true,
    messages: [
      differs(
        `所述不占用耕地，图上与永久基本农田重叠${areaText(area)}`,
        `stated off farmland, the map shows ${areaTextEn(area)} on permanent farmland`,
      ),
    ],
  }
}

const boundaries: ReadonlySet<LayerKind> = new Set(['city', 'county', 'township'])

const overlapNotes = (land: LandFacts): readonly LandNote[] =>
  sorted(met(land)).flatMap((overlap) => {
    const kind = kindOfOverlap(overlap)
    if (kind && (boundaries.has(kind) || /right$|^application$/.test(kind))) return []
    const title = kind ? layerTitle(kind) : overlap.layer
    const titleEn = kind ? layerKinds[kind].en : overlap.layer
    return [
      landNote(
        'overlap',
        'told',
        {
          zh: `与${title}“${called(overlap)}”重叠${areaText(overlap.area)}，占申请范围的${shareText(overlap.share)}`,
          en: `${titleEn}: ${areaTextEn(overlap.area)}, ${shareText(overlap.share)} of the area (“${called(overlap)}”)`,
        },
        { computed: `${areaText(overlap.area)} / ${areaText(land.area)} = ${shareText(overlap.share)}` },
      ),
    ]
  })

const sliverNotes = (land: LandFacts): readonly LandNote[] => {
  const slivers = land.overlaps.filter(({ sliver, area }) => sliver && area > 0)
  return slivers.map((overlap) => {
    const kind = kindOfOverlap(overlap)
    return landNote('sliver', 'told', {
      zh: `与${kind ? layerTitle(kind) : overlap.layer}“${called(overlap)}”仅有误差级的碎片重叠${areaText(overlap.area)}，不作为判断依据`,
      en: `a sliver of ${areaTextEn(overlap.area)} on “${called(overlap)}” is within the error of drawing and decides nothing`,
    })
  })
}

/** The nearest of each kind that the area does not touch. */
const nearNotes = (land: LandFacts): readonly LandNote[] => {
  const nearest = new Map<string, Overlap>()
  const touched = new Set(met(land).map((overlap) => kindOfOverlap(overlap) ?? overlap.layer))
  for (const overlap of land.overlaps) {
    const kind = kindOfOverlap(overlap) ?? overlap.layer
    if (overlap.distance === undefined || touched.has(kind) || boundaries.has(kind as LayerKind)) continue
    const known = nearest.get(kind)
    if (!known || known.distance! > overlap.distance) nearest.set(kind, overlap)
  }
  return [...nearest].map(([kind, overlap]) => {
    const metres = Math.round(overlap.distance!)
    return landNote('near', 'told', {
      zh:
        metres === 0
          ? `与${layerTitle(kind)}“${called(overlap)}”相接`
          : `距最近的${layerTitle(kind)}“${called(overlap)}”${metres} 米`,
      en: `${layerKinds[kind as LayerKind]?.en ?? kind}: ${metres} m to the nearest (“${called(overlap)}”)`,
    })
  })
}

/** How much lies outside the county, where its boundary is loaded. */
const outsideNotes = (land: LandFacts): readonly LandNote[] => {
  if (!hasLayer(land, 'county')) return []
  const counties = land.overlaps.filter((overlap) => kindOfOverlap(overlap) === 'county')
  if (counties.some(({ covers, share }) => covers ?? share > 0.999)) return []
  const share =
    1 -
    Math.min(
      1,
      counties.reduce((sum, county) => sum + county.share, 0),
    )
  const area = share * land.area
  return [
    landNote('outside', 'needs-a-person', {
      zh: `超出本县（区）范围${areaText(area)}，占申请范围的${shareText(share)}`,
      en: `${areaTextEn(area)} (${shareText(share)}) of the area lies outside the county`,
    }),
  ]
}

const blockNotes = ({ act }: Application, land: LandFacts): readonly LandNote[] => {
  const block = mappedBlock(land, act)
  if (!block || block.covers) return []
  const outside = (1 - block.share) * land.area
  return [
    landNote(
      'block',
      'needs-reasons',
      {
        zh: `部分超出规划区块${called(block)}：区块外${areaText(outside)}，占申请范围的${shareText(1 - block.share)}`,
        en: `${areaTextEn(outside)} (${shareText(1 - block.share)}) of the area lies outside block “${block.code ?? block.feature}”`,
      },
      { computed: `${shareText(block.share)} < 100%` },
    ),
  ]
}

/** What every review looks at on the map, whatever the plan says. */
const expected: readonly LayerKind[] = [
  'red-line',
  'farmland',
  'urban-boundary',
  'protected-area',
  'mining-right',
  'exploration-right',
]

const noDataNotes = (land: LandFacts): readonly LandNote[] => {
  const lacking = expected.filter((kind) => !hasLayer(land, kind))
  if (lacking.length === 0) return []
  return [
    landNote('no-data', 'told', {
      zh: `没有加载以下图层，不能据此认为没有重叠：${lacking.map((kind) => layerTitle(kind)).join('、')}`,
      en: `not loaded, which is not "no overlap": ${lacking.map((kind) => layerKinds[kind].en).join(', ')}`,
    }),
  ]
}

/** Places an application on the map. Without land facts nothing is known, and nothing is changed. */
export const place = (application: Application, land: LandFacts | null): Placed => {
  if (!land) return { application, land: null, messages: [] }
  const block = blockOf(application, land)
  const township = townshipOf(application, land)
  const farmland = farmlandOf(application, land)
  const zones = sorted(met(land).filter(({ zone }) => zone !== undefined))
  const stated = statedNote(application.statedArea, land)
  return {
    application: {
      ...application,
      ...(block.value === null ? {} : { block: block.value }),
      ...(township.value === null ? {} : { township: township.value }),
      ...(farmland.value === null ? {} : { onFarmland: farmland.value }),
    },
    land: {
      area: land.area,
      ellipsoid: land.ellipsoid ?? null,
      stated: stated.m2,
      block: block.value,
      inside: zones.map(({ zone, feature, area, share }) => ({ kind: zone ?? null, name: feature, area, share })),
      township: township.value,
      onFarmland: farmland.value,
      notes: [
        ...rightNotes(application, land),
        ...blockNotes(application, land),
        ...outsideNotes(land),
        ...stated.notes,
        ...overlapNotes(land),
        ...nearNotes(land),
        ...sliverNotes(land),
        ...noDataNotes(land),
      ],
    },
    messages: [
      ...block.messages,
      ...zoneMessages(application, land, zones),
      ...township.messages,
      ...farmland.messages,
    ],
  }
}
