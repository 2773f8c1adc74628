/** Numbers of mines: in all, of a mineral, in a zone. Every new mine is counted against them. */
import { aheadOf, countedMines, mineOf } from '#rules/balance.ts'
import { duty } from '#rules/duty.ts'
import { answer, brokenVerdict, type Finding, unknownFor } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { mineCountsOf } from '#rules/mine-count-text.ts'
import { counting } from '#rules/register.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

const judge = (rule: Rule, situation: Situation): Finding => {
  const { value, unit } = rule.test
  const names = rule.subjects.join('、')
  if (rule.test.measure === 'mineCountLimit')
    return answer(rule, 'not-applicable', {
      zh: '由规划所列的数量上限分别判断',
      en: 'the numbers it refers to answer for themselves',
    })
  if (typeof value === 'string' && /^由/.test(value))
    return answer(
      rule,
      'condition',
      {
        zh: `采矿权数量${value}，须先取得数量指标`,
        en: `the number of mines is allotted elsewhere (“${value}”): the allotment comes first`,
      },
      { conditions: [duty('allotted', value)] },
    )
  if (typeof value !== 'number')
    return answer(rule, 'needs-a-person', {
      zh: `矿山数量“${value}”，没有数字，须由人判断`,
      en: `the number of mines reads “${value}”: a person decides`,
    })
  if (unit === '个/年')
    return answer(
      rule,
      'condition',
      {
        zh: `每年投放不超过${value}个，须核实本年度已投放数量`,
        en: `no more than ${value} grants a year: this year's are counted first`,
      },
      { conditions: [duty('granted-this-year', value)] },
    )
  const { ledger, application } = situation
  if (!ledger) return unknownFor(rule, ['ledger'])
  const { sure, perhaps, open: doubt } = counting(ledger, rule, situation)
  const there = countedMines(sure, rule.subjects).length
  const ahead = aheadOf(sure, rule.subjects).length
  const open = countedMines(perhaps, rule.subjects).length + aheadOf(perhaps, rule.subjects).length
  // A mine that grows out of an exploration right may be in the register already.
  const counted = mineOf(application, sure)
  const own = counted && counted.status !== 'closed' ? 0 : 1
  const least = there + ahead + own
  const computedFor = (more: number): string => {
    const sum = least + more
    const terms = [there, ...(ahead > 0 ? [ahead] : []), ...(more > 0 ? [more] : []), ...(own > 0 ? [own] : [])]
    return `${terms.join(' + ')}${terms.length > 1 ? ` = ${sum}` : ''} ${sum > value ? '>' : '≤'} ${value} ${unit ?? '个'}`
  }
  // Too many with all those of which nobody knows where they lie, few enough without them.
  if (least <= value && least + open > value)
    return unknownFor(rule, [doubt?.field ?? 'ledger'], {
      computed: computedFor(open),
      ...(doubt ? { why: doubt.why } : {}),
    })
  const sum = least + (least > value ? 0 : open)
  const computed = computedFor(sum - least)
  const what = names || '全部矿种'
  if (sum <= value)
    return answer(
      rule,
      'pass',
      {
        zh: `${what}矿山数量在控制数以内`,
        en: `the number of mines (${names ? `“${names}”` : 'all minerals'}) stays within the cap`,
      },
      { computed },
    )
  // What waits in the queue may yet be refused.
  if (there + own <= value)
    return answer(
      rule,
      'needs-a-person',
      {
        zh: `仅因在先在办申请（${ahead}件）而将超过${what}矿山控制数，须待其办结`,
        en: `over the cap only by ${ahead} applications ahead in the queue: their outcome comes first`,
      },
      { computed, conditions: [] },
    )
  return answer(
    rule,
    brokenVerdict(rule),
    {
      zh: `${what}矿山数量将超过${rule.attribute === 'binding' ? '约束性' : rule.attribute === 'expected' ? '预期性' : ''}控制数`,
      en: `the number of mines (${names ? `“${names}”` : 'all minerals'}) would exceed the ${rule.attribute ?? 'planned'} cap`,
    },
    { computed, conditions: [] },
  )
}

export const mineCount: RuleKindDefinition = {
  kind: 'mine-count',
  read: mineCountsOf,
  judge,
  speaksTo: () => ['mining'],
}
