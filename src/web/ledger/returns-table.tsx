import { Table } from 'antd'
import type { ReturnEntry } from '#rules/situation.ts'
import { formatNumber } from '#web/number.ts'
import { useWords, wordFor } from '#web/words.ts'

export const ReturnsTable = ({ returns, filter }: { returns: readonly ReturnEntry[]; filter: string }) => {
  const words = useWords()
  const w = words.ledger
  const shown = returns.filter(({ mine }) => mine.includes(filter.trim()))
  const years = [...new Set(returns.map(({ year }) => year))].sort((a, b) => b - a)
  return (
    <Table<ReturnEntry>
      className="panel"
      rowKey={(entry) => `${entry.mine} ${entry.year} ${entry.output.value}`}
      dataSource={shown}
      pagination={shown.length > 50 ? { pageSize: 50, showTotal: (n) => words.common.total(formatNumber(n)) } : false}
      scroll={{ x: 560 }}
      columns={[
        {
          title: w.columns.mine,
          dataIndex: 'mine',
          sorter: (a, b) => a.mine.localeCompare(b.mine, 'zh'),
          render: (name: string) => <span className="strong">{name}</span>,
        },
        {
          title: w.columns.year,
          dataIndex: 'year',
          width: 120,
          align: 'right',
          defaultSortOrder: 'descend',
          sorter: (a, b) => a.year - b.year,
          filters: years.map((year) => ({ value: year, text: String(year) })),
          onFilter: (value, entry) => entry.year === value,
        },
        {
          title: w.columns.output,
          key: 'output',
          align: 'right',
          width: 220,
          sorter: (a, b) => a.output.value - b.output.value,
          render: (_, { output }) => (
            <span className="value">
              {formatNumber(output.value)} <span className="unit">{wordFor(words.unitOf, output.unit)}</span>
            </span>
          ),
        },
      ]}
    />
  )
}
