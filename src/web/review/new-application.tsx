import { Alert, App, Button, Form, Input, Popconfirm } from 'antd'
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { readShape, type Shape } from '#land/shape.ts'
import { nearAsked } from '#review/map.ts'
import { type ApiError, api } from '#web/api.ts'
import { useLoad } from '#web/load.ts'
import { type BesideCorners, carriedArea, carriedBeside, carryArea, carryBeside } from '#web/map/drawn.ts'
import { useOverlay } from '#web/map/overlay.ts'
import { Page } from '#web/page.tsx'
import { lastPlan, rememberPlan } from '#web/plan/last-plan.ts'
import { regionCode, useOwnRegion } from '#web/region.tsx'
import { go, href, useRoute } from '#web/route.ts'
import { Busy, explain, Failure, Nothing } from '#web/state.tsx'
import { today } from '#web/time.ts'
import type { ApplicationPage, PlanEntry } from '#web/wire.ts'
import { useSpeech } from '#web/words.ts'
import { ApplicationForm } from './application-form.tsx'
import { applicationOf, blankDraft, type Draft, draftOf, filledFromMap, withBeside, withFilled } from './draft.ts'
import { exampleDraft } from './example-draft.ts'
import { Field } from './fields.tsx'
import { firstCounty } from './first-county.ts'
import { useBench } from './judge.ts'
import { dropDraft, type Kept, keepDraft, keptDraft } from './kept-draft.ts'
import { LiveVerdict } from './live-verdict.tsx'

const AreaMap = lazy(() => import('./area-map.tsx'))

/** What a form starts from: what was handed in where that is amended, else what was written last. */
const startOf = (amends: ApplicationPage | undefined, ownRegion: string | null): Kept => {
  if (!amends) return keptDraft(blankDraft(today(), ownRegion))
  const { application, applicant, planId = null } = amends
  const draft = draftOf(application, applicant, planId)
  return { draft, typed: new Set(Object.keys(application) as (keyof Draft)[]), area: readShape(application.area).value }
}

