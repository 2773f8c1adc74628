import { Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { api } from '#web/api.ts'
import { FormDialog } from '#web/form-dialog.tsx'
import { NewPassword } from '#web/new-password.tsx'
import { RegionSelect } from '#web/region.tsx'
import { useWords } from '#web/words.ts'

type Fields = { name: string; displayName: string; password: string; roles: string[] }

const roles = ['clerk', 'planner', 'supervisor', 'admin']

export const AddUser = ({ close, added }: { close: () => void; added: () => void }) => {
  const words = useWords()
  const w = words.system
  const [region, setRegion] = useState<string | null>(null)
  const needed = (what: string) => [{ required: true, message: words.entry.needed(what) }]
  return (
    <FormDialog<Fields>
      title={w.addUser}
      initial={{ roles: ['clerk'] }}
      send={({ name, displayName, password, roles }) =>
        api.addUser({ name: name.trim(), displayName, password, roles, ...(region ? { region } : {}) })
      }
      close={close}
      done={added}
    >
      <Form.Item name="name" label={words.entry.name} rules={needed(words.entry.name)}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="displayName" label={words.entry.displayName} rules={needed(words.entry.displayName)}>
        <Input autoComplete="off" />
      </Form.Item>
      <NewPassword />
      <Form.Item
        name="roles"
        label={w.roles}
        extra={w.rolesHint}
        rules={[{ type: 'array', min: 1, message: words.entry.needed(w.roles) }]}
      >
        <Checkbox.Group options={roles.map((value) => ({ value, label: w.role[value] ?? value }))} />
      </Form.Item>
      <Form.Item label={words.common.region}>
        <RegionSelect any value={region} onChange={setRegion} />
      </Form.Item>
    </FormDialog>
  )
}
