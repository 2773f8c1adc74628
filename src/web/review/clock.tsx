import { Icon } from '#web/icon.tsx'
import { today, workingDaysLeft } from '#web/time.ts'
import { useWords } from '#web/words.ts'

/** Nothing more is to be done with it. */
export const isDone = (status: string): boolean => status === 'signed' || status === 'withdrawn'

/** Waiting for the applicant, the clock stands still. */
const stands = (status: string): boolean => isDone(status) || status === 'returned'

export const isOverdue = (due: string | null, status: string): boolean =>
  due !== null && !stands(status) && workingDaysLeft(today(), due) < 0

/** The five-working-day term: how many days are left, and the day itself. */
export const Clock = ({ due, status }: { due: string | null; status: string }) => {
  const words = useWords()
  const w = words.review.clock
  if (isDone(status)) return <span className="quiet">{w.done}</span>
  if (!due) return <span className="quiet">{words.common.none}</span>
  if (stands(status)) return <span className="quiet">{w.stands}</span>
  const days = workingDaysLeft(today(), due)
  const text = days > 0 ? w.left(days) : days === 0 ? w.today : w.over(-days)
  const tone = days < 0 ? 'late' : days <= 1 ? 'soon' : 'calm'
  return (
    <span className={`clock clock-${tone}`}>
      <Icon name="clock" size={16} />
      <span>
        {text}
        <span className="clock-day">{w.due(due)}</span>
      </span>
    </span>
  )
}
