/** Closing a mine: reports, restoration and acceptance before the pit may close. */
import type { Clause, Plan } from '#plan/plan.ts'
import { duty } from '#rules/duty.ts'
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses, quoteAround } from '#rules/normative.ts'
import { judgePapers, papersIn } from '#rules/paper.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'

const closing = /闭坑|矿山关闭|关闭(?:矿山|前|的矿山)|关闭矿山|停办/
const accepted = /验收/
const asked = /方可|应|必须|须|要(?!求)|经[^，。；]{0,20}(?:批准|验收)|不得|严格/

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  if (!closing.test(text) || !asked.test(text) || /剩余|全过程|贯穿|个月内|日内/.test(text)) return []
  const shared = { act: 'mining', appliesTo: ['closure'], force: 'must', effect: 'condition' } as const
  const quoted = quoteAround(clause, /闭坑|关闭|验收|报告|计划/)
  const papers = papersIn(text).filter(({ key }) => key === 'closure-report' || key === 'closure-plan')
  const drafts: RuleDraft[] = []
  if (papers.length > 0)
    drafts.push(
      draft(clause, quoted, {
        ...shared,
        test: {
          measure: 'documents',
          op: 'requires',
          value: [...new Set(papers.map((paper) => paper.text))],
          unit: null,
        },
      }),
    )
  if (accepted.test(text) || (papers.length === 0 && /治理|恢复|修复|复垦/.test(text)))
    drafts.push(
      draft(clause, quoted, {
        ...shared,
        test: { measure: 'acceptance', op: 'requires', value: '治理恢复验收', unit: null },
      }),
    )
  return drafts
}

const judge = (rule: Rule, situation: Situation): Finding => {
  if (rule.test.measure === 'documents') return judgePapers(rule, situation)
  const { documents, undertakings } = situation.application
  const shown = [...(documents ?? []), ...(undertakings ?? [])].filter((name) => accepted.test(name))
  if (shown.length > 0)
    return answer(rule, 'pass', { zh: `已验收：${shown.join('、')}`, en: `accepted: “${shown.join('、')}”` })
  if (!documents) return unknownFor(rule, ['documents'])
  return answer(
    rule,
    'condition',
    { zh: '闭坑前须完成治理恢复并通过验收', en: 'restoration is completed and accepted before closure' },
    { conditions: [duty('restored-before-closing')] },
  )
}

export const closure: RuleKindDefinition = {
  kind: 'closure',
  read: (plan: Plan) => normativeClauses(plan).flatMap(readClause),
  judge,
}
