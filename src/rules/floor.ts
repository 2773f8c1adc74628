/** Minimum mining scale: a mine's yearly output must not be below what the plan sets for its mineral. */
import { compareQuantities, type Quantity } from '#mineral/quantity.ts'
import type { Clause, DepositScale, Plan } from '#plan/plan.ts'
import { eventsIn, newRights } from '#rules/applies-to.ts'
import { namesMineral } from '#rules/condition.ts'
import { sharesAcross } from '#rules/county-table.ts'
import { duty } from '#rules/duty.ts'
import { answer, brokenVerdict, type Finding, unknownFor } from '#rules/finding.ts'
import { floorsOfTables, isFloorTable } from '#rules/floor-table.ts'
import { floorsOfText } from '#rules/floor-text.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses } from '#rules/normative.ts'
import type { Rule, RuleDraft } from '#rules/rule.ts'
import { draft, partsOf, quoting } from '#rules/sentence.ts'
import type { Situation } from '#rules/situation.ts'
import { statementsOf } from '#rules/statement.ts'
import { subjectsIn } from '#rules/subject.ts'
import { yearly } from '#rules/threshold.ts'
import { zoneSide } from '#rules/zone.ts'

const scaleName: Readonly<Record<DepositScale, readonly [string, string]>> = {
  large: ['大型', 'large'],
  medium: ['中型', 'medium'],
  small: ['小型', 'small'],
}

/** "执行开采规模准入条件", "按附表的最低开采规模": floors that stand elsewhere. */
const refers =
  /(?:开采|生产|建设)规模[^，。；]{0,12}(?:符合|达到|满足|执行|不(?:得)?低于)[^，。；]{0,4}(?:(?:附?表|专栏)\s*[\d—-]*(?:所列|所示|确定|规定|对应)?的?|规划(?:确定|规定)的?)[^，。；]{0,6}(?:要求|规定|标准|下限)|(?:最低|最小)(?:开采|生产|建设)?规模|(?:开采|生产)规模准入(?:标准|条件|门槛)/
const obeys = /执行|按照?|遵照|依照|依据|参照|符合|达到|落实|必须|不得低于/

/**
 * Floors by reference: "其他矿种执行国家、省确定的最低开采规模", "新设采矿权按附表的最低开采规模…". `named` are the minerals
 * that have floors of their own in this plan, `tables` the tables that set them.
 */
const referring = (clause: Clause, named: readonly string[], tables: readonly string[]): readonly RuleDraft[] =>
  (refers.test(clause.span.text) ? partsOf(clause.span.text) : []).flatMap((part) => {
    const words = part.text.replace(/[（(][^）)]*[）)]/g, '').replace(/(附?表|专栏|附件)\s*[\d—-]+|20\d\d年/g, '$1')
    if (!refers.test(words) || /\d/.test(words) || !obeys.test(words)) return []
    const others = /其[他它余](?:矿种|矿产|矿山)|未(?:列|作|做)/.test(words)
    const standing =
      /(?:已有|现有|生产|在产|已建|原有)(?:的)?矿山/.test(words) && !/新(?:[建立设办批]|开办?)|扩建/.test(words)
    const entry = !standing && /新(?:[建立设办批]|开办?)|扩建|出让|审批/.test(words)
    const zone = zoneSide(clause.span.text.slice(0, part.end)).inside
    if (!others && !entry && !zone && !standing && !/准入/.test(words)) return []
    const where = tables.length > 0 ? `（${tables.join('、')}）` : ''
    return [
      draft(clause, quoting(clause.span, zone ? 0 : part.start, part.end), {
        act: standing ? 'monitoring' : 'mining',
        appliesTo: eventsIn(words, newRights),
        condition: { ...(others ? { otherThan: named } : {}), ...(zone ? { insideZone: zone } : {}) },
        test: {
          measure: 'annualOutput',
          op: '>=',
          value: others ? '上级规划确定的最低开采规模' : `规划确定的最低开采规模${where}`,
          unit: null,
        },
        force: 'must',
        effect: standing ? 'monitor' : others || entry ? 'refuse' : 'condition',
      }),
    ]
  })

/** "扩建后的生产规模不得小于原批准规模": what a mine had is the floor of what it grows to. */
const ownFormer =
  /(?:开采|生产|建设|设计)?规模[^，。；]{0,4}(?:不(?:得|应)?(?:低于|小于|少于)|应?大于|应?达到|≥)((?:原|现)有?(?:核定|批准|设计|许可|登记|开采|生产)?(?:的)?(?:开采|生产)?规模)/

