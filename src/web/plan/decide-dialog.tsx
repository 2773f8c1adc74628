import { Form, Input, Select } from 'antd'
import type { Confirmation } from '#ledger/confirmation.ts'
import { api } from '#web/api.ts'
import { FormDialog } from '#web/form-dialog.tsx'
import type { Decision } from '#web/wire.ts'
import { useWords, wordFor } from '#web/words.ts'
import type { Entry } from './understood.ts'

type Fields = { value?: string | readonly string[]; reason: string }

/** A person's word on one fact or rule: never without a reason, kept with name and time by the server. */
export const DecideDialog = ({
  planId,
  entry,
  decision,
  close,
  kept,
}: {
  planId: string
  entry: Entry
  decision: Decision
  close: () => void
  kept: (confirmation: Confirmation) => void
}) => {
  const words = useWords()
  const w = words.reader.decide
  if (entry.kind !== 'fact' && entry.kind !== 'rule') return null
  const read = entry.kind === 'fact' ? entry.fact : entry.rule
  const present = entry.kind === 'fact' ? entry.fact : entry.rule.test
  const isList = Array.isArray(present.value)
  const title = { confirm: w.confirmTitle, correct: w.correctTitle, reject: w.rejectTitle }[decision]
  const send = async ({ value, reason }: Fields) =>
    kept(
      await api.confirm(planId, {
        target: entry.kind,
        targetId: read.id,
        decision,
        reason: reason.trim(),
        ...(decision === 'correct' ? { value: correctedValue(value ?? '') } : {}),
      }),
    )
  return (
    <FormDialog<Fields>
      title={title}
      ok={{ confirm: w.confirm, correct: w.correct, reject: w.reject }[decision]}
      danger={decision === 'reject'}
      lead={<blockquote className="quoted">{read.quote}</blockquote>}
      initial={{ value: isList ? (present.value as string[]) : String(present.value ?? ''), reason: '' }}
      send={send}
      close={close}
    >
      {decision === 'correct' && (
        <Form.Item
          name="value"
          label={w.value}
          {...(isList ? { extra: w.listHint } : {})}
          rules={[{ required: true, message: w.value }]}
        >
          {isList ? (
            <Select mode="tags" open={false} tokenSeparators={['、', ',', '，', ';', '；']} />
          ) : (
            <Input {...(present.unit ? { suffix: wordFor(words.unitOf, present.unit) } : {})} />
          )}
        </Form.Item>
      )}
      <Form.Item name="reason" label={w.reason} rules={[{ required: true, whitespace: true, message: w.reasonNeeded }]}>
        <Input.TextArea rows={3} placeholder={w.reasonHint} />
      </Form.Item>
    </FormDialog>
  )
}

/** What was typed, as the kind of value it corrects: a number stays a number, a list a list. */
const correctedValue = (typed: string | readonly string[]): number | string | readonly string[] => {
  if (typeof typed === 'object') return typed
  const text = typed.trim()
  const number = Number(text.replaceAll(',', ''))
  return text !== '' && Number.isFinite(number) ? number : text
}
