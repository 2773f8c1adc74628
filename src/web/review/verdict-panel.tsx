/** An opinion, line by line: the same panel while one types and on the page of a stored application. */
import { Collapse, Tag } from 'antd'
import { memo, type ReactNode, useDeferredValue } from 'react'
import type { LandNote } from '#review/land-note.ts'
import type { Opinion, OpinionFinding } from '#review/opinion.ts'
import { basisIn, computedIn, conditionIn } from '#rules/english.ts'
import type { FindingVerdict } from '#rules/finding.ts'
import { Link } from '#web/link.tsx'
import { FindingMark, findingTone, Mark, VerdictMark, verdictTone } from '#web/mark.tsx'
import { keyOf } from '#web/plan/anchors.ts'
import { href } from '#web/route.ts'
import { say, useSpeech, useWords, wordFor } from '#web/words.ts'
import { groupedFindings, ofVerdict } from './finding-group.ts'

type Props = {
  opinion: Opinion
  planId: string | null
  /** Plan ids by title, for findings of upper plans. */
  idOf?: ReadonlyMap<string, string>
  /** Leads to where a missing fact can be given; false where it cannot be given here. */
  ask?: (field: string) => (() => void) | null
}

export const VerdictPanel = memo(({ opinion, planId, idOf, ask }: Props) => {
  const { words, language } = useSpeech()
  const w = words.review.live
  const deciding = ofVerdict(opinion.findings, 'fail', 'needs-a-person', 'needs-reasons')
  // What is folded away comes after what is seen, as soon as the hand leaves time for it.
  const folded = useDeferredValue(opinion)
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
              <Missing key={field} field={field} go={ask?.(field) ?? null} />
            ))}
          </div>
        </Part>
      )}
      {deciding.length > 0 && <Findings findings={deciding} planId={planId} {...(idOf ? { idOf } : {})} />}
      {opinion.findings.every(({ verdict }) => verdict === 'not-applicable') && <p className="quiet">{w.noFindings}</p>}
      {opinion.remedy && opinion.remedy.changes.length > 0 && (
        <Part title={w.conform}>
          <ol className="remedy">
            {opinion.remedy.changes.map((change) => (
              <li key={`${change.field} ${change.rules.join()}`}>{say(language, change.message)}</li>
            ))}
          </ol>
          <p className="remedy-then">
            {w.remedied} <VerdictMark verdict={opinion.remedy.verdict} />
          </p>
        </Part>
      )}
      {opinion.land && opinion.land.notes.length > 0 && (
        <Part title={words.map.overlaps}>
          <ul className="plain findings">
            {lasting(opinion.land.notes).map(([key, { verdict, about, message, computed, basis }]) => (
              <NoteLine
                key={key}
                verdict={verdict}
                said={say(language, message)}
                computed={about !== 'overlap' && computed ? computedIn(language, computed) : null}
                basis={basis && basisIn(language, basis)}
              />
            ))}
          </ul>
        </Part>
      )}
      {opinion.conditions.length > 0 && (
        <Part title={w.conditions}>
          <ol className="remedy">
            {opinion.conditions.map((condition) => (
              <li key={condition}>{conditionIn(language, condition)}</li>
            ))}
          </ol>
        </Part>
      )}
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
      <Folds opinion={folded} planId={planId} {...(idOf ? { idOf } : {})} />
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

/** What decides nothing, folded away. */
const Folds = memo(({ opinion, planId, idOf }: Omit<Props, 'ask'>) => {
  const { words, language } = useSpeech()
  const w = words.review.live
  const folded = (key: string, verdict: FindingVerdict, label: (n: number) => string) => {
    const findings = ofVerdict(opinion.findings, verdict)
    const list = <Findings findings={findings} planId={planId} {...(idOf ? { idOf } : {})} />
    return findings.length > 0 ? [{ key, label: label(findings.length), children: list }] : []
  }
  return (
    <Collapse
      ghost
      items={[
        ...folded('unknown', 'unknown', w.undecided),
        ...folded('condition', 'condition', w.conditioned),
        ...folded('preferred', 'preferred', w.preferred),
        ...folded('pass', 'pass', w.passes),
        ...folded('idle', 'not-applicable', w.inapplicable),
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
                        <span className="quiet">{basisIn(language, note.basis)}</span>
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]
          : []),
      ]}
    />
  )
})

/**
 * Notes under keys that last: what each says but for its figures, which change with every move of a corner while the line
 * stays, and which it is of those that say the same.
 */
