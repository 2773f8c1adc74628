import { Button, Descriptions, Table } from 'antd'
import { useMemo, useState } from 'react'
import { deedName, subjectName } from '#ledger/deed.ts'
import { api } from '#web/api.ts'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { Mark } from '#web/mark.tsx'
import { formatNumber } from '#web/number.ts'
import { Page } from '#web/page.tsx'
import { href } from '#web/route.ts'
import { useUser } from '#web/session.ts'
import { Failure, Loaded, Nothing } from '#web/state.tsx'
import { formatTime } from '#web/time.ts'
import type { LogEntry } from '#web/wire.ts'
import { say, useSpeech, useWords } from '#web/words.ts'
import { ChangePassword } from './password.tsx'
import { Roles, Users } from './users.tsx'

const System = () => {
  const words = useWords()
  const user = useUser()
  const [changing, setChanging] = useState(false)
  return (
    <Page title={words.system.title}>
      {changing && <ChangePassword close={() => setChanging(false)} />}
      <section className="section">
        <div className="section-head">
          <h2>{words.system.me}</h2>
          <Button onClick={() => setChanging(true)}>{words.system.password.change}</Button>
        </div>
        <div className="panel panel-body">
          <Descriptions
            column={{ xs: 1, sm: 1, md: 3 }}
            colon={false}
            items={[
              { key: 'name', label: words.entry.name, children: user.name },
              { key: 'display', label: words.entry.displayName, children: user.displayName },
              { key: 'roles', label: words.system.roles, children: <Roles roles={user.roles} /> },
            ]}
          />
        </div>
      </section>
      {user.roles.includes('admin') && <Users />}
      {(user.roles.includes('admin') || user.roles.includes('supervisor')) && <Log />}
    </Page>
  )
}

/** What an entry is about, as a way to it where it has a screen. */
const Subject = ({ entry, numbers }: { entry: LogEntry; numbers: ReadonlyMap<string, string> }) => {
  const { language } = useSpeech()
  const [kind = '', id = ''] = entry.subject.split(/:(.*)/s)
  const room = { application: 'review', plan: 'plans' }[kind]
  const name = say(language, subjectName({ ...entry, detail: { number: numbers.get(entry.subject) } }))
  return room ? <Link href={href([room, id])}>{name}</Link> : name
}

/** The register's numbers of the applications that the log tells of: the entry of their receipt has them. */
const numbersIn = (entries: readonly LogEntry[]): ReadonlyMap<string, string> =>
  new Map(
    entries.flatMap(({ subject, detail }) => {
      const { number } = (detail ?? {}) as { number?: unknown }
      return typeof number === 'string' ? [[subject, number] as const] : []
    }),
  )

/** The log and its proof: entries are chained, and the chain can be walked here. */
const Log = () => {
  const { words, language } = useSpeech()
  const w = words.system
  const log = useLoad('log', () => api.log())
  const numbers = useMemo(() => numbersIn(log.data ?? []), [log.data])
  const [asked, setAsked] = useState(0)
  const state = useLoad(asked ? `verify-${asked}` : null, api.verifyLog)
  return (
    <section>
      <div className="section-head">
        <h2>{w.log}</h2>
        <span className="section-tools">
          {state.error && <Failure error={state.error} />}
          {state.data && (
            <Mark tone={state.data.ok ? 'pass' : 'fail'}>
              {state.data.ok ? w.intact(formatNumber(state.data.entries)) : w.broken(state.data.brokenAt ?? 0)}
            </Mark>
          )}
          <Button loading={state.loading && asked > 0} onClick={() => setAsked(asked + 1)} title={w.verifyHint}>
            {w.verify}
          </Button>
        </span>
      </div>
      {state.data && (
        <p className="quiet">
          {w.head} <code>{state.data.head}</code>
        </p>
      )}
      <Loaded load={log}>
        {(entries) =>
          entries.length === 0 ? (
            <Nothing title={w.logEmpty} />
          ) : (
            <Table<LogEntry>
              className="panel"
              rowKey="seq"
              size="small"
              dataSource={[...entries].reverse()}
              pagination={entries.length > 50 ? { pageSize: 50 } : false}
              columns={[
                { title: w.columns.number, dataIndex: 'seq', width: 80, align: 'right' },
                {
                  title: w.columns.at,
                  dataIndex: 'at',
                  width: 170,
                  render: (at: string) => formatTime(at, language),
                },
                {
                  title: w.columns.by,
                  dataIndex: 'by',
                  width: 160,
                  render: (by: string) => by || words.common.none,
                },
                {
                  title: w.columns.action,
                  dataIndex: 'action',
                  width: 160,
                  render: (action: string) => say(language, deedName(action)),
                },
                {
                  title: w.columns.subject,
                  dataIndex: 'subject',
                  ellipsis: true,
                  render: (_: string, entry) => <Subject entry={entry} numbers={numbers} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  )
}

export default System
