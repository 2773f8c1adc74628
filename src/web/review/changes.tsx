/** What reads otherwise in an opinion made again, and why. */
import { Modal } from 'antd'
import type { Opinion } from '#review/opinion.ts'
import { api } from '#web/api.ts'
import { useLoad } from '#web/load.ts'
import { VerdictMark } from '#web/mark.tsx'
import { Loaded } from '#web/state.tsx'
import { formatTime } from '#web/time.ts'
import type { Change } from '#web/wire.ts'
import { type Speech, say, useSpeech, useWords, wordFor } from '#web/words.ts'

export const Changes = ({ changes }: { changes: readonly Change[] }) => {
  const speech = useSpeech()
  return (
    <ul className="plain changes">
      {changes.map((change) => (
        <li key={change.message.zh}>
          <span className="change-kind">{wordFor(speech.words.review.changed, change.kind)}</span>
          <span>{changeText(change, speech)}</span>
        </li>
      ))}
    </ul>
  )
}

/** An entry of the log comes as its own fields: "time who action subject (#number)". */
const changeText = ({ kind, message }: Change, { words, language }: Speech): string => {
  if (kind !== 'log') return say(language, message)
  const [at = '', by = '', action = '', ...rest] = message.zh.split(' ')
  return [formatTime(at, language), by, wordFor(words.system.action, action), ...rest].join(' ')
}

/** The opinion as it would come out today, beside the one that is kept. Nothing is stored. */
export const TodayDialog = ({ id, stored, close }: { id: string; stored: Opinion; close: () => void }) => {
  const words = useWords()
  const w = words.review.today
  const load = useLoad(`today-${id}`, () => api.opinionToday(id))
  return (
    <Modal open title={w.title} footer={null} onCancel={close} width={640}>
      <p className="quiet">{w.lead}</p>
      <Loaded load={load}>
        {({ opinion, changes }) => (
          <>
            <dl className="facts verdicts">
              <div>
                <dt>
                  {w.kept} {stored.date}
                </dt>
                <dd>
                  <VerdictMark verdict={stored.verdict} />
                </dd>
              </div>
              <div>
                <dt>
                  {w.now} {opinion.date}
                </dt>
                <dd>
                  <VerdictMark verdict={opinion.verdict} />
                </dd>
              </div>
            </dl>
            {changes.length === 0 ? <p>{w.same}</p> : <Changes changes={changes} />}
          </>
        )}
      </Loaded>
    </Modal>
  )
}
