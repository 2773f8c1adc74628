/** Mines to be closed, merged or brought up ("逐步关停…的生产矿山"): watched over the years of the plan. */
import type { Plan } from '#plan/plan.ts'
import { answer, type Finding } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses } from '#rules/normative.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import { subjectsIn } from '#rules/statement.ts'

const closes =
  /(?:逐步|依法|有序|加快|坚决|限期|予以)*(?:关停|关闭|取缔|淘汰|清退|退出|整合关闭)[^。；]{0,60}(?:矿山|采矿权|企业|行为|产能|矿点|采石场)|(?:矿山|采矿权|企业)[^。；]{0,40}(?:逐步|依法|有序|限期|予以)+[^。；]{0,8}(?:关停|关闭|取缔|淘汰|退出)/

const read = (plan: Plan): readonly RuleDraft[] =>
  normativeClauses(plan).flatMap((clause) => {
    const { text } = clause.span
    const hit = closes.exec(text)
    if (!hit || hit[0].length < 6 || /完工后|闭坑后|关闭后|关闭前|\d个月/.test(text)) return []
    const from = Math.max(text.lastIndexOf('，', hit.index) + 1, 0)
    return [
      draft(clause, quoting(clause.span, from, hit.index + hit[0].length), {
        act: 'monitoring',
        subjects: subjectsIn(hit[0]),
        appliesTo: [],
        test: {
          measure: 'phaseOut',
          op: 'restrict',
          value: /关停|关闭|取缔|淘汰|清退|退出/.exec(hit[0])![0],
          unit: null,
        },
        force: 'guidance',
        effect: 'monitor',
      }),
    ]
  })

const judge = (rule: Rule): Finding =>
  answer(rule, 'not-applicable', { zh: '由年度监测跟踪', en: 'watched by yearly monitoring' })

export const phaseOut: RuleKindDefinition = { kind: 'phase-out', read, judge }
