import { Alert, Button, Descriptions, Timeline } from 'antd'
import { useState } from 'react'
import type { ApplicationAction } from '#ledger/application.ts'
import { altitudeWords } from '#rules/altitude.ts'
import { fieldName } from '#rules/finding.ts'
import type { Application } from '#rules/situation.ts'
import { api, file } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { formatNumber } from '#web/number.ts'
import { Page } from '#web/page.tsx'
import { useRegions } from '#web/region.tsx'
import { go, href } from '#web/route.ts'
import { Loaded, Nothing } from '#web/state.tsx'
import { formatTime } from '#web/time.ts'
import type { ApplicationPage as Stored } from '#web/wire.ts'
import { say, useSpeech, wordFor } from '#web/words.ts'
import { ActionDialog } from './action-dialog.tsx'
import { AsOfDialog } from './as-of-dialog.tsx'
import { Changes } from './changes.tsx'
import { Clock } from './clock.tsx'
import { VerdictPanel } from './verdict-panel.tsx'

const ApplicationPage = ({ id }: { id: string }) => {
  const load = useLoad(`application-${id}`, () => api.application(id))
  return (
    <Loaded load={load} whole>
      {(stored) => <OpenApplication stored={stored} again={load.again} />}
    </Loaded>
  )
}

/** What is most likely wanted next; null where it is not this person's turn. */
const nextOf = ({ status, may }: Stored): ApplicationAction | null => {
  const wanted: readonly ApplicationAction[] =
    status === 'returned'
      ? ['amend', 'take-over']
      : status === 'received'
        ? ['review', 'take-over']
        : status === 'second-reading'
          ? ['second-read', 'sign', 'take-over']
          : ['sign', 'second-read', 'hand-over', 'take-over']
  return wanted.find((action) => may.includes(action)) ?? null
}

const OpenApplication = ({ stored, again }: { stored: Stored; again: () => void }) => {
  const { words, language } = useSpeech()
  const w = words.review
  const [asked, setAsked] = useState<ApplicationAction | null>(null)
  const [comparing, setComparing] = useState(false)
  const [told, setTold] = useState(true)
  const plans = useLoad('plans', api.plans)
  const people = useLoad(`people-${stored.id}`, () => api.people(stored.id))
  const plan = plans.data?.find(({ id }) => id === stored.planId)
  const idOf = new Map((plans.data ?? []).map(({ title, id }) => [title, id]))
  const personOf = (name: string) => people.data?.find((one) => one.name === name)?.displayName || name
  const next = nextOf(stored)
  const start = (action: ApplicationAction) =>
    action === 'amend' ? go(href(['review', stored.id, 'amend'])) : setAsked(action)
  return (
    <Page
      title={
        <span className="application-title">
          <Link href={href(['review'])} className="back" aria-label={words.common.back}>
            <Icon name="back" />
          </Link>
          {stored.applicant}
        </span>
      }
      lead={
        <span className="application-lead">
          <span>{stored.number}</span>
          <span>{wordFor(w.status, stored.status)}</span>
          <span>{stored.holder ? w.page.heldBy(personOf(stored.holder)) : w.page.heldByNobody}</span>
          <Clock due={stored.due} status={stored.status} />
        </span>
      }
      actions={
        <>
          {stored.may
            .filter((action) => action !== next)
            .map((action) => (
              <Button key={action} danger={action === 'withdraw'} onClick={() => start(action)}>
                {wordFor(w.action, action)}
              </Button>
            ))}
          {stored.opinion && (
            <Button icon={<Icon name="download" size={16} />} href={file.opinion(stored.id, 'docx')}>
              {w.page.download}
            </Button>
          )}
          {stored.opinion && <Button href={file.opinion(stored.id, 'pdf')}>{w.page.downloadPdf}</Button>}
          {stored.opinion && language === 'en' && (
            <Button href={file.opinion(stored.id, 'pdf', { lang: language })}>{w.page.downloadTranslation}</Button>
          )}
          {next && (
            <Button type="primary" onClick={() => start(next)}>
              {wordFor(w.action, next)}
            </Button>
          )}
        </>
      }
    >
      <div className="review-panes wide-left">
        <section className="panel">
          <div className="panel-title panel-title-tools">
            <h2>{w.page.opinion}</h2>
            {stored.opinion && (
              <Button size="small" onClick={() => setComparing(true)}>
                {w.asOf.open}
              </Button>
            )}
          </div>
          <div className="live-body">
            {stored.amended && <Alert type="warning" showIcon className="section" title={w.page.amended} />}
            {told && stored.changes.length > 0 && (
              <Alert
                type="info"
                className="section"
                title={w.asOf.since}
                description={<Changes changes={stored.changes} />}
                closable={{ onClose: () => setTold(false) }}
              />
            )}
            {stored.opinion ? (
              <VerdictPanel opinion={stored.opinion} planId={stored.planId ?? null} idOf={idOf} />
            ) : (
              <Nothing title={w.page.noOpinion} hint={w.page.noOpinionHint} />
            )}
          </div>
        </section>
        <div>
          <section className="panel section">
            <h2 className="panel-title">{w.page.facts}</h2>
            <div className="panel-body">
              {plan && (
                <p>
                  <Link href={href(['plans', plan.id])}>{plan.title}</Link>
                </p>
              )}
              <ApplicationFacts application={stored.application} />
            </div>
          </section>
          <section className="panel">
            <h2 className="panel-title">{w.page.history}</h2>
            <div className="panel-body">
              {stored.history.length === 0 ? (
                <p className="quiet">{w.page.historyEmpty}</p>
              ) : (
                <Timeline
                  items={stored.history.map((step) => ({
                    content: (
                      <>
                        <strong>{wordFor(w.action, step.action)}</strong>
                        {step.from && <> ← {personOf(step.from)}</>}
                        {step.to && <> → {personOf(step.to)}</>}
                        {step.changed && (
                          <div>
                            {step.changed.map((field) => say(language, fieldName(field))).join(words.common.comma)}
                          </div>
                        )}
                        {step.reason && <div>{step.reason}</div>}
                        <div className="quiet small">
                          {personOf(step.by)} · {formatTime(step.at, language)}
                        </div>
                      </>
                    ),
                  }))}
                />
              )}
            </div>
          </section>
        </div>
      </div>
      {asked && (
        <ActionDialog
          stored={stored}
          action={asked}
          close={() => setAsked(null)}
          done={() => {
            setTold(true)
            again()
          }}
        />
      )}
      {comparing && stored.opinion && (
        <AsOfDialog id={stored.id} stored={stored.opinion} close={() => setComparing(false)} />
      )}
    </Page>
  )
}