const ofFormer = (clause: Clause): readonly RuleDraft[] =>
  (ownFormer.test(clause.span.text) ? partsOf(clause.span.text) : []).flatMap((part) => {
    const value = ownFormer.exec(part.text)?.[1]
    if (!value) return []
    return [
      draft(clause, quoting(clause.span, part.start, part.end), {
        act: 'mining',
        appliesTo: eventsIn(part.text, ['expansion', 'capacity-upgrade', 'change']),
        test: { measure: 'formerOutput', op: '>=', value, unit: null },
        force: 'must',
        effect: 'refuse',
      }),
    ]
  })

/** "各县最低开采规模": a column for each county, a row for new mines and one for those that grow. */
const ofCounties = (plan: Plan): readonly RuleDraft[] =>
  sharesAcross(plan, (title) => /最低(?:开采|生产|建设)?规模/.test(title)).map(({ column, value, unit, rule }) => {
    const drafted = rule({
      act: 'mining',
      appliesTo: eventsIn(column, newRights),
      test: { measure: 'annualOutput', op: '>=', value, unit: yearly(unit) },
      force: 'must',
      effect: 'refuse',
    })
    const titled = subjectsIn(plan.tables.find(({ id }) => id === drafted.table)?.title ?? '')
    return drafted.subjects.length > 0 ? drafted : { ...drafted, subjects: titled }
  })

/** Whether two bands of reserves have a deposit in common. */
const bandsMeet = (a: RuleDraft['condition'], b: RuleDraft['condition']): boolean =>
  (a.reservesAtLeast ?? 0) < (b.reservesBelow ?? Infinity) && (b.reservesAtLeast ?? 0) < (a.reservesBelow ?? Infinity)

/**
 * "临时石料矿山…可按不低于15万立方米/年执行" after a table: the rows of the same section whose mineral and reserves it
 * speaks of give way to it where its purpose is claimed.
 */
const givingWay = (row: RuleDraft, sentences: readonly RuleDraft[]): RuleDraft => {
  const departures = sentences.filter(
    ({ condition, subjects, outline, exceptions }) =>
      condition.purposes !== undefined &&
      exceptions.length === 0 &&
      outline === row.outline &&
      subjects.length > 0 &&
      subjects.some((name) => row.subjects.includes(name) || namesMineral(row.subjects, [name])) &&
      bandsMeet(condition, row.condition),
  )
  const exceptions = departures.map(({ condition, test, duties, quote, at }) => ({
    when: quote,
    condition,
    test,
    duties: duties ?? [],
    quote,
    at,
    standsAlone: true,
  }))
  return exceptions.length > 0 ? { ...row, exceptions: [...row.exceptions, ...exceptions] } : row
}

const read = (plan: Plan): readonly RuleDraft[] => {
  const sentences = floorsOfText(statementsOf(plan))
  const set = [...ofCounties(plan), ...floorsOfTables(plan).map((row) => givingWay(row, sentences)), ...sentences]
  const named = [...new Set(set.flatMap((rule) => rule.subjects))]
  const tables = plan.tables.filter((table) => isFloorTable(table, plan)).map((table) => table.id)
  return [
    ...set,
    ...normativeClauses(plan).flatMap((clause) => [...referring(clause, named, tables), ...ofFormer(clause)]),
  ]
}

/** The floors other rules set for the application's minerals: the plan's own rows answer, a reference only points there. */
const judgeReference = (rule: Rule, situation: Situation): Finding => {
  if (!rule.condition.otherThan)
    return answer(rule, 'not-applicable', {
      zh: '由规划确定的各矿种最低开采规模分别判断',
      en: 'the floors it refers to answer for themselves',
    })
  const upper = situation.upperRules?.some(
    (other) =>
      other.kind === 'floor' &&
      other.subjects.length > 0 &&
      namesMineral(other.subjects, situation.application.minerals),
  )
  if (upper)
    return answer(rule, 'not-applicable', {
      zh: '由上级规划确定的最低开采规模判断',
      en: 'the upper plan’s floor answers',
    })
  return unknownFor(rule, ['upperPlan'])
}

const against = (rule: Rule, output: Quantity, value: number, situation: Situation) => {
  const { density } = situation.application
  return compareQuantities(
    output,
    { value, unit: rule.test.unit ?? output.unit },
    density === undefined ? {} : { density },
  )
}

