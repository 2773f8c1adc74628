/** What reads otherwise in an opinion made again, and why. */
import type { Change } from '#web/wire.ts'
import { say, useSpeech, wordFor } from '#web/words.ts'

export const Changes = ({ changes }: { changes: readonly Change[] }) => {
  const { words, language } = useSpeech()
  return (
    <ul className="plain changes">
      {changes.map((change) => (
        <li key={change.message.zh}>
          <span className="change-kind">{wordFor(words.review.changed, change.kind)}</span>
          <span>{say(language, change.message)}</span>
        </li>
      ))}
    </ul>
  )
}
