/** 优先, 鼓励, 支持: what a plan would rather see. It makes an application preferred, never refused. */
import { containsMineral, isStrategic } from '#mineral/mineral.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { eventsIn, everyChange, newRights } from '#rules/applies-to.ts'
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { actsIn, normativeClauses, quoteAround } from '#rules/normative.ts'
import type { ApplicationEvent, Condition, Rule, RuleDraft } from '#rules/rule.ts'
import { draft, type Part, partsOf } from '#rules/sentence.ts'
import type { Application, Situation } from '#rules/situation.ts'
import { ownMinerals, subjectsIn } from '#rules/subject.ts'
import { zoneKindIn, zoneSide } from '#rules/zone.ts'

const favours =
  /优先|鼓励|积极引导[^，。；]{0,8}(?:矿山|企业|采矿权人)|(?<!政策)支持(?!系统|作用|的)|扶持|重点保障|倾斜|大力发展|(?:制定|给予|享受)[^，。；不]{0,12}优惠|成为[^，。；]{0,12}增长点|适时恢复|给予[^，。；]{0,10}(?:支持|保障)/
/** What an office can grant or lay out; encouragement of research and manners is nothing to weigh an application by. */
const grantable =
  /投放|安排|保障|配置|设置|设立|预留|审批|出让|整合|恢复生产|增长点|改扩建|(?:鼓励|支持|优先)[^，。；]{0,16}(?:勘查|开采|开发(?!研)|采矿权|探矿权)/
const manners =
  /科技|研发|技术(?!改造)|工艺|装备|人才|建言|社会资金|社会资本|融资|宣传|使产品|方向发展|循环|绿色勘查|新方法|修复(?!区)|复垦|治理/

type Criterion = {
  readonly name: string
  readonly pattern: RegExp
  readonly met: (of: Application) => boolean | string
}

/** Met, not met, or the name of the field that would tell. */
const criteria: readonly Criterion[] = [
  {
    name: '大中型',
    pattern: /大中型|大型(?!基地|企业集团)/,
    met: ({ depositScale }) => (depositScale === undefined ? 'depositScale' : depositScale !== 'small'),
  },
  { name: '战略性矿产', pattern: /战略性/, met: ({ minerals }) => minerals.some(isStrategic) },
  {
    name: '清洁能源矿产',
    pattern: /清洁能源/,
    met: ({ minerals }) =>
      minerals.some((mineral) => containsMineral('地热', mineral) || /干热岩|煤层气|页岩气|天然气|铀/.test(mineral)),
  },
  {
    name: '绿色矿山',
    pattern: /绿色矿山/,
    met: ({ undertakings, documents }) =>
      undertakings === undefined && documents === undefined
        ? 'undertakings'
        : [...(undertakings ?? []), ...(documents ?? [])].some((name) => /绿色矿山/.test(name)),
  },
]

/** "对列入名录的矿山…给予支持": a favour for mines that are on a list, which no application for a new one is. */
const onList = /(?:列|纳|进)入[^，。；]{0,8}(?:名录|名单|目录)的?[^，。；]{0,4}矿[山业]/

/** A zone the favour is for: named in the part, earlier in the sentence, or by the heading ("区内…"). */
const zoneFor = (clause: Clause, part: Part): Condition => {
  const own =
    zoneSide(part.text).inside ??
    zoneKindIn(/优先[^，。；]{0,8}((?:重点|集中)[^，。；]{1,4}区)内/.exec(part.text)?.[1] ?? '')
  // "重点区内，优先…": a place said before holds on; a place of another favour does not.
  const places = partsOf(clause.span.text.slice(0, part.start), '，,；;').filter(({ text }) => !favours.test(text))
  const before = own ?? places.map(({ text }) => zoneSide(text).inside).find(Boolean)
  const local = /区内|区域内|区内(?:矿山|矿产)/.test(clause.span.text)
  const heading = [...clause.headings].reverse().map(zoneKindIn).find(Boolean)
  const run = heading ?? zoneKindIn(clause.paragraph.text.slice(0, 24))
  const kind = before ?? (local || run ? run : undefined)
  return kind ? { insideZone: kind } : {}
}

const eventsOf = (text: string): readonly ApplicationEvent[] => {
  if (/恢复生产|复产/.test(text)) return ['change']
  if (/整合|兼并|重组/.test(text)) return ['expansion', 'change']
  return eventsIn(text.replace(/技术改造|升级改造|变更|变化/g, ''), everyChange)
}

const readClause = (clause: Clause, own: readonly string[]): readonly RuleDraft[] => {
  const { text } = clause.span
  if (!favours.test(text) || /^坚持/.test(text)) return []
  const quoted = quoteAround(clause, favours)
  return partsOf(text, '，,；;')
    .filter((part) => favours.test(part.text) && !/^优先原则|坚持[^，]*优先|保护优先|生态优先/.test(part.text))
    .flatMap((part) => {
      const weighs = grantable.test(part.text) && !manners.test(part.text)
      const wanted = criteria.filter(({ pattern }) => pattern.test(part.text)).map(({ name }) => name)
      const events = eventsOf(part.text)
      const listed = onList.test(text.slice(0, part.end))
        ? events.filter((event) => !newRights.includes(event))
        : events
      const acts = actsIn(
        /勘查项目|探矿权|矿产勘查/.test(part.text) && !/开采|采矿|开发/.test(part.text) ? '勘查' : part.text,
      )
      return acts.map((act) =>
        draft(clause, quoted, {
          act,
          subjects: subjectsIn(part.text, own),
          appliesTo: listed,
          condition: weighs ? zoneFor(clause, part) : {},
          test: { measure: weighs ? 'preference' : 'encouragement', op: 'prefer', value: wanted, unit: null },
          force: 'guidance',
          effect: 'prefer',
        }),
      )
    })
}

const judge = (rule: Rule, { application }: Situation): Finding => {
  if (rule.test.measure === 'encouragement')
    return answer(rule, 'not-applicable', {
      zh: '一般性鼓励，不影响本次审查结论',
      en: 'a general encouragement; it does not bear on this review',
    })
  const wanted = criteria.filter(({ name }) => (rule.test.value as readonly string[]).includes(name))
  const met = wanted.map((criterion) => criterion.met(application))
  if (wanted.length === 0 || met.includes(true)) {
    const why = wanted.filter((_, i) => met[i] === true).map(({ name }) => name)
    return answer(rule, 'preferred', {
      zh: `属规划优先或支持的情形${why.length > 0 ? `（${why.join('、')}）` : ''}`,
      en: 'among what the plan prefers',
    })
  }
  const missing = met.filter((one) => typeof one === 'string')
  if (missing.length > 0) return unknownFor(rule, missing)
  return answer(rule, 'not-applicable', {
    zh: `不属${wanted.map(({ name }) => name).join('、')}，不享受优先`,
    en: 'not among what the plan prefers',
  })
}

export const preference: RuleKindDefinition = {
  kind: 'preference',
  read: (plan: Plan) => normativeClauses(plan).flatMap((clause) => readClause(clause, ownMinerals(plan))),
  judge,
}
