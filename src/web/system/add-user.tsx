import { App, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type ApiError, api } from '#web/api.ts'
import { RegionSelect } from '#web/region.tsx'
import { Failure } from '#web/state.tsx'
import { useWords } from '#web/words.ts'

type Fields = { name: string; displayName: string; password: string; roles: string[] }

const roles = ['clerk', 'planner', 'supervisor', 'admin']

export const AddUser = ({ close, added }: { close: () => void; added: () => void }) => {
  const words = useWords()
  const w = words.system
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [region, setRegion] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const needed = (what: string) => [{ required: true, message: words.entry.needed(what) }]
  const save = async (fields: Fields) => {
    setBusy(true)
    setError(null)
    try {
      await api.addUser({ ...fields, ...(region ? { region } : {}) })
      message.success(words.reader.decide.kept)
      added()
      close()
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={w.addUser}
      okText={words.common.save}
      cancelText={words.common.cancel}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {error && <Failure error={error} />}
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ roles: ['clerk'] }} onFinish={save}>
        <Form.Item name="name" label={words.entry.name} rules={needed(words.entry.name)}>
          <Input autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="displayName" label={words.entry.displayName} rules={needed(words.entry.displayName)}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label={words.entry.password}
          extra={words.entry.passwordRule}
          rules={[...needed(words.entry.password), { min: 8, message: words.entry.passwordRule }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="roles" label={w.roles} rules={needed(w.roles)}>
          <Checkbox.Group options={roles.map((value) => ({ value, label: w.role[value] ?? value }))} />
        </Form.Item>
        <Form.Item label={words.common.region}>
          <RegionSelect any value={region} onChange={setRegion} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
