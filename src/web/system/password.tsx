import { Form, Input } from 'antd'
import { api } from '#web/api.ts'
import { FormDialog } from '#web/form-dialog.tsx'
import { NewPassword } from '#web/new-password.tsx'
import type { User } from '#web/wire.ts'
import { useWords } from '#web/words.ts'

/** A person changes the own password. */
export const ChangePassword = ({ close }: { close: () => void }) => {
  const words = useWords()
  const w = words.system.password
  return (
    <FormDialog<{ present: string; password: string }>
      title={w.change}
      kept={w.changed}
      send={({ present, password }) => api.changePassword({ password: present, next: password })}
      close={close}
    >
      <Form.Item name="present" label={w.present} rules={[{ required: true, message: words.entry.needed(w.present) }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <NewPassword label={w.next} />
    </FormDialog>
  )
}

/** An administrator gives somebody a new one. */
export const ResetPassword = ({ user, close }: { user: User; close: () => void }) => {
  const w = useWords().system.password
  return (
    <FormDialog<{ password: string }>
      title={w.resetOf(user.displayName || user.name)}
      lead={<p className="quiet">{w.resetHint}</p>}
      kept={w.changed}
      send={({ password }) => api.resetPassword(user.name, password)}
      close={close}
    >
      <NewPassword label={w.next} />
    </FormDialog>
  )
}
