/** One colour, one shape and one word for each outcome, the same on every screen; never the colour alone. */
import type { CheckVerdict } from '#plan/check/finding.ts'
import type { OverallVerdict } from '#review/opinion.ts'
import type { FindingVerdict } from '#rules/finding.ts'
import { Icon, type IconName } from './icon.tsx'
import { useWords } from './words.ts'

export type Tone = 'pass' | 'condition' | 'reasons' | 'person' | 'fail' | 'unknown' | 'preferred' | 'idle'

const shapeOf: Readonly<Record<Tone, IconName>> = {
  pass: 'pass',
  condition: 'condition',
  reasons: 'reasons',
  person: 'person',
  fail: 'fail',
  unknown: 'unknown',
  preferred: 'preferred',
  idle: 'dash',
}

export const findingTone: Readonly<Record<FindingVerdict, Tone>> = {
  pass: 'pass',
  fail: 'fail',
  condition: 'condition',
  'needs-reasons': 'reasons',
  'needs-a-person': 'person',
  unknown: 'unknown',
  'not-applicable': 'idle',
  preferred: 'preferred',
}

export const verdictTone: Readonly<Record<OverallVerdict, Tone>> = {
  conforms: 'pass',
  'conforms-with-conditions': 'condition',
  'needs-reasons': 'reasons',
  'needs-a-person': 'person',
  incomplete: 'unknown',
  'does-not-conform': 'fail',
  'not-required': 'idle',
}

const checkTone: Readonly<Record<CheckVerdict, Tone>> = {
  holds: 'pass',
  fails: 'fail',
  doubtful: 'reasons',
  uncheckable: 'unknown',
}

/** A small pill: icon and word on the tone's own ground. */
export const Mark = ({ tone, children, strong }: { tone: Tone; children: string; strong?: boolean }) => (
  <span className={`mark mark-${tone}${strong ? ' mark-strong' : ''}`}>
    <Icon name={shapeOf[tone]} size={strong ? 20 : 14} />
    <span>{children}</span>
  </span>
)

export const FindingMark = ({ verdict }: { verdict: FindingVerdict }) => {
  const words = useWords()
  return <Mark tone={findingTone[verdict]}>{words.finding[verdict]}</Mark>
}

export const VerdictMark = ({ verdict, strong }: { verdict: OverallVerdict; strong?: boolean }) => {
  const words = useWords()
  return (
    <Mark tone={verdictTone[verdict]} {...(strong ? { strong } : {})}>
      {words.verdict[verdict]}
    </Mark>
  )
}

export const CheckMark = ({ verdict }: { verdict: CheckVerdict }) => {
  const words = useWords()
  return <Mark tone={checkTone[verdict]}>{words.check[verdict]}</Mark>
}
