/** Kinds of closed ground by their names, and whether an application touches them. */
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

type Ground = {
  readonly name: string
  readonly nameEn: string
  readonly pattern: RegExp
  /** What its layers and features are called where that differs. */
  readonly layer?: RegExp
  /** One of the plan's own zones: `inside` answers for it. */
  readonly own?: boolean
}

const grounds: readonly Ground[] = [
  {
    name: '生态保护红线',
    nameEn: 'ecological red line',
    layer: /red-?line|ecolog/i,
    pattern: /生态(?:保护)?红线|三线一单|三区三线|三条控制线|生态环境分区管控|国土空间规划/,
  },
  {
    name: '永久基本农田',
    nameEn: 'permanent farmland',
    layer: /farmland|农田/i,
    pattern: /(?:永久)?基本农田|三区三线|三条控制线|国土空间规划/,
  },
  {
    name: '城镇开发边界',
    nameEn: 'urban boundary',
    layer: /urban|城镇/i,
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
    layer: /^forbidden/,
    pattern: /禁(?:止)?(?:开)?采区|禁采范围/,
    own: true,
  },
  { name: '禁止勘查区', nameEn: 'no-exploration zone', pattern: /禁(?:止)?(?:勘)?查区/, own: true },
  {
    name: '交通干线两侧',
    nameEn: 'strip along roads and railways',
    layer: /铁路|公路|高速|国道|省道|交通|road|rail/i,
    pattern: /(?:铁路|公路|高速|国道|省道|交通干线|旅游公路)[^，。；]{0,16}(?:两侧|范围|沿线)/,
  },
  { name: '河道及水利工程', nameEn: 'rivers and waterworks', pattern: /河道(?:管理)?|水库|堤坝|水利工程/ },
  { name: '军事及重要设施', nameEn: 'military and other sites', pattern: /军事(?:禁区|管理区|设施)|机场|国防工程/ },
  { name: '城镇及居民区', nameEn: 'settlements', pattern: /居民(?:点|区)|村庄|城镇(?:规划|建成)区/ },
]

/** The kinds of closed ground a text names, in fixed order. */
export const areasIn = (text: string): readonly string[] =>
  grounds.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name)

const called = ({ pattern, layer }: Ground, name: string): boolean => pattern.test(name) || (layer?.test(name) ?? false)

/** A layer of protected areas of several kinds: the name of the feature tells which; a name that tells none is any. */
const mixed = /protected|保护地|敏感|生态环境管控/i
const ofMixed: ReadonlySet<string> = new Set([
  '自然保护区',
  '风景名胜区',
  '森林公园',
  '地质公园',
  '湿地',
  '生态功能区',
  '水源保护区',
])

const inLayer = (ground: Ground, layer: string): boolean =>
  called(ground, layer) || (mixed.test(layer) && ofMixed.has(ground.name))

const isFeature = (ground: Ground, layer: string, feature: string): boolean =>
  called(ground, layer) ||
  (mixed.test(layer) && ofMixed.has(ground.name) && (ground.pattern.test(feature) || areasIn(feature).length === 0))

type Touch = 'touches' | 'clear' | 'no-data'

/** Whether the application touches one kind of ground, or comes nearer than `within` metres: what it says of itself first, then the overlay. */
const touch = (
  ground: Ground,
  { application, plan, land }: Situation,
  within: number,
): { readonly touch: Touch; readonly by: string } => {
  const { inside } = application
  const zone = inside?.find(
    (name) =>
      ground.pattern.test(name) ||
      (ground.own && plan.facts.some((fact) => fact.zone === 'forbidden' && fact.name === name)),
  )
  if (zone !== undefined) return { touch: 'touches', by: zone }
  const hit = land?.overlaps.find(
    ({ layer, feature, sliver, area, distance }) =>
      !sliver && (area > 0 || (distance ?? Infinity) < within) && isFeature(ground, layer, feature),
  )
  if (hit)
    return {
      touch: 'touches',
      by:
        hit.area > 0
          ? `${hit.feature}（${(hit.share * 100).toFixed(2)}%）`
          : `${hit.feature}：${Math.round(hit.distance!)} < ${within} m`,
    }
  if (land?.layers.some((layer) => inLayer(ground, layer))) return { touch: 'clear', by: '' }
  if (ground.own && inside) return { touch: 'clear', by: '' }
  // Permanent farmland is farmland: what is off all farmland is off it.
  if (ground.name === '永久基本农田' && application.onFarmland === false) return { touch: 'clear', by: '' }
  return { touch: 'no-data', by: '' }
}

/**
 * A rule that closes kinds of ground (`test.value`), or a strip along them (`distance`, in its unit), against the land.
 * Measure `land` forbids; `land-control` sends whoever touches it to the control rules, which forbid on the red line and
 * on permanent farmland and elsewhere ask.
 */
export const judgeGround = (rule: Rule, situation: Situation): Finding => {
  const { value, unit, measure } = rule.test
  const names = Array.isArray(value) ? (value as readonly string[]) : areasIn(rule.quote)
  const within = typeof value === 'number' ? value * (/公里|千米|km/.test(unit ?? '') ? 1000 : 1) : 0
  const seen = grounds
    .filter(({ name }) => names.includes(name))
    .map((ground) => ({ ground, ...touch(ground, situation, within) }))
  const touched = seen.filter((one) => one.touch === 'touches')
  const listed = (list: typeof seen): string => list.map(({ ground }) => ground.name).join('、')
  const listedEn = (list: typeof seen): string => list.map(({ ground }) => ground.nameEn).join(', ')
  if (touched.length > 0) {
    const hard =
      measure !== 'land-control' ||
      touched.some(
        ({ ground }) =>
          /红线|农田/.test(ground.name) && /落实|执行|遵守|符合/.test(rule.quote) && !/涉及/.test(rule.quote),
      )
    const verdict = !hard ? 'needs-a-person' : rule.force === 'in-principle' ? 'needs-reasons' : 'fail'
    return answer(
      rule,
      verdict,
      {
        zh: within > 0 ? `距${listed(touched)}不足${rule.test.value}${rule.test.unit}` : `与${listed(touched)}重叠`,
        en: `touches ${listedEn(touched)}`,
      },
      { computed: touched.map(({ by }) => by).join('；') },
    )
  }
  const dark = seen.filter((one) => one.touch === 'no-data')
  if (dark.length > 0) {
    const missing = situation.land ? ['layers'] : ['area', 'layers']
    const open = unknownFor(rule, missing)
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
