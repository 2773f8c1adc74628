/**
 * Ground that is closed to mining: red line, permanent farmland, protected areas, zones the plan forbids. Judged from
 * the overlay; a layer that is not loaded is no data, never no restriction. 附近, 可视范围 and the like, which no plan
 * defines, need a person.
 */
import { mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { eventsIn, everyChange } from '#rules/applies-to.ts'
import { exemptionsIn } from '#rules/exception-text.ts'
import { answer, type Finding } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import { areasIn, judgeGround, measuredFrom, placeOf } from '#rules/ground.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { actsIn, normativeClauses, quoteAround } from '#rules/normative.ts'
import type { Rule, RuleDraft, Test } from '#rules/rule.ts'
import { draft, partsOf, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { zoneKindIn } from '#rules/zone.ts'
import { bansWithin } from '#rules/zone-ban.ts'

/** A ban on what comes, or the end of what is there ("清退在…区内采石的企业"): nothing of the kind may be dug there. */
const closes =
  /(?:严格)?(?:严禁|禁止)|(?:取缔|关停|清退|清理|关闭|制止)[^，。；]{0,8}在[^。；]{2,90}(?:内|上|区|侧|岸|围|线|带)[)）”]?[^，。；]{0,8}(?:开采|采矿|采[石砂土煤]|取土|探矿)|(?:内|围|区|侧|岸|线)[）)”]?[^，。；]{0,14}(?:开采|采矿|矿山|采石场|采场|采矿权)[^，。；]{0,14}(?:一律|依法|坚决|全部|限期)(?:予以)?(?:取缔|关停|关闭|退出|清退)|不得|不准|不允许|不再|不予|不(?:再)?(?:新[设建增]|布[局设]|安排)|(?<![一]|要)不在|避开|避让|避免在|一律不/
/** "距…不少于300米", "与…的距离应大于1000米", not "…大于1000米的，可以…"; between rights it is another kind's. */
const least = '不(?:得|应|能)?(?:少于|小于|低于)|(?<!不[得应能]?)(?:大于|超过)(?![\\d.\\s]+(?:公里|千米|米|km|m)的)'
const keepsAway = new RegExp(
  `距(?:离)?[^，。；]{0,24}(?:${least}|以外|以上)|与(?![^，。；]*(?:相邻|[采探矿][矿业]权|矿[山区]|采[石砂]?场|开采范围))[^，。；]{2,24}?(?:距离|间距)[^，。；]{0,6}(?:${least}|在)`,
)
/** What such a distance is kept from, by the plan's own words: "距学校、医院等敏感点直线距离…". */
const keptFrom = new RegExp(
  `(?:距离?|与)([\\u4e00-\\u9fff、]{2,24}?)的?(?:安全|直线|水平|最近|最小)*(?:距离|间距)?(?:应当?|须|必须|要)?(?:${least}|在)\\s*$`,
)
/** "距地下水位…", "与探矿权的间距…": heights are no ground, and rights are another kind's. */
const noGround = /水位|标高|地[面表]$|[顶底]板|[采探矿][矿业]权|矿[山区]|采[石砂]?场/
const digs =
  /开采|采矿|采挖|勘查|探矿|采矿权|矿业权|矿山|矿区|取土|采[石砂煤土]|采场|采掘|开发|矿业活动|尾矿库|排土场|爆破|坑探|槽探|探槽|钻探/
/** "严格落实…三线一单", "符合…管控要求": what the outside rules forbid, the plan forbids. */
const follows =
  /(?:严格)?(?:落实|执行|遵守|符合|遵循|衔接|按照)[^。；]{0,40}(?:三线一单|三区三线|三条控制线|生态保护红线|生态环境分区管控|永久基本农田|城镇开发边界|国土空间规划)[^。；]{0,24}(?:要求|管控|规定|政策|方案|制度|执行)/
