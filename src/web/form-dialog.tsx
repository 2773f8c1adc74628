import { App, Form } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ApiError } from './api.ts'
import { Dialog } from './dialog.tsx'
import { Failure } from './state.tsx'
import { useWords } from './words.ts'

/** The dialog around a form: what is sent closes it and says so, what fails is told above the fields and nothing is lost. */
export const FormDialog = <T extends object>({
  title,
  ok,
  danger,
  initial,
  lead,
  kept,
  send,
  close,
  done,
  children,
}: {
  title: string
  /** What the button says; without it, "save". */
  ok?: string
  danger?: boolean
  initial?: Partial<T>
  /** Above the fields. */
  lead?: ReactNode
  /** What is said when it was sent; without it, "saved". */
  kept?: string
  send: (fields: T) => Promise<unknown>
  close: () => void
  /** Called after it was sent, before the dialog closes. */
  done?: () => void
  children: ReactNode
}) => {
  const { common } = useWords()
  const { message } = App.useApp()
  const [form] = Form.useForm<T>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const finish = async (fields: T) => {
    setBusy(true)
    setError(null)
    try {
      await send(fields)
      message.success(kept ?? common.saved)
      done?.()
      close()
    } catch (failed) {
      setError(failed as ApiError)
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={title}
      okText={ok ?? common.save}
      cancelText={common.cancel}
      okButtonProps={{ loading: busy, ...(danger ? { danger } : {}) }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {lead}
      {error && <Failure error={error} />}
      <Form<T>
        form={form}
        layout="vertical"
        requiredMark={false}
        {...(initial ? { initialValues: initial } : {})}
        onFinish={finish}
      >
        {children}
      </Form>
    </Dialog>
  )
}
