/** What a page shows while it waits, when it has nothing, and when something went wrong. */
import { Alert, Button, Empty, Result, Spin } from 'antd'
import { Component, type ReactNode, useEffect, useState } from 'react'
import type { ApiError } from './api.ts'
import { Link } from './link.tsx'
import type { Load } from './load.ts'
import { href } from './route.ts'
import { type Language, SpeechContext, useSpeech, useWords } from './words.ts'
import type { Words } from './words.zh.ts'

/** What happened, in the screen's language: the server's own sentence where it gave one. */
export const explain = (error: ApiError, words: Words, language: Language): string => {
  const said = language === 'en' ? error.messageEn || error.message : error.message
  if (said) return said
  const known: Record<number, string> = {
    0: words.error.unreachable,
    401: words.error.unauthorised,
    403: words.error.forbidden,
    404: words.error.missing,
    413: words.error.tooLarge,
    429: words.error.tooMany,
    500: words.error.server,
    502: words.error.unreachable,
    503: words.error.unreachable,
  }
  return known[error.status] ?? words.error.other(error.status)
}

export const Failure = ({ error, again }: { error: ApiError; again?: () => void }) => {
  const { words, language } = useSpeech()
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={words.error.title}
      description={explain(error, words, language)}
      action={again && <Button onClick={again}>{words.common.retry}</Button>}
    />
  )
}

/** Appears only after a moment: what is fast should not flicker. */
export const Busy = ({ label }: { label?: string }) => {
  const words = useWords()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="busy" role="status" aria-live="polite">
      {late && <Spin description={label ?? words.common.loading} size="large" />}
    </div>
  )
}

/** Nothing here yet, and what to do about it. */
export const Nothing = ({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) => (
  <Empty
    className="nothing"
    image={Empty.PRESENTED_IMAGE_SIMPLE}
    description={
      <>
        <strong>{title}</strong>
        {hint && <div className="quiet">{hint}</div>}
      </>
    }
  >
    {children}
  </Empty>
)

/** An address that leads nowhere, and the way back; `error` says what was not found where the server knows. */
export const NotThere = ({ error }: { error?: ApiError }) => {
  const { words, language } = useSpeech()
  const { notFound, notFoundHint } = words.common
  return (
    <Result
      icon={null}
      title={<h1>{error ? explain(error, words, language) : notFound}</h1>}
      subTitle={notFoundHint}
      extra={<Link href={href([])}>{words.common.toOverview}</Link>}
    />
  )
}

/** The answer when it is there; otherwise why not. `whole`: it is all there is on the page. */
export const Loaded = <T,>({
  load,
  whole,
  children,
}: {
  load: Load<T>
  whole?: boolean
  children: (data: T) => ReactNode
}) => {
  if (load.data !== undefined) return <>{children(load.data)}</>
  if (whole && load.error?.status === 404) return <NotThere error={load.error} />
  if (load.error) return <Failure error={load.error} again={load.again} />
  return <Busy />
}

/** A fault of ours in one page leaves the rest of the workbench standing. */
export class Boundary extends Component<{ children: ReactNode }, { fault: Error | null }> {
  static override contextType = SpeechContext
  declare context: React.ContextType<typeof SpeechContext>
  override state: { fault: Error | null } = { fault: null }
  static getDerivedStateFromError(fault: Error) {
    return { fault }
  }
  override render() {
    const { fault } = this.state
    if (!fault) return this.props.children
    const { words } = this.context
    return (
      <div className="page">
        <Alert
          type="error"
          showIcon
          title={words.error.broken}
          description={
            <>
              <p>{words.error.brokenHint}</p>
              <pre className="fault">{fault.message}</pre>
            </>
          }
          action={<Button onClick={() => location.reload()}>{words.error.reload}</Button>}
        />
      </div>
    )
  }
}
