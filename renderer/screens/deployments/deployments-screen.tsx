import type { ReactNode } from 'react'
import { isLive } from '../../../shared/lifecycle.ts'
import { startedAtMs } from '../../../shared/started.ts'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Shown } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { Term } from '../../ui/term.tsx'
import { LiveDeployment } from './live-deployment.tsx'
import { RemovedDeployments } from './removed-deployments.tsx'
import { SweepCard } from './sweep-card.tsx'
import './deployments.css'

/**
 * What exists in the accounts now, what it costs, and how to remove it. `sweeping`: the person came for the
 * sweep.
 */
export function DeploymentsScreen({ sweeping = false }: { sweeping?: boolean }): ReactNode {
  const deployments = useQuery('deployments.list', {}, ['deployment.changed', 'deployment.discarded'])
  const going = useQuery('runs.list', { status: 'running' }, ['run.changed'])
  const experiments = useQuery('experiments.list', {})
  const scenarios = useQuery('scenarios.list', {})
  // They only name what is live: it is shown without them, too.
  const known = {
    experiments: experiments.state === 'ready' ? experiments.value : [],
    scenarios: scenarios.state === 'ready' ? scenarios.value : [],
  }
  return (
    <Page
      title="Live deployments"
      subtitle={
        <>
          What exists in your accounts now. A <Term id="deployment">deployment</Term> stays until it is{' '}
          <Term id="tear-down">torn down</Term>, or until it is removed automatically. Saved runs are kept.
        </>
      }
    >
      <Shown loaded={deployments}>
        {(all) => {
          const live = all
            .filter(({ phase }) => isLive(phase))
            .toSorted((a, b) => startedAtMs(b) - startedAtMs(a))
          const removed = all
            .filter(({ phase }) => phase === 'removed')
            .toSorted((a, b) => b.changedAtMs - a.changedAtMs)
          return (
            <>
              {live.length === 0 ? (
                <Card>
                  <EmptyState
                    title="Nothing is live"
                    action={<ButtonLink to={href('/')}>Go to Home</ButtonLink>}
                  >
                    <p>
                      Sluice knows of no stacks in any account. An experiment that you start from Home is
                      listed here until it is torn down.
                    </p>
                  </EmptyState>
                </Card>
              ) : (
                live.map((deployment) => (
                  <LiveDeployment
                    key={deployment.id}
                    deployment={deployment}
                    runs={going.state === 'ready' ? going.value : []}
                    known={known}
                  />
                ))
              )}
              <SweepCard sought={sweeping} />
              {removed.length === 0 ? null : <RemovedDeployments deployments={removed} known={known} />}
            </>
          )
        }}
      </Shown>
    </Page>
  )
}
