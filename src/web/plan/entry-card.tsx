/** One thing understood: its gist on one line, and when chosen its quote, its place and what a person says of it. */
import { Button, Tag, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import type { Place } from '#document/document.ts'
import type { Confirmation } from '#ledger/confirmation.ts'
import type { CheckFinding } from '#plan/check/finding.ts'
import type { Fact } from '#plan/plan.ts'
import { checkedIn, computedIn } from '#rules/english.ts'
import type { Rule, Test } from '#rules/rule.ts'
import { Icon } from '#web/icon.tsx'
import { Link } from '#web/link.tsx'
import { CheckMark, Mark } from '#web/mark.tsx'
import { formatNumber } from '#web/number.ts'
import { href } from '#web/route.ts'
import { namedSubject } from '#web/subject.ts'
import { formatTime } from '#web/time.ts'

import { say, useSpeech, useWords, wordFor } from '#web/words.ts'
import type { Words } from '#web/words.zh.ts'
import type { ItemKey } from './anchors.ts'
import { useCheckTitles } from './check-titles.ts'
import type { Entry } from './understood.ts'

type Props = {
  entry: Entry
  selected: boolean
  choose: (key: ItemKey) => void
  /** `follow`: asked with the keys, which then go on from there. */
  goTo: (place: Place, follow: boolean) => void
  /** Code of the plan's region, for the way to the map. */
  region: string | null
  decision: Confirmation | undefined
  decide: ((entry: Entry, decision: Confirmation['decision']) => void) | null
}

export const EntryCard = ({ entry, selected, choose, goTo, region, decision, decide }: Props) => (
  <>
    <button type="button" className="entry-gist" aria-expanded={selected} onClick={() => choose(entry.key)}>
      <Gist entry={entry} />
      {decision && <DecisionMark decision={decision} />}
    </button>
    {selected && (
      <div className="entry-detail">
        <Detail entry={entry} goTo={goTo} region={region} />
        {decision && <DecisionNote decision={decision} />}
        {decide && (entry.kind === 'fact' || entry.kind === 'rule') && <DecideButtons entry={entry} decide={decide} />}
      </div>
    )}
  </>
)

const Gist = ({ entry }: { entry: Entry }) => {
  const { words, language } = useSpeech()
  if (entry.kind === 'fact') return <FactGist fact={entry.fact} />
  if (entry.kind === 'rule') return <RuleGist rule={entry.rule} />
  if (entry.kind === 'check') {
    return (
      <>
        <span className="gist-tags">
          <CheckMark verdict={entry.check.verdict} />
          <CheckTitle name={entry.check.check} />
        </span>
        <span className="gist-text">{checkedIn(language, entry.check.message)}</span>
        {entry.check.computed && <code className="computed">{computedIn(language, entry.check.computed)}</code>}
      </>
    )
  }
  const { message } = entry
  return (
    <>
      <span className="gist-tags">
        <Mark tone={message.severity === 'error' ? 'fail' : message.severity === 'warning' ? 'reasons' : 'idle'}>
          {words.severity[message.severity]}
        </Mark>
      </span>
      <span className="gist-text">{say(language, message)}</span>
    </>
  )
}

const CheckTitle = ({ name }: { name: string }) => {
  const { language } = useSpeech()
  const title = useCheckTitles().get(name)
  return <Tag>{title ? say(language, title) : name}</Tag>
}

const Likely = () => {
  const words = useWords()
  return (
    <Tooltip title={words.reader.likelyHint}>
      <span>
        <Mark tone="reasons">{words.reader.likely}</Mark>
      </span>
    </Tooltip>
  )
}

/** "≤ 80 矿石万吨", the number set apart so that a column of them lines up on the right. */
const Value = ({ op, value, unit }: { op: string; value: Fact['value']; unit: string | null }) => {
  const words = useWords()
  if (value === null) return null
  const sign = op === '=' ? '' : `${wordFor(words.operator, op)} `
  return (
    <span className="value">
      {sign}
      <b>{typeof value === 'number' ? formatNumber(value) : value}</b>
      {unit && <span className="unit"> {wordFor(words.unitOf, unit)}</span>}
    </span>
  )
}

const FactGist = ({ fact }: { fact: Fact }) => {
  const words = useWords()
  const named = fact.kind === 'zone' || fact.kind === 'block' || fact.kind === 'project'
  const subject = namedSubject(fact.subject, fact.measure)
  const title = named ? [fact.code, fact.name ?? fact.subject].filter(Boolean).join(' ') : fact.measure || subject
  const under = [
    fact.variety,
    fact.minerals?.join(words.common.comma),
    fact.places?.join(words.common.comma),
    fact.years ?? (fact.year ? String(fact.year) : null),
  ].filter(Boolean)
  return (
    <span className="gist-row">
      <span className="gist-main">
        <span className="gist-title">
          {title}
          {!named && fact.measure && subject && <span className="gist-subject">{subject}</span>}
        </span>
        {under.length > 0 && <span className="gist-under">{under.join(' · ')}</span>}
        <span className="gist-tags">
          {fact.kind !== 'indicator' && fact.kind !== 'floor' && !fact.zone && (
            <Tag>{wordFor(words.factKind, fact.kind)}</Tag>
          )}
          {fact.zone && <Tag>{wordFor(words.zoneKind, fact.zone)}</Tag>}
          {fact.act && <Tag>{wordFor(words.act, fact.act)}</Tag>}
          {fact.scale && <Tag>{words.scale[fact.scale]}</Tag>}
          {fact.method && <Tag>{words.method[fact.method]}</Tag>}
          {fact.attribute && <Tag className="tag-accent">{words.attribute[fact.attribute]}</Tag>}
          {fact.confidence === 'likely' && <Likely />}
        </span>
      </span>
      <Value op={fact.op} value={fact.value} unit={fact.unit} />
    </span>
  )
}

/** A rule's test in one line: "年生产规模 ≥ 30 万立方米/年". */
const testWords = (test: Test, words: Words): string => {
  const { value } = test
  const target =
    typeof value === 'number'
      ? formatNumber(value)
      : Array.isArray(value)
        ? value.join(words.common.comma)
        : ((value as string) ?? '')
  return [
    wordFor(words.measure, test.measure),
    wordFor(words.operator, test.op),
    target,
    wordFor(words.unitOf, test.unit),
  ]
    .filter((word, i, all) => Boolean(word) && all.indexOf(word) === i)
    .join(' ')
}

const RuleGist = ({ rule }: { rule: Rule }) => {
  const words = useWords()
  const asked = testWords(rule.test, words)
  return (
    <>
      <span className="gist-title">{rule.subjects.length > 0 ? rule.subjects.join(words.common.comma) : asked}</span>
      {rule.subjects.length > 0 && <span className="gist-test">{asked}</span>}
      <span className="gist-tags">
        <Tag>{wordFor(words.act, rule.act)}</Tag>
        {rule.appliesTo.length > 0 && rule.appliesTo.length <= 4 && (
          <Tag>{rule.appliesTo.map((event) => wordFor(words.event, event)).join(words.common.comma)}</Tag>
        )}
        <Tag className="tag-accent">{wordFor(words.force, rule.force)}</Tag>
        <Tag {...(rule.effect === 'refuse' ? { className: 'tag-fail' } : {})}>{wordFor(words.effect, rule.effect)}</Tag>
        {rule.condition.depositScale && <Tag>{words.scale[rule.condition.depositScale]}</Tag>}
        {rule.condition.methods?.map((method) => (
          <Tag key={method}>{words.method[method]}</Tag>
        ))}
        {rule.condition.varieties?.map((variety) => (
          <Tag key={variety}>{variety}</Tag>
        ))}
        {rule.confidence === 'likely' && <Likely />}
      </span>
    </>
  )
}

const Quoted = ({ text, at, goTo }: { text: string; at: Place; goTo: Props['goTo'] }) => {
  const words = useWords()
  return (
    <blockquote className="quoted">
      {text}
      <Button type="link" size="small" onClick={(event) => goTo(at, event.detail === 0)}>
        {words.reader.line(at.line)}
      </Button>
    </blockquote>
  )
}

/** One sentence may be both sides of a comparison: it is shown once. */
const eachOnce = (quotes: CheckFinding['quotes']): CheckFinding['quotes'] => [
  ...new Map(quotes.map((quote) => [`${quote.at.start} ${quote.text}`, quote])).values(),
]

const Detail = ({ entry, goTo, region }: Pick<Props, 'entry' | 'goTo' | 'region'>): ReactNode => {
  const { words, language } = useSpeech()
  if (entry.kind === 'fact') {
    const { fact } = entry
    return (
      <>
        <Quoted text={fact.quote} at={fact.at} goTo={goTo} />
        {fact.parent && <p className="quiet">{fact.parent}</p>}
        {fact.aim && <p className="quiet">{fact.aim}</p>}
        {fact.table && <p className="quiet">{words.reader.table(fact.table)}</p>}
        {(fact.kind === 'block' || fact.kind === 'zone') && region && (
          <Link href={href(['map'], { region, feature: fact.code ?? fact.name ?? fact.subject })}>
            {words.reader.onMap}
          </Link>
        )}
      </>
    )
  }
  if (entry.kind === 'rule') {
    const { rule } = entry
    return (
      <>
        <Quoted text={rule.quote} at={rule.at} goTo={goTo} />
        {rule.exceptions.length > 0 && (
          <div className="exceptions">
            <strong>{words.reader.exceptions}</strong>
            <ul className="plain">
              {rule.exceptions.map((exception) => (
                <li key={`${exception.at.start}${exception.when}`}>
                  <div>{exception.when}</div>
                  {exception.test && <div className="gist-test">{testWords(exception.test, words)}</div>}
                  {exception.duties.length > 0 && (
                    <div className="quiet">
                      {words.reader.duties}
                      {words.common.colon}
                      {exception.duties.join(words.common.comma)}
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
      </>
    )
  }
  if (entry.kind === 'check') {
    return (
      <>
        {eachOnce(entry.check.quotes).map((quote) => (
          <Quoted key={`${quote.at.start} ${quote.text}`} text={quote.text} at={quote.at} goTo={goTo} />
        ))}
        {entry.check.remedy && <p>{checkedIn(language, entry.check.remedy)}</p>}
      </>
    )
  }
  return entry.message.at ? (
    <Button type="link" size="small" onClick={(event) => goTo(entry.message.at!, event.detail === 0)}>
      {words.reader.line(entry.message.at.line)}
    </Button>
  ) : null
}

const DecisionMark = ({ decision }: { decision: Confirmation }) => {
  const words = useWords()
  const { decide } = words.reader
  const [tone, text] = (
    {
      confirm: ['pass', decide.confirmed],
      correct: ['condition', decide.corrected],
      reject: ['fail', decide.rejected],
    } as const
  )[decision.decision]
  return (
    <span className="gist-tags">
      <Mark tone={tone}>{text}</Mark>
      {decision.decision === 'correct' && decision.value !== undefined && (
        <b className="value">
          {typeof decision.value === 'number'
            ? formatNumber(decision.value)
            : [decision.value].flat().join(words.common.comma)}
        </b>
      )}
    </span>
  )
}

const DecisionNote = ({ decision }: { decision: Confirmation }) => {
  const { words, language } = useSpeech()
  return (
    <div className="decision-note">
      <div>{decision.reason}</div>
      <div className="quiet">{words.reader.decide.by(decision.by, formatTime(decision.at, language))}</div>
    </div>
  )
}

const DecideButtons = ({ entry, decide }: { entry: Entry; decide: NonNullable<Props['decide']> }) => {
  const { decide: w } = useWords().reader
  return (
    <div className="decide">
      <Button size="small" icon={<Icon name="pass" size={14} />} onClick={() => decide(entry, 'confirm')}>
        {w.confirm}
      </Button>
      <Button size="small" icon={<Icon name="edit" size={14} />} onClick={() => decide(entry, 'correct')}>
        {w.correct}
      </Button>
      <Button size="small" danger icon={<Icon name="fail" size={14} />} onClick={() => decide(entry, 'reject')}>
        {w.reject}
      </Button>
    </div>
  )
}
