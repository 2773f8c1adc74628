import { App, AutoComplete, Form, type FormInstance, Input, InputNumber, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { MineEntry, MineStatus } from '#rules/situation.ts'
import { type ApiError, api } from '#web/api.ts'
import { Failure } from '#web/state.tsx'
import { outputUnits, returnUnits } from '#web/units.ts'
import { useWords } from '#web/words.ts'

type Common = { region: string; close: () => void; added: () => void }

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** The dialog around a form that appends one record. */
const Appending = <T extends object>({
  title,
  form,
  initial,
  send,
  close,
  added,
  children,
}: {
  title: string
  form: FormInstance<T>
  initial: Partial<T>
  send: (fields: T) => Promise<unknown>
  close: () => void
  added: () => void
  children: ReactNode
}) => {
  const words = useWords()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const finish = async (fields: T) => {
    setBusy(true)
    setError(null)
    try {
      await send(fields)
      message.success(words.ledger.added)
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
      title={title}
      okText={words.common.save}
      cancelText={words.common.cancel}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {error && <Failure error={error} />}
      <Form form={form} layout="vertical" initialValues={initial} onFinish={finish}>
        {children}
      </Form>
    </Modal>
  )
}

type MineFields = {
  name: string
  minerals: string[]
  scale?: MineEntry['scale']
  status: MineStatus
  output?: number | null
  unit: string
}

export const AddMine = ({ region, close, added }: Common) => {
  const words = useWords()
  const w = words.ledger
  const [form] = Form.useForm<MineFields>()
  const needed = (what: string) => [{ required: true, message: w.needed(what) }]
  return (
    <Appending<MineFields>
      title={w.addMine}
      form={form}
      initial={{ status: 'producing', unit: outputUnits[0], minerals: [] }}
      close={close}
      added={added}
      send={({ name, minerals, scale, status, output, unit }) =>
        api.addMine({
          region,
          name: name.trim(),
          minerals,
          status,
          ...(scale ? { scale } : {}),
          ...(typeof output === 'number' ? { annualOutput: { value: output, unit } } : {}),
        })
      }
    >
      <Form.Item name="name" label={w.columns.name} rules={needed(w.columns.name)}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="minerals" label={w.columns.minerals} rules={needed(w.columns.minerals)}>
        <Select mode="tags" tokenSeparators={['、', ',', '，']} open={false} suffixIcon={null} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="status" label={w.columns.status}>
          <Select options={options(w.status)} />
        </Form.Item>
        <Form.Item name="scale" label={w.columns.scale}>
          <Select allowClear placeholder={words.common.unknown} options={options(words.scale)} />
        </Form.Item>
        <Form.Item name="output" label={w.columns.annualOutput}>
          <InputNumber min={0} controls={false} className="quantity" />
        </Form.Item>
        <Form.Item name="unit" label={words.common.unit}>
          <Select options={outputUnits.map((value) => ({ value, label: value }))} />
        </Form.Item>
      </div>
    </Appending>
  )
}

type ReturnFields = { mine: string; year: number; output: number; unit: string }

export const AddReturn = ({ region, mines, close, added }: Common & { mines: readonly string[] }) => {
  const words = useWords()
  const w = words.ledger
  const [form] = Form.useForm<ReturnFields>()
  const needed = (what: string) => [{ required: true, message: w.needed(what) }]
  return (
    <Appending<ReturnFields>
      title={w.addReturn}
      form={form}
      initial={{ year: new Date().getFullYear() - 1, unit: returnUnits[0] }}
      close={close}
      added={added}
      send={({ mine, year, output, unit }) =>
        api.addReturn({ region, mine: mine.trim(), year, output: { value: output, unit } })
      }
    >
      <Form.Item name="mine" label={w.columns.mine} rules={needed(w.columns.mine)}>
        <AutoComplete
          options={mines.map((value) => ({ value }))}
          showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
        />
      </Form.Item>
      <Form.Item name="year" label={w.columns.year} rules={needed(w.columns.year)}>
        <InputNumber min={1949} max={2100} controls={false} className="quantity" />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="output" label={w.columns.output} rules={needed(w.columns.output)}>
          <InputNumber min={0} controls={false} className="quantity" />
        </Form.Item>
        <Form.Item name="unit" label={words.common.unit}>
          <Select options={returnUnits.map((value) => ({ value, label: value }))} />
        </Form.Item>
      </div>
    </Appending>
  )
}
