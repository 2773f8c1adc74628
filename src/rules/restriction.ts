/** Restraint without a number ("严格控制…新建矿山数量"): a person decides, and the undefined word is quoted. */
import type { Clause, Plan } from '#plan/plan.ts'
import { eventsIn, newRights } from '#rules/applies-to.ts'
import { answer, type Finding } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses } from '#rules/normative.ts'
import type { Act, Rule, RuleDraft } from '#rules/rule.ts'
import { draft, paragraphOf, partsOf, quoting } from '#rules/sentence.ts'
import { ownMinerals, subjectsIn } from '#rules/subject.ts'

const restrains =
  /[^，。；]{0,10}(?:矿山|采矿权|矿业权)[^，。；]{0,6}(?:只减不增|不再增加|不得增加|只出不进)|(?:严格|从严|合理|适度|有序|科学|审慎)?(?:控制|限制|从严审批|严格审批)(?!性|指标|要求|单元|区)[^，。；]{0,30}/
const whatMines = /矿山|采矿权|探矿权|矿业权|开采|勘查|新(?:[建立设办批]|开办?)|投放|审批|地热井|产能/
const whatOf = /数量|总量|规模|强度|开采|新(?:[建立设办批增]|开办?)|投放|审批|准入/
const elsewhere = /废气|废水|粉尘|噪声|污染|排放|能耗|成本|影响|扰动|占用|灾害|风险|用地|水土|能够?控制|可控制|过程控制/

/** "限制开采区内…": the name of a zone restrains nothing by itself. */
const ofZone = /^(?:在)?(?:限制|控制)(?:开采|勘查)区/

const ofClause = (clause: Clause, plan: Plan): readonly RuleDraft[] =>
  (restrains.test(clause.span.text) ? partsOf(clause.span.text, '，,；;。') : []).flatMap((part, i, parts) => {
    const hit = restrains.exec(part.text)
    if (
      !hit ||
      /限制的/.test(hit[0]) ||
      /\d|[一二三四五六七八九十]+[个家处]/.test(hit[0]) ||
      elsewhere.test(part.text) ||
      ofZone.test(hit[0])
    )
      return []
    if (
      !/严格|从严|合理|适度|审慎|限制|不增|增加|不进/.test(hit[0].length < 18 ? hit[0] : hit[0].slice(0, 4)) ||
      !whatMines.test(hit[0]) ||
      !whatOf.test(hit[0])
    )
      return []
    const before = parts.slice(0, i).findLast(({ text }) => subjectsIn(text, ownMinerals(plan)).length > 0)
    const own = subjectsIn(part.text, ownMinerals(plan))
    // "石墨矿以保护为主，从严审批采矿权": the mineral stands before the comma.
    const carried = own.length === 0 && before !== undefined && !/所有|各类|各矿种|其[他它余]/.test(part.text)
    const subjects = carried ? subjectsIn(before.text, ownMinerals(plan)) : own
    // A number in the same paragraph says what the restraint means; without a mineral of its own there is no more to it.
    const counted = paragraphOf(plan, clause).some((other) =>
      /(?:矿山|采矿权)[^，。；]{0,12}\d+\s*(?:个|家|处|座)/.test(other.span.text),
    )
    if (subjects.length === 0 && counted && !/只减不增|只出不进/.test(hit[0])) return []
    // "限制开采X" is a direction; there its list is read.
    if (/限制(?:类|性)?(?:勘查|开采)/.test(hit[0]) && subjects.length > 0) return []
    // "…可视范围内，严格控制新设露天开采矿山": the undefined place is what a person judges, and is read where places are.
    if (/(?:可视|视线|附近|周边|沿线|两侧)[^，。；]{0,8}[，,]?$/.test(clause.span.text.slice(0, part.start))) return []
    const act: Act = /勘查|探矿权/.test(part.text) && !/开采|采矿/.test(part.text) ? 'exploration' : 'mining'
    return [
      draft(clause, quoting(clause.span, carried ? before.start : part.start, part.end), {
        act,
        subjects,
        condition: /露天/.test(part.text) ? { methods: ['open-pit'] } : {},
        appliesTo: eventsIn(part.text, newRights),
        test: {
          measure: 'restraint',
          op: 'restrict',
          value: /只减不增|不再增加|不得增加|只出不进|[^，。；]{0,2}(?:控制|限制|审批)/.exec(hit[0])?.[0] ?? hit[0],
          unit: null,
        },
        force: 'must',
        effect: 'condition',
      }),
    ]
  })

const read = (plan: Plan): readonly RuleDraft[] => normativeClauses(plan).flatMap((clause) => ofClause(clause, plan))

const judge = (rule: Rule): Finding =>
  answer(rule, 'needs-a-person', {
    zh: `“${rule.test.value}”未规定数量或条件，须由人判断`,
    en: `“${rule.test.value}” comes without a number or a condition: a person decides`,
  })

export const restriction: RuleKindDefinition = { kind: 'restriction', read, judge }