const NewApplication = ({ amends }: { amends?: ApplicationPage }) => {
  const { words, language } = useSpeech()
  const w = words.review
  const { message } = App.useApp()
  const route = useRoute()
  const ownRegion = useOwnRegion()
  const plans = useLoad('plans', api.plans)
  const [kept] = useState(() => startOf(amends, ownRegion))
  const drawn = !amends && route.query.get('area') === 'drawn'
  const [written, setWritten] = useState<Draft>(() => {
    const region = route.query.get('region')
    const beside = drawn ? carriedBeside() : null
    const draft = beside ? withBeside(kept.draft, beside, kept.typed) : kept.draft
    return !amends && region && region !== draft.region ? { ...draft, region, planId: null } : draft
  })
  const [area, setArea] = useState<Shape | null>(() => (drawn ? carriedArea() : kept.area))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  // What a person typed is not overwritten by the map.
  const typed = useRef(new Set(kept.typed))

  const entries = plans.data
  const change = useCallback(
    (part: Partial<Draft>) => {
      for (const key of Object.keys(part)) typed.current.add(key as keyof Draft)
      setWritten((before) => ({ ...before, ...part, ...(amends ? {} : linked(part, entries ?? [])) }))
    },
    [entries, amends],
  )
  useEffect(() => carryBeside(null), [])
  const fill = useCallback(
    (beside: BesideCorners) => {
      const told = (['altitude', 'statedArea'] as const).filter((key) => beside[key])
      for (const key of told) typed.current.delete(key)
      const kept = new Set(typed.current)
      setWritten((before) => withBeside(before, beside, kept))
      if (told.length > 0) message.info(w.form.filled(told.map((key) => w.form[key]).join(words.common.comma)))
    },
    [message, w, words],
  )
  useEffect(() => {
    if (amends) return
    // A hand drags faster than what it drags is worth keeping.
    const timer = setTimeout(() => keepDraft({ draft: written, typed: typed.current, area }), 200)
    return () => clearTimeout(timer)
  }, [written, area, amends])
  const clear = () => {
    typed.current.clear()
    setTried(false)
    setArea(null)
    const blank = blankDraft(today(), ownRegion)
    setWritten({ ...blank, ...linked(startingWith(blank, entries ?? []), entries ?? []) })
  }

  useEffect(() => {
    if (entries && !amends) setWritten((before) => ({ ...before, ...linked(startingWith(before, entries), entries) }))
  }, [entries, amends])
  useEffect(() => {
    if (written.planId) rememberPlan(written.planId)
  }, [written.planId])

  const bench = useBench(written.planId, written.date || today())
  const near = useMemo(() => {
    const { ruled, upper } = bench.data ?? {}
    return ruled && nearAsked([...ruled.rules, ...(upper ?? []).flatMap(({ rules }) => rules)])
  }, [bench.data])
  const overlay = useOverlay(area, written.region, near)
  const layers = useLoad(written.region ? `layers-${written.region}` : null, () => api.layers(written.region))
  const land = overlay.facts
  const blocks = useMemo(
    () => (bench.data?.ruled.plan.facts ?? []).filter(({ kind }) => kind === 'block'),
    [bench.data],
  )
  const answers = useSame(
    useMemo(() => {
      if (!land || !layers.data) return {}
      const named = (name: string) =>
        blocks.find((fact) => fact.name === name || fact.code === name || fact.subject === name)?.code ?? null
      return filledFromMap(written.act, land, layers.data, named)
    }, [land, layers.data, blocks, written.act]),
  )
  const draft = useMemo(() => withFilled(written, answers, typed.current), [written, answers])
  // Typing never waits for the rules; what a hand drags is judged in the frame it is shown in.
  const settled = useDeferredValue(written)
  const application = useMemo(
    () => applicationOf(withFilled(settled, answers, typed.current), area),
    [settled, answers, area],
  )
  const wanting = useMemo(() => wantingOf(draft), [draft])
  // Offered while nothing of the matter is written: it never takes the place of a person's words.
  const untouched = draft.minerals.length === 0 && draft.applicant.trim() === ''
  const [wantsExample, setWantsExample] = useState(false)
  const showExample = () => {
    if (!draft.planId) change({ planId: firstCounty(entries ?? [])?.id ?? null })
    setWantsExample(true)
  }
  useEffect(() => {
    if (!wantsExample || !bench.data) return
    setWantsExample(false)
    const example = exampleDraft(bench.data, w.form.exampleApplicant)
    if (example) change(example)
    message.info(example ? w.form.exampleDone : w.form.exampleNone)
  }, [wantsExample, bench.data, change, message, w])

  const submit = async () => {
    setTried(true)
    setError(null)
    const application = applicationOf(draft, area)
    if (wanting.size > 0 || !application || !draft.planId) return
    if (amends && !reason.trim()) return
    setBusy(true)
    try {
      const id =
        amends?.id ?? (await api.submit({ application, applicant: draft.applicant.trim(), planId: draft.planId })).id
      if (amends) await api.amend(id, application, reason.trim())
      else {
        carryArea(null)
        dropDraft()
      }
      // It is kept by now: a review that fails is asked for again on its page.
      await api
        .act(id, { action: 'review' })
        .catch((failed) => message.error(explain(failed as ApiError, words, language)))
      message.success(amends ? w.form.amended : w.form.submitted)
      go(href(['review', id]))
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }

  // The buttons stay as they are while a corner is dragged, and yet do what they do with its newest place.
  const latest = useRef({ clear, showExample, submit })
  latest.current = { clear, showExample, submit }
  const actions = useMemo(
    () => (
      <>
        {!amends && (
          <Popconfirm
            title={w.form.clearAsk}
            okText={w.form.clear}
            cancelText={words.common.cancel}
            onConfirm={() => latest.current.clear()}
            placement="bottomRight"
          >
            <Button>{w.form.clear}</Button>
          </Popconfirm>
        )}
        {untouched && (
          <Button onClick={() => latest.current.showExample()} loading={wantsExample}>
            {w.form.example}
          </Button>
        )}
        <Button type="primary" onClick={() => latest.current.submit()} loading={busy}>
          {amends ? w.form.amend : w.form.submit}
        </Button>
      </>
    ),
    [words, w, amends, untouched, wantsExample, busy],
  )

  if (plans.data?.length === 0) {
    return (
      <Page title={w.new}>
        <Nothing title={w.form.noPlans}>
          <Button type="primary" onClick={() => go(href(['plans']))}>
            {words.rail.plans}
          </Button>
        </Nothing>
      </Page>
    )
  }
  return (
    <Page
      title={amends ? w.form.amending(amends.number) : w.new}
      lead={amends ? amends.history.findLast(({ action }) => action === 'return')?.reason : w.selfNote}
      actions={actions}
    >
      {error && <Alert type="error" showIcon title={explain(error, words, language)} className="section" />}
      <div className="review-panes">
        <div className="panel panel-body">
          {amends && (
            <Form layout="vertical" component="div" className="section">
              <Field
                name="reason"
                label={w.form.amendReason}
                required
                error={tried && !reason.trim() ? w.form.amendReasonNeeded : null}
              >
                {(id) => (
                  <Input.TextArea
                    id={id}
                    rows={2}
                    maxLength={2000}
                    value={reason}
                    placeholder={w.form.amendReasonHint}
                    onChange={(event) => setReason(event.target.value)}
                  />
                )}
              </Field>
            </Form>
          )}
          <ApplicationForm
            draft={draft}
            change={change}
            plans={plans.data ?? []}
            bench={bench.data}
            wanting={tried ? wanting : none}
            amending={amends !== undefined}
          />
          <h2>{w.form.area}</h2>
          <Suspense fallback={<Busy />}>
            <AreaMap region={draft.region} area={area} setArea={setArea} setBeside={fill} />
          </Suspense>
        </div>
        <aside className="panel live" aria-label={w.live.title}>
          <h2 className="panel-title">{w.live.title}</h2>
          <div className="live-body">
            {bench.error && <Failure error={bench.error} again={bench.again} />}
            {overlay.error && <Failure error={overlay.error} />}
            <LiveVerdict
              application={application}
              bench={bench.data}
              land={land}
              date={draft.date || today()}
              draft={draft}
              waiting={bench.loading}
            />
          </div>
        </aside>
      </div>
    </Page>
  )
}

const none: ReadonlySet<keyof Draft> = new Set()

/** The earlier of two values that say the same: what is drawn from it is not drawn again. */
const useSame = <T,>(value: T): T => {
  const kept = useRef(value)
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}

/** What the form starts with: what is chosen already, else the plan last used, else the only one there is. */
const startingWith = (draft: Draft, plans: readonly PlanEntry[]): Partial<Draft> => {
  if (draft.planId) return { planId: draft.planId }
  if (draft.region) return { region: draft.region }
  const known = plans.find(({ id }) => id === lastPlan()) ?? (plans.length === 1 ? plans[0] : undefined)
  return known ? { planId: known.id } : {}
}

/** A plan brings its region, a region its plan. */
const linked = (part: Partial<Draft>, plans: readonly PlanEntry[]): Partial<Draft> => {
  if (part.planId) {
    const region = regionCode(plans.find(({ id }) => id === part.planId)?.region ?? null)
    return { planId: part.planId, ...(region ? { region } : {}) }
  }
  const plan = part.region ? plans.find(({ region }) => regionCode(region) === part.region) : undefined
  return plan ? { planId: plan.id } : {}
}

const wantingOf = (draft: Draft): ReadonlySet<keyof Draft> =>
  new Set<keyof Draft>([
    ...(draft.planId ? [] : (['planId'] as const)),
    ...(draft.applicant.trim() ? [] : (['applicant'] as const)),
    ...(draft.region ? [] : (['region'] as const)),
    ...(draft.minerals.length > 0 ? [] : (['minerals'] as const)),
  ])

export default NewApplication
