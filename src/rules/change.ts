/** "开采规模、矿区范围、…发生变化的，必须重新编制…方案": a change of a mine that asks for its papers anew. */
import type { Clause, Plan } from '#plan/plan.ts'
import { duty } from '#rules/duty.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses, quoteAround } from '#rules/normative.ts'
import { judgePapers, papersIn } from '#rules/paper.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'

const factors: readonly (readonly [code: string, zh: string, pattern: RegExp])[] = [
  ['scale', '规模', /规模|产能|生产能力/],
  ['extent', '范围', /范围|边界|面积/],
  ['mineral', '矿种', /矿种/],
  ['method', '方式', /开采方式|开发方式|采矿方法|开采方法|方式/],
  ['service-life', '服务年限', /年限/],
]

const altered =
  /(?:发生|有)(?:重大)?(?:变化|变更|改变|调整)|(?:变更|改变|调整|扩大|提高|增加|缩小)[^，。；]{0,40}(?:的|时)?(?=，)|改变的|调整的|(?:改变|变更|变化)(?=，)|变更的|变化的/
const anew =
  /(?:重新|另行|及时)(?:组织)?(?:编制|编写|编报|备案|签订|编修|修编|修订|报批|报审|申报|提交|办理|评审|进行|开展|履行|取得)|(?:修订|修编)/

/** "上述两个方案": papers that a sentence before names. */
const above = /(?:上述|前述|以上)(?:([两二三四])[个项份])?[^，。；]{0,4}(方案|报告|材料)/

/** True where a sentence asks for papers anew when something changes. */
export const changes = (text: string): boolean =>
  altered.test(text) &&
  anew.test(text) &&
  (papersIn(text).length > 0 || above.test(text)) &&
  !/规划(?:指标|区块|调整)/.test(text)

/** The papers of the nearest sentence before that names as many as are meant. */
const namedAbove = (plan: Plan, clause: Clause, count: number, noun: string): ReturnType<typeof papersIn> =>
  plan.clauses
    .filter(({ span }) => span.at.start < clause.span.at.start)
    .slice(-16)
    .map(({ span }) => papersIn(span.text).filter(({ text }) => text.endsWith(noun)))
    .findLast((papers) => papers.length >= count)
    ?.slice(0, count) ?? []

/** "重新编制A方案", else "A方案须重新报批": what is made anew stands after the words, or between the change and them. */
const papersAnew = (text: string, from: number): ReturnType<typeof papersIn> => {
  const at = anew.exec(text)!.index
  const after = papersIn(text.slice(at))
  return after.length > 0 || at <= from ? after : papersIn(text.slice(from, at))
}

const readClause = (plan: Plan, clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  if (!changes(text)) return []
  const match = altered.exec(text)!
  const trigger = text.slice(0, match.index + match[0].length)
  const named = factors.filter(([, , pattern]) => pattern.test(trigger)).map(([code]) => code)
  const meant = above.exec(text)
  const papers = meant
    ? namedAbove(plan, clause, { 两: 2, 二: 2, 三: 3, 四: 4 }[meant[1] ?? ''] ?? 1, meant[2]!)
    : papersAnew(text, trigger.length)
  if (papers.length === 0) return []
  return [
    draft(clause, quoteAround(clause, /变化|变更|重新|方案/), {
      act: 'mining',
      appliesTo: ['change', 'expansion', 'capacity-upgrade'],
      condition: named.length > 0 ? { changes: named } : {},
      test: { measure: 'documents', op: 'requires', value: papers.map((paper) => paper.text), unit: null },
      force: 'must',
      effect: 'condition',
    }),
  ]
}

const judge = (rule: Rule, situation: Situation) => {
  const { changes: changed } = situation.application
  const asked = rule.condition.changes
  const hits = (changed ?? []).filter((change) => asked === undefined || asked.includes(change))
  const names = factors.filter(([code]) => hits.includes(code)).map(([, zh]) => zh)
  const found = judgePapers(rule, situation)
  const [zh, en] = [`${names.join('、') || '有关事项'}发生变化`, `changed: ${hits.join(', ')}`]
  return {
    ...found,
    message: { zh: `${zh}，须重新编制；${found.message.zh}`, en: `${en}; papers are made anew; ${found.message.en}` },
    conditions: found.verdict === 'pass' ? [duty('drawn-up-anew'), ...found.conditions] : found.conditions,
  }
}

export const change: RuleKindDefinition = {
  kind: 'change',
  read: (plan: Plan) => normativeClauses(plan).flatMap((clause) => readClause(plan, clause)),
  judge,
}
