/**
 * What a layer of the map shows: one list for the prompt, the server, the map and the rules. A layer answers only for
 * the closed ground named here; what no loaded layer answers for is no data, never no restriction.
 */
import type { ZoneKind } from '#plan/plan.ts'
import type { Words } from '#rules/finding.ts'

export type LayerKind =
  | ZoneKind
  | 'city'
  | 'county'
  | 'township'
  | 'exploration-block'
  | 'mining-block'
  | 'exploration-right'
  | 'mining-right'
  | 'application'
  | 'red-line'
  | 'farmland'
  | 'urban-boundary'
  | 'protected-area'
  | 'nature-reserve'
  | 'forest-park'
  | 'geopark'
  | 'wetland'
  | 'scenic-area'
  | 'ecological-function'
  | 'water-source'
  | 'heritage'
  | 'transport'
  | 'river'
  | 'military'
  | 'settlement'

export type LayerKindEntry = {
  readonly zh: string
  readonly en: string
  /** Set where it is one of the plan's own zones. */
  readonly zone?: ZoneKind
  /** Kinds of closed ground (rules/ground.ts) the layer answers for. */
  readonly grounds: readonly string[]
}

const entry = (zh: string, en: string, ...grounds: readonly string[]): LayerKindEntry => ({ zh, en, grounds })
const zone = (kind: ZoneKind, zh: string, en: string, ...grounds: readonly string[]): LayerKindEntry => ({
  zh,
  en,
  zone: kind,
  grounds,
})

/**
 * A nature reserve, a forest park, a geopark and a wetland park are all protected areas (自然保护地); scenic areas, water
 * sources and function areas are drawn by other offices and are layers of their own. 备选区 and 储备区 are both kept for
 * later and opened by consent: `reserved`; `allowed` is where mining is allowed today.
 */
export const layerKinds: Readonly<Record<LayerKind, LayerKindEntry>> = {
  city: entry('市界', 'city boundary'),
  county: entry('县（区）界', 'county boundary'),
  township: entry('乡镇界', 'township boundaries'),
  'key-exploration': zone('key-exploration', '重点勘查区', 'key exploration zones'),
  'key-mining': zone('key-mining', '重点开采区', 'key mining zones'),
  'concentrated-mining': zone('concentrated-mining', '集中开采区', 'concentrated mining zones'),
  industrial: zone('industrial', '产业重点发展区', 'industrial zones'),
  restoration: zone('restoration', '重点修复区', 'restoration zones'),
  restricted: zone('restricted', '限制开采区', 'restricted zones'),
  forbidden: zone('forbidden', '禁止开采区', 'forbidden zones', '禁止开采区', '禁止勘查区'),
  allowed: zone('allowed', '允许开采区', 'allowed zones'),
  reserved: zone('reserved', '备选（储备）区', 'reserved zones'),
  'strategic-protection': zone('strategic-protection', '战略性矿产保护区', 'strategic mineral protection zones'),
  'national-planned': zone('national-planned', '国家规划矿区', 'national planned mining areas'),
  'exploration-block': entry('勘查规划区块', 'exploration blocks'),
  'mining-block': entry('开采规划区块', 'mining blocks'),
  'exploration-right': entry('探矿权', 'exploration rights'),
  'mining-right': entry('采矿权', 'mining rights'),
  application: entry('在办申请', 'applications under way'),
  'red-line': entry('生态保护红线', 'ecological red line', '生态保护红线'),
  farmland: entry('永久基本农田', 'permanent farmland', '永久基本农田'),
  'urban-boundary': entry('城镇开发边界', 'urban boundary', '城镇开发边界'),
  'protected-area': entry('自然保护地', 'protected areas', '自然保护区', '森林公园', '地质公园', '湿地'),
  'nature-reserve': entry('自然保护区', 'nature reserves', '自然保护区'),
  'forest-park': entry('森林公园', 'forest parks', '森林公园'),
  geopark: entry('地质公园', 'geoparks', '地质公园'),
  wetland: entry('湿地', 'wetlands', '湿地'),
  'scenic-area': entry('风景名胜区', 'scenic areas', '风景名胜区'),
  'ecological-function': entry('生态功能区', 'ecological function areas', '生态功能区'),
  'water-source': entry('水源保护区', 'water source areas', '水源保护区'),
  heritage: entry('文物保护范围', 'heritage areas', '文物保护范围'),
  transport: entry('交通干线', 'roads and railways', '交通干线两侧'),
  river: entry('河道及水利工程', 'rivers and waterworks', '河道及水利工程'),
  military: entry('军事及重要设施', 'military and other sites', '军事及重要设施'),
  settlement: entry('居民点', 'settlements', '城镇及居民区'),
}

