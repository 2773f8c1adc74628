/** The opinion as it comes out today or came out on another day, beside the one that is kept. Nothing is stored. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Opinion } from '#review/opinion.ts'
import { isDay } from '#rules/day.ts'
import { api, file } from '#web/api.ts'
import { Dialog } from '#web/dialog.tsx'
import { useLoad } from '#web/load.ts'
import { VerdictMark } from '#web/mark.tsx'
import { Loaded } from '#web/state.tsx'
import { today } from '#web/time.ts'
import { useSpeech } from '#web/words.ts'
import { Changes } from './changes.tsx'

export const AsOfDialog = ({ id, stored, close }: { id: string; stored: Opinion; close: () => void }) => {
  const { words, language: lang } = useSpeech()
  const w = words.review.asOf
  const [day, setDay] = useState(today)
  const asked = isDay(day) ? (day === today() ? 'today' : day) : null
  const load = useLoad(asked ? `as-of-${id}-${asked}` : null, () => api.opinionAsOf(id, asked!))
  return (
    <Dialog title={w.title} footer={null} onCancel={close} width={640}>
      <p className="quiet">{w.lead}</p>
      <label htmlFor="as-of" className="as-of">
        {w.day}
        <Input id="as-of" type="date" value={day} max={today()} onChange={(event) => setDay(event.target.value)} />
      </label>
      {asked && (
        <Loaded load={load}>
          {({ opinion, changes, same }) => (
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
                    {w.made} {opinion.date}
                  </dt>
                  <dd>
                    <VerdictMark verdict={opinion.verdict} />
                  </dd>
                </div>
              </dl>
              {changes.length > 0 ? <Changes changes={changes} /> : <p>{same ? w.identical : w.same}</p>}
              <p className="as-of-papers">
                {w.paper}
                {(['docx', 'pdf'] as const).map((form) => (
                  <Button key={form} size="small" href={file.opinion(id, form, { asOf: asked, lang })}>
                    .{form}
                  </Button>
                ))}
              </p>
            </>
          )}
        </Loaded>
      )}
    </Dialog>
  )
}
