/** A list of rights held against a plan, published or still a draft: who would fall out, and by which clause. Stores nothing. */
import { Button, Segmented, Select, Table, Upload } from 'antd'
import { useState } from 'react'
import type { BatchRow } from '#review/batch.ts'
import { computedIn } from '#rules/english.ts'
import { type ApiError, api, file } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { Mark, VerdictMark } from '#web/mark.tsx'
import { formatNumber } from '#web/number.ts'
import { Page } from '#web/page.tsx'
import { keyOf } from '#web/plan/anchors.ts'
import { lastPlan } from '#web/plan/last-plan.ts'
import { href } from '#web/route.ts'
import { Failure, Nothing } from '#web/state.tsx'
import type { BatchAnswer } from '#web/wire.ts'
import { say, useSpeech, useWords, wordFor } from '#web/words.ts'
import { firstCounty } from './first-county.ts'

type Filter = 'out' | 'unjudged' | 'all'

const BatchReview = () => {
  const { words } = useSpeech()
  const w = words.review.batch
  const plans = useLoad('plans', api.plans)
  const [chosen, setChosen] = useState<string | null>(lastPlan())
  const known = plans.data ?? []
  const planId = known.find(({ id }) => id === chosen)?.id ?? firstCounty(known)?.id ?? null
  const [list, setList] = useState<File | null>(null)
  const [answer, setAnswer] = useState<BatchAnswer | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  const judge = async (rights: File, plan: string) => {
    setList(rights)
    setBusy(true)
    setError(null)
    setAnswer(null)
    try {
      setAnswer(await api.batch(rights, plan))
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }
  const saveBook = async () => {
    if (!list || !planId) return
    try {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await api.batchBook(list, planId))
      link.download = `${w.title}.xlsx`
      link.click()
      URL.revokeObjectURL(link.href)
    } catch (failed) {
      setError(failed as ApiError)
    }
  }
  return (
    <Page
      title={
        <span className="application-title">
          <Link href={href(['review'])} className="back" aria-label={words.common.back}>
            <Icon name="back" />
          </Link>
          {w.title}
        </span>
      }
      lead={w.lead}
      actions={
        answer && (
          <Button icon={<Icon name="download" size={16} />} onClick={saveBook}>
            {w.download}
          </Button>
        )
      }
    >
      <div className="panel panel-body section">
        <div className="batch-plan">
          <label htmlFor="batch-plan">{words.review.form.plan}</label>
          <Select
            id="batch-plan"
            value={planId}
            disabled={busy}
            onChange={(id: string) => {
              setChosen(id)
              if (list) void judge(list, id)
            }}
            options={known.map(({ id, title, published }) => ({
              value: id,
              label: published ? title : `${title} · ${words.plans.publication.isDraft}`,
            }))}
          />
        </div>
        <Upload.Dragger
          multiple={false}
          showUploadList={false}
          accept=".xlsx,.json"
          disabled={busy || !planId}
          beforeUpload={(rights) => {
            if (planId) void judge(rights, planId)
            return false
          }}
        >
          <div className="drop">
            <Icon name="upload" size={28} />
            <strong>{list?.name ?? w.choose}</strong>
            <span className="quiet">{w.columnsHint}</span>
          </div>
        </Upload.Dragger>
        <p className="below-drop">
          <a href={file.rightsTemplate}>{w.template}</a>
        </p>
        {busy && <div className="bar" role="status" aria-label={w.judging} />}
      </div>
      {error && <Failure error={error} />}
      {answer ? <Judged answer={answer} planId={planId!} /> : !busy && !error && <Nothing title={w.empty} />}
    </Page>
  )
}

