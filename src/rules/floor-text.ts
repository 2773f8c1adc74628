/** Minimum scales as sentences set them, with their departures. */

import { compareQuantities, type Quantity } from '#mineral/quantity.ts'
import type { DepositScale } from '#plan/plan.ts'
import { newRights } from '#rules/applies-to.ts'
import { softens } from '#rules/departure.ts'
import { departsFrom, dutiesAfter, exceptionOf } from '#rules/exception-text.ts'
import { bans, forceOf } from '#rules/force.ts'
import type { Force, RuleDraft, Test } from '#rules/rule.ts'
import { draft, quoting } from '#rules/sentence.ts'
import { demandsReserves, type Statement } from '#rules/statement.ts'
import { type Threshold, yearly } from '#rules/threshold.ts'

/** Words of a floor, of a mine's size, of a mine to be. */
const floorWords =
  /(?:最低|最小)(?:开采|生产|建设|设计){0,2}规模|(?:开采|生产|建设|设计|矿山)规模|年开采量|规模(?:不|应|要|必须|原则|达)|产能|(?:生产|处理|采选)[^，。；]{0,4}能力|新上|新增|拟设|年产|日产|日处理|日采选|技改|新(?:[建立设办批]|开办?)|扩建|准入|矿山不|不再/
/** Totals, reserves and history are no floors. */
const otherWords =
  /(?:年)?(?:开采|生产)?总量|年开采量|年产量|总产量|开采总|调控|资源量|需求|产值|消耗|利用量|处理率|储备|排放|投资|已形成/

const bounds = /分别(?:为|是|达到?|不(?:得)?低于|不少于|应?达到?|≥)?/

const holdsAtLeast = /低于|少于|小于|≥|至少|以上|(?:应当?|须|必须|要|需)达到/

const isFloor = (statement: Statement, found: Threshold): boolean => {
  const { clause, departure, sofar, start, text } = statement
  if (found.measures !== 'output' || demandsReserves(clause.span.text, found)) return false
  // What a plant or a base makes is no mine's output, nor is an average one mine's size.
  if (/单线|生产线|加工|平均|基地|园区|^(?:形成|打造|培育|建成)/.test(text)) return false
  const before = text.slice(0, found.start - start)
  // "新建矿山年开采量不低于…": of one mine to be, it is its size.
  const ofOne =
    statement.banned ||
    ((found.op === '>=' || bounds.test(text)) &&
      (/(?:新(?:[建立设办批]|开办?)|扩建|单个)[^，。；]{0,8}(?:矿山|采矿权)|单[矿井]/.test(text) ||
        // "新建饰面石材矿山，荒料年产量不低于…"
        /新(?:[建立设办批]|开办?)[^，。；]{0,10}(?:矿山|采矿权)[，,][^，。；]*$/.test(sofar)))
  if (otherWords.test(ofOne ? before.replace(/年(?:开采|产|生产)量/, '') : before)) return false
  if (bounds.test(text) && floorWords.test(text)) return true
  if (statement.banned) return found.op === '<' || found.op === '<='
  if (departure && !departure.frees && softens.test(text) && !/不受/.test(text)) return true
  const spoken = holdsAtLeast.test(text)
  const about =
    floorWords.test(sofar) ||
    departure !== null ||
    /矿山[^，。；]{0,4}达到/.test(text) ||
    clause.headings.slice(-2).some((heading) => /规模|准入/.test(heading))
  if (found.op === '>=') return floorWords.test(text) || (about && spoken)
  // "新建矿山应达到10万吨/年": no 以上, and yet the least.
  if (
    found.op === null &&
    /(?:(?:应当?|须|必须|要|需)达到|矿山[^，。；]{0,4}达到|放宽[到至]|降低?[到至])\s*$/.test(before)
  )
    return about
  // "各矿种最低规模为：白云岩35万吨/年、…": a list after the words says no operator.
  return found.op === null && /(?:最低|最小)(?:开采|生产|建设|设计){0,2}规模/.test(sofar)
}

/** A floor is a must unless its own words soften it. */
const forceIn = (text: string): Force => {
  if (/鼓励|引导/.test(text)) return 'guidance'
  const force = forceOf(text)
  return force === 'in-principle' || (force === 'target' && /力争|争取/.test(text)) ? force : 'must'
}

const scaleWords: readonly (readonly [DepositScale, RegExp])[] = [
  ['large', /大型?/],
  ['medium', /中型?/],
  ['small', /小型?/],
]

/** One threshold and what it is meant for. */
type Share = {
  readonly found: Threshold
  readonly subjects: readonly string[]
  readonly byScale?: Test['byScale']
  readonly counties?: readonly string[]
}

/**
 * "A、B最低规模分别为X和Y": each of the things named before gets the figure at its place; "大、中、小型…分别为X、Y、Z" is one
 * floor by the deposit's scale. Without 分别 every figure is for all.
 */
