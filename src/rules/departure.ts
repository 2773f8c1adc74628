/** Departures as sentences open them: "保障…的，…", "边远地区可适当放宽…", "除…外，…". */
import type { Clause } from '#plan/plan.ts'
import { knownPurposesIn, purposesIn } from '#rules/purpose.ts'
import type { Condition } from '#rules/rule.ts'

/** What a departure is for, and where it stands. */
export type Departure = {
  /** The plan's words. */
  readonly when: string
  readonly condition: Condition
  readonly clause: Clause
  /** Offset of its first word in the clause. */
  readonly start: number
  /** It opens the sentence: the rule it departs from stands before, in the same paragraph. */
  readonly ownSentence: boolean
  /** "除…外，…": it stands before the rule it departs from, and frees from it. */
  readonly frees: boolean
}

export type Opening = Pick<Departure, 'when' | 'condition' | 'frees'>

const serving =
  /^(?:但|但是|其中|对于?|因|为了?|确因|确需|如|若)?\s*(?:保障|满足|服务|用于|支撑|确保|供应|配套|专供|专用于|专门?为|仅供|只供)/
const bare =
  /^(?:但|但是|其中|对于?|因|为了?|确因|确需|如|若)?\s*(?:保障|满足|服务于?|用于|支撑|确保|涉及|配套|供应|专供|专用于|专门?为|仅供|只供)?(.+?)(?:的|需求|需要|(?:建设)?用(?:料|矿|石)(?:需求|需要)?)?$/
/** What a departure softens a rule to. */
export const softens =
  /(?:可|允许|能)?(?:以)?(?:适当|酌情)?(?:放宽|降低|下调|调低|降)(?:到|至|为)?|不受[^，。；]{0,10}(?:限制|约束)/

const conditionOf = (words: string, known: readonly string[]): Condition => ({
  purposes: known.length > 0 ? known : purposesIn(bare.exec(words)?.[1] ?? words),
})

/**
 * Whether a part of a sentence opens a departure. A part with a figure does so only where it names whom it serves or
 * where it holds and softens in the same breath ("山区可降低至50万吨").
 */
export const openingOf = (text: string, hasFigure: boolean): Opening | null => {
  const known = knownPurposesIn(text)
  const freed = /^除(?:了)?(.+?)(?:以)?外$/.exec(text)?.[1]
  if (freed !== undefined)
    return known.length > 0 ? { when: text, condition: conditionOf(freed, known), frees: true } : null
  const soft = softens.test(text)
  if (hasFigure)
    return soft && known.length > 0 ? { when: text, condition: conditionOf(text, known), frees: false } : null
  const serves = serving.test(text)
  if (
    known.length === 0 &&
    !(
      serves &&
      /项目|工程|地区|建设/.test(text) &&
      /(?:的|需求|需要)$|(?:专供|专用于|专门?为|仅供|只供).*的[^，。；]{0,8}(?:矿山|采矿权|采石场|料场|砂场)$/.test(
        text,
      )
    )
  )
    return null
  // "为重点工程配套的专供矿山，可放宽至…": the mine that serves closes the words.
  const dedicated =
    known.length > 0 &&
    /^为.*(?:配套|专供|服务|供料).*(?:矿山|采矿权|采石场|料场)$|(?:专供|配套|专用|自用)的?(?:矿山|采矿权|采石场|料场|砂场)$/.test(
      text,
    )
  if (
    !serves &&
    !soft &&
    !dedicated &&
    !/(?:的|地区|乡镇|山区|项目|工程|需要|确需|需求|用[料矿石]|供[料石应])$/.test(text)
  )
    return null
  return { when: text, condition: conditionOf(text, known), frees: false }
}
