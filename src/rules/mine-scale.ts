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

type SizeClass = {
  readonly minerals: readonly string[]
  readonly method?: MiningMethod
  readonly large: number
  readonly medium: number
  readonly unit: string
}

const ore = (names: string, large: number, medium: number, method?: MiningMethod): SizeClass => ({
  minerals: names.split(' '),
  large,
  medium,
  unit: '万吨/年',
  ...(method ? { method } : {}),
})

/**
 * Size classes of mines by yearly output (国土资发〔2004〕208号, 矿山生产建设规模分类一览表): from `large` on large, from
 * `medium` on medium. The first row that fits counts; a mineral that is not here is left to a person.
 */
const classes: readonly SizeClass[] = [
  { minerals: ['建筑用石料'], large: 10, medium: 5, unit: '万立方米/年' },
  { minerals: ['矿泉水'], large: 10, medium: 5, unit: '万立方米/年' },
  { minerals: ['地热'], large: 20, medium: 10, unit: '万立方米/年' },
  ore('煤', 120, 45, 'underground'),
  ore('煤', 400, 100, 'open-pit'),
  ore('铁', 100, 30, 'underground'),
  ore('铁', 200, 60, 'open-pit'),
  ore('油页岩', 200, 50),
  ore('铜 铅 锌 钨 锡 锑 铝土矿 钼 镍 钴 镁 铋 汞 稀土 磷', 100, 30),
  ore('石灰岩', 100, 50),
  ore('水泥用砂岩', 60, 20),
  ore('白云岩', 50, 30),
  ore('硫铁矿', 50, 20),
  ore('银', 30, 20),
  ore('自然硫 蛇纹岩 石膏 沸石 玻璃用砂岩 玻璃用石英砂岩', 30, 10),
  ore('建筑用砂 砖瓦用粘土 砖瓦用页岩', 30, 5),
  ore('耐火粘土', 20, 10),
  ore('岩金', 15, 6),
  ore('锰 铬 钛 钒 萤石 硼 重晶石 滑石 高岭土 膨润土 叶蜡石 矿泉水', 10, 5),
]

const order: readonly DepositScale[] = ['small', 'medium', 'large']
const names: Readonly<Record<DepositScale, string>> = { large: '大型', medium: '中型', small: '小型' }

const entry = /新(?:[建立设办批]|开办?)|扩建|审批|投放|出让|准入|单个|每[个宗]|转(?:为)?采矿权|探转采/
const atLeast =
  /(?:规模|矿山|企业|[采矿][矿业]权)[^，。；]{0,10}(?:达到|不低于|不得低于|不应低于|不(?:得|应)?(?:小于|少于)|≥|应为|须为|必须为|为)(?:相应矿种)?的?(大中型|大型|中型)(?:及|或|（含）)?(?:以上)?/
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
  const rows = classes.filter(
    (known) =>
      known.minerals.some((name) => minerals.some((mineral) => containsMineral(name, mineral))) &&
      (known.method === undefined || known.method === method),
  )
  for (const row of rows) {
    const large = compareQuantities(annualOutput, { value: row.large, unit: row.unit }, { density })
    const medium = compareQuantities(annualOutput, { value: row.medium, unit: row.unit }, { density })
    if (!('order' in large) || !('order' in medium)) continue
    if (large.order >= 0) return { scale: 'large', computed: large.computed }
    return { scale: medium.order >= 0 ? 'medium' : 'small', computed: (medium.order >= 0 ? large : medium).computed }
  }
  return null
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
