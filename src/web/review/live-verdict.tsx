import { memo } from 'react'
import type { Application, LandFacts } from '#rules/situation.ts'
import { Icon } from '#web/icon.tsx'
import { Busy } from '#web/state.tsx'
import { useWords } from '#web/words.ts'
import type { Draft } from './draft.ts'
import { fieldId } from './fields.tsx'
import { type Bench, useJudgement } from './judge.ts'
import { VerdictPanel } from './verdict-panel.tsx'

/** The verdict on what is written and drawn so far; before there can be one, what it still takes. */
export const LiveVerdict = memo(
  ({
    application,
    bench,
    land,
    date,
    draft,
    waiting,
  }: {
    application: Application | null
    bench: Bench | undefined
    land: LandFacts | null
    date: string
    draft: Draft
    waiting: boolean
  }) => {
    const { live } = useWords().review
    const opinion = useJudgement(application, bench, land, date)
    if (opinion)
      return (
        <VerdictPanel opinion={opinion} planId={draft.planId} ask={wayTo} {...(bench ? { idOf: bench.idOf } : {})} />
      )
    return waiting && draft.planId && application ? <Busy label={live.judging} /> : <Steps draft={draft} />
  },
)

/** What a first verdict needs, done and to be done. */
const Steps = ({ draft }: { draft: Draft }) => {
  const w = useWords().review
  const steps = [
    ['planId', w.form.needPlan, draft.planId !== null],
    ['region', w.form.needRegion, draft.region !== null],
    ['minerals', w.form.needMinerals, draft.minerals.length > 0],
  ] as const
  return (
    <div className="steps">
      <strong>{w.live.next}</strong>
      <ol className="plain">
        {steps.map(([field, text, done]) => (
          <li key={field} className={done ? 'done' : ''}>
            <Icon name={done ? 'pass' : 'dash'} size={16} />
            {done ? (
              <span>{w.form[field === 'planId' ? 'plan' : field]}</span>
            ) : (
              <button type="button" className="text-button" onClick={wayTo(field)!}>
                {text}
              </button>
            )}
          </li>
        ))}
      </ol>
      <p className="quiet small">
        {w.live.waiting} {w.live.nextHint}
      </p>
    </div>
  )
}

/** The map answers these. */
const onTheMap: ReadonlySet<string> = new Set(['area', 'layers', 'land', 'statedArea'])

/** Leads to the field or the map where a fact can be given; null for what this form does not ask (ledger, upper plan). */
const wayTo = (field: string): (() => void) | null => {
  const target = (): HTMLElement | null =>
    onTheMap.has(field) ? document.querySelector<HTMLElement>('.area-map') : document.getElementById(fieldId(field))
  if (!onTheMap.has(field) && !target()) return null
  return () => {
    const found = target()
    found?.scrollIntoView({ block: 'center' })
    found?.focus({ preventScroll: true })
  }
}
