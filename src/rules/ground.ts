/** Kinds of closed ground by their names, and whether an application touches them. */
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import { hasLayer, kindOfOverlap, type LayerKind, layerKinds } from '#rules/layer-kind.ts'
import { areaText, shareText } from '#rules/measure-text.ts'
import type { Rule } from '#rules/rule.ts'
import type { Overlap, Situation } from '#rules/situation.ts'

type Ground = {
  readonly name: string
  readonly nameEn: string
  readonly pattern: RegExp
  /** One of the plan's own zones: `inside` answers for it. */
  readonly own?: boolean
}

const grounds: readonly Ground[] = [
  {
    name: '生态保护红线',
    nameEn: 'ecological red line',
    pattern: /生态(?:保护)?红线|三线一单|三区三线|三条控制线|生态环境分区管控|国土空间规划/,
  },
  {
    name: '永久基本农田',
    nameEn: 'permanent farmland',
    pattern: /(?:永久)?基本农田|三区三线|三条控制线|国土空间规划/,
  },
  {
    name: '城镇开发边界',
    nameEn: 'urban boundary',
    pattern: /城镇开发边界|城镇开发区|三区三线|三条控制线|国土空间规划/,
  },
  { name: '自然保护区', nameEn: 'nature reserve', pattern: /自然保护(?:区|地)|国家公园/ },
  { name: '风景名胜区', nameEn: 'scenic area', pattern: /风景(?:名胜)?区|旅游景区/ },
  { name: '森林公园', nameEn: 'forest park', pattern: /森林公园/ },
  { name: '地质公园', nameEn: 'geopark', pattern: /地质(?:公园|遗迹)/ },
  { name: '湿地', nameEn: 'wetland', pattern: /湿地(?:公园)?/ },
  { name: '生态功能区', nameEn: 'ecological function area', pattern: /生态功能区/ },
  { name: '水源保护区', nameEn: 'water source area', pattern: /水源(?:地)?(?:保护区)?|饮用水/ },
  { name: '文物保护范围', nameEn: 'heritage area', pattern: /文物(?:保护)?|历史(?:文化)?遗迹|名胜古迹/ },
  {
    name: '禁止开采区',
    nameEn: 'no-mining zone',
    pattern: /禁(?:止)?(?:开)?采区|禁采范围/,
    own: true,
  },
  { name: '禁止勘查区', nameEn: 'no-exploration zone', pattern: /禁(?:止)?(?:勘)?查区/, own: true },
  {
    name: '交通干线两侧',
    nameEn: 'strip along roads and railways',
    pattern:
      /(?:铁路|公路|高速|国道|省道|交通干线|旅游公路)[^，。；]{0,16}(?:两侧|范围|沿线|距离)|距(?:离)?[^，。；]{0,10}(?:铁路|公路|国道|省道|交通干线)/,
  },
  {
    name: '河道及水利工程',
    nameEn: 'rivers and waterworks',
    pattern:
      /河道(?:管理)?|水库|堤坝|水利工程|(?:江|河|湖|溪|流)[^，。；]{0,4}(?:两岸|沿岸|岸线|干流|两侧)|(?:干流|支流)[^，。；]{0,4}岸|江河|河流|湖泊/,
  },
  { name: '军事及重要设施', nameEn: 'military and other sites', pattern: /军事(?:禁区|管理区|设施)|机场|国防工程/ },
  {
    name: '城镇及居民区',
    nameEn: 'settlements',
    pattern: /居民(?:点|区|集中区|聚居区)|居住区|村庄|(?:城镇|县城|城市|集镇|中心城区)(?:规划|建成)区|县城规划区/,
  },
]

/** A place that only the plan knows: the application or a layer answers by its very name. */
const placeNamed = (name: string): Ground => ({
  name,
  nameEn: `“${name}”`,
  pattern: new RegExp(name.replace(/[^\u4e00-\u9fff\w]/g, '.')),
  own: true,
})

