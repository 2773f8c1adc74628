/** Whether everybody may read a plan; those who may decide that publish it or take it back here. */
import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { type ApiError, api } from '#web/api.ts'
import { Mark } from '#web/mark.tsx'
import { mayPublish, useUser } from '#web/session.ts'
import { explain } from '#web/state.tsx'
import { useSpeech, useWords } from '#web/words.ts'

export const PublicationMark = ({ published }: { published: string | null }) => {
  const { publication: w } = useWords().plans
  return <Mark tone={published ? 'pass' : 'idle'}>{published ? w.isPublic : w.isDraft}</Mark>
}

export const Publication = ({
  id,
  region,
  published,
}: {
  id: string
  /** Code of the region the plan is kept under. */
  region: string
  published: string | null
}) => {
  const { words, language } = useSpeech()
  const w = words.plans.publication
  const { message } = App.useApp()
  const user = useUser()
  const [since, setSince] = useState(published)
  const [busy, setBusy] = useState(false)
  const turn = async () => {
    setBusy(true)
    try {
      const answer = await api.publish(id, since === null)
      setSince(answer.published)
      message.success(answer.published ? w.published : w.withdrawn)
    } catch (failed) {
      message.error(explain(failed as ApiError, words, language))
    } finally {
      setBusy(false)
    }
  }
  return (
    <span className="publication">
      <PublicationMark published={since} />
      {mayPublish(user, region) && (
        <Popconfirm
          title={since ? w.withdrawAsk : w.publishAsk}
          okText={since ? w.withdraw : w.publish}
          cancelText={words.common.cancel}
          onConfirm={turn}
          placement="bottomRight"
        >
          <Button loading={busy}>{since ? w.withdraw : w.publish}</Button>
        </Popconfirm>
      )}
    </span>
  )
}
