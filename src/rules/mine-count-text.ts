/** Numbers of mines as sentences and tables set them. */
import type { Attribute, Plan } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { namesMineral } from '#rules/condition.ts'
import { sharesOf } from '#rules/county-table.ts'
import { forceOf } from '#rules/force.ts'
import { attributeFor, type Indicator, indicatorsOf, isMineCount } from '#rules/indicator.ts'
import { normativeClauses } from '#rules/normative.ts'
import type { Condition, Force, RuleDraft } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import { type Statement, statementsOf } from '#rules/statement.ts'
import type { Threshold } from '#rules/threshold.ts'
import { zoneKindIn } from '#rules/zone.ts'
import { capsOfZones } from '#rules/zone-table.ts'

const mines = /矿山|采矿权|矿业权|矿权|采石场|砂石场|矿(?:井)?(?:总)?(?:数量|个数|总数)|矿井/
const notMines =
  /绿色|复垦|治理|修复|历史遗留|废弃|勘查|探矿权|比例|占比|区块(?:内)?(?:原则上)?(?:只)?设|项目|从业|矿产地|企业从业/

const atMost = /(?:最多|至多)[^，。；\d]{0,8}\s*\d/

/** "设立集中开采区2个，至多设矿山5座": the number is for the zones laid out before it. */
const placeOf = ({ condition, sofar, text }: Statement): Condition => {
  const laidOut = atMost.test(text)
    ? zoneKindIn(/(?:划定|划分|设立|设置|规划)[^。；]*区/.exec(sofar)?.[0] ?? '')
    : undefined
  return laidOut && !condition.insideZone ? { ...condition, insideZone: laidOut } : condition
}

const isCount = (statement: Statement, found: Threshold): boolean => {
  if (
    found.measures !== 'count' ||
    notMines.test(statement.text) ||
    !(
      mines.test(statement.text) ||
      // "…矿山只减不增，各县保留数量不超过3个": the words before say what is counted.
      (/^其中|(?:^|[）县市区旗镇]|保留|控制|总|设置|设立|投放)(?:数量|总数|个数|控制数)/.test(statement.text) &&
        mines.test(statement.sofar))
    )
  )
    return false
  // "相邻矿山间距…的应当整合为一个采矿权": of some mines that lie close, not of all.
  if (/相邻|间距|同一(?:矿区|矿体|矿脉)/.test(statement.sofar)) return false
  if (/增加|新增|关闭|减少了|淘汰/.test(statement.text) && !/(?:减少|压减|降)(?:到|至)/.test(statement.text))
    return false
  if (found.op === '<=' || found.op === '<' || atMost.test(statement.text)) return true
  if (
    found.op === null &&
    // "由2015年的98个减少到74个": what has come about.
    !/由|已|20\d\d年的/.test(statement.text) &&
    /(?:减少|压减|控制|调减|优化|稳定|保持|整合|降)[^，。；\d]{0,4}(?:到|至|为|在)\s*$/.test(
      statement.text.slice(0, found.start - statement.start),
    )
  )
    return true
  // "区内预设2个采矿权": what is to be granted there is what may be granted there.
  return (
    found.op === null &&
    /(?:预设|拟设|拟投放|规划设置|计划设置|布设|设置)/.test(statement.text) &&
    statement.condition.insideZone !== undefined
  )
}

/** The effect by what stands behind the number: binding refuses, expected is monitored, else the words decide. */
const weight = (attribute: Attribute, force: Force): Pick<RuleDraft, 'act' | 'effect' | 'force' | 'attribute'> => {
  const refuses = attribute === 'binding' || (attribute === null && (force === 'must' || force === 'in-principle'))
  return { act: refuses ? 'mining' : 'monitoring', effect: refuses ? 'refuse' : 'monitor', force, attribute }
}

/** "每年出让不超过3个": what is granted in a year; "每个乡镇…不超过2个", "各集中开采区…": a number for each of many places. */
const perPlace = (text: string): string | null => {
  if (/每年|年均|逐年|当年|年度/.test(text) && /投放|新[设增立]|出让/.test(text)) return '个/年'
  const place =
    /(?:每个?|各个?|单个)([^，。；]{0,6}?(?:乡镇|街道|县(?:（[^）]*）)?|区块|集中开采区|开采区|规划区))/.exec(text)?.[1]
  return place ? `个/${place.replace(/（.*/, '')}` : null
}

const count = (value: number | string, unit = '个'): RuleDraft['test'] => ({
  measure: 'mineCount',
  op: '<=',
  value,
  unit,
})

/** "区内采矿权总数不得超过规划指标": the number stands elsewhere in the plan. */
const refers = (statement: Statement): boolean =>
  statement.thresholds.length === 0 &&
  /(?:矿山|采矿权|矿业权)[^，。；]{0,8}(?:总量|总数|数量)[^，。；]{0,6}(?:不[得能]?(?:突破|超过|超出)|控制在|严格(?:按|执行))[^，。；]{0,10}(?:指标|范围|规划|数量)/.test(
    statement.text,
  )

/** "新设矿山数量由省厅下达": no number here, another office allots it. */
const allotted =
  /(?:矿山|采矿权|矿权|区块)[^，。；]{0,6}(?:个数|数量|总数|指标)[^，。；]{0,4}由[^，。；]{1,16}(?:统一)?(?:分配|协调|确定|下达|安排|配置)/

