/** What a check says. One identity, one finding; what holds is reported too. */
import type { Plan } from '#plan/plan.ts'
import type { Quote } from '#plan/quote.ts'

export type CheckVerdict = 'holds' | 'fails' | 'doubtful' | 'uncheckable'

/** Chinese first, English beside it. */
export type Bilingual = { readonly zh: string; readonly en: string }

/** What a check says of one identity. */
export type Finding = {
  readonly verdict: CheckVerdict
  readonly quotes: readonly Quote[]
  /** The arithmetic or the comparison: "9/22 = 40.91%". */
  readonly computed: string
  readonly message: Bilingual
  /** What one would do about it. */
  readonly remedy?: Bilingual
}

/** A finding with the name of the check that made it. */
export type CheckFinding = Finding & { readonly check: string }

/** One check, one file: `run` looks at one plan and answers with everything it looked at. It never throws. */
export type Check = {
  readonly name: string
  readonly title: Bilingual
  readonly run: (plan: Plan) => readonly Finding[]
}

type Answers = Pick<Finding, 'quotes' | 'computed' | 'remedy'> & {
  readonly right: Bilingual
  readonly wrong: Bilingual
  /** What the verdict is where the identity does not hold; 'fails' unless it is said. */
  readonly otherwise?: 'fails' | 'doubtful'
}

/** An identity that was computed: `right` is said where it holds, `wrong` and the remedy where it does not. */
export const judged = (holds: boolean, answers: Answers): Finding => {
  const { quotes, computed, right, wrong, remedy, otherwise = 'fails' } = answers
  const found = { verdict: holds ? 'holds' : otherwise, quotes, computed, message: holds ? right : wrong } as const
  return remedy && !holds ? { ...found, remedy } : found
}
