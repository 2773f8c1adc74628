/** An opinion, line by line: the same panel while one types and on the page of a stored application. */
import { Collapse, Tag } from 'antd'
import { memo, type ReactNode } from 'react'
import type { Opinion, OpinionFinding } from '#review/opinion.ts'
import type { FindingVerdict } from '#rules/finding.ts'
import { Link } from '#web/link.tsx'
import { FindingMark, findingTone, Mark, VerdictMark, verdictTone } from '#web/mark.tsx'
import { keyOf } from '#web/plan/anchors.ts'
import { href } from '#web/route.ts'
import { say, useSpeech, useWords, wordFor } from '#web/words.ts'

/** What decides comes first. */
const order: readonly FindingVerdict[] = [
  'fail',
  'unknown',
  'needs-a-person',
  'needs-reasons',
  'condition',
  'preferred',
  'pass',
  'not-applicable',
]

type Props = {
  opinion: Opinion
  planId: string | null
  /** Plan ids by title, for findings of upper plans. */
  idOf?: ReadonlyMap<string, string>
}

export const VerdictPanel = memo(({ opinion, planId, idOf }: Props) => {
  const { words, language } = useSpeech()
  const w = words.review.live
  const sorted = [...opinion.findings].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  const deciding = sorted.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
  const passes = sorted.filter(({ verdict }) => verdict === 'pass')
  const idle = sorted.filter(({ verdict }) => verdict === 'not-applicable')
  const list = (findings: readonly OpinionFinding[]) => (
    <ul className="plain findings">
      {findings.map((finding) => (
        <FindingLine
          key={`${finding.plan} ${finding.rule}`}
          finding={finding}
          planId={finding.upper ? (idOf?.get(finding.plan) ?? null) : planId}
        />
      ))}
    </ul>
  )
  return (
    <div className={`verdict-panel tone-${verdictTone[opinion.verdict]}`}>
      <div className="verdict-head" aria-live="polite">
        <VerdictMark verdict={opinion.verdict} strong />
        {opinion.date && <span className="quiet">{opinion.date}</span>}
      </div>
      {opinion.missing.length > 0 && (
        <Part title={w.missing} hint={w.missingHint}>
          <div className="gist-tags">
            {opinion.missing.map((field) => (
              <Mark key={field} tone="unknown">
                {wordFor(words.measure, field)}
              </Mark>
            ))}
          </div>
        </Part>
      )}
      {opinion.remedy && opinion.remedy.changes.length > 0 && (
        <Part title={w.conform}>
          <ol className="remedy">
            {opinion.remedy.changes.map((change) => (
              <li key={`${change.field} ${change.to}`}>{say(language, change.message)}</li>
            ))}
          </ol>
          <p className="remedy-then">
            {w.remedied} <VerdictMark verdict={opinion.remedy.verdict} />
          </p>
        </Part>
      )}
      {opinion.conditions.length > 0 && (
        <Part title={w.conditions}>
          <ol className="remedy">
            {opinion.conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ol>
        </Part>
      )}
      {opinion.land && opinion.land.notes.length > 0 && (
        <Part title={words.map.overlaps}>
          <ul className="plain findings">
            {opinion.land.notes.map((note) => (
              <li key={note.message.zh} className="finding">
                {note.verdict !== 'told' && (
                  <div className="finding-head">
                    <FindingMark verdict={note.verdict} />
                  </div>
                )}
                <p>{say(language, note.message)}</p>
                {note.about !== 'overlap' && note.computed && <code className="computed">{note.computed}</code>}
                {note.basis && <span className="quiet">{note.basis}</span>}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {deciding.length > 0 ? list(deciding) : passes.length === 0 && <p className="quiet">{w.noFindings}</p>}
      {opinion.disagreements.length > 0 && (
        <Part title={w.disagreements}>
          <ul className="plain">
            {opinion.disagreements.map((disagreement) => (
              <li key={disagreement.rules.join()} className="disagreement">
                <p>{say(language, disagreement.message)}</p>
                {[...new Set(disagreement.quotes)].map((quote) => (
                  <blockquote key={quote} className="quoted">
                    {quote}
                  </blockquote>
                ))}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Collapse
        ghost
        items={[
          ...(passes.length > 0 ? [{ key: 'pass', label: w.passes(passes.length), children: list(passes) }] : []),
          ...(idle.length > 0 ? [{ key: 'idle', label: w.inapplicable(idle.length), children: list(idle) }] : []),
          ...(opinion.procedure.length > 0
            ? [
                {
                  key: 'procedure',
                  label: w.procedure(opinion.procedure.length),
                  children: (
                    <ul className="plain findings">
                      {opinion.procedure.map((note) => (
                        <li key={`${note.basis}${note.message.zh}`} className="finding">
                          <p>{say(language, note.message)}</p>
                          <span className="quiet">{note.basis}</span>
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
        ]}
      />
      {opinion.messages.length > 0 && (
        <ul className="plain small quiet">
          {opinion.messages.map((message) => (
            <li key={message.text}>
              {words.severity[message.severity]}
              {words.common.colon}
              {say(language, message)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
})

const Part = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => (
  <section className="verdict-part">
    <h3>{title}</h3>
    {hint && <p className="quiet small">{hint}</p>}
    {children}
  </section>
)

/** One rule's word: outcome, sentence, arithmetic, and the clause itself with the way to it. */
const FindingLine = ({ finding, planId }: { finding: OpinionFinding; planId: string | null }) => {
  const { words, language } = useSpeech()
  const w = useWords().review.live
  return (
    <li className={`finding finding-${findingTone[finding.verdict]}`}>
      <div className="finding-head">
        <FindingMark verdict={finding.verdict} />
        <Tag>{wordFor(words.force, finding.force)}</Tag>
        {finding.upper && <Tag>{w.upper}</Tag>}
        {finding.governedBy && <Tag>{w.governed}</Tag>}
      </div>
      <p>{say(language, finding.message)}</p>
      {finding.computed && <code className="computed">{finding.computed}</code>}
      {finding.quote && (
        <blockquote className="quoted">
          {finding.quote}
          {planId && (
            <Link href={href(['plans', planId], { at: keyOf('rule', finding.rule) })} className="clause-link">
              {w.toClause}
            </Link>
          )}
        </blockquote>
      )}
      {finding.missing.length > 0 && (
        <p className="quiet small">
          {w.missing}
          {words.common.colon}
          {finding.missing.map((field) => wordFor(words.measure, field)).join(words.common.comma)}
        </p>
      )}
    </li>
  )
}
