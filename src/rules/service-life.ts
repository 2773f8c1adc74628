/** How long a mine must last: years of service or of mining, and reserves measured in years. */
import { compareQuantities, type Quantity } from '#mineral/quantity.ts'
import type { Plan } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { duty } from '#rules/duty.ts'
import { departsFrom, dutiesAfter, exceptionOf } from '#rules/exception-text.ts'
import { answer, brokenVerdict, type Finding, unknownFor } from '#rules/finding.ts'
import { livesOfTables } from '#rules/floor-table.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import type { Rule, RuleDraft, Test } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { type Statement, statementsOf } from '#rules/statement.ts'
import type { Threshold } from '#rules/threshold.ts'

const lifeWords =
  /(?:服务|开采|生产|可采|剩余|有效)[^，。；]{0,6}(?:年限|期限|期)|连续(?:开采|生产|稳定)|(?:年|以上|左右)的?(?:开采|生产|用矿)(?:年限|需求|需要)|(?:年限|寿命)/
/** "服务年限与项目工期衔接": a life that follows a project instead of a number. */
const followsProject =
  /(?:服务|开采|生产)?(?:年限|期限|期)[^，。；]{0,6}(?:与|和|同|按|不得?超过)[^，。；]{0,10}(?:工期|建设(?:周)?期|项目)[^，。；]{0,6}(?:衔接|一致|相适应|匹配|同步|相衔接)?/

/** "且不得超过25年", "20年以下": nothing but a figure, of what the words before speak of. */
const figureOnly =
  /^(?:且|并|但|也|最[长多短少]|原则上|一般|应当?|控制在|不[得应能宜]?)*(?:超过|多于|高于|长于|大于|少于|低于|短于|小于|为|达到?)?[\d一二三四五六七八九十]+年(?:以[上下内])?$/

const isLife = (statement: Statement, found: Threshold): boolean =>
  found.measures === 'years' &&
  (lifeWords.test(statement.text) ||
    // "…服务年限：大型…", "新建大型矿山服务年限不低于20年，中型不低于10年": the words before go on.
    ((/[:：]|(?:不少于|不低于|不短于)[^，]*$/.test(statement.sofar) ||
      figureOnly.test(statement.text) ||
      /^(?:其中)?(?:大|中|小)型/.test(statement.text)) &&
      lifeWords.test(statement.sofar))) &&
  // "剩余服务年限不足三年的…" tells of whom; "剩余服务年限不得少于10年" asks.
  (!/剩余/.test(statement.text) || (found.op === '>=' && /不(?:得|应|能)?(?:少|低|小|短)于/.test(statement.text))) &&
  !/(?:规划|合同|出让|登记|有效)期/.test(statement.text)

const byScaleWord = /^(?:其中)?(?:大|中|小)型[^，。；]{0,4}(?:不|≥|应|至少)|[^，。；]*年限[^，。；]{0,4}大型不/

/** Short words are quoted with the part before them, so that the quote still says what it is about. */
const quoteOf = (statements: readonly Statement[], statement: Statement) => {
  // "大型不少于20年，中型不少于10年，小型不少于5年": one demand by scale, quoted whole.
  const list = statements.filter(({ clause, text }) => clause === statement.clause && byScaleWord.test(text))
  if (list.length > 1 && list.includes(statement))
    return quoting(statement.clause.span, list[0]!.from, list.at(-1)!.end)
  const before = statements.findLast((other) => other.clause === statement.clause && other.end <= statement.start)
  const short = statement.text.length < (statement.thresholds.length > 0 ? 10 : 8) && before
  return quoting(statement.clause.span, short ? before.start : statement.start, statement.end)
}

const testOf = ({ op, unit, upper, value }: Threshold): Test => {
  const least = op === '>=' || op === null || upper !== undefined
  return { measure: 'serviceLife', op: least ? '>=' : '<=', value, unit }
}

