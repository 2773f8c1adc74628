import { Table } from 'antd'
import type { MineEntry } from '#rules/situation.ts'
import { formatNumber } from '#web/number.ts'
import { useWords, wordFor } from '#web/words.ts'

export const MinesTable = ({ mines, filter }: { mines: readonly MineEntry[]; filter: string }) => {
  const words = useWords()
  const w = words.ledger
  const wanted = filter.trim()
  const shown = mines.filter(
    ({ name, minerals }) => wanted === '' || name.includes(wanted) || minerals.some((each) => each.includes(wanted)),
  )
  const allMinerals = [...new Set(mines.flatMap(({ minerals }) => minerals))].sort((a, b) => a.localeCompare(b, 'zh'))
  return (
    <Table<MineEntry>
      className="panel"
      rowKey={(mine) => `${mine.name} ${mine.minerals.join()} ${mine.status}`}
      dataSource={shown}
      pagination={shown.length > 50 ? { pageSize: 50, showTotal: (n) => words.common.total(formatNumber(n)) } : false}
      scroll={{ x: 960 }}
      columns={[
        {
          title: w.columns.name,
          dataIndex: 'name',
          sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
          render: (name: string) => <span className="strong">{name}</span>,
        },
        {
          title: w.columns.minerals,
          key: 'minerals',
          filters: allMinerals.map((value) => ({ value, text: value })),
          onFilter: (value, mine) => mine.minerals.includes(String(value)),
          render: (_, { minerals }) => minerals.join(words.common.comma),
        },
        {
          title: w.columns.scale,
          dataIndex: 'scale',
          width: 95,
          filters: Object.entries(words.scale).map(([value, text]) => ({ value, text })),
          onFilter: (value, mine) => mine.scale === value,
          render: (scale: MineEntry['scale']) => (scale ? words.scale[scale] : words.common.none),
        },
        {
          title: w.columns.status,
          dataIndex: 'status',
          width: 95,
          filters: Object.entries(w.status).map(([value, text]) => ({ value, text })),
          onFilter: (value, mine) => mine.status === value,
          render: (status: MineEntry['status']) => w.status[status],
        },
        {
          title: words.review.form.township,
          dataIndex: 'township',
          width: 110,
          ellipsis: true,
          render: (township: MineEntry['township']) => township ?? words.common.none,
        },
        {
          title: words.review.form.inside,
          key: 'inside',
          width: 150,
          ellipsis: true,
          render: (_, { inside }) =>
            inside === undefined
              ? words.common.none
              : inside.length === 0
                ? words.review.form.insideNone
                : inside.join(words.common.comma),
        },
        {
          title: w.columns.annualOutput,
          key: 'annualOutput',
          align: 'right',
          width: 160,
          sorter: (a, b) => (a.annualOutput?.value ?? -1) - (b.annualOutput?.value ?? -1),
          render: (_, { annualOutput }) =>
            annualOutput ? (
              <span className="value">
                {formatNumber(annualOutput.value)}{' '}
                <span className="unit">{wordFor(words.unitOf, annualOutput.unit)}</span>
              </span>
            ) : (
              words.common.none
            ),
        },
      ]}
    />
  )
}