const Judged = ({ answer, planId }: { answer: BatchAnswer; planId: string }) => {
  const { words, language } = useSpeech()
  const w = words.review.batch
  const { summary, rows, messages } = answer
  const out = new Set(summary.fallOut)
  const unjudged = new Set(summary.unjudged)
  const [filter, setFilter] = useState<Filter>(out.size > 0 ? 'out' : 'all')
  const shown = rows.filter(({ row }) => (filter === 'all' ? true : (filter === 'out' ? out : unjudged).has(row)))
  return (
    <>
      <div className="section gist-tags" aria-live="polite">
        <strong>{w.total(formatNumber(summary.rows))}</strong>
        {summary.verdicts.map(({ verdict, count }) => (
          <span key={verdict}>
            <VerdictMark verdict={verdict} /> {formatNumber(count)}
          </span>
        ))}
      </div>
      {messages.length > 0 && (
        <ul className="plain small quiet section">
          {messages.map((told) => (
            <li key={`${told.row}${told.text}`}>
              {words.severity[told.severity]}
              {words.common.colon}
              {say(language, told)}
            </li>
          ))}
        </ul>
      )}
      <Segmented<Filter>
        className="section"
        value={filter}
        onChange={setFilter}
        options={[
          { value: 'out', label: `${w.out} ${formatNumber(out.size)}` },
          { value: 'unjudged', label: `${w.unjudged} ${formatNumber(unjudged.size)}` },
          { value: 'all', label: words.common.all },
        ]}
      />
      <Table<BatchRow>
        className="panel"
        rowKey="row"
        dataSource={shown}
        pagination={shown.length > 20 ? { pageSize: 20, showTotal: (n) => words.common.total(String(n)) } : false}
        scroll={{ x: 900 }}
        columns={[
          { title: words.ledger.import.row, dataIndex: 'row', width: 70, align: 'right' },
          {
            title: w.right,
            key: 'right',
            width: 240,
            render: (_, { name, licence }) => (
              <>
                <div className="strong">{name ?? words.common.none}</div>
                <div className="quiet small">{licence}</div>
              </>
            ),
          },
          {
            title: words.review.columns.minerals,
            key: 'minerals',
            width: 140,
            render: (_, { minerals }) => minerals.join(words.common.comma),
          },
          {
            title: words.review.columns.verdict,
            key: 'verdict',
            width: 180,
            render: (_, { verdict }) =>
              verdict ? <VerdictMark verdict={verdict} /> : <Mark tone="unknown">{w.unjudged}</Mark>,
          },
          { title: w.why, key: 'why', render: (_, row) => <Why row={row} planId={planId} /> },
        ]}
      />
    </>
  )
}

/** At most so many clauses in a row of the table; the workbook has them all. */
const mostClauses = 3

/** What decides, each thing once: the clauses with the way to them, what is lacking, what is wrong with the row. */
const Why = ({ row, planId }: { row: BatchRow; planId: string }) => {
  const { language } = useSpeech()
  const words = useWords()
  const told = [...new Map(row.deciding.map((one) => [`${one.message.zh} ${one.computed}`, one])).values()]
  const more = told.length - mostClauses
  return (
    <ul className="plain small">
      {told.slice(0, mostClauses).map((clause) => (
        <li key={`${clause.rule}${clause.message.zh}`}>
          {say(language, clause.message)}
          {clause.computed && <span className="quiet"> {computedIn(language, clause.computed)}</span>}
          {clause.rule && (
            <Link href={href(['plans', planId], { at: keyOf('rule', clause.rule) })} className="clause-link">
              {words.review.live.toClause}
            </Link>
          )}
        </li>
      ))}
      {more > 0 && <li className="quiet">{words.review.batch.more(more)}</li>}
      {row.verdict === 'incomplete' && row.missing.length > 0 && (
        <li className="quiet">
          {words.review.live.missing}
          {words.common.colon}
          {row.missing.map((field) => wordFor(words.measure, field)).join(words.common.comma)}
        </li>
      )}
      {row.problems.map((problem) => (
        <li key={problem.zh}>{say(language, problem)}</li>
      ))}
    </ul>
  )
}

export default BatchReview
