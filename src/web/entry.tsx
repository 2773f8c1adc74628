import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type ApiError, api } from './api.ts'
import { Icon } from './icon.tsx'
import markUrl from './mark.svg'
import { Failure } from './state.tsx'
import { useSpeech } from './words.ts'

type Fields = { name: string; displayName: string; password: string }

/** Sign-in, or the very first account where none exists. */
export const Entry = ({ setup, entered }: { setup: boolean; entered: () => void }) => {
  const { words, language, setLanguage } = useSpeech()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const w = words.entry
  const needed = (what: string) => [{ required: true, whitespace: true, message: w.needed(what) }]
  const submit = async ({ name, displayName, password }: Fields) => {
    setBusy(true)
    setError(null)
    try {
      if (setup) {
        await api.setUp({ name, displayName, password })
        const session = await api.session()
        if (!session.user) await api.signIn({ name, password })
      } else await api.signIn({ name, password })
      entered()
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="entry">
      <aside className="entry-side" aria-hidden="true">
        <Ridges />
        <div className="entry-motto">
          <strong>{w.motto}</strong>
          <span>{w.mottoLead}</span>
        </div>
      </aside>
      <main className="entry-main">
        <div className="entry-language">
          <Button
            type="text"
            icon={<Icon name="language" />}
            title={words.common.languageLabel}
            onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{words.common.language}</span>
          </Button>
        </div>
        <div className="entry-card">
          <div className="entry-brand">
            <img src={markUrl} alt="" width={40} height={40} />
            <div>
              <strong>{words.product}</strong>
              <span>{words.productLong}</span>
            </div>
          </div>
          <h1>{setup ? w.setUp : w.signIn}</h1>
          <p className="quiet">{setup ? w.setUpLead : w.signInLead}</p>
          {error && <Failure error={error} />}
          <Form<Fields> layout="vertical" requiredMark={false} onFinish={submit} disabled={busy} size="large">
            <Form.Item name="name" label={w.name} rules={needed(w.name)}>
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            {setup && (
              <Form.Item name="displayName" label={w.displayName} rules={needed(w.displayName)}>
                <Input autoComplete="name" />
              </Form.Item>
            )}
            <Form.Item
              name="password"
              label={w.password}
              extra={setup ? w.passwordRule : undefined}
              rules={[...needed(w.password), ...(setup ? [{ min: 8, message: w.passwordRule }] : [])]}
            >
              <Input.Password autoComplete={setup ? 'new-password' : 'current-password'} />
            </Form.Item>
            {setup && (
              <Form.Item
                name="again"
                label={w.passwordAgain}
                dependencies={['password']}
                rules={[
                  ...needed(w.passwordAgain),
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
            )}
            <Button type="primary" htmlType="submit" block loading={busy}>
              {setup ? w.create : w.signIn}
            </Button>
          </Form>
          <p className="entry-public">
            <a href="/">{w.toPublic}</a>
          </p>
        </div>
      </main>
    </div>
  )
}

/** Mountain ridges in thinning ink, as on an old map. */
const Ridges = () => (
  <svg viewBox="0 0 600 900" preserveAspectRatio="xMidYMax slice" role="presentation">
    <rect width="600" height="900" fill="#12303f" />
    <circle cx="430" cy="230" r="62" fill="#cfeaf0" opacity=".12" />
    <path
      d="M0 560 70 500 130 540 210 430 270 500 330 455 420 560 480 520 600 610V900H0z"
      fill="#1f6483"
      opacity=".35"
    />
    <path d="M0 660 90 590 160 640 250 540 330 640 400 600 500 690 600 640V900H0z" fill="#1f6f8b" opacity=".45" />
    <path d="M0 760 110 690 200 750 300 660 390 760 470 720 600 790V900H0z" fill="#2b7f9b" opacity=".5" />
    <path d="M0 840 120 790 240 840 350 780 460 840 600 800V900H0z" fill="#0d2431" opacity=".8" />
  </svg>
)
