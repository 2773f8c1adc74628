/** Totals of yearly output as sentences and tables set them. */
import type { Plan } from '#plan/plan.ts'
import { everyChange, newRights } from '#rules/applies-to.ts'
import { namesMineral } from '#rules/condition.ts'
import { sharesAcross, sharesOf } from '#rules/county-table.ts'
import { forceOf } from '#rules/force.ts'
import { attributeFor, type Indicator, indicatorsOf, isTotalOutput } from '#rules/indicator.ts'
import { tellsPast } from '#rules/past.ts'
import type { RuleDraft } from '#rules/rule.ts'
import { draft, partsOf, quoting, quotingList } from '#rules/sentence.ts'
import { type Statement, statementsOf } from '#rules/statement.ts'
import { ownMinerals, subjectsIn } from '#rules/subject.ts'
import { type Threshold, yearly } from '#rules/threshold.ts'
import { capsOfZones } from '#rules/zone-table.ts'

const totals =
  /(?:开采|生产|采[矿出]|取水|采水|开发利用)(?:总)?量|产量|开采强度|总量控制|(?:总|年)产能|年产[^，。；\d]{1,14}(?:控制|稳定|保持|不(?:得)?超过)/
const ownTotal = /(?:开采|生产)(?:总)?量[^，。；]{0,8}指标|(?:开采|生产)总量[^，。；]{0,6}控制数/
const adding = everyChange.filter((event) => event !== 'change')

const before = (statement: Statement, found: Threshold): string =>
  statement.text.slice(0, Math.max(0, found.start - statement.start))

/** Of water a plan counts the day's total: "日开采总量控制在…立方米". */
const unitOf = (statement: Statement, found: Threshold): string =>
  /日[^，。；年]{0,6}总?量/.test(before(statement, found)) && !found.unit.includes('/')
    ? `${found.unit}/日`
    : yearly(found.unit)

const isQuota = (statement: Statement, found: Threshold): boolean =>
  found.measures === 'output' &&
  !statement.banned &&
  (found.op === '<=' ||
    found.op === '<' ||
    // "…控制在800万吨以内，其中A500万吨、B300万吨": the parts are bounded as the whole is.
    (found.op === null && /其中/.test(statement.sofar) && /控制|不(?:得)?(?:超过|突破)/.test(statement.sofar)) ||
    // "A年开采量控制在1100万吨、B950万吨…以内": the bound stands before the list or after it.
    (found.op === null && /控制在[^，。；]*$/.test(statement.sofar)) ||
    // "不超过规划控制的1000万吨", "年开采总量：铁矿石600万吨、…".
    (found.op === null && /不(?:得)?(?:超过|突破)|控制/.test(statement.text)) ||
    // "年产量保持在60万吨上下": about as much, and no more.
    (found.op === '~' && /(?:稳定|保持|控制|维持)[^，。；\d]{0,4}$/.test(before(statement, found))) ||
    (found.op === null && /总量(?:控制|调控)?(?:指标)?[:：]/.test(statement.sofar))) &&
  totals.test(statement.sofar) &&
  // Of a concentrate, a metal or a waste nobody adds up what mines dig; what one mine may dig is no total.
  !/资源量|储量|规模|消耗|用水|排放|精矿|金属量|尾矿|废石|矸石|(?:单个|单座|单井|单矿|每[个座处])/.test(statement.text)

const ofText = (statements: readonly Statement[], indicators: readonly Indicator[]): readonly RuleDraft[] =>
  statements.flatMap((statement) =>
    statement.thresholds
      .filter((found) => isQuota(statement, found))
      .map((found) =>
        draft(statement.clause, quotingList(statement.clause.span, statement.start, statement.end), {
          act: 'monitoring',
          subjects: statement.subjects,
          appliesTo: adding,
          condition: statement.condition,
          test: { measure: 'totalOutput', op: '<=', value: found.value, unit: unitOf(statement, found) },
          force: forceOf(statement.text),
          // "新建矿山后总产能不得突破…": asked of the new right itself.
          effect: /新[设建立]/.test(statement.sofar) && forceOf(statement.text) === 'must' ? 'refuse' : 'monitor',
          attribute: attributeFor(indicators, isTotalOutput, statement.subjects[0] ?? null, found.value),
        }),
      ),
  )

