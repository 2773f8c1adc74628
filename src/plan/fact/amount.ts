/** Amounts said in sentences: money, ore dug, reserves found; a ceiling on a year's output is a quota. */
import { mineralsIn } from '#mineral/mineral.ts'
import type { Operator } from '#plan/plan.ts'
import { type Draft, fromClause, WHOLE } from './draft.ts'
import { measureOf } from './measure.ts'
import { goesOn, operatorOf, type Statement } from './statement.ts'

const money = /产值|生产总值|增加值|收入|利润|资金|投资|投入|经费|基金|保证金|余额|结余|税/
const digging = /^(?:年)?(?:共)?(?:开采|生产|产出|采出)/

/** What a statement of mass or volume measures, with the measure its list goes on with. */
const measures = new WeakMap<Statement, string | null>()
const outputOf = (statement: Statement, depth = 0): string | null => {
  const known = measures.get(statement)
  if (known !== undefined) return known
  const { phrase } = statement
  const before = statement.clause.span.text.slice(0, statement.quantity.start)
  const measure = measureOf(phrase)
  const own = /规模|能力/.test(phrase)
    ? ''
    : measure.known && /年开采量|新增资源量/.test(measure.name)
      ? measure.name
      : /^新增|^查明|^提交/.test(phrase)
        ? /新增/.test(phrase)
          ? '新增资源量'
          : '查明资源量'
        : digging.test(phrase)
          ? '年开采量'
          : null
  const above = statement.previous
  const inherits =
    own === null &&
    above !== null &&
    depth < 40 &&
    goesOn(statement) &&
    above.clause === statement.clause &&
    mineralsIn(phrase, statement.own)[0]?.start === 0
  const result =
    own !== null ? own || null : inherits && !/规模/.test(before.slice(-10)) ? outputOf(above, depth + 1) : null
  measures.set(statement, result)
  return result
}

export const readAmount = (statement: Statement): Draft | null => {
  const { quantity, phrase, unit, clause, year } = statement
  if (quantity.upper !== undefined || phrase === '') return null
  const shared = {
    value: quantity.value,
    unit: quantity.unit,
    year,
    attribute: null,
    ...fromClause(clause, statement.span),
  } as const
  if (unit.dimension === 'money') {
    if (!money.test(phrase) || phrase.length > 24) return null
    const measure = measureOf(phrase)
    const own = measure.known && measure.name === '矿业产值' && !/占/.test(phrase)
    return {
      kind: 'amount',
      subject: WHOLE,
      measure: own ? measure.name : phrase,
      op: operatorOf(statement, '>='),
      ...shared,
      confidence:
        own || /^(?:地区|国内)?生产总值$|^(?:农业|工业|服务业|第[一二三]产业)(?:总产值|产值|增加值)?$/.test(phrase)
          ? 'sure'
          : 'likely',
    }
  }
  if (unit.dimension !== 'mass' && unit.dimension !== 'volume' && unit.dimension !== 'power') return null
  // "不再新建年开采量…以下的矿山" is a floor, not an amount.
  if (/(?:不再|不得|禁止|严禁|不予)(?:新建|新设|新立|审批|设立)/.test(clause.span.text.slice(0, quantity.start)))
    return null
  const measure = outputOf(statement)
  if (measure === null) return null
  const mention = mineralsIn(phrase, statement.own)[0]
  // "绿玉土年开采量": a name nobody knows, told by what stands after it.
  const named = /^([一-龥]{2,8}?)(?:年)?(?:开采|生产)(?:总)?量/.exec(phrase)?.[1]
  const unknown = mention || !named || /全|各|矿石|资源|矿产|实际|^年/.test(named) ? undefined : named
  const capped = measure === '年开采量' && (quantity.op === '<=' || quantity.op === '<')
  const op: Operator = operatorOf(statement, measure === '年开采量' ? '<=' : '>=')
  return {
    kind: capped ? 'quota' : 'amount',
    subject: mention?.text ?? unknown ?? WHOLE,
    measure,
    op,
    ...shared,
    confidence: mention && mention.start <= 4 && mineralsIn(phrase, statement.own).length === 1 ? 'sure' : 'likely',
    ...(mention ? { minerals: [mention.name] } : {}),
  }
}