/** "资源储量不得低于…": the deposit itself must be large enough. */
const judgeReserves = (rule: Rule, situation: Situation): Finding => {
  const { reserves } = situation.application
  if (!reserves) return unknownFor(rule, ['reserves'])
  const result = against(rule, reserves, rule.test.value as number, situation)
  if (!('order' in result)) return unknownFor(rule, ['density'], { why: result.unknown })
  const least = `${rule.test.value} ${rule.test.unit}`
  return result.order >= 0
    ? answer(
        rule,
        'pass',
        { zh: `资源储量不低于 ${least}`, en: `reserves are not below ${least}` },
        { computed: result.computed },
      )
    : answer(
        rule,
        brokenVerdict(rule),
        { zh: `资源储量低于 ${least}`, en: `reserves are below ${least}` },
        { computed: result.computed, conditions: [] },
      )
}

const judge = (rule: Rule, situation: Situation): Finding => {
  if (rule.test.measure === 'reserves') return judgeReserves(rule, situation)
  if (rule.test.measure === 'lifted')
    return answer(
      rule,
      (rule.duties ?? []).length > 0 ? 'condition' : 'pass',
      { zh: `属例外情形，${rule.test.value}`, en: 'a departure: freed from the minimum scale' },
      { conditions: rule.duties ?? [] },
    )
  if (rule.test.measure === 'formerOutput')
    return answer(
      rule,
      'condition',
      { zh: `须核实申请规模不低于${rule.test.value}`, en: 'the output must not fall below what the mine had before' },
      { conditions: [duty('no-less-than-before', String(rule.test.value))] },
    )
  if (rule.test.op === 'forbid')
    return answer(rule, brokenVerdict(rule), {
      zh: `规划${rule.test.value}`,
      en: `the plan grants none (“${rule.test.value}”)`,
    })
  if (typeof rule.test.value !== 'number') return judgeReference(rule, situation)
  const { annualOutput, depositScale } = situation.application
  const { byScale } = rule.test
  const classes = byScale ? (Object.keys(byScale) as DepositScale[]) : []
  if (byScale && depositScale && (byScale[depositScale] ?? null) === null)
    return answer(rule, 'not-applicable', {
      zh: `对${scaleName[depositScale][0]}储量规模未设最低开采规模`,
      en: `sets no floor for a ${scaleName[depositScale][1]} deposit`,
    })
  if (!annualOutput)
    return unknownFor(rule, byScale && !depositScale ? ['annualOutput', 'depositScale'] : ['annualOutput'])
  const wanted = byScale ? (depositScale ? [depositScale] : classes) : [null]
  const compared = wanted.map((scale) => {
    const value = scale ? (byScale?.[scale] ?? null) : (rule.test.value as number)
    return { scale, value, result: value === null ? null : against(rule, annualOutput, value, situation) }
  })
  const unknown = compared.find(({ result }) => result && 'unknown' in result)
  if (unknown?.result && 'unknown' in unknown.result) {
    return unknownFor(rule, [unknown.result.needs ?? 'annualOutput'], { why: unknown.result.unknown })
  }
  const orders = compared.map(({ result }) => (result && 'order' in result ? result.order : null))
  const passes = orders.every((order) => order === null || order >= 0)
  const fails = orders.every((order) => order !== null && order < 0)
  // Without the deposit's scale: told only where every class gives the same answer.
  if (!passes && !fails) return unknownFor(rule, ['depositScale'])
  const shown = compared.find(({ value }) => value !== null)!
  const computed = shown.result && 'computed' in shown.result ? shown.result.computed : null
  const scale = depositScale && byScale ? scaleName[depositScale] : null
  const what: readonly [string, string] = scale ? [`（${scale[0]}储量规模）`, ` (${scale[1]} deposit)`] : ['', '']
  const floor = `${shown.value} ${rule.test.unit}`
  if (passes)
    return answer(
      rule,
      'pass',
      { zh: `不低于最低开采规模 ${floor}${what[0]}`, en: `not below the minimum scale of ${floor}${what[1]}` },
      { computed },
    )
  if (rule.effect === 'prefer')
    return answer(rule, 'not-applicable', {
      zh: `未达到鼓励的规模 ${floor}`,
      en: `below the encouraged scale of ${floor}, which is no requirement`,
    })
  const verdict = brokenVerdict(rule)
  const principle = verdict === 'needs-reasons'
  return answer(
    rule,
    verdict,
    {
      zh: `低于最低开采规模 ${floor}${what[0]}${principle ? '，属“原则上”要求，需说明理由' : ''}`,
      en: `below the minimum scale of ${floor}${what[1]}${principle ? '; the clause speaks in principle, reasons are needed' : ''}`,
    },
    { computed, conditions: [] },
  )
}

export const floor: RuleKindDefinition = { kind: 'floor', read, judge }