const ofTables = (indicators: readonly Indicator[]): readonly RuleDraft[] =>
  indicators
    .filter((indicator) => isTotalOutput(indicator.name) && indicator.value !== null && indicator.op !== '>=')
    .map((indicator) =>
      draft(indicator.table, indicator.quoted, {
        act: 'monitoring',
        subjects: indicator.mineral ? [indicator.mineral] : [],
        appliesTo: adding,
        test: {
          measure: 'totalOutput',
          op: '<=',
          value: indicator.value,
          unit: indicator.unit && yearly(indicator.unit),
        },
        force: 'target',
        effect: 'monitor',
        attribute: indicator.attribute ?? attributeFor(indicators, isTotalOutput, indicator.mineral, indicator.value),
        table: indicator.table.id,
      }),
    )

/** "执行省级规划下达的钨矿开采总量指标": a total set elsewhere. */
const byReference = (plan: Plan): readonly RuleDraft[] =>
  plan.clauses.flatMap((clause) =>
    tellsPast(clause) || !/总量/.test(clause.span.text)
      ? []
      : partsOf(clause.span.text).flatMap((part) => {
          if (
            !/上级|(?:国家|[国省市州]级?|自治区)(?:规划|下达|确定|分解)/.test(part.text) ||
            !/(?:开采)?总量(?:调控|控制)?指标|开采(?:总量|指标)/.test(part.text)
          )
            return []
          if (/\d/.test(part.text) || !/落实|执行|分解|不得?(?:突破|超过)|严格/.test(part.text)) return []
          return [
            draft(clause, quoting(clause.span, part.start, part.end), {
              act: 'monitoring',
              subjects: subjectsIn(part.text, ownMinerals(plan)),
              appliesTo: adding,
              test: { measure: 'totalOutput', op: '<=', value: '上级规划确定的开采总量调控指标', unit: null },
              force: forceOf(part.text),
              effect: 'monitor',
            }),
          ]
        }),
  )

/** "重晶石开采总量是约束性指标，不得超过", "严格执行…开采总量控制指标": the plan's own figure stands in its table. */
const ofOwnTable = (plan: Plan, indicators: readonly Indicator[]): readonly RuleDraft[] => {
  const known = indicators.filter(
    ({ name, mineral, value }) => isTotalOutput(name) && mineral !== null && value !== null,
  )
  return plan.clauses.flatMap((clause) => {
    const parts = tellsPast(clause) ? [] : partsOf(clause.span.text)
    return parts.flatMap((part, i) => {
      if (!ownTotal.test(part.text) || /\d|考核|列入|纳入|分配|分解|上级|[国省市]级?(?:规划|下达|确定)/.test(part.text))
        return []
      const next = parts[i + 1]
      const goesOn = next !== undefined && /^[^，。；]{0,4}(?:不得|严禁|必须)/.test(next.text) && next.text.length < 20
      const words = clause.span.text.slice(part.start, goesOn ? next.end : part.end)
      if (!/不[得能]?(?:突破|超过|超出)|严格(?:执行|落实|控制|按照)|约束性/.test(words)) return []
      return subjectsIn(part.text, ownMinerals(plan)).flatMap((subject) => {
        const indicator = known.find(({ mineral }) => namesMineral([mineral!], [subject]))
        if (!indicator?.unit) return []
        return [
          draft(clause, quoting(clause.span, part.start, goesOn ? next.end : part.end), {
            act: 'mining',
            subjects: [subject],
            appliesTo: adding,
            test: { measure: 'totalOutput', op: '<=', value: indicator.value, unit: yearly(indicator.unit) },
            force: 'must',
            effect: 'refuse',
            attribute: indicator.attribute ?? (/约束性/.test(words) ? 'binding' : null),
          }),
        ]
      })
    })
  })
}

