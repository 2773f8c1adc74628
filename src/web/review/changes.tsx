/** What reads otherwise in an opinion made again, and why. */
import { formatTime } from '#web/time.ts'
import type { Change } from '#web/wire.ts'
import { type Speech, say, useSpeech, wordFor } from '#web/words.ts'

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
