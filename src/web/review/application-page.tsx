import { App, Button, Descriptions, Form, Input, Modal, Timeline } from 'antd'
import { useState } from 'react'
import { type ApplicationAction, nextStatus } from '#ledger/application.ts'
import type { Application } from '#rules/situation.ts'
import { type ApiError, api, file } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { formatNumber } from '#web/number.ts'
import { Page } from '#web/page.tsx'
import { useRegions } from '#web/region.tsx'
import { href } from '#web/route.ts'
import { Failure, Loaded, Nothing } from '#web/state.tsx'
import { formatTime } from '#web/time.ts'
import type { ApplicationPage as Stored } from '#web/wire.ts'
import { useSpeech, useWords, wordFor } from '#web/words.ts'
import { Clock } from './clock.tsx'
import { VerdictPanel } from './verdict-panel.tsx'

const ApplicationPage = ({ id }: { id: string }) => {
  const load = useLoad(`application-${id}`, () => api.application(id))
  return <Loaded load={load}>{(stored) => <OpenApplication stored={stored} again={load.again} />}</Loaded>
}

const actions: readonly ApplicationAction[] = ['review', 'return', 'hand-over', 'second-read', 'sign', 'withdraw']

const OpenApplication = ({ stored, again }: { stored: Stored; again: () => void }) => {
  const { words, language } = useSpeech()
  const w = words.review
  const [asked, setAsked] = useState<ApplicationAction | null>(null)
  const plans = useLoad('plans', api.plans)
  const plan = plans.data?.find(({ id }) => id === stored.planId)
  const idOf = new Map((plans.data ?? []).map(({ title, id }) => [title, id]))
  const open = actions.filter((action) => nextStatus(stored.status, action).value !== null)
  const next: ApplicationAction = stored.status === 'received' || stored.status === 'returned' ? 'review' : 'sign'
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
          <Clock due={stored.due} status={stored.status} />
        </span>
      }
      actions={
        <>
          {open
            .filter((action) => action !== next)
            .map((action) => (
              <Button key={action} danger={action === 'withdraw'} onClick={() => setAsked(action)}>
                {wordFor(w.action, action)}
              </Button>
            ))}
          {stored.opinion && (
            <Button icon={<Icon name="download" size={16} />} href={file.opinionDocx(stored.id)}>
              {w.page.download}
            </Button>
          )}
          {open.includes(next) && (
            <Button type="primary" onClick={() => setAsked(next)}>
              {wordFor(w.action, next)}
            </Button>
          )}
        </>
      }
    >
      <div className="review-panes wide-left">
        <section className="panel">
          <h2 className="panel-title">{w.page.opinion}</h2>
          <div className="live-body">
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
                        {step.to && <> → {step.to}</>}
                        {step.reason && <div>{step.reason}</div>}
                        <div className="quiet small">
                          {step.by} · {formatTime(step.at, language)}
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
          id={stored.id}
          action={asked}
          close={() => setAsked(null)}
          done={() => {
            setAsked(null)
            again()
          }}
        />
      )}
    </Page>
  )
}

const ActionDialog = ({
  id,
  action,
  close,
  done,
}: {
  id: string
  action: ApplicationAction
  close: () => void
  done: () => void
}) => {
  const words = useWords()
  const w = words.review
  const { message } = App.useApp()
  const [form] = Form.useForm<{ to?: string; reason?: string }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const reasoned = action === 'return' || action === 'withdraw'
  const title = wordFor(w.action, action)
  const act = async ({ to, reason }: { to?: string; reason?: string }) => {
    setBusy(true)
    setError(null)
    try {
      await api.act(id, {
        action,
        ...(to?.trim() ? { to: to.trim() } : {}),
        ...(reason?.trim() ? { reason: reason.trim() } : {}),
      })
      message.success(w.acted(title))
      done()
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={words.common.cancel}
      okButtonProps={{ loading: busy, danger: action === 'withdraw' }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet">{wordFor(w.actionHint, action)}</p>
      {error && <Failure error={error} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={act}>
        {(action === 'hand-over' || action === 'second-read') && (
          <Form.Item
            name="to"
            label={w.to}
            rules={action === 'hand-over' ? [{ required: true, whitespace: true, message: w.toNeeded }] : []}
          >
            <Input autoFocus />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={w.reason}
          rules={reasoned ? [{ required: true, whitespace: true, message: w.reasonNeeded }] : []}
        >
          <Input.TextArea rows={3} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** The application's facts as given; what was not given is not listed. */
const ApplicationFacts = ({ application }: { application: Application }) => {
  const words = useWords()
  const w = words.review.form
  const regions = useRegions()
  const quantity = (given: Application['reserves']) => given && `${formatNumber(given.value)} ${given.unit}`
  const list = (given: readonly string[] | undefined, none: string) =>
    given && (given.length === 0 ? none : given.join(words.common.comma))
  const facts: readonly (readonly [string, string | undefined])[] = [
    [w.act, wordFor(words.act, application.act)],
    [w.event, wordFor(words.event, application.event)],
    [w.region, regions.find(({ code }) => code === application.region)?.name ?? application.region],
    [w.township, application.township],
    [w.minerals, application.minerals.join(words.common.comma)],
    [w.variety, application.variety],
    [w.annualOutput, quantity(application.annualOutput)],
    [w.serviceLife, quantity(application.serviceLife)],
    [w.method, application.method && words.method[application.method]],
    [w.depositScale, application.depositScale && words.scale[application.depositScale]],
    [w.reserves, quantity(application.reserves)],
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