/** "开采量达到控制指标的95%时，暂停受理…": a door that closes when the total is reached. */
const reach =
  /(?:开采量|总量|产量)[^，。；]{0,10}(?:达到|超过)[^，。；]{0,12}?(?:指标|目标|总量|控制数|规划数)(?:的?\s*(\d+(?:\.\d+)?)\s*[%％])?[^，。；]{0,10}[，,][^。；达]{0,8}(?:暂停|停止|不再|不予)|(?:开采量|总量|产量)[^。；]{0,40}[，,]达到\s*(\d+(?:\.\d+)?)\s*[%％](?:的|时)?[，,]?(?:暂停|停止|不再|不予)(?!生产|开采|作业)|(?:突破|超过|达到|超出)(?:年度)?(?:开采)?(?:总量|总量指标|控制指标)的?[，,][^，。；]{0,6}(?:暂停|停止|不再|不予)|(?:总量|指标)(?:已满|用完|用尽|饱和)的?[^，。；]{0,6}[，,]?[^，。；]{0,6}(?:暂停|停止|不再|不予)/

const closings = (plan: Plan): readonly RuleDraft[] =>
  plan.clauses.flatMap((clause) => {
    const hit = tellsPast(clause) ? null : reach.exec(clause.span.text)
    if (!hit) return []
    return [
      draft(clause, quoting(clause.span), {
        act: 'mining',
        subjects: [],
        appliesTo: newRights,
        test: { measure: 'reachedTotal', op: '<', value: Number(hit[1] ?? hit[2] ?? 100), unit: '%' },
        force: /原则上/.test(clause.span.text) ? 'in-principle' : 'must',
        effect: /原则上/.test(clause.span.text) ? 'condition' : 'refuse',
      }),
    ]
  })

/** Totals of yearly output by county. */
const ofCounties = (plan: Plan): readonly RuleDraft[] =>
  [
    ...sharesOf(plan, (words) => /产量|开采(?:总)?量|总量/.test(words)),
    ...sharesAcross(plan, (title) => /产量|开采(?:总)?量|总量/.test(title)).filter(({ unit }) => /[吨方]/.test(unit)),
  ].map(({ value, unit, rule }) =>
    rule({
      act: 'monitoring',
      appliesTo: adding,
      test: { measure: 'totalOutput', op: '<=', value, unit: yearly(unit) },
      force: 'target',
      effect: 'monitor',
    }),
  )

/** Totals of yearly output by zone. */
const ofZones = (plan: Plan): readonly RuleDraft[] =>
  capsOfZones(plan, (column) => /产量|产能|开采(?:总)?量|总规模/.test(column)).map(({ value, unit, rule }) =>
    rule({
      act: 'mining',
      appliesTo: adding,
      test: { measure: 'totalOutput', op: '<=', value, unit: yearly(unit) },
      force: 'must',
      effect: 'refuse',
    }),
  )

/** "各矿产量合计不超过附表指标": totals that stand elsewhere. */
const sums =
  /(?:产能|产量|规模)(?:之和|合计|总和)[^，。；]{0,4}不(?:得|能|应)?(?:大于|超过|突破|高于)[^，。；\d]{0,6}(?:表\s*\d+)?[^，。；\d]{0,12}(?:上限|指标|控制数|总量)/

const ofSums = (plan: Plan): readonly RuleDraft[] =>
  statementsOf(plan).flatMap((statement) => {
    const hit = sums.exec(statement.text)
    return hit
      ? [
          draft(statement.clause, quoting(statement.clause.span, statement.from, statement.end), {
            act: 'mining',
            subjects: statement.subjects,
            appliesTo: adding,
            test: { measure: 'totalLimit', op: '<=', value: hit[0], unit: null },
            force: 'must',
            effect: 'refuse',
          }),
        ]
      : []
  })

/** All totals of a plan. */
export const totalsOf = (plan: Plan): readonly RuleDraft[] => {
  const indicators = indicatorsOf(plan)
  return [
    ...ofText(statementsOf(plan), indicators),
    ...ofTables(indicators),
    ...byReference(plan),
    ...ofOwnTable(plan, indicators),
    ...closings(plan),
    ...ofCounties(plan),
    ...ofZones(plan),
    ...ofSums(plan),
  ]
}
