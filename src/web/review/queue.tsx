import { Button, Segmented, Table } from 'antd'
import { useMemo, useState } from 'react'
import { api } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { VerdictMark } from '#web/mark.tsx'
import { Page } from '#web/page.tsx'
import { useRegions } from '#web/region.tsx'
import { go, href } from '#web/route.ts'
import { useUser } from '#web/session.ts'
import { Loaded, Nothing } from '#web/state.tsx'
import type { ApplicationEntry } from '#web/wire.ts'
import { useWords, wordFor } from '#web/words.ts'
import { Clock, isDone } from './clock.tsx'

type Filter = 'open' | 'mine' | 'done' | 'all'

const Queue = () => {
  const words = useWords()
  const w = words.review
  const user = useUser()
  const applications = useLoad('applications', api.applications)
  const [filter, setFilter] = useState<Filter>('open')
  const start = () => go(href(['review', 'new']))
  const shown = useMemo(() => {
    const keep: Record<Filter, (entry: ApplicationEntry) => boolean> = {
      open: ({ status }) => !isDone(status),
      mine: ({ status, holder }) => !isDone(status) && holder === user.name,
      done: ({ status }) => isDone(status),
      all: () => true,
    }
    return (applications.data ?? []).filter(keep[filter])
  }, [applications.data, filter, user.name])
  return (
    <Page
      title={w.queue}
      actions={
        <>
          <Button onClick={() => go(href(['review', 'batch']))}>{w.batch.title}</Button>
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={start}>
            {w.new}
          </Button>
        </>
      }
    >
      <Segmented<Filter>
        className="section"
        value={filter}
        onChange={setFilter}
        options={(['open', 'mine', 'done', 'all'] as const).map((value) => ({ value, label: w.filter[value] }))}
      />
      <Loaded load={applications}>
        {(all) =>
          all.length === 0 ? (
            <Nothing title={w.empty} hint={w.emptyHint}>
              <Button type="primary" onClick={start}>
                {w.new}
              </Button>
            </Nothing>
          ) : (
            <QueueTable entries={shown} />
          )
        }
      </Loaded>
    </Page>
  )
}

export const QueueTable = ({ entries }: { entries: readonly ApplicationEntry[] }) => {
  const words = useWords()
  const w = words.review
  const regions = useRegions()
  const regionOf = (code: string) => regions.find((region) => region.code === code)?.name ?? code
  return (
    <Table<ApplicationEntry>
      className="panel"
      rowKey="id"
      dataSource={[...entries]}
      pagination={entries.length > 20 ? { pageSize: 20, showTotal: (n) => words.common.total(String(n)) } : false}
      scroll={{ x: 1030 }}
      columns={[
        {
          title: w.columns.number,
          key: 'number',
          width: 180,
          className: 'one-line',
          sorter: (a, b) => a.number.localeCompare(b.number),
          render: (_, entry) => (
            <Link className="strong" href={href(['review', entry.id])}>
              {entry.number}
            </Link>
          ),
        },
        { title: w.columns.applicant, dataIndex: 'applicant', ellipsis: true },
        {
          title: w.columns.matter,
          key: 'matter',
          width: 105,
          render: (_, { application }) =>
            `${wordFor(words.act, application.act)}${words.common.space}${wordFor(words.event, application.event)}`,
        },
        {
          title: w.columns.minerals,
          key: 'minerals',
          width: 120,
          ellipsis: true,
          render: (_, { application }) => application.minerals.join(words.common.comma),
        },
        {
          title: w.columns.region,
          key: 'region',
          width: 90,
          render: (_, { application }) => regionOf(application.region),
        },
        {
          title: w.columns.status,
          dataIndex: 'status',
          width: 100,
          render: (status: string) => wordFor(w.status, status),
        },
        {
          title: w.columns.verdict,
          key: 'verdict',
          width: 180,
          render: (_, { verdict }) => (verdict ? <VerdictMark verdict={verdict} /> : words.common.none),
        },
        {
          title: w.columns.due,
          key: 'due',
          width: 145,
          defaultSortOrder: 'ascend',
          sorter: (a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'),
          render: (_, { due, status }) => <Clock due={due} status={status} />,
        },
      ]}
    />
  )
}

export default Queue
