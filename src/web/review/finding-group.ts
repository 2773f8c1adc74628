/** Findings as a reader takes them in: what decides first, and lines that say the same of the same put together. */
import type { OpinionFinding } from '#review/opinion.ts'
import type { FindingVerdict } from '#rules/finding.ts'

/** What decides comes first. */
const order: readonly FindingVerdict[] = [
  'fail',
  'needs-a-person',
  'needs-reasons',
  'unknown',
  'condition',
  'preferred',
  'pass',
  'not-applicable',
]

/** Kinds that hold one figure of the application against one of the plan: two of them differ by that figure alone. */
const measuring: ReadonlySet<string> = new Set(['floor', 'quota', 'mine-count', 'service-life', 'extent'])

const sameThing = ({ verdict, kind, upper, missing, message }: OpinionFinding): string =>
  [verdict, kind, upper, missing, measuring.has(kind) ? '' : message.zh.replace(/[\d.,]+/g, '#')].join('|')

/** Groups of one or more findings of one verdict about one thing, the deciding ones first. */
export const groupedFindings = (findings: readonly OpinionFinding[]): readonly (readonly OpinionFinding[])[] =>
  [...Map.groupBy(findings, sameThing).values()].sort(
    (a, b) => order.indexOf(a[0]!.verdict) - order.indexOf(b[0]!.verdict),
  )

/** The findings of some verdicts, in the order of the opinion. */
export const ofVerdict = (
  findings: readonly OpinionFinding[],
  ...verdicts: readonly FindingVerdict[]
): readonly OpinionFinding[] => findings.filter(({ verdict }) => verdicts.includes(verdict))