/** The kinds of closed ground a text names, in fixed order. */
export const areasIn = (text: string): readonly string[] =>
  grounds.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name)

/** Of the grounds a text names before a distance, the one the distance is measured from: the last named. */
export const measuredFrom = (text: string, at: number): string | undefined =>
  areasIn(text.slice(0, at))
    .map((name) => [name, placeOf(name, text)] as const)
    .reduce<readonly [string, number] | undefined>((a, b) => (a && a[1] >= b[1] ? a : b), undefined)?.[0] ??
  areasIn(text)[0]

/** Where a text names this kind of ground; -1 where it does not. */
export const placeOf = (name: string, text: string): number =>
  text.search(grounds.find((ground) => ground.name === name)?.pattern ?? /$^/)

/** Kinds of protected areas, which "自然保护地" takes in all together. */
const protectedKinds: ReadonlySet<LayerKind> = new Set([
  'protected-area',
  'nature-reserve',
  'forest-park',
  'geopark',
  'wetland',
])
const anyProtected = /自然保护地|自然公园/

/** Kinds whose layer, once loaded, answers for the ground. */
const answering = (ground: Ground, quote: string): readonly LayerKind[] =>
  ground.name === '自然保护区' && anyProtected.test(quote)
    ? ['protected-area']
    : (Object.keys(layerKinds) as LayerKind[]).filter((kind) => layerKinds[kind].grounds.includes(ground.name))

/**
 * Whether a feature is such ground. A layer of several kinds of ground leaves it to the feature's name; a name that
 * tells none of them is any. In a layer of no known kind the name alone tells.
 */
const isGround = (ground: Ground, overlap: Overlap, quote: string): boolean => {
  const kind = kindOfOverlap(overlap)
  if (kind === null) return ground.pattern.test(overlap.feature)
  if (ground.name === '自然保护区' && anyProtected.test(quote) && protectedKinds.has(kind)) return true
  const answered = layerKinds[kind].grounds
  if (!answered.includes(ground.name)) return false
  const named = answered.filter((name) => grounds.find((one) => one.name === name)?.pattern.test(overlap.feature))
  return named.length === 0 || named.includes(ground.name)
}

/** "touches": it does; "perhaps": it touches such ground, and whether that part of it is meant the map does not say. */
type Touch = 'touches' | 'perhaps' | 'clear' | 'no-data'
type Seen = { readonly touch: Touch; readonly by: string }

const nothing = (touch: Touch): Seen => ({ touch, by: '' })
const stated = (name: string): Seen => ({ touch: 'touches', by: name })

const measured = (hit: Overlap, within: number): string =>
  hit.area > 0
    ? `${hit.feature}：${areaText(hit.area)}，${shareText(hit.share)}`
    : `${hit.feature}：${Math.round(hit.distance ?? 0)} < ${within} m`

/**
 * Whether the application touches one kind of ground, or comes nearer than `within` metres. Where a layer answers, the
 * map wins; else what the application says of itself.
 */
const touch = (ground: Ground, { application, plan, land }: Situation, within: number, quote: string): Seen => {
  const hits = (land?.overlaps ?? []).filter(
    (overlap) =>
      !overlap.sliver &&
      (overlap.area > 0 || (overlap.distance ?? Infinity) < within) &&
      isGround(ground, overlap, quote),
  )
  if (hits.length > 0) {
    // Only the core of a reserve is closed: a feature that does not say it is the core needs somebody who knows.
    const core = /核心(?:保护)?区/.test(quote) && protectedKinds.has(kindOfOverlap(hits[0]!) ?? 'red-line')
    const sure = !core || hits.some(({ feature }) => /核心/.test(feature))
    return { touch: sure ? 'touches' : 'perhaps', by: hits.map((hit) => measured(hit, within)).join('；') }
  }
  const toldFar = within === 0 || land?.near === undefined || land.near >= within
  if (toldFar && answering(ground, quote).some((kind) => hasLayer(land, kind))) return nothing('clear')
  const { inside } = application
  const zone = inside?.find(
    (name) =>
      ground.pattern.test(name) ||
      (ground.own && plan.facts.some((fact) => fact.zone === 'forbidden' && fact.name === name)),
  )
  if (zone !== undefined) return stated(zone)
  if (ground.own && inside) return nothing('clear')
  // Permanent farmland is farmland: what is off all farmland is off it.
  if (ground.name === '永久基本农田' && application.onFarmland === false) return nothing('clear')
  return nothing('no-data')
}