/** "涉及…的，按照…执行": who touches it is sent to other rules. */
const refers =
  /涉及[^。；]{0,60}(?:红线|基本农田|开发边界|保护区|保护地|公园|保护线)[^。；]{0,60}(?:执行|办理|规定|要求|政策)/
/** Words that hold back or bind without closing. */
const holdsBack = /严格控制|严控|严管|从严|限制|应当?(?!用)|必须|须|不宜/
const undefinedWord =
  /附近|(?:周边|周围|邻近|毗邻)(?!零散|资源|矿山|环境|群众|居民|地区|乡)|(?:直观)?可视(?:范围|区域|域|面|距离)|视线范围|目视范围|第?一重山|沿线/g
const distance = /(\d+(?:\.\d+)?)\s*(公里|千米|米|km|m)/g

/** Names of the plan's own zones carry words of a ban ("禁止开采区") that ban nothing by themselves. */
const withoutZones = (text: string): string => text.replace(/(?:禁止|限制)(?:开采|勘查)区|禁采区|限采区/g, '某某区')

const ownZone = /禁止(?:开采|勘查)区/

/** The ground a part closes: named before the ban, or as the place of it ("不得在…", "避让…"). */
const closedIn = (part: string): readonly string[] => {
  const ban = withoutZones(part).search(closes)
  // What must stay unharmed is no ground one may not dig in; it is a matter of sight and vicinity.
  if (/没有对|可视|景观/.test(part)) return []
  return [...areasIn(part), ...namedIn(part)].filter((name) => {
    // What the plan bans inside its own zones is read where zones are, with the minerals it is meant for.
    if (ownZone.test(name) && bansWithin(part)) return false
    const at = placeOf(name, part)
    return (
      ban < 0 ||
      at < ban ||
      // "不再新设湿地范围内的采矿权": the place of what is banned.
      /^[^，。；、]{2,8}?(?:以)?内[^，。；、]{0,6}(?:采矿权|探矿权|矿业权|矿权|矿山)/.test(part.slice(at)) ||
      /(?:在|进入|位于|处于|避让|避开|避免|涉及|占用|压占|距|与|压覆|侵占)[^，。；]*$/.test(part.slice(0, at))
    )
  })
}

/**
 * "某某保护范围内不得设置矿业权", "核心保护区、重点保护区内禁止…": places that only the plan knows, by their names. What is no
 * place of its own (the county, a zone of the plan, a block) is left to other kinds.
 */
const namedIn = (part: string): readonly string[] => {
  const words =
    /^(?:在)?([\u4e00-\u9fff“”、和及与]{3,40}?(?:保护区|保护地|保护范围|控制区|风貌区|景区|公园|林场|库区))(?:范围)?(?:以)?内[^，。；]{0,4}?(?:一律|全面)?(?:禁止|严禁|不得|不再|不准|不予|停止)/.exec(
      part,
    )?.[1]
  if (words === undefined || areasIn(words).length > 0 || zoneKindIn(words)) return []
  return words.split(/[、和及与]/).filter((name) => name.length > 2)
}

/** Undefined words where they bind: in a part that bans or holds back, or that the next part does. */
const looseWords = (text: string): readonly string[] => {
  const parts = partsOf(text, '，,；;').map((part) => part.text)
  const binds = (part: string | undefined): boolean =>
    part !== undefined && (closes.test(withoutZones(part)) || holdsBack.test(part) || /没有对/.test(part))
  const found = parts.flatMap((part, i) =>
    binds(part) ||
    (/(?:内|的)?$/.test(part) && binds(parts[i + 1]) && /范围内|附近|区域内|可视|视线|重山|沿线/.test(part))
      ? [...part.matchAll(undefinedWord)].map((match) => match[0])
      : [],
  )
  return [...new Set(found)]
}