const read = (plan: Plan): readonly RuleDraft[] => {
  const statements = statementsOf(plan)
  const rules: RuleDraft[] = []
  const bases: { readonly statement: Statement; readonly at: number }[] = []
  for (const statement of statements) {
    const { clause, departure } = statement
    const [found, ...further] = statement.thresholds.filter((threshold) => isLife(statement, threshold))
    const follows = departure && followsProject.test(statement.text)
    // "…临时矿山不受服务年限限制": freed from what the paragraph asks for.
    if (departure && /不受[^，。；]{0,6}(?:年限|上述|以上|此)[^，。；]{0,4}(?:限制|约束)/.test(statement.text))
      for (const known of bases.filter((each) => departsFrom(each.statement, statement))) {
        const rule = rules[known.at]!
        rules[known.at] = {
          ...rule,
          exceptions: [...rule.exceptions, exceptionOf(departure, statement, null, dutiesAfter(statements, statement))],
        }
      }
    if (!found && !follows) continue
    const test: Test = found ? testOf(found) : { measure: 'serviceLife', op: 'match', value: '项目工期', unit: null }
    const duties = dutiesAfter(statements, statement)
    const base = departure ? bases.findLast((known) => departsFrom(known.statement, statement)) : undefined
    if (!found && !base) continue
    if (departure && base) {
      const rule = rules[base.at]!
      rules[base.at] = { ...rule, exceptions: [...rule.exceptions, exceptionOf(departure, statement, test, duties)] }
      if (!departure.ownSentence) continue
    }
    if (!departure) bases.push({ statement, at: rules.length })
    const force = forceOf(statement.text)
    const rule = draft(clause, quoteOf(statements, statement), {
      act: 'mining',
      subjects: statement.subjects.length > 0 ? statement.subjects : (base?.statement.subjects ?? []),
      appliesTo: statement.events ?? newRights,
      condition:
        departure && !departure.frees ? { ...statement.condition, ...departure.condition } : statement.condition,
      test,
      force: force === 'in-principle' ? force : 'must',
      effect: 'refuse',
    })
    // "5年以上、20年以下": both ends are asked.
    rules.push(rule, ...further.map((other) => ({ ...rule, test: testOf(other) })))
  }
  return [...livesOfTables(plan), ...rules]
}

/** The life an applicant states, else what reserves and output make of it. */
const lifeOf = (situation: Situation): { readonly life: Quantity; readonly steps: string } | null => {
  const { serviceLife, reserves, annualOutput, density } = situation.application
  if (serviceLife) return { life: serviceLife, steps: '' }
  if (!reserves || !annualOutput || annualOutput.value <= 0) return null
  const unit = annualOutput.unit.replace(/\/年$/, '')
  if (/\//.test(unit)) return null
  const ratio = compareQuantities(reserves, { value: 0, unit }, density === undefined ? {} : { density })
  if (!('order' in ratio) || reserves.unit !== unit) return null
  const value = reserves.value / annualOutput.value
  const years = Math.floor(value * 100) / 100
  return { life: { value, unit: '年' }, steps: `${reserves.value} ÷ ${annualOutput.value} = ${years} 年; ` }
}

const judge = (rule: Rule, situation: Situation): Finding => {
  const { value, op } = rule.test
  if (op === 'match')
    return answer(
      rule,
      'condition',
      { zh: '服务年限须与所保障项目的工期衔接', en: 'the service life must follow the project it serves' },
      { conditions: [duty('follow-the-project'), ...(rule.duties ?? [])] },
    )
  const { byScale } = rule.test
  const { depositScale } = situation.application
  if (byScale && !depositScale) return unknownFor(rule, ['depositScale'])
  const asked = byScale && depositScale ? (byScale[depositScale] ?? null) : (value as number)
  if (asked === null)
    return answer(rule, 'not-applicable', {
      zh: '对该储量规模未设最低服务年限',
      en: 'sets no service life for a deposit of this scale',
    })
  const known = lifeOf(situation)
  if (!known) return unknownFor(rule, ['serviceLife'])
  const compared = compareQuantities(known.life, { value: asked, unit: rule.test.unit ?? '年' })
  if (!('order' in compared)) return unknownFor(rule, ['serviceLife'], { why: compared.unknown })
  const computed = known.steps + compared.computed
  const most = op === '<='
  const fits = most ? compared.order <= 0 : compared.order >= 0
  if (fits)
    return answer(
      rule,
      'pass',
      {
        zh: `服务年限符合${most ? '不超过' : '不少于'} ${asked} 年的要求`,
        en: `service life is ${most ? 'at most' : 'at least'} ${asked} years`,
      },
      { computed },
    )
  return answer(
    rule,
    brokenVerdict(rule),
    {
      zh: `服务年限${most ? '超过' : '少于'} ${asked} 年`,
      en: `service life is ${most ? 'above' : 'below'} ${asked} years`,
    },
    { computed, conditions: [] },
  )
}

export const serviceLife: RuleKindDefinition = { kind: 'service-life', read, judge }
