/** "新建矿山应达到中型以上规模", "不再新建小型矿山": the size class of a mine instead of a figure. */
import { containsMineral } from '#mineral/mineral.ts'
import { compareQuantities } from '#mineral/quantity.ts'
import type { DepositScale, MiningMethod, Plan } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { answer, brokenVerdict, type Finding, unknownFor } from '#rules/finding.ts'
import { bans, forceOf } from '#rules/force.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import type { Application, Situation } from '#rules/situation.ts'
import { type Statement, statementsOf } from '#rules/statement.ts'

/**
 * Size classes of mines by yearly output (国土资发〔2004〕208号, 矿山生产建设规模分类一览表): from `large` on large, from
 * `medium` on medium. Only rows that are certain; a mineral that is not here is left to a person.
 */
const classes: readonly {
  readonly mineral: string
  readonly method?: MiningMethod
  readonly large: number
  readonly medium: number
  readonly unit: string
}[] = [
  { mineral: '煤', method: 'underground', large: 120, medium: 45, unit: '万吨/年' },
  { mineral: '煤', method: 'open-pit', large: 400, medium: 100, unit: '万吨/年' },
  { mineral: '石灰岩', large: 100, medium: 50, unit: '万吨/年' },
  { mineral: '白云岩', large: 50, medium: 30, unit: '万吨/年' },
  { mineral: '硫铁矿', large: 50, medium: 20, unit: '万吨/年' },
  { mineral: '建筑用石料', large: 10, medium: 5, unit: '万立方米/年' },
]

const order: readonly DepositScale[] = ['small', 'medium', 'large']
const names: Readonly<Record<DepositScale, string>> = { large: '大型', medium: '中型', small: '小型' }

const entry = /新(?:[建立设办批]|开办?)|扩建|审批|投放|出让|准入/
const atLeast =
  /(?:规模|矿山|企业|采矿权)[^，。；]{0,10}(?:达到|不低于|不得低于|不应低于|不(?:得|应)?(?:小于|少于)|≥|应为|须为|必须为|为)(?:相应矿种)?的?(大中型|大型|中型)(?:及|或|（含）)?(?:以上)?/
const closed =
  /(?:不再|禁止|严禁|不得|停止|限制|不予)[^，。；]{0,6}(?:新(?:[建立设办批]|开办?)|审批|出让|投放|批准|设立)[^，。；]{0,12}?(小型(?:及(?:其)?以下)?|中型以下|中小型)/

/** The least class a statement allows, null where it speaks of none. */
const leastClass = (statement: Statement): DepositScale | null => {
  const { text } = statement
  if (statement.thresholds.some((found) => found.measures === 'output')) return null
  const door = closed.exec(text)?.[1]
  if (door && bans(text)) return door === '中小型' ? 'large' : 'medium'
  const wanted = atLeast.exec(text)?.[1]
  if (!wanted || !entry.test(text) || /比例|占比|储量|资源量|矿产地/.test(text)) return null
  return wanted === '大型' ? 'large' : 'medium'
}

/** "新设采矿权资源储量规模须达到中型以上": the least class of the deposit itself. */
const leastDeposit = ({ text }: Statement): DepositScale | null => {
  const wanted =
    /(?:储量|资源量|矿床)(?:规模)?[^，。；]{0,6}(?:达到|不低于|不得低于|不应低于|不(?:得|应)?(?:小于|少于)|≥|应为|须为|必须为|为)的?(大中型|大型|中型)(?:及|或|（含）)?(?:以上)?/.exec(
      text,
    )?.[1]
  if (!wanted || !entry.test(text) || /比例|占比|相适应|匹配/.test(text)) return null
  return wanted === '大型' ? 'large' : 'medium'
}

const read = (plan: Plan): readonly RuleDraft[] =>
  statementsOf(plan).flatMap((statement) => {
    const deposit = leastDeposit(statement)
    const least = deposit ?? leastClass(statement)
    if (!least) return []
    const { clause, subjects, events } = statement
    const { depositScale: _, ...condition } = statement.condition
    const force = forceOf(statement.text)
    return [
      draft(clause, quoting(clause.span, statement.start, statement.end), {
        act: 'mining',
        subjects,
        appliesTo: events ?? newRights,
        condition,
        test: { measure: deposit ? 'depositScale' : 'mineScale', op: '>=', value: names[least], unit: null },
        force: force === 'guidance' ? 'target' : force,
        effect: 'refuse',
      }),
    ]
  })

/** The class an application's mine falls into, with the arithmetic; null where no row is certain. */
const classOf = (application: Application): { readonly scale: DepositScale; readonly computed: string } | null => {
  const { annualOutput, density, method, minerals } = application
  if (!annualOutput) return null
  const row = classes.find(
    (known) =>
      minerals.some((mineral) => containsMineral(known.mineral, mineral)) &&
      (known.method === undefined || known.method === method),
  )
  if (!row) return null
  const large = compareQuantities(annualOutput, { value: row.large, unit: row.unit }, { density })
  const medium = compareQuantities(annualOutput, { value: row.medium, unit: row.unit }, { density })
  if (!('order' in large) || !('order' in medium)) return null
  if (large.order >= 0) return { scale: 'large', computed: large.computed }
  return {
    scale: medium.order >= 0 ? 'medium' : 'small',
    computed: medium.order >= 0 ? large.computed : medium.computed,
  }
}

/** The deposit's class as the application states it. */
const judgeDeposit = (rule: Rule, { application }: Situation): Finding => {
  const { depositScale: own } = application
  if (!own) return unknownFor(rule, ['depositScale'])
  const wanted = order.find((scale) => names[scale] === rule.test.value)!
  const fits = order.indexOf(own) >= order.indexOf(wanted)
  return answer(
    rule,
    fits ? 'pass' : brokenVerdict(rule),
    {
      zh: `储量规模为${names[own]}，${fits ? '达到' : '未达到'}${names[wanted]}以上`,
      en: `a ${own} deposit; at least ${wanted} is required`,
    },
    fits ? {} : { conditions: [] },
  )
}

const judge = (rule: Rule, situation: Situation): Finding => {
  const { application } = situation
  if (rule.test.measure === 'depositScale') return judgeDeposit(rule, situation)
  if (!application.annualOutput) return unknownFor(rule, ['annualOutput'])
  const found = classOf(application)
  const wanted = order.find((scale) => names[scale] === rule.test.value)!
  if (!found)
    return answer(rule, 'needs-a-person', {
      zh: `该矿种的矿山规模划分须由人核定，要求达到${names[wanted]}`,
      en: `a person must place this mine in its size class; ${wanted} is required`,
    })
  const { computed, scale } = found
  if (order.indexOf(scale) >= order.indexOf(wanted))
    return answer(
      rule,
      'pass',
      { zh: `属${names[scale]}矿山，达到${names[wanted]}以上`, en: `a ${scale} mine; at least ${wanted} is required` },
      { computed },
    )
  return answer(
    rule,
    brokenVerdict(rule),
    { zh: `属${names[scale]}矿山，未达到${names[wanted]}`, en: `a ${scale} mine; at least ${wanted} is required` },
    { computed, conditions: [] },
  )
}

export const mineScale: RuleKindDefinition = { kind: 'mine-scale', read, judge }
