/** A plan opened: contents, the document, and beside it what was understood; each side leads to the other. */
import { Button, Dropdown, Space, Switch } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Place } from '#document/document.ts'
import type { Confirmation } from '#ledger/confirmation.ts'
import { api, file } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { go, href, useRoute } from '#web/route.ts'
import { mayPlan, useUser } from '#web/session.ts'
import { Loaded } from '#web/state.tsx'
import type { Decision, PlanPage } from '#web/wire.ts'
import { useWords } from '#web/words.ts'
import type { ItemKey } from './anchors.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { DocumentPane } from './document-pane.tsx'
import { rememberPlan } from './last-plan.ts'
import { OutlinePane } from './outline-pane.tsx'
import { Publication } from './publication.tsx'
import { Understanding } from './understanding.tsx'
import { anchorsIn, type Entry, latestDecisions, type Tab, understoodOf } from './understood.ts'

const Reader = ({ id }: { id: string }) => {
  useEffect(() => rememberPlan(id), [id])
  const load = useLoad(`plan-${id}`, () => api.plan(id))
  return (
    <Loaded load={load} whole>
      {(page) => <OpenPlan page={page} />}
    </Loaded>
  )
}

/** Brings an element to the middle of its own scrolling pane, without moving the page. */
const bringIntoView = (element: Element | null | undefined): void => {
  if (!element) return
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: calm ? 'auto' : 'smooth' })
}

