import type { ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import { useQuery } from '../../api/use-query.ts'
import { href, type PlanStep } from '../../router.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { Wizard } from './wizard.tsx'

/** The wizard on a draft: `#/plan/ID/STEP`. */
export function PlanScreen({ id, step }: { id: string; step: PlanStep }): ReactNode {
  const deployment = useQuery('deployments.get', { id }, ['deployment.changed'])
  const experiments = useQuery('experiments.list', {})
  const scenarios = useQuery('scenarios.list', {})
  const failed = [deployment, experiments, scenarios].find((loaded) => loaded.state === 'failed')
  if (failed?.state === 'failed') {
    if (failed.error.code === 'not-found') return <Gone />
    return (
      <Page title="Plan">
        <ErrorNotice error={failed.error} retry={failed.retry} />
      </Page>
    )
  }
  if (deployment.state !== 'ready' || experiments.state !== 'ready' || scenarios.state !== 'ready') {
    return (
      <Page title="Plan">
        <Loading text="Opening the draft…" />
      </Page>
    )
  }
  const experiment = experiments.value.find((one) => one.id === deployment.value.experimentId)
  if (deployment.value.phase !== 'planned') return <Started deployment={deployment.value} />
  if (experiment === undefined) {
    return (
      <Page title="Plan">
        <ErrorNotice
          error={{
            message: `This version of Sluice does not know the experiment ${deployment.value.experimentId}.`,
          }}
        />
      </Page>
    )
  }
  return (
    <Wizard step={step} deployment={deployment.value} experiment={experiment} scenarios={scenarios.value} />
  )
}

function Gone(): ReactNode {
  return (
    <Page title="Plan">
      <EmptyState
        title="Draft not found"
        action={
          <ButtonLink to={href('/')} variant="primary">
            Go to Home
          </ButtonLink>
        }
      >
        <p>It was discarded, or it belongs to another data folder.</p>
      </EmptyState>
    </Page>
  )
}

function Started({ deployment }: { deployment: Deployment }): ReactNode {
  return (
    <Page title="Plan">
      <EmptyState
        title="This plan has been started"
        action={
          <ButtonLink to={href({ screen: 'deployment', id: deployment.id })} variant="primary">
            Go to its deployment
          </ButtonLink>
        }
      >
        <p>A plan cannot be changed after its start. Its deployment shows the progress.</p>
      </EmptyState>
    </Page>
  )
}
