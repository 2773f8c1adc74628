import { Table } from 'antd'
import { api } from '#web/api.ts'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { Page } from '#web/page.tsx'
import { href } from '#web/route.ts'
import { Loaded, Nothing } from '#web/state.tsx'
import { formatTime } from '#web/time.ts'
import type { ObjectionEntry } from '#web/wire.ts'
import { useSpeech } from '#web/words.ts'

/** What citizens said of a clause, newest first. */
const Objections = () => {
  const { words, language } = useSpeech()
  const w = words.public
  const objections = useLoad('objections', api.objections)
  const plans = useLoad('plans', api.plans)
  const titleOf = (id: string) => plans.data?.find((plan) => plan.id === id)?.title ?? id
  return (
    <Page title={w.title}>
      <Loaded load={objections}>
        {(entries) =>
          entries.length === 0 ? (
            <Nothing title={w.empty} hint={w.emptyHint} />
          ) : (
            <Table<ObjectionEntry>
              className="panel"
              rowKey="id"
              dataSource={[...entries]}
              pagination={entries.length > 30 ? { pageSize: 30 } : false}
              scroll={{ x: 860 }}
              columns={[
                {
                  title: w.columns.at,
                  dataIndex: 'at',
                  width: 160,
                  defaultSortOrder: 'descend',
                  sorter: (a, b) => a.at.localeCompare(b.at),
                  render: (at: string) => formatTime(at, language),
                },
                {
                  title: w.columns.plan,
                  dataIndex: 'planId',
                  width: 260,
                  render: (id: string) => <Link href={href(['plans', id])}>{titleOf(id)}</Link>,
                },
                { title: w.columns.clause, dataIndex: 'clause', width: 180 },
                { title: w.columns.text, dataIndex: 'text', className: 'prewrap' },
                {
                  title: w.columns.contact,
                  dataIndex: 'contact',
                  width: 160,
                  render: (contact: string) => contact || <span className="quiet">{w.noContact}</span>,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

export default Objections