const OpenPlan = ({ page }: { page: PlanPage }) => {
  const words = useWords()
  const w = words.reader
  const user = useUser()
  const route = useRoute()
  const { plan } = page
  const left = useRef<HTMLDivElement>(null)
  const entries = useMemo(() => understoodOf(page), [page])
  const anchors = useMemo(() => anchorsIn(entries), [entries])
  const byKey = useMemo(() => new Map(entries.map((entry) => [entry.key, entry])), [entries])
  const [selected, setSelected] = useState<ItemKey | null>(() => {
    const at = route.query.get('at')
    return at && byKey.has(at) ? at : null
  })
  const [tab, setTab] = useState<Tab>(() => (selected ? byKey.get(selected)!.tab : 'indicators'))
  const [marks, setMarks] = useState(true)
  const [confirmations, setConfirmations] = useState<readonly Confirmation[]>(page.confirmations)
  const [asked, setAsked] = useState<{ entry: Entry; decision: Decision } | null>(null)
  const decisions = useMemo(() => latestDecisions(confirmations), [confirmations])

  const select = useCallback(
    (key: ItemKey) => {
      setSelected(key)
      setTab(byKey.get(key)!.tab)
      go(href(['plans', page.id], { at: key }), true)
    },
    [byKey, page.id],
  )
  const goTo = useCallback((place: Place, follow = false) => {
    const at = nearestBlock(left.current, place)
    bringIntoView(at)
    if (follow) at?.querySelector<HTMLElement>('.um-on, .um')?.focus({ preventScroll: true })
    at?.classList.add('flash')
    setTimeout(() => at?.classList.remove('flash'), 1600)
  }, [])
  const fromRight = useCallback(
    (key: ItemKey) => {
      select(key)
      const mark = left.current?.querySelector(`[data-keys~="${CSS.escape(key)}"]`)
      if (mark) bringIntoView(mark)
      else if (byKey.get(key)!.places[0]) goTo(byKey.get(key)!.places[0]!)
    },
    [select, byKey, goTo],
  )
  // A second click on the same words goes on to the next thing read from them.
  const chosen = useRef<ItemKey | null>(null)
  chosen.current = selected
  const fromLeft = useCallback(
    (keys: readonly ItemKey[], follow: boolean) => {
      const at = chosen.current === null ? -1 : keys.indexOf(chosen.current)
      const key = keys[(at + 1) % keys.length]!
      select(key)
      // The entry's tab may only now be drawn.
      if (follow)
        requestAnimationFrame(() =>
          document.getElementById(`entry-${key}`)?.querySelector('button')?.focus({ preventScroll: true }),
        )
    },
    [select],
  )

  // The document is not rendered again for a selection: its marks are found by their keys and switched.
  useEffect(() => {
    if (!selected) return
    const on = [...(left.current?.querySelectorAll(`[data-keys~="${CSS.escape(selected)}"]`) ?? [])]
    for (const mark of on) mark.classList.add('um-on')
    const entry = () => bringIntoView(document.getElementById(`entry-${selected}`))
    entry()
    // Entries out of sight have only a guessed height; once they are laid out the way is corrected.
    const again = setTimeout(entry, 450)
    return () => {
      clearTimeout(again)
      for (const mark of on) mark.classList.remove('um-on')
    }
  }, [selected])
  // Arriving by a link to one thing: the document starts there.
  const arrived = useRef(false)
  useEffect(() => {
    if (arrived.current || !selected) return
    arrived.current = true
    left.current?.querySelector(`[data-keys~="${CSS.escape(selected)}"]`)?.scrollIntoView({ block: 'center' })
  }, [selected])

  const { period } = plan
  return (
    <div className="reader">
      <a className="skip" href="#document">
        {w.toDocument}
      </a>
      <a className="skip" href={`#tab-${tab}`}>
        {w.toUnderstood}
      </a>
      <header className="reader-head">
        <Link href={href(['plans'])} className="back" aria-label={words.common.back}>
          <Icon name="back" />
        </Link>
        <div className="reader-title">
          <h1 title={plan.title}>{plan.title || w.untitled}</h1>
          <span className="quiet">
            {[
              plan.region?.name,
              plan.region && words.region[plan.region.level],
              period.from && period.to ? w.period(period.from, period.to) : null,
              period.base ? w.base(period.base) : null,
              period.outlook ? w.outlook(period.outlook) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
        <Space size="middle">
          <span className="switch">
            <Switch size="small" checked={marks} onChange={setMarks} id="show-marks" />
            <label htmlFor="show-marks">{w.showMarks}</label>
          </span>
          <Publication id={page.id} region={page.region} published={page.published} />
          <Dropdown
            autoFocus
            trigger={['click']}
            menu={{
              items: [
                { key: 'docx', label: <a href={file.checkDocx(page.id)}>{w.checkDocx}</a> },
                { key: 'pdf', label: <a href={file.checkPdf(page.id)}>{w.checkPdf}</a> },
                { key: 'xlsx', label: <a href={file.checkXlsx(page.id)}>{w.checkXlsx}</a> },
                { key: 'source', label: <a href={file.source(page.id)}>{w.source}</a> },
              ],
            }}
          >
            <Button icon={<Icon name="download" size={16} />}>{words.common.download}</Button>
          </Dropdown>
        </Space>
      </header>
      <div className="reader-panes">
        <OutlinePane outline={plan.outline} goTo={(heading) => goTo(heading.span.at)} />
        <div id="document" tabIndex={-1} className={`document-scroll${marks ? '' : ' bare'}`} ref={left}>
          <a className="skip" href={`#tab-${tab}`}>
            {w.toUnderstood}
          </a>
          <DocumentPane plan={plan} anchors={anchors} choose={fromLeft} />
        </div>
        <Understanding
          entries={entries}
          tab={tab}
          setTab={setTab}
          selected={selected}
          choose={fromRight}
          goTo={goTo}
          region={plan.region?.code ?? null}
          decisions={decisions}
          decide={mayPlan(user) ? (entry, decision) => setAsked({ entry, decision }) : null}
        />
      </div>
      {asked && (
        <DecideDialog
          planId={page.id}
          entry={asked.entry}
          decision={asked.decision}
          close={() => setAsked(null)}
          kept={(confirmation) => setConfirmations((before) => [...before, confirmation])}
        />
      )}
    </div>
  )
}

/** The block that holds a place, or the last one that starts before it. */
const nearestBlock = (pane: HTMLElement | null, place: Place): Element | null => {
  let found: Element | null = null
  for (const element of pane?.querySelectorAll('[id^="at-"]') ?? []) {
    if (Number(element.id.slice(3)) > place.start) break
    found = element
  }
  return found
}

export default Reader
