import { Form, Input, Select } from 'antd'
import type { ApplicationAction } from '#ledger/application.ts'
import { api } from '#web/api.ts'
import { FormDialog } from '#web/form-dialog.tsx'
import { useLoad } from '#web/load.ts'
import { useUser } from '#web/session.ts'
import type { ApplicationPage } from '#web/wire.ts'
import { useWords, wordFor } from '#web/words.ts'

type Fields = { to?: string; reason?: string }

/** Who made the opinion that stands; null where there is none. */
const reviewerOf = ({ history }: ApplicationPage): string | null =>
  history.findLast(({ action }) => action === 'review')?.by ?? null

/** One step on the desk: to whom, and why where it must be said. */
export const ActionDialog = ({
  stored,
  action,
  close,
  done,
}: {
  stored: ApplicationPage
  action: ApplicationAction
  close: () => void
  done: () => void
}) => {
  const words = useWords()
  const w = words.review
  const user = useUser()
  const goesOn = action === 'hand-over' || action === 'second-read'
  const people = useLoad(goesOn ? `people-${stored.id}` : null, () => api.people(stored.id))
  const reviewer = reviewerOf(stored)
  // Who made the opinion sends it to somebody else; anybody else who holds it may read it, or send it on.
  const toNeeded = action === 'hand-over' || (action === 'second-read' && reviewer === user.name)
  const others = (people.data ?? []).filter(
    ({ name }) => name !== user.name && !(action === 'second-read' && name === reviewer),
  )
  const reasoned = action === 'return' || action === 'withdraw'
  const title = action === 'second-read' && toNeeded ? w.sendToReader : wordFor(w.action, action)
  return (
    <FormDialog<Fields>
      title={title}
      ok={title}
      danger={action === 'withdraw'}
      kept={w.acted(title)}
      lead={<p className="quiet">{wordFor(w.actionHint, action)}</p>}
      send={async ({ to, reason }) => {
        await api.act(stored.id, {
          action,
          ...(to ? { to } : {}),
          ...(reason?.trim() ? { reason: reason.trim() } : {}),
        })
        done()
      }}
      close={close}
    >
      {goesOn && (
        <Form.Item
          name="to"
          label={w.to}
          {...(toNeeded ? {} : { extra: w.toOptional })}
          rules={toNeeded ? [{ required: true, message: w.toNeeded }] : []}
        >
          <Select
            autoFocus
            allowClear={!toNeeded}
            showSearch={{ optionFilterProp: 'label' }}
            loading={people.loading}
            notFoundContent={people.data ? w.toNobody : null}
            options={others.map(({ name, displayName, roles }) => ({
              value: name,
              label: `${displayName || name}（${roles.map((role) => wordFor(words.system.role, role)).join(words.common.comma)}）`,
            }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={w.reason}
        rules={reasoned ? [{ required: true, whitespace: true, message: w.reasonNeeded }] : []}
      >
        <Input.TextArea rows={3} autoFocus={!goesOn} />
      </Form.Item>
    </FormDialog>
  )
}
