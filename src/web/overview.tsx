import { Button } from 'antd'
import { api } from './api.ts'
import { Icon } from './icon.tsx'
import { Link } from './link.tsx'
import { useLoad } from './load.ts'
import { Mark } from './mark.tsx'
import { formatNumber } from './number.ts'
import { Page } from './page.tsx'
import { regionName } from './region.tsx'
import { isDone, isOverdue } from './review/clock.tsx'
import { QueueTable } from './review/queue.tsx'
import { go, href } from './route.ts'
import { useUser } from './session.ts'
import { Loaded, Nothing } from './state.tsx'
import { useWords } from './words.ts'

/** The desk in the morning: what waits, what is late, what the plans contradict. */
const Overview = () => {
  const words = useWords()
  const w = words.overview
  const user = useUser()
  const plans = useLoad('plans', api.plans)
  const applications = useLoad('applications', api.applications)
  const open = (applications.data ?? []).filter(({ status }) => !isDone(status))
  const late = open.filter(({ due, status }) => isOverdue(due, status))
  const fails = (plans.data ?? []).reduce((sum, { counts }) => sum + counts.fails, 0)
  return (
    <Page
      title={w.greeting(user.displayName || user.name)}
      actions={
        <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => go(href(['review', 'new']))}>
          {w.newApplication}
        </Button>
      }
    >
      <div className="figures">
        <Figure label={w.queue} value={applications.data && open.length} to={href(['review'])} />
        <Figure
          label={w.overdue}
          value={applications.data && late.length}
          to={href(['review'])}
          bad={late.length > 0}
        />
        <Figure label={w.plans} value={plans.data?.length} to={href(['plans'])} />
        <Figure label={w.fails} value={plans.data && fails} to={href(['plans'])} bad={fails > 0} />
      </div>
      <section className="section">
        <div className="section-head">
          <h2>{w.queueTitle}</h2>
          <Link href={href(['review'])}>{w.toQueue}</Link>
        </div>
        <Loaded load={applications}>
          {() =>
            open.length === 0 ? (
              <div className="panel">
                <Nothing title={w.queueEmpty} />
              </div>
            ) : (
              <QueueTable entries={open.slice(0, 8)} />
            )
          }
        </Loaded>
      </section>
      <section>
        <div className="section-head">
          <h2>{w.plansTitle}</h2>
          <Link href={href(['plans'])}>{w.toPlans}</Link>
        </div>
        <Loaded load={plans}>
          {(entries) =>
            entries.length === 0 ? (
              <div className="panel">
                <Nothing title={words.plans.empty} hint={words.plans.emptyHint} />
              </div>
            ) : (
              <ul className="plain plan-cards">
                {entries.slice(0, 6).map((plan) => (
                  <li key={plan.id}>
                    <Link href={href(['plans', plan.id])} className="plan-card">
                      <strong>{plan.title || words.reader.untitled}</strong>
                      <span className="quiet">{regionName(plan.region)}</span>
                      <span className="plan-card-marks">
                        <span className="quiet">
                          {words.plans.columns.rules} {formatNumber(plan.counts.rules)}
                        </span>
                        <Mark tone={plan.counts.fails > 0 ? 'fail' : 'pass'}>
                          {`${words.plans.columns.fails} ${formatNumber(plan.counts.fails)}`}
                        </Mark>
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </Page>
  )
}

const Figure = ({ label, value, to, bad }: { label: string; value: number | undefined; to: string; bad?: boolean }) => (
  <Link href={to} className={`figure${bad ? ' figure-bad' : ''}`}>
    <span className="figure-value">
      {bad && <Icon name="doubt" size={22} />}
      {value === undefined ? '…' : formatNumber(value)}
    </span>
    <span className="figure-label">{label}</span>
  </Link>
)

export default Overview
