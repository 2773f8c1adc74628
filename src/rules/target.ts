/** Targets of the plan that are watched, not asked of an applicant: output value, finds, shares, rates, areas. */
import type { Operator, Plan } from '#plan/plan.ts'
import { answer, type Finding } from '#rules/finding.ts'
import { forceOf } from '#rules/force.ts'
import { attributeFor, indicatorsOf, isMineCount, isTotalOutput } from '#rules/indicator.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import type { Rule, RuleDraft, Test } from '#rules/rule.ts'
import { draft, quoting, quotingList } from '#rules/sentence.ts'
import { type Statement, statementsOf } from '#rules/statement.ts'
import type { Threshold } from '#rules/threshold.ts'

/** What the field aims at, most particular first; the first that stands in the words names the measure. */
const measures: readonly (readonly [string, RegExp])[] = [
  ['平均规模', /平均[^，。；]{0,6}(?:规模|产能)|(?:规模|产能)平均/],
  ['小型矿山比例', /小型[^，。；减降淘退]{0,8}(?:比例|占比|比重)/],
  ['大中型矿山比例', /大中型矿山[^，。；]{0,6}(?:比例|占比|比重)|大中型[^，。；]{0,6}(?:比例|占比)/],
  ['绿色矿山比例', /绿色矿山[^，。；]{0,10}(?:比例|占比|率)/],
  ['储量动态监测率', /动态监[测管]/],
  ['三率水平', /[“"]?三率[”"]?|回采率|选矿回收率|综合利用率/],
  ['复垦率', /复垦率|治理率|恢复率|治理恢复[^，。；]{0,8}率|治理比例|修复率/],
  ['治理面积', /(?:治理|复垦|修复|恢复)[^，。；]{0,10}面积|面积[^，。；]{0,6}(?:治理|复垦|修复)/],
  ['矿业产值', /(?:矿业|采矿业|矿山)[^，。；]{0,6}产值|产值/],
  ['新发现矿产地', /矿产地/],
  ['新增资源量', /(?:新增|探获|提交|增储)[^，。；]{0,14}(?:资源|储量|金属量|矿石量|矿物量|氧化物量)|资源储?量/],
  ['绿色矿山数量', /绿色矿山/],
  ['大中型矿山数量', /(?:大型|中型)[^，。；]{0,4}矿山/],
  ['治理项目', /(?:治理|复垦|修复)[^，。；]{0,8}(?:项目|工程)|治理[^，。；]{0,6}(?:矿山|数量)/],
  ['年开采量', /(?:开采|生产|抽采|采出)(?:总)?量|产量/],
  ['勘查投入', /投入/],
  ['公示率', /公示率|覆盖率|合格率|达标率/],
]

const targetMeasure = (text: string): string | null =>
  (/(?:治理|复垦|修复|复绿|整治)[^，。；\d]{0,8}\d[\d.]*\s*(?:公顷|亩|平方[千公]米|平方公里|hm)/.test(text)
    ? '治理面积'
    : null) ??
  measures.find(([, pattern]) => pattern.test(text))?.[0] ??
  /[\u4e00-\u9fff]{2,6}率/.exec(text)?.[0] ??
  null

const aims =
  /力争|争取|确保|努力|到\s*20\d\d\s*年|至\s*20\d\d\s*年|规划期(?:末|内|间)|目标|达到|降[到至低]|不低于|不少于|提高[到至]|增加[到至]|以上|全部/
const past =
  /截[至止]|(?:19|20)\d\d年底?[，,]|(?:已|共|累计)(?:完成|治理|实现|投入|查明|发现)|由.{0,12}(?:减少|增加|提高|减|增)(?:到|至)|上轮|三轮|基期|现有/

const operator = (op: Operator | null, measure: string): Test['op'] =>
  op === '<=' || op === '<' ? '<=' : op === '=' ? '=' : /排放|能耗|小型矿山/.test(measure) ? '<=' : '>='

const isTarget = (statement: Statement, found: Threshold): boolean => {
  if (/折合|品位|含量|抽查|置换|每年按|(?:指标|控制数)的|时$|[%％]时/.test(statement.text)) return false
  if (found.measures === 'years' || found.measures === 'months') return false
  const goals = statement.clause.headings.some((heading) => /目标/.test(heading))
  if (past.test(statement.text) || (!goals && !aims.test(statement.sofar))) return false
  if (
    found.measures === 'count' &&
    found.op === null &&
    !/力争|争取|新发现|新增|增加|建成|完成|实施|创建/.test(statement.text)
  )
    return false
  if (found.measures === 'output' && !/新增|[开抽]采量|产量|总量|平均/.test(statement.sofar)) return false
  // Totals with an upper bound are quotas, numbers of mines counts, sizes of mines floors.
  if (found.op === '<=' || found.op === '<' || /不(?:得)?(?:超过|突破)/.test(statement.text)) return false
  // What a mine must recover is asked of it elsewhere; here only what the plan aims at.
  if (!goals && /回采率|回收率|利用率|荒料率/.test(statement.text)) return false
  if (found.measures === 'output' && /新(?:[建立设办批]|开办?)[^，。；]{0,8}(?:矿山|采矿权)/.test(statement.text))
    return false
  return !/(?:最低|最小|生产|开采|建设)规模/.test(statement.text)
}

