import { Alert, App, Button, Table, Upload } from 'antd'
import { useState } from 'react'
import type { Message } from '#document/document.ts'
import { type ApiError, api } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { Mark } from '#web/mark.tsx'
import { formatNumber } from '#web/number.ts'
import { Page } from '#web/page.tsx'
import { regionName } from '#web/region.tsx'
import { go, href } from '#web/route.ts'
import { mayPlan, useUser } from '#web/session.ts'
import { explain, Loaded, Nothing } from '#web/state.tsx'
import type { PlanEntry } from '#web/wire.ts'
import { say, useSpeech } from '#web/words.ts'
import { PublicationMark } from './publication.tsx'

type Arrival = {
  file: string
  state: 'busy' | 'done' | 'doubtful' | 'failed'
  id?: string
  messages: readonly Message[]
}

const Plans = () => {
  const { words, language } = useSpeech()
  const w = words.plans
  const { notification } = App.useApp()
  const user = useUser()
  const plans = useLoad('plans', api.plans)
  const [arrival, setArrival] = useState<Arrival | null>(null)

  const upload = async (file: File) => {
    setArrival({ file: file.name, state: 'busy', messages: [] })
    try {
      const { id, messages } = await api.uploadPlan(file)
      const failed = !id || messages.some((message) => message.severity === 'error')
      const doubtful = messages.some((message) => message.severity === 'warning')
      setArrival({
        file: file.name,
        state: failed ? 'failed' : doubtful ? 'doubtful' : 'done',
        ...(id ? { id } : {}),
        messages,
      })
      if (id) {
        plans.again()
        if (!failed && !doubtful) notification.success({ title: w.uploaded(file.name) })
      }
    } catch (error) {
      const text = explain(error as ApiError, words, language)
      setArrival({ file: file.name, state: 'failed', messages: [{ severity: 'error', text, textEn: text }] })
    }
  }

  return (
    <Page title={w.title} lead={w.lead}>
      {mayPlan(user) && (
        <div className="section">
          <Upload.Dragger
            multiple={false}
            showUploadList={false}
            accept=".docx,.txt,.html,.htm,.pdf,.doc,.wps"
            beforeUpload={(file) => {
              void upload(file)
              return false
            }}
            disabled={arrival?.state === 'busy'}
          >
            <div className="drop">
              <Icon name="upload" size={28} />
              <strong>{w.upload}</strong>
              <span className="quiet">{w.uploadHint}</span>
            </div>
          </Upload.Dragger>
          {arrival && <ArrivalNote arrival={arrival} close={() => setArrival(null)} />}
        </div>
      )}
      <Loaded load={plans}>
        {(entries) =>
          entries.length === 0 ? (
            <Nothing title={w.empty} hint={w.emptyHint} />
          ) : (
            <Table<PlanEntry>
              className="panel"
              rowKey="id"
              dataSource={[...entries]}
              pagination={entries.length > 20 ? { pageSize: 20 } : false}
              scroll={{ x: 1000 }}
              onRow={(entry) => ({ onDoubleClick: () => go(href(['plans', entry.id])) })}
              columns={[
                {
                  title: w.columns.title,
                  key: 'title',
                  sorter: (a, b) => a.title.localeCompare(b.title, 'zh'),
                  render: (_, entry) => (
                    <Link className="strong" href={href(['plans', entry.id])}>
                      {entry.title || words.reader.untitled}
                    </Link>
                  ),
                },
                {
                  title: w.columns.region,
                  key: 'region',
                  width: 110,
                  render: (_, entry) => regionName(entry.region) || words.common.none,
                },
                {
                  title: w.columns.period,
                  key: 'period',
                  width: 120,
                  render: (_, { period }) =>
                    period?.from && period.to ? `${period.from}—${period.to}` : words.common.none,
                },
                {
                  title: w.columns.publication,
                  key: 'published',
                  width: 110,
                  render: (_, { published }) => <PublicationMark published={published} />,
                },
                number(w.columns.facts, ({ counts }) => counts.facts),
                number(w.columns.rules, ({ counts }) => counts.rules),
                {
                  title: w.columns.fails,
                  key: 'fails',
                  width: 110,
                  align: 'right',
                  sorter: (a, b) => a.counts.fails - b.counts.fails,
                  render: (_, { counts }) => (
                    <Mark tone={counts.fails > 0 ? 'fail' : 'pass'}>{formatNumber(counts.fails)}</Mark>
                  ),
                },
                number(w.columns.doubtful, ({ counts }) => counts.doubtful),
                {
                  title: w.columns.file,
                  dataIndex: 'file',
                  ellipsis: true,
                  width: 150,
                  render: (name: string) => <span className="quiet">{name}</span>,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

const number = (title: string, value: (entry: PlanEntry) => number) => ({
  title,
  key: title,
  width: 80,
  align: 'right' as const,
  sorter: (a: PlanEntry, b: PlanEntry) => value(a) - value(b),
  render: (_: unknown, entry: PlanEntry) => formatNumber(value(entry)),
})

/** What became of the file that was dropped in: progress, then its messages, each with its place. */
const ArrivalNote = ({ arrival, close }: { arrival: Arrival; close: () => void }) => {
  const { words, language } = useSpeech()
  const w = words.plans
  const title = { busy: w.uploading, done: w.uploaded, doubtful: w.uploadedDoubtful, failed: w.notUploaded }[
    arrival.state
  ](arrival.file)
  const type = ({ busy: 'info', done: 'success', doubtful: 'warning', failed: 'error' } as const)[arrival.state]
  return (
    <div className="arrival" aria-live="polite">
      <Alert
        type={type}
        showIcon
        closable={arrival.state === 'busy' ? false : { onClose: close }}
        title={title}
        description={
          <>
            {arrival.state === 'busy' && <div className="bar" />}
            {arrival.messages.length > 0 && (
              <ul className="plain">
                {arrival.messages.slice(0, 12).map((message) => (
                  <li key={`${message.text}${message.at?.start}`}>
                    {words.severity[message.severity]}
                    {words.common.colon}
                    {say(language, message)}
                    {message.at && <span className="quiet"> {words.reader.line(message.at.line)}</span>}
                  </li>
                ))}
              </ul>
            )}
          </>
        }
        action={
          arrival.id && (
            <Button type="primary" onClick={() => go(href(['plans', arrival.id!]))}>
              {w.openPlan}
            </Button>
          )
        }
      />
    </div>
  )
}

export default Plans
