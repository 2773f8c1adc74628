import { Button, Popover, Select, Table, Tag } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { type IndicatorProgress, indicatorProgress } from '#progress/indicator.ts'
import { type QuotaBalance, quotaBalances } from '#progress/quota.ts'
import { api } from '#web/api.ts'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { Mark } from '#web/mark.tsx'
import { formatNumber } from '#web/number.ts'
import { Page } from '#web/page.tsx'
import { keyOf } from '#web/plan/anchors.ts'
import { regionCode, useOwnRegion } from '#web/region.tsx'
import { type Bench, useBench } from '#web/review/judge.ts'
import { href } from '#web/route.ts'
import { Loaded, Nothing } from '#web/state.tsx'
import { namedSubject } from '#web/subject.ts'
import { today } from '#web/time.ts'
import { say, useSpeech, useWords, wordFor } from '#web/words.ts'

const BalanceChart = lazy(() => import('./balance-chart.tsx'))

const Progress = () => {
  const words = useWords()
  const w = words.progress
  const own = useOwnRegion()
  const plans = useLoad('plans', api.plans)
  const [chosen, setChosen] = useState<string | null>(null)
  const entries = plans.data ?? []
  const preferred =
    entries.find(({ region }) => own && regionCode(region) === own) ??
    entries.find(({ region }) => !regionCode(region)?.endsWith('00'))
  const planId = chosen ?? preferred?.id ?? entries[0]?.id ?? null
  const bench = useBench(planId, today())
  return (
    <Page
      title={w.title}
      lead={w.lead}
      actions={
        <Select<string | null>
          className="plan-select"
          aria-label={w.choosePlan}
          placeholder={w.choosePlan}
          value={planId}
          onChange={setChosen}
          options={entries.map(({ id, title }) => ({ value: id, label: title }))}
        />
      }
    >
      <Loaded load={plans}>
        {(all) =>
          all.length === 0 ? (
            <Nothing title={w.empty} hint={w.emptyHint} />
          ) : (
            <Loaded load={bench}>{(loaded) => <Monitored bench={loaded} planId={planId!} />}</Loaded>
          )
        }
      </Loaded>
    </Page>
  )
}

const Monitored = ({ bench, planId }: { bench: Bench; planId: string }) => {
  const words = useWords()
  const w = words.progress
  const { plan, rules } = bench.ruled
  const indicators = useMemo(() => indicatorProgress(plan, bench.ledger), [plan, bench.ledger])
  const balances = useMemo(
    () => (bench.ledger ? eachOnce(quotaBalances(plan, rules, bench.ledger)) : []),
    [plan, rules, bench.ledger],
  )
  return (
    <>
      <section className="section">
        <div className="section-head">
          <h2>{w.balances}</h2>
        </div>
        <div className="panel">
          {balances.length === 0 ? (
            <Nothing title={w.noBalances} hint={w.noBalancesHint} />
          ) : (
            <>
              <Suspense fallback={<div className="chart" />}>
                <BalanceChart balances={balances} nameOf={(balance) => balanceName(balance, words)} />
              </Suspense>
              <BalanceTable balances={balances} planId={planId} />
            </>
          )}
        </div>
      </section>
      <section>
        <div className="section-head">
          <h2>{w.indicators}</h2>
        </div>
        {indicators.length === 0 ? (
          <div className="panel">
            <Nothing title={w.noIndicators} />
          </div>
        ) : (
          <IndicatorTable indicators={indicators} planId={planId} />
        )}
      </section>
    </>
  )
}

/** A cap told in the text and again in a table is one line; told with another value it is another. */
const eachOnce = (balances: readonly QuotaBalance[]): QuotaBalance[] => {
  const told = new Map<string, QuotaBalance>()
  for (const balance of balances) {
    const key = `${balance.measure} ${balance.subjects.join()} ${balance.cap.value}`
    if (!told.has(key)) told.set(key, balance)
  }
  return [...told.values()]
}

const Figure = ({ value, unit }: { value: number | string | null; unit?: string | null }) => {
  const words = useWords()
  if (value === null) return <span className="quiet">{words.common.unknown}</span>
  return (
    <span className="value">
      {typeof value === 'number' ? formatNumber(value) : value}
      {unit && <span className="unit"> {wordFor(words.unitOf, unit)}</span>}
    </span>
  )
}

/** "建筑用石料 开采总量": what a balance is of. */
const balanceName = (balance: QuotaBalance, words: ReturnType<typeof useWords>): string =>
  [balance.subjects.join(words.common.comma), wordFor(words.measure, balance.measure)].filter(Boolean).join(' ')