const monitored = (
  statement: Statement,
  measure: string,
  test: Partial<Test>,
  rest: Partial<RuleDraft> = {},
): RuleDraft =>
  draft(statement.clause, quotingList(statement.clause.span, statement.start, statement.end), {
    act: 'monitoring',
    subjects: [],
    appliesTo: [],
    test: { measure, op: '>=', value: null, unit: null, ...test },
    force: forceOf(statement.text) === 'must' ? 'must' : 'target',
    effect: 'monitor',
    ...rest,
  })

const ofText = (plan: Plan): readonly RuleDraft[] => {
  const indicators = indicatorsOf(plan)
  return statementsOf(plan).flatMap((statement): RuleDraft[] => {
    const { text } = statement
    const numbers = statement.thresholds.flatMap((found): RuleDraft[] => {
      // The measure may stand before the comma ("…修复工程3处，治理面积…"); the nearest words speak.
      const carries =
        found.measures === 'share' || (found.measures === 'output' && /新增[^。；]*$/.test(statement.sofar))
      const carried = found.measures === 'output' ? '新增资源量' : targetMeasure(statement.sofar)
      const measure = targetMeasure(text) ?? (carries ? carried : null)
      if (!measure || !isTarget(statement, found)) return []
      const attribute = attributeFor(
        indicators.filter((known) => known.mineral === null),
        (name) => targetMeasure(name) === measure,
        null,
        found.value,
      )
      return [
        monitored(
          statement,
          measure,
          { op: operator(found.op, measure), value: found.value, unit: found.unit },
          { attribute, subjects: /新增|开采量|产量/.test(statement.sofar) ? statement.subjects : [] },
        ),
      ]
    })
    if (numbers.length > 0) return numbers
    // "三率指标不低于全省平均水平": a yardstick instead of a number.
    const yardstick =
      /(?:不低于|不得低于|达到|高于)[^，。；]{0,4}?((?:全[国省市]|国家|省级?|同行业|行业|区域)[^，。；]{0,8}(?:平均水平|先进水平|标准|要求))/.exec(
        text,
      )
    const measure = targetMeasure(text)
    if (yardstick && measure && /率/.test(measure)) return [monitored(statement, measure, { value: yardstick[1]! })]
    // "新建矿山全部按照绿色矿山标准建成", "停产矿山全部完成复绿": all of them, that is a hundred in a hundred.
    const all = /矿山(?:企业)?全部(?:按照|达到|建成|落实|完成|实现|纳入|实施)[^，。；]+|矿业权人?全部[^，。；]+/.exec(
      text,
    )
    if (all) return [monitored(statement, all[0].replace(/全部/, ''), { op: '=', value: 100, unit: '%' })]
    // "在建矿山力争达到省级绿色矿山要求": an aim in words.
    const aim = /(?:力争|争取)[^，。；]{0,4}(?:达到|建成|实现|创建)([^，。；\d]{4,30})/.exec(text)
    if (aim && /标准|要求|水平|条件|全覆盖/.test(aim[1]!)) return [monitored(statement, '建设标准', { value: aim[1]! })]
    return []
  })
}

/** Rates that are watched whatever the section says of the past: "储量动态监管实现100%". */
const watched = (plan: Plan): readonly RuleDraft[] =>
  plan.clauses.flatMap((clause) => {
    const { text } = clause.span
    const hit = /动态监[测管][^，。；]{0,8}(?:达到|为|达|实现)?\s*100\s*[%％]/.exec(text)
    if (!hit) return []
    const from = /[^，。；]*$/.exec(text.slice(Math.max(0, hit.index - 200), hit.index))![0].length
    return [
      draft(clause, quoting(clause.span, hit.index - from, hit.index + hit[0].length), {
        act: 'monitoring',
        appliesTo: [],
        test: { measure: '储量动态监测率', op: '>=', value: 100, unit: '%' },
        force: 'target',
        effect: 'monitor',
        confidence: 'likely',
      }),
    ]
  })

const ofTables = (plan: Plan): readonly RuleDraft[] =>
  indicatorsOf(plan)
    .filter(({ name, value }) => value !== null && !isMineCount(name) && !isTotalOutput(name))
    .map((indicator) =>
      draft(indicator.table, indicator.quoted, {
        act: 'monitoring',
        subjects: indicator.mineral ? [indicator.mineral] : [],
        appliesTo: [],
        test: {
          measure: targetMeasure(indicator.name) ?? indicator.name,
          op: operator(indicator.op, indicator.name),
          value: indicator.value,
          unit: indicator.unit,
        },
        force: 'target',
        effect: 'monitor',
        attribute: indicator.attribute,
        table: indicator.table.id,
      }),
    )

const read = (plan: Plan): readonly RuleDraft[] => [...ofText(plan), ...watched(plan), ...ofTables(plan)]

const judge = (rule: Rule): Finding =>
  answer(rule, 'not-applicable', {
    zh: '规划目标，由年度监测跟踪',
    en: 'a target of the plan, watched by yearly monitoring',
  })

export const target: RuleKindDefinition = { kind: 'target', read, judge }