const lasting = (notes: readonly LandNote[]): readonly (readonly [string, LandNote])[] => {
  const before = new Map<string, number>()
  return notes.map((note) => {
    const said = note.message.zh.replace(/[\d.]+(?=\s*[\p{Script=Han}%])/gu, '')
    const nth = before.get(said) ?? 0
    before.set(said, nth + 1)
    return [`${said} ${nth}`, note]
  })
}

type NoteProps = {
  readonly verdict: LandNote['verdict']
  readonly said: string
  readonly computed: string | null
  readonly basis: string | null
}

/** What the map says of one thing; drawn again only when it says something else. */
const NoteLine = memo(({ verdict, said, computed, basis }: NoteProps) => (
  <li className="finding">
    {verdict !== 'told' && (
      <div className="finding-head">
        <FindingMark verdict={verdict} />
      </div>
    )}
    <p>{said}</p>
    {computed && <code className="computed">{computed}</code>}
    {basis && <span className="quiet">{basis}</span>}
  </li>
))

const Part = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => (
  <section className="verdict-part">
    <h3>{title}</h3>
    {hint && <p className="quiet small">{hint}</p>}
    {children}
  </section>
)

/** A fact that is lacking; a button where it can be given on this page. */
const Missing = ({ field, go }: { field: string; go: (() => void) | null }) => {
  const words = useWords()
  const mark = <Mark tone="unknown">{wordFor(words.measure, field)}</Mark>
  if (!go) return mark
  return (
    <button type="button" className="mark-button" onClick={go}>
      {mark}
    </button>
  )
}

/** A list of cards; of a folded list nothing is put together before it is opened. */
const Findings = ({ findings, planId, idOf }: Omit<Props, 'opinion' | 'ask'> & { findings: Opinion['findings'] }) => (
  <ul className="plain findings">
    {groupedFindings(findings).map((group) => (
      <FindingCard
        key={`${group[0]!.plan} ${group[0]!.rule}`}
        group={group}
        planId={group[0]!.upper ? (idOf?.get(group[0]!.plan) ?? null) : planId}
      />
    ))}
  </ul>
)

type CardProps = { readonly group: readonly OpinionFinding[]; readonly planId: string | null }

/** While a corner is dragged most findings are judged anew and say the same again. */
const saysTheSame = (a: CardProps, b: CardProps): boolean =>
  a.planId === b.planId && JSON.stringify(a.group) === JSON.stringify(b.group)

/** One thing rules say, in one card: outcome once, and each clause that says it with its sentence and arithmetic. */
const FindingCard = memo(({ group, planId }: CardProps) => {
  const words = useWords()
  const w = words.review.live
  const [first] = group as readonly [OpinionFinding, ...OpinionFinding[]]
  const forces = [...new Set(group.map(({ force }) => force))]
  return (
    <li className={`finding finding-${findingTone[first.verdict]}`}>
      <div className="finding-head">
        <FindingMark verdict={first.verdict} />
        {forces.map((force) => (
          <Tag key={force}>{wordFor(words.force, force)}</Tag>
        ))}
        {first.upper && <Tag>{w.upper}</Tag>}
        {group.length > 1 && <Tag>{w.clauses(group.length)}</Tag>}
      </div>
      {group.map((finding, i) => (
        <FindingLine key={finding.rule} finding={finding} planId={planId} before={group[i - 1] ?? null} />
      ))}
      {first.missing.length > 0 && (
        <p className="quiet small">
          {w.missing}
          {words.common.colon}
          {first.missing.map((field) => wordFor(words.measure, field)).join(words.common.comma)}
        </p>
      )}
    </li>
  )
}, saysTheSame)

/** One clause: its sentence and arithmetic (not again where the clause before has the same), its words and the way to them. */
const FindingLine = ({
  finding,
  planId,
  before,
}: {
  finding: OpinionFinding
  planId: string | null
  before: OpinionFinding | null
}) => {
  const { words, language } = useSpeech()
  const w = words.review.live
  return (
    <>
      {before?.message.zh !== finding.message.zh && <p>{say(language, finding.message)}</p>}
      {finding.governedBy && (
        <div>
          <Tag>{w.governed}</Tag>
        </div>
      )}
      {finding.computed && finding.computed !== before?.computed && (
        <code className="computed">{computedIn(language, finding.computed)}</code>
      )}
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
    </>
  )
}
