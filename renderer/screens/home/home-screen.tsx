import type { ReactNode } from 'react'
import { isLive } from '../../../shared/lifecycle.ts'
import { useQuery } from '../../api/use-query.ts'
import { Shown } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { Drafts } from './drafts.tsx'
import { LiveNow } from './live-now.tsx'
import { SavedRuns } from './saved-runs.tsx'
import { StartCard } from './start-card.tsx'
import './home.css'

const subtitle =
  'Guided experiments on what it costs to put Amazon API Gateway in front of an internal service.'

/** The experiments to start, the deployments that are live, the drafts, and the saved runs. */
export function HomeScreen(): ReactNode {
  const experiments = useQuery('experiments.list', {})
  const deployments = useQuery('deployments.list', {}, ['deployment.changed', 'deployment.discarded'])
  const runs = useQuery('runs.list', {}, ['run.changed'])
  return (
    <Page title="Sluice" subtitle={subtitle}>
      <Shown loaded={experiments}>
        {(list) => (
          <>
            {list.map((experiment) => (
              <StartCard key={experiment.id} experiment={experiment} />
            ))}
            <Shown loaded={deployments}>
              {(all) => (
                <div className="home-begun">
                  <LiveNow deployments={all.filter(({ phase }) => isLive(phase))} experiments={list} />
                  <Drafts
                    drafts={all.filter(({ phase }) => phase === 'planned')}
                    experiments={list}
                    changed={deployments.retry}
                  />
                </div>
              )}
            </Shown>
            <Shown loaded={runs} text="Loading saved runs…">
              {(all) => <SavedRuns runs={all} experiments={list} changed={runs.retry} />}
            </Shown>
          </>
        )}
      </Shown>
    </Page>
  )
}