/** "关停在…区内开采砂石的矿山", "河道内禁止采挖建筑用砂": what alone is meant, where the minerals stand right after the digging. */
const dugThere = (text: string): readonly string[] => {
  const words =
    /(?:取缔|关停|清退|清理|关闭|制止)[^。；]*(?:内|上|区|侧|岸|）|\))[^，。；]{0,4}开采([^，。；]{1,16}?)(?:的|行为|活动|矿山|$)/.exec(
      text,
    )?.[1] ??
    /(?:内|上|侧|岸)[，,]?(?:严格)?(?:禁止|严禁|不得|不准)(?:从事|进行)?(?:采挖|开采|挖取|采掘)([^，。；]{1,14}?)(?:的|[，,]|$)/.exec(
      text,
    )?.[1] ??
    /(?:内|上|侧|岸)[，,]?(?:原则上|一律)?(?:不再|禁止|严禁|不得|停止)新(?:[建立设办批增]|开办?)([^，。；]{1,14}?)(?:采矿权|矿山|采石场|矿业权)/.exec(
      text,
    )?.[1]
  return words ? [...new Set(mineralsIn(words).map((mention) => mention.text))] : []
}

/** "限制开采湿地泥炭": the ground only tells which mineral is meant. */
const ofMineral = (name: string, part: string): boolean => {
  const end = part.indexOf(name) + name.length
  return mineralsIn(part).some(({ start }) => start === end)
}

/** "城区5公里范围内…": a belt around what is named right before its width. */
const stripInside = /[\u4e00-\u9fff]\s*\d[\d.]*\s*(?:公里|千米|米|km|m)(?:的?范围)?(?:以|之)?内/

/** The words between two commas around an offset. */
const partAt = (text: string, at: number): string =>
  partsOf(text, '，,；;').find(({ start, end }) => start <= at && at < end)?.text ?? ''

