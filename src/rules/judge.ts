/** One rule against one situation: the gate every kind shares, then the kind's own judgement. */
import { holding, speaksOf } from '#rules/condition.ts'
import { chooseException, departed } from '#rules/exception.ts'
import { answer, type Finding, fieldName, unknownFor } from '#rules/finding.ts'
import { kindOf } from '#rules/kinds.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'

const notMeant = (rule: Rule, zh: string, en: string): Finding => answer(rule, 'not-applicable', { zh, en })

const particular = { zh: '具体矿种（所填为统称）', en: 'the particular mineral (what is named is a kind)' }

const harmless: ReadonlySet<string> = new Set(['pass', 'not-applicable', 'preferred'])

/** Judges with the exception that applies; where one may apply and would change the answer, says so. */
const judgeHolding = (rule: Rule, situation: Situation): Finding => {
  const kind = kindOf(rule.kind)
  if (!kind) return notMeant(rule, '没有这一类规则的判断方法', 'no kind of rule by this name')
  const { exception, missing } = chooseException(rule, situation)
  if (exception?.standsAlone)
    return notMeant(
      rule,
      `适用例外：“${exception.when}”，由该条判断`,
      'an exception applies and is judged by its own clause',
    )
  if (exception && exception.test === null)
    return {
      ...notMeant(rule, `适用例外：“${exception.when}”`, 'an exception lifts this rule'),
      conditions: exception.duties,
    }
  if (exception) return kind.judge(departed(rule, exception), situation)
  const found = kind.judge(rule, situation)
  if (missing.length === 0 || harmless.has(found.verdict)) return found
  const open = unknownFor(rule, [...new Set([...missing, ...found.missing])])
  return {
    ...open,
    computed: found.computed,
    message: {
      zh: `${found.message.zh}；${open.message.zh}是否适用例外`,
      en: `${found.message.en}; ${open.message.en} (an exception may apply)`,
    },
  }
}

/**
 * What a rule says of an application. Not applicable where act, event, mineral or condition do not fit; unknown, with
 * the missing fields, where it is not known whether they fit and the rule would not pass anyway.
 */
export const judge = (rule: Rule, situation: Situation): Finding => {
  const { application } = situation
  const acts = kindOf(rule.kind)?.speaksTo?.(rule) ?? [rule.act]
  if (!(acts as readonly string[]).includes(application.act))
    return notMeant(rule, '不针对此类申请', 'does not speak of this kind of application')
  if (!rule.appliesTo.includes(application.event))
    return notMeant(rule, '不针对此类事项', 'does not speak of this event')
  const spoken = speaksOf(rule, application)
  if (spoken === false) return notMeant(rule, '不针对该矿种', 'does not speak of this mineral')
  const own = holding(rule.condition, situation)
  // "石灰岩" may be the 水泥用灰岩 the rule speaks of, or another.
  const held =
    spoken === undefined && own.holds !== false ? { holds: undefined, missing: ['minerals', ...own.missing] } : own
  if (held.holds === false) return notMeant(rule, '条件不适用', 'its condition does not hold')
  const found = judgeHolding(rule, situation)
  if (held.holds || found.verdict === 'pass' || found.verdict === 'not-applicable') return found
  const names = held.missing.map((field) => (field === 'minerals' ? particular : fieldName(field)))
  return {
    ...found,
    verdict: 'unknown',
    conditions: [],
    missing: [...new Set([...held.missing, ...found.missing])],
    message: {
      zh: `缺少${names.map((name) => name.zh).join('、')}，不知是否适用；若适用：${found.message.zh}`,
      en: `cannot tell whether it applies without ${names.map((name) => name.en).join(', ')}; if it does: ${found.message.en}`,
    },
  }
}
