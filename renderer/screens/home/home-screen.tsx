import type { ReactNode } from 'react'
import { isLive } from '../../../shared/lifecycle.ts'
import { together, type Together } from '../../api/together.ts'
import { useQuery, type Loaded } from '../../api/use-query.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Loading, Shown } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { Drafts } from './drafts.tsx'
import { ImportRuns } from './import-runs.tsx'
import { LiveNow } from './live-now.tsx'
import { NotCompleted } from './not-completed.tsx'
import { SavedRuns } from './saved-runs.tsx'
import { StartCards } from './start-cards.tsx'
import './home.css'

const subtitle =
  'Guided experiments on what it costs to put Amazon API Gateway in front of an internal service.'

/**
 * The experiments to start, the deployments that are live, those that failed, the drafts, and the saved runs.
 */
export function HomeScreen(): ReactNode {
  const experiments = useQuery('experiments.list', {})
  const scenarios = useQuery('scenarios.list', {})
  const deployments = useQuery('deployments.list', {}, ['deployment.changed', 'deployment.discarded'])
  const going = useQuery('runs.list', { status: 'running' }, ['run.changed'])
  const newest = useQuery('runs.list', { most: 1 }, ['run.changed'])
  const catalog = together({ experiments, scenarios })
  const known = catalog.state === 'ready' ? catalog.values : null
  return (
    <Page title="Sluice" subtitle={subtitle} actions={known === null ? undefined : <ImportRuns />}>
      {known === null ? (
        <Unknown catalog={catalog} />
      ) : (
        <>
          <StartCards experiments={known.experiments} scenarios={known.scenarios} />
          <Shown loaded={deployments}>
            {(all) => (
              <div className="home-begun">
                <LiveNow
                  deployments={all.filter(({ phase }) => isLive(phase))}
                  runs={going.state === 'ready' ? going.value : []}
                  known={known}
                />
                <Drafts
                  drafts={all.filter(({ phase }) => phase === 'planned')}
                  known={known}
                  changed={deployments.retry}
                />
                {newest.state === 'ready' ? (
                  <NotCompleted deployments={all} newest={newest.value[0]} known={known} />
                ) : null}
              </div>
            )}
          </Shown>
        </>
      )}
      <SavedRuns experiments={known?.experiments ?? null} />
    </Page>
  )
}

/** While the catalog is on its way, or where it cannot be had. */
function Unknown({ catalog }: { catalog: Together<Record<string, Loaded<unknown>>> }): ReactNode {
  return catalog.state === 'failed' ? (
    <ErrorNotice error={catalog.error} retry={catalog.retry} />
  ) : (
    <Loading />
  )
}