const freed = /^(.{4,60}?)的，(?:可以?)?不受[^，。；]{0,20}限制，但/

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  // Digging without a right is an offence everywhere; to end it closes no ground.
  if (/^坚持/.test(text) || /(?:打击|查处|取缔|整治|制止)[^。；]*(?:非法|违法|无证|盗采|滥采|乱采)/.test(text))
    return []
  const bare = withoutZones(text)
  const forbids = (closes.test(bare) || keepsAway.test(text)) && digs.test(bare)
  const leads = follows.test(text) || (refers.test(text) && !forbids)
  const areas = [...new Set(partsOf(text, '，,；;').flatMap(({ text: part }) => closedIn(part)))]
  const words = digs.test(bare) ? looseWords(text) : []
  const held = !forbids && !leads && words.length === 0 && holdsBack.test(bare) && digs.test(bare)
  // "严格限制在…边界内安排…": no closed door, and yet somebody must look.
  const restrained = held
    ? partsOf(text, '，,；;').flatMap(({ text: part }) =>
        holdsBack.test(part) && /限制|控制|严控|从严/.test(part)
          ? areasIn(part).filter((name) => !ofMineral(name, part))
          : [],
      )
    : []
  const apart =
    keepsAway.test(text) ||
    (forbids && stripInside.test(text)) ||
    (forbids && /(?:周边|外围|四周|周围|一侧|两侧|两岸)(?:各)?\s*\d[\d.]*\s*(?:米|千米|公里)/.test(text))
  if (!((forbids || leads) && (areas.length > 0 || apart)) && words.length === 0 && restrained.length === 0) return []
  // Offices that plan, supervise or repair there are not applicants.
  if (/修复|治理|复绿|清退|划定范围/.test(text) && !forbids && !/矿业权|采矿权|勘查开采|勘查|开采/.test(text)) return []
  const acts = actsIn(text)
  const both = leads && !/采矿权|探矿权/.test(text) ? (['mining', 'exploration'] as const) : acts
  const shared = {
    subjects: dugThere(text),
    condition: /露天/.test(text) ? { methods: ['open-pit'] as const } : {},
    exceptions: exemptionsIn(clause),
    // "探转采的，可以不受…限制，但应当避让…": it speaks to those it frees.
    appliesTo: freed.test(text) ? eventsIn(freed.exec(text)![1]!, everyChange) : everyChange,
    force: forceOf(text) === 'in-principle' ? 'in-principle' : 'must',
  } as const
  const strips = (forbids ? [...text.matchAll(distance)] : []).flatMap((near) => {
    const ground =
      measuredFrom(text, near.index + near[0].length) ??
      (stripInside.test(text.slice(near.index - 1, near.index + 24))
        ? /[\u4e00-\u9fff]{2,12}$/.exec(text.slice(0, near.index))?.[0].replace(/^(?:在|距离?)/, '')
        : undefined) ??
      keptFrom.exec(text.slice(0, near.index))?.[1] ??
      /[\u4e00-\u9fff]{2,16}?(?=(?:周边|外围|四周|周围|向陆一侧|向海一侧|一侧|两侧|两岸)(?:各)?\s*$)/.exec(
        text.slice(0, near.index),
      )?.[0]
    return ground && !noGround.test(ground)
      ? [
          {
            ground,
            value: Number(near[1]),
            unit: near[2]!,
            end: near.index + near[0].length,
            of: /爆破作业|爆破|尾矿库|排土场/.exec(partAt(text, near.index))?.[0],
          },
        ]
      : []
  })
  // Each strip is quoted from where the one before it ends, so that its own figure is the first.
  const stripQuote = (i: number) => {
    const end = strips[i - 1]?.end
    return end === undefined
      ? quoted
      : quoting(clause.span, end + /^[、，；和及与以\s]*/.exec(text.slice(end))![0].length)
  }
  const measured = forbids && text.search(distance) >= 0
  const quoted = quoteAround(clause, /区|红线|农田|边界|公园|线|范围|附近/)
  // "红线内…和铁路两侧1000米范围内": a strip along the one, the ground itself of the others.
  const grounds = areas.filter((name) => !strips.some(({ ground }) => ground === name))
  const rule = (act: 'mining' | 'exploration', test: Test, effect: RuleDraft['effect'] = 'refuse'): RuleDraft =>
    draft(clause, quoted, { ...shared, act, effect, test })
  return both.flatMap((act) => [
    ...strips.map(({ ground, value, unit, of }, i) => {
      const strip = rule(act, { measure: 'distance', op: '>=', value, unit, near: ground })
      // "…，爆破作业的不小于500米", "尾矿库距…": whether there is such work, and where, no field of the form says.
      return {
        ...strip,
        ...(of ? { condition: { ...strip.condition, where: of } } : {}),
        ...stripQuote(i),
      }
    }),
    ...(grounds.length > 0 && (forbids || leads)
      ? [
          rule(act, {
            measure: leads && !forbids ? 'land-control' : 'land',
            op: 'not-intersect',
            value: grounds,
            unit: null,
          }),
        ]
      : []),
    ...(restrained.length > 0
      ? [rule(act, { measure: 'land-control', op: 'restrict', value: restrained, unit: null }, 'condition')]
      : []),
    ...(words.length > 0 && !measured
      ? [
          {
            ...rule(
              act,
              { measure: 'vicinity', op: 'not-intersect', value: words, unit: null },
              forbids ? 'refuse' : 'condition',
            ),
            appliesTo: eventsIn(text, everyChange),
          },
        ]
      : []),
  ])
}

const judge = (rule: Rule, situation: Situation): Finding => {
  if (rule.test.measure !== 'vicinity') return judgeGround(rule, situation)
  const words = (rule.test.value as readonly string[]).map((word) => `“${word}”`).join('、')
  return answer(rule, 'needs-a-person', {
    zh: `${words}没有界定距离或范围，须由人判断`,
    en: `${words}: no distance or extent is defined, a person judges`,
  })
}

export const protectedArea: RuleKindDefinition = {
  kind: 'protected-area',
  read: (plan: Plan) => normativeClauses(plan).flatMap(readClause),
  judge,
}
