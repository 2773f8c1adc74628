/** How offices go about a plan: its adjustment, the laying out of blocks, ways in and out. Nothing an applicant does. */
import type { Clause, Plan } from '#plan/plan.ts'
import { answer } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses, quoteAround } from '#rules/normative.ts'
import type { RuleDraft } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'

const steps: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'planAdjustment',
    /(?:规划|区块|布局|指标)[^。；]{0,24}(?:确需|需要|需|进行|涉及)?[^。；]{0,8}(?:调整|修订|变更)[^。；]{0,50}(?:原[^，。；]{0,8}机关|批准|审批|审定|同意|备案|论证|规定|程序)/,
  ],
  ['planAdjustment', /(?:调整|修订|变更)[^。；]{0,8}(?:规划|区块)[^。；]{0,60}(?:机关|批准|审批|同意|备案|论证)/],
  ['midtermEvaluation', /规划[^。；]{0,16}(?:中期|实施情况)?[^。；]{0,4}评估/],
  [
    'releaseOrder',
    /投放(?:总量|时序|节奏|数量)(?![^，。；]{0,6}(?:不得|控制在))|有序投放|合理(?:安排|确定)[^，。；]{0,14}投放/,
  ],
  ['grantPlan', /纳入[^，。；]{0,10}(?:出让|投放)计划/],
  [
    'grantManner',
    /(?:招标|拍卖|挂牌|招拍挂|竞争性|公开)[^。；]{0,10}(?:方式)?[^，。；]{0,6}出让|净(?:矿|采矿权)[^，。；]{0,4}出让|(?:严禁|禁止|不得|严格控制)[^，。；]{0,6}协议出让/,
  ],
  ['entryAndExit', /准入[^，。；]{0,2}退出(?:机制|制度)|退出机制/],
  [
    'unreviewed',
    /(?:延续|转让|更名|变更[^，。；]{0,6}名称)[^。；]{0,30}(?:不再|不需|无需|免于?|不作|不进行)[^，。；]{0,6}规划[^，。；]{0,4}审[查核]/,
  ],
  ['deemedConform', /(?:直接)?视为符合(?:本)?规划/],
  ['accept', /不得以[^。；]{2,24}为由[^，。；]{0,6}(?:拒绝|不予|推诿)[^，。；]{0,12}/],
  ['outsideTotal', /不(?:受|计入|纳入|占用)[^，。；]{0,14}(?:总量|指标)[^，。；]{0,6}(?:限制|控制|约束|管理)?/],
  ['hearing', /(?:征求|听取)[^。；]{0,30}意见[^。；]{0,20}公示|公示[^，。；]{0,6}不少于\d+个?工作?日/],
  ['planDuty', /规划一经批准|(?:相关|各|行业|专项)?规划[^，。；]{0,10}应当?[^，。；]{0,10}(?:衔接|协调|符合|服从)/],
]

/** What an upper plan lays on the plans below it: "县级规划可以从严，不得放宽". */
const bindsBelow =
  /(?:下级|县级|市级|市县|县（市）)[^。；]{0,6}规划[^。；]{0,50}(?:不得|应当?)[^。；]{0,20}(?:放宽|突破|降低|低于|一致)/

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const below: readonly RuleDraft[] = bindsBelow.test(text)
    ? [
        draft(clause, quoteAround(clause, bindsBelow), {
          act: 'planning',
          appliesTo: [],
          test: { measure: 'lowerPlans', op: 'match', value: '可以从严，不得放宽', unit: null },
          force: 'must',
          effect: 'refuse',
        }),
      ]
    : []
  const found = steps
    .filter(
      ([what, pattern], i) =>
        pattern.test(text) && !steps.slice(0, i).some(([other, before]) => other === what && before.test(text)),
    )
    .map(([measure, pattern]) =>
      draft(clause, quoteAround(clause, pattern), {
        act: 'planning',
        appliesTo: [],
        test: { measure, op: 'procedure', value: text.slice(pattern.exec(text)!.index).slice(0, 120), unit: null },
        force: 'procedure',
        effect: 'procedure',
      }),
    )
  return [...below, ...found]
}

export const procedure: RuleKindDefinition = {
  kind: 'procedure',
  read: (plan: Plan) => normativeClauses(plan).flatMap(readClause),
  judge: (rule) => answer(rule, 'not-applicable', { zh: '规划管理程序，不针对申请人', en: 'procedure of the offices' }),
}
