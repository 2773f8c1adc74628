/** Many rights against a plan: each judged as if it were asked for now, with the clauses that decide. */
import type { Message } from '#document/document.ts'
import type { Words } from '#rules/finding.ts'
import { kindOfOverlap } from '#rules/layer-kind.ts'
import type { Rule } from '#rules/rule.ts'
import type { Application, LandFacts, LedgerFacts } from '#rules/situation.ts'
import type { Opinion, OverallVerdict, ReviewContext } from './opinion.ts'
import { review } from './review.ts'
import { overallVerdicts } from './verdict.ts'

/** One right or application of a list; `row` is where it stands there, 1-based. */
export type Right = {
  readonly row: number
  readonly licence: string | null
  readonly name: string | null
  readonly application: Application
  /** It exists already: the list names no event that is asked for. */
  readonly existing: boolean
}

/** A clause (or, where `quote` is null, what the map shows) that makes the verdict what it is. */
export type Deciding = {
  readonly rule: string | null
  readonly message: Words
  readonly computed: string | null
  readonly quote: string | null
  readonly plan: string | null
  readonly line: number | null
}

/** `verdict` is null where the row could not be judged; `problems` says why. */
export type BatchRow = {
  readonly row: number
  readonly licence: string | null
  readonly name: string | null
  readonly minerals: readonly string[]
  readonly verdict: OverallVerdict | null
  readonly deciding: readonly Deciding[]
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
  readonly problems: readonly Words[]
}

export type BatchSummary = {
  readonly rows: number
  /** By verdict, worst first; verdicts that no row has are left out. */
  readonly verdicts: readonly { readonly verdict: OverallVerdict; readonly count: number }[]
  /** Rows that would not be granted under this plan. */
  readonly fallOut: readonly number[]
  /** Rows that could not be judged. */
  readonly unjudged: readonly number[]
}

const rights: ReadonlySet<string> = new Set(['mining-right', 'exploration-right', 'application'])

const blocks: ReadonlySet<string> = new Set(['mining-block', 'exploration-block'])

/** A right already registered does not stand in its own way, nor is it held to blocks for new ones. */
const landWithout = (land: LandFacts, { licence, name, existing }: Right): LandFacts => ({
  ...land,
  overlaps: land.overlaps.filter(
    (overlap) =>
      !(existing && blocks.has(kindOfOverlap(overlap) ?? '')) &&
      (!rights.has(kindOfOverlap(overlap) ?? '') ||
        !(
          (licence !== null && (overlap.code === licence || overlap.feature === licence)) ||
          (name !== null && overlap.feature === name)
        )),
  ),
})

/** Nor does its own mine count twice against a cap. */
const ledgerWithout = (ledger: LedgerFacts, { name }: Right): LedgerFacts => ({
  ...ledger,
  mines: ledger.mines.filter((mine) => mine.name !== name),
  returns: ledger.returns.filter(({ mine }) => mine !== name),
})

const decidingOf = ({ verdict, findings, land }: Opinion): readonly Deciding[] => {
  const decides: Readonly<Partial<Record<OverallVerdict, (finding: Opinion['findings'][number]) => boolean>>> = {
    'does-not-conform': (finding) => finding.verdict === 'fail',
    incomplete: (finding) => finding.verdict === 'unknown' && finding.refuses,
    'needs-a-person': (finding) => finding.verdict === 'needs-a-person',
    'needs-reasons': (finding) => finding.verdict === 'needs-reasons',
    'conforms-with-conditions': (finding) => finding.verdict === 'condition' || finding.conditions.length > 0,
  }
  const noted = verdict === 'does-not-conform' ? 'fail' : verdict
  const clauses = findings
    .filter((finding) => finding.governedBy === null && decides[verdict]?.(finding))
    .map(({ rule, message, computed, quote, plan, at }) => ({ rule, message, computed, quote, plan, line: at.line }))
  const notes = (land?.notes ?? [])
    .filter((note) => note.verdict === noted)
    .map(({ message, computed, basis }) => ({ rule: null, message, computed, quote: null, plan: basis, line: null }))
  return [...clauses, ...notes]
}

/**
 * Clauses on granting: what must go before another may come, the blocks laid out for new rights, when grants pause. A
 * right that is there already is not granted.
 */
const onlyForNew = ({ kind, test }: Rule): boolean =>
  kind === 'replacement' || kind === 'block' || test.measure === 'reachedTotal'

const rulesFor = ({ existing }: Right, rules: ReviewContext['rules']): ReviewContext['rules'] =>
  existing ? rules.filter((rule) => !onlyForNew(rule)) : rules

/** Judges one right. The land facts and the ledger are those of everybody: what is the right's own is left out here. */
export const reviewRight = (right: Right, context: ReviewContext): BatchRow => {
  const own: ReviewContext = {
    ...context,
    rules: rulesFor(right, context.rules),
    upper: (context.upper ?? []).map(({ plan, rules }) => ({ plan, rules: rulesFor(right, rules) })),
    land: context.land ? landWithout(context.land, right) : null,
    ledger: context.ledger ? ledgerWithout(context.ledger, right) : null,
  }
  const opinion = review(right.application, own, false)
  return {
    row: right.row,
    licence: right.licence,
    name: right.name,
    minerals: right.application.minerals,
    verdict: opinion.verdict,
    deciding: decidingOf(opinion),
    conditions: opinion.conditions,
    missing: opinion.missing,
    problems: opinion.messages
      .filter(({ severity }) => severity !== 'info')
      .map(({ text, textEn }) => ({ zh: text, en: textEn })),
  }
}

/** A row of a list: either the right or, where it is null, what is wrong with it. */
export type ListedRight = {
  readonly row: number
  readonly licence: string | null
  readonly name: string | null
  readonly right: Right | null
  readonly problems: readonly Words[]
}

/** What the map says of a right's area; `value` is null where the area cannot be used, and `messages` why. */
export type Laid = { readonly value: LandFacts | null; readonly messages: readonly Message[] }

/** A row that cannot be judged, and why. */
export const unjudgedRow = (row: number, problems: readonly Words[], more: Partial<BatchRow> = {}): BatchRow => ({
  row,
  licence: null,
  name: null,
  minerals: [],
  verdict: null,
  deciding: [],
  conditions: [],
  missing: [],
  ...more,
  problems,
})

/** One row of a list, judged where it can be. `laid` is null for a right without an area. */
export const judgeListed = (listed: ListedRight, laid: Laid | null, context: ReviewContext): BatchRow => {
  const { row, licence, name, right, problems } = listed
  const told = [...problems, ...(laid?.messages ?? []).map(({ text, textEn }) => ({ zh: text, en: textEn }))]
  if (!right || (laid && !laid.value)) return unjudgedRow(row, told, { licence, name })
  const judged = reviewRight(right, { ...context, land: laid?.value ?? null })
  return { ...judged, problems: [...told, ...judged.problems] }
}

export const summaryOf = (rows: readonly BatchRow[]): BatchSummary => ({
  rows: rows.length,
  verdicts: overallVerdicts
    .map((verdict) => ({ verdict, count: rows.filter((row) => row.verdict === verdict).length }))
    .filter(({ count }) => count > 0),
  fallOut: rows.filter(({ verdict }) => verdict === 'does-not-conform').map(({ row }) => row),
  unjudged: rows.filter(({ verdict }) => verdict === null).map(({ row }) => row),
})
