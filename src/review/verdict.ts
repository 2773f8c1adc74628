/** The overall verdict: the worst that holds. */
import type { ApplicationEvent } from '#rules/rule.ts'
import type { LandNote } from './land-note.ts'
import type { OpinionFinding, OverallVerdict } from './opinion.ts'

/** Events that need no plan review (自然资办发〔2024〕53号). */
const unreviewed: ReadonlySet<ApplicationEvent> = new Set(['renewal', 'transfer', 'rename'])

/** True where the event needs an opinion on plan conformity at all. */
export const needsReview = (event: ApplicationEvent): boolean => !unreviewed.has(event)

/** Worst first. */
export const overallVerdicts: readonly OverallVerdict[] = [
  'does-not-conform',
  'incomplete',
  'needs-a-person',
  'needs-reasons',
  'conforms-with-conditions',
  'conforms',
  'not-required',
]

type Judged = Pick<OpinionFinding, 'kind' | 'verdict' | 'refuses' | 'effect' | 'conditions'>

/** What one finding makes of the whole. */
const weight = (finding: Judged): OverallVerdict => {
  switch (finding.verdict) {
    case 'fail':
      return 'does-not-conform'
    case 'unknown':
      if (finding.refuses) return 'incomplete'
      // A duty that could not be seen to is still a duty; an advantage or a yearly figure is not.
      return finding.effect === 'condition' ? 'conforms-with-conditions' : 'conforms'
    case 'needs-a-person':
      return 'needs-a-person'
    case 'needs-reasons':
      return 'needs-reasons'
    case 'condition':
      return 'conforms-with-conditions'
    // A pass, or a departure that lifts a rule, may bring duties of its own.
    default:
      return finding.conditions.length > 0 ? 'conforms-with-conditions' : 'conforms'
  }
}

const noteWeights: Readonly<Record<LandNote['verdict'], OverallVerdict>> = {
  fail: 'does-not-conform',
  'needs-a-person': 'needs-a-person',
  'needs-reasons': 'needs-reasons',
  told: 'conforms',
}

const decided: ReadonlySet<string> = new Set(['pass', 'fail', 'needs-reasons', 'needs-a-person'])

/** What lies outside a block is for the plan's own clause where it has one that answers. */
export const weighs = (note: LandNote, findings: readonly Judged[]): boolean =>
  note.about !== 'block' || !findings.some(({ kind, verdict }) => kind === 'block' && decided.has(verdict))

/** The worst that any finding, or anything the map shows, holds; `conforms` where there is none. */
export const overallVerdict = (
  findings: readonly Judged[],
  event: ApplicationEvent,
  notes: readonly LandNote[] = [],
): OverallVerdict => {
  if (!needsReview(event)) return 'not-required'
  const shown = notes.filter((note) => weighs(note, findings)).map(({ verdict }) => noteWeights[verdict])
  return [...findings.map(weight), ...shown].reduce<OverallVerdict>(
    (a, b) => (overallVerdicts.indexOf(b) < overallVerdicts.indexOf(a) ? b : a),
    'conforms',
  )
}