/**
 * A rule that closes kinds of ground (`test.value`), or a strip along them (`distance`, in its unit), against the land.
 * Measure `land` forbids; `land-control` sends whoever touches it to the control rules, which forbid on the red line and
 * on permanent farmland and elsewhere ask.
 */
export const judgeGround = (rule: Rule, situation: Situation): Finding => {
  const { value, unit, measure, near } = rule.test
  const names = Array.isArray(value) ? (value as readonly string[]) : near === undefined ? [] : [near]
  const within = typeof value === 'number' ? value * (/公里|千米|km/.test(unit ?? '') ? 1000 : 1) : 0
  const seen = names
    .flatMap((name) => grounds.find((ground) => ground.name === name) ?? placeNamed(name))
    .map((ground) => ({ ground, ...touch(ground, situation, within, rule.quote) }))
  const touched = seen.filter((one) => one.touch === 'touches' || one.touch === 'perhaps')
  const listed = (list: typeof seen): string => list.map(({ ground }) => ground.name).join('、')
  const listedEn = (list: typeof seen): string => list.map(({ ground }) => ground.nameEn).join(', ')
  if (touched.length > 0) {
    const sure = touched.filter((one) => one.touch === 'touches')
    const hard =
      measure !== 'land-control'
        ? sure.length > 0 && rule.effect !== 'condition'
        : sure.some(
            ({ ground }) =>
              /红线|农田/.test(ground.name) && /落实|执行|遵守|符合/.test(rule.quote) && !/涉及/.test(rule.quote),
          )
    const verdict = !hard ? 'needs-a-person' : rule.force === 'in-principle' ? 'needs-reasons' : 'fail'
    return answer(
      rule,
      verdict,
      {
        zh: `${within > 0 ? `距${listed(touched)}不足${rule.test.value}${rule.test.unit}` : `与${listed(touched)}重叠`}${sure.length > 0 ? '' : '；是否属于条文所指的核心部分，图上没有，须由人判断'}`,
        en: `${within > 0 ? `less than ${rule.test.value} ${rule.test.unit} from` : 'touches'} ${listedEn(touched)}${sure.length > 0 ? '' : '; whether that part is meant the map does not say'}`,
      },
      { computed: touched.map(({ by }) => by).join('；') },
    )
  }
  const dark = seen.filter((one) => one.touch === 'no-data')
  if (dark.length > 0) {
    const missing = situation.land ? ['layers'] : ['area', 'layers']
    const open = unknownFor(rule, missing)
    // Without an area nobody knows whether the data would be there.
    if (!situation.land && !situation.application.area)
      return {
        ...open,
        message: {
          zh: `没有申请范围，不能判断是否与${listed(dark)}重叠`,
          en: `without the applied area: overlap with ${listedEn(dark)} cannot be judged`,
        },
      }
    return {
      ...open,
      message: {
        zh: `没有${listed(dark)}的数据，不能判断是否重叠（没有数据不等于没有限制）`,
        en: `no data on ${listedEn(dark)}: overlap cannot be judged (no data is not no restriction)`,
      },
    }
  }
  return answer(rule, 'pass', { zh: `不与${listed(seen)}重叠`, en: 'no overlap with closed ground' })
}
