/**
 * How a pit or a well must be laid out: heights of benches, distances of wells, what a line must make, works that are
 * built with the mine. An application does not say it; the scheme does, so it is looked into there.
 */
import { compareQuantities, numberText } from '#mineral/quantity.ts'
import type { Plan } from '#plan/plan.ts'
import { everyChange, newRights } from '#rules/applies-to.ts'
import { duty } from '#rules/duty.ts'
import { answer, brokenVerdict, type Finding } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import type { Rule, RuleDraft, Test, TestOperator } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { type Statement, statementsOf } from '#rules/statement.ts'
import type { Threshold } from '#rules/threshold.ts'

/** What a scheme lays out in figures. */
const measured =
  /(?:单?(?:台阶|分层|阶段)(?:开采)?高度?|段高|边坡(?:总)?(?:高度|角度?)|坡面角|坡度|平台宽度|井距|井间距|井[^，。；]{0,8}间距|单井[^，。；]{0,4}(?:取水|开采|抽采|涌水)量|单(?:线|条生产线)[^，。；]{0,4}(?:产能|能力)|生产线[^，。；]{0,6}(?:产能|能力|规模)|瓦斯(?:含量|浓度|压力)|开采深度(?!距)|排土场高度|堆存高度)/
/** "…大于90米的，须委托…论证", "…超过200米的矿山，…": whom it speaks to; who goes beyond may owe a proof. */
const owes = /的(?:[^，。；的]{0,6}(?:矿山|采场|边坡|排土场|采矿权|项目))?$/
const proof = /^(?:应当?|必须|须|要)[^，。；]{0,6}(?:开展|进行|编制|组织|委托)/
/** What is built or done with the mine. */
const works =
  /(?:必须|须|应当?|一律|要)(?:[^，。；]{0,4})(?:(?:同步|配套)(?:规划|配套)?(?:建设|建成|设置|安装|实施)[^，。；]{2,24}|(?:采用|实行|采取|推行|按照?)?[^，。；]{0,8}(?:台阶式?|分层|中深孔|充填)(?:法)?(?:的?方式)?[^，。；]{0,4}(?:开采|爆破|采矿))/
const notAsked = /鼓励|支持|引导|力争|争取|优先|已/

const operatorOf = ({ op }: Threshold, banned: boolean): TestOperator | null => {
  if (op === '<' || op === '<=') return banned && op === '<' ? '>=' : '<='
  if (op === '>' || op === '>=') return op === '>' ? '<=' : '>='
  return null
}

const rule = (statement: Statement, to: number, test: Test, owed = false): RuleDraft => {
  const { clause, events, subjects, text } = statement
  // "露天矿山台阶高度…，平台宽度…": all of the sentence is laid out for the pit it speaks of.
  const pit = /露天/.test(statement.sofar) && !/地下(?!水)|井工|井下/.test(statement.sofar)
  const condition = pit ? { ...statement.condition, methods: ['open-pit' as const] } : statement.condition
  const principle = forceOf(text) === 'in-principle'
  return draft(clause, quoting(clause.span, statement.from, to), {
    act: 'mining',
    subjects,
    appliesTo: events ?? [...newRights, ...everyChange.filter((event) => !newRights.includes(event))],
    condition,
    test,
    force: principle ? 'in-principle' : 'must',
    effect: principle || owed ? 'condition' : 'refuse',
  })
}

const ofStatement = (statement: Statement, next: Statement | undefined): readonly RuleDraft[] => {
  const { text, thresholds } = statement
  if (notAsked.test(text)) return []
  const hit = measured.exec(text)
  const follows = next?.clause === statement.clause ? next : undefined
  const figures = hit
    ? thresholds.filter(({ measures, start }) => measures !== 'years' && start >= statement.start + hit.index)
    : []
  const found = figures.flatMap((figure) => {
    const owed = owes.test(text) && proof.test(follows?.text ?? '')
    // "…超过300米的，不得露天开采" rules out a method, which is another kind's, and no depth.
    const shut =
      statement.banned || (owes.test(text) && follows?.banned === true && !/露天|地下(?!水)|井工/.test(follows.text))
    const asked = /不(?:得|应|能)?(?:少|低|小|短|大|高|超)|≥|≤|以[上下内]|至少|控制|应|须|超过|未降/.test(text)
    const op = operatorOf(figure, shut && !/未/.test(text))
    const tells = owes.test(text) && (figure.op === '>' || figure.op === '<')
    if (!op || !(shut || owed || (asked && !tells))) return []
    const test: Test = { measure: hit![0], op, value: figure.value, unit: figure.unit }
    return [rule(statement, owed || (shut && follows) ? follows!.end : statement.end, test, owed)]
  })
  if (found.length > 0) return found
  const built = works.exec(text)
  if (!built || thresholds.length > 0 || !/矿|采场|露天|井工|开采/.test(statement.sofar)) return []
  return [rule(statement, statement.end, { measure: 'works', op: 'requires', value: built[0], unit: null })]
}

/** A licence gives the depth as its altitude limits (开采深度：由…米至…米标高): where they are known it is computed. */
const depthOf = ({ test }: Rule, { application: { altitude } }: Situation) => {
  const { measure, op, value, unit } = test
  if (!altitude || !measure.endsWith('开采深度') || typeof value !== 'number' || unit === null) return null
  const { upper, lower } = altitude
  const compared = compareQuantities({ value: upper - lower, unit: '米' }, { value, unit })
  if ('unknown' in compared) return null
  return {
    holds: op === '>=' ? compared.order >= 0 : compared.order <= 0,
    computed: `${upper} - ${lower < 0 ? `(${lower})` : lower} = ${numberText(upper - lower)} 米；${compared.computed}`,
  }
}

const judge = (held: Rule, situation: Situation): Finding => {
  const depth = depthOf(held, situation)
  const computed = depth?.computed ?? null
  const limit = `${held.test.value} ${held.test.unit}`
  const least = held.test.op === '>='
  if (depth?.holds)
    return answer(
      held,
      'pass',
      {
        zh: `按开采标高，开采深度${least ? '不小于' : '不超过'} ${limit}`,
        en: `by the altitude limits the depth is ${least ? 'at least' : 'at most'} ${limit}`,
      },
      { computed },
    )
  // Who goes beyond what only asks for a proof still owes the proof.
  if (depth && !(held.force === 'must' && held.effect === 'condition'))
    return answer(
      held,
      brokenVerdict(held),
      {
        zh: `按开采标高，开采深度${least ? '小于' : '超过'} ${limit}`,
        en: `by the altitude limits the depth is ${least ? 'below' : 'above'} ${limit}`,
      },
      { computed, conditions: [] },
    )
  return answer(
    held,
    'condition',
    { zh: '须在开发利用方案审查时核实', en: 'looked into when the scheme is examined' },
    { computed, conditions: [duty('in-the-scheme', held.quote.replace(/\s+/g, ''))] },
  )
}

export const design: RuleKindDefinition = {
  kind: 'design',
  read: (plan: Plan) => {
    const statements = statementsOf(plan)
    return statements.flatMap((statement, i) => ofStatement(statement, statements[i + 1]))
  },
  judge,
}