const BalanceTable = ({ balances, planId }: { balances: readonly QuotaBalance[]; planId: string }) => {
  const { words, language } = useSpeech()
  const w = words.progress.columns
  return (
    <Table<QuotaBalance>
      rowKey="rule"
      dataSource={[...balances]}
      pagination={false}
      scroll={{ x: 900 }}
      columns={[
        {
          title: w.quota,
          key: 'name',
          render: (_, balance) => (
            <Link href={href(['plans', planId], { at: keyOf('rule', balance.rule) })}>
              {balanceName(balance, words)}
            </Link>
          ),
        },
        {
          title: w.attribute,
          key: 'attribute',
          width: 110,
          render: (_, { attribute }) => (attribute ? <Tag>{words.attribute[attribute]}</Tag> : words.common.none),
        },
        {
          title: w.target,
          key: 'cap',
          align: 'right',
          width: 150,
          render: (_, { cap }) => <Figure value={cap.value} unit={cap.unit} />,
        },
        {
          title: w.used,
          key: 'used',
          align: 'right',
          width: 150,
          render: (_, { used, cap, missing }) => (
            <>
              <Figure value={used} unit={cap.unit} />
              {missing.length > 0 && <Lacking missing={missing} />}
            </>
          ),
        },
        {
          title: w.left,
          key: 'left',
          align: 'right',
          width: 210,
          render: (_, { left, cap, unknown }) =>
            left === null ? (
              <span className="quiet small">{unknown ? say(language, unknown) : words.common.unknown}</span>
            ) : (
              <span className="figure-marked">
                {left < 0 && <Mark tone="fail">{words.progress.over}</Mark>}
                <Figure value={left} unit={cap.unit} />
              </span>
            ),
        },
        {
          title: w.ahead,
          dataIndex: 'ahead',
          align: 'right',
          width: 110,
          render: (ahead: number) => formatNumber(ahead),
        },
      ]}
    />
  )
}

/** Returns that lack behind a figure: how many, and on asking which. */
const Lacking = ({ missing }: Pick<QuotaBalance, 'missing'>) => {
  const words = useWords()
  const w = words.progress
  const list = (
    <ul className="plain lacking">
      {missing.map(({ mine, years }) => (
        <li key={mine}>
          {mine} <span className="quiet">{years.join(words.common.comma)}</span>
        </li>
      ))}
    </ul>
  )
  return (
    <Popover trigger="click" title={w.lackingTitle} content={list}>
      <Button type="link" size="small" className="lacking-open">
        {w.lacking(missing.reduce((sum, { years }) => sum + years.length, 0))}
      </Button>
    </Popover>
  )
}

const IndicatorTable = ({ indicators, planId }: { indicators: readonly IndicatorProgress[]; planId: string }) => {
  const words = useWords()
  const w = words.progress.columns
  return (
    <Table<IndicatorProgress>
      className="panel"
      rowKey={({ target }) => target.id}
      dataSource={[...indicators]}
      pagination={false}
      scroll={{ x: 900 }}
      columns={[
        {
          title: w.subject,
          key: 'subject',
          render: (_, { subject, measure, target }) => (
            <Link href={href(['plans', planId], { at: keyOf('fact', target.id) })}>
              {[namedSubject(subject, measure), measure].filter(Boolean).join(' ')}
            </Link>
          ),
        },
        {
          title: w.attribute,
          key: 'attribute',
          width: 110,
          filters: Object.entries(words.attribute).map(([value, text]) => ({ value, text })),
          onFilter: (value, { attribute }) => attribute === value,
          render: (_, { attribute }) => (attribute ? <Tag>{words.attribute[attribute]}</Tag> : words.common.none),
        },
        {
          title: w.base,
          key: 'base',
          align: 'right',
          width: 150,
          render: (_, { base, unit }) => (base ? <Figure value={base.value} unit={unit} /> : words.common.none),
        },
        {
          title: w.target,
          key: 'target',
          align: 'right',
          width: 170,
          render: (_, { target, unit }) => (
            <Figure value={`${wordFor(words.operator, target.op)} ${shownValue(target.value)}`} unit={unit} />
          ),
        },
        { title: w.year, key: 'year', align: 'right', width: 90, render: (_, { target }) => target.year },
        {
          title: w.state,
          key: 'now',
          align: 'right',
          width: 210,
          render: (_, { now, met, unit }) => (
            <span className="figure-marked">
              {met !== null && (
                <Mark tone={met ? 'pass' : 'reasons'}>{met ? words.progress.met : words.progress.notYet}</Mark>
              )}
              <Figure value={now} unit={unit} />
            </span>
          ),
        },
      ]}
    />
  )
}

const shownValue = (value: number | string | null): string =>
  typeof value === 'number' ? formatNumber(value) : (value ?? '')

export default Progress
