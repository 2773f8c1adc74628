/** Kinds of closed ground by their names, and whether an application touches them. */
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

type Ground = {
  readonly name: string
  readonly pattern: RegExp
  /** One of the plan's own zones: `inside` answers for it. */
  readonly own?: boolean
}

const grounds: readonly Ground[] = [
  { name: '生态保护红线', pattern: /生态(?:保护)?红线|三线一单|三区三线|三条控制线|生态环境分区管控|国土空间规划/ },
  { name: '永久基本农田', pattern: /(?:永久)?基本农田|三区三线|三条控制线|国土空间规划/ },
  { name: '城镇开发边界', pattern: /城镇开发边界|城镇开发区|三区三线|三条控制线|国土空间规划/ },
  { name: '自然保护区', pattern: /自然保护(?:区|地)|国家公园/ },
  { name: '风景名胜区', pattern: /风景(?:名胜)?区|旅游景区/ },
  { name: '森林公园', pattern: /森林公园/ },
  { name: '地质公园', pattern: /地质(?:公园|遗迹)/ },
  { name: '湿地', pattern: /湿地(?:公园)?/ },
  { name: '生态功能区', pattern: /生态功能区/ },
  { name: '水源保护区', pattern: /水源(?:地)?(?:保护区)?|饮用水/ },
  { name: '文物保护范围', pattern: /文物(?:保护)?|历史(?:文化)?遗迹|名胜古迹/ },
  { name: '禁止开采区', pattern: /禁(?:止)?(?:开)?采区|禁采范围/, own: true },
  { name: '禁止勘查区', pattern: /禁(?:止)?(?:勘)?查区/, own: true },
  { name: '交通干线两侧', pattern: /(?:铁路|公路|高速|国道|省道|交通干线|旅游公路)[^，。；]{0,16}(?:两侧|范围|沿线)/ },
  { name: '河道及水利工程', pattern: /河道(?:管理)?|水库|堤坝|水利工程/ },
  { name: '军事及重要设施', pattern: /军事(?:禁区|管理区|设施)|机场|国防工程/ },
  { name: '城镇及居民区', pattern: /居民(?:点|区)|村庄|城镇(?:规划|建成)区/ },
]

/** The kinds of closed ground a text names, in fixed order. */
export const areasIn = (text: string): readonly string[] =>
  grounds.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name)

type Touch = 'touches' | 'clear' | 'no-data'

/** Whether the application touches one kind of ground: what it says of itself first, then the overlay. */
const touch = (
  ground: Ground,
  { application, plan, land }: Situation,
): { readonly touch: Touch; readonly by: string } => {
  const { inside } = application
  const zone = inside?.find(
    (name) =>
      ground.pattern.test(name) ||
      (ground.own && plan.facts.some((fact) => fact.zone === 'forbidden' && fact.name === name)),
  )
  if (zone !== undefined) return { touch: 'touches', by: zone }
  const hit = land?.overlaps.find(
    ({ layer, feature, sliver, area }) =>
      !sliver && area > 0 && (ground.pattern.test(layer) || ground.pattern.test(feature)),
  )
  if (hit) return { touch: 'touches', by: `${hit.feature}（${(hit.share * 100).toFixed(2)}%）` }
  if (land?.layers.some((layer) => ground.pattern.test(layer))) return { touch: 'clear', by: '' }
  if (ground.own && inside) return { touch: 'clear', by: '' }
  // Permanent farmland is farmland: what is off all farmland is off it.
  if (ground.name === '永久基本农田' && application.onFarmland === false) return { touch: 'clear', by: '' }
  return { touch: 'no-data', by: '' }
}

/**
 * A rule that closes kinds of ground (`test.value`) against the land. Measure `land` forbids; `land-control` sends
 * whoever touches it to the control rules, which forbid on the red line and on permanent farmland and elsewhere ask.
 */
export const judgeGround = (rule: Rule, situation: Situation): Finding => {
  const asked = grounds.filter(({ name }) => (rule.test.value as readonly string[]).includes(name))
  const seen = asked.map((ground) => ({ ground, ...touch(ground, situation) }))
  const touched = seen.filter((one) => one.touch === 'touches')
  const names = (list: typeof seen): string => list.map(({ ground }) => ground.name).join('、')
  if (touched.length > 0) {
    const hard =
      rule.test.measure === 'land' ||
      touched.some(
        ({ ground }) =>
          /红线|农田/.test(ground.name) && /落实|执行|遵守|符合/.test(rule.quote) && !/涉及/.test(rule.quote),
      )
    const verdict = !hard ? 'needs-a-person' : rule.force === 'in-principle' ? 'needs-reasons' : 'fail'
    return answer(
      rule,
      verdict,
      { zh: `与${names(touched)}重叠`, en: `overlaps ${touched.map(({ by }) => by).join(', ')}` },
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
        zh: `没有${names(dark)}的数据，不能判断是否重叠（没有数据不等于没有限制）`,
        en: `no data on ${names(dark)}: overlap cannot be judged (no data is not no restriction)`,
      },
    }
  }
  return answer(rule, 'pass', { zh: `不与${names(seen)}重叠`, en: 'no overlap with closed ground' })
}
