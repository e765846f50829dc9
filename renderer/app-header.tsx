import type { ReactNode } from 'react'
import type { Deployment } from '../shared/deployment.ts'
import { isLive } from '../shared/lifecycle.ts'
import { useQuery } from './api/use-query.ts'
import { Help } from './help.tsx'
import { href, type Route, routes, type Screen } from './router.ts'
import { Badge, PhaseBadge } from './ui/badge.tsx'
import { ErrorNotice } from './ui/error-notice.tsx'
import { TearDownButton } from './ui/tear-down-button.tsx'
import { useTearDowns } from './ui/tear-down.tsx'

/** The entries of the navigation, each with the screens on which it is the current one. */
const places: readonly (readonly ['home' | 'deployments' | 'settings', ...Screen[]])[] = [
  ['home'],
  ['deployments', 'sweep', 'deployment'],
  ['settings'],
]

/** On every screen: where to go, what is live, and the button that tears it down. */
export function AppHeader({ route }: { route: Route }): ReactNode {
  const tearDowns = useTearDowns()
  return (
    <>
      <header className="app-header">
        <a className="app-name" href={href('/')}>
          <SluiceMark />
          Sluice
        </a>
        <nav aria-label="Main">
          <ul className="app-nav">
            {places.map(([screen, ...within]) => (
              <li key={screen}>
                <a
                  href={href({ screen })}
                  aria-current={[screen, ...within].some((one) => one === route.screen) ? 'page' : undefined}
                >
                  {routes[screen].title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <LiveNow />
        <Help />
      </header>
      {tearDowns.error === null ? null : (
        <div className="app-notice">
          <ErrorNotice title="The teardown could not be started" error={tearDowns.error} />
        </div>
      )}
    </>
  )
}

function LiveNow(): ReactNode {
  const loaded = useQuery('deployments.list', {}, ['deployment.changed'])
  const live = loaded.state === 'ready' ? loaded.value.filter((deployment) => isLive(deployment.phase)) : []
  const only = live.length === 1 ? live[0] : undefined
  return (
    <section className="app-live" aria-label="Live deployments">
      {live.length === 0 ? (
        <span className="muted small">{loaded.state === 'ready' ? 'Nothing is live' : ''}</span>
      ) : (
        <>
          <a
            className="app-live-link"
            href={href(
              only === undefined ? { screen: 'deployments' } : { screen: 'deployment', id: only.id },
            )}
          >
            <span>{live.length} live</span>
            <LivePhase live={live} />
          </a>
          <TearDownButton small deployments={live} target="everything" label="Tear down everything" />
        </>
      )}
    </section>
  )
}

/** The phase of the deployment that needs most attention. */
function LivePhase({ live }: { live: readonly Deployment[] }): ReactNode {
  const phase = (['stranded', 'measuring', 'deploying', 'removing', 'ready'] as const).find((each) =>
    live.some((one) => one.phase === each),
  )
  return phase === undefined ? <Badge>Live</Badge> : <PhaseBadge phase={phase} />
}

/** A gate in a channel: what Sluice is named after. */
function SluiceMark(): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3 2v16M17 2v16" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M6 3h8v7H6z" fill="currentColor" />
      <path
        d="M6 14.2q2-1.8 4 0t4 0M6 17.4q2-1.8 4 0t4 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  )
}
