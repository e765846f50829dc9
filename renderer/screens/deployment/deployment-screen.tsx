import { useState, type ReactNode } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { TearDownButton } from '../../ui/tear-down-button.tsx'
import { ActivityList } from './activity-list.tsx'
import { History, PhaseBody } from './phase-body.tsx'
import { LimitsCard } from './limits-card.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import { ResultCard, RunsCard } from './runs-card.tsx'
import { chapterStates, phaseSentence } from './story.ts'
import { StoryRail } from './story-rail.tsx'
import { useActivities, useSteps } from './use-log.ts'
import './deployment.css'

/** A deployment from its first stack to the last one gone: `#/deployments/ID`. */
export function DeploymentScreen({ id }: { id: string }): ReactNode {
  const deployment = useQuery('deployments.get', { id }, ['deployment.changed'])
  const runs = useQuery('runs.list', {}, ['run.changed'])
  const experiments = useQuery('experiments.list', {})
  const scenarios = useQuery('scenarios.list', {})
  const failed = [deployment, runs, experiments, scenarios].find((loaded) => loaded.state === 'failed')
  if (failed?.state === 'failed') {
    if (failed.error.code === 'not-found') return <Gone />
    return (
      <Page title="Deployment">
        <ErrorNotice error={failed.error} retry={failed.retry} />
      </Page>
    )
  }
  if (
    deployment.state !== 'ready' ||
    runs.state !== 'ready' ||
    experiments.state !== 'ready' ||
    scenarios.state !== 'ready'
  ) {
    return (
      <Page title="Deployment">
        <Loading />
      </Page>
    )
  }
  return (
    <Story
      deployment={deployment.value}
      runs={runs.value.filter(({ deploymentId }) => deploymentId === id)}
      experiment={experiments.value.find((one) => one.id === deployment.value.experimentId)}
      scenarios={scenarios.value}
    />
  )
}

function Gone(): ReactNode {
  return (
    <Page title="Deployment">
      <EmptyState
        title="There is no such deployment"
        action={
          <ButtonLink variant="primary" to={href({ screen: 'deployments' })}>
            See all deployments
          </ButtonLink>
        }
      >
        <p>It was a draft that has been discarded, or it never was in this data folder.</p>
      </EmptyState>
    </Page>
  )
}

interface StoryProps {
  deployment: Deployment
  /** Newest first. */
  runs: readonly Run[]
  experiment: Experiment | undefined
  scenarios: readonly Scenario[]
}

function Story({ deployment, runs, experiment, scenarios }: StoryProps): ReactNode {
  const { id, phase, account, region } = deployment
  const steps = useSteps(id)
  const activities = useActivities(id)
  const running = runs.find(({ status }) => status === 'running')
  const watched = useWatchedRun(running?.id ?? null)
  const ended = runs.find(({ status }) => status !== 'running')
  const title = experiment?.title ?? deployment.experimentId
  const where = account.kind === 'practice' ? 'Practice account' : `${accountTitle(account)}, ${region}`
  if (phase === 'planned') {
    return (
      <Page title={title}>
        <EmptyState
          title="This is still a draft"
          action={
            <ButtonLink variant="primary" to={href({ screen: 'plan', id, step: 'review' })}>
              Go to the plan
            </ButtonLink>
          }
        >
          <p>Nothing is created before it is started.</p>
        </EmptyState>
      </Page>
    )
  }
  // What all of this was for comes first, but for a removal that has failed.
  const result =
    running === undefined && ended !== undefined ? (
      <ResultCard run={ended} watched={watched === ended.id} />
    ) : null
  return (
    <Page
      title={title}
      subtitle={phaseSentence(deployment)}
      actions={
        <>
          <PhaseBadge phase={phase} />
          {phase === 'stranded' ? null : (
            <TearDownButton
              deployments={[deployment]}
              target={{ deploymentId: id }}
              label={phase === 'deploying' ? 'Cancel' : 'Tear down'}
            />
          )}
        </>
      }
    >
      <div className="deployment">
        <StoryRail states={chapterStates(phase, runs, deployment.failure !== null)} />
        {phase === 'stranded' ? null : result}
        <PhaseBody
          deployment={deployment}
          running={running}
          steps={steps}
          activities={activities}
          scenarios={scenarios}
        />
        {phase === 'stranded' ? result : null}
        {deployment.receipt === null ? null : <ReceiptCard receipt={deployment.receipt} />}
        <LimitsCard deployment={deployment} />
        <RunsCard deployment={deployment} runs={runs} />
        <History deployment={deployment} steps={steps} scenarios={scenarios} />
        <ActivityList activities={activities} />
        <p className="small muted deployment-id">
          {where}, deployment <code>{id}</code> <CopyButton text={id} label="Copy the id" />
        </p>
      </div>
    </Page>
  )
}

/** The run that was seen going on while this screen was open. */
function useWatchedRun(runningId: string | null): string | null {
  const [watched, setWatched] = useState(runningId)
  if (runningId !== null && runningId !== watched) setWatched(runningId)
  return watched
}
