import { Button, Dropdown, Layout, Menu } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { api } from './api.ts'
import { Entry } from './entry.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Link } from './link.tsx'
import { useLoad } from './load.ts'
import markUrl from './mark.svg'
import { usePanes } from './panes.ts'
import { go, href, useRoute } from './route.ts'
import { UserContext } from './session.ts'
import { SignInAgain } from './sign-in-again.tsx'
import { Boundary, Busy, Failure, NotThere } from './state.tsx'
import type { User } from './wire.ts'
import { useSpeech } from './words.ts'
import type { Words } from './words.zh.ts'

const Overview = lazy(() => import('./overview.tsx'))
const Plans = lazy(() => import('./plan/plans.tsx'))
const Reader = lazy(() => import('./plan/reader.tsx'))
const MapPage = lazy(() => import('./map/map-page.tsx'))
const Queue = lazy(() => import('./review/queue.tsx'))
const BatchReview = lazy(() => import('./review/batch-review.tsx'))
const NewApplication = lazy(() => import('./review/new-application.tsx'))
const AmendApplication = lazy(() => import('./review/amend-application.tsx'))
const ApplicationPage = lazy(() => import('./review/application-page.tsx'))
const Ledger = lazy(() => import('./ledger/ledger.tsx'))
const Progress = lazy(() => import('./progress/progress.tsx'))
const Objections = lazy(() => import('./public/objections.tsx'))
const System = lazy(() => import('./system/system.tsx'))

/** The rail, in the order of the work; the keys are the first part of each address. */
const rail: readonly { key: string; icon: IconName; word: (words: Words) => string }[] = [
  { key: '', icon: 'overview', word: (words) => words.rail.overview },
  { key: 'plans', icon: 'plans', word: (words) => words.rail.plans },
  { key: 'map', icon: 'map', word: (words) => words.rail.map },
  { key: 'review', icon: 'review', word: (words) => words.rail.review },
  { key: 'ledger', icon: 'ledger', word: (words) => words.rail.ledger },
  { key: 'progress', icon: 'progress', word: (words) => words.rail.progress },
  { key: 'public', icon: 'public', word: (words) => words.rail.public },
  { key: 'system', icon: 'system', word: (words) => words.rail.system },
]

const screen = (path: readonly string[]): ReactNode => {
  const [room, id, step] = path
  if (room === undefined) return <Overview />
  if (room === 'plans') return id ? <Reader key={id} id={id} /> : <Plans />
  if (room === 'map') return <MapPage />
  if (room === 'review') {
    if (id === 'new') return <NewApplication />
    if (id === 'batch') return <BatchReview />
    if (id && step === 'amend') return <AmendApplication key={id} id={id} />
    return id ? <ApplicationPage key={id} id={id} /> : <Queue />
  }
  if (room === 'ledger') return <Ledger />
  if (room === 'progress') return <Progress />
  if (room === 'public') return <Objections />
  if (room === 'system') return <System />
  return <NotThere />
}

const Shell = ({ user, signedOut }: { user: User; signedOut: () => void }) => {
  const { words, language, setLanguage } = useSpeech()
  const route = useRoute()
  const room = route.path[0] ?? ''
  usePanes()
  const current = rail.find((entry) => entry.key === room)
  useEffect(() => {
    document.title = `${current?.word(words) ?? words.product} · ${words.product}`
  }, [current, words])
  // Who came here by a button that is no more does not start again at the top of the page.
  const place = route.path.join('/')
  useEffect(() => {
    if (place && document.activeElement === document.body) document.getElementById('content')?.focus()
  }, [place])
  const leave = async () => {
    await api.signOut().catch(() => null)
    // Drafts and drawn areas are not left to whoever signs in next.
    sessionStorage.clear()
    signedOut()
  }
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {words.common.skip}
      </a>
      <Layout.Sider width={184} breakpoint="xl" collapsedWidth={64} className="rail">
        <Link href={href([])} className="brand" aria-label={words.product}>
          <img src={markUrl} alt="" width={30} height={30} />
          <span className="brand-name">{words.product}</span>
        </Link>
        <nav aria-label={words.rail.label}>
          <Menu
            theme="dark"
            mode="inline"
            selectedKeys={[room]}
            items={rail.map((entry) => ({
              key: entry.key,
              icon: <Icon name={entry.icon} />,
              label: <Link href={href(entry.key ? [entry.key] : [])}>{entry.word(words)}</Link>,
            }))}
          />
        </nav>
      </Layout.Sider>
      <Layout className="body">
        <Layout.Header className="top">
          <span className="top-title">{words.productLong}</span>
          <span className="top-tools">
            <Button type="text" href="/" icon={<Icon name="link" />}>
              {words.common.publicSite}
            </Button>
            <Button
              type="text"
              icon={<Icon name="language" />}
              title={words.common.languageLabel}
              onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
            >
              <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{words.common.language}</span>
            </Button>
            <Dropdown
              autoFocus
              trigger={['click']}
              menu={{
                items: [
                  { key: 'me', label: user.name, disabled: true },
                  { key: 'leave', label: words.common.signOut },
                ],
                onClick: ({ key }) => key === 'leave' && leave(),
              }}
            >
              <Button type="text" icon={<Icon name="person" />}>
                {user.displayName || user.name}
              </Button>
            </Dropdown>
          </span>
        </Layout.Header>
        <Layout.Content id="content" className="content" tabIndex={-1}>
          <Boundary key={place}>
            <Suspense fallback={<Busy />}>{screen(route.path)}</Suspense>
          </Boundary>
        </Layout.Content>
      </Layout>
      <SignInAgain user={user} />
    </Layout>
  )
}

/** The door: asks who is there, and shows the workbench or the entry. */
export const Workbench = () => {
  const [turn, setTurn] = useState(0)
  const session = useLoad(`session-${turn}`, api.session)
  const enter = () => setTurn((before) => before + 1)
  if (session.error) {
    return (
      <div className="page">
        <Failure error={session.error} again={session.again} />
      </div>
    )
  }
  if (!session.data) return <Busy />
  const { user, setup } = session.data
  if (!user) return <Entry setup={setup} entered={enter} />
  return (
    <UserContext value={user}>
      <Shell
        user={user}
        signedOut={() => {
          go(href([]), true)
          enter()
        }}
      />
    </UserContext>
  )
}
