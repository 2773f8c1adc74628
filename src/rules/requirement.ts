/**
 * What a plan asks in general words of those who explore or mine ("采用先进的生产技术", "严格执行绿色勘查标准"): duties that no
 * other kind reads. Where the plan lists conditions of entry they are conditions of the grant; elsewhere they are watched.
 */
import type { Clause, Plan } from '#plan/plan.ts'
import { eventsIn, newRights } from '#rules/applies-to.ts'
import { answer, type Finding } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { actsIn, normativeClauses, quoteAround, speaksToHolders } from '#rules/normative.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'

/** Words that ask; those that only tell what is done or hoped for count where the plan lists conditions of entry. */
const duty =
  /应当?(?![用急])|必须|(?<!无)须(?!知)|(?<![重需主只首纲])要(?![求素点件闻]|么|是)|不(?:[应得能]?)(?:[低高大小少多短长][于过]|超过)|不得|禁止|严禁|严格(?!控制)|做到|遵[守循]|采用|遏制/
const softly = /确保|坚持|符合|具有|采取|实施|落实|纳入|开展|编制|改进|推行|推广|遏制|防止/
/** Those who are asked are offices: what they are to do is no requirement of an application. */
const offices =
  /(?:自然资源|主管|有关|相关|管理|行政|各级|环保|林业|水利|发改|财政|应急|审批)[^，。；]{0,10}(?:部门|机关|局|厅|委)|(?:县|市|省|区|旗|乡镇|各)(?:级)?(?:人民)?政府|台账|底数|治理区|项目\d|领导小组|各(?:乡镇|部门|单位)|规划(?:编制|实施|管理|数据库|调整|评估)|(?:加强|强化)(?:组织|宣传|队伍|领导|监管|执法|部门)/
const entering = /准入|条件|要求|门槛|约束/

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const heading = clause.headings.slice(-2).join(' ')
  const enters = entering.test(heading)
  const spoken =
    speaksToHolders(text) ||
    (/^(?:严禁|禁止|不得|应当?|必须|须|做到)/.test(text) && /矿山|开采|勘查|地热|砂|石/.test(clause.headings.join()))
  if (text.length < 8 || !(duty.test(text) || (enters && softly.test(text))) || !spoken) return []
  if (
    offices.test(text) ||
    /^(?:到|截至)?20\d\d年|\d处|目标|保障措施|组织(?:领导|实施|保障)|实施管理/.test(`${text.slice(0, 8)}${heading}`)
  )
    return []
  return actsIn(text).map((act) =>
    draft(clause, quoteAround(clause, duty), {
      act: enters ? act : 'monitoring',
      appliesTo: eventsIn(text, act === 'exploration' ? ['new'] : newRights),
      test: { measure: 'requirement', op: 'requires', value: text.slice(0, 80), unit: null },
      force: enters ? 'must' : 'guidance',
      effect: enters ? 'condition' : 'monitor',
      confidence: 'likely',
    }),
  )
}

/** No quote reaches further past a clause than this: where the walk along the rules may stop. */
const longestQuote = 1000

/** Requirements of clauses that none of the rules read so far is taken from. */
export const readRequirements = (plan: Plan, read: readonly RuleDraft[]): readonly RuleDraft[] => {
  // Clauses and rules both in the source's order: one walk along both.
  const taken = read.map(({ at }) => at).toSorted((a, b) => a.end - b.end)
  let next = 0
  return normativeClauses(plan)
    .filter(({ span: { at } }) => {
      while (next < taken.length && taken[next]!.end <= at.start) next++
      for (let i = next; i < taken.length && taken[i]!.end - at.end < longestQuote; i++)
        if (taken[i]!.start < at.end) return false
      return true
    })
    .flatMap(readClause)
}

const judge = (rule: Rule): Finding =>
  rule.effect === 'condition'
    ? answer(
        rule,
        'condition',
        { zh: '一般性准入要求，作为批准的条件', en: 'a general condition of entry: it goes with the grant' },
        { conditions: [rule.quote] },
      )
    : answer(rule, 'not-applicable', {
        zh: '一般性要求，由日常监督检查，不作为本次审查的条件',
        en: 'a general requirement, watched in practice; not weighed in this review',
      })

/** Read last, from what the other kinds leave (`readRequirements`). */
export const requirement: RuleKindDefinition = {
  kind: 'requirement',
  read: () => [],
  speaksTo: (rule) => (rule.act === 'exploration' ? ['exploration'] : ['mining']),
  judge,
}
