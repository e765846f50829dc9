import type { ReactNode } from 'react'
import type { Activity } from '../../../shared/activity.ts'
import type { Deployment, StackStep } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { time } from '../../ui/format.ts'
import { Loading } from '../../ui/loading.tsx'
import { isWaiting, Waiting } from '../../ui/waiting.tsx'
import { MeasureView, StopRun } from './measure-view.tsx'
import { stackTitle, type Named } from './stack-titles.ts'
import { StrandedNotice } from './stranded-notice.tsx'
import { Timeline } from './timeline-view.tsx'

interface PhaseBodyProps {
  deployment: Deployment
  running: Run | undefined
  /** Whether a run on it has ended. */
  measured: boolean
  /** Those that are in progress, on any deployment. */
  runs: readonly Run[]
  steps: readonly StackStep[]
  activities: readonly Activity[]
  experiments: readonly Experiment[]
  scenarios: readonly Scenario[]
  /** What stacks are called. */
  named: readonly Named[]
}

/** What is happening now, by phase. */
export function PhaseBody(props: PhaseBodyProps): ReactNode {
  const { deployment, named } = props
  const { phase } = deployment
  if (phase === 'stranded')
    return (
      <>
        <StrandedNotice deployment={deployment} named={named} />
        <Leaving {...props} title="What may still exist" />
      </>
    )
  return (
    <>
      <Failure deployment={deployment} named={named} />
      {phase === 'deploying' ? <Deploying {...props} /> : null}
      {phase === 'measuring' ? <Measuring {...props} /> : null}
      {phase === 'removing' ? <Leaving {...props} title="Tearing down" /> : null}
    </>
  )
}

function Deploying({ activities, ...timeline }: PhaseBodyProps): ReactNode {
  return (
    <Card title="Deploying">
      <Now activities={activities} />
      <Timeline {...timeline} direction="create" going />
    </Card>
  )
}

/** A run is recorded before its deployment is measuring again: without one, the last has just ended. */
function Measuring({
  deployment,
  running,
  measured,
  runs,
  experiments,
  scenarios,
}: PhaseBodyProps): ReactNode {
  if (running === undefined)
    return <Loading text={measured ? 'The run has ended. Finishing up…' : 'Starting the run…'} />
  if (!isWaiting(running.deploymentId, runs))
    return (
      <MeasureView
        key={running.id}
        run={running}
        deployment={deployment}
        experiment={experiments.find(({ id }) => id === running.experimentId)}
        scenarios={scenarios}
      />
    )
  return (
    <Card title="Waiting" actions={<StopRun run={running} label="Stop waiting" />}>
      <Waiting deploymentId={running.deploymentId} runs={runs} />
      <p className="small muted">Runs on the practice account share this machine and take turns.</p>
    </Card>
  )
}

function Leaving({ title, activities, ...timeline }: PhaseBodyProps & { title: string }): ReactNode {
  const { phase, billingStoppedAtMs } = timeline.deployment
  const going = phase === 'removing'
  return (
    <Card title={title}>
      {going ? <Now activities={activities} /> : null}
      {going && billingStoppedAtMs !== null ? <BillingStopped atMs={billingStoppedAtMs} /> : null}
      <Timeline {...timeline} direction="delete" going={going} />
    </Card>
  )
}

/** What happened before, collapsed. */
export function History({
  deployment,
  steps,
  named,
}: Pick<PhaseBodyProps, 'deployment' | 'steps' | 'named'>): ReactNode {
  const { phase } = deployment
  const timeline = { deployment, steps, named }
  const leaving = phase === 'removing' || phase === 'stranded' || phase === 'removed'
  return (
    <>
      {phase === 'removed' ? (
        <Before title="Removal">
          <Timeline {...timeline} direction="delete" going={false} />
        </Before>
      ) : null}
      {phase === 'deploying' || phase === 'planned' ? null : (
        <Before title={leaving ? 'Deployment' : 'Deployed resources'}>
          <Timeline {...timeline} direction="create" going={false} />
        </Before>
      )}
    </>
  )
}

/** What went wrong before the removal. */
function Failure({
  deployment: { failure, stacks },
  named,
}: {
  deployment: Deployment
  named: readonly Named[]
}): ReactNode {
  if (failure === null) return null
  const stack = stacks.find(({ name }) => name === failure.stack)
  const where = [failure.resource, stack === undefined ? failure.stack : stackTitle(stack, named)].filter(
    (one) => one !== null,
  )
  return (
    <ErrorNotice
      title={where.length === 0 ? 'Deployment failed' : `Deployment failed: ${where.join(' in ')}`}
      error={{ message: failure.reason }}
    />
  )
}

/** From here on the person does not have to wait. */
function BillingStopped({ atMs }: { atMs: number }): ReactNode {
  return (
    <p className="billing-stopped">
      <Badge tone="good">Billing has stopped</Badge>{' '}
      <span>
        Nothing has been charged since {time(atMs)}. You can close Sluice: the removal continues when you open
        it again.
      </span>
    </p>
  )
}

function Now({ activities }: { activities: readonly Activity[] }): ReactNode {
  const latest = activities.findLast(({ level }) => level !== 'detail')
  return <output className="muted">{latest?.message ?? 'Starting…'}</output>
}

function Before({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <details className="card">
      <summary>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  )
}
