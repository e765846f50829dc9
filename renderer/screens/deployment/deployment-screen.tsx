import { useState, type ReactNode } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import { deploymentName, type Known } from '../../../shared/run-name.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { together } from '../../api/together.ts'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Loading } from '../../ui/loading.tsx'
import { useNow } from '../../ui/now.tsx'
import { Page } from '../../ui/page.tsx'
import { TearDownButton } from '../../ui/tear-down-button.tsx'
import { isWaiting } from '../../ui/waiting.tsx'
import { ActivityList } from './activity-list.tsx'
import { EditAgain } from './edit-again.tsx'
import { History, PhaseBody } from './phase-body.tsx'
import { LimitsCard } from './limits-card.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import { ResultCard, RunsCard } from './runs-card.tsx'
import { chapterStates, phaseSentence } from './story.ts'
import type { Named } from './stack-titles.ts'
import { StoryRail } from './story-rail.tsx'
import { whyUnfinished } from './unfinished.ts'
import { useActivities, useSteps } from './use-log.ts'
import './deployment.css'

/** A deployment from its first stack to its receipt: `#/deployments/ID`. */
export function DeploymentScreen({ id }: { id: string }): ReactNode {
  const deployment = useQuery('deployments.get', { id }, ['deployment.changed'])
  const runs = useQuery('runs.list', { deploymentId: id }, ['run.changed'])
  const going = useQuery('runs.list', { status: 'running' }, ['run.changed'])
  const experiments = useQuery('experiments.list', {})
  const scenarios = useQuery('scenarios.list', {})
  const shared = useQuery('sharedStacks.list', {})
  const all = together({ deployment, runs, going, experiments, scenarios, shared })
  if (all.state === 'ready') {
    const { values } = all
    const story = {
      deployment: values.deployment,
      runs: values.runs,
      going: values.going,
      known: { experiments: values.experiments, scenarios: values.scenarios },
      scenarios: values.scenarios,
      named: [...values.scenarios, ...values.shared],
    }
    return values.deployment.phase === 'planned' ? <Draft {...story} /> : <Story {...story} />
  }
  if (all.state === 'failed' && all.error.code === 'not-found') return <Gone />
  return (
    <Page title="Deployment">
      {all.state === 'failed' ? <ErrorNotice error={all.error} retry={all.retry} /> : <Loading />}
    </Page>
  )
}

function Gone(): ReactNode {
  return (
    <Page title="Deployment">
      <EmptyState
        title="Deployment not found"
        action={
          <ButtonLink variant="primary" to={href({ screen: 'deployments' })}>
            View all deployments
          </ButtonLink>
        }
      >
        <p>It was a draft that has been discarded, or it belongs to another data folder.</p>
      </EmptyState>
    </Page>
  )
}

interface StoryProps {
  deployment: Deployment
  /** Newest first. */
  runs: readonly Run[]
  /** Those that are in progress, also on other deployments. */
  going: readonly Run[]
  known: Known
  scenarios: readonly Scenario[]
  named: readonly Named[]
}

function Draft({ deployment, known }: StoryProps): ReactNode {
  const { id } = deployment
  return (
    <Page title={deploymentName(deployment, known)}>
      <EmptyState
        title="This deployment is still a draft"
        action={
          <ButtonLink variant="primary" to={href({ screen: 'plan', id, step: 'review' })}>
            Go to the plan
          </ButtonLink>
        }
      >
        <p>Nothing is created until you start it.</p>
      </EmptyState>
    </Page>
  )
}

function Story({ deployment, runs, going, known, scenarios, named }: StoryProps): ReactNode {
  const { id, phase } = deployment
  const waiting = isWaiting(id, going)
  const nowMs = useNow(60_000)
  const steps = useSteps(id)
  const activities = useActivities(id)
  const running = runs.find(({ status }) => status === 'running')
  const watched = useWatchedRun(running?.id ?? null)
  const ended = runs.find(({ status }) => status !== 'running')
  const result =
    running === undefined && ended !== undefined ? (
      <ResultCard run={ended} watched={watched === ended.id} />
    ) : null
  // The result comes first, except after a removal that failed: nothing is more urgent than that.
  const stranded = phase === 'stranded'
  return (
    <Page
      title={deploymentName(deployment, known)}
      subtitle={waiting ? undefined : phaseSentence(deployment, nowMs)}
      actions={<Actions deployment={deployment} runs={runs} waiting={waiting} />}
    >
      <div className="deployment">
        <StoryRail states={chapterStates(phase, runs, deployment.failure !== null)} />
        {stranded ? null : result}
        <PhaseBody
          deployment={deployment}
          running={running}
          measured={ended !== undefined}
          runs={going}
          steps={steps}
          activities={activities}
          experiments={known.experiments}
          scenarios={scenarios}
          named={named}
        />
        {stranded ? result : null}
        {deployment.receipt === null ? null : <ReceiptCard receipt={deployment.receipt} />}
        <LimitsCard deployment={deployment} />
        <RunsCard deployment={deployment} runs={runs} />
        <History deployment={deployment} steps={steps} named={named} />
        <ActivityList activities={activities} />
        <Where deployment={deployment} />
      </div>
    </Page>
  )
}

function Actions({
  deployment,
  runs,
  waiting,
}: Pick<StoryProps, 'deployment' | 'runs'> & { waiting: boolean }): ReactNode {
  const { id, phase } = deployment
  return (
    <>
      <PhaseBadge phase={phase} waiting={waiting} />
      {/* The notice of a removal that failed has a button of its own. */}
      {phase === 'stranded' ? null : (
        <TearDownButton
          deployments={[deployment]}
          target={{ deploymentId: id }}
          label={phase === 'deploying' ? 'Cancel' : 'Tear down'}
        />
      )}
      {whyUnfinished(deployment, runs) === null ? null : <EditAgain deployment={deployment} />}
    </>
  )
}

function Where({ deployment }: { deployment: Deployment }): ReactNode {
  const { id } = deployment
  return (
    <p className="small muted deployment-id">
      {placeTitle(deployment)}, deployment <code>{id}</code> <CopyButton text={id} label="Copy ID" />
    </p>
  )
}

/** The run that was in progress while this screen was open. */
function useWatchedRun(runningId: string | null): string | null {
  const [watched, setWatched] = useState(runningId)
  if (runningId !== null && runningId !== watched) setWatched(runningId)
  return watched
}
