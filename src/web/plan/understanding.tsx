/** The right side of the reader: everything understood, in tabs, each entry leading to its sentence. */
import { Button, Checkbox, Input } from 'antd'
import { type KeyboardEvent, memo, useMemo, useState } from 'react'
import type { Place } from '#document/document.ts'
import type { Confirmation } from '#ledger/confirmation.ts'
import { formatNumber } from '#web/number.ts'
import { Nothing } from '#web/state.tsx'

import { useWords } from '#web/words.ts'
import type { ItemKey } from './anchors.ts'
import { EntryCard } from './entry-card.tsx'
import { type Entry, type Tab, tabs } from './understood.ts'

type Props = {
  entries: readonly Entry[]
  tab: Tab
  setTab: (tab: Tab) => void
  selected: ItemKey | null
  choose: (key: ItemKey) => void
  goTo: (place: Place, follow: boolean) => void
  region: string | null
  decisions: ReadonlyMap<ItemKey, Confirmation>
  decide: ((entry: Entry, decision: Confirmation['decision']) => void) | null
}

export const Understanding = ({ entries, tab, setTab, selected, choose, goTo, region, decisions, decide }: Props) => {
  const words = useWords()
  const [filter, setFilter] = useState('')
  const [problems, setProblems] = useState(false)
  const counts = useMemo(
    () => new Map(tabs.map((name) => [name, entries.filter((e) => e.tab === name).length])),
    [entries],
  )
  const shown = useMemo(() => {
    const wanted = filter.trim().split(/\s+/).filter(Boolean)
    return entries.filter(
      (entry) =>
        entry.tab === tab &&
        (entry.key === selected || wanted.every((word) => entry.words.includes(word))) &&
        (!problems || entry.kind !== 'check' || entry.check.verdict === 'fails' || entry.check.verdict === 'doubtful'),
    )
  }, [entries, tab, filter, problems, selected])
  return (
    <section className="understanding" aria-label={words.reader.understood}>
      <TabList tab={tab} setTab={setTab} counts={counts} />
      <div className="understanding-tools">
        <Input
          allowClear
          size="small"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          placeholder={words.reader.filter}
          aria-label={words.reader.filter}
        />
        {tab === 'checks' && (
          <Checkbox checked={problems} onChange={(event) => setProblems(event.target.checked)}>
            {words.reader.onlyProblems}
          </Checkbox>
        )}
      </div>
      <div key={tab} className="entries" role="tabpanel" id="understood" aria-labelledby={`tab-${tab}`} tabIndex={-1}>
        <ul className="plain">
          {shown.map((entry) => (
            <Row
              key={entry.key}
              entry={entry}
              selected={entry.key === selected}
              choose={choose}
              goTo={goTo}
              region={region}
              decision={decisions.get(entry.key)}
              decide={decide}
            />
          ))}
        </ul>
        {shown.length === 0 &&
          (counts.get(tab) === 0 ? (
            <Nothing title={words.reader.tabEmpty[tab]} />
          ) : (
            <Nothing title={words.reader.nothingMatches}>
              <Button
                onClick={() => {
                  setFilter('')
                  setProblems(false)
                }}
              >
                {words.reader.clearFilter}
              </Button>
            </Nothing>
          ))}
      </div>
    </section>
  )
}

const Row = memo(
  ({
    entry,
    selected,
    choose,
    goTo,
    region,
    decision,
    decide,
  }: Pick<Props, 'choose' | 'goTo' | 'region' | 'decide'> & {
    entry: Entry
    selected: boolean
    decision: Confirmation | undefined
  }) => (
    <li id={`entry-${entry.key}`} className={`entry-row${selected ? ' selected' : ''}`}>
      <EntryCard
        entry={entry}
        selected={selected}
        choose={choose}
        goTo={goTo}
        region={region}
        decision={decision}
        decide={decide}
      />
    </li>
  ),
)

/** Eight short tabs on two lines: all of them in sight, arrow keys between them. */
const TabList = ({ tab, setTab, counts }: Pick<Props, 'tab' | 'setTab'> & { counts: ReadonlyMap<Tab, number> }) => {
  const words = useWords()
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 4, ArrowUp: -4 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]!
    setTab(next)
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <div role="tablist" className="tab-list" tabIndex={-1} onKeyDown={move}>
      {tabs.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-controls="understood"
          aria-selected={name === tab}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => setTab(name)}
        >
          <span>{words.reader.tabs[name]}</span>
          <span className="tab-count">{formatNumber(counts.get(name) ?? 0)}</span>
        </button>
      ))}
    </div>
  )
}