/** What offices call such layers, first match wins: the narrow before the wide. */
const names: readonly (readonly [RegExp, LayerKind])[] = [
  [/申请/, 'application'],
  [/集中(?:开)?采(?:规划)?区|砂石.*开采/, 'concentrated-mining'],
  [/限制(?:开采|勘查)|限采/, 'restricted'],
  [/禁止(?:开采|勘查)|禁采|禁查|禁勘/, 'forbidden'],
  [/(?:开采|采矿).*区块/, 'mining-block'],
  [/(?:勘查|探矿|勘探).*区块/, 'exploration-block'],
  [/国家规划矿区/, 'national-planned'],
  [/战略性?矿产.*保护/, 'strategic-protection'],
  [/重点勘查/, 'key-exploration'],
  [/重点(?:开采|矿区)/, 'key-mining'],
  [/允许|可采区/, 'allowed'],
  [/备选|储备|后备/, 'reserved'],
  [/产业.*发展区|重点发展区/, 'industrial'],
  [/修复|治理|复垦/, 'restoration'],
  [/采矿权/, 'mining-right'],
  [/探矿权/, 'exploration-right'],
  [/生态.*红线/, 'red-line'],
  [/(?:永久)?基本农田/, 'farmland'],
  [/城镇开发边界/, 'urban-boundary'],
  [/自然保护区/, 'nature-reserve'],
  [/森林公园/, 'forest-park'],
  [/地质(?:公园|遗迹)/, 'geopark'],
  [/湿地/, 'wetland'],
  [/自然保护地|自然公园|国家公园/, 'protected-area'],
  [/风景(?:名胜)?区/, 'scenic-area'],
  [/生态功能/, 'ecological-function'],
  [/水源/, 'water-source'],
  [/文物|历史文化|遗址/, 'heritage'],
  [/铁路|公路|高速|国道|省道|交通/, 'transport'],
  [/河道|河流|水系|水库|水利/, 'river'],
  [/军事|机场|国防/, 'military'],
  [/居民(?:点|区)|村庄|村屯/, 'settlement'],
  [/乡镇|镇界|乡界/, 'township'],
  [/县界|县域|区界/, 'county'],
  [/市界|市域/, 'city'],
]

/** The kind a layer is of, by the kind itself or by what the layer is called; null where it says neither. */
export const layerKindOf = (name: string): LayerKind | null =>
  Object.hasOwn(layerKinds, name) ? (name as LayerKind) : (names.find(([pattern]) => pattern.test(name))?.[1] ?? null)

/** What a layer is called to a reader, in both languages: by its kind, else by its own name. */
export const layerName = (kind: string): Words =>
  Object.hasOwn(layerKinds, kind) ? layerKinds[kind as LayerKind] : { zh: kind, en: kind }

/** The same in Chinese. */
export const layerTitle = (kind: string): string => layerName(kind).zh

/** The kind of an overlap: its own where it is told, else what its layer is called. */
export const kindOfOverlap = (overlap: { readonly kind?: LayerKind; readonly layer: string }): LayerKind | null =>
  overlap.kind ?? layerKindOf(overlap.layer)

/** Whether a layer of this kind is among those loaded. */
export const hasLayer = (land: { readonly layers: readonly string[] } | null, kind: LayerKind): boolean =>
  land?.layers.some((layer) => layerKindOf(layer) === kind) ?? false