const ofAllotment = (statements: readonly Statement[]): readonly RuleDraft[] =>
  statements.flatMap((statement) => {
    const { clause, text } = statement
    const hit = allotted.exec(text)
    if (!hit || statement.thresholds.length > 0) return []
    return [
      draft(clause, quoting(clause.span, statement.start, statement.end), {
        act: 'mining',
        subjects: statement.named,
        appliesTo: newRights,
        test: count(text.slice(hit[0].indexOf('由') + hit.index)),
        force: 'must',
        effect: 'condition',
      }),
    ]
  })

const ofText = (statements: readonly Statement[], indicators: readonly Indicator[]): readonly RuleDraft[] => {
  const stated: RuleDraft[] = []
  const referring: Statement[] = []
  for (const statement of statements) {
    const { clause } = statement
    if (refers(statement)) referring.push(statement)
    for (const found of statement.thresholds.filter((threshold) => isCount(statement, threshold))) {
      const force = found.op === null || /原则上/.test(statement.text) ? 'in-principle' : forceOf(statement.text)
      // A number of mines is of the minerals named beside it, not of those the sentence spoke of before.
      const condition = placeOf(statement)
      const carried = statement.condition.insideZone || !mines.test(statement.text)
      const subjects = carried ? statement.subjects : statement.named
      const per = perPlace(statement.text)
      const attribute = attributeFor(indicators, isMineCount, subjects[0] ?? null, found.value)
      stated.push(
        draft(clause, quoting(clause.span, statement.start, statement.end), {
          ...weight(condition.insideZone ? null : attribute, force),
          subjects,
          appliesTo: newRights,
          condition,
          test: count(found.value, per ?? found.unit),
          ...(per === '个/年' && force === 'in-principle' ? { effect: 'condition' as const } : {}),
        }),
      )
    }
  }
  return [
    ...stated,
    ...ofAllotment(statements),
    ...referring.map((statement) => resolved(statement, stated, indicators)),
  ]
}

/** A reference takes the number the plan gives for its minerals; without one it keeps the words. */
const resolved = (statement: Statement, stated: readonly RuleDraft[], indicators: readonly Indicator[]): RuleDraft => {
  const { clause, subjects } = statement
  const fits = (names: readonly string[]): boolean =>
    subjects.length === 0 ? names.length === 0 : names.length > 0 && namesMineral(subjects, names)
  const inTable = indicators.find(
    ({ name, mineral, value }) => isMineCount(name) && value !== null && fits(mineral ? [mineral] : []),
  )
  const inText = stated.find((rule) => fits(rule.subjects))
  const value = inTable?.value ?? inText?.test.value
  return draft(clause, quoting(clause.span, statement.start, statement.end), {
    act: 'mining',
    subjects,
    appliesTo: newRights,
    condition: statement.condition,
    test: count(typeof value === 'number' ? value : '规划控制指标'),
    force: 'must',
    effect: 'refuse',
    confidence: typeof value === 'number' ? 'sure' : 'likely',
  })
}

const ofTables = (indicators: readonly Indicator[]): readonly RuleDraft[] =>
  indicators
    .filter((indicator) => isMineCount(indicator.name))
    .map((indicator) => {
      const { mineral, value, table } = indicator
      const attribute = indicator.attribute ?? attributeFor(indicators, isMineCount, mineral, value)
      return draft(table, indicator.quoted, {
        ...weight(attribute, attribute === null ? 'must' : 'target'),
        subjects: mineral ? [mineral] : [],
        appliesTo: newRights,
        test: count(value ?? indicator.words, indicator.unit ?? '个'),
        table: table.id,
      })
    })

/** Numbers of mines by county. */
const ofCounties = (plan: Plan): readonly RuleDraft[] =>
  sharesOf(
    plan,
    (words) => /(?:采矿权|矿山)[^，。；]{0,4}(?:数|上限|控制)/.test(words) && !/绿色|大中型/.test(words),
  ).map(({ value, unit, attribute, rule }) =>
    rule({ ...weight(attribute, 'must'), appliesTo: newRights, test: count(value, unit) }),
  )

/** Numbers of mines by zone. */
const ofZones = (plan: Plan): readonly RuleDraft[] =>
  capsOfZones(plan, (column) => /(?:采矿权|矿山)[^，。；]{0,6}(?:数|上限|[（(]个)/.test(column)).map(
    ({ value, rule }) =>
      rule({ act: 'mining', appliesTo: newRights, test: count(value), force: 'must', effect: 'refuse' }),
  )

/** "矿山数量达到指标的，不再出让": the numbers stand elsewhere, each answers for itself. */
const whenFull =
  /(?:采矿权|矿山)(?:总?数量?|总数)?[^，。；]{0,4}(?:达到|超过|突破|超出)[^，。；]{0,12}(?:上限|控制数|指标|限额)的?[，,][^，。；]{0,6}(?:停止|暂停|不再|不予)/

const ofLimits = (plan: Plan, numbered: boolean): readonly RuleDraft[] =>
  normativeClauses(plan).flatMap((clause) => {
    const hit = whenFull.exec(clause.span.text)
    if (!hit) return []
    const test = { ...count(hit[0]), measure: numbered ? 'mineCountLimit' : 'mineCount' }
    return [
      draft(clause, quoting(clause.span), {
        act: 'mining',
        appliesTo: newRights,
        test,
        force: 'must',
        effect: 'refuse',
      }),
    ]
  })

/** All numbers of mines a plan sets. */
export const mineCountsOf = (plan: Plan): readonly RuleDraft[] => {
  const indicators = indicatorsOf(plan)
  const numbered = [
    ...ofText(statementsOf(plan), indicators),
    ...ofTables(indicators),
    ...ofCounties(plan),
    ...ofZones(plan),
  ]
  return [...numbered, ...ofLimits(plan, numbered.length > 0)]
}