const sharedOut = (statement: Statement, floors: readonly Threshold[]): readonly Share[] => {
  const { subjects, text } = statement
  const all = floors.map((found) => ({ found, subjects }))
  const at = text.search(bounds)
  if (at < 0 || floors.length < 2) return all
  const scales = scaleWords.filter(([, pattern]) => pattern.test(text.slice(0, at).replace(/大中型|中小型/g, '')))
  if (scales.length === floors.length)
    return [
      {
        found: floors.reduce((least, next) => (next.value < least.value ? next : least)),
        subjects,
        byScale: Object.fromEntries(scales.map(([scale], i) => [scale, floors[i]!.value])),
      },
    ]
  const { countyGroups } = statement
  if (countyGroups.length === floors.length)
    return floors.map((found, i) => ({ found, subjects, counties: countyGroups[i]! }))
  return subjects.length === floors.length ? floors.map((found, i) => ({ found, subjects: [subjects[i]!] })) : all
}

type Base = { readonly statement: Statement; readonly at: number; readonly least: Quantity }

/** What a departure lowers is above it, in a unit that compares: a volume departs from no mass. */
const isAbove = (base: Quantity, lowered: Quantity): boolean => {
  const compared = compareQuantities(base, lowered)
  return 'order' in compared && compared.order > 0
}

/** The floors of a plan's sentences, departures attached to what they depart from. */
export const floorsOfText = (statements: readonly Statement[]): readonly RuleDraft[] => {
  const rules: RuleDraft[] = []
  const bases: Base[] = []
  const except = (base: Base, statement: Statement, test: Test | null, duties: readonly string[]) => {
    const rule = rules[base.at]!
    rules[base.at] = {
      ...rule,
      exceptions: [...rule.exceptions, exceptionOf(statement.departure!, statement, test, duties)],
    }
  }
  for (const statement of statements) {
    const { clause, departure, text } = statement
    const follows = departure && !departure.frees
    // "…的砖瓦用粘土矿不受上述限制": freed from every floor of the paragraph.
    if (follows && /不受(?![^，。；]*年限)[^，。；]{0,10}(?:限制|约束)/.test(text)) {
      const duties = dutiesAfter(statements, statement)
      const freed = bases.filter((known) => departsFrom(known.statement, statement))
      for (const base of freed) except(base, statement, null, duties)
      if (freed.length > 0 && departure.ownSentence)
        rules.push({
          ...ruleOf(statement, freed[0]!.statement.subjects, {
            measure: 'lifted',
            op: 'match',
            value: text.slice(text.indexOf('不受')),
            unit: null,
          }),
          ...quoting(clause.span, departure.start, statement.end),
          condition: departure.condition,
          force: 'must',
          effect: 'condition',
          duties,
        })
    }
    for (const found of statement.thresholds.filter((each) => demandsReserves(clause.span.text, each)))
      rules.push(
        ruleOf(statement, statement.subjects, { measure: 'reserves', op: '>=', value: found.value, unit: found.unit }),
      )
    const floors = statement.thresholds.filter((found) => isFloor(statement, found))
    for (const { found, subjects: own, byScale, counties } of sharedOut(statement, floors)) {
      const unit = yearly(found.unit)
      const test: Test = {
        measure: 'annualOutput',
        op: '>=',
        value: found.value,
        unit,
        ...(byScale ? { byScale } : {}),
      }
      const base = follows
        ? bases.findLast(
            (known) => departsFrom(known.statement, statement) && isAbove(known.least, { value: found.value, unit }),
          )
        : undefined
      if (!base) {
        if (!follows) bases.push({ statement, at: rules.length, least: { value: found.value, unit } })
        // A purpose without a rule to depart from narrows; a mere preamble ("为保障…需求，") does not.
        const narrows = follows && !/(?:需求|需要)$/.test(departure.when)
        const whole = ruleOf(statement, own, test)
        const plain = counties ? { ...whole, condition: { ...whole.condition, counties } } : whole
        const duties = narrows ? dutiesAfter(statements, statement) : []
        const rule = narrows ? { ...plain, condition: { ...plain.condition, ...departure.condition }, duties } : plain
        rules.push(departure?.frees ? { ...rule, exceptions: [exceptionOf(departure, statement, null, [])] } : rule)
        continue
      }
      const duties = dutiesAfter(statements, statement)
      except(base, statement, test, duties)
      if (!departure?.ownSentence) continue
      const rule = ruleOf(statement, own.length > 0 ? own : base.statement.subjects, test)
      const condition = { ...rule.condition, ...departure.condition }
      const quoted = quoting(clause.span, departure.start, statement.end)
      rules.push({ ...rule, ...quoted, condition, ...(duties.length > 0 ? { duties } : {}) })
    }
  }
  return rules
}

/** "…不足5万吨/年的，不予核准": the ban after the comma belongs to the floor, and to its quote. */
const quoteEnd = ({ clause, text, end, banned }: Statement): number => {
  const ban = banned && !bans(text) ? /^[，,][^，。；]{0,24}/.exec(clause.span.text.slice(end)) : null
  return ban && bans(ban[0]) ? end + ban[0].length : end
}

const ruleOf = (statement: Statement, subjects: readonly string[], test: Test): RuleDraft => {
  const { clause } = statement
  const force = forceIn(statement.text)
  return draft(clause, quoting(clause.span, statement.from, quoteEnd(statement)), {
    act: 'mining',
    subjects,
    appliesTo: statement.events ?? newRights,
    // Of the changes a merger is one of scale or extent: a new name or another method is none.
    condition: /整合|重组/.test(statement.text)
      ? { ...statement.condition, changes: ['scale', 'extent'] }
      : statement.condition,
    test,
    force,
    effect: force === 'guidance' ? 'prefer' : 'refuse',
  })
}
