import { Form, Input } from 'antd'
import { useWords } from './words.ts'

/** A password chosen anew, twice, as the fields of a form: `password` and `again`. */
export const NewPassword = ({ label }: { label?: string }) => {
  const { entry: w } = useWords()
  const named = label ?? w.password
  const needed = (what: string) => ({ required: true, whitespace: true, message: w.needed(what) })
  return (
    <>
      <Form.Item
        name="password"
        label={named}
        extra={w.passwordRule}
        rules={[needed(named), { min: 8, message: w.passwordRule }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={w.passwordAgain}
        dependencies={['password']}
        rules={[
          needed(w.passwordAgain),
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || getFieldValue('password') === value
                ? Promise.resolve()
                : Promise.reject(new Error(w.passwordDiffers)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
