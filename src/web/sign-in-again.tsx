import { Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { api, signedOut } from './api.ts'
import { FormDialog } from './form-dialog.tsx'
import type { User } from './wire.ts'
import { useWords } from './words.ts'

/** Over whatever is on the screen when a session has ended: nothing that was typed is lost by signing in again. */
export const SignInAgain = ({ user }: { user: User }) => {
  const { entry: w } = useWords()
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    const ask = () => setAsked(true)
    addEventListener(signedOut, ask)
    return () => removeEventListener(signedOut, ask)
  }, [])
  if (!asked) return null
  return (
    <FormDialog<{ password: string }>
      title={w.ended}
      ok={w.signIn}
      kept={w.endedDone}
      lead={<p className="quiet">{w.endedLead(user.displayName || user.name)}</p>}
      send={({ password }) => api.signIn({ name: user.name, password })}
      close={() => setAsked(false)}
    >
      <Form.Item name="password" label={w.password} rules={[{ required: true, message: w.needed(w.password) }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
    </FormDialog>
  )
}
