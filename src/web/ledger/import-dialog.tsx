/** An Excel sheet into the ledger: first what it would do and what is wrong with it, row by row; written once confirmed. */
import { Alert, App, Button, Table, Upload } from 'antd'
import { useState } from 'react'
import { type ApiError, api, file } from '#web/api.ts'
import { Dialog } from '#web/dialog.tsx'
import { Icon } from '#web/icon.tsx'
import { Mark, type Tone } from '#web/mark.tsx'
import { formatNumber } from '#web/number.ts'
import { Failure } from '#web/state.tsx'
import type { ImportEffect, LedgerImport } from '#web/wire.ts'
import { say, useSpeech, wordFor } from '#web/words.ts'

const severityTone = { error: 'fail', warning: 'reasons', info: 'idle' } as const
const effectTone: Readonly<Record<ImportEffect, Tone>> = { new: 'pass', changed: 'condition', same: 'idle' }

export const ImportDialog = ({ region, close, added }: { region: string; close: () => void; added: () => void }) => {
  const { words } = useSpeech()
  const w = words.ledger.import
  const { message } = App.useApp()
  const [chosen, setChosen] = useState<File | null>(null)
  const [answer, setAnswer] = useState<LedgerImport | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  const send = async (book: File, confirm: boolean) => {
    setBusy(true)
    setError(null)
    try {
      const told = await api.importLedger(book, region, confirm)
      if (told.written) {
        message.success(w.written)
        added()
        close()
      } else setAnswer(told)
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }
  const news = answer ? answer.counts.mines.new + answer.counts.mines.changed : 0
  const years = answer ? answer.counts.returns.new + answer.counts.returns.changed : 0
  return (
    <Dialog
      width={860}
      title={w.title}
      onCancel={close}
      cancelText={words.common.cancel}
      okText={w.confirm(news + years)}
      okButtonProps={{ disabled: !answer?.ready || news + years === 0, loading: busy && answer !== null }}
      onOk={() => chosen && send(chosen, true)}
    >
      <p className="quiet">
        {w.lead}{' '}
        <a href={file.ledgerTemplate} download>
          {w.template}
        </a>
      </p>
      <Upload.Dragger
        multiple={false}
        showUploadList={false}
        accept=".xlsx"
        disabled={busy}
        beforeUpload={(book) => {
          setChosen(book)
          setAnswer(null)
          void send(book, false)
          return false
        }}
      >
        <div className="drop">
          <Icon name="upload" size={24} />
          <strong>{chosen?.name ?? w.choose}</strong>
          <span className="quiet">{chosen ? w.chooseOther : w.dryRun}</span>
        </div>
      </Upload.Dragger>
      {busy && <div className="bar" role="status" aria-label={words.common.loading} />}
      {error && <Failure error={error} />}
      {answer && <Rehearsal answer={answer} />}
    </Dialog>
  )
}

/** What the sheet would do, and what stands in its way. */
const Rehearsal = ({ answer }: { answer: LedgerImport }) => {
  const { words, language } = useSpeech()
  const w = words.ledger.import
  const { counts, messages } = answer
  const news = counts.mines.new + counts.mines.changed + counts.returns.new + counts.returns.changed
  const rows = [
    ...answer.mines.map(({ row, effect, entry }) => ({
      key: `mine ${row} ${entry.name}`,
      row,
      effect,
      book: words.ledger.mines,
      name: entry.name,
      figure: entry.annualOutput,
      note: entry.minerals.join(words.common.comma),
    })),
    ...answer.returns.map(({ row, effect, entry }) => ({
      key: `return ${row} ${entry.mine} ${entry.year}`,
      row,
      effect,
      book: words.ledger.returns,
      name: entry.mine,
      figure: entry.output,
      note: String(entry.year),
    })),
  ]
  const tell = (name: string, of: LedgerImport['counts']['mines']) =>
    w.counted(name, formatNumber(of.new), formatNumber(of.changed), formatNumber(of.same))
  return (
    <section aria-live="polite" className="rehearsal">
      <Alert
        type={!answer.ready ? 'error' : news === 0 ? 'info' : 'success'}
        showIcon
        title={!answer.ready ? w.notReady : news === 0 ? w.nothingNew : w.ready}
        description={
          <>
            <div>{tell(words.ledger.mines, counts.mines)}</div>
            <div>{tell(words.ledger.returns, counts.returns)}</div>
          </>
        }
      />
      {messages.length > 0 && (
        <ul className="plain corner-messages">
          {messages.map((told) => (
            <li key={`${told.row}${told.column}${told.text}`}>
              <Mark tone={severityTone[told.severity]}>{words.severity[told.severity]}</Mark>
              <span>{say(language, told)}</span>
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <Table
          size="small"
          dataSource={rows}
          pagination={rows.length > 8 ? { pageSize: 8, showSizeChanger: false } : false}
          columns={[
            { title: w.row, dataIndex: 'row', width: 64, align: 'right' },
            {
              title: w.effect,
              key: 'effect',
              width: 120,
              render: (_, { effect }) => <Mark tone={effectTone[effect]}>{w.effects[effect]}</Mark>,
            },
            { title: words.ledger.title, dataIndex: 'book', width: 120 },
            { title: words.ledger.columns.name, dataIndex: 'name', ellipsis: true },
            { title: w.about, dataIndex: 'note', width: 140, ellipsis: true },
            {
              title: w.figure,
              key: 'figure',
              width: 150,
              align: 'right',
              render: (_, { figure }) =>
                figure ? `${formatNumber(figure.value)} ${wordFor(words.unitOf, figure.unit)}` : words.common.none,
            },
          ]}
        />
      )}
    </section>
  )
}

/** What is kept, as a workbook; a plain link, so that the browser shows its progress. */
export const ExportButton = ({ region }: { region: string }) => {
  const { words } = useSpeech()
  return (
    <Button icon={<Icon name="download" size={16} />} href={file.ledgerExport(region)}>
      {words.ledger.import.export}
    </Button>
  )
}