/** The application's facts as given; what was not given is not listed. */
const ApplicationFacts = ({ application }: { application: Application }) => {
  const { words, language } = useSpeech()
  const w = words.review.form
  const regions = useRegions()
  const quantity = (given: Application['reserves']) =>
    given && `${formatNumber(given.value, 6)} ${wordFor(words.unitOf, given.unit)}`
  const list = (given: readonly string[] | undefined, none: string) =>
    given && (given.length === 0 ? none : given.join(words.common.comma))
  const facts: readonly (readonly [string, string | undefined])[] = [
    [w.act, wordFor(words.act, application.act)],
    [w.event, wordFor(words.event, application.event)],
    [w.region, regions.find(({ code }) => code === application.region)?.name ?? application.region],
    [w.township, application.township],
    [w.mine, application.mine],
    [w.minerals, application.minerals.join(words.common.comma)],
    [w.variety, application.variety],
    [w.annualOutput, quantity(application.annualOutput)],
    [w.serviceLife, quantity(application.serviceLife)],
    [w.method, application.method && words.method[application.method]],
    [w.depositScale, application.depositScale && words.scale[application.depositScale]],
    [w.reserves, quantity(application.reserves)],
    [w.altitude, application.altitude && say(language, altitudeWords(application.altitude))],
    [w.statedArea, quantity(application.statedArea)],
    [w.block, application.block === 'none' ? w.blockNone : application.block],
    [w.inside, list(application.inside, w.insideNone)],
    [
      w.onFarmland,
      application.onFarmland === undefined ? undefined : application.onFarmland ? words.common.yes : words.common.no,
    ],
    [w.purposes, application.purposes?.map((each) => wordFor(words.review.purpose, each)).join(words.common.comma)],
    [w.changes, application.changes?.map((each) => wordFor(words.review.change, each)).join(words.common.comma)],
    [w.documents, application.documents?.join(words.common.comma)],
    [w.undertakings, application.undertakings?.join(words.common.comma)],
    [w.date, application.date],
  ]
  return (
    <Descriptions
      column={1}
      size="small"
      colon={false}
      items={facts.flatMap(([label, children]) => (children ? [{ key: label, label, children }] : []))}
    />
  )
}

export default ApplicationPage
