/** 减一增一: a new right only where an old one is given up. */
import { mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { countiesAtHead } from '#rules/county.ts'
import { duty } from '#rules/duty.ts'
import { answer, type Finding, unknownFor } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses, quoteAround } from '#rules/normative.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'

const gives = '(?:关闭|注销|退出|减少|核减|关停|淘汰)'
const swaps = new RegExp(
  `(?:新增|新(?:[建立设办批]|开办?)|增加)[^。；]{0,16}(?:须|应当?|必须|要|先|同步)[^。；]{0,6}${gives}(?:或${gives})?[^，。；]{0,20}(?:采矿权|探矿权|矿业权|矿山)|减[一1二2两][增建换][一1新]|(?:关|减|退)[一二两三123][建增设进上][一1]|每(?:注销|关闭|退出|淘汰|减少)[^，。；]{0,12}方可新[设增建立][^，。；]{0,8}|没有减量不得新增|先(?:关闭|注销|退出|核减)[、，]?后(?:新[设立建增]|设立)|(?:等量|减量|产能)(?:或者?减量)?置换`,
)
/** "只注销、不新设": no new right at all, but for what is excepted. */
const closed = /只(?:注销|减少?|退)[、，]?不(?:再)?(?:新设|新增|新立)/
const excepted = /(?:但|，)?([\u4e00-\u9fff]{2,10}?)(?:矿山|采矿权|项目)?除外/
/** "须先注销": the old right goes before the new one is asked for; without such words it is how grants are made. */
const comesFirst = /先|方可|没有减量/
/** Asked only once a number is reached: then it is for the count to say whether it applies. */
const onceFull = /(?:达到|超过|突破)[^，。；]{0,14}(?:的|时|后)，/

const readClause = (clause: Clause, plan: Plan): readonly RuleDraft[] => {
  const { text } = clause.span
  const named = (words: string): readonly string[] => [...new Set(mineralsIn(words).map((mention) => mention.text))]
  if (closed.test(text) && /采矿权|矿山/.test(text)) {
    const but = excepted.exec(text)?.[1]?.replace(/^但/, '')
    return [
      draft(clause, quoteAround(clause, closed), {
        act: 'mining',
        subjects: named(but ? text.slice(0, text.indexOf(but)) : text),
        appliesTo: newRights,
        condition: but ? { otherThan: [but, but.replace(/原料$/, '')] } : {},
        test: { measure: 'closed', op: 'forbid', value: closed.exec(text)![0], unit: null },
        force: 'must',
        effect: 'refuse',
      }),
    ]
  }
  const match = swaps.exec(text)
  if (!match || !/矿|产能|采石场|砂场/.test(text)) return []
  // "尾矿库实行等量置换": dams that take the place of dams, not rights.
  if (/(?:尾矿库|选矿厂|排土场)[^，。；]{0,8}$/.test(text.slice(0, match.index))) return []
  const full = onceFull.test(text)
  const counties = countiesAtHead(text, plan)
  const counted = /^[，,][^，。；]*\d+\s*个[^，。；]*/.exec(text.slice(match.index + match[0].length))?.[0] ?? ''
  const each = /每(?:注销|关闭|退出|淘汰|减少)[^，。；]{0,12}新[设增建立][^，。；]{0,6}/.exec(text)?.[0]
  const ratio = each ?? /\d+(?:\.\d+)?\s*[:：]\s*\d+(?:\.\d+)?/.exec(text)?.[0]
  return [
    draft(clause, quoteAround(clause, swaps), {
      act: 'mining',
      subjects: named(text),
      appliesTo: newRights,
      condition: counties.length > 0 ? { counties } : {},
      test: {
        measure: full ? 'replacement-when-full' : 'replacement',
        op: 'requires',
        value: `${match[0].slice(0, 40)}${ratio ? '' : counted}${ratio && !match[0].includes(ratio) ? `（${ratio}）` : ''}`,
        unit: null,
      },
      force: /原则上/.test(text) ? 'in-principle' : 'must',
      effect: full || !comesFirst.test(text) ? 'condition' : 'refuse',
    }),
  ]
}

const judge = (rule: Rule, { application }: Situation): Finding => {
  if (rule.test.measure === 'closed')
    return answer(rule, 'fail', { zh: `规划规定${rule.test.value}`, en: 'the plan grants no new right for it' })
  const { documents, undertakings } = application
  const given = [...(documents ?? []), ...(undertakings ?? [])].filter((name) =>
    /注销|关闭|置换|减量|退出|关停/.test(name),
  )
  if (given.length > 0)
    return answer(rule, 'pass', { zh: `已落实减量：${given.join('、')}`, en: 'an old right is given up for it' })
  const zh = '新设采矿权须先关闭或注销同类采矿权'
  const en = 'an old right of the kind is given up first'
  if (rule.test.measure === 'replacement-when-full')
    return answer(
      rule,
      'condition',
      { zh: `${zh}（数量已满时）`, en: `${en} (once the number is reached)` },
      { conditions: [duty('close-as-many')] },
    )
  if (!undertakings && !documents) return unknownFor(rule, ['undertakings'])
  // "实行等量置换" is a principle of how grants are made; "须先注销" comes before the application.
  if (!comesFirst.test(rule.quote))
    return answer(
      rule,
      'condition',
      { zh: `${zh}，申请中未见减量证明`, en: `${en}; the application shows none` },
      { conditions: [duty('carry-out', String(rule.test.value).split(/[，,]/)[0]!)] },
    )
  // What the application does not show may have been done all the same: nobody knows.
  return unknownFor(rule, ['undertakings'], { why: { zh: '申请中未见减量证明', en: 'the application shows none' } })
}

export const replacement: RuleKindDefinition = {
  kind: 'replacement',
  read: (plan: Plan) => normativeClauses(plan).flatMap((clause) => readClause(clause, plan)),
  judge,
}
