/** Directions: which minerals are wanted (重点, 鼓励), held back (限制) or closed (禁止) to exploration or mining. */
import type { Clause, Plan } from '#plan/plan.ts'
import { everyChange, newRights } from '#rules/applies-to.ts'
import { countiesAtHead } from '#rules/county.ts'
import { membersByCondition, onlyMinerals } from '#rules/direction-list.ts'
import { duty } from '#rules/duty.ts'
import { exemptionsIn } from '#rules/exception-text.ts'
import { answer, brokenVerdict, type Finding } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { tellsPast } from '#rules/past.ts'
import type { Act, Condition, Effect, Exception, Force, Rule, RuleDraft, TestOperator } from '#rules/rule.ts'
import { draft, type Part, paragraphOf, partsOf, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { countiesAbove } from '#rules/statement-context.ts'
import { ownMinerals, subjectsIn } from '#rules/subject.ts'
import { termIn } from '#rules/term.ts'
import { townshipsAtHead } from '#rules/township.ts'
import { zoneSide } from '#rules/zone.ts'

type Sense = { readonly op: TestOperator; readonly value: string; readonly force: Force; readonly effect: Effect }

const senses: readonly (readonly [RegExp, Sense])[] = [
  [
    /禁止|严禁|不再|停止|暂[停缓]|不得|不允许|不准|不能|^不$/,
    { op: 'forbid', value: '禁止', force: 'must', effect: 'refuse' },
  ],
  [/限制|严格控制|控制|适度控制/, { op: 'restrict', value: '限制', force: 'must', effect: 'condition' }],
  [/鼓励|支持|优先|引导/, { op: 'prefer', value: '鼓励', force: 'guidance', effect: 'prefer' }],
  [/重点|加强|加大|积极|大力|强化/, { op: 'in', value: '重点', force: 'guidance', effect: 'prefer' }],
]

const verb =
  '重点|鼓励(?:和支持)?|支持|优先|限制(?:性)?|严格禁止|禁止(?:性)?|严禁|不允许|不准|控制|不再(?:新(?:[建立设办批]|开办?))?|停止|不得|加强|加大|积极(?:开展|推进)?|大力|强化|严格控制|适度控制'
const deed = '调查评价|勘查开发|勘查(?:开采|与开采|和开采|、开采)?|勘探|普查|开采|开发利用|开发|采挖|采选|采掘'
/** "重点勘查矿种：锂、铅…", "限制开采普通矿泉水", "禁止勘查砂锡和石煤", "加强铀等能源矿产勘查". */
const ahead = new RegExp(
  `(${verb})(?:类)?(${deed})类?(?:的)?(?:矿种|矿产|对象)?(?:包括|主要(?:为|有|是)|为|有|是)?[:：]?\\s*([^，。；:：]+)`,
)
const behind = new RegExp(
  `(${verb})(?!的)(?:对)?([^，。；：、:]*?(?:、[^，。；：:、]*?)*?(?:等)?(?:[^，。；：、]{0,4})?(?:矿种|矿产|资源)?)(?:的)?(${deed})(?:力度|工作|强度|投入)?$`,
)

/** "不再新设汞、砷探矿权", "不安排金矿新建产能": a door closed to rights of named minerals, without a figure. */
const closed =
  /(不再|停止|暂[停缓]|禁止|严禁|不得|不允许|不准|不能|不(?=安排|新增|布局|布设|投放|新[设建立]))(?:新(?:[建立设办批]|开办?)|新增|审批|受理|出让|投放|设置|设立|增设|批准|安排|布局|布设)(?:新(?:[建设增]|的)?)?([^，。；：:\d]+?)(?:等)?(?:矿种|矿产)?(?:类)?的?((?:探矿权|采矿权)[、和与及](?:探矿权|采矿权)|探矿权|勘查(?:项目)?|采矿权|矿业权|开采项目|矿山(?:项目)?|(?:新建|新增)?(?:项目|产能))$/

/** "禁止新建煤矿、硫铁矿": the mines themselves, called by their minerals; nothing else may stand in the list. */
const closedMines =
  /(不再|停止|暂[停缓]|禁止|严禁|不得|不允许|不准|不能)(?:新(?:[建立设办批]|开办?)|审批|批准|开办)(?:新的)?([^，。；：:\d]+矿)$/

const actsOf = (deeds: string): readonly Act[] => {
  const explores = /勘|普查|调查/.test(deeds)
  const mines = /采|开发/.test(deeds)
  return explores && mines ? ['exploration', 'mining'] : explores ? ['exploration'] : ['mining']
}

/** Not a list of minerals: zones, projects and deeds that the same verbs speak of. */
const otherThings =
  /^(?:采[石砂土]|区|安排|引导|有|将)|区$|区[内域块]|项目|工程|矿权|采矿权|探矿权|矿业权|企业|技术|工艺|设备|规模|总量|强度|数量|时序|力度|行为|违法|方式|越界|非法|活动|(?:年限)/

/** A short list that ends as minerals do. */
const mineralForm = /^[\u4e00-\u9fff]{1,6}(?:石|土|岩|砂|矿|金|煤|炭|泥|盐|玉|水|料)$/

/** "砂金、泥炭禁止开采", "煤炭一律不得开采": the minerals first. */
const mineralsFirst = new RegExp(
  `^(?:对)?([^，。；：:]{1,40}?)(?:等)?(?:矿种|矿产)?(?:原则上|一律|严格|全面)?(${verb})(${deed})$`,
)
/** "石膏矿山停止审批", "煤矿采矿权一律不予新设": the minerals first, and no more rights to them. */
const closedLast =
  /^(?:对)?([^，。；：:\d]{1,30}?)(?:等)?(?:矿种|类)?(?:的)?(矿山|采矿权|探矿权|矿业权|项目|矿(?=[不停暂禁严原一]))?(?:原则上|一律|全面)?(不再|停止|暂[停缓]|禁止|严禁|不得|不予)(?:新(?:[建立设办批]|开办?)|审批|受理|出让|投放|设置|设立|批准)(?:新的)?(?:矿山|采矿权|探矿权|项目)?$/

/** "限制类矿种：硫铁矿、石膏", "主攻矿种为金、银": a list by its name, without a deed. */
const listed =
  /^(?:[^，。；：:]{0,8}?)(重点|主攻|优先|鼓励|限制|禁止)(?:性|类|的)?(?:矿种|矿产)(?:包括|为|有|是)?[:：]?([^，。；：:]+)$/

/** "汞矿、石棉列为禁止开采矿种": the list first, then what it is. */
const listedAs =
  /^(?:将|把)?([^，。；：:]{1,40}?)(?:等)?(?:均)?(?:列[为入]|划[为入]|定为|确定为|属于?|为)(重点|鼓励|限制|禁止)(?:性|类)?(勘查|开采|开发)?(?:类)?(?:的)?(?:矿种|矿产)$/

/** "禁止在耕地上开采任何砂石": the field is no closed ground of the map; the application says whether it lies there. */
const onField =
  /(禁止|严禁|不得|不准|不允许)在([^，。；]{0,12}耕地(?:范围)?)(?:上|内|里)?(?:从事|进行)?(开采|采挖)(?:任何|一切|各类)?([^，。；]{1,20})$/

/** "禁止开采硫分高于5%的煤": the ban is on the poor part of a mineral alone. */
const ofQuality =
  /(禁止|严禁|不得|限制)(?:性)?(?:开采|勘查|新建)[^。；]*?((?:[^，、：:。；\d]{1,6}(?:大于|高于|超过|低于|小于|不足)\s*\d[\d.]*\s*(?:[%％‰]|克\/吨|毫克\/升)(?:以上|以下)?(?:、|或者?|和|及)?)+)的([^，、。；]{1,8})/

const byQuality = (clause: Clause, own: readonly string[]): readonly RuleDraft[] => {
  const hit = ofQuality.exec(clause.span.text)
  const subjects = hit ? subjectsIn(hit[3]!, own) : []
  if (!hit || subjects.length === 0) return []
  const restricts = hit[1] === '限制'
  return [
    draft(clause, quoting(clause.span), {
      act: 'mining',
      subjects,
      appliesTo: everyChange,
      test: { measure: 'quality', op: restricts ? 'restrict' : 'forbid', value: hit[2]!, unit: null },
      force: 'must',
      effect: restricts ? 'condition' : 'refuse',
    }),
  ]
}

const ruleOf = (
  clause: Clause,
  quoted: Pick<RuleDraft, 'quote' | 'at'>,
  act: Act,
  subjects: readonly string[],
  condition: Condition,
  sense: Sense,
  more: { readonly known?: boolean; readonly onlyNew?: boolean; readonly exceptions?: readonly Exception[] } = {},
): RuleDraft =>
  draft(clause, quoted, {
    act,
    subjects,
    appliesTo:
      sense.op === 'forbid'
        ? more.onlyNew
          ? newRights
          : everyChange
        : sense.op === 'restrict'
          ? [...newRights, 'expansion']
          : newRights,
    condition,
    test: { measure: 'direction', op: sense.op, value: sense.value, unit: null },
    force: sense.force,
    effect: sense.effect,
    exceptions: sense.op === 'forbid' ? (more.exceptions ?? []) : [],
    confidence: more.known === false ? 'likely' : 'sure',
  })

const ofClause = (clause: Clause, own: readonly string[], plan: Plan): readonly RuleDraft[] => {
  const { text } = clause.span
  if (!/勘|采|开发|矿|普查|调查/.test(text)) return []
  const parts = partsOf(text, '，,；;。')
  const exceptions = exemptionsIn(clause)
  const direct = (
    part: Part,
    verbs: string,
    list: string,
    deeds: string,
    where: Condition = {},
  ): readonly RuleDraft[] => {
    const [, sense] = senses.find(([pattern]) => pattern.test(verbs)) ?? senses.at(-1)!
    const force = /原则上|一般/.test(part.text) && sense.force === 'must' ? 'in-principle' : sense.force
    const quoted = quoting(clause.span, part.start, part.end)
    return membersByCondition(list, own).flatMap(([condition, subjects]) =>
      actsOf(deeds).map((act) =>
        ruleOf(clause, quoted, act, subjects, { ...where, ...condition }, { ...sense, force }, { exceptions }),
      ),
    )
  }
  const ofPart = (part: Part, index: number): readonly RuleDraft[] => {
    const first = mineralsFirst.exec(part.text)
    if (first && onlyMinerals(first[1]!, own)) return direct(part, first[2]!, first[1]!, first[3]!)
    const last = first ? null : closedLast.exec(part.text)
    if (last && onlyMinerals(last[1]!, own)) {
      const [, sense] = senses.find(([pattern]) => pattern.test(last[3]!)) ?? senses[0]!
      const force = /原则上/.test(part.text) ? 'in-principle' : sense.force
      const deeds = /探矿权/.test(part.text) ? '勘查' : /矿业权/.test(part.text) ? '勘查开采' : '开采'
      return membersByCondition(last[1]!, own).flatMap(([condition, subjects]) =>
        actsOf(deeds).map((act) =>
          ruleOf(
            clause,
            quoting(clause.span, part.start, part.end),
            act,
            subjects,
            condition,
            { ...sense, force },
            { onlyNew: true, exceptions },
          ),
        ),
      )
    }
    const called = listedAs.exec(part.text)
    if (called && onlyMinerals(called[1]!, own)) return direct(part, called[2]!, called[1]!, called[3] ?? '开采')
    const list = listed.exec(part.text)
    if (list && onlyMinerals(list[2]!, own)) {
      const heading = `${clause.headings.at(-1) ?? ''}${part.text}`
      return direct(part, list[1]!, list[2]!, /勘查|找矿/.test(heading) && !/开采|开发/.test(heading) ? '勘查' : '开采')
    }
    const dug = onField.exec(part.text)
    if (dug && !/基本农田/.test(dug[2]!)) return direct(part, dug[1]!, dug[4]!, dug[3]!, { onFarmland: true })
    const leading = ahead.exec(part.text)
    // "重点开采区以外停止新设…": the words of a zone open no list.
    const forward = leading && /^区/.test(leading[3]!) && closed.test(part.text) ? null : leading
    const backward = leading ? null : behind.exec(part.text)
    const door = forward || backward ? null : closed.exec(part.text)
    const named = forward || backward || door ? null : closedMines.exec(part.text)
    const mines = named && onlyMinerals(named[2]!, own) ? named : null
    const hit = forward ?? backward ?? door ?? mines
    if (!hit) return []
    const deeds = (forward ? forward[2]! : (hit[3] ?? '矿山'))
      .replace('矿业权', '勘查开采')
      .replace('探矿权', '勘查')
      .replace('矿山', '开采')
    // A list that a colon opened may go on over commas ("重点开采矿种：煤，铁，硅藻土").
    const more = /[:：]/.test(hit[0]) ? parts.slice(index + 1) : []
    const stop = more.findIndex(({ text: next }) => subjectsIn(next, own).join('').length !== next.trim().length)
    const rest = stop < 0 ? more : more.slice(0, stop)
    const names = [forward ? forward[3]! : hit[2]!, ...rest.map(({ text: next }) => next)].join('、')
    if (otherThings.test(names.replace(/等?(?:矿种|矿产(?:资源)?|资源)$/, '')) && !/耕地/.test(names)) return []
    // "…区外停止新设…采矿权": the door is closed there only; what place it is another kind reads where this cannot.
    // "集中开采区以外，除…外，不再新设…": the place stands before the comma.
    const placed =
      parts.slice(0, index).findLast(({ text: said }) => /区(?:域|范围)?(?:以|之)?[内外]$/.test(said))?.text ?? ''
    const lead = `${placed}${part.text.slice(0, hit.index)}`.replace(
      /(?:[市县区旗省]域|辖区|行政区域?|全[市县区旗省]|本[市县区旗]|境|规划期)(?:范围)?(?:以)?内/g,
      '',
    )
    const { inside, outside } = zoneSide(lead)
    if (!inside && !outside && /[区围带岸侧]内|[区围]外|以外|之外/.test(lead)) return []
    const place: Condition = {
      ...(inside ? { insideZone: inside } : {}),
      ...(outside ? { outsideZone: outside } : {}),
    }
    const known = subjectsIn(names, own).length > 0
    const formal = /矿种|矿产|[:：]/.test(part.text)
    // A name nobody knows counts where the form says that a mineral must stand there.
    const strange = door
      ? names.length <= 8 &&
        !/[大中小]型|各类|任何|露天|地下|零星|新增|^新|[两二多几]个|以[上下]|交叉|重叠|重复|区|资金|[出投]资|用地|的$|(?<!放射)性$|^(?:勘查|勘探|探矿|生产|开采|重点|其他)$/.test(
          names,
        )
      : (formal && names.length <= 40) || mineralForm.test(names)
    if (!known && !strange) return []
    // "达到100%时暂停新设…": a door that closes when a total is reached is read where totals are.
    if (door && /(?:达到|超过|突破|超出)[^。；]{0,24}[时后的]，?$/.test(text.slice(0, part.start + hit.index)))
      return []
    const sense = senses.find(([pattern]) => pattern.test(hit[1]!))![1]
    const principle = /原则上|一般/.test(part.text.slice(0, hit.index))
    const adverb = /(?:一律|坚决|全面|严格|全部)$/.exec(part.text.slice(0, hit.index))?.[0].length ?? 0
    const local = countiesAtHead(part.text, plan).length + townshipsAtHead(part.text).length > 0
    const from = principle || door || local ? part.start : part.start + hit.index - adverb
    const quoted = quoting(clause.span, from, (rest.at(-1) ?? part).end)
    return membersByCondition(names, own).flatMap(([condition, subjects]) =>
      actsOf(deeds).map((act) =>
        ruleOf(
          clause,
          quoted,
          act,
          subjects,
          { ...place, ...condition },
          {
            ...sense,
            force: principle && sense.force === 'must' ? 'in-principle' : sense.force,
          },
          { known, onlyNew: door !== null || mines !== null, exceptions },
        ),
      ),
    )
  }
  const above = countiesAbove(clause, paragraphOf(plan, clause), plan)
  return parts.flatMap((part, index) => {
    const named = countiesAtHead(part.text, plan)
    const counties = named.length > 0 ? named : above
    const townships = townshipsAtHead(part.text)
    const place: Condition = {
      ...(counties.length > 0 ? { counties } : {}),
      ...(townships.length > 0 ? { townships } : {}),
      ...termIn(clause, part.end),
    }
    return ofPart(part, index).map((rule) => ({ ...rule, condition: { ...place, ...rule.condition } }))
  })
}

/** "（1）重点开采矿种。磷、石灰岩…": the heading says what the list below it is for. */
const underHeading = (clause: Clause, own: readonly string[]): readonly RuleDraft[] => {
  const hit = new RegExp(`^(${verb})(${deed})类?(?:的)?(?:矿种|矿产)$`).exec(clause.headings.at(-1) ?? '')
  const { text } = clause.span
  if (!hit || text.length > 80 || /[，；：:\d]/.test(text) || subjectsIn(text, own).length === 0) return []
  const sense = senses.find(([pattern]) => pattern.test(hit[1]!))![1]
  return membersByCondition(text, own).flatMap(([condition, subjects]) =>
    actsOf(hit[2]!).map((act) => ruleOf(clause, quoting(clause.span), act, subjects, condition, sense)),
  )
}

const read = (plan: Plan): readonly RuleDraft[] => {
  const own = ownMinerals(plan)
  return plan.clauses.flatMap((clause) =>
    tellsPast(clause) ? [] : [...ofClause(clause, own, plan), ...underHeading(clause, own), ...byQuality(clause, own)],
  )
}

const judge = (rule: Rule, _situation: Situation): Finding => {
  const deed = rule.act === 'exploration' ? (['勘查', 'exploration'] as const) : (['开采', 'mining'] as const)
  const names = rule.subjects.join('、')
  if (rule.test.measure === 'quality')
    return answer(
      rule,
      'condition',
      { zh: `须核实${names}不属“${rule.test.value}”`, en: `“${names}”: it is shown not to be “${rule.test.value}”` },
      { conditions: [duty('quality-shown', names, String(rule.test.value))] },
    )
  if (rule.test.op === 'forbid')
    return answer(rule, brokenVerdict(rule), {
      zh: `${names}禁止${deed[0]}`,
      en: `${deed[1]} of “${names}” is forbidden`,
    })
  if (rule.test.op === 'restrict')
    return answer(rule, 'needs-a-person', {
      zh: `${names}限制${deed[0]}；“限制”未规定具体条件，须由人判断`,
      en: `${deed[1]} of “${names}” is restricted; “限制” is left undefined, a person decides`,
    })
  const wanted = rule.test.op === 'in' ? (['重点', 'a focus of'] as const) : (['鼓励', 'encouraged for'] as const)
  return answer(rule, 'preferred', {
    zh: `${names}为${wanted[0]}${deed[0]}矿种`,
    en: `“${names}”: ${wanted[1]} ${deed[1]}`,
  })
}

export const direction: RuleKindDefinition = { kind: 'direction', read, judge }
